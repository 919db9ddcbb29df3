"""``Range``: a block of cells of one sheet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal

from tests.windows.excel_objects.grid import Area, address_of, inside
from tests.windows.excel_objects.objects import (
    ExcelError,
    ExcelObject,
    asked_without_arguments,
)

if TYPE_CHECKING:
    from tests.windows.excel_objects.application import Application
    from tests.windows.excel_objects.worksheet import Worksheet

_MOST_FORMULA = 8192


class Range(ExcelObject):
    """Cells; ``by`` says whether ``Count`` counts cells, rows or columns."""

    iid = "{00020846-0000-0000-C000-000000000046}"

    def __init__(
        self, sheet: Worksheet, area: Area, by: Literal["cell", "row", "column"] = "cell"
    ) -> None:
        self.trace = sheet.trace
        self.sheet = sheet
        self.area = inside(area)
        self.by = by

    def part(self, area: Area) -> Range:
        """Return other cells of the same sheet."""
        return Range(self.sheet, area)

    @property
    def Worksheet(self) -> Worksheet:
        return self.sheet

    Parent = Worksheet

    @property
    def Application(self) -> Application:
        return self.sheet.Application

    @property
    def Row(self) -> int:
        return self.area.row

    @property
    def Column(self) -> int:
        return self.area.column

    @property
    def Rows(self) -> Range:
        return Range(self.sheet, self.area, "row")

    @property
    def Columns(self) -> Range:
        return Range(self.sheet, self.area, "column")

    @property
    def Cells(self) -> Range:
        return self.part(self.area)

    @property
    def Count(self) -> int:
        sizes = {"row": self.area.height, "column": self.area.width}
        count = sizes.get(self.by, self.area.height * self.area.width)
        if count > 2**31 - 1:
            raise ExcelError("overflow")
        return count

    @asked_without_arguments
    def Address(
        self,
        RowAbsolute: bool = True,
        ColumnAbsolute: bool = True,
        ReferenceStyle: int = 1,
        External: bool = False,
    ) -> str:
        if ReferenceStyle != 1:
            raise NotImplementedError("addresses in R1C1")
        inner = address_of(self.area, fixed_row=RowAbsolute, fixed_column=ColumnAbsolute)
        return f"'[{self.sheet.book.Name}]{self.sheet.Name}'!{inner}" if External else inner

    def Item(self, row: Any, column: Any = None) -> Range:
        """Return a cell counted from the first one, a row or a column for ``Rows``, ``Columns``."""
        area = self.area
        if self.by == "row":
            return self.part(Area(area.row + int(row) - 1, area.column, 1, area.width))
        if self.by == "column":
            return self.part(Area(area.row, area.column + int(row) - 1, area.height, 1))
        if column is None:
            down, right = divmod(int(row) - 1, area.width)
        else:
            down, right = int(row) - 1, int(column) - 1
        return self.part(Area(area.row + down, area.column + right))

    def _Default(self, *position: Any) -> Any:
        return self.Item(*position) if position else self.Value

    @asked_without_arguments
    def Resize(self, RowSize: Any = None, ColumnSize: Any = None) -> Range:
        height = self.area.height if RowSize is None else int(RowSize)
        width = self.area.width if ColumnSize is None else int(ColumnSize)
        return self.part(Area(self.area.row, self.area.column, height, width))

    @asked_without_arguments
    def Offset(self, RowOffset: Any = 0, ColumnOffset: Any = 0) -> Range:
        return self.part(self.area.moved(int(RowOffset), int(ColumnOffset)))

    @property
    def Value(self) -> Any:
        return self.sheet.grid.values(self.area)

    @Value.setter
    def Value(self, data: Any) -> None:
        self.sheet.put(self.area, data)

    @property
    def Value2(self) -> Any:
        return self.sheet.grid.values(self.area, plain=True)

    @Value2.setter
    def Value2(self, data: Any) -> None:
        self.sheet.put(self.area, data)

    @property
    def Formula(self) -> Any:
        return self.sheet.grid.formulas(self.area)

    @Formula.setter
    def Formula(self, data: Any) -> None:
        rows = data if isinstance(data, tuple | list) else ((data,),)
        texts = (
            cell for row in rows for cell in (row if isinstance(row, tuple | list) else (row,))
        )
        if any(isinstance(text, str) and len(text) > _MOST_FORMULA for text in texts):
            raise ExcelError("a formula has 8192 characters")
        self.sheet.put(self.area, data)

    Formula2 = Formula

    @property
    def HasFormula(self) -> bool | None:
        cells = self.sheet.grid.cells
        found = {
            at in cells and cells[at].formula is not None for row in self.area.rows() for at in row
        }
        return found.pop() if len(found) == 1 else None

    @property
    def NumberFormat(self) -> str | None:
        return self.sheet.grid.format_of(self.area)

    @NumberFormat.setter
    def NumberFormat(self, number_format: str) -> None:
        self.sheet.changing()
        self.sheet.grid.set_format(self.area, number_format)

    @property
    def ColumnWidth(self) -> float:
        return self.sheet.widths.get(self.area.column, 8.43)

    @ColumnWidth.setter
    def ColumnWidth(self, width: float) -> None:
        if not 0 <= width <= 255:
            raise ExcelError("a column is 255 characters wide at most")
        for column in range(self.area.column, self.area.last_column + 1):
            self.sheet.widths[column] = width

    def ClearContents(self) -> bool:
        self.sheet.changing()
        self.sheet.grid.clear(self.area)
        return True

    def Select(self) -> bool:
        if self.sheet.book.active is not self.sheet:
            raise ExcelError("Select method of Range class failed")
        self.sheet.book.selected[self.sheet.Name] = self.area
        return True

    def __iter__(self) -> Iterator[Range]:
        for row in self.area.rows():
            for at in row:
                yield self.part(Area(*at))
