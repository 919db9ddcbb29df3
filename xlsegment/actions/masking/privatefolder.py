"""A folder for the user alone that is gone afterwards, whatever ends the process."""

from __future__ import annotations

import os
import shutil
import signal
import stat
import tempfile
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import FrameType
from typing import Final, NoReturn

import filelock

_PREFIX: Final = "xlsegment-private-"
_LOCK: Final = "lock"


@contextmanager
def private_folder() -> Iterator[Path]:
    """Make a folder that nobody else can look into, and remove it with all that is in it.

    A process that is killed cannot do so: what such ones have left is removed first.
    """
    _sweep()
    with ExitStack() as stack:
        for name in ("SIGTERM", "SIGHUP", "SIGBREAK"):
            number = getattr(signal, name, None)
            main = threading.current_thread() is threading.main_thread()
            if number is not None and main and signal.getsignal(number) is signal.SIG_DFL:
                signal.signal(number, _stop)
                stack.callback(signal.signal, number, signal.SIG_DFL)
        # Its mode is 0700: whatever is in it is the user's alone.
        folder = stack.enter_context(
            tempfile.TemporaryDirectory(prefix=_PREFIX, ignore_cleanup_errors=True)
        )
        # The system lets go of a lock when its process ends, however that was.
        stack.enter_context(filelock.FileLock(Path(folder) / _LOCK))
        yield Path(folder)


def _sweep() -> None:
    """Remove the folders of processes that are gone."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        try:
            # One without a lock is just being made.
            if not _is_ours(folder) or not (folder / _LOCK).is_file():
                continue
            with filelock.FileLock(folder / _LOCK, blocking=False):
                pass
        except (filelock.Timeout, OSError):  # at work, or gone meanwhile
            continue
        shutil.rmtree(folder, ignore_errors=True)


def _is_ours(folder: Path) -> bool:
    """Tell whether a folder is this user's: in a shared place anybody may make one of that name."""
    found = folder.lstat()
    return stat.S_ISDIR(found.st_mode) and (os.name == "nt" or found.st_uid == os.getuid())


def _stop(number: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(128 + number)
