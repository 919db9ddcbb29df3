"""``Application``: the workbooks that are open and the settings of the window."""

from __future__ import annotations

from pathlib import Path, PureWindowsPath
from typing import Any

from tests.windows.excel_objects.grid import Area
from tests.windows.excel_objects.objects import Collection, ExcelError, ExcelObject, Trace
from tests.windows.excel_objects.ranges import Range
from tests.windows.excel_objects.workbook import Workbook
from tests.windows.excel_objects.worksheet import Worksheet

_CALCULATIONS = (-4105, -4135, 2)  # automatic, manual, all but data tables


class LanguageSettings(ExcelObject):
    """The languages of Office."""

    def __init__(self, trace: Trace, language: int) -> None:
        self.trace = trace
        self._language = language

    def LanguageID(self, Id: int) -> int:
        return self._language


class Workbooks(Collection):
    """The workbooks that are open."""

    def __init__(self, application: Application) -> None:
        super().__init__(application.trace, lambda: application.books, application)
        self.application = application

    @property
    def Application(self) -> Application:
        return self.application

    def Add(self) -> Workbook:
        book = Workbook(self.application, f"工作簿{len(self.application.books) + 1}")
        book.active = Worksheet(book, "Sheet1")
        book.sheets.append(book.active)
        book.selected["Sheet1"] = Area(1, 1)
        return self._opened(book)

    def Open(self, Filename: str, *others: object) -> Workbook:
        from tests.windows.excel_objects.files import load

        name = PureWindowsPath(Filename).name
        if any(book.Name.casefold() == name.casefold() for book in self.application.books):
            raise ExcelError("a workbook of this name is open")
        return self._opened(load(self.application, Path(Filename), Filename))

    def _opened(self, book: Workbook) -> Workbook:
        if book not in self.application.books:
            self.application.books.append(book)
        self.application.active = book
        return book


class Application(ExcelObject):
    """Excel itself, as far as it shows to a program: every setting that is made is remembered."""

    iid = "{000208D5-0000-0000-C000-000000000046}"

    def __init__(self, *, window: int = 0, language: int = 2052) -> None:
        self.trace = Trace()
        self.window = window
        self.language = language
        self.books: list[Workbook] = []
        self.active: Workbook
        #: What is chosen when a file is asked for; None is Cancel.
        self.chosen: str | None = None
        #: Settings that refuse to be set, as they do while a dialogue is open.
        self.stubborn: set[str] = set()
        self.settings: dict[str, Any] = {
            "ScreenUpdating": True,
            "EnableEvents": True,
            "DisplayAlerts": True,
            "Interactive": True,
            "Calculation": -4105,
            "StatusBar": False,
            "Cursor": -4143,
        }

    def _set(self, name: str, value: Any) -> None:
        if name in self.stubborn:
            raise ExcelError(f"Unable to set the {name} property of the Application class")
        self.trace.settings.append((name, value))
        self.settings[name] = value

    @property
    def Name(self) -> str:
        return "Microsoft Excel"

    @property
    def Version(self) -> str:
        return "16.0"

    @property
    def Hwnd(self) -> int:
        return self.window

    @property
    def Application(self) -> Application:
        return self

    @property
    def LanguageSettings(self) -> LanguageSettings:
        return LanguageSettings(self.trace, self.language)

    @property
    def Workbooks(self) -> Workbooks:
        return Workbooks(self)

    @property
    def ActiveWorkbook(self) -> Workbook:
        return self.active

    @property
    def ActiveSheet(self) -> Worksheet:
        return self.active.active

    @property
    def Selection(self) -> Range:
        sheet = self.active.active
        return Range(sheet, self.active.selected[sheet.Name])

    def GetOpenFilename(
        self, FileFilter: str = "", FilterIndex: int = 1, Title: str = ""
    ) -> str | bool:
        return self.chosen or False

    def GetSaveAsFilename(
        self, InitialFilename: str = "", FileFilter: str = "", FilterIndex: int = 1, Title: str = ""
    ) -> str | bool:
        return self.chosen or False

    @property
    def Calculation(self) -> int:
        return int(self.settings["Calculation"])

    @Calculation.setter
    def Calculation(self, mode: int) -> None:
        if mode not in _CALCULATIONS:
            raise ExcelError("no such way to calculate")
        self._set("Calculation", mode)


def _setting(name: str) -> property:
    def get(self: Application) -> Any:
        return self.settings[name]

    def put(self: Application, value: Any) -> None:
        self._set(name, value)

    return property(get, put)


for _name in (
    "ScreenUpdating",
    "EnableEvents",
    "DisplayAlerts",
    "Interactive",
    "StatusBar",
    "Cursor",
):
    setattr(Application, _name, _setting(_name))
