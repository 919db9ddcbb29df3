"""A workbook and its sheets, as xlwings asks for them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from xlwings import base_classes

from xlsegment.engine.bookmodel import BookModel
from xlsegment.engine.name import Names
from xlsegment.engine.refusal import refuse, refusing
from xlsegment.engine.sheet import Sheet
from xlsegment.engine.sheetmodel import SheetModel
from xlsegment.text import Text

if TYPE_CHECKING:
    from xlsegment.engine.app import App


@refusing(base_classes.Book)
class Book:
    """An open workbook."""

    app: App

    def __init__(self, app: App, model: BookModel) -> None:
        self.app = app
        self.model = model

    @property
    def api(self) -> Book:
        """The object itself: there is no native one behind it."""
        return self

    @property
    def name(self) -> str:
        """The file name; a title for a workbook that was never saved."""
        return self.model.title or self.model.path.name

    @property
    def fullname(self) -> str:
        """The path; the title for a workbook that was never saved."""
        return self.model.title or str(self.model.path)

    @property
    def sheets(self) -> Sheets:
        """The worksheets."""
        return Sheets(self)

    @property
    def names(self) -> Names:
        """The defined names of the workbook and of all its sheets."""
        return Names(self, None)

    def activate(self) -> None:
        """Make this the active workbook of the active app."""
        self.app.books.activate(self)
        self.app.activate()

    def close(self) -> None:
        """Close without saving."""
        self.app.books.remove(self)
        self.model.close()

    def save(self, path: str | None = None, password: str | None = None) -> None:
        """Save in place, or to another path of the same file type."""
        if password is not None:
            refuse("Book.save(password=...)")
        target = self._target(path)
        if target.suffix.lower() != self.model.path.suffix.lower():
            refuse(
                "Book.save",
                Text(
                    f"请保存为 {self.model.path.suffix} 文件",
                    f"Save it as a {self.model.path.suffix} file",
                ),
            )
        self.model.save(target)

    def _target(self, path: str | None) -> Path:
        if path is None:
            return (
                self.model.path
                if self.model.title is None
                else Path.cwd() / f"{self.model.title}.xlsx"
            )
        target = Path(path)
        return target if target.is_absolute() else Path.cwd() / target


@refusing(base_classes.Sheets)
class Sheets:
    """The worksheets of a workbook, in tab order."""

    def __init__(self, book: Book) -> None:
        self._book = book

    @property
    def api(self) -> Sheets:
        """The object itself: there is no native one behind it."""
        return self

    @property
    def active(self) -> Sheet:
        """The active sheet; the first one when a chart sheet is active."""
        model = self._book.model
        found = model.active if model.active in model.worksheets else model.worksheets[0]
        return Sheet(self._book, found)

    def __call__(self, name_or_index: str | int) -> Sheet:
        """Return one by name or position."""
        model = self._book.model
        if isinstance(name_or_index, str):
            found = model.find_sheet(name_or_index)
            if found is None:
                raise KeyError(name_or_index)
            return Sheet(self._book, found)
        if not 1 <= name_or_index <= len(model.worksheets):
            raise IndexError(name_or_index)
        return Sheet(self._book, model.worksheets[name_or_index - 1])

    def __len__(self) -> int:
        return len(self._book.model.worksheets)

    def __iter__(self) -> Iterator[Sheet]:
        return iter([Sheet(self._book, sheet) for sheet in self._book.model.worksheets])

    def __contains__(self, name: str) -> bool:
        return self._book.model.find_sheet(name) is not None

    def add(
        self, before: Sheet | None = None, after: Sheet | None = None, name: str | None = None
    ) -> Sheet:
        """Add an empty sheet: before the active one unless said otherwise, as Excel does."""
        model = self._book.model
        return Sheet(self._book, model.add_sheet(name, place_of(model, before, after)))


def place_of(model: BookModel, before: Sheet | None, after: Sheet | None) -> int:
    """Return the tab position for a sheet that goes before or after another."""
    if after is not None:
        return model.sheets.index(after.model) + 1
    anchor: SheetModel = before.model if before is not None else model.active
    return model.sheets.index(anchor)
