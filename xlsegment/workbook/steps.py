"""The steps of a write, as plain data: each one is a single call on a whole range of cells."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xlsegment.workbook.handle import cells, neighbours

if TYPE_CHECKING:
    import xlwings as xw

Cell = None | bool | int | float | str | dt.datetime | dt.date

_FORMULA_LIKE = ("=", "+", "-", "@", "'")
_NUMBER_LIKE = re.compile(
    r"\s*[(¥$]?[\d.][\d.,:/\-\s年月日%eE()]*(am|pm)?\s*|true|false|#\S+|[a-z]{3,9}[ \-/]\d+.*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Resize:
    """Let a table cover other rows and columns; its header row stays where it is."""

    table: xw.main.Table
    area: xw.Range  # header row and body

    def apply(self) -> None:
        """Resize the table; a totals row goes to the row below the new last one."""
        if self.table.totals_row_range is None:
            self.table.resize(self.area)
            return
        try:
            self.table.show_totals = False
        except NotImplementedError:  # a closed file: there a totals row moves by itself
            self.table.resize(self.area.resize(self.area.shape[0] + 1))
            return
        self.table.resize(self.area)
        self.table.show_totals = True


@dataclass(frozen=True, slots=True)
class Fill:
    """Write values into a block of cells."""

    area: xw.Range
    values: list[list[Cell]]

    def apply(self) -> None:
        """Write the whole block at once."""
        from xlsegment.workbook.block import Block

        self.area.options(convert=Block).value = self.values


@dataclass(frozen=True, slots=True)
class Formulas:
    """Write formulas into a block of cells."""

    area: xw.Range
    values: list[list[str]]

    def apply(self) -> None:
        """Write the whole block at once; a text cell would show the formula, not its result."""
        if self.area.number_format != "General":
            self.area.number_format = "General"
        self.area.formula = self.values


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """Give a block of cells a number format."""

    area: xw.Range
    format: str

    def apply(self) -> None:
        """Set it, unless the cells have it already."""
        if self.area.number_format != self.format:
            self.area.number_format = self.format


@dataclass(frozen=True, slots=True)
class Clear:
    """Empty a block of cells, keeping its formats."""

    area: xw.Range

    def apply(self) -> None:
        """Clear the contents."""
        self.area.clear_contents()


@dataclass(frozen=True, slots=True)
class Patch:
    """Write single cells of one column; the others in the area are not touched."""

    area: xw.Range
    values: Mapping[int, Cell]  # position in the area, from 0, to value
    format: str = ""  # the number format they need; empty where theirs will do

    def apply(self) -> None:
        """Write each unbroken run of cells at once."""
        from xlsegment.workbook.block import Block

        for first, last in neighbours(self.values):
            rows = [[self.values[place]] for place in range(first, last + 1)]
            part = _part(self.area, first, last)
            if self.format:
                part.number_format = self.format
            part.options(convert=Block).value = rows


@dataclass(frozen=True, slots=True)
class ClearRows:
    """Empty rows of an area, keeping their formats."""

    area: xw.Range
    rows: frozenset[int]  # positions in the area, from 0

    def apply(self) -> None:
        """Clear each unbroken run of rows at once."""
        for first, last in neighbours(self.rows):
            _part(self.area, first, last).clear_contents()


Step = Resize | Fill | Formulas | NumberFormat | Clear | Patch | ClearRows


def _part(area: xw.Range, first: int, last: int) -> xw.Range:
    """Return some rows of an area."""
    return cells(area.sheet, area.row + first, area.column, last - first + 1, area.shape[1])


def as_cell(value: object) -> Cell:
    """Return a value as a cell can hold it; text that looks like a formula stays text.

    Examples
    --------
    >>> as_cell("=1+1"), as_cell("张*"), as_cell(float("nan"))
    ("'=1+1", '张*', None)
    """
    if value is None or value != value:
        return None
    if isinstance(value, str):
        return "'" + value if value.startswith(_FORMULA_LIKE) else value
    if hasattr(value, "item"):  # a NumPy scalar
        return value.item()  # type: ignore[no-any-return]
    assert isinstance(value, bool | int | float | dt.datetime | dt.date)
    return value


def looks_like_number(value: object) -> bool:
    """Tell whether Excel would turn this text into a number, a date or a truth value.

    Examples
    --------
    >>> [looks_like_number(v) for v in ("545", "2023-05-10", "高高高", "C001", 545)]
    [True, True, False, False, False]
    """
    return isinstance(value, str) and _NUMBER_LIKE.fullmatch(value) is not None
