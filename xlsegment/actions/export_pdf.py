"""Sheets of a closed workbook as a PDF: the dashboard alone, or those that are asked for."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from xlsegment.actions import libreoffice
from xlsegment.actions.masking.privatefolder import private_folder
from xlsegment.actions.output import check_output
from xlsegment.actions.progress import Progress, Stage, Stopwatch
from xlsegment.engine.atomic import Replacement, check_target
from xlsegment.engine.printed import sheet_names, write_printed
from xlsegment.engine.there import check_file
from xlsegment.errors import NotPdf, SheetsNotThere
from xlsegment.workbook.sheets.dashboard import DASHBOARD


@dataclass(frozen=True, slots=True)
class Exported:
    """The PDF, and the sheets that are in it."""

    file: Path
    sheets: tuple[str, ...]


def export_pdf(
    path: Path,
    out: Path | None = None,
    *,
    sheets: Sequence[str] = (),
    everything: bool = False,
    force: bool = False,
    progress: Progress | None = None,
) -> Exported:
    """Export a closed workbook to PDF with LibreOffice; the workbook is only read.

    Parameters
    ----------
    path
        The workbook.
    out
        The PDF; the workbook's name with ``.pdf`` by default.
    sheets
        Names of the sheets wanted; the dashboard by default.
    everything
        Whether to export every sheet that is not hidden.
    force
        Whether an existing PDF may be replaced.

    Raises
    ------
    XlsegmentError
        No file was made.
    """
    watch = Stopwatch(progress)
    target = path.with_suffix(".pdf") if out is None else out
    check_file(path)
    if target.suffix.lower() != ".pdf":
        raise NotPdf(file=target.name or target)
    check_output(target, force=force)
    check_target(target)
    with private_folder() as folder:
        with watch.stage(Stage.OPEN):
            shown = _wanted(path, sheet_names(path), sheets, everything)
            copy = folder / f"copy{path.suffix}"
            write_printed(path, copy, shown)
        with watch.stage(Stage.EXPORT):
            made = libreoffice.to_pdf(copy, folder, path.name)
        with watch.stage(Stage.SAVE), Replacement(target) as replacement, made.open("rb") as pdf:
            shutil.copyfileobj(pdf, replacement.open())
    return Exported(target, tuple(shown))


def _wanted(path: Path, there: list[str], sheets: Sequence[str], everything: bool) -> list[str]:
    """Return the names of the sheets to export, in the order of their tabs."""
    if everything:
        return there
    named = {name.casefold(): name for name in there}
    found: set[str] = set()
    wanted: list[tuple[str, ...]] = [(sheet,) for sheet in sheets] or [DASHBOARD.title.both]
    for asked in wanted:
        hits = [named[name.casefold()] for name in asked if name.casefold() in named]
        if not hits:
            raise SheetsNotThere(file=path.name, sheet=asked[0], sheets="、".join(there))
        found.add(hits[0])
    return [name for name in there if name in found]
