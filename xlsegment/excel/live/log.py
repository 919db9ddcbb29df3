"""What went wrong, in a small file of the user's own: places in the program, never contents."""

from __future__ import annotations

import logging
import secrets
import traceback
from collections.abc import Iterator
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Final

import platformdirs

import xlsegment

_LOG: Final = logging.getLogger("xlsegment")
_BYTES: Final = 256 * 1024
_OLDER: Final = 2


def log_file() -> Path:
    """Return the log file; it need not exist."""
    return Path(platformdirs.user_data_dir("xlsegment", appauthor=False)) / "logs" / "xlsegment.log"


def start() -> None:
    """Let what the program notes go into the log file, once."""
    path = log_file()
    present = [h for h in _LOG.handlers if isinstance(h, RotatingFileHandler)]
    if any(handler.baseFilename == str(path.absolute()) for handler in present):
        return
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handler = RotatingFileHandler(
        path, maxBytes=_BYTES, backupCount=_OLDER, encoding="utf-8", delay=True
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    _LOG.addHandler(handler)


def record(what: str, error: BaseException) -> str:
    """Note an error and return the number under which it stands in the log.

    Of the error only its kind and where it came from: its message may hold what a cell held.
    """
    number = secrets.token_hex(4)
    lines = [f"[{number}] xlsegment {xlsegment.__version__} {what}", *_told(error)]
    _LOG.error("%s", "\n  ".join(lines))
    return number


def _told(error: BaseException) -> Iterator[str]:
    cause: BaseException | None = error
    while cause is not None:
        code = getattr(cause, "hresult", getattr(cause, "errno", None))
        told = "" if code is None else f" ({code})"
        yield f"{type(cause).__module__}.{type(cause).__qualname__}{told}"
        for frame in traceback.extract_tb(cause.__traceback__):
            yield f"  {frame.filename}:{frame.lineno} {frame.name}"
        cause = cause.__cause__ or cause.__context__
