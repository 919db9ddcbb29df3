"""Take the last change of a workbook back."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from xlsegment.actions import snapshot
from xlsegment.errors import FileMissing, WorkbookOpen


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


def undo_file(path: Path, *, now: dt.datetime | None = None) -> Undone:
    """Restore a workbook to what it was before its last change, byte for byte.

    The snapshot is used up, so that a second undo goes one step further back.

    Raises
    ------
    FileMissing, WorkbookOpen, NothingToUndo, SnapshotFailed
        The file is left as it is.
    """
    if not path.is_file():
        raise FileMissing(file=path.name)
    lock = path.with_name(f"~${path.name}")
    if lock.exists():
        raise WorkbookOpen(file=path.name, lock=lock.name)
    last = snapshot.latest(path)
    replaced = snapshot.take(path, now or dt.datetime.now(dt.UTC), "undone", spare=last.path)
    snapshot.restore(last, path)
    last.path.unlink(missing_ok=True)
    return Undone(last.taken, len(snapshot.snapshots(path)), replaced.path)
