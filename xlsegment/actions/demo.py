"""A filled workbook to look at: sample data, refreshed."""

from __future__ import annotations

from pathlib import Path

from xlsegment.actions.new import new_workbook
from xlsegment.actions.progress import Progress
from xlsegment.actions.refresh import refresh_file
from xlsegment.actions.report import Report
from xlsegment.text import Lang


def demo(
    path: Path, lang: Lang, *, force: bool = False, progress: Progress | None = None
) -> Report:
    """Make a workbook with fictional data and refresh it.

    Parameters
    ----------
    path
        The file to make.
    lang
        The language of the workbook.
    force
        Whether an existing file may be replaced.
    progress
        Told of the stages of the refresh.

    Returns
    -------
    Report
        What the refresh found: counts per segment, what was filled.
    """
    new_workbook(path, lang, sample=True, force=force)
    return refresh_file(path, progress=progress)
