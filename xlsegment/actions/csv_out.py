"""A table as CSV, in a file or on standard output."""

from __future__ import annotations

import csv
import io
import sys
from typing import TYPE_CHECKING, BinaryIO, Final

from xlsegment.errors import CannotWrite
from xlsegment.errors.oserror import reason_of
from xlsegment.text import Text

if TYPE_CHECKING:
    import pandas as pd

_STDOUT: Final = Text("标准输出", "standard output")


def print_csv(table: pd.DataFrame) -> None:
    """Write a table to standard output.

    Raises
    ------
    CannotWrite
        If that leads to a disk that is full, for one.
    """
    try:
        write_csv(table, sys.stdout.buffer)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise CannotWrite(file=_STDOUT, reason=reason_of(error)) from error


def write_csv(table: pd.DataFrame, target: BinaryIO) -> None:
    """Write a table to an open file: UTF-8 with a byte order mark, lines end in LF."""
    text = io.TextIOWrapper(target, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows(zip(*(table[name].tolist() for name in table.columns), strict=True))
    text.detach()
