"""A worksheet, as xlwings asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from xlsegment.engine.address import MAX_COLUMNS, MAX_ROWS, inside
from xlsegment.engine.edits import Area
from xlsegment.engine.name import Names
from xlsegment.engine.range import Range
from xlsegment.engine.reference import resolve
from xlsegment.engine.refusal import refuse, refusing
from xlsegment.engine.sheetmodel import SheetModel
from xlsegment.engine.table import Tables
from xlsegment.errors import BadReference
from xlsegment.text import Text

if TYPE_CHECKING:
    from xlsegment.engine.book import Book

_EVERYTHING = Area(1, 1, MAX_ROWS, MAX_COLUMNS)
_STATES = {"visible": True, "hidden": False, "veryHidden": False}


@refusing(base_classes.Sheet, "pivot_tables")
class Sheet:
    """A worksheet of an open workbook."""

    book: Book

    def __init__(self, book: Book, model: SheetModel) -> None:
        self.book = book
        self.model = model

    @property
    def api(self) -> Sheet:
        """The object itself: there is no native one behind it."""
        return self

    @property
    def name(self) -> str:
        """The name on the tab."""
        return self.model.name

    @name.setter
    def name(self, value: str) -> None:
        self.book.model.rename_sheet(self.model, value)

    @property
    def names(self) -> Names:
        """The defined names that belong to this sheet."""
        return Names(self.book, self.model)

    @property
    def index(self) -> int:
        """The position among the worksheets, from 1."""
        return self.book.model.worksheets.index(self.model) + 1

    def range(self, arg1: Any, arg2: Any = None) -> Range:
        """Return a range by address, name, table, corners, or (row, column, rows, columns)."""
        if isinstance(arg1, tuple) and len(arg1) == 4:
            return Range(self, *arg1)
        if isinstance(arg1, (int, float)) and isinstance(arg2, (int, float)):
            arg1, arg2 = (int(arg1), int(arg2)), None
        first = self._corner(arg1)
        if arg2 is None:
            return first
        one, two = first.area, self._corner(arg2).area
        return Range.of(
            self,
            Area(
                min(one.row1, two.row1), min(one.col1, two.col1),
                max(one.row2, two.row2), max(one.col2, two.col2),
            ),
        )  # fmt: skip

    def _corner(self, arg: Any) -> Range:
        if isinstance(arg, Range):
            return arg
        if isinstance(arg, tuple):
            row, column = arg
            if 0 in arg:
                raise IndexError(
                    "Attempted to access 0-based Range. xlwings/Excel Ranges are 1-based."
                )
            if not inside(Area(row, column, row, column)):
                raise IndexError(f"there is no cell in row {row}, column {column}")
            return Range(self, row, column, 1, 1)
        model, area = resolve(self.book.model, self.model, str(arg))
        if model is not self.model:
            raise BadReference(reference=arg)  # as in Excel: a sheet's range lies on that sheet
        found = Range.of(self, area)
        found.arg1_input = str(arg)
        return found

    @property
    def cells(self) -> Range:
        """All cells of the sheet."""
        return Range.of(self, _EVERYTHING)

    @property
    def used_range(self) -> Range:
        """The rectangle around everything in use."""
        return Range.of(self, self.model.used_area())

    def activate(self) -> None:
        """Make this the active sheet of the session (the file's active tab stays)."""
        self.book.model.active = self.model
        self.book.model.selected = Area(1, 1, 1, 1)

    def select(self) -> None:
        """Make this the active sheet of the session (the file's active tab stays)."""
        self.activate()

    def clear_contents(self) -> None:
        """Empty all cells, keeping their formats."""
        self.model.clear(_EVERYTHING)

    def clear(self) -> None:
        """Empty all cells and take their number formats away."""
        self.cells.clear()

    def delete(self) -> None:
        """Delete the sheet."""
        self.book.model.delete_sheet(self.model)

    def copy(self, before: Sheet | None, after: Sheet | None) -> None:
        """Copy the sheet within its workbook."""
        anchor = before or after
        if anchor is None or anchor.book.model is not self.book.model:
            refuse(
                "Sheet.copy",
                Text("请在同一工作簿内复制", "Copy within one workbook only"),
            )
        model = self.book.model
        model.copy_sheet(self.model, model.sheets.index(anchor.model) + (before is None))

    def move(self, before: Sheet | None, after: Sheet | None) -> None:
        """Move the sheet to another place in the tab order."""
        anchor = before or after
        if anchor is not None:
            sheets = self.book.model.sheets
            sheets.remove(self.model)
            sheets.insert(sheets.index(anchor.model) + (before is None), self.model)

    @property
    def tables(self) -> Tables:
        """The tables of the sheet."""
        return Tables(self)

    @property
    def visible(self) -> bool:
        """Whether the tab is shown."""
        return _STATES.get(self.model.state, True)
