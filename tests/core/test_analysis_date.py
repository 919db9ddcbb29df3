"""The analysis date when none is given: a mistyped year must not decide it."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsegment.core.analysis_date import default_day
from xlsegment.core.days import day_number
from xlsegment.core.model import segment_customers
from xlsegment.core.settings import Settings

TODAY = day_number(dt.date(2026, 11, 22))


def orders(*days: str) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "order_id": [f"T{i}" for i in range(len(days))],
            "customer_id": [f"C{i % 40}" for i in range(len(days))],
            "order_date": days,
            "amount": 50,
        },
        dtype=object,
    )


def codes(result) -> list[tuple[str, int | None]]:
    return [(f.code, f.row) for f in result.findings if f.code in ("W-023", "W-035")]


def test_an_order_after_today_does_not_make_the_analysis_date():
    table = orders("2025-05-01", "2205-06-01", "2025-05-31")

    result = segment_customers(table, None, Settings(latest_day=TODAY))

    assert result.as_of == day_number(dt.date(2025, 5, 31))
    assert codes(result) == [("W-035", None), ("W-023", 1)]
    doubt = next(f for f in result.findings if f.code == "W-035")
    assert "2025-05-31" in doubt.what("zh")
    assert "2025-05-31" in doubt.what("en")


def test_without_a_clock_an_isolated_jump_of_a_few_orders_does_not_make_it_either():
    table = orders(*["2025-05-31"] * 500, "2205-06-01", "2305-06-01")

    result = segment_customers(table, None)

    assert result.as_of == day_number(dt.date(2025, 5, 31))
    assert codes(result) == [("W-035", None), ("W-023", 500), ("W-023", 501)]


@pytest.mark.parametrize(
    ("before", "after", "gap", "believed"),
    [
        (500, 2, 367, False),
        (500, 2, 366, True),  # a year without an order is possible
        (398, 2, 5000, True),  # half a per cent is too many to be a slip
        (0, 1, 0, True),
    ],
)
def test_a_jump_is_isolated_when_it_is_long_and_rare(before, after, gap, believed):
    days = np.array([100] * before + [100 + gap] * after)

    assert default_day(days, None) == (100 + gap if believed else 100)


def test_a_given_date_is_taken_as_it_is():
    table = orders("2025-05-01", "2205-06-01")
    as_of = day_number(dt.date(2205, 6, 1))

    result = segment_customers(table, None, Settings(as_of=as_of, latest_day=TODAY))

    assert result.as_of == as_of
    assert codes(result) == []


def test_where_every_order_is_later_the_clock_is_wrong():
    table = orders("2025-05-01", "2025-05-31")

    result = segment_customers(table, None, Settings(latest_day=0))

    assert result.as_of == day_number(dt.date(2025, 5, 31))
    assert codes(result) == []


def test_dates_of_the_customer_table_are_looked_at_in_the_same_way():
    table = pd.DataFrame(
        {
            "customer_id": ["a", "b"],
            "last_order_date": ["2025-05-31", "2205-05-31"],
            "frequency": [1, 2],
            "monetary": [10, 20],
        },
        dtype=object,
    )

    result = segment_customers(None, table, Settings(latest_day=TODAY))

    assert result.as_of == day_number(dt.date(2025, 5, 31))
    assert codes(result) == [("W-035", None), ("W-023", 1)]


@given(
    st.lists(st.integers(0, 40_000), min_size=1, max_size=50),
    st.one_of(st.none(), st.integers(0, 40_000)),
)
def test_the_date_is_a_day_with_an_order_and_not_after_the_latest_where_there_is_one(days, latest):
    found = default_day(np.array(days), latest)

    assert found in days
    if latest is not None and min(days) <= latest:
        assert found <= latest
    if latest is None:
        assert found == max(days)  # so few orders that no jump is rare
