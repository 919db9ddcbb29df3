"""What is to change in a closed workbook, as plain data.

The xlwings classes of this engine collect these; `xlsegment.engine.save.apply_edits` turns them
into a new package. Rows and columns are 1-based, as in Excel.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

CellValue = None | bool | int | float | str | dt.datetime | dt.date


class Keep:
    """Marks a cell of a block that stays as it is."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "KEEP"


KEEP = Keep()


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula to write, with its leading ``=``; the value is left for Excel to compute."""

    text: str


@dataclass(frozen=True, slots=True)
class ErrorValue:
    """An Excel error value such as ``#N/A``."""

    text: str


Content = CellValue | Formula | ErrorValue | Keep


@dataclass(slots=True)
class Block:
    """Cells to write: ``columns[c][i]`` goes to row ``first_row + i`` of column ``c``.

    All columns of one block have the same length. ``None`` empties a cell (its style stays);
    `KEEP` leaves it alone.
    """

    first_row: int
    columns: dict[int, Sequence[Content]]

    @property
    def last_row(self) -> int:
        """The last row the block reaches."""
        return self.first_row + len(next(iter(self.columns.values()))) - 1


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells, corners included."""

    row1: int
    col1: int
    row2: int
    col2: int


@dataclass(slots=True)
class TableEdit:
    """New state of an existing table; ``None`` leaves that part as it is.

    ``area`` is the whole table, header and totals rows included. Cells that it takes in must be
    empty, or written (or emptied) by the same edits; with ``adopt`` they may hold anything and
    become the table's.
    """

    area: Area | None = None
    name: str | None = None
    style: str | None = None
    adopt: bool = False


@dataclass(slots=True)
class NewTable:
    """A table to add over cells that will hold its header row."""

    name: str
    area: Area
    style: str = "TableStyleMedium2"


@dataclass(slots=True)
class SheetEdits:
    """Everything that changes on one sheet. Later blocks win over earlier ones."""

    blocks: list[Block] = field(default_factory=list)
    number_formats: list[tuple[Area, str]] = field(default_factory=list)
    tables: dict[str, TableEdit] = field(default_factory=dict)
    new_tables: list[NewTable] = field(default_factory=list)
    column_widths: dict[int, float] = field(default_factory=dict)


@dataclass(slots=True)
class SheetPlan:
    """One sheet of the saved workbook, in tab order.

    ``source`` is the name of the sheet in the file it comes from, or None for a new empty sheet.
    The same source may stand twice; the one marked ``copied`` is the copy.
    """

    name: str
    source: str | None
    edits: SheetEdits = field(default_factory=SheetEdits)
    copied: bool = False


@dataclass(slots=True)
class PackageEdits:
    """Everything that changes in one workbook.

    ``sheets`` lists every sheet the saved file shall have, in order; a sheet of the file that is
    not listed is deleted. ``names`` maps (defined name, sheet name or None for the workbook) to
    the new text it refers to (without ``=``), or None to delete it.
    """

    sheets: list[SheetPlan]
    names: dict[tuple[str, str | None], str | None] = field(default_factory=dict)
