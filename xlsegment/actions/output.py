"""Where a result goes: over the workbook itself, or to a place that is free."""

from __future__ import annotations

from pathlib import Path

from xlsegment.engine.there import check_no_other
from xlsegment.errors import FileExists


def check_output(out: Path, *, force: bool, source: Path | None = None) -> None:
    """Refuse to put a result over a file that somebody may need.

    Parameters
    ----------
    out
        Where the result shall be.
    force
        Whether a file that is there may be replaced.
    source
        The file that is worked on, which may be replaced by its own result.

    Raises
    ------
    FileExists, NotAFile
        Another file is there, or something that is no file.
    """
    check_no_other(out)
    if not out.exists() or force or (source is not None and out.samefile(source)):
        return
    raise FileExists(file=out.name)
