"""Whole days as integers (days since 1970-01-01), and calendar months between them."""

from __future__ import annotations

from datetime import date
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Int64Array: TypeAlias = npt.NDArray[np.int64]
BoolArray: TypeAlias = npt.NDArray[np.bool_]

_EPOCH_ORDINAL = date(1970, 1, 1).toordinal()


def day_number(day: date) -> int:
    """Return a date as days since 1970-01-01.

    Examples
    --------
    >>> from datetime import date
    >>> day_number(date(1970, 1, 2))
    1
    """
    return day.toordinal() - _EPOCH_ORDINAL


def day_date(number: int) -> date:
    """Return the date of a day number."""
    return date.fromordinal(number + _EPOCH_ORDINAL)


def add_months(days: Int64Array, months: int) -> Int64Array:
    """Move days by calendar months; a day that the month lacks becomes its last day.

    Examples
    --------
    >>> from datetime import date
    >>> moved = add_months(np.array([day_number(date(2023, 8, 31))]), 6)
    >>> day_date(int(moved[0]))
    datetime.date(2024, 2, 29)
    """
    start = days.astype("datetime64[D]")
    month = start.astype("datetime64[M]")
    within = (start - month.astype("datetime64[D]")).astype(np.int64)
    target = month + np.timedelta64(months, "M")
    first = target.astype("datetime64[D]").astype(np.int64)
    length = (target + np.timedelta64(1, "M")).astype("datetime64[D]").astype(np.int64) - first
    moved: Int64Array = first + np.minimum(within, length - 1)
    return moved


def month_index(days: Int64Array) -> Int64Array:
    """Return the months since 1970-01 that the days lie in."""
    months: Int64Array = days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    return months


def month_text(index: int) -> str:
    """Return a month index as ``YYYY-MM``."""
    year, month = divmod(index, 12)
    return f"{1970 + year:04d}-{month + 1:02d}"
