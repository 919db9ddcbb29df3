"""One column under a rule: its distinct cells, each judged once, and what is left alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
import pandas as pd

from xlsegment.core.arrays import BoolArray, Int64Array
from xlsegment.core.celltext import clean_text, is_blank_text
from xlsegment.core.column_cells import ColumnCells, ObjectArray, Parsed, as_objects
from xlsegment.core.masked import cell_text
from xlsegment.core.masking import is_masked
from xlsegment.core.parse import parse_ids
from xlsegment.core.quality.rule import Accept, Found
from xlsegment.core.quality.shown import shown_as
from xlsegment.core.quality.tables import Tables

_NUMBER, _TEXT, _OTHER = 1, 3, 4
_LARGEST: Final = 1e300
#: Typed by people who had nothing to type.
_NOT_KNOWN: Final = frozenset({"无", "暂无", "未知", "不详", "未填写", "unknown", "n/a", "#n/a"})


@dataclass(frozen=True, slots=True)
class Column:
    """A column's cells, equal ones of one kind held once.

    Attributes
    ----------
    codes
        For every row the place of its cell in ``cells``; -1 where the row is left alone because
        its cell is blank, masked already, 待补充, or a real date.
    cells
        The distinct cells.
    blank
        Rows that hold nothing, or 待补充.
    """

    codes: Int64Array
    cells: tuple[object, ...]
    blank: BoolArray

    def at(self, flags: Iterable[bool]) -> BoolArray:
        """Tell which rows hold the cells that are flagged; none of those that are left alone."""
        found: BoolArray = np.array([*flags, False], dtype=np.bool_)[self.codes]  # -1: the last
        return found

    def where(self, test: Callable[[object], bool]) -> BoolArray:
        """Tell in which rows a cell passes a test; not in those that are left alone."""
        return self.at(map(test, self.cells))

    def each(self, make: Callable[[object], object]) -> list[object]:
        """Return for every row what is made of its cell; None for those that are left alone."""
        made = as_objects([*map(make, self.cells), None])
        return list(made[self.codes])


def column_of(tables: Tables, table: str, column: str) -> Column:
    """Return a column that is there."""
    key = ("column", table, column)
    kept: Column = tables.once(key, lambda: sorted_cells(kinds_of(tables, table, column)))
    return kept


def kinds_of(tables: Tables, table: str, column: str) -> ColumnCells:
    """Return the cells of a column that is there, sorted by what kind of value they hold."""
    key = ("kinds", table, column)
    kept: ColumnCells = tables.once(key, lambda: ColumnCells.of(tables.frames[table][column]))
    return kept


def ids_of(tables: Tables, table: str, column: str) -> Parsed[ObjectArray]:
    """Return a column of identifiers that is there as text."""
    key = ("ids", table, column)
    kept: Parsed[ObjectArray] = tables.once(key, lambda: parse_ids(tables.frames[table][column]))
    return kept


def rewritten(
    tables: Tables,
    code: str,
    place: tuple[str, str],
    standard: Callable[[object], object],
    *,
    accept: Accept = "auto",
    shown: Callable[[object], str] | None = None,
) -> list[Found]:
    """Find the cells of a column that should be written otherwise.

    Parameters
    ----------
    tables : Tables
        The tables.
    code : str
        Key of `KINDS`.
    place : tuple of str
        Table and column.
    standard : callable
        Returns what should stand there; None where the cell is good as it is, or not understood.
    accept : {"auto", "ask"}
        Whether cleaning writes it by itself.
    shown : callable, optional
        How a cell that is found is shown, and what should stand there; as the column's entry says
        by default.
    """
    key = ("rewritten", code, place)
    kept: list[Found] = tables.once(
        key, lambda: _rewritten(tables, code, place, standard, accept, shown)
    )
    return kept


def _rewritten(
    tables: Tables,
    code: str,
    place: tuple[str, str],
    standard: Callable[[object], object],
    accept: Accept,
    shown: Callable[[object], str] | None,
) -> list[Found]:
    column = column_of(tables, *place)
    wanted = as_objects([*map(standard, column.cells), None])
    differs = [_differs(cell, value) for cell, value in zip(column.cells, wanted, strict=False)]
    rows = np.flatnonzero(column.at(differs))
    if not len(rows):
        return []
    show = shown or shown_as(tables, *place)
    where = column.codes[rows]
    # texts are made for the cells that are shown only, and once
    needed = np.unique(where)
    before = {int(i): show(column.cells[i]) for i in needed}
    after = {int(i): show(wanted[i]) for i in needed}
    at = where.tolist()
    return [
        Found(
            code,
            *place,
            rows=rows.tolist(),
            shown=[before[i] for i in at],
            values=list(wanted[where]),
            suggested=[after[i] for i in at],
            accept=accept,
        )
    ]


def listed(
    tables: Tables,
    code: str,
    place: tuple[str, str],
    rows: BoolArray,
    *,
    shown: Callable[[object], str] | None = None,
    fields: Mapping[str, object] | None = None,
) -> list[Found]:
    """List rows of a column for a person to look at; nothing is suggested."""
    where = np.flatnonzero(rows)
    if not len(where):
        return []
    show = shown or shown_as(tables, *place)
    cells = tables.frames[place[0]][place[1]].to_numpy(dtype=object)[where]
    texts = [show(cell) for cell in cells]
    return [Found(code, *place, rows=where.tolist(), shown=texts, fields=fields or {})]


def _differs(cell: object, value: object) -> bool:
    """Tell whether a value is another one, or the same as another type: 1 and "1"."""
    return value is not None and (type(cell) is not type(value) or cell != value)


def sorted_cells(kinds: ColumnCells) -> Column:
    """Return the cells of a column, each distinct one held once."""
    codes = np.full(len(kinds.values), -1, dtype=np.int64)
    blank = kinds.blank.copy()
    cells: list[object] = []
    for kind in (_NUMBER, _TEXT):
        rows = np.flatnonzero(_is(kinds.code, kind))
        if not len(rows):
            continue
        found, distinct = pd.factorize(kinds.values[rows])
        seen = [cell.item() if isinstance(cell, np.generic) else cell for cell in distinct]
        nothing = np.array([says_nothing(cell) for cell in seen])
        judged = ~nothing & ~np.array([_is_left(cell) for cell in seen])
        places = np.where(judged, np.cumsum(judged) - 1 + len(cells), -1)
        codes[rows] = places[found]
        blank[rows] = nothing[found]
        cells.extend(cell for cell, kept in zip(seen, judged, strict=True) if kept)
    for row in np.flatnonzero(kinds.code == _OTHER):
        if not isinstance(kinds.values[row], (date, np.datetime64)):
            codes[row] = len(cells)
            cells.append(kinds.values[row])
    return Column(codes, tuple(cells), blank)


def _is(code: Int64Array, kind: int) -> BoolArray:
    found: BoolArray = (code == kind) | ((code == 2) & (kind == _NUMBER))
    return found


def says_nothing(cell: object) -> bool:
    """Tell whether a text stands for nothing, or is a word of somebody who knew nothing.

    Examples
    --------
    >>> says_nothing("-"), says_nothing("Unknown"), says_nothing("13905716283"), says_nothing(0)
    (True, True, False, False)
    """
    if not isinstance(cell, str) or cell[-1:].isdigit():  # so most cells end
        return False
    return is_blank_text(cell) or clean_text(cell).lower() in _NOT_KNOWN


def _is_left(cell: object) -> bool:
    """Tell whether no rule looks at a cell: it is masked, or a number that no Excel can hold."""
    if isinstance(cell, str):
        # no mask is made without these, which saves making the text clean
        if cell.isascii() and "*" not in cell and "x" not in cell.lower():
            return False
        return is_masked(cell_text(cell))
    return not isinstance(cell, (int, float)) or not abs(cell) < _LARGEST
