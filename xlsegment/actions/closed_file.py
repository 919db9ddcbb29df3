"""A workbook that is closed: opened by our engine, kept as it was until the work is done."""

from __future__ import annotations

import datetime as dt
import filecmp
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from xlsegment.actions import snapshot
from xlsegment.actions.progress import Stage, Stopwatch
from xlsegment.errors import FileMissing

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

    if not path.is_file():
        raise FileMissing(file=path.name)
    app = xw.engines["xlsegment"].apps.add(add_book=False)
    try:
        with watch.stage(Stage.OPEN):
            book = app.books.open(str(path.absolute()))
        yield book
    finally:
        app.quit()


@contextmanager
def kept(target: Path, watch: Stopwatch) -> Iterator[Path | None]:
    """Keep a file as it is; bring it back if what follows fails half way.

    Yields the snapshot that undo goes back to; None where there was no file.
    """
    if not target.exists():
        yield None
        return
    with watch.stage(Stage.SNAPSHOT):
        taken = snapshot.take(target, dt.datetime.now(dt.UTC))
    done = False
    try:
        yield taken.path
        done = True
    finally:
        if not done:
            if not target.exists() or not filecmp.cmp(taken.path, target, shallow=False):
                snapshot.restore(taken, target)
            taken.path.unlink()  # nothing happened that an undo could take back
