"""Splitting budget and hours: exact totals, sensible shares, reasons."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xlsegment.core.allocation import allocate, factors, headroom, split

TIERS = ("high", "mid", "low")
PEOPLE = {"high": 10, "mid": 20, "low": 70}
SPEND = {"high": 600_00, "mid": 300_00, "low": 100_00}
ROOM = {"high": 0, "mid": 40, "low": 60}


def given_(adjust=None, cents=1000_00, hours=40, value_part=0.7, lang="zh", **instead):
    figures = {"people": PEOPLE, "spend": SPEND, "room": ROOM} | instead
    return allocate(
        TIERS,
        **figures,
        adjust=adjust or {},
        value_part=value_part,
        cents=cents,
        hours=hours,
        lang=lang,
    )


def test_shares_go_by_value_and_potential():
    rows = given_()
    # 0.7 × 0.6 · 0.7 × 0.3 + 0.3 × 0.4 · 0.7 × 0.1 + 0.3 × 0.6
    assert [row.share for row in rows] == [Fraction(42, 100), Fraction(33, 100), Fraction(25, 100)]
    assert [row.cents for row in rows] == [420_00, 330_00, 250_00]
    assert [row.hours for row in rows] == [17, 13, 10]  # 16.8, 13.2, 10
    assert (
        rows[0].why == "贡献期内消费的 60.0%，提升空间占 0.0%，建议占 42.0%；平均每位客户 42.00 元"
    )


def test_an_adjustment_of_people_moves_the_rest():
    rows = given_({"low": Fraction(0), "mid": Fraction(2)})
    assert [row.share for row in rows] == [Fraction(42, 108), Fraction(66, 108), 0]
    assert sum(row.cents for row in rows) == 1000_00
    assert "按您的调整系数 2 计为 61.1%" in rows[1].why
    assert [row.suggested for row in rows] == [row.suggested for row in given_()]


def test_without_totals_there_are_shares_only():
    rows = given_(cents=None, hours=None)
    assert [(row.cents, row.hours) for row in rows] == [(None, None)] * 3
    assert all(row.share for row in rows)


def test_without_spend_the_headroom_or_the_heads_decide():
    nobody = dict.fromkeys(TIERS, 0)
    assert [r.share for r in given_(spend=nobody)] == [0, Fraction(4, 10), Fraction(6, 10)]
    assert [r.share for r in given_(room=nobody)] == [Fraction(n, 10) for n in (6, 3, 1)]
    rows = given_(spend=nobody, room=nobody)
    assert [r.share for r in rows] == [Fraction(n, 10) for n in (1, 2, 7)]
    assert "按客户数分配" in rows[0].why
    empty = given_(people=nobody, spend=nobody, room=nobody)
    assert [(r.share, r.cents, r.why) for r in empty] == [(None, None, "没有客户，不分配")] * 3


def test_all_adjustments_zero_give_nothing_rather_than_fail():
    rows = given_(dict.fromkeys(TIERS, Fraction(0)))
    assert [(row.share, row.cents) for row in rows] == [(None, None)] * 3


@settings(max_examples=60)
@given(
    st.integers(0, 10**12),
    st.lists(st.fractions(0, 50, max_denominator=1000), min_size=1, max_size=9),
)
def test_a_split_is_exact_and_never_more_than_one_off(total, weights):
    parts = split(total, weights)
    whole = sum(weights)
    assert sum(parts) == (total if whole else 0)
    if whole:
        exact = [total * weight / whole for weight in weights]
        assert all(abs(p - e) < 1 for p, e in zip(parts, exact, strict=True))


@pytest.mark.parametrize(
    ("cell", "factor", "found"),
    [(None, 1, 0), (1.5, Fraction(3, 2), 0), ("2", 2, 0), (0, 0, 0), (-1, 1, 1), ("多", 1, 1),
     (101, 1, 1), (True, 1, 1)],
)  # fmt: skip
def test_adjustments_are_numbers_from_0_to_100(cell, factor, found):
    read, findings = factors([cell], "allocation")
    assert (read, len(findings)) == ([factor], found)
    assert all((f.code, f.row) == ("W-108", 0) for f in findings)


def test_headroom_is_the_way_to_the_best_weighed_by_recency():
    people = pd.DataFrame(
        {"window_cents": [900, 700, 100, 300, -50, 0], "r_level": [3, 2, 3, 2, 1, 0]}
    )
    best = [True, True, False, False, False, False]
    # their mean is 800: 0, 100 x .5, 700 x 1, 500 x .5, 800 x .1, never bought: none
    assert headroom(people, best).tolist() == [0, 500, 7000, 2500, 800, 0]
    assert headroom(people, [False] * 6).max() > 0
    assert headroom(people.iloc[:0], []).tolist() == []
    assert headroom(people, np.array(best)).dtype == np.int64
