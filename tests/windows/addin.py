"""The built add-in as Excel would use it: its own VBA says what is started and what cells show."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from tests.addin.vba import modules, sheets
from tests.windows import vba
from tests.windows.machine import Windows
from tests.windows.wire import Error

#: Excel's numbers of the errors, by VBA's names for them.
_ERRORS: Final = {
    "xlErrNull": 2000,
    "xlErrDiv0": 2007,
    "xlErrValue": 2015,
    "xlErrRef": 2023,
    "xlErrName": 2029,
    "xlErrNum": 2036,
    "xlErrNA": 2042,
}


class _Settings(dict[str, str]):
    """What ``Scripting.Dictionary`` answers."""

    def Exists(self, key: str) -> bool:  # noqa: N802
        return key in self

    def Item(self, key: str) -> str:  # noqa: N802
        return self[key]


class Addin:
    """One ``xlsegment.xlam``, loaded in the Excel of a Windows."""

    def __init__(self, file: Path, windows: Windows, folder: Path) -> None:
        self._windows = windows
        self.modules = modules(file)
        self._sheets = {
            name: {str(row[0]): str(row[1]) for row in rows if len(row) > 1}
            for name, rows in sheets(file, folder).items()
        }

    def command(self, active: Mapping[str, Mapping[str, str]] | None = None) -> str:
        """Return what ``XLPyCommand`` hands to the DLL.

        Parameters
        ----------
        active
            The configuration sheets of the active workbook, if it has any.
        """
        return str(self._function("XLPyCommand", active)())

    def dll(self) -> str:
        """Return the DLL that ``XLPyLoadDLL`` loads.

        Raises
        ------
        VbaError
            There is none.
        """
        loaded: list[str] = []

        def load(path: str) -> int:
            there = self._windows.posix(path).is_file()
            loaded.extend([path] if there else [])
            return int(there)

        self._function("XLPyLoadDLL", None, LoadLibrary=load)()
        return loaded[0]

    def shown(self, value: Any) -> Any:
        """Return what ``XlSegOut`` makes of a result."""
        if isinstance(value, tuple):
            return tuple(self.shown(item) for item in value)
        return self._errors.get(value, value) if isinstance(value, str) else value

    def failed(self) -> Error:
        """Return what a cell shows when Python cannot be reached."""
        (shown,) = set(re.findall(r"^failed:\n\s+\w+ = CVErr\((\w+)\)$", self._wrappers, re.M))
        return Error(_ERRORS[shown])

    @cached_property
    def _wrappers(self) -> str:
        return self.modules["XlSegFunctions"]

    @cached_property
    def _errors(self) -> dict[str, Error]:
        cases = re.findall(
            r'Case "(#.*?)": XlSegError = CVErr\((\w+)\)', self.modules["XlSegCells"]
        )
        return {text: Error(_ERRORS[name]) for text, name in cases}

    def _function(
        self, name: str, active: Mapping[str, Mapping[str, str]] | None, **more: Any
    ) -> Any:
        world = self._world(active)
        world.update(more)
        vba.function(self.modules["xlwings"], "GetConfig", world)
        return vba.function(self.modules["xlwings"], name, world)

    def _world(self, active: Mapping[str, Mapping[str, str]] | None) -> dict[str, Any]:
        """Return what the functions ask of Excel and Windows."""
        sheets = {"ActiveWorkbook": dict(active or {}), "ThisWorkbook": self._sheets}
        module = self.modules["xlwings"]
        project = re.findall(r'PROJECT_NAME As String = "(.*)"', module)[0]
        dll = re.findall(r'XLPyDLLName As String = "(xlwings64.*)"', module)[0]
        user_file = rf"{self._windows.variable('USERPROFILE')}\.{project}\{project}.conf"

        def from_sheet(book: str) -> _Settings:
            return _Settings({k.upper(): v for k, v in sheets[book][f"{project}.conf"].items()})

        def from_file(path: str, key: str, _: object) -> bool:
            for name, value in self._lines(path):
                if name.lower() == key.lower():
                    # The argument is handed over to be filled in.
                    world["configValue"] = value
                    return True
            return False

        class Application:
            Name = "Microsoft Excel"

        world: dict[str, Any] = {
            "ActiveWorkbook": "ActiveWorkbook",
            "ThisWorkbook": "ThisWorkbook",
            "Application": Application,
            "PROJECT_NAME": project,
            "XLPyDLLName": dll,
            "configValue": "",
            "SheetExists": lambda book, name: name in sheets[book],
            "GetConfigFromSheet": from_sheet,
            "GetConfigFromFile": from_file,
            "GetConfigFilePath": lambda: user_file,
            "FileExists": lambda path: self._windows.posix(path).is_file(),
            "ExpandEnvironmentStrings": self._expanded,
            "ParentFolder": lambda path: path[: path.rindex("\\")],
        }
        return world

    def _lines(self, path: str) -> list[list[str]]:
        """Read a file as VBA's ``Input #`` does: in the ANSI code page."""
        text = self._windows.posix(path).read_bytes().decode("gbk")
        return [line for line in csv.reader(text.splitlines()) if len(line) == 2]

    def _expanded(self, text: Any) -> Any:
        found = re.sub(r"%(\w+)%", lambda name: self._windows.variable(name[1]), str(text))
        return type(text)(found) if isinstance(text, str) else vba._Text(found)
