"""The cells of one sheet, and areas of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from openpyxl.utils import column_index_from_string, get_column_letter

from tests.windows.excel_objects.cells import Cell, entered, shown
from tests.windows.excel_objects.objects import ExcelError

ROWS: Final = 1_048_576
COLUMNS: Final = 16_384
_CELL = re.compile(r"\$?([A-Z]{1,3})\$?(\d+)", re.IGNORECASE)


class Area(NamedTuple):
    """A block of cells: its first row and column, its height and width."""

    row: int
    column: int
    height: int = 1
    width: int = 1

    @property
    def last_row(self) -> int:
        return self.row + self.height - 1

    @property
    def last_column(self) -> int:
        return self.column + self.width - 1

    def rows(self) -> list[list[tuple[int, int]]]:
        """Return the positions of the cells, row by row."""
        columns = range(self.column, self.last_column + 1)
        return [[(row, col) for col in columns] for row in range(self.row, self.last_row + 1)]

    def overlaps(self, other: Area) -> bool:
        """Tell whether two areas share a cell."""
        return (
            self.row <= other.last_row
            and other.row <= self.last_row
            and self.column <= other.last_column
            and other.column <= self.last_column
        )

    def span(self, other: Area) -> Area:
        """Return the smallest area around both."""
        row, column = min(self.row, other.row), min(self.column, other.column)
        height = max(self.last_row, other.last_row) - row + 1
        return Area(row, column, height, max(self.last_column, other.last_column) - column + 1)

    def moved(self, rows: int, columns: int) -> Area:
        """Return the area some rows further down and some columns further right."""
        return inside(Area(self.row + rows, self.column + columns, self.height, self.width))


def inside(area: Area) -> Area:
    """Return the area if a sheet has it."""
    if area.row < 1 or area.column < 1 or area.height < 1 or area.width < 1:
        raise ExcelError("no such cells")
    if area.last_row > ROWS or area.last_column > COLUMNS:
        raise ExcelError("beyond the last row or column")
    return area


def area_of(address: str) -> Area:
    """Return the area that ``A1`` or ``A1:B2`` means."""
    corners = [_CELL.fullmatch(part) for part in address.split(":")]
    if not 1 <= len(corners) <= 2 or None in corners:
        raise ExcelError(f"no address: {address}")
    cells = [Area(int(m[2]), column_index_from_string(m[1])) for m in corners if m is not None]
    return inside(cells[0].span(cells[-1]))


def address_of(area: Area, *, fixed_row: bool = True, fixed_column: bool = True) -> str:
    """Return the A1 address of an area."""
    before = "$" if fixed_column else "", "$" if fixed_row else ""
    corners = [(area.row, area.column), (area.last_row, area.last_column)]
    names = [f"{before[0]}{get_column_letter(c)}{before[1]}{r}" for r, c in dict.fromkeys(corners)]
    return ":".join(names)


@dataclass(slots=True)
class Grid:
    """The cells of a sheet and their number formats."""

    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    formats: dict[tuple[int, int], str] = field(default_factory=dict)

    def values(self, area: Area, *, plain: bool = False) -> Any:
        """Return what the cells show: one value, or rows of values."""
        return _block(
            [
                [
                    shown(self.cells.get(at), self.formats.get(at, "General"), plain=plain)
                    for at in row
                ]
                for row in area.rows()
            ]
        )

    def formulas(self, area: Area) -> Any:
        """Return the formulas, and the values where there are none, as texts."""
        return _block([[self._formula(at) for at in row] for row in area.rows()])

    def put(self, area: Area, data: Any) -> None:
        """Put one value into all cells, or a block of values; what it lacks becomes #N/A."""
        rows = data if isinstance(data, tuple | list) else None
        if rows is not None and not isinstance(rows[0], tuple | list):
            rows = [rows] * area.height  # one row stands for all
        made: dict[tuple[int, int], tuple[Cell, str]] = {}
        for i, row in enumerate(area.rows()):
            for j, at in enumerate(row):
                if rows is None:
                    value = data
                else:
                    value = rows[i][j] if i < len(rows) and j < len(rows[i]) else "#N/A"
                made[at] = entered(value, self.formats.get(at, "General"))
        for at, (cell, number_format) in made.items():
            self.set(at, cell)
            if number_format != "General":
                self.formats[at] = number_format

    def set(self, at: tuple[int, int], cell: Cell) -> None:
        """Put a cell there."""
        if cell.empty:
            self.cells.pop(at, None)
        else:
            self.cells[at] = cell

    def clear(self, area: Area) -> None:
        """Empty the cells; their formats stay."""
        for row in area.rows():
            for at in row:
                self.cells.pop(at, None)

    def format_of(self, area: Area) -> str | None:
        """Return the number format, None where there are several."""
        found = {self.formats.get(at, "General") for row in area.rows() for at in row}
        return found.pop() if len(found) == 1 else None

    def set_format(self, area: Area, number_format: str) -> None:
        """Give the cells a number format; what stands in them stays as it is."""
        for row in area.rows():
            for at in row:
                self.formats[at] = number_format

    def used(self) -> Area:
        """Return the smallest area with all cells that hold or format anything."""
        places = [*self.cells, *self.formats] or [(1, 1)]
        rows, columns = [row for row, _ in places], [column for _, column in places]
        return Area(min(rows), min(columns)).span(Area(max(rows), max(columns)))

    def _formula(self, at: tuple[int, int]) -> str:
        cell = self.cells.get(at)
        if cell is None:
            return ""
        if cell.formula is not None:
            return cell.formula
        if cell.error is not None:
            return cell.error
        if isinstance(cell.value, bool):
            return str(cell.value).upper()
        if isinstance(cell.value, float):
            return f"{cell.value:.15g}"
        return str(cell.value)


def _block(rows: list[list[Any]]) -> Any:
    if len(rows) == 1 and len(rows[0]) == 1:
        return rows[0][0]
    return tuple(map(tuple, rows))
