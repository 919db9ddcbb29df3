"""Replacing a file in one step: whatever happens, the old file or the new one is there, whole."""

from __future__ import annotations

import contextlib
import os
import signal
import stat
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from types import FrameType, TracebackType
from typing import BinaryIO, NoReturn, Self

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


@contextlib.contextmanager
def _stoppable() -> Iterator[None]:
    """Turn a request to end the process into an exception, so that cleaning up happens."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    wanted = [getattr(signal, name, None) for name in ("SIGTERM", "SIGHUP", "SIGBREAK")]
    numbers = [n for n in wanted if n is not None and signal.getsignal(n) == signal.SIG_DFL]

    def stop(number: int, _frame: FrameType | None) -> NoReturn:
        raise SystemExit(128 + number)

    for number in numbers:
        signal.signal(number, stop)
    try:
        yield
    finally:
        for number in numbers:
            signal.signal(number, signal.SIG_DFL)


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
        self._signals = _stoppable()

    def __enter__(self) -> Self:
        check_target(self._path)
        self._signals.__enter__()
        return self

    def open(self) -> BinaryIO:
        """Create the temporary file and return it."""
        try:
            handle, name = tempfile.mkstemp(".tmp", f".{self._path.stem[:40]}-", self._path.parent)
        except OSError as error:
            raise self._failed(error) from error
        self._temporary = Path(name)
        self._out = os.fdopen(handle, "wb")
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
            if self._temporary is not None:
                self._temporary.unlink(missing_ok=True)
            self._signals.__exit__(None, None, None)
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
