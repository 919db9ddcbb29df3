"""Changes -> steps: only the cells that change are written; where rows go, the others close up."""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import TYPE_CHECKING, Final

from xlsegment.actions.put_back import contents
from xlsegment.workbook.handle import TableHandle, cells
from xlsegment.workbook.keep import moved
from xlsegment.workbook.steps import (
    Cell,
    Clear,
    ClearRows,
    Fill,
    NumberFormat,
    Patch,
    Resize,
    Step,
    as_cell,
    looks_like_number,
)

if TYPE_CHECKING:
    import xlwings as xw

_TEXT: Final = "@"


def prepare_changes(
    handle: TableHandle,
    written: Mapping[str, Mapping[int, object]],
    gone: Set[int],
    *,
    close_up: bool,
) -> list[Step]:
    """Prepare to change cells of a table and to take rows out of it.

    Parameters
    ----------
    handle : TableHandle
        The table.
    written : mapping of str to mapping of int to object
        Column, by key or the user's own header -> offset below the header -> new value.
    gone : set of int
        Offsets of the rows that go.
    close_up : bool
        Whether the rows below move up; otherwise blank rows are left.
    """
    places = {**handle.columns, **handle.own}
    first_gone = min(gone, default=handle.rows)
    steps: list[Step] = []
    as_text: dict[int, bool] = {}
    for key, values in written.items():
        column = places[key]
        body = handle.body(column, column)
        wanted = _format(handle, key, body)
        if wanted:
            steps.append(NumberFormat(body, wanted))
        as_text[column] = (wanted or body.number_format) == _TEXT
        stay = {
            offset: _written(value, as_text=as_text[column])
            for offset, value in values.items()
            if offset not in gone and not (close_up and offset > first_gone)
        }
        if stay:
            first, last = min(stay), max(stay)
            area = cells(handle.sheet, handle.first_row + first, column, last - first + 1, 1)
            steps.append(Patch(area, {offset - first: v for offset, v in stay.items()}))
    if not gone:
        return steps
    width = handle.last_col - handle.first_col + 1
    if close_up:
        new = {places[key]: values for key, values in written.items()}
        return steps + _close_up(handle, new, as_text, gone)
    last = max(gone)
    area = cells(
        handle.sheet, handle.first_row + first_gone, handle.first_col, last - first_gone + 1, width
    )
    steps.append(ClearRows(area, frozenset(offset - first_gone for offset in gone)))
    return steps


def _close_up(
    handle: TableHandle,
    written: Mapping[int, Mapping[int, object]],
    as_text: Mapping[int, bool],
    gone: Set[int],
) -> list[Step]:
    """Move the rows below the first one that goes, column by column, and let the table shrink."""
    first = min(gone)
    kept = [offset for offset in range(first, handle.rows) if offset not in gone]
    steps: list[Step] = []
    for column in range(handle.first_col, handle.last_col + 1) if kept else ():
        top = handle.first_row + first
        held = contents(cells(handle.sheet, top, column, handle.rows - first, 1))
        new = written.get(column, {})
        rows: list[list[Cell]] = []
        for place, offset in enumerate(kept):
            if offset in new:
                cell = _written(new[offset], as_text=as_text[column])
            else:
                cell = held[offset - first][0]  # type: ignore[assignment]
                if isinstance(cell, str) and cell.startswith("="):
                    cell = moved(cell, handle.first_row + offset, top + place)
            rows.append([cell])
        steps.append(Fill(cells(handle.sheet, top, column, len(kept), 1), rows))
    width = handle.last_col - handle.first_col + 1
    left = first + len(kept)
    surplus = cells(
        handle.sheet, handle.first_row + left, handle.first_col, handle.rows - left, width
    )
    steps.append(Clear(surplus))
    if handle.table is not None and left != handle.rows:
        area = cells(handle.sheet, handle.header_row, handle.first_col, max(left, 1) + 1, width)
        steps.append(Resize(handle.table, area))
    return steps


def _format(handle: TableHandle, key: str, body: xw.Range) -> str:
    """Return the number format that a column needs for what is written, empty where none."""
    if key not in handle.columns:
        return ""
    wanted, now = handle.spec.column(key).excel_format, body.number_format
    if now == wanted:
        return ""
    date = handle.spec.column(key).kind in ("date", "month")
    # Numbers in text cells would stay text; texts in number cells would become numbers.
    needed = now is None or _TEXT in (wanted, now) or (date and now == "General")
    return wanted if needed else ""


def _written(value: object, *, as_text: bool) -> Cell:
    cell = as_cell(value)
    return f"'{cell}" if not as_text and looks_like_number(cell) else cell
