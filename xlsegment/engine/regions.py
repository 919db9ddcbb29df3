"""Where filled cells end: Ctrl + arrow, and the block around a cell."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from xlsegment.engine.address import MAX_COLUMNS, MAX_ROWS
from xlsegment.engine.edits import Area
from xlsegment.engine.sheetmodel import SheetModel
from xlsegment.errors import UsageError
from xlsegment.text import Text

_DIRECTIONS: Final = {
    "d": "down", "down": "down", "u": "up", "up": "up",
    "l": "left", "left": "left", "r": "right", "right": "right",
}  # fmt: skip


def overlap(one: Area, two: Area) -> bool:
    """Tell whether two areas share a cell."""
    return (
        one.row1 <= two.row2
        and two.row1 <= one.row2
        and one.col1 <= two.col2
        and two.col1 <= one.col2
    )


def end(sheet: SheetModel, row: int, column: int, direction: str) -> tuple[int, int]:
    """Return the cell that Ctrl + an arrow key leads to from a cell."""
    way = _DIRECTIONS.get(direction)
    if way is None:
        raise UsageError(
            reason=Text("方向须为 up、down、left 或 right", "directions: up, down, left, right")
        )
    if way in ("down", "up"):
        filled = sheet.filled_rows(column)
        return _stop(filled, row, MAX_ROWS, way == "down"), column
    columns = [c for c in sheet.known_columns() if sheet.is_filled(row, c)]
    return row, _stop(np.array(columns, dtype=np.int32), column, MAX_COLUMNS, way == "right")


def _stop(filled: NDArray[np.int32], start: int, edge: int, forward: bool) -> int:
    """Return where the walk along one line stops, given its filled places in order."""
    if not forward:
        # Mirrored, going back is going forward.
        mirrored = (edge + 1 - filled[::-1]).astype(np.int32)
        return edge + 1 - _stop(mirrored, edge + 1 - start, edge, forward=True)
    ahead = filled[np.searchsorted(filled, start, "right") :]
    if not len(ahead):
        return edge
    place = int(np.searchsorted(filled, start))
    at_start = place < len(filled) and filled[place] == start
    if not at_start or ahead[0] != start + 1:
        return int(ahead[0])
    gaps = np.flatnonzero(np.diff(ahead) != 1)
    return int(ahead[gaps[0]] if len(gaps) else ahead[-1])


def current_region(sheet: SheetModel, start: Area) -> Area:
    """Return the block around an area, bounded by blank rows and columns."""
    known = sheet.known_columns()
    filled = {column: sheet.filled_rows(column) for column in known}
    region = start
    while True:
        grown = _grown(filled, region)
        if grown == region:
            return region
        region = grown


def _grown(filled: dict[int, NDArray[np.int32]], region: Area) -> Area:
    """Return the region grown by all columns, then by all rows, that touch it."""
    row1, row2, col1, col2 = region.row1, region.row2, region.col1, region.col2
    while _any(filled.get(col1 - 1), row1 - 1, row2 + 1):
        col1 -= 1
    while _any(filled.get(col2 + 1), row1 - 1, row2 + 1):
        col2 += 1
    near = [rows for column, rows in filled.items() if col1 - 1 <= column <= col2 + 1]
    last = max([row2, *(int(rows[-1]) for rows in near if len(rows))])
    marks = np.zeros(last + 2, dtype=np.bool_)  # row 0 and the one after the last stay blank
    for rows in near:
        marks[rows] = True
    blank_above = np.flatnonzero(~marks[:row1])
    blank_below = np.flatnonzero(~marks[row2 + 1 :])
    return Area(int(blank_above[-1]) + 1, col1, row2 + int(blank_below[0]), col2)


def _any(rows: NDArray[np.int32] | None, row1: int, row2: int) -> bool:
    if rows is None:
        return False
    place = int(np.searchsorted(rows, row1))
    return place < len(rows) and int(rows[place]) <= row2
