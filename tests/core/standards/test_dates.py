"""Dates as Excel keeps them: the day that columns are read by, and no time lost."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsegment.core.daycell import RECORDS_BEGIN
from xlsegment.core.days import day_number
from xlsegment.core.parse import parse_days
from xlsegment.core.standards.dates import real_date

TENTH = dt.date(2023, 5, 10)
HALF_PAST_EIGHT = dt.datetime.combine(TENTH, dt.time(8, 30))


@pytest.mark.parametrize(
    ("cell", "date"),
    [
        ("2023-05-10", TENTH),
        ("2023/5/10", TENTH),
        ("2023.5.10", TENTH),
        ("20230510", TENTH),
        (20230510, TENTH),
        (20230510.0, TENTH),
        ("2023年5月10日", TENTH),
        ("２０２３－０５－１０", TENTH),
        (" 2023-05-10 ", TENTH),
        (45056, TENTH),
        ("45056", TENTH),
        ("2023-05-10 00:00:00", TENTH),
        ("2023/5/10 8:30", HALF_PAST_EIGHT),
        ("2023-05-10T08:30:00", HALF_PAST_EIGHT),
        ("20230510083000", HALF_PAST_EIGHT),
        ("2023年5月10日 8:30", HALF_PAST_EIGHT),
        (45056 + 8.5 / 24, HALF_PAST_EIGHT),
    ],
)
def test_every_writing_becomes_a_date(cell, date):
    assert real_date(cell) == date


@pytest.mark.parametrize(
    "cell",
    [
        TENTH,
        HALF_PAST_EIGHT,
        "2023-02-30",
        "soon",
        "3.5万",  # an amount, though 35000 is a day, too
        "1949-12-31",
        2023,
        5.5,
        True,
        None,
        "待补充",
        "2023-05-10T08:30:00+08:00",  # a real date cannot hold the zone
        "2023-05-10 下午3点",
        float("inf"),
        float("nan"),
    ],
)
def test_dates_already_and_what_cannot_be_one_without_loss_stay(cell):
    assert real_date(cell) is None


@given(st.one_of(st.text(max_size=20), st.integers(), st.floats(), st.dates().map(str)))
def test_a_date_is_of_the_day_that_columns_are_read_by(cell):
    date = real_date(cell)

    if date is not None:
        assert parse_days([cell]).values.tolist() == [day_number(dt.date(*date.timetuple()[:3]))]
        assert real_date(date) is None


@given(st.datetimes(dt.datetime(1950, 1, 1), dt.datetime(2100, 1, 1)))  # noqa: DTZ001
def test_a_written_time_is_kept_to_the_second(moment):
    moment = moment.replace(microsecond=0)

    read = real_date(f"{moment:%Y/%m/%d %H:%M:%S}")

    assert read == (moment if moment.time() != dt.time() else moment.date())
    assert day_number(moment.date()) >= RECORDS_BEGIN
