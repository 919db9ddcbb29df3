"""Apps and their workbooks, as xlwings asks for them. An app here is only a set of workbooks."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from xlwings import base_classes

from xlsegment.engine.book import Book
from xlsegment.engine.bookmodel import BookModel
from xlsegment.engine.engine import ENGINE, Engine
from xlsegment.engine.range import Range
from xlsegment.engine.refusal import refuse, refusing
from xlsegment.text import Text


@refusing(base_classes.Apps)
class Apps:
    """The open apps, the newest (the active one) first."""

    def __init__(self) -> None:
        self._apps: dict[int, App] = {}
        self._numbers = itertools.count(1)

    def keys(self) -> list[int]:
        """Return the apps' numbers (what a process id is for live Excel)."""
        return list(self._apps)

    def add(
        self, spec: Any = None, add_book: bool | None = None, xl: Any = None, visible: Any = None
    ) -> App:
        """Open an app."""
        app = App(self, next(self._numbers))
        self.activate(app)
        if add_book:
            app.books.add()
        return app

    def activate(self, app: App) -> None:
        """Make an app the active one."""
        self._apps = {app.pid: app} | self._apps

    def remove(self, app: App) -> None:
        """Forget an app that was quit."""
        self._apps.pop(app.pid, None)

    @staticmethod
    def cleanup() -> None:
        """Do nothing: there are no processes to clean up."""

    def __iter__(self) -> Iterator[App]:
        return iter(list(self._apps.values()))

    def __len__(self) -> int:
        return len(self._apps)

    def __getitem__(self, pid: int) -> App:
        return self._apps[pid]


@refusing(base_classes.App)
class App:
    """A set of open workbooks. Settings of the Excel window are kept and have no effect."""

    pid: int
    books: Books
    visible: bool
    screen_updating: bool
    display_alerts: bool
    enable_events: bool
    interactive: bool
    calculation: str
    status_bar: str | bool
    cut_copy_mode: str | bool | None
    hwnd: None
    version: str

    def __init__(self, apps: Apps, pid: int) -> None:
        self._apps = apps
        self.pid = pid
        self.books = Books(self)
        self.visible = False
        self.screen_updating = True
        self.display_alerts = True
        self.enable_events = True
        self.interactive = True
        self.calculation = "automatic"
        self.status_bar = False
        self.cut_copy_mode = None
        self.hwnd = None
        self.version = "16.0"

    @property
    def engine(self) -> Engine:
        """The engine the app belongs to."""
        return ENGINE

    @property
    def api(self) -> App:
        """The object itself: there is no native one behind it."""
        return self

    @property
    def path(self) -> str:
        """There is no program folder."""
        return ""

    @property
    def selection(self) -> Range:
        """The range selected last in the active workbook."""
        book = self.books.active
        return Range.of(book.sheets.active, book.model.selected)

    def activate(self, steal_focus: bool = False) -> None:
        """Make this the active app."""
        self._apps.activate(self)

    def calculate(self) -> None:
        """Refuse: formulas are computed by Excel."""
        refuse(
            "App.calculate",
            Text("公式会在 Excel 打开文件时计算", "Excel computes them when it opens the file"),
        )

    def quit(self) -> None:
        """Close all workbooks without saving."""
        for book in list(self.books):
            book.close()
        self._apps.remove(self)

    def kill(self) -> None:
        """Do what `quit` does."""
        self.quit()


@refusing(base_classes.Books)
class Books:
    """The open workbooks of an app, in the order in which they were opened."""

    app: App

    def __init__(self, app: App) -> None:
        self.app = app
        self._books: list[Book] = []
        self._active: Book | None = None
        self._numbers = itertools.count(1)

    @property
    def api(self) -> Books:
        """The object itself: there is no native one behind it."""
        return self

    @property
    def active(self) -> Book:
        """The workbook opened or activated last."""
        if self._active is None:
            raise KeyError("no workbook is open")
        return self._active

    def activate(self, book: Book) -> None:
        """Make a workbook the active one."""
        self._active = book

    def __call__(self, name_or_index: str | int) -> Book:
        """Return one by name or position."""
        if isinstance(name_or_index, str):
            folded = name_or_index.casefold()
            for book in self._books:
                if book.name.casefold() == folded:
                    return book
            raise KeyError(name_or_index)
        if not 1 <= name_or_index <= len(self._books):
            raise KeyError(name_or_index)
        return self._books[name_or_index - 1]

    def __len__(self) -> int:
        return len(self._books)

    def __iter__(self) -> Iterator[Book]:
        return iter(list(self._books))

    def __contains__(self, name: str) -> bool:
        return any(book.name.casefold() == name.casefold() for book in self._books)

    def add(self) -> Book:
        """Make a new workbook."""
        return self._take(BookModel.new(f"Book{next(self._numbers)}"))

    def open(self, fullname: str, *options: Any, **more: Any) -> Book:
        """Open a file. Excel's options for opening do not apply and must not be given."""
        given = [option for option in (*options, *more.values()) if option is not None]
        if given:
            refuse("Books.open(...)", Text("请只给出文件路径", "Give the path only"))
        return self._take(BookModel(Path(fullname)))

    def _take(self, model: BookModel) -> Book:
        book = Book(self.app, model)
        self._books.append(book)
        self._active = book
        return book

    def remove(self, book: Book) -> None:
        """Forget a workbook that was closed."""
        self._books.remove(book)
        if self._active is book:
            self._active = self._books[-1] if self._books else None
