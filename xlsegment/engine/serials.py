"""Excel's serial numbers as dates, and which number formats show a date."""

from __future__ import annotations

import re
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

_MS_PER_DAY: Final = 86_400_000
_LAST_SERIAL: Final = 2_958_466  # the first day after 9999-12-31
_DAYS_1904: Final = 1462  # the 1904 system counts from this many days later

# Number formats every workbook has without declaring them (those that differ by locale have
# the ids 27-36 and 50-58: dates in every East Asian locale).
BUILTIN_FORMATS: Final = {
    0: "General",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: '"$"#,##0_);("$"#,##0)',
    6: '"$"#,##0_);[Red]("$"#,##0)',
    7: '"$"#,##0.00_);("$"#,##0.00)',
    8: '"$"#,##0.00_);[Red]("$"#,##0.00)',
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "m/d/yyyy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "m/d/yyyy h:mm",
    37: "#,##0_);(#,##0)",
    38: "#,##0_);[Red](#,##0)",
    39: "#,##0.00_);(#,##0.00)",
    40: "#,##0.00_);[Red](#,##0.00)",
    41: '_(* #,##0_);_(* (#,##0);_(* "-"_);_(@_)',
    42: '_("$"* #,##0_);_("$"* (#,##0);_("$"* "-"_);_(@_)',
    43: '_(* #,##0.00_);_(* (#,##0.00);_(* "-"??_);_(@_)',
    44: '_("$"* #,##0.00_);_("$"* (#,##0.00);_("$"* "-"??_);_(@_)',
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mmss.0",
    48: "##0.0E+0",
    49: "@",
} | dict.fromkeys((*range(27, 37), *range(50, 59)), "yyyy/m/d")

_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_NOT_CODE = re.compile(r'"[^"]*"?|\\.|_.|\*.|\[[^\]]*\]|general', re.IGNORECASE)
_DATE_CODE = re.compile(r"[dmyhs]|e(?![+-])", re.IGNORECASE)


def is_date_format(code: str) -> bool:
    """Tell whether a number format shows a date or a time of day.

    Elapsed times such as ``[h]:mm`` are durations: numbers of days, not dates.
    """
    if _ELAPSED.search(code):
        return False
    return _DATE_CODE.search(_NOT_CODE.sub("", code.split(";")[0])) is not None


def is_calendar(serials: NDArray[np.float64], date1904: bool) -> NDArray[np.bool_]:
    """Tell which serial numbers are days of Excel's calendar that exist.

    Serial 60 is the 29 February 1900 that never was.
    """
    days = serials + _DAYS_1904 if date1904 else serials
    valid: NDArray[np.bool_] = (days >= 0) & (days < _LAST_SERIAL)
    return valid if date1904 else valid & ((days < 60) | (days >= 61))


def timestamps(serials: NDArray[np.float64], date1904: bool) -> NDArray[np.datetime64]:
    """Turn serial numbers of the calendar into timestamps, to the millisecond as in Excel."""
    if date1904:
        days = serials + _DAYS_1904
    else:
        # Excel counts 1900-02-29, so days 1 to 59 lie one day later than plain counting says.
        days = np.where((serials >= 1) & (serials < 60), serials + 1, serials)
    ms = np.rint(days * _MS_PER_DAY).astype(np.int64)
    found: NDArray[np.datetime64] = np.datetime64("1899-12-30", "ms") + ms.astype("timedelta64[ms]")
    return found


def datetimes(serials: NDArray[np.float64], date1904: bool) -> NDArray[np.object_]:
    """Turn serial numbers into datetimes; those outside the calendar stay numbers."""
    out: NDArray[Any] = serials.astype(object)
    valid = is_calendar(serials, date1904)
    # Microseconds: numpy turns these, and only these, into datetime objects.
    out[valid] = timestamps(serials[valid], date1904).astype("datetime64[us]").astype(object)
    return out
