"""A range of cells, as xlwings asks for it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from xlwings import base_classes

from xlsegment.engine import regions
from xlsegment.engine.address import area_text, inside, quote_sheet
from xlsegment.engine.content import to_content
from xlsegment.engine.edits import Area, Content, Formula
from xlsegment.engine.formulas import shift
from xlsegment.engine.name import Name
from xlsegment.engine.reference import resolve
from xlsegment.engine.refusal import refuse, refusing
from xlsegment.engine.table import Table
from xlsegment.errors import BadReference, UsageError
from xlsegment.text import Text

if TYPE_CHECKING:
    from xlsegment.engine.sheet import Sheet

# More cells than this in one reading would only fill the memory.
_MOST_CELLS: Final = 200_000_000


@refusing(base_classes.Range)
class Range:
    """A rectangle of cells; it may have no rows or no columns at all."""

    # Values are read and written in one go: nothing is sent anywhere.
    max_cells_per_read = None
    max_cells_per_write = None

    sheet: Sheet
    row: int
    column: int
    shape: tuple[int, int]

    def __init__(self, sheet: Sheet, row: int, column: int, rows: int, columns: int) -> None:
        self.sheet = sheet
        self.row = row
        self.column = column
        self.shape = (rows, columns)
        self.options: dict[str, Any] = {}
        self.arg1_input = ""

    @classmethod
    def of(cls, sheet: Sheet, area: Area) -> Range:
        """Return the range of an area."""
        rows, columns = area.row2 - area.row1 + 1, area.col2 - area.col1 + 1
        return cls(sheet, area.row1, area.col1, rows, columns)

    @property
    def area(self) -> Area:
        """The corners."""
        rows, columns = self.shape
        return Area(self.row, self.column, self.row + rows - 1, self.column + columns - 1)

    @property
    def api(self) -> Range:
        """The object itself: there is no native one behind it."""
        return self

    @property
    def coords(self) -> tuple[Sheet, int, int, int, int]:
        """Sheet, first row and column, number of rows and columns."""
        return self.sheet, self.row, self.column, *self.shape

    def __len__(self) -> int:
        return self.shape[0] * self.shape[1]

    def __call__(self, arg1: int, arg2: int | None = None) -> Range:
        """Return one by position."""
        if arg2 is None:
            row, column = divmod(arg1 - 1, max(self.shape[1], 1))
        else:
            row, column = arg1 - 1, arg2 - 1
        row, column = self.row + row, self.column + column
        if not inside(Area(row, column, row, column)):
            raise IndexError(f"there is no cell in row {row}, column {column}")
        return Range(self.sheet, row, column, 1, 1)

    # --- values -------------------------------------------------------------------------------

    def _read(self, columns_of: Callable[[Area], Sequence[Any]]) -> Any:
        if not len(self):
            return None
        if len(self) > _MOST_CELLS:
            refuse(
                f"Range({self.address})",
                Text("请只读取 used_range", "Read used_range only"),
            )
        columns = columns_of(self.area)
        if len(self) == 1:
            return columns[0][0]
        if len(columns) == 1:
            return [[value] for value in columns[0]]
        return list(map(list, zip(*columns, strict=True)))

    @property
    def raw_value(self) -> Any:
        """The values: one value, or a list of rows."""
        return self._read(self.sheet.model.values)

    @raw_value.setter
    def raw_value(self, data: Any) -> None:
        if not len(self):
            return
        if isinstance(data, np.ndarray):
            data = data.tolist()
        if isinstance(data, (list, tuple)):
            self._write_rows(data)
        else:
            self._fill(to_content(data))

    def _write_rows(self, data: Sequence[Any]) -> None:
        rows = data if data and isinstance(data[0], (list, tuple)) else [data]
        given = (len(rows), len(rows[0]))
        if given != self.shape:
            raise UsageError(
                reason=Text(
                    f"数据为 {given[0]} 行 {given[1]} 列,区域 {self.address} 大小不同",
                    f"{given[0]} rows and {given[1]} columns of data for {self.address}",
                )
            )
        columns = dict(enumerate(zip(*rows, strict=True), self.column))
        self.sheet.model.write(self.row, columns)

    def _fill(self, content: Content) -> None:
        rows, columns = self.shape
        model = self.sheet.model
        if content is None:
            model.clear(self.area)
        elif isinstance(content, Formula) and len(self) > 1:
            model.write_contents(
                self.row,
                {
                    self.column + j: [Formula(shift(content.text, i, j)) for i in range(rows)]
                    for j in range(columns)
                },
            )
        else:
            same = [content] * rows
            model.write_contents(self.row, {self.column + j: same for j in range(columns)})

    @property
    def formula(self) -> Any:
        """The formulas; constants as text."""
        return self._read(self.sheet.model.formulas)

    @formula.setter
    def formula(self, value: Any) -> None:
        self.raw_value = value

    formula2 = formula

    @property
    def formula_array(self) -> str | None:
        """The formula of the first cell when it is an array formula."""
        return self(1).formula if self.has_array and len(self) else None

    @property
    def has_array(self) -> bool:
        """Whether the range touches an array formula."""
        return any(regions.overlap(self.area, area) for area in self.sheet.model.cells.arrays)

    def clear_contents(self) -> None:
        """Empty the cells, keeping their formats."""
        if len(self):
            self.sheet.model.clear(self.area)

    def clear(self) -> None:
        """Empty the cells; refused where cells have formats, which would stay."""
        if not len(self):
            return
        model = self.sheet.model
        if model.has_styles(self.area):
            refuse(
                "Range.clear",
                Text("请用 clear_contents(格式保留)", "Use clear_contents; formats stay"),
            )
        model.clear(self.area)

    @property
    def number_format(self) -> str | None:
        """The number format, None when the cells differ."""
        return self.sheet.model.number_format(self.area) if len(self) else ""

    @number_format.setter
    def number_format(self, value: str) -> None:
        if len(self):
            self.sheet.model.formats.append((self.area, value))

    @property
    def column_width(self) -> float | None:
        """The width in characters, None when the columns differ."""
        area = self.area
        widths = {self.sheet.model.column_width(c) for c in range(area.col1, area.col2 + 1)}
        return widths.pop() if len(widths) == 1 else None

    @column_width.setter
    def column_width(self, value: float) -> None:
        if not 0 <= value <= 255:
            raise UsageError(reason=Text("列宽须在 0 到 255 之间", "widths go from 0 to 255"))
        area = self.area
        for column in range(area.col1, area.col2 + 1):
            self.sheet.model.widths[column] = float(value)

    # --- places -------------------------------------------------------------------------------

    @property
    def address(self) -> str:
        """The address, absolute."""
        if len(self):
            return area_text(self.area)
        corner = area_text(Area(self.row, self.column, self.row, self.column))
        return f"{corner}{{{self.shape[0]}x{self.shape[1]}}}"

    def get_address(self, row_absolute: bool, col_absolute: bool, external: bool) -> str:
        """Return the address as asked for."""
        text = area_text(self.area, row_absolute=row_absolute, column_absolute=col_absolute)
        if not external:
            return text
        place = f"[{self.sheet.book.name}]{self.sheet.name}"
        if not re.fullmatch(r"\[[\w.]+\]\w+", place) or quote_sheet(self.sheet.name)[0] == "'":
            place = "'" + place.replace("'", "''") + "'"
        return f"{place}!{text}"

    def end(self, direction: str) -> Range:
        """Return the cell that Ctrl + an arrow key leads to."""
        row, column = regions.end(self.sheet.model, self.row, self.column, direction)
        return Range(self.sheet, row, column, 1, 1)

    def expand(self, mode: str = "table") -> Range:
        """Return the range grown to the right, down or both, with xlwings' own rules."""
        import xlwings
        from xlwings.expansion import expanders

        grown: Range = expanders.get(mode, mode).expand(xlwings.Range(impl=self)).impl
        return grown

    @property
    def current_region(self) -> Range:
        """The block of filled cells around the range."""
        return Range.of(self.sheet, regions.current_region(self.sheet.model, self.area))

    @property
    def merge_cells(self) -> bool:
        """Whether the range touches merged cells."""
        return any(regions.overlap(self.area, area) for area in self.sheet.model.cells.merged)

    @property
    def merge_area(self) -> Range:
        """The merged cells the first cell belongs to; the range itself when there are none."""
        corner = Area(self.row, self.column, self.row, self.column)
        for area in self.sheet.model.cells.merged:
            if regions.overlap(corner, area):
                return Range.of(self.sheet, area)
        return self

    @property
    def table(self) -> Table | None:
        """The table the first cell belongs to."""
        corner = Area(self.row, self.column, self.row, self.column)
        for state in self.sheet.model.tables:
            if regions.overlap(corner, state.area):
                return Table(self.sheet, state)
        return None

    @property
    def name(self) -> Name | None:
        """The defined name of exactly these cells."""
        book = self.sheet.book
        for state in book.model.names:
            try:
                found = resolve(book.model, state.sheet or self.sheet.model, state.refers_to)
            except BadReference:
                continue
            if found == (self.sheet.model, self.area):
                return Name(book, state)
        return None

    @name.setter
    def name(self, value: str) -> None:
        target = f"={quote_sheet(self.sheet.name)}!{self.address}"
        self.sheet.book.names.add(value, target)

    def select(self) -> None:
        """Make this the selection of the session (the file's own stays)."""
        self.sheet.activate()
        self.sheet.book.model.selected = self.area
