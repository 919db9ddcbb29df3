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
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal
from urllib.parse import unquote

import platformdirs

from xlsegment.engine.atomic import Replacement, placed_by_us
from xlsegment.errors import (
    CannotWrite,
    NothingToUndo,
    ReadOnlyFile,
    ReadOnlyFolder,
    SnapshotFailed,
)
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
#: Where a workbook lies: a file, or the address of one in the cloud.
Place = Path | str


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


def folder_of(workbook: Place) -> Path:
    """Return the folder that holds the snapshots of one workbook."""
    local = isinstance(workbook, Path)
    place = os.path.normcase(os.path.realpath(workbook)) if local else str(workbook)
    digest = hashlib.sha256(place.encode("utf-8", "surrogatepass")).hexdigest()[:32]
    return home() / digest


def take(
    workbook: Place,
    now: dt.datetime,
    kind: Kind = "snapshot",
    *,
    spare: Path | None = None,
    copy: Callable[[Path], None] | None = None,
) -> Snapshot:
    """Copy a workbook into the data folder and drop copies beyond the limits.

    Kind "undone" is what an undo replaces: kept by the same limits, but no undo goes back to it.
    ``spare`` is a copy that stays whatever the limits say, as the one just taken does. ``copy``
    makes the copy of a workbook that is open; without it the file is copied as it is.

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
        if copy is not None:
            _let_copy(copy, target)
        else:
            with Path(workbook).open("rb") as source, Replacement(target, private=True) as out:
                shutil.copyfileobj(source, out.open(), _PIECE)
        size = target.stat().st_size
    except (OSError, CannotWrite, ReadOnlyFile, ReadOnlyFolder) as error:
        raise SnapshotFailed(file=_name(workbook), reason=_reason(error)) from error
    _prune(now, spared={target, spare})
    return Snapshot(target, taken, size)


def _let_copy(copy: Callable[[Path], None], target: Path) -> None:
    """Let somebody else write the copy; under its own name it is there only when it is whole."""
    half = target.with_name(f".{target.name}.tmp")
    try:
        copy(half)
        half.chmod(0o600)
        half.replace(target)
    finally:
        half.unlink(missing_ok=True)


def note(snapshot: Snapshot, text: str) -> None:
    """Keep a text beside a snapshot for the undo that goes back to it; it goes with it."""
    with Replacement(_beside(snapshot.path), private=True) as out:
        out.open().write(text.encode())


def noted(snapshot: Snapshot) -> str | None:
    """Return the text that is kept beside a snapshot, None when there is none."""
    try:
        return _beside(snapshot.path).read_text(encoding="utf-8")
    except FileNotFoundError:
        return None


def drop(path: Path) -> None:
    """Remove a copy and what is kept beside it."""
    path.unlink(missing_ok=True)
    _beside(path).unlink(missing_ok=True)


def seal(snapshot: Snapshot, workbook: Path) -> Snapshot:
    """Note with a snapshot what this process has put in its place, so that later edits show."""
    written = sha256(workbook)
    if not placed_by_us(workbook):
        return snapshot
    stamp = snapshot.taken.strftime(_STAMP)
    path = snapshot.path.with_name(f"{stamp}.{written}.snapshot")
    snapshot.path.replace(path)
    return dataclasses.replace(snapshot, path=path, written=written)


def set_aside(snapshot: Snapshot, workbook: Place) -> Path:
    """Keep a copy that no undo is to go back to; return where."""
    stamp = snapshot.taken.strftime(_STAMP)
    return snapshot.path.replace(snapshot.path.with_name(f"{stamp}.{_ending('undone', workbook)}"))


def snapshots(workbook: Place, now: dt.datetime) -> list[Snapshot]:
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


def latest(workbook: Place, now: dt.datetime) -> Snapshot:
    """Return the latest snapshot of a workbook or raise `NothingToUndo`."""
    for snapshot in snapshots(workbook, now):
        return snapshot
    raise NothingToUndo(file=_name(workbook))


def loses_nothing(snapshot: Snapshot, workbook: Path) -> bool:
    """Tell whether the workbook is still what was written when the snapshot was taken."""
    return sha256(workbook) in (snapshot.written, sha256(snapshot.path))


def sha256(path: Path) -> str:
    """Return the fingerprint of a file's content."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def drop_all(workbook: Place) -> int:
    """Drop every copy of a workbook, those that an undo replaced, too; return how many."""
    folder = folder_of(workbook)
    copies = [copy.path for copy in _read(folder)] if folder.is_dir() else []
    for path in copies:
        drop(path)
    return len(copies)


def drop_expired(now: dt.datetime) -> None:
    """Drop the copies of all workbooks whose days are over, half copies of killed runs, too."""
    for folder in _folders():
        for snapshot in _read(folder):
            if not _fresh(snapshot, now):
                drop(snapshot.path)
        for half in list(folder.glob(".*.tmp")):
            with contextlib.suppress(FileNotFoundError):
                if half.stat().st_mtime < (now - _DAYS).timestamp():
                    half.unlink()
        with contextlib.suppress(OSError):
            folder.rmdir()  # fails, as it should, when there is something in it


def home() -> Path:
    """Return the folder of all snapshots."""
    return Path(platformdirs.user_data_dir("xlsegment", appauthor=False)) / "snapshots"


def _folders() -> list[Path]:
    place = home()
    return [folder for folder in place.iterdir() if folder.is_dir()] if place.is_dir() else []


def _name(workbook: Place) -> str:
    return workbook.name if isinstance(workbook, Path) else unquote(workbook.rpartition("/")[2])


def _ending(kind: Kind, workbook: Place) -> str:
    return kind if kind == "snapshot" else f"{kind}{Path(_name(workbook)).suffix}"


def _beside(path: Path) -> Path:
    return path.with_name(f"{path.name.partition('.')[0]}.note")


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
                drop(snapshot.path)
    room = KEEP_BYTES
    for snapshot in sorted(kept, key=lambda s: (s.path in spared, s.taken), reverse=True):
        room -= snapshot.size
        if room < 0 and snapshot.path not in spared:
            drop(snapshot.path)


def _reason(error: OSError | CannotWrite | ReadOnlyFile | ReadOnlyFolder) -> object:
    if isinstance(error, OSError):
        return reason_of(error)
    return error.fields.get("reason", _READ_ONLY)
