"""The columns of a sheet as people see them: those of its tables, and of ranges with headers."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from xlsegment.core.masking import kind_of
from xlsegment.engine.edits import Area
from xlsegment.engine.grid import BLANK, NUMBER, TEXT, DateRule, SheetCells
from xlsegment.privacy.columns import kind_in_header

#: Which numbers are dates does not matter here: none is as long as a phone number.
_NO_DATES: Final = DateRule(np.zeros(1, dtype=np.bool_), False)
#: The header of a range stands in one of its first rows, below a title.
_HEADER_WITHIN: Final = 10
#: What is longer is a sentence.
_LONGEST_HEADER: Final = 12


@dataclass(frozen=True, slots=True)
class Column:
    """Cells below a header.

    Attributes
    ----------
    header
        What stands above them; None for nothing.
    number
        The column of the sheet.
    row1, row2
        The first and the last row.
    cells
        What stands there.
    """

    header: object
    number: int
    row1: int
    row2: int
    cells: list[Any]


def columns(sheet: SheetCells, tables: list[Area]) -> Iterator[Column]:
    """Yield the columns of a sheet.

    Parameters
    ----------
    sheet
        Its cells.
    tables
        Where its tables are, each with one row of headers.
    """
    above = _Above(sheet)
    for area in tables:
        for number in range(area.col1, area.col2 + 1):
            header = _values(sheet, number, area.row1, area.row1)[0]
            if area.row2 > area.row1:
                yield above.noted(_column(sheet, header, number, area.row1 + 1, area.row2))
    for first, last in _bands(sheet, tables):
        for column in _plain(sheet, first, last, tables, above):
            yield above.noted(column)


class _Above:
    """What stands above a row: below a blank row, or a table, may stand more of the same."""

    def __init__(self, sheet: SheetCells) -> None:
        self._sheet = sheet
        self._ends: dict[int, list[tuple[int, object, object]]] = {}
        self._continued: dict[int, bool] = {}

    def noted(self, column: Column) -> Column:
        """Remember a column: its last row, its header and its last cell that holds something."""
        last = next((cell for cell in reversed(column.cells) if cell is not None), None)
        if last is not None:
            self.note(column.number, column.row2, column.header, last)
        return column

    def note(self, number: int, row: int, header: object, last: object) -> None:
        """Remember what stands in a column down to a row; ``last`` is None below a bare header."""
        ends = self._ends.setdefault(number, [])
        insort(ends, (row, header, last), key=_row)

    def header(self, row: int, number: int) -> object:
        """Return the header of what stands above a cell."""
        end = self._end(row, number)
        return None if end is None else end[1]

    def goes_on(self, row: int) -> bool:
        """Tell whether a row is one more of what stands above it, and not a header."""
        if row not in self._continued:
            self._continued[row] = self._is_one_more(row)
        return self._continued[row]

    def _end(self, row: int, number: int) -> tuple[int, object, object] | None:
        ends = self._ends.get(number, [])
        place = bisect_left(ends, row, key=_row)
        return ends[place - 1] if place else None

    def _is_one_more(self, row: int) -> bool:
        alike: list[bool] = []
        numbered = False
        for number in self._ends:
            end, cell = self._end(row, number), _values(self._sheet, number, row, row)[0]
            if end is None or cell is None:
                continue
            kind = kind_of(cell)
            if kind is not None and kind.key == kind_in_header(end[1]):
                return True
            if end[2] is None:
                if _has_digit(cell) and not _has_digit(end[1]):
                    return True
                continue
            alike.append(_has_digit(cell) == _has_digit(end[2]))
            numbered |= alike[-1] and _has_digit(cell)
        return numbered and len(alike) > 1 and sum(alike) * 3 >= len(alike) * 2


def _row(end: tuple[int, object, object]) -> int:
    return end[0]


def _has_digit(cell: object) -> bool:
    return any(map(str.isdigit, str(cell)))


def _values(sheet: SheetCells, column: int, row1: int, row2: int) -> list[Any]:
    values: list[Any] = sheet.values(column, row1, row2, _NO_DATES).tolist()
    return values


def _column(sheet: SheetCells, header: object, number: int, row1: int, row2: int) -> Column:
    return Column(header, number, row1, row2, _values(sheet, number, row1, row2))


def _bands(sheet: SheetCells, tables: list[Area]) -> Iterator[tuple[int, int]]:
    """Yield (first, last) of each stretch of rows that hold something outside the tables."""
    last = max((int(c.rows[-1]) for c in sheet.columns.values() if len(c.rows)), default=0)
    filled: NDArray[np.bool_] = np.zeros(last + 2, dtype=np.bool_)
    for number, column in sheet.columns.items():
        own = np.zeros(last + 2, dtype=np.bool_)
        own[column.rows[column.kinds != BLANK]] = True
        for area in tables:
            if area.col1 <= number <= area.col2:
                own[area.row1 : area.row2 + 1] = False
        filled |= own
    edges = np.flatnonzero(np.diff(filled.astype(np.int8)))
    for first, stop in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        yield first + 1, stop


def _plain(
    sheet: SheetCells, first: int, last: int, tables: list[Area], above: _Above
) -> Iterator[Column]:
    """Yield the columns of a range: the fullest of its first rows is its header."""
    top = min(last, first + _HEADER_WITHIN - 1)
    texts = np.zeros(top - first + 1, dtype=np.int64)
    for number, column in sheet.columns.items():
        part = column.between(first, top)
        rows = column.rows[part][column.kinds[part] == TEXT]
        for area in tables:
            if area.col1 <= number <= area.col2:
                rows = rows[(rows < area.row1) | (rows > area.row2)]
        texts[rows - first] += 1
    header = first + int(texts.argmax()) if texts.max(initial=0) > 1 else _named(sheet, first, top)
    heads = {n: _values(sheet, n, header, header)[0] for n in sheet.columns} if header else {}
    if above.goes_on(first) or any(_is_somebodys(head) for head in heads.values()):
        header, heads = 0, {}
    if header == last and any(map(kind_in_header, heads.values())):
        for number, head in heads.items():
            above.note(number, header, head, None)
    for number in sheet.columns:
        for row1, row2 in _apart(header + 1 if header else first, last, number, tables):
            more = row1 != header + 1 and above.goes_on(row1)
            head = above.header(row1, number) if more else heads.get(number)
            yield _column(sheet, head, number, row1, row2)


def _named(sheet: SheetCells, first: int, last: int) -> int:
    """Return the row of a lone header that announces personal data; 0 for none."""
    for row in range(first, last + 1):
        for number in sheet.columns:
            cell = _values(sheet, number, row, row)[0]
            if isinstance(cell, str) and len(cell) <= _LONGEST_HEADER and kind_in_header(cell):
                return row
    return 0


def _is_somebodys(header: object) -> bool:
    """Tell whether what stands in the place of a header is personal data, so that it is none."""
    kind = kind_of(header)
    return kind is not None and (kind.key != "name" or len(str(header)) > 2)


def _apart(first: int, last: int, column: int, tables: list[Area]) -> Iterator[tuple[int, int]]:
    """Yield the rows of a column that no table covers, as (first, last) pairs."""
    start = first
    for area in sorted(tables, key=lambda area: area.row1):
        if area.col1 <= column <= area.col2 and area.row2 >= start:
            if start < area.row1 <= last:
                yield start, area.row1 - 1
            start = max(start, area.row2 + 1)
    if start <= last:
        yield start, last


def long_numbers(sheet: SheetCells, column: int) -> Iterator[tuple[int, str]]:
    """Yield row and number of the cells that are as long as a mobile number."""
    cells = sheet.columns[column]
    numbers = cells.numbers
    likely = (cells.kinds == NUMBER) & (numbers >= 1.3e10) & (numbers < 2e10)
    for at in np.flatnonzero(likely & (numbers == np.floor(numbers))).tolist():
        yield int(cells.rows[at]), format(float(numbers[at]), ".0f")
