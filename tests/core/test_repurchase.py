"""Repurchase over spans of days, of groups as they were then: worked by hand, and no look-ahead."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xlsegment.core.activity import activity_of
from xlsegment.core.earlier import Earlier, members_of
from xlsegment.core.model import segment_customers
from xlsegment.core.repurchase import (
    Span,
    ordered,
    ordered_again,
    orders_per_member,
    spend_per_member,
    spend_per_order,
)
from xlsegment.core.settings import Settings

DAY = np.datetime64("2025-01-01")


def run(orders, as_of=200, **choices):
    """Segment (customer, day, amount) or (customer, day, amount, order id) rows."""
    frame = pd.DataFrame(
        [
            {
                "order_id": row[3] if len(row) > 3 else f"D{number}",
                "customer_id": row[0],
                "order_date": str(DAY + row[1]),
                "amount": row[2],
            }
            for number, row in enumerate(orders)
        ],
        columns=["order_id", "customer_id", "order_date", "amount"],
    )
    base = int(DAY.astype(int))
    return segment_customers(frame, None, Settings(as_of=base + as_of, **choices)), base


def span(base, first, last, known_to=None):
    return Span(base + first, base + last, base + (last if known_to is None else known_to))


ORDERS = [
    ("a", 10, 100), ("a", 50, 30), ("a", 60, 50),
    ("b", 20, 10), ("b", 55, 40),
    ("c", 30, 70),
    ("d", 52, 20),
]  # fmt: skip


def test_who_ordered_again_by_hand():
    result, base = run(ORDERS)
    activity = activity_of(result)
    earlier = Earlier(result)
    members = members_of(earlier.segments(base + 49), None)  # a, b, c; d comes on day 52

    assert members.tolist() == [True, True, True, False]
    sample = ordered(activity, members, span(base, 50, 79))
    assert (sample.value, sample.size, sample.is_rate) == (2 / 3, 3, True)
    assert spend_per_order(activity, members, span(base, 50, 79)).value == 120 / 3
    assert orders_per_member(activity, members, span(base, 50, 79)).value == 1.0
    assert spend_per_member(activity, members, span(base, 50, 79)).value == 40.0


def test_once_more_within_thirty_days_counts_those_whose_thirty_days_are_over():
    orders = [
        ("a", 100, 1), ("a", 130, 1),  # day 30 counts
        ("b", 100, 1), ("b", 131, 1),  # day 31 does not
        ("c", 105, 1), ("c", 105, 1),  # on the same day is not once more
        ("d", 171, 1), ("d", 180, 1),  # its thirty days are not over
        ("e", 170, 1), ("e", 200, 1),  # they end with the last day known
    ]  # fmt: skip
    result, base = run(orders)
    everybody = np.ones(5, dtype=bool)
    sample = ordered_again(activity_of(result), everybody, span(base, 100, 190, 200))

    assert (sample.size, sample.value) == (4, 2 / 4)


def test_orders_before_a_span_do_not_tell_whether_somebody_came_back_in_it():
    result, base = run([("a", 99, 1), ("a", 110, 1)])
    sample = ordered_again(activity_of(result), np.ones(1, dtype=bool), span(base, 100, 190, 200))

    assert sample.value == 0


def test_rows_of_one_order_are_one_and_so_are_orders_of_a_day_where_they_are_merged():
    orders = [("a", 10, 5, "X"), ("a", 12, 7, "X"), ("a", 12, 9, "Y"), ("b", 12, 1, "X")]
    activity = activity_of(run(orders)[0])
    assert activity.orders_each().tolist() == [2, 1]
    assert activity.first_day_each().tolist() == [20099, 20101]
    assert activity.spend_each().tolist() == [21, 1]

    merged = activity_of(run(orders, merge_same_day=True)[0])
    assert merged.orders_each().tolist() == [2, 1]
    assert merged.spend_each().tolist() == [21, 1]


def test_returns_cancelled_orders_and_later_ones_are_no_orders():
    frame = pd.DataFrame(
        {
            "order_id": list("12345"),
            "customer_id": ["a"] * 5,
            "order_date": ["2025-01-01", "2025-01-02", "2025-01-03", "2025-01-04", "2025-09-01"],
            "amount": [10, -10, 20, 30, 40],
            "status": [None, None, "退款", "已取消", None],
        }
    )
    result = segment_customers(frame, None, Settings(as_of=int(DAY.astype(int)) + 200))

    assert activity_of(result).orders_each().tolist() == [1]


def test_nobody_and_no_orders_give_nothing_rather_than_an_error():
    result, base = run([("a", 10, 5)])
    activity, nobody = activity_of(result), np.zeros(1, dtype=bool)
    for measure in (ordered, ordered_again, spend_per_order, orders_per_member, spend_per_member):
        assert measure(activity, nobody, span(base, 0, 5)).value is None
    assert spend_per_order(activity, ~nobody, span(base, 20, 30)).value is None


def test_without_order_rows_there_is_no_past():
    customers = pd.DataFrame(
        {
            "customer_id": ["a"],
            "last_order_date": ["2025-01-01"],
            "frequency": [2],
            "monetary": [10],
        }
    )
    result = segment_customers(None, customers, Settings())

    assert activity_of(result) is None
    assert Earlier(result).segments(result.as_of - 30) is None


many = st.lists(
    st.tuples(st.sampled_from("abcdefgh"), st.integers(0, 400), st.integers(1, 3000)),
    min_size=1,
    max_size=40,
)


@given(many, st.integers(0, 400), st.sampled_from(["rules", "strict", "eight", "eleven"]))
@settings(max_examples=12)
def test_a_group_of_an_earlier_day_is_what_a_run_of_that_day_would_have_said(orders, day, scheme):
    result, base = run(orders, 400, scheme=scheme)
    then = [row for row in orders if row[1] <= day]
    found = Earlier(result).segments(base + day)
    known = dict(zip(result.counted["customer_id"], found, strict=True))
    if not then:
        assert set(found) == {"A000"}
        return
    alone, _ = run(then, day, scheme=scheme)

    told = dict(zip(alone.counted["customer_id"], alone.counted["segment_id"], strict=True))
    assert {name: known[name] for name in told} == told
    assert all(segment == "A000" for name, segment in known.items() if name not in told)


@given(many, st.randoms(use_true_random=False))
@settings(max_examples=8)
def test_the_order_of_the_rows_does_not_matter(orders, random):
    shuffled = list(orders)
    random.shuffle(shuffled)
    one, base = run(orders, 400)
    other, _ = run(shuffled, 400)
    period = span(base, 100, 300, 400)
    for measure in (ordered, ordered_again, spend_per_order, orders_per_member):
        values = []
        for result in (one, other):
            members = members_of(Earlier(result).segments(base + 99), None)
            values.append(measure(activity_of(result), members, period).value)
        assert values[0] == pytest.approx(values[1])


def test_frozen_cuts_are_those_of_the_day_they_are_taken_from():
    orders = [(f"c{i}", 10 * i, 100 * (i + 1)) for i in range(12)]
    result, base = run(orders, 200, scheme="eight")
    earlier = Earlier(result)
    day, first = base + 110, base + 60
    frozen = earlier.segments(day, first)

    settings = replace(result.settings, as_of=day, frozen=earlier.cuts(first))
    frame = [row for row in orders if row[1] <= 110]
    alone, _ = run(frame, 110, scheme="eight", frozen=settings.frozen)
    assert frozen.tolist() == alone.counted["segment_id"].tolist()
