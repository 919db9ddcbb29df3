"""The two VBA modules that xlwings ships, with what has to differ in ours."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from xlsegment.addin.module import Module, code_of
from xlsegment.addin.project import PROJECT
from xlsegment.errors import VendorChanged


@dataclass(frozen=True, slots=True)
class Patch:
    """One place of xlwings' text that is written differently, and why."""

    old: str
    new: str
    why: str


PATCHES: Final = (
    Patch(
        'PROJECT_NAME As String = "myaddin"',
        f'PROJECT_NAME As String = "{PROJECT}"',
        "names the sheet and the file that the settings are read from",
    ),
    Patch(
        'AddExcelDir & ";" & ActiveWorkbook.FullName & ";" & ThisWorkbook.FullName & ";"',
        '"false;;;"',
        "the server is found by its whole command line: with the workbook in it, every workbook "
        "would start a Python of its own, and none could start while no workbook is open",
    ),
    Patch(
        'If SheetExists(ActiveWorkbook, PROJECT_NAME & ".conf") = True Then',
        "If False Then",
        "a workbook from somebody else could name the program that is started",
    ),
    Patch(
        'If source = "" Or source = "directory" Then',
        "If False Then",
        "so could a file in the workbook's folder",
    ),
)


def vendor_modules() -> tuple[Module, ...]:
    """Return xlwings' modules.

    Raises
    ------
    VendorChanged
        This xlwings ships another text than the one that the patches are for.
    """
    import xlwings

    folder = Path(xlwings.__file__).parent
    text = (folder / "xlwings_custom_addin.bas").read_text(encoding="ascii")
    for patch in PATCHES:
        if text.count(patch.old) != 1:
            raise VendorChanged(what=patch.old)
        text = text.replace(patch.old, patch.new)
    dictionary = (folder / "addin" / "Dictionary.cls").read_text(encoding="ascii")
    return (
        # Only used on a Mac, which has no Scripting.Dictionary.
        Module("Dictionary", code_of(dictionary), "class"),
        Module("xlwings", code_of(text)),
    )
