"""Take the last change of a workbook back."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from xlsegment.actions import snapshot
from xlsegment.engine.atomic import Replacement
from xlsegment.errors import ChangedSince, FileMissing


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
    if not path.is_file():
        raise FileMissing(file=path.name)
    with Replacement(path) as replacement:
        last = snapshot.latest(path, moment)
        if not force and not snapshot.loses_nothing(last, path):
            raise ChangedSince(file=path.name)
        replaced = snapshot.take(path, moment, "undone", spare=last.path)
        snapshot.copy_into(last, replacement.open(), path)
    last.path.unlink(missing_ok=True)
    return Undone(last.taken, len(snapshot.snapshots(path, moment)), replaced.path)
