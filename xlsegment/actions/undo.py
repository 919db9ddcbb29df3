"""Take the last change of a workbook back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from xlsegment.actions import snapshot
from xlsegment.actions.closed_file import opened
from xlsegment.actions.live import OpenBook, all_or_nothing, check_writable
from xlsegment.actions.progress import Progress, Stage, Stopwatch
from xlsegment.actions.put_back import put_back
from xlsegment.actions.quiet import quiet
from xlsegment.actions.touched import fingerprints, from_json
from xlsegment.engine.atomic import Replacement
from xlsegment.engine.there import check_file
from xlsegment.errors import (
    Cancelled,
    ChangedSince,
    MovedSince,
    NotUndoneInExcel,
)


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo did.

    Attributes
    ----------
    taken : datetime
        When the state that is back now was saved.
    left : int
        How many more steps back are possible.
    replaced : Path
        A copy of what the undo replaced, in case it was wanted after all.
    """

    taken: dt.datetime
    left: int
    replaced: Path


def undo_file(path: Path, *, force: bool = False, now: dt.datetime | None = None) -> Undone:
    """Restore a workbook to what it was before its last change, byte for byte.

    The snapshot is used up, so that a second undo goes one step further back.

    Parameters
    ----------
    path
        The workbook.
    force
        Whether edits made after the last import or refresh may be undone, too.
    now
        The time by which snapshots are too old; the clock's by default.

    Raises
    ------
    XlsegmentError
        The file is left as it is.
    """
    moment = now or dt.datetime.now(dt.UTC)
    snapshot.drop_expired(moment)
    check_file(path)
    with Replacement(path) as replacement:
        last = snapshot.latest(path, moment)
        if not force and not snapshot.loses_nothing(last, path):
            raise ChangedSince(file=path.name)
        replaced = snapshot.take(path, moment, "undone", spare=last.path)
        snapshot.copy_into(last, replacement.open(), path)
    snapshot.drop(last.path)
    return Undone(last.taken, len(snapshot.snapshots(path, moment)), replaced.path)


def undo_open(
    live: OpenBook,
    *,
    lose_edits: Callable[[], bool],
    progress: Progress | None = None,
    now: dt.datetime | None = None,
) -> Undone:
    """Put back what the last run wrote into a workbook that is open.

    What people have done elsewhere in it stays. The snapshot is used up.

    Parameters
    ----------
    live
        The workbook.
    lose_edits
        Asked where cells that the run wrote were edited since: whether to undo that, too.
    progress
        Told of the stages.
    now
        The time by which snapshots are too old; the clock's by default.

    Raises
    ------
    XlsegmentError
        The workbook is left as it is, or everything is back (see `all_or_nothing`).
    """
    moment = now or dt.datetime.now(dt.UTC)
    watch = Stopwatch(progress)
    snapshot.drop_expired(moment)
    last = snapshot.latest(live.place, moment)
    text = snapshot.noted(last)
    if text is None:
        raise NotUndoneInExcel(file=live.book.name)
    note = from_json(text)
    with watch.stage(Stage.READ):
        found = fingerprints(live.book, note.touched)
    if found is None or found.places != note.left.places:
        raise MovedSince(file=live.book.name)
    check_writable(live, note.touched)
    if found.contents != note.left.contents and not lose_edits():
        raise Cancelled
    with (
        opened(last.path, Stopwatch(None)) as before,
        all_or_nothing(live, note.touched, moment, watch, "undone", last.path) as replaced,
        watch.stage(Stage.WRITE),
        quiet(live.book.app),
    ):
        put_back(live.book, before, note.touched)
    snapshot.drop(last.path)
    return Undone(last.taken, len(snapshot.snapshots(live.place, moment)), replaced.path)
