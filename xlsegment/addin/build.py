"""``build_addin()``: the add-in from the declarations of functions and buttons."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import resources
from typing import Final

from xlsegment.addin.customui import customui
from xlsegment.addin.module import Module
from xlsegment.addin.package import package
from xlsegment.addin.project import vba_project
from xlsegment.addin.sheets import AddinSheet, sheets
from xlsegment.addin.texts import texts
from xlsegment.addin.vendor import vendor_modules
from xlsegment.addin.wrappers import wrappers
from xlsegment.errors import UnfitSource
from xlsegment.excel.declare import Function, Group

#: What Excel shows as the file's name, and what formulas and VBA refer to.
FILE: Final = "xlsegment.xlam"
#: Where VBA finds the worksheet functions.
FUNCTIONS_MODULE: Final = "xlsegment.excel.udfs"

_LONGEST_LINE: Final = 1023
_OWN: Final = ("XlSegRibbon", "XlSegTexts", "XlSegSays", "XlSegCells", "XlSegHelp")


def build_addin() -> bytes:
    """Return ``xlsegment.xlam``: the same bytes on every build and machine.

    Raises
    ------
    UnfitName, UnfitSource, GeneratorFailed, VendorChanged
        Nothing is built.
    """
    from xlsegment.excel.ribbon import GROUPS
    from xlsegment.excel.udfs import FUNCTIONS

    return addin(FUNCTIONS_MODULE, FUNCTIONS, GROUPS)


def addin(module_name: str, functions: Sequence[Function], groups: Sequence[Group]) -> bytes:
    """Return an add-in with these functions of one module and these buttons."""
    pages = sheets(functions, texts(functions, groups))
    modules = vba_modules(wrappers(module_name, functions), pages)
    return package(pages, customui(groups), vba_project(modules))


def vba_modules(wrappers: str, pages: Sequence[AddinSheet]) -> list[Module]:
    """Return all modules: the documents', xlwings', the functions' and ours.

    Raises
    ------
    UnfitSource
        A text that is not ASCII, or has a line that VBA does not read to its end.
    """
    modules = [
        Module("ThisWorkbook", _own("ThisWorkbook.cls"), "workbook"),
        *(Module(page.code_name, kind="sheet") for page in pages),
        *vendor_modules(),
        Module("XlSegFunctions", wrappers),
        *(Module(name, _own(f"{name}.bas")) for name in _OWN),
    ]
    for module in modules:
        text = module.text()
        if not text.isascii():
            raise UnfitSource(module=module.name, reason="ASCII")
        for number, line in enumerate(text.splitlines(), 1):
            if len(line) > _LONGEST_LINE:
                raise UnfitSource(module=module.name, reason=f"{number}: > {_LONGEST_LINE}")
    return modules


def _own(name: str) -> str:
    return resources.files("xlsegment.addin").joinpath("vba", name).read_text(encoding="ascii")
