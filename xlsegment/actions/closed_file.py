"""A workbook that is closed: opened by our engine, replaced in one step, kept for undo."""

from __future__ import annotations

import datetime as dt
import filecmp
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from xlsegment.actions import snapshot
from xlsegment.actions.progress import Stage, Stopwatch
from xlsegment.actions.snapshot import Snapshot
from xlsegment.engine.atomic import Fingerprint, fingerprint, placed_by_us
from xlsegment.engine.there import check_file
from xlsegment.errors import FileChanged

if TYPE_CHECKING:
    import xlwings as xw


@contextmanager
def opened(path: Path, watch: Stopwatch) -> Iterator[xw.Book]:
    """Open a closed workbook in an app of its own, and close both.

    Raises
    ------
    FileMissing, EngineError
        There is no such file, or it cannot be edited without harm.
    """
    import xlwings as xw

    import xlsegment.engine  # noqa: F401  registers the engine

    check_file(path)
    app = xw.engines["xlsegment"].apps.add(add_book=False)
    try:
        with watch.stage(Stage.OPEN):
            book = app.books.open(str(path.absolute()))
        yield book
    finally:
        app.quit()


def replaced(target: Path, write: Callable[[], object], watch: Stopwatch) -> Path | None:
    """Write a file in one step, keeping the one it replaces for undo.

    Parameters
    ----------
    target
        The file to make or replace.
    write
        Does it; the file is the old one or the new one at any moment.
    watch
        Told of the stages.

    Returns
    -------
    Path or None
        The snapshot that undo goes back to; None where there was no file.

    Raises
    ------
    XlsegmentError
        The file is what it was, or what somebody else has made of it meanwhile.
    """
    before = fingerprint(target)
    taken = None
    if before is not None:
        with watch.stage(Stage.SNAPSHOT):
            taken = snapshot.take(target, dt.datetime.now(dt.UTC))
    done = False
    try:
        with watch.stage(Stage.SAVE):
            if fingerprint(target) != before:
                raise FileChanged(file=target.name)
            write()
        if taken is not None:
            taken = snapshot.seal(taken, target)
        done = True
    finally:
        if not done:
            _take_back(target, before, taken)
    return None if taken is None else taken.path


def _take_back(target: Path, before: Fingerprint | None, taken: Snapshot | None) -> None:
    """Bring back what was there if it was us who replaced it; never touch another's file."""
    ours = fingerprint(target) != before and placed_by_us(target)
    if taken is None:
        if ours:
            target.unlink()
        return
    if ours:
        snapshot.restore(taken, target)
    # Nothing happened that an undo could take back, but it may be the only copy by now.
    if target.is_file() and filecmp.cmp(taken.path, target, shallow=False):
        taken.path.unlink()
    else:
        snapshot.set_aside(taken, target)
