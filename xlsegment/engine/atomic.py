"""Replacing a file in one step: whatever happens, the old file or the new one is there, whole."""

from __future__ import annotations

import contextlib
import os
import secrets
import signal
import stat
import threading
from pathlib import Path
from types import FrameType, TracebackType
from typing import BinaryIO, NoReturn, Self, cast

from xlsegment.engine.there import shown_folder, taken
from xlsegment.errors import (
    CannotWrite,
    FileChanged,
    FolderMissing,
    ReadOnlyFile,
    ReadOnlyFolder,
    WorkbookOpen,
)
from xlsegment.errors.oserror import reason_of

Fingerprint = tuple[int, int, int]

# What this process put in place, by real path: nobody else's file may be taken for ours.
_PLACED: dict[Path, Fingerprint | None] = {}


def lock_of(path: Path) -> Path | None:
    """Return the lock file that Excel or LibreOffice keeps beside a file it has open."""
    names = [f"~${path.name}", f".~lock.{path.name}#"]
    if len(path.stem) > 6:  # Excel writes the owner file over the first two characters then
        names.append(f"~${path.name[2:]}")
    for name in names:
        lock = path.with_name(name)
        if lock.exists():
            return lock
    return None


def check_target(path: Path) -> None:
    """Refuse a file that must not be written, before any work is done. Links are followed."""
    taken(path)
    real = path.resolve()
    lock = lock_of(path) or lock_of(real)
    if lock is not None:
        raise WorkbookOpen(file=path.name, lock=lock.name)
    if not real.parent.is_dir():
        raise FolderMissing(file=path.name, folder=path.parent)
    writable = os.W_OK if os.name == "nt" else os.W_OK | os.X_OK
    if not os.access(real.parent, writable) or not _any_write_bit(real.parent):
        raise ReadOnlyFolder(file=path.name, folder=shown_folder(path))
    # The administrator may write anything; the owner's wish counts all the same.
    if real.exists() and not (os.access(real, os.W_OK) and _any_write_bit(real)):
        raise ReadOnlyFile(file=path.name)


def _any_write_bit(path: Path) -> bool:
    return bool(path.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH))


def fingerprint(path: Path) -> Fingerprint | None:
    """Return what changes when somebody saves a file; None when there is none."""
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def placed_by_us(path: Path) -> bool:
    """Tell whether a file is, untouched, the one that this process put there last."""
    now = fingerprint(path)
    return now is not None and _PLACED.get(path.resolve()) == now


class Replacement:
    """A file in the making beside the one it will replace.

    Nothing exists until `open`; leaving the context puts the finished file in place, or removes
    it when anything went wrong. Links are followed and permissions kept.

    Parameters
    ----------
    path
        The file to make or replace. It must not change from now on.
    private
        Whether a new file belongs to the user alone.
    """

    def __init__(self, path: Path, *, private: bool = False) -> None:
        self._given = path
        self._path = path.resolve()
        self._private = private
        self._before = fingerprint(self._path)
        self._temporary: Path | None = None
        self._out: BinaryIO | None = None
        self._handlers: dict[int, object] = {}

    def __enter__(self) -> Self:
        check_target(self._given)
        self._catch_signals()
        return self

    def open(self) -> BinaryIO:
        """Create the temporary file and return it."""
        # Named before it is made, so that it can be removed at any moment from then on.
        name = f".{self._path.stem[:40]}-{secrets.token_hex(6)}.tmp"
        self._temporary = self._path.with_name(name)
        try:
            # For the user alone while it is written, whatever it is to be in the end.
            self._out = open(self._temporary, "xb", opener=_open_private)  # noqa: SIM115
        except OSError as error:
            raise self._failed(error) from error
        return self._out

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if self._out is not None and error is None:
                self._finish(self._out)
        except OSError as failure:
            raise self._failed(failure) from failure
        finally:
            self._remove()
            self._release_signals()
        if isinstance(error, OSError):
            raise self._failed(error) from error

    def _finish(self, out: BinaryIO) -> None:
        out.flush()
        if self._temporary is None:
            return
        _take_mode(self._path, self._temporary, private=self._private)
        os.fsync(out.fileno())
        out.close()
        if fingerprint(self._path) != self._before:
            raise FileChanged(file=self._given.name)
        # Noted first, so that it is known however soon after the next line we are stopped.
        _PLACED[self._path] = fingerprint(self._temporary)
        os.replace(self._temporary, self._path)
        self._temporary = None
        _sync_folder(self._path.parent)

    def _remove(self) -> None:
        if self._out is not None:
            with contextlib.suppress(OSError):  # closing writes what is left, which may fail
                self._out.close()
        if self._temporary is not None:
            with contextlib.suppress(OSError):
                self._temporary.unlink()

    def _catch_signals(self) -> None:
        """Clean up, too, when the process is asked to end. Only the main thread may do this."""
        if threading.current_thread() is not threading.main_thread():
            return
        for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK"):
            number = getattr(signal, name, None)
            if number is not None:
                present = signal.getsignal(number)
                if present in (signal.SIG_DFL, signal.default_int_handler):
                    self._handlers[number] = present
                    signal.signal(number, self._stop)

    def _release_signals(self) -> None:
        for number, handler in self._handlers.items():
            signal.signal(number, cast("signal.Handlers", handler))

    def _stop(self, number: int, _frame: FrameType | None) -> NoReturn:
        # Here and now: the exception may be raised in the midst of the cleaning up itself.
        self._remove()
        raise KeyboardInterrupt if number == signal.SIGINT else SystemExit(128 + number)

    def _failed(self, error: OSError) -> CannotWrite:
        return CannotWrite(file=self._given.name, reason=reason_of(error))


def _open_private(name: str, flags: int) -> int:
    return os.open(name, flags, 0o600)


def _take_mode(path: Path, temporary: Path, *, private: bool) -> None:
    if not path.exists():
        if private:
            return
        mask = os.umask(0)
        os.umask(mask)
        temporary.chmod(0o666 & ~mask)
        return
    old = path.stat()
    if hasattr(os, "chown") and (os.geteuid(), os.getegid()) != (old.st_uid, old.st_gid):
        with contextlib.suppress(PermissionError):
            os.chown(temporary, old.st_uid, old.st_gid)
    temporary.chmod(stat.S_IMODE(old.st_mode))


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows cannot open folders, and needs no such step
        return
    # Some network folders refuse it; the file itself is safe on disk already.
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
