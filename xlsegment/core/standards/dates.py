"""A date as Excel keeps it, from a cell that only looks like one."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from math import floor
from typing import Final

from xlsegment.core.celltext import clean_text, date_day, split_time
from xlsegment.core.daycell import HALF_MILLISECOND, RECORDS_BEGIN, day_of
from xlsegment.core.days import day_date

_SERIAL: Final = re.compile(r"\d{5}(?:\.\d+)?", re.ASCII)
_TIME: Final = re.compile(r"[T ]?\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?", re.ASCII)
_COMPACT_TIME: Final = re.compile(r"(\d{2})(\d{2})(\d{2})?", re.ASCII)
_MILLISECONDS: Final = 86_400_000


def real_date(cell: object) -> date | None:
    """Return the date, or date and time, that a text or number means.

    Parameters
    ----------
    cell : object
        2023/5/10, 20230510, 2023年5月10日, Excel's serial numbers, full width; with a time or
        without.

    Returns
    -------
    date or None
        None for what is a date already, for what is none or lies before 1950, and where the time
        of day could not be kept.

    Examples
    --------
    >>> real_date("2023年5月10日"), real_date("2023/5/10 8:30"), real_date("soon")
    (datetime.date(2023, 5, 10), datetime.datetime(2023, 5, 10, 8, 30), None)
    """
    if isinstance(cell, str):
        return _from_text(clean_text(cell))
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return _from_number(float(cell))
    return None


def _from_text(text: str) -> date | None:
    if _SERIAL.fullmatch(text):
        return _from_number(float(text))
    head, sound = split_time(text)
    if not sound:
        return None
    number = date_day(head)
    if number is None or number < RECORDS_BEGIN:
        return None
    day = day_date(number)
    return day if head == text else _with_time(day, text[len(head) :])


def _with_time(day: date, rest: str) -> date | None:
    """Return the day with its time; None where that would lose what the text says."""
    match = _TIME.fullmatch(rest) or _COMPACT_TIME.fullmatch(rest)
    if match is None:
        return None
    hour, minute, second = (int(part or 0) for part in match.groups())
    if hour > 23 or minute > 59 or second > 59:
        return None
    if not (hour or minute or second):
        return day
    return datetime(day.year, day.month, day.day, hour, minute, second)  # noqa: DTZ001


def _from_number(number: float) -> date | None:
    day = day_of(number)
    if day is None or day < RECORDS_BEGIN:
        return None
    start = day_date(day)
    part = number - floor(number + HALF_MILLISECOND)
    milliseconds = min(round(max(part, 0.0) * _MILLISECONDS), _MILLISECONDS - 1)
    if not milliseconds:
        return start
    midnight = datetime(start.year, start.month, start.day)  # noqa: DTZ001
    return midnight + timedelta(milliseconds=milliseconds)
