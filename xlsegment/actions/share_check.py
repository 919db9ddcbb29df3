"""Look for personal data everywhere in a workbook that is about to be shared."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from xlsegment.actions.progress import Progress, Stage, Stopwatch
from xlsegment.engine.there import check_file

if TYPE_CHECKING:
    from xlsegment.privacy.results import ShareReport


def share_check_file(path: Path, *, progress: Progress | None = None) -> ShareReport:
    """Search a closed workbook; it is only read.

    Parameters
    ----------
    path
        The workbook.
    progress
        Told of the stages.

    Raises
    ------
    XlsegmentError
        It cannot be read.
    """
    from xlsegment.actions.masking.known import known_tables
    from xlsegment.privacy.sharecheck import share_check

    check_file(path)
    with Stopwatch(progress).stage(Stage.PROVE):
        return share_check(path, known_tables())
