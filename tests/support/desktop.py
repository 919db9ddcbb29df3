"""xlwings' own desktop code for worksheet functions, run without Windows.

pywin32's modules are replaced by empty ones, nothing of xlwings is: its decorators, its wrapper
generator and ``call_udf`` with both conversions are the ones that run under Excel. Import this
first, in a process of its own: it changes what ``xlwings.func`` is.
"""

from __future__ import annotations

import ctypes
import importlib
import io
import os
import sys
import types
from datetime import datetime
from typing import Any
from unittest.mock import MagicMock

RANGE = "{00020846-0000-0000-C000-000000000046}"
MODULE = "xlsegment.excel.udfs"
#: What VBA hands over for an optional argument that was left out.
MISSING = -2147352572


class Time(datetime):
    """A date as pywin32 brings it."""


class Module(types.ModuleType):
    """A module that has whatever it is asked for."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return MagicMock(name=f"{self.__name__}.{name}")


class Range:
    """Excel's Range as COM shows it, as far as reading its values needs it."""

    def __init__(self, value: object) -> None:
        self.Value = value
        self.Worksheet, self.Row, self.Column = MagicMock(), 1, 1
        self.Rows, self.Columns = MagicMock(Count=1), MagicMock(Count=1)
        self._oleobj_ = MagicMock()
        self._oleobj_.GetTypeInfo().GetTypeAttr().iid = RANGE


def _stand_in() -> Any:
    for name in (
        *("pythoncom", "pywintypes", "win32api", "win32con", "win32gui", "win32process"),
        *("win32timezone", "winreg", "winerror", "win32com", "win32com.client", "win32com.server"),
        *("win32com.server.util", "win32com.server.dispatcher", "win32com.server.policy"),
        *("win32com.util", "win32com.client.gencache", "win32com.client.dynamic", "comtypes"),
    ):
        sys.modules[name] = Module(name)
        parent, _, child = name.rpartition(".")
        if parent:
            setattr(sys.modules[parent], child, sys.modules[name])
            sys.modules[parent].__path__ = []  # type: ignore[attr-defined]
        sys.modules[name].__file__ = f"{name}.dll"
    pywintypes: Any = sys.modules["pywintypes"]
    pywintypes.TimeType = Time
    pywintypes.com_error = type("com_error", (Exception,), {})
    pywintypes.IID = lambda text: text
    client: Any = sys.modules["win32com.client"]
    for name in ("CDispatch", "CoClassBaseClass", "Dispatch", "DispatchBaseClass", "DispatchEx"):
        setattr(client, name, type(name, (), {}))
    for name in ("windll", "oledll", "WinDLL", "PyDLL"):
        setattr(ctypes, name, MagicMock())
    os.chdir = _staying(os.chdir)

    xlwings: Any = importlib.import_module("xlwings")
    windows: Any = importlib.import_module("xlwings._xlwindows")
    xlwings._xlwindows = windows
    xlwings.engines.add(xlwings.Engine(impl=windows.engine))
    server: Any = types.ModuleType("xlwings.com_server")
    server.loop = None
    sys.modules["xlwings.com_server"] = server
    udfs: Any = importlib.import_module("xlwings.udfs")
    xlwings.func, xlwings.arg, xlwings.ret = udfs.xlfunc, udfs.xlarg, udfs.xlret
    return udfs


def _staying(change: Any) -> Any:
    return lambda path: None if str(path) == sys.exec_prefix else change(path)


UDFS = _stand_in()


def call(name: str, *given: object) -> Any:
    """Call a function as xlwings' server does: every argument converted, and the result."""
    return UDFS.call_udf(MODULE, name, given)


def wrappers(book: str = "xlsegment.xlam") -> str:
    """Return the VBA that xlwings writes for the functions."""
    text = io.StringIO()
    module = importlib.import_module(MODULE)
    UDFS.generate_vba_wrapper(MODULE, module, text, types.SimpleNamespace(Name=book))
    return text.getvalue()
