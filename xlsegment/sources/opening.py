"""Which reader a file needs: its first bytes decide, not its name."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Final

from xlsegment.errors import NotATable, SourceEmpty, SourceNotFound
from xlsegment.errors.oserror import reason_of
from xlsegment.sources.csv import open_csv
from xlsegment.sources.excel import open_excel
from xlsegment.sources.parquet import open_parquet
from xlsegment.sources.table import Source
from xlsegment.text import Text

_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PARQUET: Final = b"PAR1"


def open_source(path: Path, *, sheet: str | None = None, encoding: str | None = None) -> Source:
    """Open an order file: CSV, Excel or Parquet, recognised by its content.

    Parameters
    ----------
    path
        The file.
    sheet
        For a workbook: the sheet to read.
    encoding
        For text: its encoding; detected when not given.

    Raises
    ------
    SourceNotFound, NotATable, SourceEmpty
        When there is no such file, it is no table, or it is empty.
    """
    try:
        with path.open("rb") as file:
            start = file.read(8)
    except OSError as error:
        raise SourceNotFound(file=path.name, reason=reason_of(error)) from error
    if not start:
        raise SourceEmpty(file=path.name)
    if start.startswith(_PARQUET):
        return open_parquet(path)
    if start.startswith(_ZIP):
        _refuse_other_archives(path)
        return open_excel(path, sheet)
    if start.startswith(_OLE):
        return open_excel(path, sheet)
    return open_csv(path, encoding)


def _refuse_other_archives(path: Path) -> None:
    """Tell an archive that holds an export from a workbook, which is an archive too."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except zipfile.BadZipFile as error:
        reason = Text("压缩包损坏", "the archive is damaged")
        raise NotATable(file=path.name, reason=reason) from error
    if "[Content_Types].xml" not in names:
        reason = Text("是压缩包，请先解压", "it is an archive; unpack it first")
        raise NotATable(file=path.name, reason=reason)
