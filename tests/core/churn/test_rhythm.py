"""Intervals between purchase days: worked by hand, and against pandas and NumPy."""

from __future__ import annotations

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from xlsegment.core.churn.rhythm import NEVER, PurchaseDays, rhythm_of

sales_rows = st.lists(
    st.tuples(st.sampled_from("abcdef"), st.integers(0, 300)), min_size=0, max_size=60
)


def sales(*rows: tuple[str, int]) -> pd.DataFrame:
    frame = pd.DataFrame(list(rows), columns=["customer_id", "order_day"])
    return frame.astype({"customer_id": object, "order_day": "int64"})


def rhythm(*rows: tuple[str, int], own_from: int = 1, percent: int = 90):
    return rhythm_of(PurchaseDays.of(sales(*rows)), own_from=own_from, percent=percent)


def test_intervals_lie_between_purchase_days_not_between_orders():
    # 0, 10 and 40: two orders on day 10 are one purchase day
    found = rhythm(("a", 0), ("a", 10), ("a", 10), ("a", 40))

    assert found.intervals.tolist() == [2]
    assert found.usual.tolist() == [2000]  # median of 10 and 30
    assert found.long.tolist() == [2800]  # PERCENTILE.INC(10, 30; 0.9) = 10 + 0.9 * 20
    assert found.last_day.tolist() == [40]


def test_the_shop_is_everybodys_first_interval_counted_once():
    rows = [("a", 0), ("a", 10), ("a", 11), ("a", 12), ("b", 0), ("b", 30), ("c", 5)]

    found = rhythm(*rows, own_from=3)

    assert (found.shop_usual, found.shop_long) == (2000, 2800)  # of 10 and 30
    # a has three of their own (10, 1, 1); b one of three; c none at all
    assert found.usual.tolist() == [100, round((3000 + 2 * 2000) / 3), 2000]
    assert found.long.tolist() == [820, round((3000 + 2 * 2800) / 3), 2800]


def test_where_nobody_came_back_there_is_no_rhythm():
    found = rhythm(("a", 0), ("b", 7), own_from=3)

    assert (found.shop_usual, found.shop_long) == (0, 0)
    assert found.usual.tolist() == [0, 0]


def test_without_orders_there_is_nobody():
    found = rhythm()

    assert len(found.last_day) == 0
    assert found.shop_usual == 0


def test_whoever_buys_only_later_has_not_bought_yet():
    days = PurchaseDays.of(sales(("a", 3), ("b", 9)))

    found = rhythm_of(days.until(5), own_from=1, percent=90)

    assert days.ids.tolist() == ["a", "b"]
    assert found.last_day.tolist() == [3, NEVER]


@settings(max_examples=60)
@given(sales_rows, st.integers(50, 100), st.randoms(use_true_random=False))
def test_quantiles_are_those_of_numpy_whatever_the_order_of_the_rows(rows, percent, draw):
    found = rhythm(*rows, percent=percent)
    draw.shuffle(rows)
    again = rhythm(*rows, percent=percent)

    ids = sorted({customer for customer, _ in rows})
    for position, customer in enumerate(ids):
        gaps = np.diff(sorted({day for who, day in rows if who == customer}))
        assert found.intervals[position] == len(gaps)
        if len(gaps):
            assert found.usual[position] / 100 == np.median(gaps)
            assert np.isclose(found.long[position] / 100, np.percentile(gaps, percent), atol=1e-9)
    for name in ("last_day", "intervals", "usual", "long"):
        assert getattr(found, name).tolist() == getattr(again, name).tolist()


@settings(max_examples=40)
@given(sales_rows)
def test_the_shops_figures_are_those_of_pandas(rows):
    found = rhythm(*rows)

    days = sales(*rows).drop_duplicates().sort_values(["customer_id", "order_day"])
    days["gap"] = days.groupby("customer_id")["order_day"].diff()
    first = days.dropna().drop_duplicates("customer_id")["gap"]
    if first.empty:
        assert found.shop_usual == 0
    else:
        assert found.shop_usual / 100 == first.median()
        assert np.isclose(found.shop_long / 100, first.quantile(0.9), atol=1e-9)
