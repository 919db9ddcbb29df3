"""Periods of campaigns: first and last day, and whether they ran long enough to judge."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsegment.core.arrays import BoolArray
from xlsegment.core.celltext import clean_text
from xlsegment.core.days import day_number

if TYPE_CHECKING:
    import pandas as pd

#: A campaign shorter than this says too little.
SHORT_DAYS: Final = 3


def campaign_days(period: object) -> tuple[int, int] | None:
    """Read a period such as ``2023-06-01~06-18`` as its first and last day number.

    Parameters
    ----------
    period : object
        The cell. The end may lack its year, or year and month; a date alone is one day.

    Returns
    -------
    (int, int) or None
        None when it is not a period.

    Examples
    --------
    >>> first, last = campaign_days("2023-06-01~06-18")
    >>> last - first + 1
    18
    """
    if isinstance(period, date):  # also a datetime
        day = date(period.year, period.month, period.day)
        return day_number(day), day_number(day)
    match = _PERIOD.fullmatch(clean_text(str(period)).replace(" ", ""))
    if match is None:
        return None
    year, month, day_of = (int(match[k]) for k in ("y", "m", "d"))
    try:
        first = date(year, month, day_of)
        if match["d2"] is None:
            return day_number(first), day_number(first)
        last_month = int(match["m2"] or month)
        next_year = match["y2"] is None and last_month < month  # 2023-12-25~01-05
        last_year = year + 1 if next_year else int(match["y2"] or year)
        last = date(last_year, last_month, int(match["d2"]))
    except ValueError:
        return None
    return (day_number(first), day_number(last)) if last >= first else None


def check_lengths(periods: pd.Series[str]) -> tuple[BoolArray, BoolArray]:
    """Tell which periods cannot be read, and which are shorter than `SHORT_DAYS`."""
    unread = np.zeros(len(periods), dtype=np.bool_)
    short = np.zeros(len(periods), dtype=np.bool_)
    for row, cell in enumerate(periods):
        if cell is None or cell != cell or not clean_text(str(cell)):
            continue
        days = campaign_days(cell)
        unread[row] = days is None
        short[row] = days is not None and days[1] - days[0] + 1 < SHORT_DAYS
    return unread, short


_PERIOD: Final = re.compile(
    r"(?P<y>\d{4})(?:[-/.年])(?P<m>\d{1,2})(?:[-/.月])(?P<d>\d{1,2})日?"
    r"(?:(?:~|至|到|—|–|--|-)"
    r"(?:(?:(?P<y2>\d{4})[-/.年])?(?P<m2>\d{1,2})[-/.月])?(?P<d2>\d{1,2})日?)?"
)
