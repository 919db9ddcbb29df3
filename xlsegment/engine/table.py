"""Tables, as xlwings asks for them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from xlsegment.engine import tablemodel
from xlsegment.engine.refusal import refuse, refusing
from xlsegment.engine.tableparts import TableColumns, TableRows, range_of
from xlsegment.engine.tablestate import TableState, body_area, header_area, totals_area
from xlsegment.text import Text

if TYPE_CHECKING:
    from xlsegment.engine.range import Range
    from xlsegment.engine.sheet import Sheet

_HEADERS_FIRST = Text(
    "请先在第一行写好表头再建表", "Write the header row first, then add the table"
)


@refusing(base_classes.Table)
class Table:
    """A table on a worksheet."""

    parent: Sheet

    def __init__(self, sheet: Sheet, state: TableState) -> None:
        self.parent = sheet
        self.state = state

    @property
    def api(self) -> Table:
        """The object itself: there is no native one behind it."""
        return self

    @property
    def name(self) -> str:
        """The table's name."""
        return self.state.name

    @name.setter
    def name(self, value: str) -> None:
        tablemodel.rename(self.parent.book.model, self.state, value)

    display_name = name

    @property
    def range(self) -> Range | None:
        """The whole table, headers and totals included."""
        return range_of(self.parent, self.state.area)

    @property
    def header_row_range(self) -> Range | None:
        """The header row, None when it is not shown."""
        return range_of(self.parent, header_area(self.state))

    @property
    def data_body_range(self) -> Range | None:
        """The data rows."""
        return range_of(self.parent, body_area(self.state))

    @property
    def totals_row_range(self) -> Range | None:
        """The totals row, None when it is not shown."""
        return range_of(self.parent, totals_area(self.state))

    @property
    def insert_row_range(self) -> Range | None:
        """The empty row of a table that has no data yet."""
        area = body_area(self.state)
        empty = area.row1 == area.row2 and not any(
            self.parent.model.is_filled(area.row1, column)
            for column in range(area.col1, area.col2 + 1)
        )
        return range_of(self.parent, area) if empty else None

    @property
    def columns(self) -> TableColumns:
        """The columns."""
        return TableColumns(self)

    @property
    def rows(self) -> TableRows:
        """The data rows."""
        return TableRows(self)

    @property
    def show_headers(self) -> bool:
        """Whether the header row is shown."""
        return self.state.header_rows > 0

    @property
    def show_totals(self) -> bool:
        """Whether the totals row is shown."""
        return self.state.totals_rows > 0

    @property
    def show_autofilter(self) -> bool:
        """Whether the header row has filter buttons."""
        return self._flag("autoFilter")

    @property
    def show_table_style_row_stripes(self) -> bool:
        """Whether the style stripes the rows."""
        return self._flag("showRowStripes")

    @property
    def show_table_style_column_stripes(self) -> bool:
        """Whether the style stripes the columns."""
        return self._flag("showColumnStripes")

    @property
    def show_table_style_first_column(self) -> bool:
        """Whether the style stresses the first column."""
        return self._flag("showFirstColumn")

    @property
    def show_table_style_last_column(self) -> bool:
        """Whether the style stresses the last column."""
        return self._flag("showLastColumn")

    def _flag(self, key: str) -> bool:
        if self.state.was is None:
            return key in ("autoFilter", "showRowStripes")
        return key in self.state.was.flags

    @property
    def table_style(self) -> str | None:
        """The name of the table style."""
        return self.state.style

    @table_style.setter
    def table_style(self, value: str) -> None:
        self.state.style = value

    def resize(self, range: Any) -> None:
        """Give the table another area: the whole one, headers and totals included."""
        tablemodel.resize(self.parent.book.model, self.parent.model, self.state, range.impl.area)


@refusing(base_classes.Tables)
class Tables:
    """The tables of a worksheet."""

    parent: Sheet

    def __init__(self, sheet: Sheet) -> None:
        self.parent = sheet

    @property
    def api(self) -> Tables:
        """The object itself: there is no native one behind it."""
        return self

    def __call__(self, key: str | int) -> Table:
        """Return one by name or position."""
        states = self.parent.model.tables
        if isinstance(key, str):
            for state in states:
                if state.name.casefold() == key.casefold():
                    return Table(self.parent, state)
            raise KeyError(key)
        if not 1 <= key <= len(states):
            raise KeyError(key)
        return Table(self.parent, states[key - 1])

    def __len__(self) -> int:
        return len(self.parent.model.tables)

    def __iter__(self) -> Iterator[Table]:
        return iter([Table(self.parent, state) for state in self.parent.model.tables])

    def __contains__(self, key: str) -> bool:
        return any(s.name.casefold() == key.casefold() for s in self.parent.model.tables)

    def add(
        self,
        source_type: Any = None,
        source: Any = None,
        link_source: Any = None,
        has_headers: bool = True,
        destination: Any = None,
        table_style_name: str | None = None,
        name: str | None = None,
    ) -> Table:
        """Make a table of cells whose first row holds the headers."""
        if source_type is not None or link_source is not None or destination is not None:
            refuse("Tables.add(source_type, link_source, destination)")
        if not has_headers:
            refuse("Tables.add(has_headers=False)", _HEADERS_FIRST)
        state = tablemodel.add(
            self.parent.book.model, self.parent.model, source.impl.area, name, table_style_name
        )
        return Table(self.parent, state)
