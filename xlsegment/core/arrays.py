"""Whole columns of days and flags as NumPy arrays, and calendar months over them."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Int64Array: TypeAlias = npt.NDArray[np.int64]
BoolArray: TypeAlias = npt.NDArray[np.bool_]


def months_added(days: Int64Array, months: int) -> Int64Array:
    """Move days by calendar months, each as `xlsegment.core.days.add_months` does.

    Examples
    --------
    >>> months_added(np.array([30]), 1).tolist()  # 1970-01-31
    [58]
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
