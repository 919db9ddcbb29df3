"""Date cells of any kind to day numbers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from xlsegment.core.arrays import BoolArray, Int64Array
from xlsegment.core.celltext import date_day, exact_number, is_blank_text, split_time
from xlsegment.core.column_cells import (
    ColumnCells,
    FloatArray,
    ObjectArray,
    Parsed,
    as_objects,
    distinct,
)
from xlsegment.core.daycell import HALF_MILLISECOND, SERIAL_MAX, SERIAL_MIN, SERIAL_OF_EPOCH
from xlsegment.core.days import day_number

#: 1900-01-01. A time of day alone reads as a time on the day before Excel's calendar begins.
_CALENDAR_BEGINS = -25_567

_EPOCH = date(1970, 1, 1).toordinal()


def parse_days(values: Iterable[object], *, earliest: int = _CALENDAR_BEGINS) -> Parsed[Int64Array]:
    """Read dates as day numbers (days since 1970-01-01).

    Understood: dates and times of any Python, NumPy or pandas kind, Excel serials (also as
    text), 2023-05-10, 2023/5/10, 2023.5.10, 20230510, 2023年5月10日, each with a time behind it
    and in full-width characters. A time of day is dropped, never rounded up.

    Parameters
    ----------
    values : iterable
        The cells of one column.
    earliest : int, default 1900-01-01
        Days before this one are bad, and so is a time of day without a day.

    Returns
    -------
    Parsed
        ``values`` are int64 day numbers.

    Examples
    --------
    >>> parse_days(["1970-01-03", 25571, "2023-02-30"]).bad.tolist()
    [False, False, True]
    """
    parsed = _days(values)
    early = parsed.ok & (parsed.values < earliest)
    if not early.any():
        return parsed
    return Parsed(np.where(early, 0, parsed.values), parsed.blank, parsed.bad | early)


def _days(values: Iterable[object]) -> Parsed[Int64Array]:
    series = values if isinstance(values, pd.Series) else None
    if series is not None and isinstance(series.dtype, (np.dtype, pd.DatetimeTZDtype)):
        if isinstance(series.dtype, pd.DatetimeTZDtype):
            series = series.dt.tz_localize(None)
        if series.dtype.kind == "M":
            return _days_from_datetimes(series.to_numpy())
    cells = ColumnCells.of(values)
    out = np.zeros(len(cells.values), dtype=np.int64)
    bad = np.zeros(len(out), dtype=np.bool_)
    blank = cells.blank.copy()
    numbers, floats = cells.all_numbers()
    out[numbers], bad[numbers] = _days_from_numbers(floats)
    texts, strings = cells.texts()
    out[texts], bad[texts], blank[texts] = _days_from_texts(strings)
    others = cells.others()
    if all(issubclass(kind, date) for kind in set(map(type, cells.values[others]))):
        ordinals = (day.toordinal() for day in cells.values[others])
        out[others] = np.fromiter(ordinals, dtype=np.int64, count=len(others)) - _EPOCH
        return Parsed(out, blank, bad)
    for i in others:
        value = cells.values[i]
        day = _day_of(value)
        out[i], bad[i] = (day, False) if day is not None else (0, True)
    return Parsed(out, blank, bad)


def _days_from_datetimes(values: npt.NDArray[Any]) -> Parsed[Int64Array]:
    blank: BoolArray = np.isnat(values)
    days = values.astype("datetime64[D]").astype(np.int64)
    days[blank] = 0
    return Parsed(days, blank, np.zeros(len(days), dtype=np.bool_))


def _days_from_numbers(numbers: FloatArray) -> tuple[Int64Array, BoolArray]:
    finite = np.where(np.isfinite(numbers), numbers, 0.0)
    serial = (finite >= SERIAL_MIN) & (finite < SERIAL_MAX + 1)
    whole = np.floor(np.where(serial, finite, 0.0) + HALF_MILLISECOND).astype(np.int64)
    days = np.where(serial, whole - SERIAL_OF_EPOCH, 0)
    bad = ~serial
    # 20230510 typed as a number: eight digits cannot be a serial
    for i in np.flatnonzero(bad & (finite >= 19_000_101) & (finite <= 99_991_231)):
        day = date_day(str(int(finite[i]))) if finite[i] == int(finite[i]) else None
        if day is not None:
            days[i], bad[i] = day, False
    return days, bad


def _days_from_texts(strings: ObjectArray) -> tuple[Int64Array, BoolArray, BoolArray]:
    # Times of day make nearly every text distinct, days do not: read them apart.
    parts = [split_time(text) for text in strings]
    heads = as_objects(head for head, _ in parts)
    sound = np.fromiter((fine for _, fine in parts), dtype=np.bool_, count=len(parts))
    codes, seen = distinct(heads)
    days = np.zeros(len(seen), dtype=np.int64)
    bad = np.zeros(len(seen), dtype=np.bool_)
    blank = np.zeros(len(seen), dtype=np.bool_)
    for i, text in enumerate(seen):
        day = _day_of_text(text)
        blank[i] = day is None and is_blank_text(text)
        bad[i] = day is None and not blank[i]
        days[i] = day or 0
    wrong = bad[codes] | (~sound & ~blank[codes])
    return np.where(wrong, 0, days[codes]), wrong, blank[codes]


def _day_of_text(text: str) -> int | None:
    day = date_day(text)
    if day is None and (number := exact_number(text)) is not None:
        days, bad = _days_from_numbers(np.array([float(number)]))
        day = None if bad[0] else int(days[0])
    return day


def _day_of(value: object) -> int | None:
    if isinstance(value, np.datetime64):
        return int(value.astype("datetime64[D]").astype(np.int64))
    if isinstance(value, datetime):
        return day_number(value.date())
    return day_number(value) if isinstance(value, date) else None
