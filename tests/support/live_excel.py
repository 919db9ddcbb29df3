"""The Excel in memory with what buttons ask of it besides cells.

A status bar, settings that are recorded and may fail, file dialogs and boxes that give the
answers a test has prepared, copies of unsaved work. What it does not know: drawing, calculating,
events, windows. Esc and Windows' own boxes are not Excel's; tests put their own in place.
"""

from __future__ import annotations

import io
from collections import deque
from pathlib import Path
from typing import Any

import openpyxl
import xlwings as xw
from openpyxl.styles import Alignment
from openpyxl.utils import range_boundaries
from openpyxl.workbook.defined_name import DefinedName
from xlwings import base_classes as base

from tests.support import memory_excel
from tests.support.memory_excel import Failure, Formula, load

ENGLISH, CHINESE = 1033, 2052


class Setting:
    """A property of the application whose every change is recorded."""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, app: Any, owner: type | None = None) -> Any:
        return app.state[self.name]

    def __set__(self, app: Any, value: object) -> None:
        app.set_calls += 1
        app.history.append((self.name, value))
        # Excel may have done it and complain all the same.
        app.state[self.name] = value
        if app.set_calls == app.fail_setting_at:
            raise Failure(self.name)


class App(memory_excel.App):
    screen_updating = Setting()
    enable_events = Setting()
    calculation = Setting()
    display_alerts = Setting()
    status_bar = Setting()
    Cursor = Setting()
    hwnd = 4711
    books: Any = None

    def __init__(self, language: int = CHINESE) -> None:
        super().__init__()
        self.state: dict[str, object] = {
            "screen_updating": True,
            "enable_events": True,
            "calculation": "semiautomatic",
            "display_alerts": True,
            "status_bar": False,
            "Cursor": -4143,
        }
        self.history: list[tuple[str, object]] = []
        self.set_calls = 0
        self.fail_setting_at: int | None = None
        self.boxes: list[str] = []
        self.answers: deque[str] = deque()
        self.files: deque[object] = deque()
        self.language = language
        self.busy: list[Exception] = []
        self.books = Books(self)

    @property
    def api(self) -> App:
        return self

    @property
    def version(self) -> str:
        if self.busy:
            raise self.busy.pop()
        return "16.0"

    @property
    def LanguageSettings(self) -> App:  # noqa: N802
        return self

    def LanguageID(self, kind: int) -> int:  # noqa: N802
        assert kind == 2, "the language of the menus"
        return self.language

    def GetOpenFilename(self, kinds: str, index: int, title: str) -> object:  # noqa: N802
        assert kinds.count(",") == 1, "one kind of files: its name and its patterns"
        return self.files.popleft()

    def GetSaveAsFilename(  # noqa: N802
        self, name: str, kinds: str, index: int, title: str
    ) -> object:
        return self.files.popleft()

    def alert(self, prompt: str, title: str, buttons: str, mode: str, callback: Any) -> str:
        self.boxes.append(prompt)
        return self.answers.popleft() if buttons == "yes_no" else "ok"

    @property
    def lines(self) -> list[str]:
        """What the status bar has shown."""
        return [str(value) for name, value in self.history if name == "status_bar" and value]


class Books(base.Books):
    def __init__(self, app: App) -> None:
        self.app = app
        self.items: list[memory_excel.Book] = []

    def __call__(self, key: int | str) -> memory_excel.Book:
        if isinstance(key, int):
            return self.items[key - 1]
        for book in self.items:
            if book.name == key:
                return book
        raise KeyError(key)

    def __len__(self) -> int:
        return len(self.items)

    def __iter__(self) -> Any:
        return iter(self.items)

    def add(self) -> memory_excel.Book:
        book = memory_excel.Book()
        memory_excel.add_sheet(book, "Sheet1", [])
        return enliven(xw.Book(impl=book), "Book1", app=self.app)

    def open(self, path: str, *options: Any) -> memory_excel.Book:
        found = load(Path(path).read_bytes())
        return enliven(found, path, app=self.app)


class BookApi:
    """What Excel itself says of a workbook."""

    def __init__(self, book: memory_excel.Book, place: str, content: bytes | None) -> None:
        self.book = book
        self.place = place
        self.content = content
        self.ReadOnly = False
        self.Saved = False
        self.copies = 0
        self.refuses_copies = False

    @property
    def Path(self) -> str:  # noqa: N802
        return self.place.replace("\\", "/").rpartition("/")[0]

    @property
    def FullName(self) -> str:  # noqa: N802
        return self.place

    def Close(self, save: bool) -> None:  # noqa: N802
        assert not save, "what is not saved is to be thrown away"
        self.book._app.books.items.remove(self.book)

    def SaveCopyAs(self, target: str) -> None:  # noqa: N802
        if self.refuses_copies:
            raise Failure("a copy")
        self.copies += 1
        Path(target).write_bytes(to_bytes(self.book, self.content))


class LiveBook(memory_excel.Book):
    live: BookApi

    @property
    def api(self) -> BookApi:
        return self.live

    @property
    def name(self) -> str:
        return self.live.place.replace("\\", "/").rpartition("/")[2]

    @property
    def fullname(self) -> str:
        return self.live.place

    def save(self, path: str | None, password: str | None) -> None:
        assert path is None, "a workbook is saved where it lies"
        self.live.content = to_bytes(self, self.live.content)
        Path(self.live.place).write_bytes(self.live.content)


class SheetApi:
    ProtectContents = False
    refuses_pdf = False

    def __init__(self, sheet: memory_excel.Sheet) -> None:
        self.sheet = sheet

    def ExportAsFixedFormat(self, kind: int, target: str) -> None:  # noqa: N802
        assert kind == 0, "a PDF"
        if self.refuses_pdf:
            raise Failure("a PDF")
        Path(target).write_bytes(f"%PDF of {self.sheet.name}".encode())


def enliven(
    book: xw.Book, place: str | Path, *, app: App | None = None, content: bytes | None = None
) -> Any:
    """Put a workbook in memory into a running Excel; return its implementation."""
    impl = book.impl
    impl.__class__ = LiveBook
    impl.live = BookApi(impl, str(place), content)
    impl._app = app or App()
    impl._app.books.items.append(impl)
    for sheet in impl.sheets.items:
        sheet.__class__ = LiveSheet
        sheet.live = SheetApi(sheet)
    return impl


class LiveSheet(memory_excel.Sheet):
    live: SheetApi

    def __init__(self, book: memory_excel.Book, name: str) -> None:
        super().__init__(book, name)
        self.live = SheetApi(self)

    @property
    def api(self) -> SheetApi:
        return self.live


def open_live(content: bytes, place: str | Path, language: int = CHINESE) -> xw.Book:
    """Return a workbook that is open in an Excel of its own."""
    return xw.Book(impl=enliven(load(content), place, app=App(language), content=content))


def cells_of(book: xw.Book) -> dict[str, dict[tuple[int, int], object]]:
    """Return every filled cell of a workbook, numbers with the digits that a file keeps.

    openpyxl, by which the stand-in saves, writes 16 of the 17 that a float may have.
    """
    return {
        sheet.name: {
            at: float(f"{value:.16g}") if isinstance(value, float) else value
            for at, value in sheet.cells_.items()
            if value is not None
        }
        for sheet in book.impl.sheets.items
    }


def state_of(book: xw.Book) -> object:
    """Return everything a write can change: cells, formats, tables, names."""
    sheets = book.impl.sheets.items
    return (
        cells_of(book),
        {sheet.name: _formats(sheet) for sheet in sheets},
        {table.name: (table.box, table.totals) for sheet in sheets for table in sheet.tables_},
        dict(book.impl.defined),
    )


def _formats(sheet: memory_excel.Sheet) -> dict[tuple[int, int], str]:
    return {
        at: code
        for at, code in sheet.formats.items()
        if code != sheet.column_formats.get(at[1], "General")
    }


def to_bytes(book: memory_excel.Book, content: bytes | None) -> bytes:
    """Return the file that holds a workbook as it is now."""
    target = openpyxl.load_workbook(io.BytesIO(content)) if content else openpyxl.Workbook()
    for gone in set(target.sheetnames) - {sheet.name for sheet in book.sheets.items}:
        del target[gone]
    for sheet in book.sheets.items:
        if sheet.name not in target.sheetnames:
            target.create_sheet(sheet.name)
        _fill(target[sheet.name], sheet)
    for name in [name for name in target.defined_names if name not in book.defined]:
        del target.defined_names[name]
    for name, text in book.defined.items():
        target.defined_names[name] = DefinedName(name, attr_text=text)
    out = io.BytesIO()
    target.save(out)
    return out.getvalue()


def _fill(target: Any, sheet: memory_excel.Sheet) -> None:
    for cell in target._cells.values():  # iter_rows would make up what is missing
        cell.value = None
    for row, column in sheet.cells_.keys() | sheet.formats.keys():
        cell, value = target.cell(row, column), sheet.cells_.get((row, column))
        cell.value = str(value) if isinstance(value, Formula) else value
        if isinstance(value, str) and not isinstance(value, Formula):
            cell.data_type = "s"  # whatever it looks like
        cell.number_format = sheet.format_at((row, column))
        if not cell.has_style:  # else openpyxl drops it where it is empty
            cell.alignment = Alignment(vertical="bottom")
    for table in sheet.tables_:
        row, column, _, width = table.box
        ref = table.range.address.replace("$", "")
        known = target.tables.get(table.name)
        if known is None:
            known = openpyxl.worksheet.table.Table(displayName=table.name, ref=ref)
            target.add_table(known)
        left, _, right, _ = range_boundaries(known.ref)
        known.ref = ref
        if right - left + 1 != width or not known.tableColumns:
            known.tableColumns = []
            known._initialise_columns()
            for place, field in enumerate(known.tableColumns):
                field.name = str(sheet.cells_.get((row, column + place)))
        known.totalsRowCount = int(table.totals)
        if known.autoFilter is not None:
            known.autoFilter.ref = ref
