"""Where a table stands in a workbook, in sheet coordinates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from xlsegment.workbook.declare import TableSpec

if TYPE_CHECKING:
    import xlwings as xw


@dataclass(slots=True)
class TableHandle:
    """Where a table stands. Rows and columns are 1-based sheet coordinates.

    Attributes
    ----------
    table : xlwings Table or None
        None when the table is a plain range of cells.
    header_row, first_col, last_col, rows : int
        The place of the header row, its first and last column, and the number of body rows.
    columns : dict of str to int
        Canonical key -> sheet column.
    own : dict of str to int
        Headers of the user's own columns -> sheet column.
    repeated : tuple of str
        Headers that stand twice; only the first counts.
    unread : int
        Rows below that are not read: of a plain range after a blank row, of a table outside it.
    """

    spec: TableSpec
    sheet: xw.Sheet
    table: xw.main.Table | None
    header_row: int
    first_col: int
    last_col: int
    rows: int
    columns: dict[str, int]
    own: dict[str, int] = field(default_factory=dict)
    repeated: tuple[str, ...] = ()
    unread: int = 0

    @property
    def first_row(self) -> int:
        """The sheet row of the first body row."""
        return self.header_row + 1

    @property
    def last_row(self) -> int:
        """The sheet row of the last body row (the header row when there is none)."""
        return self.header_row + self.rows

    def body(self, first_col: int, last_col: int, rows: int | None = None) -> xw.Range:
        """Return the body cells of some columns."""
        rows = self.rows if rows is None else rows
        return cells(self.sheet, self.first_row, first_col, rows, last_col - first_col + 1)


def cells(sheet: xw.Sheet, row: int, column: int, rows: int, columns: int) -> xw.Range:
    """Return a block of cells that knows its place: xlwings need not ask a live Excel for it.

    Its engines take four numbers, as its own slices give them; its types say two.
    """
    place = (row, column, rows, columns)
    return sheet.range(place)  # type: ignore[arg-type]


def neighbours(columns: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield (first, last) of each unbroken run of numbers: one call for each.

    Examples
    --------
    >>> list(neighbours([7, 1, 2, 3]))
    [(1, 3), (7, 7)]
    """
    run: list[int] = []
    for column in sorted(columns):
        if run and column != run[-1] + 1:
            yield run[0], run[-1]
            run = []
        run.append(column)
    if run:
        yield run[0], run[-1]


def cell_name(row: int, column: int) -> str:
    """Return the A1 name of a cell.

    Examples
    --------
    >>> cell_name(5, 28)
    'AB5'
    """
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"
