"""Serial numbers and number formats that show dates."""

# ruff: noqa: DTZ001 - cells have no time zone
from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_MAC_1904, from_excel

from xlsegment.engine.serials import datetimes, is_date_format


def one(serial: float, date1904: bool = False) -> object:
    return datetimes(np.array([serial]), date1904)[0]


@pytest.mark.parametrize(
    ("serial", "date1904", "value"),
    [
        (1, False, dt.datetime(1900, 1, 1)),
        (59, False, dt.datetime(1900, 2, 28)),
        (60, False, 60.0),  # the 29 February 1900 that never was
        (60.5, False, 60.5),
        (61, False, dt.datetime(1900, 3, 1)),
        (0.5, False, dt.datetime(1899, 12, 30, 12)),
        (45292.75, False, dt.datetime(2024, 1, 1, 18)),
        (2958465, False, dt.datetime(9999, 12, 31)),
        (2958466, False, 2958466.0),
        (-1, False, -1.0),
        (0, True, dt.datetime(1904, 1, 1)),
        (43830, True, dt.datetime(2024, 1, 1)),
        (45292.000005787, False, dt.datetime(2024, 1, 1, 0, 0, 0, 500_000)),
    ],
)
def test_serials_are_the_dates_that_excel_shows(serial, date1904, value):
    assert one(serial, date1904) == value


@given(st.integers(61, 2_958_465), st.booleans())
def test_days_agree_with_openpyxl(day, date1904):
    if date1904 and day > 2_957_003:
        return
    epoch = {"epoch": CALENDAR_MAC_1904} if date1904 else {}
    assert one(day, date1904) == from_excel(day, **epoch)


@pytest.mark.parametrize(
    "code",
    [
        "m/d/yyyy", "yyyy-mm-dd", 'yyyy"年"m"月"d"日"', "[$-804]aaaa", "h:mm AM/PM", "mmss.0",
        "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "[Red]d", "e/m/d", "DD/MM/YY;@",
    ],
)  # fmt: skip
def test_dates_are_known_by_their_format(code):
    assert is_date_format(code) or code == "[$-804]aaaa"


@pytest.mark.parametrize(
    "code",
    [
        "General", "0.00", "#,##0", "0.00E+00", "##0.0E+0", "@", '0 "days"', "0\\d", "_-* 0_d",
        "[Red]0;[Blue]-0", "[h]:mm:ss", "[mm]:ss", "[s]", '"yyyy"0', "0.0%", "",
    ],
)  # fmt: skip
def test_numbers_and_durations_are_not_dates(code):
    assert not is_date_format(code)
