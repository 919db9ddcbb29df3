"""``Application``: the workbooks that are open and the settings of the window."""

from __future__ import annotations

from typing import Any

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


class Application(ExcelObject):
    """Excel itself, as far as it shows to a program: every setting that is made is remembered."""

    iid = "{000208D5-0000-0000-C000-000000000046}"

    def __init__(self, *, window: int = 0, language: int = 2052) -> None:
        self.trace = Trace()
        self.window = window
        self.language = language
        self.books: list[Workbook] = []
        self.active: Workbook
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
    def Workbooks(self) -> Collection:
        return Collection(self.trace, lambda: self.books, self)

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
