"""Frames -> cells, in place: everything is prepared and checked first, then applied.

Preparing reads from the workbook and raises when something is in the way; it changes nothing.
Applying writes whole ranges, never cell by cell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import TYPE_CHECKING

from xlsegment.core.header_text import fold
from xlsegment.errors import NoRoomBelow, NoRoomRight
from xlsegment.text import Lang
from xlsegment.workbook.declare import ColumnSpec
from xlsegment.workbook.handle import TableHandle, cell_name, cells, neighbours
from xlsegment.workbook.keep import typed_formulas
from xlsegment.workbook.steps import (
    Cell,
    Clear,
    Fill,
    Formulas,
    NumberFormat,
    Resize,
    Step,
    as_cell,
    looks_like_number,
)

if TYPE_CHECKING:
    import pandas as pd
    import xlwings as xw


def language(handle: TableHandle) -> Lang:
    """Return the language in which the headers of a table are written, Chinese when in doubt."""
    width = handle.last_col - handle.first_col + 1
    headers = cells(handle.sheet, handle.header_row, handle.first_col, 1, width)
    present = {fold(header) for header in headers.options(ndim=1).value}
    score = Counter[Lang]()
    for column in handle.spec.columns:
        score["zh"] += fold(column.header.zh) in present
        score["en"] += fold(column.header.en) in present
    return "en" if score["en"] > score["zh"] else "zh"


def prepare_fill(
    handle: TableHandle,
    filled: pd.DataFrame,
    appended: pd.DataFrame | None = None,
) -> list[Step]:
    """Prepare to fill columns of a table and to append rows to it.

    Parameters
    ----------
    handle : TableHandle
        The table. Columns of its declaration that are not in it yet are added at its right end.
    filled : DataFrame
        Canonical columns; the index is the row's offset below the header, as `read_table` gives
        it. Rows that are not in it are blank in the sheet and stay so. A formula that somebody
        put into a column of theirs stays.
    appended : DataFrame, optional
        Rows to add below the last one.

    Raises
    ------
    NoRoomBelow, NoRoomRight
        If the table would have to grow over something.
    """
    added = [c for c in handle.spec.columns if c.key in filled and c.key not in handle.columns]
    # Blank rows at the end are used up before the table grows.
    base = int(filled.index.max()) + 1 if len(filled) else 0
    more = 0 if appended is None else len(appended)
    extra = max(base + more - handle.rows, 0)
    rows = handle.rows + extra
    last_col = handle.last_col + len(added)
    _check_right(handle, len(added), rows)
    _check_below(handle, extra, last_col)
    steps: list[Step] = []
    places = dict(handle.columns)
    if added:
        lang = language(handle)
        header = cells(handle.sheet, handle.header_row, handle.last_col + 1, 1, len(added))
        steps.append(Fill(header, [[c.header.in_(lang) for c in added]]))
        places |= {c.key: handle.last_col + 1 + i for i, c in enumerate(added)}
    if (added or extra) and handle.table is not None:
        steps.append(Resize(handle.table, _area(handle, rows, last_col)))
    columns: dict[int, list[Cell]] = {}
    for key in filled.columns:
        column: list[Cell] = [None] * handle.rows
        for offset, value in zip(filled.index, filled[key], strict=True):
            column[offset] = as_cell(value)
        theirs = handle.spec.column(key).role != "result"
        if theirs and key in handle.columns:
            for offset, formula in typed_formulas(handle, handle.columns[key]).items():
                column[offset] = formula
        columns[places[key]] = column
    specs = {places[c.key]: c for c in handle.spec.columns if c.key in places}
    steps += _fills(handle, specs, columns, 0, {places[c.key] for c in added})
    if appended is not None:
        new = {places[k]: [as_cell(v) for v in appended[k]] for k in appended if k in places}
        steps += _fills(handle, specs, new, base, specs.keys())
    return steps


def prepare_rewrite(
    handle: TableHandle,
    rows: pd.DataFrame,
    *,
    formulas: frozenset[str] = frozenset(),
    own: Mapping[str, Sequence[object]] | None = None,
    kept: Mapping[str, Mapping[int, str]] | None = None,
) -> list[Step]:
    """Prepare to replace all rows of a result table, growing or shrinking it.

    Parameters
    ----------
    handle : TableHandle
        The table. Declared columns that a user has removed are not brought back.
    rows : DataFrame
        The new rows, canonical columns.
    formulas : frozenset of str
        Columns that hold formulas.
    own : mapping of str to sequence, optional
        New contents of the user's own columns (see `follow`).
    kept : mapping of str to mapping of int to str, optional
        Formulas of the user's in columns of ours: column -> position of the row -> formula
        (see `follow_formulas`).

    Raises
    ------
    NoRoomBelow
        If the table would have to grow over something.
    """
    count = len(rows)
    shown = max(count, 1)  # an Excel table has at least one row
    fixed = handle.spec.fixed_rows is not None
    extra = 0 if fixed else shown - max(handle.rows, 1)
    _check_below(handle, extra, handle.last_col)
    surplus = max(handle.rows - count, 0)
    steps: list[Step] = []
    if surplus and not fixed:  # before the table shrinks: a totals row may come to stand there
        width = handle.last_col - handle.first_col + 1
        first = handle.first_row + count
        steps.append(Clear(cells(handle.sheet, first, handle.first_col, surplus, width)))
    if extra and handle.table is not None:
        steps.append(Resize(handle.table, _area(handle, shown, handle.last_col)))
    specs = {handle.columns[c.key]: c for c in handle.spec.columns if c.key in handle.columns}
    values: dict[int, list[Cell]] = {
        handle.columns[key]: [as_cell(v) for v in rows[key]] + [None] * (surplus if fixed else 0)
        for key in rows.columns
        if key in handle.columns and key not in formulas
    }
    for key, places in (kept or {}).items():
        for position, formula in places.items():
            values[handle.columns[key]][position] = formula
    for header, theirs in (own or {}).items():
        values[handle.own[header]] = [as_cell(v) for v in theirs]
    # What people type shows as it is: a date among their notes must not become a number.
    ours = {n for n, c in specs.items() if c.role == "result" or c.excel_format != "General"}
    steps += _fills(handle, specs, values, 0, ours if extra > 0 else frozenset())
    for key in formulas & handle.columns.keys():
        if count:
            column = handle.columns[key]
            area = handle.body(column, column, count)
            steps.append(Formulas(area, [[text] for text in rows[key]]))
    return steps


def prepare_names(
    cells: Mapping[str, xw.Range], values: Mapping[tuple[str, str], object]
) -> list[Step]:
    """Prepare to write cells that have a defined name, known in Chinese and English.

    ``values`` maps (Chinese name, English name) to the value; names that are gone are left out.
    """
    steps: list[Step] = []
    for names, value in values.items():
        for name in names:
            if name in cells:
                cell = cells[name]
                if looks_like_number(value):
                    steps.append(NumberFormat(cell, "@"))
                steps.append(Fill(cell, [[as_cell(value)]]))
                break
    return steps


def _area(handle: TableHandle, rows: int, last_col: int) -> xw.Range:
    """Return the header row and the body, which has at least one row in an Excel table."""
    width = last_col - handle.first_col + 1
    return cells(handle.sheet, handle.header_row, handle.first_col, max(rows, 1) + 1, width)


def _fills(
    handle: TableHandle,
    specs: Mapping[int, ColumnSpec],
    columns: Mapping[int, list[Cell]],
    offset: int,
    new: Set[int],
) -> Iterator[Step]:
    """Yield the formats the cells need, then one block for each unbroken run of columns.

    Columns in ``new`` get their declared format; others only when text would not stay text.
    """
    first, length = handle.first_row + offset, len(next(iter(columns.values()), ()))
    if not length:
        return

    def area(left: int, right: int) -> xw.Range:
        return cells(handle.sheet, first, left, length, right - left + 1)

    as_text = {column for column, spec in specs.items() if spec.excel_format == "@"}
    for column in sorted(columns.keys() | new):
        spec = specs.get(column)
        if spec is None:
            continue
        text = column in as_text and any(map(looks_like_number, columns.get(column, ())))
        if column in new or text:
            yield NumberFormat(area(column, column), spec.excel_format)
    written = {
        column: held if column in as_text else [_marked(cell) for cell in held]
        for column, held in columns.items()
    }
    for left, right in neighbours(columns):
        block = zip(*(written[column] for column in range(left, right + 1)), strict=True)
        yield Fill(area(left, right), [list(row) for row in block])


def _marked(value: Cell) -> Cell:
    """Mark a text as such where Excel would make a number of it, in a column that is no text."""
    return f"'{value}" if looks_like_number(value) else value


def _check_below(handle: TableHandle, extra: int, last_col: int) -> None:
    """Refuse to grow over anything below the table."""
    if extra <= 0:
        return
    first = handle.header_row + max(handle.rows, 1) + 1
    if handle.table is not None and handle.table.totals_row_range is not None:
        first += 1
    last = first + extra - 1
    if cell := first_occupied(handle, first, last, handle.first_col, last_col):
        raise NoRoomBelow(table=handle.spec.name, sheet=handle.sheet.name, rows=extra, cell=cell)


def _check_right(handle: TableHandle, extra: int, rows: int) -> None:
    """Refuse to add columns over anything right of the table."""
    if extra <= 0:
        return
    last = handle.header_row + max(rows, 1)
    if cell := first_occupied(
        handle, handle.header_row, last, handle.last_col + 1, handle.last_col + extra
    ):
        raise NoRoomRight(table=handle.spec.name, sheet=handle.sheet.name, columns=extra, cell=cell)


def first_occupied(handle: TableHandle, top: int, bottom: int, left: int, right: int) -> str | None:
    """Return the name of the first cell in an area that is filled or in another table."""
    used = handle.sheet.used_range.last_cell
    last = (min(bottom, used.row), min(right, used.column))
    values: list[list[object]] = []
    if last[0] >= top and last[1] >= left:  # else a million new rows would be read for nothing
        area = cells(handle.sheet, top, left, last[0] - top + 1, last[1] - left + 1)
        values = area.options(ndim=2).value
    for offset, row in enumerate(values):
        for position, value in enumerate(row):
            if value is not None and value != "":
                return cell_name(top + offset, left + position)
    for table in handle.sheet.tables:
        area = table.range
        height, width = area.shape
        if (
            (handle.table is None or table.name != handle.table.name)
            and area.row <= bottom
            and area.row + height > top
            and area.column <= right
            and area.column + width > left
        ):
            return cell_name(max(area.row, top), max(area.column, left))
    return None
