"""A workbook that is open in Excel: written after a snapshot, put back when anything goes wrong."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from xlsegment.actions import snapshot
from xlsegment.actions.apply import apply_all
from xlsegment.actions.closed_file import opened
from xlsegment.actions.progress import Stage, Stopwatch
from xlsegment.actions.put_back import put_back
from xlsegment.actions.quiet import quiet
from xlsegment.actions.snapshot import Kind, Place, Snapshot
from xlsegment.actions.touched import Note, Touched, fingerprints, to_json, touched_by
from xlsegment.errors import (
    EngineError,
    NoSnapshotPossible,
    RestoreFailed,
    SheetsProtected,
)
from xlsegment.text import Text

if TYPE_CHECKING:
    import xlwings as xw

    from xlsegment.workbook.addsheet import AddSheet
    from xlsegment.workbook.memory import Remember
    from xlsegment.workbook.steps import Step


@dataclass(frozen=True, slots=True)
class OpenBook:
    """A workbook that is open in Excel, and the little that xlwings cannot ask of it.

    Attributes
    ----------
    book
        The workbook.
    place
        Where it was opened from: a path, or the address of a file in the cloud.
    save_copy
        Writes the workbook as it is now, unsaved edits included, to a file.
    is_protected
        Tells whether the cells of a sheet are locked.
    """

    book: xw.Book
    place: Place
    save_copy: Callable[[Path], None]
    is_protected: Callable[[xw.Sheet], bool]


def change(
    live: OpenBook, steps: Sequence[Step | Remember | AddSheet], watch: Stopwatch, now: dt.datetime
) -> Path:
    """Apply steps to an open workbook; all of them or none.

    Returns
    -------
    Path
        The snapshot that undo goes back to.

    Raises
    ------
    XlsegmentError
        Nothing was written.
    RestoreFailed
        Writing failed, and so did putting back what had been there.
    """
    touched = touched_by(steps)
    check_writable(live, touched)
    with all_or_nothing(live, touched, now, watch) as taken:
        with watch.stage(Stage.WRITE), quiet(live.book.app):
            apply_all(steps, watch)
        left = fingerprints(live.book, touched)
        assert left is not None, "what was just written is gone"
        snapshot.note(taken, to_json(Note(touched, left)))
    return taken.path


def check_writable(live: OpenBook, touched: Touched) -> None:
    """Refuse to write to protected sheets."""
    locked = [name for name in touched.sheets if live.is_protected(live.book.sheets[name])]
    if locked:
        zh, en = "、".join(f"“{n}”" for n in locked), ", ".join(f"“{n}”" for n in locked)
        raise SheetsProtected(sheets=Text(zh, en))


@contextmanager
def all_or_nothing(
    live: OpenBook,
    touched: Touched,
    now: dt.datetime,
    watch: Stopwatch,
    kind: Kind = "snapshot",
    spare: Path | None = None,
) -> Iterator[Snapshot]:
    """Take a snapshot, and put everything back from it if the body fails or is stopped.

    Raises
    ------
    SnapshotFailed, NoSnapshotPossible
        The body was not entered.
    RestoreFailed
        The body failed, and not everything could be put back.
    """
    with watch.stage(Stage.SNAPSHOT):
        taken = snapshot.take(live.place, now, kind, spare=spare, copy=live.save_copy)
    unharmed, done = True, False
    try:
        with _opened(taken, live, touched) as before:
            try:
                unharmed = False
                yield taken
                done = True
            except BaseException:
                put_back(live.book, before, touched)
                unharmed = True
                raise
    finally:
        # Only now: Windows neither renames nor removes a file that is open.
        if not done and unharmed:
            snapshot.drop(taken.path)
        elif not done:
            raise RestoreFailed(copy=snapshot.set_aside(taken, live.place))


@contextmanager
def _opened(taken: Snapshot, live: OpenBook, touched: Touched) -> Iterator[xw.Book]:
    """Open a snapshot, and make sure before anything is written that it can be read."""
    with ExitStack() as stack:
        try:
            # Its own watch: this is part of keeping the snapshot.
            before = stack.enter_context(opened(taken.path, Stopwatch(None)))
            for block in touched.blocks:
                block.on(before)(1).number_format  # noqa: B018  reads the sheet
        except EngineError as error:
            raise NoSnapshotPossible(file=live.book.name, reason=error.code) from error
        yield before
