"""Where a result goes: over the workbook itself, or to a place that is free."""

from __future__ import annotations

from pathlib import Path

from xlsegment.engine.there import same_file, taken
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
    FileExists, EngineError
        Another file is there, or nothing can be written there.
    """
    in_place = source is not None and same_file(out, source)
    if taken(out) and not force and not in_place:
        raise FileExists(file=out.name)
