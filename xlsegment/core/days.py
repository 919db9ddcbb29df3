"""Whole days as integers (days since 1970-01-01), and calendar months between them.

Nothing here needs NumPy; whole columns of days are in `xlsegment.core.arrays`.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import MAXYEAR, date

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


def add_months(day: int, months: int) -> int:
    """Move a day by calendar months; a day that the month lacks becomes its last day.

    The calendar ends with the year 9999: what lies beyond becomes its last day.

    Examples
    --------
    >>> from datetime import date
    >>> day_date(add_months(day_number(date(2023, 8, 31)), 6))
    datetime.date(2024, 2, 29)
    """
    start = day_date(day)
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if year > MAXYEAR:
        return day_number(date.max)
    return day_number(date(year, month + 1, min(start.day, monthrange(year, month + 1)[1])))


def month_text(index: int) -> str:
    """Return a month index (months since 1970-01) as ``YYYY-MM``."""
    year, month = divmod(index, 12)
    return f"{1970 + year:04d}-{month + 1:02d}"
