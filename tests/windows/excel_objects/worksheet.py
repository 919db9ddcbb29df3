"""``Worksheet``: cells, tables, protection."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.windows.excel_objects.cells import Cell
from tests.windows.excel_objects.grid import COLUMNS, ROWS, Area, Grid, area_of
from tests.windows.excel_objects.listobject import ListObject
from tests.windows.excel_objects.objects import Collection, ExcelError, ExcelObject
from tests.windows.excel_objects.ranges import Range

if TYPE_CHECKING:
    from tests.windows.excel_objects.application import Application
    from tests.windows.excel_objects.workbook import Workbook


class Worksheet(ExcelObject):
    """A sheet; ``protected`` locks all its cells."""

    def __init__(self, book: Workbook, name: str, *, visible: bool = True) -> None:
        self.trace = book.trace
        self.book = book
        self.grid = Grid()
        self.tables: list[ListObject] = []
        self.widths: dict[int, float] = {}
        self.protected = False
        self._name = name
        self._visible = visible

    def changing(self) -> None:
        """Be told of a change before it happens; refuse it on a protected sheet."""
        if self.protected:
            raise ExcelError("the sheet is protected")
        self.trace.write()
        self.book.saved = False

    def put(self, area: Area, data: Any) -> None:
        """Put data into cells as if typed; headers of tables are texts, each a different one."""
        self.changing()
        self.grid.put(area, data)
        for table in self.tables:
            if table.header.overlaps(area):
                self.name_headers(table)

    def name_headers(self, table: ListObject) -> None:
        """Make texts of a table's headers, inventing what is missing or there twice."""
        seen: set[str] = set()
        for number, at in enumerate(table.header.rows()[0], 1):
            cell = self.grid.cells.get(at, Cell())
            text = cell.value if isinstance(cell.value, str) else self.grid.formulas(Area(*at))
            text = text or f"列{number}"
            base, count = text, 1
            while text.casefold() in seen:
                count += 1
                text = f"{base}{count}"
            seen.add(text.casefold())
            self.grid.set(at, Cell(text))

    @property
    def Name(self) -> str:
        return self._name

    @property
    def Parent(self) -> Workbook:
        return self.book

    @property
    def Application(self) -> Application:
        return self.book.Application

    @property
    def Index(self) -> int:
        return self.book.sheets.index(self) + 1

    @property
    def Visible(self) -> int:
        return -1 if self._visible else 0

    @property
    def ProtectContents(self) -> bool:
        return self.protected

    @property
    def Cells(self) -> Range:
        return Range(self, Area(1, 1, ROWS, COLUMNS))

    @property
    def UsedRange(self) -> Range:
        return Range(self, self.grid.used())

    @property
    def ListObjects(self) -> Collection:
        return Collection(self.trace, lambda: self.tables, self)

    def Range(self, Cell1: Any, Cell2: Any = None) -> Range:
        first = self._area(Cell1)
        return Range(self, first if Cell2 is None else first.span(self._area(Cell2)))

    def _area(self, cell: Any) -> Area:
        if isinstance(cell, Range):
            if cell.sheet is not self:
                raise ExcelError("cells of another sheet")
            return cell.area
        named = self.book.named_area(self, str(cell))
        return area_of(str(cell)) if named is None else named

    def ExportAsFixedFormat(self, Type: int, Filename: str) -> None:
        if Type or not self._visible:
            raise ExcelError("ExportAsFixedFormat method of Worksheet class failed")
        Path(Filename).write_bytes(f"%PDF of {self._name}".encode())

    def Activate(self) -> bool:
        if not self._visible:
            raise ExcelError("Activate method of Worksheet class failed")
        self.book.active = self
        return True

    Select = Activate
