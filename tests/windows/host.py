"""Does in a process of its own what Excel and VBA do: loads xlwings' DLL and calls Python with it.

Runs on Windows and answers requests, one line of JSON each: ``{"do": …, "with": {…}}``. Every
public method of `Host` is one request. The tests' side of it is ``excel.py``.
"""

from __future__ import annotations

import ctypes
import json
import os
import sys
import time
from ctypes import wintypes
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

import pythoncom

from tests.windows import variants
from tests.windows.desk import Desk
from tests.windows.excel_objects.application import Application
from tests.windows.excel_objects.cells import ERRORS, Cell, entered
from tests.windows.excel_objects.com import served
from tests.windows.excel_objects.grid import Area
from tests.windows.excel_objects.ranges import Range
from tests.windows.excel_objects.workbook import Workbook
from tests.windows.excel_objects.worksheet import Worksheet
from tests.windows.variants import Arguments, Variant, variant
from tests.windows.wire import BLANK, Cells, Error, pack, unpack

_GET_IDS, _INVOKE, _RELEASE = 5, 6, 2
_METHOD: Final = 1


class ComFailure(Exception):
    """What VBA would show as Err.Description."""


class _Parameters(ctypes.Structure):
    _fields_ = (
        ("arguments", ctypes.POINTER(Variant)),
        ("named", ctypes.c_void_p),
        ("count", ctypes.c_uint),
        ("named_count", ctypes.c_uint),
    )


class _Exception(ctypes.Structure):
    _fields_ = (
        ("code", ctypes.c_ushort),
        ("reserved", ctypes.c_ushort),
        ("source", ctypes.c_void_p),
        ("description", ctypes.c_void_p),
        ("help_file", ctypes.c_void_p),
        ("help", ctypes.c_uint),
        ("more", ctypes.c_void_p),
        ("fill", ctypes.c_void_p),
        ("scode", ctypes.c_long),
    )


class Host(Desk):
    """Excel's process, as far as VBA uses it."""

    def __init__(self) -> None:
        self.excel = Application()
        self._dll: Any = None
        self._command = b""

    def load(self, dll: str, command: str) -> None:
        """Load the DLL, as ``XLPyLoadDLL`` does, and keep the command line for it.

        VBA hands texts over in the ANSI code page.
        """
        self._dll = ctypes.WinDLL(dll)
        self._command = command.encode("mbcs")

    def open(self, name: str, sheets: dict[str, Any]) -> None:
        """Open a workbook with these cells; it becomes the active one."""
        book = Workbook(self.excel, rf"{os.environ['USERPROFILE']}\Documents\{name}")
        for title, rows in sheets.items():
            sheet = Worksheet(book, title)
            _fill(sheet, Area(1, 1), unpack(rows))
            book.sheets.append(sheet)
        book.active = book.sheets[0]
        self.excel.books.append(book)
        self.excel.active = book

    def activate(self, name: str) -> None:
        """Make another workbook the active one."""
        (self.excel.active,) = (book for book in self.excel.books if book.Name == name)

    def call(self, function: str, module: str, arguments: list[Any], times: int = 1) -> Any:
        """Call a worksheet function as its wrapper does, before `XlSegOut` sees the result.

        Returns
        -------
        dict
            ``value``, how many ``seconds`` one call took, and how many of them the stand-in
            spent on ``Range.Value``, where Excel has its own way.
        """
        book = self.excel.active
        # Cells that stand nowhere else: each argument beside the one before, below the caller.
        sheet = Worksheet(book, "arguments")
        values = [unpack(argument) for argument in arguments]
        column, areas = 1, []
        for position, value in enumerate(values):
            if isinstance(value, Cells):
                area = Area(2, column, len(value.rows), len(value.rows[0]))
                _fill(sheet, area, value.rows)
                values[position] = served(Range(sheet, area))
                areas.append(area)
                column += area.width
        caller = served(Range(sheet, Area(1, 1)))
        given = (module, function, Arguments(values), served(book), caller)
        begin = time.perf_counter()
        for _ in range(times):
            result = self._invoke("CallUDF", given)
        seconds = (time.perf_counter() - begin) / times
        begin = time.perf_counter()
        for area in areas:
            _ = Range(sheet, area).Value
        reading = time.perf_counter() - begin
        return {"value": pack(result), "seconds": seconds, "reading": reading}

    def run(self, code: str) -> None:
        """Run Python code as ``RunPython`` does with the server on."""
        module = self._object("Module", "xlwings._xlwindows")
        self._object("SetAttr", module, "BOOK_CALLER", served(self.excel.active))
        self._object("Exec", code)

    def evaluate(self, expression: str) -> Any:
        """Return the value of a Python expression in the server."""
        return pack(self._server().Var(self._object("Eval", expression)))

    def trace(self) -> dict[str, Any]:
        """Return what the stand-in was asked for since `forget`, also in vain."""
        trace = self.excel.trace
        return {
            "calls": dict(trace.calls),
            "writes": trace.writes,
            "missing": trace.missing,
            "faults": trace.faults,
        }

    def forget(self) -> None:
        """Begin a new trace."""
        trace = self.excel.trace
        trace.calls.clear()
        trace.missing.clear()
        trace.faults.clear()
        trace.writes = 0

    def pid(self) -> int:
        """Return the process that this is."""
        return os.getpid()

    def _activated(self) -> Variant:
        """Do what the VBA function ``XLPy`` does at each call."""
        result = Variant()
        failed = self._dll.XLPyDLLActivateAuto(ctypes.byref(result), self._command, 1)
        if failed:
            raise ComFailure(variants.value_of(result.kind, bytes(result)[8:]))
        return result

    def _server(self) -> Any:
        import win32com.client

        found = self._activated()
        address = int.from_bytes(bytes(found)[8:16], "little")
        server = pythoncom.ObjectFromAddress(address, pythoncom.IID_IDispatch)
        return win32com.client.Dispatch(server)

    def _object(self, member: str, *arguments: Any) -> Any:
        return getattr(self._server(), member)(*arguments)

    def _invoke(self, member: str, arguments: tuple[Any, ...]) -> Any:
        """Call a method of the server's object with values of exactly the kinds that VBA sends."""
        server = self._activated()
        this = int.from_bytes(bytes(server)[8:16], "little")
        dispid = ctypes.c_long()
        names = (ctypes.c_wchar_p * 1)(member)
        nothing = ctypes.create_string_buffer(16)
        self._check(_method(this, _GET_IDS)(this, nothing, names, 1, 0, ctypes.byref(dispid)))
        # Last argument first.
        given = (Variant * len(arguments))(*(variant(value) for value in reversed(arguments)))
        parameters = _Parameters(given, None, len(arguments), 0)
        result, error = Variant(), _Exception()
        try:
            status = _method(this, _INVOKE)(
                this,
                dispid,
                nothing,
                0,
                _METHOD,
                ctypes.byref(parameters),
                ctypes.byref(result),
                ctypes.byref(error),
                None,
            )
            self._check(status, error)
            return variants.value_of(result.kind, bytes(result)[8:])
        finally:
            for one in (*given, result, server):
                one.clear()

    @staticmethod
    def _check(status: int, error: _Exception | None = None) -> None:
        if status >= 0:
            return
        text = variants._text(error.description) if error and error.description else ""
        raise ComFailure(f"{status & 0xFFFFFFFF:#010x} {text}".strip())


_TEXTS: Final = {code: text for text, code in ERRORS.items()}


def _fill(sheet: Worksheet, area: Area, rows: Any) -> None:
    """Put cells there as a file would, without taking texts for what they look like."""
    for row, line in enumerate(rows, area.row):
        for column, value in enumerate(line, area.column):
            if isinstance(value, Error):
                cell = Cell(error=_TEXTS[-2146828288 + value.number])
            elif isinstance(value, datetime):
                cell, sheet.grid.formats[row, column] = entered(value, "General")
            elif isinstance(value, Decimal):
                cell, sheet.grid.formats[row, column] = Cell(float(value)), "¥#,##0.00"
            else:
                cell = Cell(None if value is BLANK else value)
            sheet.grid.set((row, column), cell)


def _method(this: int, slot: int) -> Any:
    table = ctypes.cast(this, ctypes.POINTER(ctypes.c_void_p))[0]
    address = ctypes.cast(table, ctypes.POINTER(ctypes.c_void_p))[slot]
    pointer = ctypes.c_void_p
    if slot == _GET_IDS:
        kinds = [pointer, pointer, pointer, ctypes.c_uint, wintypes.LCID, pointer]
    else:
        kinds = [
            pointer,
            ctypes.c_long,
            pointer,
            wintypes.LCID,
            ctypes.c_ushort,
            pointer,
            pointer,
            pointer,
            pointer,
        ]
    return ctypes.WINFUNCTYPE(ctypes.c_long, *kinds)(address)


def main() -> None:
    """Answer requests until there are no more."""
    pythoncom.CoInitialize()
    host = Host()
    for line in sys.stdin:
        request = json.loads(line)
        try:
            answer = {"done": getattr(host, request["do"])(**request["with"])}
        except Exception as error:  # noqa: BLE001 - the test sees it
            answer = {"failed": str(error), "kind": type(error).__name__}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
