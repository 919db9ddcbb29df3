"""Whole columns of moments are read as single cells are."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsegment.core.momentcells import parse_moments
from xlsegment.core.moments import moment_of

NINE = 1_685_610_000.0  # 2023-06-01 09:00, 19509 days and 9 hours after 1970


@pytest.mark.parametrize(
    "cell",
    [
        dt.datetime(2023, 6, 1, 9),  # noqa: DTZ001
        pd.Timestamp("2023-06-01 09:00"),
        np.datetime64("2023-06-01T09:00"),
        45078.375,
        "45078.375",
        "2023-06-01 09:00",
        "2023/6/1 9:00:00",
        "2023年6月1日 上午9:00",
        "2023.06.01 9:00 AM",
        "2023-06-01T09:00:00Z",
        "20230601090000",
        "２０２３-０６-０１　０９:００",
    ],
)
def test_nine_o_clock_in_many_writings(cell):
    parsed = parse_moments([cell])

    assert parsed.ok.tolist() == [True]
    assert parsed.values.tolist() == [NINE]


def test_a_date_alone_is_its_midnight():
    cells = [dt.date(2023, 6, 1), "2023-06-01", 45078, 45078.0, 20230601]

    assert set(parse_moments(cells).values.tolist()) == {NINE - 9 * 3600}


@pytest.mark.parametrize(
    "cell", ["soon", "2023-06-01 25:00", "09:30", 0.5, 1999, True, "2023-02-30 10:00", float("inf")]
)
def test_what_is_no_moment_is_bad_and_nothing_else(cell):
    parsed = parse_moments([cell, 45078.5])

    assert parsed.bad.tolist() == [True, False]
    assert parsed.blank.tolist() == [False, False]
    assert parsed.values[0] == 0


def test_blank_cells_are_blank():
    assert parse_moments([None, "", "-", "待补充", float("nan")]).blank.all()
    assert parse_moments([]).values.tolist() == []


def test_the_last_half_millisecond_of_a_day_is_the_next_day():
    assert parse_moments([45078 - 1e-9]).values.tolist() == [NINE - 9 * 3600]


@given(
    st.lists(
        st.datetimes(dt.datetime(1950, 1, 1), dt.datetime(2100, 1, 1)),  # noqa: DTZ001
        max_size=20,
    )
)
def test_a_column_is_read_as_its_cells_are(moments):
    whole = [moment.replace(microsecond=0) for moment in moments]
    texts = [f"{moment:%Y-%m-%d %H:%M:%S}" for moment in whole]
    serials = [(m - dt.datetime(1899, 12, 30)) / dt.timedelta(days=1) for m in whole]  # noqa: DTZ001

    expected = [moment_of(moment) for moment in whole]
    assert parse_moments(whole).values.tolist() == expected
    assert parse_moments(texts).values.tolist() == expected
    assert parse_moments(serials).values.tolist() == pytest.approx(expected, abs=1e-3)
