"""Frequency, recency, age and mean spend: worked by hand, and whatever the order of the rows."""

from __future__ import annotations

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from xlsegment.core.lifetime.history import PurchaseLog


def orders(*rows: tuple[str, int, int, int]) -> pd.DataFrame:
    frame = pd.DataFrame(list(rows), columns=["customer_id", "order_day", "amount_cents", "kind"])
    return frame.astype({"customer_id": object})


def test_orders_of_one_day_are_one_purchase_and_the_first_one_is_not_counted():
    # ann: days 10 (two orders), 24 and 45; bob: day 30 only; nobody's cancelled order counts
    log = PurchaseLog.of(
        orders(
            ("ann", 10, 1000, 0), ("ann", 10, 500, 0), ("bob", 30, 700, 0),
            ("ann", 24, 2000, 0), ("ann", 45, 4000, 0), ("ann", 60, 9900, 2),
        )
    )  # fmt: skip

    history = log.history(80)

    assert log.customers.tolist() == ["ann", "bob"]
    assert history.frequency.tolist() == [2, 0]
    assert history.recency.tolist() == [35, 0]
    assert history.age.tolist() == [70, 50]
    assert history.spend[0] == 3000.0
    assert np.isnan(history.spend[1])
    assert history.cycles.tolist() == [17.5]


def test_refunds_are_shared_out_between_first_and_repeat_purchases():
    # 4,000 of 10,000 came back: of the 6,000 on the repeat day 3,600 are left
    log = PurchaseLog.of(orders(("ann", 0, 4000, 0), ("ann", 9, 6000, 0), ("ann", 12, -4000, 1)))

    assert log.history(11).spend.tolist() == [6000.0]
    assert log.history(12).spend.tolist() == [3600.0]
    assert log.net_cents(after=0, until=12).tolist() == [2000]


def test_who_gave_everything_back_has_spent_nothing():
    log = PurchaseLog.of(orders(("ann", 0, 100, 0), ("ann", 9, 200, 0), ("ann", 9, -500, 1)))

    assert log.history(9).spend.tolist() == [0.0]


def test_looking_from_an_earlier_day_later_days_are_unknown():
    log = PurchaseLog.of(orders(("ann", 0, 100, 0), ("ann", 9, 200, 0), ("bob", 5, 100, 0)))

    assert log.history(4).customer.tolist() == [0]
    assert log.history(4).frequency.tolist() == [0]
    assert log.purchase_days(after=4, until=9).tolist() == [1, 1]


def test_without_orders_there_is_nobody():
    log = PurchaseLog.of(orders(("ann", 3, -100, 1)))

    assert len(log.customers) == len(log.history(9).customer) == 0


@settings(max_examples=40)
@given(
    st.lists(
        st.tuples(
            st.sampled_from("abcd"), st.integers(0, 40), st.integers(0, 900), st.integers(0, 2)
        ),
        min_size=1,
        max_size=25,
    ),
    st.randoms(use_true_random=False),
)
def test_the_order_of_the_rows_does_not_matter(rows, shuffle):
    signed = [(c, d, -a if kind == 1 else a, kind) for c, d, a, kind in rows]
    mixed = list(signed)
    shuffle.shuffle(mixed)

    one, other = (PurchaseLog.of(orders(*given)) for given in (signed, mixed))

    assert one.customers.tolist() == other.customers.tolist()
    for key in ("frequency", "recency", "age", "spend"):
        np.testing.assert_array_equal(
            getattr(one.history(30), key), getattr(other.history(30), key)
        )
    by_hand = {c: {d for cc, d, _, kind in rows if cc == c and kind == 0} for c, *_ in rows}
    counts = [len([d for d in by_hand[c] if d <= 30]) for c in one.customers]
    assert [x + 1 for x in one.history(30).frequency] == [n for n in counts if n]
