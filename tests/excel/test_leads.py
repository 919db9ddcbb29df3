"""Leads in cells: the valid rate, hours until somebody called."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsegment.excel.udfs import LEAD_RESPONSE_HOURS, LEAD_VALID_RATE

NINE = dt.datetime(2023, 6, 1, 9)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("paid", "total", "rate"),
    [
        (36, 240, 0.15),
        (0, 240, 0.0),
        (1, 0, "#DIV/0!"),
        (241, 240, "#NUM!"),
        (-1, 240, "#NUM!"),
        (None, 240, "#N/A"),
        (None, None, ""),
        ("few", 240, "#VALUE!"),
    ],
)
def test_valid_rate(paid, total, rate):
    assert LEAD_VALID_RATE(paid, total) == rate


@pytest.mark.parametrize(
    ("created", "contacted", "hours"),
    [
        (NINE, NINE + dt.timedelta(hours=2, minutes=30), 2.5),
        (NINE, NINE, 0.0),
        ("2023-06-01 09:00", "2023/6/1 11:30", 2.5),
        ("2023-06-01T09:00:00Z", "2023-06-02 9:00", 24.0),
        ("2023年6月1日 上午9:00", "2023年6月1日 下午1:15", 4.25),
        ("2023-06-01 12:00 AM", "2023-06-01 12:00 pm", 12.0),
        ("20230601090000", "202306011000", 1.0),
        (45078.375, 45078.5, 3.0),
        (45078.3, 45078.4, 2.4),  # fractions that are not exact
        (dt.date(2023, 6, 1), 45079.0, 24.0),
        ("45078.375", NINE, 0.0),
        ("２０２３-０６-０１　０９:００", NINE, 0.0),
        (NINE, None, "#N/A"),
        (None, NINE, "#N/A"),
        (None, None, ""),
        (NINE, "-", "#N/A"),
        (NINE, NINE - dt.timedelta(seconds=1), "#NUM!"),
        (NINE, "soon", "#VALUE!"),
        (NINE, "2023-06-01 25:00", "#VALUE!"),
        (NINE, True, "#VALUE!"),
        ("#REF!", NINE, "#REF!"),
    ],
)
def test_hours_of_one_lead(created, contacted, hours):
    assert LEAD_RESPONSE_HOURS(created, contacted) == hours


def test_over_a_column_only_leads_that_were_contacted_after_they_came_in_count():
    created = [[45078.0], [45078.0], [45078.0], [45078.0], [None]]
    contacted = [[45078.25], [45078.75], [None], [45077.0], [None]]

    assert LEAD_RESPONSE_HOURS(created, contacted) == 12.0
    assert LEAD_RESPONSE_HOURS([[1.0, 45078.0]], [[None, 45078.5]]) == 12.0


def test_a_column_without_any_such_lead_says_why():
    assert LEAD_RESPONSE_HOURS([[45078.0], [45078.0]], [[None], [None]]) == "#N/A"
    assert LEAD_RESPONSE_HOURS([[45078.0], [45078.0]], [[45077.0], [None]]) == "#NUM!"
    assert LEAD_RESPONSE_HOURS([[None], [None]], [[None], [None]]) == ""


def test_an_error_or_a_text_among_many_is_not_hidden():
    assert LEAD_RESPONSE_HOURS([[45078.0], ["#N/A"]], [[45079.0], [45079.0]]) == "#N/A"
    assert LEAD_RESPONSE_HOURS([[45078.0], ["x"]], [[45079.0], [45079.0]]) == "#VALUE!"
    assert LEAD_RESPONSE_HOURS([[1.0], [2.0]], [[1.0, 2.0]]) == "#VALUE!"


@given(st.datetimes(dt.datetime(1950, 1, 1), dt.datetime(2100, 1, 1)), st.integers(0, 10**9))  # noqa: DTZ001
def test_a_date_and_its_serial_number_are_the_same_moment(created, seconds):
    created = created.replace(microsecond=0)
    contacted = created + dt.timedelta(seconds=seconds)
    serials = [(x - dt.datetime(1899, 12, 30)) / dt.timedelta(days=1) for x in (created, contacted)]  # noqa: DTZ001

    assert LEAD_RESPONSE_HOURS(created, contacted) == seconds / 3600
    assert LEAD_RESPONSE_HOURS(*serials) == pytest.approx(seconds / 3600, abs=1e-6)
