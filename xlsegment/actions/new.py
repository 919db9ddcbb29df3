"""Make a new workbook."""

from __future__ import annotations

from pathlib import Path

from xlsegment.actions.closed_file import replaced
from xlsegment.actions.output import check_output
from xlsegment.actions.progress import Stopwatch
from xlsegment.engine.atomic import Replacement, check_target
from xlsegment.errors import NotXlsx
from xlsegment.text import Lang


def new_workbook(path: Path, lang: Lang, *, sample: bool = False, force: bool = False) -> Path:
    """Build a workbook from the declarations and write it in one step.

    Parameters
    ----------
    path
        The file to make; ``.xlsx``.
    lang
        The language of its sheets and headers.
    sample
        Whether the input tables hold fictional data.
    force
        Whether an existing file may be replaced; it is kept as a snapshot that undo restores.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    NotXlsx, FileExists, FolderMissing, WorkbookOpen, ReadOnlyFile, ReadOnlyFolder,
    CannotWrite
        Nothing was written.
    """
    check_free(path, force=force)
    check_target(path)

    from xlsegment.workbook.template import build_workbook

    content = build_workbook(lang, sample)

    def write() -> None:
        with Replacement(path) as replacement:
            replacement.open().write(content)

    replaced(path, write, Stopwatch(None))
    return path


def check_free(path: Path, *, force: bool) -> None:
    """Refuse a name that Excel would not open, and a file that is there already."""
    if path.suffix.lower() != ".xlsx":
        raise NotXlsx(file=path.name or path)
    check_output(path, force=force)
