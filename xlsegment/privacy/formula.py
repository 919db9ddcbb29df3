"""Personal data in a formula: in its texts, its numbers and the names it uses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from xlsegment.privacy.finder import Finder
from xlsegment.privacy.span import Span, without_overlaps

_PIECE: Final = re.compile(
    r"""(?P<text>"(?:[^"]|"")*")|(?P<quoted>'(?:[^']|'')*')|(?P<column>\[(?:[^\[\]]|'.)*\])"""
    r"""|(?P<word>[^\W\d][\w.\\?]*)|(?P<number>\d+(?:\.\d*)?(?:[eE][+-]?\d+)?)"""
)
_NOT_IN_NAMES: Final = re.compile(r"[^\w.]")


def name_safe(masked: str) -> str:
    """Return a mask as names allow it: stars become underscores."""
    return _NOT_IN_NAMES.sub("_", masked)


def formula_spans(formula: str, finder: Finder, renamed: Mapping[str, str]) -> list[Span]:
    """Return what must be replaced in a formula, so that it stays one.

    Parameters
    ----------
    formula
        The formula, without ``=``.
    finder
        What to find.
    renamed
        New names by the old ones in small letters: of defined names and tables.
    """
    found: list[Span] = []
    for piece in _PIECE.finditer(formula):
        found += _in_piece(piece, finder, renamed)
    rest = [
        Span(span.start, span.end, span.kind, name_safe(span.masked))
        for span in finder.markup(formula)
        if not any(one.start < span.end and span.start < one.end for one in found)
    ]
    return without_overlaps([*found, *rest])


def _in_piece(piece: re.Match[str], finder: Finder, renamed: Mapping[str, str]) -> Iterator[Span]:
    kind, start, text = piece.lastgroup, piece.start(), piece[0]
    if kind == "word":
        new = renamed.get(text.casefold())
        if new is not None:
            yield Span(start, piece.end(), "name", new)
    elif kind == "number":
        span = finder.number(text)
        if span is not None:
            yield Span(start, piece.end(), span.kind, f'"{span.masked}"')
    else:
        for span in finder.text(text):
            masked = span.masked
            if kind == "text":
                masked = masked.replace('"', '""')
            elif kind == "quoted":
                masked = name_safe(masked)
            yield Span(start + span.start, start + span.end, span.kind, masked)
