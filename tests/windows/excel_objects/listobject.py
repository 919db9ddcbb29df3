"""``ListObject``: a table on a sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.windows.excel_objects.grid import Area
from tests.windows.excel_objects.objects import ExcelError, ExcelObject
from tests.windows.excel_objects.ranges import Range

if TYPE_CHECKING:
    from tests.windows.excel_objects.application import Application
    from tests.windows.excel_objects.worksheet import Worksheet


class ListObject(ExcelObject):
    """A table: a header row, at least one row, perhaps a row of totals."""

    def __init__(self, sheet: Worksheet, name: str, area: Area, *, totals: bool = False) -> None:
        self.trace = sheet.trace
        self.sheet = sheet
        self.area = area  # with the row of totals
        self._name = name
        self._totals = totals

    @property
    def Name(self) -> str:
        return self._name

    DisplayName = Name

    @property
    def Parent(self) -> Worksheet:
        return self.sheet

    @property
    def Application(self) -> Application:
        return self.sheet.Application

    @property
    def ShowHeaders(self) -> bool:
        return True

    @property
    def Range(self) -> Range:
        return Range(self.sheet, self.area)

    @property
    def HeaderRowRange(self) -> Range:
        return Range(self.sheet, self.header)

    @property
    def header(self) -> Area:
        """Where the headers stand."""
        return Area(self.area.row, self.area.column, 1, self.area.width)

    @property
    def DataBodyRange(self) -> Range | None:
        height = self.area.height - 1 - self._totals
        if not height:
            return None
        return Range(self.sheet, Area(self.area.row + 1, self.area.column, height, self.area.width))

    @property
    def TotalsRowRange(self) -> Range | None:
        if not self._totals:
            return None
        return Range(self.sheet, Area(self.area.last_row, self.area.column, 1, self.area.width))

    @property
    def ShowTotals(self) -> bool:
        return self._totals

    @ShowTotals.setter
    def ShowTotals(self, shown: bool) -> None:
        self.sheet.changing()
        row, column, height, width = self.area
        if shown and not self._totals:
            self._totals, self.area = True, Area(row, column, height + 1, width)
        elif self._totals and not shown:
            raise NotImplementedError("a row of totals that goes away keeps what stood in it")

    def Resize(self, range: Range) -> None:
        """Cover other cells: whatever stands there belongs to the table then."""
        area = range.area
        if range.sheet is not self.sheet or area.row != self.area.row:
            raise ExcelError("the headers must stay in their row")
        if not area.overlaps(self.area):
            raise ExcelError("the table must overlap what it was")
        if area.height < 2:
            raise ExcelError("a table has a row")
        for other in self.sheet.tables:
            if other is not self and other.area.overlaps(area):
                raise ExcelError("a table cannot overlap another one")
        if self._totals:
            raise NotImplementedError("a table with a row of totals is resized without it")
        self.sheet.changing()
        self.area = area
        self.sheet.name_headers(self)
