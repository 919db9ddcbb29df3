"""Rows as Excel and most libraries write them, read with array operations.

Only the plainest form is taken: default namespace, ``r`` first, then ``s`` and ``t``, no comments,
no CDATA. Any other block is left to the parser of `xlsegment.engine.scan`, with equal results.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from xlsegment.engine.address import MAX_COLUMNS
from xlsegment.engine.grid import BLANK, BOOL, ERROR, NUMBER, TEXT, ColumnCells
from xlsegment.engine.markup import plain_text
from xlsegment.engine.textbytes import (
    Bytes,
    Mask,
    Places,
    decimals,
    digits_at,
    has_odd_references,
    same_digits,
    starts_with,
    unescape_text,
)

_FORMULA_ATTRIBUTE = re.compile(rb'([\w:]+)="([^"]*)"')
_LT, _GT, _QUOTE, _SPACE = b"<"[0], b">"[0], b'"'[0], b" "[0]
# Reading past the end of a block by up to this many bytes stays inside the padded array.
_PAD: Final = 64


class Unusual(Exception):
    """The block is not in the form this module reads."""


@dataclass(slots=True)
class BlockCells:
    """The cells of one block of rows, by column, its texts and its last row."""

    columns: dict[int, ColumnCells]
    texts: list[str]
    formulas: list[tuple[int, int, str, dict[str, str]]]
    last_row: int


def read_block(block: bytes, shared: int, known: int) -> BlockCells:
    """Read whole rows.

    Parameters
    ----------
    block
        The XML of whole ``row`` elements.
    shared
        The number of shared strings.
    known
        The number of texts that exist before this block's own.

    Raises
    ------
    Unusual
        The block is in another form, or a cell is wrong: the parser will tell.
    """
    if any(odd in block for odd in (b"\r", b"\0", b"<!", b"<?")) or has_odd_references(block):
        raise Unusual
    buffer = np.frombuffer(block + b"\0" * _PAD, dtype=np.uint8)
    tags = np.flatnonzero(buffer == _LT)
    first, second = buffer[tags + 1], buffer[tags + 2]
    if not np.isin(first, np.frombuffer(b"cv/rfit", np.uint8)).all():
        raise Unusual
    is_row, is_cell = (first == ord("r")) & (second == ord("o")), first == ord("c")
    if (second[is_cell] != _SPACE).any():
        raise Unusual
    row_tags, cell_index = tags[is_row], np.flatnonzero(is_cell)
    if not len(row_tags) or (len(cell_index) and tags[cell_index[0]] < row_tags[0]):
        raise Unusual
    row_numbers, row_digits = _row_numbers(buffer, row_tags)
    cells = tags[cell_index]
    of_row = np.searchsorted(row_tags, cells) - 1
    columns, at = _references(buffer, cells, row_tags[of_row], row_digits[of_row])
    if ((np.diff(columns) <= 0) & (np.diff(of_row) == 0)).any():
        raise Unusual
    rows = row_numbers[of_row].astype(np.int32)
    styles, types, at = _attributes(buffer, at)
    reader = _Values(block, buffer, tags, cell_index, at)
    kinds, numbers = reader.read(types, shared, known)
    formulas = [
        (int(rows[i]), int(columns[i]), text, attributes)
        for i, text, attributes in reader.formulas()
    ]
    return BlockCells(
        _by_column(columns, rows, kinds, numbers, styles),
        reader.texts,
        formulas,
        int(row_numbers[-1]),
    )


def _by_column(
    columns: NDArray[np.int64],
    rows: NDArray[np.int32],
    kinds: NDArray[np.uint8],
    numbers: NDArray[np.float64],
    styles: NDArray[np.int32],
) -> dict[int, ColumnCells]:
    order = np.argsort(columns.astype(np.int16), kind="stable")
    sorted_columns = columns[order]
    edges = np.flatnonzero(np.diff(sorted_columns, prepend=-1, append=-1)).tolist()
    found = {}
    for start, stop in pairwise(edges):
        part = order[start:stop]
        found[int(sorted_columns[start])] = ColumnCells(
            rows[part], kinds[part], numbers[part], styles[part]
        )
    return found


def _row_numbers(buffer: Bytes, tags: Places) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the number of each row, and how many digits it is written with."""
    if not starts_with(buffer, tags, b'<row r="').all():
        raise Unusual
    numbers, ends = digits_at(buffer, tags + 8, 7)
    if not (buffer[ends] == _QUOTE).all():
        raise Unusual
    return numbers, ends - tags - 8


def _references(
    buffer: Bytes, cells: Places, rows: Places, digits: NDArray[np.int64]
) -> tuple[NDArray[np.int64], Places]:
    """Return each cell's column and where its ``r`` ends; its row must be its row's."""
    if not starts_with(buffer, cells, b'<c r="').all():
        raise Unusual
    columns = np.zeros(len(cells), dtype=np.int64)
    at = cells + 6
    for _ in range(3):
        letter = buffer[at] - np.uint8(64)
        is_letter = (letter >= 1) & (letter <= 26)
        columns = np.where(is_letter, columns * 26 + letter, columns)
        at = at + is_letter
    end = at + digits
    same_row = same_digits(buffer, at, rows + 8, digits)
    if not (same_row & (buffer[end] == _QUOTE)).all():
        raise Unusual
    if not (columns >= 1).all() or (columns > MAX_COLUMNS).any():
        raise Unusual
    return columns, end + 1


def _attributes(buffer: Bytes, at: Places) -> tuple[NDArray[np.int32], NDArray[np.uint8], Places]:
    """Return each cell's style, the letter of its type, and where its start tag ends."""
    styles = np.zeros(len(at), dtype=np.int32)
    styled = starts_with(buffer, at, b' s="')
    if styled.any():
        number, end = digits_at(buffer, at[styled] + 4, 6)
        if not (buffer[end] == _QUOTE).all():
            raise Unusual
        styles[styled] = number
        at = at.copy()
        at[styled] = end + 1
    types = np.full(len(at), ord("n"), dtype=np.uint8)
    typed = starts_with(buffer, at, b' t="')
    if typed.any():
        place = at[typed] + 4
        letter = buffer[place].copy()
        length = np.ones(len(place), dtype=np.int64)
        is_str = starts_with(buffer, place, b'str"')
        letter[is_str], length[is_str] = ord("t"), 3
        is_inline = starts_with(buffer, place, b'inlineStr"')
        length[is_inline] = 9
        known = np.isin(letter, np.frombuffer(b"nsbeti", np.uint8))
        if not (known & (buffer[place + length] == _QUOTE)).all():
            raise Unusual
        types[typed] = letter
        at = at.copy()
        at[typed] = place + length + 1
    if not ((buffer[at] == _GT) | (starts_with(buffer, at, b"/>"))).all():
        raise Unusual
    return styles, types, at


class _Values:
    """The contents of the cells of one block."""

    def __init__(
        self,
        block: bytes,
        buffer: Bytes,
        tags: Places,
        cell_index: Places,
        ends: Places,
    ) -> None:
        self._block, self._buffer = block, buffer
        self._escapes = b"&" in block or b"_x" in block
        self._tags = np.append(tags, [len(block)] * 6)
        self._open = buffer[ends] == _GT
        self._index = cell_index
        following = self._tags[cell_index + 1]
        if (self._open & (following != ends + 1) & (buffer[ends + 1] != _LT)).any():
            raise Unusual  # text right inside a cell
        self._has_formula = self._open & (buffer[following + 1] == ord("f"))
        self.texts: list[str] = []

    def _tag(self, cells: Mask, step: NDArray[np.int64] | int) -> Places:
        return np.asarray(self._tags[self._index[cells] + step])

    def read(
        self, types: NDArray[np.uint8], shared: int, known: int
    ) -> tuple[NDArray[np.uint8], NDArray[np.float64]]:
        """Return kinds and numbers as `ColumnCells` holds them."""
        kinds = np.full(len(types), BLANK, dtype=np.uint8)
        numbers = np.zeros(len(types), dtype=np.float64)
        steps = np.ones(len(types), dtype=np.int64)
        if self._has_formula.any():
            # <f/> or <f>...</f> stands before the value.
            closing = self._tag(self._has_formula, 2)
            closed = starts_with(self._buffer, closing, b"</f>")
            steps[self._has_formula] = np.where(closed, 3, 2)
        begins = self._tags[self._index + steps]
        valued = self._open & starts_with(self._buffer, begins, b"<v>")
        inline = types == ord("i")
        other = self._open & ~valued & ~inline & ~starts_with(self._buffer, begins, b"</c>")
        if other.any() or (inline & valued).any():
            raise Unusual
        begin, end = begins + 3, self._tags[self._index + steps + 1]
        if not starts_with(self._buffer, end[valued], b"</v>").all():
            raise Unusual
        valued &= begin < end
        for letter, kind in (("n", NUMBER), ("s", TEXT), ("b", BOOL)):
            mask = valued & (types == ord(letter))
            if mask.any():
                kinds[mask] = kind
                numbers[mask] = self._numbers(begin[mask], end[mask])
        mask = kinds == TEXT
        if not ((numbers[mask] >= 0) & (numbers[mask] < shared)).all():
            raise Unusual
        mask = valued & ((types == ord("t")) | (types == ord("e")))
        if mask.any():
            kinds[mask] = np.where(types[mask] == ord("t"), TEXT, ERROR)
            numbers[mask] = known + self._take(begin[mask], end[mask])
        mask = inline & self._open
        if mask.any():
            self._inline(np.flatnonzero(mask), kinds, numbers, known)
        return kinds, numbers

    def _inline(
        self,
        cells: Places,
        kinds: NDArray[np.uint8],
        numbers: NDArray[np.float64],
        known: int,
    ) -> None:
        """Read ``<is><t>...</t></is>``; richer inline texts are for the parser."""
        index = self._index[cells]
        text, end = self._tags[index + 2], self._tags[index + 3]
        form = starts_with(self._buffer, self._tags[index + 1], b"<is><t")
        form &= starts_with(self._buffer, end, b"</t></is></c>")
        plain = self._buffer[text + 2] == _GT
        kept = starts_with(self._buffer, text, b'<t xml:space="preserve">')
        if not (form & (plain | kept)).all():
            raise Unusual
        begin = text + np.where(plain, 3, 24)
        filled = begin < end
        kinds[cells[filled]] = TEXT
        numbers[cells[filled]] = known + self._take(begin[filled], end[filled])

    def _numbers(self, begin: Places, end: Places) -> NDArray[np.float64]:
        try:
            return decimals(self._block, self._buffer, begin, end)
        except ValueError as error:
            raise Unusual from error

    def _take(self, begin: Places, end: Places) -> NDArray[np.float64]:
        """Add texts, equal ones once; return where each is among `texts`."""
        block = self._block
        raw = [block[i:j] for i, j in zip(begin.tolist(), end.tolist(), strict=True)]
        places: dict[bytes, int] = {}
        found = [places.setdefault(text, len(places)) for text in raw]
        first = len(self.texts)
        texts = b"\0".join(places).decode().split("\0") if places else []
        if self._escapes:
            texts = [unescape_text(plain_text(text)) for text in texts]
        self.texts += texts
        return np.array(found, dtype=np.float64) + first

    def formulas(self) -> list[tuple[int, str, dict[str, str]]]:
        """Return (place of the cell in the block, text, attributes) of every formula."""
        found = []
        for i in np.flatnonzero(self._has_formula).tolist():
            start = int(self._tags[self._index[i] + 1])
            close = self._block.index(b">", start)
            head = self._block[start:close]
            attributes = {
                key.decode(): plain_text(value.decode())
                for key, value in _FORMULA_ATTRIBUTE.findall(head)
            }
            text = ""
            if not head.endswith(b"/"):
                text = self._block[close + 1 : int(self._tags[self._index[i] + 2])].decode()
            found.append((i, plain_text(text), attributes))
        return found
