"""A folder for the user alone that is gone afterwards, also when the process is asked to end."""

from __future__ import annotations

import signal
import tempfile
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import FrameType
from typing import NoReturn


@contextmanager
def private_folder() -> Iterator[Path]:
    """Make a folder that nobody else can look into, and remove it with all that is in it."""
    with ExitStack() as stack:
        for name in ("SIGTERM", "SIGHUP", "SIGBREAK"):
            number = getattr(signal, name, None)
            main = threading.current_thread() is threading.main_thread()
            if number is not None and main and signal.getsignal(number) is signal.SIG_DFL:
                signal.signal(number, _stop)
                stack.callback(signal.signal, number, signal.SIG_DFL)
        # Its mode is 0700: whatever is in it is the user's alone.
        folder = stack.enter_context(
            tempfile.TemporaryDirectory(prefix="xlsegment-", ignore_cleanup_errors=True)
        )
        yield Path(folder)


def _stop(number: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(128 + number)
