"""Changes -> steps: only the cells that change are written; where rows go, the others close up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from xlsegment.actions.put_back import contents
from xlsegment.workbook.handle import TableHandle, cells
from xlsegment.workbook.keep import moved
from xlsegment.workbook.steps import (
    Cell,
    Clear,
    ClearRows,
    Fill,
    Patch,
    Resize,
    Step,
    as_cell,
    looks_like_number,
)

if TYPE_CHECKING:
    import xlwings as xw

_TEXT: Final = "@"


@dataclass(frozen=True, slots=True)
class _Patched:
    """New cells of one column, by the offset at which each row stood, and the format they need."""

    cells: Mapping[int, Cell]
    format: str

    def at(self, handle: TableHandle, column: int, places: Mapping[int, int]) -> Iterator[Step]:
        """Yield what writes those of some rows, given where these will stand."""
        stay = {places[offset]: cell for offset, cell in self.cells.items() if offset in places}
        if stay:
            first, last = min(stay), max(stay)
            area = cells(handle.sheet, handle.first_row + first, column, last - first + 1, 1)
            at = {place - first: cell for place, cell in stay.items()}
            yield Patch(area, at, self.format)


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
    new: dict[int, _Patched] = {}
    for key, values in written.items():
        column = places[key]
        body = handle.body(column, column)
        wanted = _format(handle, key, body)
        as_text = (wanted or body.number_format) == _TEXT
        new[column] = _Patched(
            {
                offset: _written(value, as_text=as_text)
                for offset, value in values.items()
                if offset not in gone
            },
            wanted,
        )
    rows = [offset for offset in range(handle.rows) if offset not in gone]
    above = rows if not close_up else rows[:first_gone]
    for column, patched in new.items():
        steps += patched.at(handle, column, {offset: offset for offset in above})
    if not gone:
        return steps
    width = handle.last_col - handle.first_col + 1
    if close_up:
        return steps + _close_up(handle, new, gone)
    last = max(gone)
    area = cells(
        handle.sheet, handle.first_row + first_gone, handle.first_col, last - first_gone + 1, width
    )
    steps.append(ClearRows(area, frozenset(offset - first_gone for offset in gone)))
    return steps


def _close_up(handle: TableHandle, new: Mapping[int, _Patched], gone: Set[int]) -> list[Step]:
    """Move the rows below the first one that goes, column by column, and let the table shrink."""
    first = min(gone)
    kept = [offset for offset in range(first, handle.rows) if offset not in gone]
    top = handle.first_row + first
    steps: list[Step] = []
    for column in range(handle.first_col, handle.last_col + 1) if kept else ():
        held = contents(cells(handle.sheet, top, column, handle.rows - first, 1))
        rows: list[list[Cell]] = []
        for place, offset in enumerate(kept):
            cell: Cell = held[offset - first][0]  # type: ignore[assignment]
            if isinstance(cell, str) and cell.startswith("="):
                cell = moved(cell, handle.first_row + offset, top + place)
            rows.append([cell])
        steps.append(Fill(cells(handle.sheet, top, column, len(kept), 1), rows))
        if column in new:
            steps += new[column].at(handle, column, {o: first + at for at, o in enumerate(kept)})
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
    """Return the number format that what is written into a column needs, empty where none."""
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
