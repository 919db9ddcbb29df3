"""A table as it is now, and the rows it consists of."""

from __future__ import annotations

from dataclasses import dataclass

from xlsegment.engine.edits import Area
from xlsegment.engine.meta import TableMeta


@dataclass(slots=True, eq=False)
class TableState:
    """A table now; ``was`` is the table in the file, None for a new one."""

    name: str
    area: Area
    style: str | None
    was: TableMeta | None = None

    @property
    def header_rows(self) -> int:
        """How many header rows the table shows (0 or 1)."""
        return self.was.header_rows if self.was else 1

    @property
    def totals_rows(self) -> int:
        """How many totals rows the table shows (0 or 1)."""
        return self.was.totals_rows if self.was else 0


def body_area(table: TableState) -> Area:
    """Return a table's data rows."""
    area = table.area
    return Area(area.row1 + table.header_rows, area.col1, area.row2 - table.totals_rows, area.col2)


def header_area(table: TableState) -> Area | None:
    """Return a table's header row, None when it is not shown."""
    area = table.area
    return Area(area.row1, area.col1, area.row1, area.col2) if table.header_rows else None


def totals_area(table: TableState) -> Area | None:
    """Return a table's totals row, None when it is not shown."""
    area = table.area
    return Area(area.row2, area.col1, area.row2, area.col2) if table.totals_rows else None
