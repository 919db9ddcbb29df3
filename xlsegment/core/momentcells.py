"""Cells with a date and a time of day to moments, whole columns at once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from xlsegment.core.column_cells import ColumnCells, FloatArray, Parsed, distinct
from xlsegment.core.daycell import RECORDS_BEGIN
from xlsegment.core.daycells import parse_days
from xlsegment.core.moments import DAY_SECONDS, moment_of


def parse_moments(values: Iterable[object]) -> Parsed[FloatArray]:
    """Read dates with their time of day as seconds since 1970-01-01, to the millisecond.

    Understood is what `xlsegment.core.parse.parse_days` reads, and the time of day with it: the
    fraction of a serial number, or the text behind the date. A date alone is its midnight.

    Parameters
    ----------
    values : iterable
        The cells of one column.

    Returns
    -------
    Parsed
        ``values`` are float64 seconds. Days before 1950 and times without a day are bad.

    Examples
    --------
    >>> parse_moments(["1970-01-02 08:30", 25570.5, "soon", None]).values.tolist()
    [117000.0, 129600.0, 0.0, 0.0]
    """
    cells = ColumnCells.of(values)
    days = parse_days(cells.values, earliest=RECORDS_BEGIN)
    seconds = np.zeros(len(cells.values), dtype=np.float64)
    bad = days.bad.copy()
    numbers, floats = cells.all_numbers()
    seconds[numbers] = _seconds_of_numbers(floats)
    texts, strings = cells.texts()
    readable = days.ok[texts]
    texts, strings = texts[readable], strings[readable]
    codes, seen = distinct(strings)
    read = [np.nan if (moment := moment_of(text)) is None else moment for text in seen]
    moments = np.array(read, dtype=np.float64)[codes]
    unread = np.isnan(moments)
    bad[texts] |= unread
    seconds[texts] = np.where(unread, 0.0, moments - days.values[texts] * DAY_SECONDS)
    others = cells.others()
    seconds[others] = _seconds_of_dates(cells.values[others])
    found = np.where(bad | days.blank, 0.0, days.values * float(DAY_SECONDS) + seconds)
    return Parsed(found.astype(np.float64), days.blank, bad)


def _seconds_of_numbers(numbers: FloatArray) -> FloatArray:
    """Return the time of day of serial numbers, as `xlsegment.core.moments.moment_of` does."""
    finite = np.where(np.isfinite(numbers), numbers, 0.0)
    seconds = np.round(finite % 1 * DAY_SECONDS, 3)
    # in the last half millisecond of a day the next one has been taken
    return np.where(seconds >= DAY_SECONDS, 0.0, seconds)


def _seconds_of_dates(cells: npt.NDArray[Any]) -> FloatArray:
    """Return the time of day of dates and times of any Python, NumPy or pandas kind."""
    plain = (pd.Timestamp(c) if isinstance(c, np.datetime64) else c for c in cells)
    return np.array(
        [
            c.hour * 3600 + c.minute * 60 + c.second + c.microsecond / 1e6
            if isinstance(c, datetime)
            else 0.0
            for c in plain
        ],
        dtype=np.float64,
    )
