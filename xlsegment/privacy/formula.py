"""Personal data in a formula: in its texts, its numbers and the names it uses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Final

from xlsegment.core.span import Span, without_overlaps
from xlsegment.privacy.finder import Finder

_PIECE: Final = re.compile(
    r"""(?P<text>"(?:[^"]|"")*")|(?P<quoted>'(?:[^']|'')*')|(?P<column>\[(?:[^\[\]]|'.)*\])"""
    r"""|(?P<word>[^\W\d][\w.\\?]*)|(?P<number>\d+(?:\.\d*)?(?:[eE][+-]?\d+)?)"""
)
#: Pieces that formulas put together to one text.
_SAYING: Final = frozenset({"text", "number"})
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
    pieces = list(_PIECE.finditer(formula))
    for piece in pieces:
        found += _in_piece(piece, finder, renamed)
    found += _over_pieces([piece for piece in pieces if piece.lastgroup in _SAYING], finder)
    rest = [
        Span(span.start, span.end, span.kind, name_safe(span.masked))
        for span in finder.markup(formula)
        if not any(one.start < span.end and span.start < one.end for one in found)
    ]
    return without_overlaps([*found, *rest])


def _over_pieces(pieces: Sequence[re.Match[str]], finder: Finder) -> Iterator[Span]:
    """Yield what texts and numbers say only together, as ``"138"&12345678`` does."""
    if len(pieces) < 2:
        return
    said = [piece[0][1:-1] if piece.lastgroup == "text" else piece[0] for piece in pieces]
    begins = list(accumulate(map(len, said), initial=0))
    for span in finder.known.find("".join(said)):
        covered = [
            at for at in range(len(pieces))
            if begins[at] < span.end and span.start < begins[at + 1]
        ]  # fmt: skip
        for at in covered if len(covered) > 1 else ():
            first, last = max(span.start, begins[at]), min(span.end, begins[at + 1])
            masked = span.masked.replace('"', '""') if at == covered[0] else ""
            start, text = pieces[at].start(), said[at]
            head, tail = text[: first - begins[at]], text[last - begins[at] :]
            if pieces[at].lastgroup == "text":
                start += 1
                yield Span(start + len(head), start + len(text) - len(tail), span.kind, masked)
            else:
                yield Span(start, start + len(text), span.kind, f'"{head}{masked}{tail}"')


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
