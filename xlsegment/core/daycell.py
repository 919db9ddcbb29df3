"""One date cell to a day number; whole columns are in `xlsegment.core.daycells`."""

from __future__ import annotations

from datetime import date, datetime
from math import floor
from typing import Final

from xlsegment.core.celltext import date_day, exact_number, split_time
from xlsegment.core.days import day_number

SERIAL_OF_EPOCH: Final = 25_569
#: A bare number in a column counts as a serial from 1950-01-01 on; below it is more likely a year
#: or a count that slipped into the column.
SERIAL_MIN: Final = 18_264
#: 1950-01-01. An order, a registration or a purchase from before is a mistake: a time of day in
#: a workbook of the 1904 date system, a count, a century that was left out.
RECORDS_BEGIN: Final = SERIAL_MIN - SERIAL_OF_EPOCH
#: 2199-12-31. An analysis date from beyond is a mistake, or a way to write "never".
RECORDS_END: Final = day_number(date(2199, 12, 31))
#: The last serial number of Excel's calendar, 9999-12-31.
SERIAL_MAX: Final = 2_958_465
_FIRST: Final = date(1900, 1, 1)
#: Excel counts a 29 February 1900 that never was.
_LEAP_THAT_WAS_NOT: Final = 60
#: Differences and sums of serials are rarely exact.
HALF_MILLISECOND: Final = 0.5 / 86_400_000


def day_of(cell: float | str | date) -> int | None:
    """Read a date as a day number: days since 1970-01-01; None when it is no date.

    Understood: dates from 1900 on, also with a time (which is dropped), Excel's serial numbers 1
    to 2958465, 20230510 as a number, and the texts that `xlsegment.core.celltext.date_day` reads,
    each with a time behind it. A number in text is read as the number. Columns of a table are read
    more strictly: a number below 18264 (1950) is no date there.

    Examples
    --------
    >>> day_of(25570), day_of("1970年1月2日 08:30"), day_of(date(1970, 1, 2)), day_of("soon")
    (1, 1, 1, None)
    """
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        # before 1900 Excel has no days; COM's date 0, 1899-12-30, is a time of day without one
        return day_number(cell) if cell >= _FIRST else None
    if isinstance(cell, str):
        return _day_of_text(cell)
    return _day_of_number(cell)


def serial_of(day: int) -> int:
    """Return a day number as Excel's serial number.

    Examples
    --------
    >>> serial_of(0)
    25569
    """
    return day + SERIAL_OF_EPOCH - (day < _MARCH_1900)


_MARCH_1900: Final = _LEAP_THAT_WAS_NOT + 1 - SERIAL_OF_EPOCH


def _day_of_number(number: float) -> int | None:
    if 1 <= number < SERIAL_MAX + 1:
        serial = floor(number + HALF_MILLISECOND)
        return serial - SERIAL_OF_EPOCH + (serial < _LEAP_THAT_WAS_NOT)
    # 20230510 typed as a number: eight digits cannot be a serial
    if 19_000_101 <= number <= 99_991_231 and number == floor(number):
        return date_day(str(int(number)))
    return None


def _day_of_text(text: str) -> int | None:
    head, sound = split_time(text)
    if not sound:
        return None
    day = date_day(head)
    if day is None and (number := exact_number(head)) is not None:
        return _day_of_number(float(number))
    return day
