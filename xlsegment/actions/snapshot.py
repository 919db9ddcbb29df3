"""Copies of a workbook as it was before it was changed, so that every change can be taken back.

They lie in the user's own data folder, readable by that user alone, because a workbook of
customers is personal data wherever it lies.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import os
import re
import shutil
import stat
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal

import platformdirs

from xlsegment.errors import NothingToUndo, SnapshotFailed

KEEP = 10  # per workbook
KEEP_DAYS = 7
KEEP_BYTES = 200 * 1024**2  # of all workbooks together

_STAMP = "%Y%m%dT%H%M%S%f"
_NAME = re.compile(r"(\d{8}T\d{12})\.(snapshot|undone)")

Kind = Literal["snapshot", "undone"]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One copy: where it lies, when it was taken, how large it is."""

    path: Path
    taken: dt.datetime
    size: int


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
        with workbook.open("rb") as source:
            taken = now
            while (target := folder / f"{taken.strftime(_STAMP)}.{kind}").exists():
                taken += dt.timedelta(microseconds=1)
            replace_file(target, source)
    except OSError as error:
        raise SnapshotFailed(file=workbook.name, reason=_reason(error)) from error
    _prune(now, spared={target, spare})
    return Snapshot(target, taken, target.stat().st_size)


def snapshots(workbook: Path) -> list[Snapshot]:
    """Return the snapshots of a workbook, the latest first."""
    folder = folder_of(workbook)
    if not folder.is_dir():
        return []
    ours = [s for s in _read(folder) if s.path.suffix == ".snapshot"]
    return sorted(ours, key=lambda snapshot: snapshot.taken, reverse=True)


def restore(snapshot: Snapshot, workbook: Path) -> None:
    """Make a workbook byte for byte what it was when the snapshot was taken.

    Raises
    ------
    SnapshotFailed
        If the file cannot be replaced; it is left as it is.
    """
    try:
        with snapshot.path.open("rb") as source:
            replace_file(workbook, source)
    except OSError as error:
        raise SnapshotFailed(file=workbook.name, reason=_reason(error)) from error


def latest(workbook: Path) -> Snapshot:
    """Return the latest snapshot of a workbook or raise `NothingToUndo`."""
    for snapshot in snapshots(workbook):
        return snapshot
    raise NothingToUndo(file=workbook.name)


def replace_file(target: Path, source: BinaryIO) -> None:
    """Write a file in one step: whoever looks sees the old one or the new one, never a half.

    An existing file keeps its permissions; a new one belongs to the user alone.
    """
    mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o600
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".xlsegment-", suffix=".tmp")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            shutil.copyfileobj(source, file, 1024**2)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(mode)
        temporary.replace(target)
    finally:
        with contextlib.suppress(FileNotFoundError):
            temporary.unlink()


def _home() -> Path:
    return Path(platformdirs.user_data_dir("xlsegment", appauthor=False)) / "snapshots"


def _read(folder: Path) -> Iterator[Snapshot]:
    for path in folder.iterdir():
        if match := _NAME.fullmatch(path.name):
            taken = dt.datetime.strptime(match[1], _STAMP).replace(tzinfo=dt.UTC)
            with contextlib.suppress(FileNotFoundError):
                yield Snapshot(path, taken, path.stat().st_size)


def _prune(now: dt.datetime, spared: set[Path | None]) -> None:
    """Drop what is too old, too many or too large, except what is spared."""
    folders = [folder for folder in _home().iterdir() if folder.is_dir()]
    kept: list[Snapshot] = []
    for folder in folders:
        ours = sorted(_read(folder), key=lambda snapshot: snapshot.taken, reverse=True)
        fresh = [s for s in ours[:KEEP] if now - s.taken <= dt.timedelta(days=KEEP_DAYS)]
        kept += fresh
        for snapshot in ours:
            if snapshot not in fresh and snapshot.path not in spared:
                snapshot.path.unlink(missing_ok=True)
    room = KEEP_BYTES
    for snapshot in sorted(kept, key=lambda s: (s.path in spared, s.taken), reverse=True):
        room -= snapshot.size
        if room < 0 and snapshot.path not in spared:
            snapshot.path.unlink(missing_ok=True)
    for folder in folders:
        with contextlib.suppress(OSError):
            folder.rmdir()  # only when it is empty


def _reason(error: OSError) -> str:
    return error.strerror or type(error).__name__
