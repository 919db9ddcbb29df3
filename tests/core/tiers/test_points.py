"""Points of one criterion: cuts, thirds, values that people list."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xlsegment.core.tiers.points import by_cuts, by_thirds, score_column
from xlsegment.core.tiers.standards import Standard

VALUES = st.lists(st.integers(0, 6).map(float), min_size=1, max_size=25)


def standard(cuts=None, better="high", scores=None):
    return Standard("标准", Fraction(1), better, cuts, scores or {}, None, "列")


def points_of(cells, rated=None, **of):
    column = pd.Series(cells)
    rated = np.ones(len(column), dtype=bool) if rated is None else np.array(rated)
    return score_column(column, standard(**of), rated)


@pytest.mark.parametrize(
    ("values", "points"),
    [
        ([1, 2, 3], [1, 2, 3]),
        ([10, 20, 30, 40, 50, 60], [1, 1, 2, 2, 3, 3]),
        ([5], [2]),  # alone, a customer is in the middle
        ([5, 5, 5, 5], [2, 2, 2, 2]),
        ([0, 1], [1, 3]),
        # half have bought nothing: their middle is at a quarter, that of the others above
        ([0, 0, 0, 0, 1, 1, 1, 9], [1, 1, 1, 1, 3, 3, 3, 3]),
        ([1, 5, 5, 5], [1, 2, 2, 2]),  # three quarters share a value: middle rank .625
    ],
)
def test_thirds_go_by_the_middle_rank_of_equal_values(values, points):
    assert by_thirds(np.array(values, dtype=float), "high").tolist() == points


@settings(max_examples=60)
@given(VALUES)
def test_thirds_are_fair(values):
    numbers = np.array(values)
    points = by_thirds(numbers, "high")
    of = dict(zip(values, points.tolist(), strict=True))
    assert [of[v] for v in values] == points.tolist()  # equal values score equally
    assert sorted(of.values()) == [of[v] for v in sorted(of)]  # more is never less
    # turned round, 3 becomes 1, but for a middle rank that lies on an edge
    back = by_thirds(numbers, "low")
    assert (np.abs(4 - points - back) <= 1).all()
    # an independent way: pandas' average rank
    share = (pd.Series(values).rank(method="average") - 0.5) / len(values)
    exact = [min(3, int(Fraction(r).limit_denominator(1000) * 3) + 1) for r in share]
    assert exact == points.tolist()


def test_given_cuts_are_inclusive_in_both_directions():
    values = np.array([100.0, 60.0, 59.99, 40.0, 39.0])
    assert by_cuts(values, (60, 40), "high").tolist() == [3, 3, 2, 2, 1]
    assert by_cuts(np.array([0.0, 30.0, 31.0, 90.0, 91.0]), (30, 90), "low").tolist() == [
        3, 3, 2, 2, 1,
    ]  # fmt: skip


def test_the_cuts_of_thirds_can_be_typed_back():
    values = [3.0, 1.0, 4.0, 1.0, 5.0, 9.0, 2.0, 6.0]
    for better in ("high", "low"):
        fitted = points_of(values, better=better)
        upper, lower = fitted.cuts
        again = points_of(values, better=better, cuts=(upper, lower))
        assert again.points.tolist() == fitted.points.tolist()
        assert (fitted.source, again.source) == ("thirds", "fixed")


def test_listed_values_score_by_the_word_they_are_or_begin_with():
    scored = points_of(
        ["高", "高：售后优先", "高效", " 中(回访) ", "低", None, "", "VIP"],
        scores={"高": 3, "中": 2, "低": 1},
    )
    assert scored.points.tolist() == [3, 3, 0, 2, 1, 0, 0, 0]
    assert (scored.unfit, scored.source, scored.cuts) == (2, "values", (None, None))


def test_listed_numbers_are_values_too():
    assert points_of([1.0, 2.0, 3.0], scores={"1": 3, "2": 1}).points.tolist() == [3, 1, 0]
    mixed = points_of(["A", 7, "B", "12"], scores={"A": 3, "b": 1}, cuts=(10, 5))
    assert mixed.points.tolist() == [3, 2, 1, 3]


def test_customers_who_are_not_rated_get_no_points_and_move_no_third():
    scored = points_of([1.0, 2.0, 3.0, 99.0], rated=[True, True, True, False])
    assert scored.points.tolist() == [1, 2, 3, 0]


@pytest.mark.parametrize("cells", [[], [None, None], [float("nan")] * 3])
def test_without_values_nobody_gets_points(cells):
    scored = points_of(cells)
    assert (scored.known, scored.source, scored.cuts) == (0, "none", (None, None))


def test_what_is_no_number_is_counted():
    scored = points_of(["12", "多", 3, None])
    assert scored.points.tolist() == [3, 0, 1, 0]
    assert scored.unfit == 1
