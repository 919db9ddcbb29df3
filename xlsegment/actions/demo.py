"""A filled workbook to look at: sample data, refreshed."""

from __future__ import annotations

import tempfile
from pathlib import Path

from xlsegment.actions.new import check_free, new_workbook
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
    check_free(path, force=force)
    # Made elsewhere, so that the file is there only when it is filled.
    with tempfile.TemporaryDirectory(prefix="xlsegment-") as folder:
        sample = new_workbook(Path(folder) / path.name, lang, sample=True)
        return refresh_file(sample, path, force=force, progress=progress)
