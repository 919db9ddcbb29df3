"""A date with its time of day, and the hours between two of them."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Final

from xlsegment.core.celltext import clean_text, exact_number, split_time
from xlsegment.core.daycell import day_of
from xlsegment.core.days import day_number

DAY_SECONDS: Final = 86_400
_CLOCK: Final = re.compile(
    r"(上午|下午|am|pm)?\s*(\d{1,2})[:时点](?:(\d{1,2})分?)?(?:[:]?(\d{1,2}(?:[.,]\d+)?)秒?)?"
    r"\s*(am|pm)?\s*(?:z|utc|gmt|[+-]\d{2}:?\d{2})?",
    re.IGNORECASE,
)
_COMPACT: Final = re.compile(r"\d{8}(\d{2})(\d{2})(\d{2})?")


def moment_of(cell: float | str | date) -> float | None:
    """Read a date and time as seconds since 1970-01-01; None when it is none.

    Parameters
    ----------
    cell : float, str or date
        What `xlsegment.core.daycell.day_of` reads, with its time of day: the fraction of a serial
        number, or the text behind the date. A date alone is its midnight. A time zone is not looked
        at: the clock counts that the sheet shows.

    Examples
    --------
    >>> moment_of("1970-01-02 08:30"), moment_of(25570.5), moment_of("soon")
    (117000.0, 129600.0, None)
    """
    day = day_of(cell)
    if day is None:
        return None
    if isinstance(cell, datetime):
        passed = cell.hour * 3600 + cell.minute * 60 + cell.second + cell.microsecond / 1e6
        return day_number(cell.date()) * DAY_SECONDS + passed
    if isinstance(cell, str):
        seconds = _seconds_of_text(cell)
    else:
        seconds = 0.0 if isinstance(cell, date) else _seconds_of_number(cell)
    return None if seconds is None else day * DAY_SECONDS + seconds


def hours_between(start: float, end: float) -> float:
    """Return the hours from one moment to another, to the millisecond; negative if it is before.

    Examples
    --------
    >>> hours_between(0.0, 5400.0)
    1.5
    """
    return round(end - start, 3) / 3600


def _seconds_of_number(number: float) -> float:
    # Excel keeps a time to about a microsecond; what is nearer to a second is that second. In the
    # last half millisecond of a day `day_of` has taken the next one.
    seconds = round(number % 1 * DAY_SECONDS, 3)
    return 0.0 if seconds >= DAY_SECONDS else seconds


def _seconds_of_text(text: str) -> float | None:
    cleaned = clean_text(text)
    if (compact := _COMPACT.fullmatch(cleaned)) is not None:
        hour, minute, second = (int(part or 0) for part in compact.groups())
        return _seconds(hour, minute, second)
    head, _ = split_time(cleaned)
    rest = cleaned[len(head) :].lstrip("Tt ")
    if not rest:
        number = exact_number(cleaned)
        return 0.0 if number is None else _seconds_of_number(float(number))
    match = _CLOCK.fullmatch(rest)
    if match is None:
        return None
    before, hours, minutes, seconds, after = match.groups()
    half = (before or after or "").lower()
    hour = int(hours)
    if half in ("下午", "pm") and hour < 12:
        hour += 12
    elif half in ("上午", "am") and hour == 12:
        hour = 0
    return _seconds(hour, int(minutes or 0), float((seconds or "0").replace(",", ".")))


def _seconds(hour: int, minute: int, second: float) -> float | None:
    if hour > 23 or minute > 59 or second >= 60:
        return None
    return hour * 3600.0 + minute * 60.0 + second
