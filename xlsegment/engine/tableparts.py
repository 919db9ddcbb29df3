"""The columns and rows of a table, as xlwings asks for them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from xlsegment.engine import tablemodel
from xlsegment.engine.edits import Area
from xlsegment.engine.reference import column_names
from xlsegment.engine.refusal import refuse, refusing
from xlsegment.engine.tablestate import body_area
from xlsegment.text import Text

if TYPE_CHECKING:
    from xlsegment.engine.range import Range
    from xlsegment.engine.sheet import Sheet
    from xlsegment.engine.table import Table


def range_of(sheet: Sheet, area: Area | None) -> Range | None:
    """Return the range of an area, None when there is none."""
    from xlsegment.engine.range import Range  # ranges know tables, too

    if area is None or area.row2 < area.row1:
        return None
    return Range.of(sheet, area)


@refusing(base_classes.TableColumn)
class TableColumn:
    """One column of a table."""

    index: int

    def __init__(self, table: Table, index: int) -> None:
        self._table = table
        self.index = index

    @property
    def name(self) -> str:
        """The header."""
        return column_names(self._table.parent.model, self._table.state)[self.index - 1]

    def _part(self, area: Area) -> Range | None:
        column = area.col1 + self.index - 1
        return range_of(self._table.parent, Area(area.row1, column, area.row2, column))

    @property
    def range(self) -> Range | None:
        """All cells of the column."""
        return self._part(self._table.state.area)

    @property
    def data_body_range(self) -> Range | None:
        """The data cells of the column."""
        return self._part(body_area(self._table.state))


@refusing(base_classes.TableColumns)
class TableColumns:
    """The columns of a table."""

    parent: Table

    def __init__(self, table: Table) -> None:
        self.parent = table

    def __len__(self) -> int:
        area = self.parent.state.area
        return area.col2 - area.col1 + 1

    def __iter__(self) -> Iterator[TableColumn]:
        return iter([TableColumn(self.parent, i) for i in range(1, len(self) + 1)])

    def __call__(self, key: str | int) -> TableColumn:
        """Return one by name or position."""
        if isinstance(key, str):
            for column in self:
                if column.name.casefold() == key.casefold():
                    return column
        elif 1 <= key <= len(self):
            return TableColumn(self.parent, key)
        raise KeyError(key)

    def __contains__(self, key: str) -> bool:
        return any(column.name.casefold() == key.casefold() for column in self)


@refusing(base_classes.TableRow)
class TableRow:
    """One data row of a table."""

    index: int

    def __init__(self, table: Table, index: int) -> None:
        self._table = table
        self.index = index

    @property
    def range(self) -> Range | None:
        """The cells of the row."""
        area = body_area(self._table.state)
        row = area.row1 + self.index - 1
        return range_of(self._table.parent, Area(row, area.col1, row, area.col2))


@refusing(base_classes.TableRows)
class TableRows:
    """The data rows of a table."""

    parent: Table

    def __init__(self, table: Table) -> None:
        self.parent = table

    @property
    def column_count(self) -> int:
        """The number of columns."""
        return len(self.parent.columns)

    def __len__(self) -> int:
        if self.parent.insert_row_range is not None:
            return 0
        area = body_area(self.parent.state)
        return area.row2 - area.row1 + 1

    def __iter__(self) -> Iterator[TableRow]:
        return iter([TableRow(self.parent, i) for i in range(1, len(self) + 1)])

    def __call__(self, key: int) -> TableRow:
        """Return one by position."""
        if not 1 <= key <= len(self):
            raise KeyError(key)
        return TableRow(self.parent, key)

    def add(self, values: list[Any] | None, index: int | None) -> TableRow:
        """Append a row; inserting one would move cells, which is refused."""
        if index is not None and index != len(self) + 1:
            refuse("TableRows.add(index=...)", Text("请只在末尾添加", "Append at the end only"))
        number = len(self) + 1
        tablemodel.append_row(
            self.parent.parent.book.model, self.parent.parent.model, self.parent.state, values,
            number,
        )  # fmt: skip
        return TableRow(self.parent, number)
