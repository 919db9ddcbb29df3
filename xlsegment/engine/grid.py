"""The cells of one sheet, column by column, as arrays.

A million rows cost a few bytes a cell; Python objects are made only for what is asked.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from xlsegment.engine.edits import Area, ErrorValue
from xlsegment.engine.serials import datetimes, is_calendar, timestamps

# What `ColumnCells.numbers` holds for a cell of each kind.
BLANK: Final = 0  # nothing: the cell has a style only
NUMBER: Final = 1  # the number
TEXT: Final = 2  # an index into `SheetCells.texts`
BOOL: Final = 3  # 0 or 1
ERROR: Final = 4  # an index into `SheetCells.texts`: the error's text
DATE: Final = 5  # a serial number that is a date whatever its style (cells of type "d")

Objects = NDArray[np.object_]


@dataclass(slots=True)
class ColumnCells:
    """The cells a column really has, by ascending row."""

    rows: NDArray[np.int32]
    kinds: NDArray[np.uint8]
    numbers: NDArray[np.float64]
    styles: NDArray[np.int32]

    def between(self, row1: int, row2: int) -> slice:
        """Return the slice of the arrays that lies in rows ``row1`` to ``row2``."""
        start = int(np.searchsorted(self.rows, row1, "left"))
        stop = int(np.searchsorted(self.rows, row2, "right"))
        return slice(start, stop)


@dataclass(frozen=True, slots=True)
class SharedFormula:
    """A cell that takes its formula from the first cell of a shared group."""

    group: str


@dataclass(slots=True)
class SheetCells:
    """All cells of one sheet, its formulas, merged areas and column widths."""

    columns: dict[int, ColumnCells] = field(default_factory=dict)
    texts: Objects = field(default_factory=lambda: np.empty(0, dtype=object))
    formulas: dict[int, dict[int, str | SharedFormula]] = field(default_factory=dict)
    shared: dict[str, tuple[int, int, str]] = field(default_factory=dict)
    arrays: list[Area] = field(default_factory=list)
    merged: list[Area] = field(default_factory=list)
    widths: dict[int, float] = field(default_factory=dict)
    column_styles: dict[int, int] = field(default_factory=dict)

    def values(self, column: int, row1: int, row2: int, dates: DateRule) -> Objects:
        """Return the values of a stretch of one column, None where there is nothing."""
        out: Objects = np.full(row2 - row1 + 1, None, dtype=object)
        cells = self.columns.get(column)
        if cells is None:
            return out
        part = cells.between(row1, row2)
        places = cells.rows[part] - row1
        kinds, numbers = cells.kinds[part], cells.numbers[part]
        if not len(kinds):
            return out
        present = np.bincount(kinds, minlength=DATE + 1)
        if present[NUMBER]:
            mask = kinds == NUMBER
            out[places[mask]] = numbers[mask]
            mask &= dates.applies(cells.styles[part])
            if mask.any():
                out[places[mask]] = datetimes(numbers[mask], dates.date1904)
        if present[DATE]:
            mask = kinds == DATE
            out[places[mask]] = datetimes(numbers[mask], date1904=False)
        if present[TEXT]:
            mask = kinds == TEXT
            out[places[mask]] = self.texts[numbers[mask].astype(np.intp)]
        if present[BOOL]:
            mask = kinds == BOOL
            out[places[mask]] = numbers[mask] != 0
        if present[ERROR]:
            mask = kinds == ERROR
            found = self.texts[numbers[mask].astype(np.intp)]
            errors = np.empty(len(found), dtype=object)
            errors[:] = [ErrorValue(text) for text in found]
            out[places[mask]] = errors
        return out

    def typed(self, column: int, row1: int, row2: int, dates: DateRule) -> NDArray[Any]:
        """Return what `values` does, as float64 or datetime64[ms] when all cells are such."""
        cells = self.columns.get(column)
        if cells is not None:
            part = cells.between(row1, row2)
            kinds = cells.kinds[part]
            mask = kinds == NUMBER
            if mask.any() and not (kinds > NUMBER).any():
                places = cells.rows[part][mask] - row1
                numbers = cells.numbers[part][mask]
                dated = dates.applies(cells.styles[part][mask])
                if not dated.any():
                    floats = np.full(row2 - row1 + 1, np.nan)
                    floats[places] = numbers
                    return floats
                if dated.all() and is_calendar(numbers, dates.date1904).all():
                    stamps = np.full(row2 - row1 + 1, np.datetime64("NaT"), "datetime64[ms]")
                    stamps[places] = timestamps(numbers, dates.date1904)
                    return stamps
        return self.values(column, row1, row2, dates)

    def filled_rows(self, column: int) -> NDArray[np.int32]:
        """Return the rows of a column whose cell holds a value or a formula."""
        cells = self.columns.get(column)
        if cells is None:
            return np.empty(0, dtype=np.int32)
        rows: NDArray[np.int32] = cells.rows[cells.kinds != BLANK]
        formulas = self.formulas.get(column)
        if formulas:
            rows = np.union1d(rows, np.fromiter(formulas, np.int32, len(formulas)))
        return rows


@dataclass(frozen=True, slots=True)
class DateRule:
    """Which cell styles show a date, and the workbook's date system."""

    styles: NDArray[np.bool_]
    date1904: bool

    def applies(self, styles: NDArray[np.int32]) -> NDArray[np.bool_]:
        """Tell for each style whether its number format shows a date."""
        if not self.styles.any():
            return np.zeros(len(styles), dtype=np.bool_)
        return np.asarray(self.styles[np.minimum(styles, len(self.styles) - 1)], dtype=np.bool_)


class GridBuilder:
    """Collects stretches of cells, in any order of rows, into columns."""

    def __init__(self) -> None:
        self._parts: dict[int, list[ColumnCells]] = {}

    def add(self, column: int, part: ColumnCells) -> None:
        """Take one stretch of a column."""
        self._parts.setdefault(column, []).append(part)

    def build(self) -> dict[int, ColumnCells]:
        """Join the stretches; rows ascend, and of two cells at one place the later one counts."""
        return {column: _joined(self._parts[column]) for column in sorted(self._parts)}


def _joined(parts: list[ColumnCells]) -> ColumnCells:
    joined = ColumnCells(
        np.concatenate([part.rows for part in parts]),
        np.concatenate([part.kinds for part in parts]),
        np.concatenate([part.numbers for part in parts]),
        np.concatenate([part.styles for part in parts]),
    )
    rows = joined.rows
    if len(rows) < 2 or bool((rows[1:] > rows[:-1]).all()):
        return joined
    # Reversed and stable: np.unique then keeps the last cell of a doubled address.
    _, first = np.unique(rows[::-1], return_index=True)
    order = len(rows) - 1 - first
    return ColumnCells(
        rows[order], joined.kinds[order], joined.numbers[order], joined.styles[order]
    )


def text_array(texts: Iterable[str]) -> Objects:
    """Return texts as an object array, so that they can be taken by index."""
    found = list(texts)
    array: Objects = np.empty(len(found), dtype=object)
    array[:] = found
    return array
