"""Counts and shares per group, spend by month, matrices."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given

from tests.strategies import AS_OF, canonical_orders
from xlsegment.core.days import day_number
from xlsegment.core.summary import count_groups, level_matrix, monthly_spend, score_matrix


def test_the_sources_counts_give_the_sources_shares():
    sizes = {"A001": 1200, "A002": 2000, "A003": 3000, "A004": 1800}
    people = pd.DataFrame(
        {"segment_id": [key for key, n in sizes.items() for _ in range(n)], "window_cents": 100}
    )

    counts = count_groups(people, "segment_id", dict.fromkeys([*sizes, "A999"]))

    assert counts["customers"].tolist() == [1200, 2000, 3000, 1800, 0]
    assert counts["share"].tolist() == [0.15, 0.25, 0.375, 0.225, 0]


def test_nobody_and_nothing_spent_are_no_division_by_zero():
    none = pd.DataFrame(
        {"segment_id": pd.Series([], dtype=object), "window_cents": pd.Series([], dtype="int64")}
    )
    counts = count_groups(none, "segment_id", {"A001": None})

    assert counts["share"].tolist() == [0]
    assert counts["monetary_share"].isna().all()


def day(text: str) -> int:
    return day_number(dt.date.fromisoformat(text))


def orders(*rows: tuple[str, str | None, str, int, int]) -> pd.DataFrame:
    columns = ["customer_id", "order_id", "order_day", "amount_cents", "kind"]
    frame = pd.DataFrame([(c, o, day(d), a, k) for c, o, d, a, k in rows], columns=columns)
    return frame.astype({"order_id": object})


def test_months_without_orders_are_there_too():
    frame = orders(
        ("a", "1", "2022-12-31", 100, 0),
        ("a", "2", "2023-02-01", 200, 0),
        ("a", "2", "2023-02-28", 50, 0),  # a line of the same order
        ("a", None, "2023-02-28", 1, 0),
        ("a", "3", "2023-02-28", -30, 1),  # a return: netted, no order
        ("a", "4", "2023-02-28", 999, 2),  # cancelled
        ("a", "5", "2023-04-01", 999, 0),  # after the analysis date
    )

    months = monthly_spend(frame, as_of=day("2023-03-15"))

    assert months.to_dict("list") == {
        "month": ["2022-12", "2023-01", "2023-02", "2023-03"],
        "orders": [1, 0, 2, 0],
        "monetary_cents": [100, 0, 221, 0],
    }


@given(canonical_orders())
def test_months_add_up_to_the_net_spend(frame):
    kept = frame[(frame["order_day"] <= AS_OF) & (frame["kind"] != 2)]

    assert monthly_spend(frame, as_of=AS_OF)["monetary_cents"].sum() == kept["amount_cents"].sum()


@pytest.mark.parametrize(("make", "size"), [(level_matrix, 3), (lambda t: score_matrix(t, 5), 5)])
def test_matrices_are_complete_with_the_best_first(make, size):
    people = pd.DataFrame(
        {"r_level": [3, 3, 1, 0], "f_level": [3, 1, 1, 0], "r": [5, 5, 1, 0], "f": [5, 1, 1, 0]}
    )

    matrix = make(people)

    assert matrix.shape == (size, size)
    assert matrix.index.tolist() == list(range(size, 0, -1))
    assert matrix.iloc[0, 0] == 1
    assert matrix.iloc[0, -1] == 1
    assert matrix.to_numpy().sum() == 3  # who never bought is in no cell
