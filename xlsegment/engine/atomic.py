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

from xlsegment.errors import CannotWrite, FileChanged, ReadOnlyFile, WorkbookOpen


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
    """Refuse a file that must not be written, before any work is done."""
    lock = lock_of(path)
    if lock is not None:
        raise WorkbookOpen(file=path.name, lock=lock.name)
    if not path.parent.is_dir():
        raise CannotWrite(file=path.name, reason=f"{path.parent.name}?")
    writable = os.W_OK if os.name == "nt" else os.W_OK | os.X_OK
    if not os.access(path.parent, writable) or not _any_write_bit(path.parent):
        raise ReadOnlyFile(file=path.name)
    # The administrator may write anything; the owner's wish counts all the same.
    if path.exists() and not (os.access(path, os.W_OK) and _any_write_bit(path)):
        raise ReadOnlyFile(file=path.name)


def _any_write_bit(path: Path) -> bool:
    return bool(path.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH))


def fingerprint(path: Path) -> tuple[int, int, int] | None:
    """Return what changes when somebody saves a file; None when there is none."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


class Replacement:
    """A file in the making beside the one it will replace.

    Nothing exists until `open`; leaving the context puts the finished file in place, or removes
    it when anything went wrong. Links are followed and permissions kept.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._before = fingerprint(path)
        self._temporary: Path | None = None
        self._out: BinaryIO | None = None
        self._handlers: dict[int, object] = {}

    def __enter__(self) -> Self:
        check_target(self._path)
        self._catch_signals()
        return self

    def open(self) -> BinaryIO:
        """Create the temporary file and return it."""
        # Named before it is made, so that it can be removed at any moment from then on.
        name = f".{self._path.stem[:40]}-{secrets.token_hex(6)}.tmp"
        self._temporary = self._path.with_name(name)
        try:
            self._out = self._temporary.open("xb")
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
            if self._out is not None:
                self._out.close()
            self._remove()
            self._release_signals()
        if isinstance(error, OSError):
            raise self._failed(error) from error

    def _finish(self, out: BinaryIO) -> None:
        out.flush()
        if self._temporary is None:
            return
        _take_mode(self._path, self._temporary)
        os.fsync(out.fileno())
        out.close()
        if fingerprint(self._path) != self._before:
            raise FileChanged(file=self._path.name)
        os.replace(self._temporary, self._path)
        self._temporary = None
        _sync_folder(self._path.parent)

    def _remove(self) -> None:
        if self._temporary is not None:
            self._temporary.unlink(missing_ok=True)

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
        return CannotWrite(file=self._path.name, reason=error.strerror or str(error))


def _take_mode(path: Path, temporary: Path) -> None:
    if not path.exists():
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
