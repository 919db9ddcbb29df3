"""Category × frequency: who is counted where, against a count by hand and one without pandas."""

from __future__ import annotations

from collections import defaultdict

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from xlsegment.core.category_matrix import category_matrix


def matrix(orders, levels, *, after=None, rows=7):
    sales = pd.DataFrame(
        {
            "customer_id": [who for who, _, _ in orders],
            "order_day": [day for _, day, _ in orders],
            "row": range(len(orders)),
        }
    )
    people = pd.DataFrame({"customer_id": list(levels), "f_level": list(levels.values())})
    cells = [category for _, _, category in orders]
    return category_matrix(sales, cells, people, after=after, rows=rows, others="其余")


def test_a_customer_counts_once_in_every_category_they_bought():
    orders = [("A", 1, "茶"), ("A", 2, "茶"), ("A", 3, "咖啡"), ("B", 1, "茶"), ("C", 1, " 茶 ")]

    made = matrix(orders, {"A": 3, "B": 1, "C": 1})

    assert made.index.tolist() == ["茶", "咖啡"]
    assert made.loc["茶"].tolist() == [1, 0, 2]
    assert made.loc["咖啡"].tolist() == [1, 0, 0]


def test_categories_beyond_the_rows_share_the_last_one_and_count_a_customer_once():
    orders = [("A", 1, c) for c in "甲乙丙"] + [("B", 1, "甲"), ("C", 1, "甲"), ("B", 1, "乙")]

    made = matrix(orders, {"A": 2, "B": 2, "C": 2}, rows=2)

    assert made.index.tolist() == ["甲", "其余"]
    assert made[2].tolist() == [3, 2]  # A and B bought others, A two of them


def test_orders_before_the_window_blank_categories_and_customers_without_a_level_do_not_count():
    orders = [("A", 5, "茶"), ("A", 6, None), ("B", 6, ""), ("B", 6, "茶"), ("C", 7, "茶")]

    made = matrix(orders, {"A": 3, "B": 1, "C": 0}, after=5)

    assert made.loc["茶"].tolist() == [0, 0, 1]


def test_without_a_category_there_is_no_row():
    assert matrix([("A", 1, None)], {"A": 1}).empty
    assert matrix([], {}).empty


def test_equal_categories_stand_by_name():
    orders = [("A", 1, "乙"), ("A", 1, "丙"), ("A", 1, "甲")]

    assert matrix(orders, {"A": 1}).index.tolist() == sorted("甲乙丙")


orders_of = st.lists(
    st.tuples(
        st.sampled_from("ABCD"), st.integers(1, 9), st.sampled_from(["茶", "酒", "糖", None])
    ),
    max_size=30,
)
levels_of = st.fixed_dictionaries({who: st.integers(0, 3) for who in "ABCD"})


@settings(max_examples=60)
@given(orders_of, levels_of, st.one_of(st.none(), st.integers(0, 9)))
def test_it_is_what_sets_of_customers_say_in_whatever_order_the_rows_stand(orders, levels, after):
    who: dict[str, set[str]] = defaultdict(set)
    for customer, day, category in orders:
        if category and levels[customer] and (after is None or day > after):
            who[category].add(customer)

    for rows in (orders, orders[::-1]):
        made = matrix(rows, levels, after=after)
        assert set(made.index) == set(who)
        for category, customers in who.items():
            expected = [sum(levels[c] == level for c in customers) for level in (3, 2, 1)]
            assert made.loc[category].tolist() == expected
