"""Copies of a workbook as it was before it was changed, so that every change can be taken back.

They lie in the user's own data folder, readable by that user alone, because a workbook of
customers is personal data wherever it lies.
"""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import hashlib
import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal

import platformdirs

from xlsegment.engine.atomic import Replacement, placed_by_us
from xlsegment.errors import CannotWrite, NothingToUndo, ReadOnlyFile, SnapshotFailed
from xlsegment.errors.oserror import reason_of
from xlsegment.text import Text

KEEP = 10  # per workbook
KEEP_DAYS = 7
KEEP_BYTES = 200 * 1024**2  # of all workbooks together

_DAYS = dt.timedelta(days=KEEP_DAYS)
_PIECE = 1024**2
_READ_ONLY = Text("快照文件夹是只读的", "the folder of snapshots is read-only")
_STAMP = "%Y%m%dT%H%M%S%f"
# When it was taken; the fingerprint of what was written then; or, after "undone", the extension
# of the workbook, so that the copy can be opened.
_NAME = re.compile(r"(\d{8}T\d{12})(?:(?:\.([0-9a-f]{64}))?\.snapshot|\.undone(?:\.\w+)?)")

Kind = Literal["snapshot", "undone"]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One copy: where it lies, when it was taken, how large it is.

    ``written`` is the SHA-256 of what took the place of the file then; empty while that is not
    known.
    """

    path: Path
    taken: dt.datetime
    size: int
    written: str = ""


def folder_of(workbook: Path) -> Path:
    """Return the folder that holds the snapshots of one workbook."""
    place = os.path.normcase(os.path.realpath(workbook))
    digest = hashlib.sha256(place.encode("utf-8", "surrogatepass")).hexdigest()[:32]
    return _home() / digest


def take(
    workbook: Path, now: dt.datetime, kind: Kind = "snapshot", *, spare: Path | None = None
) -> Snapshot:
    """Copy a workbook into the data folder and drop copies beyond the limits.

    Kind "undone" is what an undo replaces: kept by the same limits, but no undo goes back to it.
    ``spare`` is a copy that stays whatever the limits say, as the one just taken does.

    Raises
    ------
    SnapshotFailed
        If the copy cannot be made; then nothing may be changed either.
    """
    folder = folder_of(workbook)
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        taken = now
        while list(folder.glob(f"{taken.strftime(_STAMP)}.*")):
            taken += dt.timedelta(microseconds=1)
        target = folder / f"{taken.strftime(_STAMP)}.{_ending(kind, workbook)}"
        with workbook.open("rb") as source, Replacement(target, private=True) as copy:
            shutil.copyfileobj(source, copy.open(), _PIECE)
        size = target.stat().st_size
    except (OSError, CannotWrite, ReadOnlyFile) as error:
        raise SnapshotFailed(file=workbook.name, reason=_reason(error)) from error
    _prune(now, spared={target, spare})
    return Snapshot(target, taken, size)


def seal(snapshot: Snapshot, workbook: Path) -> Snapshot:
    """Note with a snapshot what this process has put in its place, so that later edits show."""
    written = sha256(workbook)
    if not placed_by_us(workbook):
        return snapshot
    stamp = snapshot.taken.strftime(_STAMP)
    path = snapshot.path.with_name(f"{stamp}.{written}.snapshot")
    snapshot.path.replace(path)
    return dataclasses.replace(snapshot, path=path, written=written)


def set_aside(snapshot: Snapshot, workbook: Path) -> None:
    """Keep a copy that no undo is to go back to."""
    stamp = snapshot.taken.strftime(_STAMP)
    snapshot.path.replace(snapshot.path.with_name(f"{stamp}.{_ending('undone', workbook)}"))


def snapshots(workbook: Path, now: dt.datetime) -> list[Snapshot]:
    """Return the snapshots of a workbook that are not too old, the latest first."""
    folder = folder_of(workbook)
    if not folder.is_dir():
        return []
    ours = [s for s in _read(folder) if s.path.suffix == ".snapshot" and _fresh(s, now)]
    return sorted(ours, key=lambda snapshot: snapshot.taken, reverse=True)


def restore(snapshot: Snapshot, workbook: Path) -> None:
    """Make a workbook byte for byte what it was when the snapshot was taken.

    Raises
    ------
    SnapshotFailed, EngineError
        If the file cannot be replaced; it is left as it is.
    """
    with Replacement(workbook) as replacement:
        copy_into(snapshot, replacement.open(), workbook)


def copy_into(snapshot: Snapshot, file: BinaryIO, workbook: Path) -> None:
    """Write the content of a snapshot to an open file."""
    try:
        source = snapshot.path.open("rb")
    except OSError as error:
        raise SnapshotFailed(file=workbook.name, reason=_reason(error)) from error
    with source:
        shutil.copyfileobj(source, file, _PIECE)


def latest(workbook: Path, now: dt.datetime) -> Snapshot:
    """Return the latest snapshot of a workbook or raise `NothingToUndo`."""
    for snapshot in snapshots(workbook, now):
        return snapshot
    raise NothingToUndo(file=workbook.name)


def loses_nothing(snapshot: Snapshot, workbook: Path) -> bool:
    """Tell whether the workbook is still what was written when the snapshot was taken."""
    return sha256(workbook) in (snapshot.written, sha256(snapshot.path))


def sha256(path: Path) -> str:
    """Return the fingerprint of a file's content."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def drop_expired(now: dt.datetime) -> None:
    """Drop the copies of all workbooks whose days are over, half copies of killed runs, too."""
    for folder in _folders():
        for snapshot in _read(folder):
            if not _fresh(snapshot, now):
                snapshot.path.unlink(missing_ok=True)
        for half in list(folder.glob(".*.tmp")):
            with contextlib.suppress(FileNotFoundError):
                if half.stat().st_mtime < (now - _DAYS).timestamp():
                    half.unlink()
        with contextlib.suppress(OSError):
            folder.rmdir()  # fails, as it should, when there is something in it


def _home() -> Path:
    return Path(platformdirs.user_data_dir("xlsegment", appauthor=False)) / "snapshots"


def _folders() -> list[Path]:
    home = _home()
    return [folder for folder in home.iterdir() if folder.is_dir()] if home.is_dir() else []


def _ending(kind: Kind, workbook: Path) -> str:
    return kind if kind == "snapshot" else f"{kind}{workbook.suffix}"


def _fresh(snapshot: Snapshot, now: dt.datetime) -> bool:
    return now - snapshot.taken <= _DAYS


def _read(folder: Path) -> Iterator[Snapshot]:
    for path in list(folder.iterdir()):
        if match := _NAME.fullmatch(path.name):
            taken = dt.datetime.strptime(match[1], _STAMP).replace(tzinfo=dt.UTC)
            with contextlib.suppress(FileNotFoundError):
                yield Snapshot(path, taken, path.stat().st_size, match[2] or "")


def _prune(now: dt.datetime, spared: set[Path | None]) -> None:
    """Drop what is too old, too many or too large, except what is spared."""
    drop_expired(now)
    kept: list[Snapshot] = []
    for folder in _folders():
        ours = sorted(_read(folder), key=lambda snapshot: snapshot.taken, reverse=True)
        kept += ours[:KEEP]
        for snapshot in ours[KEEP:]:
            if snapshot.path not in spared:
                snapshot.path.unlink(missing_ok=True)
    room = KEEP_BYTES
    for snapshot in sorted(kept, key=lambda s: (s.path in spared, s.taken), reverse=True):
        room -= snapshot.size
        if room < 0 and snapshot.path not in spared:
            snapshot.path.unlink(missing_ok=True)


def _reason(error: OSError | CannotWrite | ReadOnlyFile) -> object:
    if isinstance(error, OSError):
        return reason_of(error)
    return error.fields.get("reason", _READ_ONLY)
