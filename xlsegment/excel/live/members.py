"""Every member of Excel that the buttons use and xlwings has no word for.

Windows, through COM (``api``):

- ``Application``: ``Cursor``, ``LanguageSettings.LanguageID``, ``GetOpenFilename``,
  ``GetSaveAsFilename``
- ``Workbook``: ``Path``, ``FullName``, ``ReadOnly``, ``SaveCopyAs``, ``Saved``, ``Close``
- ``Worksheet``: ``ProtectContents``, ``ExportAsFixedFormat``

Through xlwings, the buttons, reading and writing come to:

- ``Application``: ``Version``, ``Hwnd``, ``Workbooks``, ``ActiveWorkbook``, ``StatusBar``,
  ``ScreenUpdating``, ``EnableEvents``, ``Calculation``, ``DisplayAlerts``
- ``Workbooks``: ``Item``, ``Count``, ``Add``, ``Open``
- ``Workbook``: ``Application``, ``Name``, ``FullName``, ``Path``, ``Worksheets``, ``Names``,
  ``Activate``, ``Save``
- ``Names``: ``Item``, ``Count``, ``Add``; ``Name``: ``Name``, ``RefersTo``, ``Delete``
- ``Worksheets``: ``Item``, ``Count``; ``Worksheet``: ``Name``, ``Parent``, ``Range``, ``Cells``,
  ``UsedRange``, ``ListObjects``, ``Activate``
- ``Range``: ``Row``, ``Column``, ``Rows.Count``, ``Columns.Count``, ``Count``, ``Worksheet``,
  ``Address``, ``Value``, ``Formula``, ``NumberFormat``, ``ClearContents``, ``ColumnWidth``
- ``ListObjects``: ``Item``, ``Count``; ``ListObject``: ``Name``, ``Parent``, ``Range``,
  ``HeaderRowRange``, ``DataBodyRange``, ``TotalsRowRange``, ``ShowTotals``, ``Resize``

macOS has the same through AppleScript, where no copy of unsaved work can be made.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from xlsegment.actions.quiet import Setting
from xlsegment.errors import PdfFailed, SaveFirst, SnapshotFailed
from xlsegment.text import Lang, Text

if TYPE_CHECKING:
    import xlwings as xw

_MAC: Final = sys.platform == "darwin"
_LANGUAGE_OF_MENUS: Final = 2  # msoLanguageIDUI
_PRIMARY: Final = 0x3FF
_CHINESE: Final = 0x04
_WAITING: Final = 2  # xlWait
_PDF: Final = 0  # xlTypePDF
_NO_PDF: Final = Text("打印机或保存位置可能不可用", "a printer or the place may be missing")
_UNKNOWN: Final = Text("Excel 没能另存副本", "Excel could not save a copy")


def language(app: xw.App) -> Lang:
    """Return the language of Office's menus; English where it is not Chinese."""
    if _MAC:
        asked = ["defaults", "read", "-g", "AppleLanguages"]
        told = subprocess.run(asked, capture_output=True, text=True, check=False).stdout
        return "zh" if told.strip(' ("\n').startswith("zh") else "en"
    menus = int(app.api.LanguageSettings.LanguageID(_LANGUAGE_OF_MENUS))
    return "zh" if menus & _PRIMARY == _CHINESE else "en"


def place(book: xw.Book) -> Path | str | None:
    """Return where a workbook lies: a file, an address in the cloud, None if never saved."""
    if _MAC:
        # AppleScript knows files only; one that was never saved has no folder.
        return Path(book.fullname) if "/" in book.fullname else None
    if not book.api.Path:
        return None
    # xlwings would look for the local copy of a file in the cloud, and fail where there is none.
    name = str(book.api.FullName)
    return name if "://" in name else Path(name)


def is_read_only(book: xw.Book) -> bool:
    """Tell whether a workbook was opened read-only."""
    return bool(book.api.read_only.get() if _MAC else book.api.ReadOnly)


def is_protected(sheet: xw.Sheet) -> bool:
    """Tell whether the cells of a sheet are locked."""
    return bool(sheet.api.protect_contents.get() if _MAC else sheet.api.ProtectContents)


def save_copy(book: xw.Book, target: Path) -> None:
    """Write a workbook as it is now to a file; it stays what it is.

    Raises
    ------
    SnapshotFailed, SaveFirst
        No copy was made.
    """
    if _MAC:
        if not book.api.saved.get():
            raise SaveFirst(file=book.name)
        shutil.copyfile(book.fullname, target)
        return
    with _or_no_snapshot(book):
        book.api.SaveCopyAs(str(target))


@contextmanager
def _or_no_snapshot(book: xw.Book) -> Iterator[None]:
    done = False
    try:
        yield
        done = True
    finally:
        # Whatever Excel calls the reason, its words may be in any language.
        if not done:
            raise SnapshotFailed(file=book.name, reason=_UNKNOWN)


def close(book: xw.Book) -> None:
    """Close a workbook; what was not saved is lost."""
    if _MAC:
        book.close()
    else:
        # By its place, not by its name as xlwings does: that needs Excel's type library.
        book.api.Close(False)


def mark_saved(book: xw.Book) -> None:
    """Let Excel close a workbook without asking whether to save it."""
    if _MAC:
        book.api.saved.set(True)
    else:
        book.api.Saved = True


def waiting(app: xw.App) -> list[Setting]:
    """Return the setting that shows the waiting pointer."""
    return [] if _MAC else [Setting(app.api, "Cursor", _WAITING)]


def ask_for_file(app: xw.App, title: str, kinds: str, patterns: str) -> Path | None:
    """Let the person choose a file to open; None if they do not want to."""
    if _MAC:
        chosen = app.api.get_open_filename()
    else:
        chosen = app.api.GetOpenFilename(f"{kinds} ({patterns}),{patterns}", 1, title)
    return Path(chosen) if isinstance(chosen, str) and chosen else None


def export_pdf(sheet: xw.Sheet, target: Path) -> None:
    """Let Excel write a sheet, as it would be printed, to a PDF.

    Raises
    ------
    PdfFailed
        Excel did not.
    """
    if _MAC:
        sheet.to_pdf(str(target))
        return
    done = False
    try:
        sheet.api.ExportAsFixedFormat(_PDF, str(target))
        done = True
    finally:
        # Whatever Excel calls the reason, its words may be in any language.
        if not done:
            raise PdfFailed(program="Excel", file=sheet.book.name, reason=_NO_PDF)


def ask_where_to_save(app: xw.App, title: str, name: str) -> Path | None:
    """Let the person choose where to save a new file; None if they do not want to."""
    kind = Path(name).suffix
    label = "PDF" if kind == ".pdf" else "Excel"
    if _MAC:
        chosen = app.api.get_save_as_filename(initial_filename=name)
    else:
        chosen = app.api.GetSaveAsFilename(name, f"{label} (*{kind}),*{kind}", 1, title)
    return Path(chosen) if isinstance(chosen, str) and chosen else None
