"""xlwings' own generator of VBA wrappers, in a process of its own: ``MODULE`` as argument.

On Windows it runs as it is. Elsewhere xlwings neither imports it nor marks the functions, because
pywin32 is missing; the few names that it imports are stood in for here, which no other code of
this process may ever see, hence the process.
"""

from __future__ import annotations

import importlib
import io
import sys
import types
from typing import Any, Final

BOOK: Final = "xlsegment.xlam"

_DECORATORS: Final = {"func": "xlfunc", "sub": "xlsub", "arg": "xlarg", "ret": "xlret"}


def wrappers_of(module_name: str) -> str:
    """Return the VBA functions that call the marked functions of a module."""
    if sys.platform != "win32":
        _stand_in_for_pywin32()
    import xlwings

    udfs: Any = importlib.import_module("xlwings.udfs")
    for public, real in _DECORATORS.items():
        setattr(xlwings, public, getattr(udfs, real))
    out = io.StringIO()
    # The generator looks at the name only: in an .xlam the user's book is the active one.
    book = types.SimpleNamespace(Name=BOOK)
    udfs.generate_vba_wrapper(module_name, importlib.import_module(module_name), out, book)
    return out.getvalue()


def _stand_in_for_pywin32() -> None:
    members: dict[str, dict[str, object]] = {
        "pythoncom": {"CoInitialize": None},
        "pywintypes": {"com_error": type("com_error", (Exception,), {})},
        "win32com": {},
        "win32com.client": {"Dispatch": None},
    }
    for name, content in members.items():
        module = types.ModuleType(name)
        vars(module).update(content)
        sys.modules[name] = module


if __name__ == "__main__":
    sys.stdout.buffer.write(wrappers_of(sys.argv[1]).encode("utf-8"))
