"""Matrices: who is where and why, worked by hand; every customer in exactly one cell."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xlsegment.core.matrix.axes import ACTIVITY, NEED, Facts
from xlsegment.core.matrix.bounds import Bounds
from xlsegment.core.matrix.matrices import (
    CELLS,
    MATRICES,
    NOT_JUDGED,
    UNKNOWN,
    count_cells,
    place_customers,
)

NAN = float("nan")
BOUNDS = Bounds()
BY_KEY = {matrix.key: matrix for matrix in MATRICES}


def facts(size: int, **given: list[object]) -> Facts:
    """Customers who bought, of whom nothing else is known."""
    plain = Facts(
        bought=np.ones(size, dtype=bool),
        much=np.zeros(size, dtype=bool),
        classed=np.ones(size, dtype=bool),
        worth=np.ones(size, dtype=np.int64),
        recency=np.full(size, NAN),
        cycle=np.full(size, NAN),
        recent=np.zeros(size, dtype=bool),
        minutes=np.full(size, NAN),
        clicks=np.full(size, NAN),
        typed=np.full(size, -1, dtype=np.int64),
        unhappy=np.zeros(size, dtype=bool),
    )
    return replace(
        plain,
        **{key: np.array(x, dtype=getattr(plain, key).dtype) for key, x in given.items()},
    )


def test_urgent_is_who_is_overdue_but_not_asleep():
    # cycle 30 days: 30 days ago is due today, 31 to 90 overdue, 91 asleep
    people = facts(4, recency=[30, 31, 90, 91], cycle=[30, 30, 30, 30])

    urgent, known = NEED.judge(people, BOUNDS)

    assert urgent.tolist() == [False, True, True, False]
    assert known.all()


def test_who_bought_once_is_measured_by_the_usual_cycle_of_the_others():
    people = facts(4, recency=[10, 10, 40, 50], cycle=[20, 30, 60, NAN])

    urgent, known = NEED.judge(people, BOUNDS)

    assert urgent.tolist() == [False, False, False, True]  # the median is 30
    assert known.all()


def test_what_people_entered_goes_before_the_cycle():
    people = facts(3, recency=[45, 10, 45], cycle=[30, 30, 30], typed=[0, 1, -1])

    assert NEED.judge(people, BOUNDS)[0].tolist() == [False, True, True]


def test_whoever_complained_lately_is_urgent():
    people = facts(2, recency=[1, 1], cycle=[30, 30], unhappy=[True, False])

    assert NEED.judge(people, BOUNDS)[0].tolist() == [True, False]


def test_without_any_cycle_the_need_is_not_known():
    people = facts(3, recency=[5, 6, NAN], typed=[-1, 1, -1])

    assert NEED.judge(people, BOUNDS)[1].tolist() == [False, True, False]


def test_purchases_on_days_in_a_row_with_no_gap_divide_by_nothing():
    people = facts(2, recency=[5, 5], cycle=[0, NAN])

    assert NEED.judge(people, BOUNDS)[1].tolist() == [False, False]


def test_activity_goes_by_visits_where_there_are_any_and_else_by_the_last_purchase():
    people = facts(
        6,
        minutes=[100, 99, 5, NAN, NAN, NAN],
        clicks=[10, 10, 20, NAN, NAN, 3],
        recent=[False, True, False, True, False, True],
    )

    active, known = ACTIVITY.judge(people, BOUNDS)

    # minutes of the last one are missing: clicks alone do not tell, the purchase does
    assert active.tolist() == [True, False, True, True, False, True]
    assert known.all()


def test_who_never_bought_and_never_clicked_is_not_placed():
    people = facts(2, bought=[False, True], worth=[0, 3], recent=[False, True])

    places = place_customers(BY_KEY["worth_activity"], people, BOUNDS)

    assert places.tolist() == [UNKNOWN, 0]


def test_the_four_classes_are_called_as_in_the_source():
    matrix = BY_KEY["worth_activity"]

    names = [matrix.cell_name(place).zh for place in range(4)]

    assert names == ["高价值高活跃", "高价值低活跃", "低价值高活跃", "低价值低活跃"]
    assert matrix.cell_name(UNKNOWN) is NOT_JUDGED


@pytest.mark.parametrize("matrix", MATRICES, ids=lambda matrix: matrix.key)
def test_a_matrix_says_what_to_do_in_every_cell_and_by_which_rule(matrix):
    assert set(matrix.advice) == set(CELLS)
    for text in (*matrix.advice.values(), *matrix.rules(BOUNDS)):
        assert text.zh
        assert text.en
        assert "{" not in text.zh + text.en


@settings(max_examples=40)
@given(st.data(), st.integers(1, 12))
def test_every_customer_is_in_one_cell_and_nothing_gets_lost(data, size):
    def many(values):
        return data.draw(st.lists(values, min_size=size, max_size=size))

    number = st.one_of(st.just(NAN), st.floats(0, 400))
    people = facts(
        size,
        bought=many(st.booleans()),
        much=many(st.booleans()),
        classed=many(st.booleans()),
        worth=many(st.integers(0, 3)),
        recency=many(number),
        cycle=many(number),
        recent=many(st.booleans()),
        minutes=many(number),
        clicks=many(number),
        typed=many(st.integers(-1, 1)),
        unhappy=many(st.booleans()),
    )
    cents = np.arange(size, dtype=np.int64)
    for matrix in MATRICES:
        customers, spend = count_cells(place_customers(matrix, people, BOUNDS), cents)

        assert len(customers) == len(spend) == len(CELLS) + 1
        assert customers.sum() == size
        assert spend.sum() == cents.sum()
