"""A stretch of a text that is somebody's, and what is to stand there instead."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """One find in a text: ``text[start:end]`` is of a kind (a key of `MASKS`)."""

    start: int
    end: int
    kind: str
    masked: str


def without_overlaps(spans: Iterable[Span]) -> list[Span]:
    """Return spans in the order of the text; of two that overlap the longer one stays."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
        elif span.end - span.start > kept[-1].end - kept[-1].start:
            kept[-1] = span
    return kept


def apply_spans(text: str, spans: Iterable[Span]) -> str:
    """Return a text with the finds replaced; they must be in order and apart."""
    parts: list[str] = []
    at = 0
    for span in spans:
        parts += (text[at : span.start], span.masked)
        at = span.end
    return "".join((*parts, text[at:]))
