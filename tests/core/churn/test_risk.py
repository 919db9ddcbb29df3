"""The rule of the warning, worked by hand, and its back-test."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.churn.test_rhythm import sales, sales_rows
from xlsegment.core.churn.backtest import Score, back_test
from xlsegment.core.churn.rhythm import PurchaseDays
from xlsegment.core.churn.risk import HIGH, LOW, MID, NONE, UNKNOWN, ChurnRules, judge

# Every 10 days: usual 10, and no interval is longer.
STEADY = [("a", day) for day in range(0, 101, 10)]
RULES = ChurnRules()


def level(elapsed: int, rows=STEADY, rules=RULES, worse=None) -> int:
    judged = judge(PurchaseDays.of(sales(*rows)), 100 + elapsed, rules, worse)
    return int(judged.level[0])


@pytest.mark.parametrize(
    ("elapsed", "expected"),
    [(0, NONE), (14, NONE), (15, LOW), (19, LOW), (20, MID), (29, MID), (30, HIGH), (365, HIGH)],
)
def test_risk_goes_by_multiples_of_the_own_interval_and_equality_counts(elapsed, expected):
    assert level(elapsed) == expected


def test_a_whole_multiple_is_reached_exactly_also_with_odd_bounds():
    rules = ChurnRules(low=1.1, mid=1.2, high=1.3)

    assert [level(days, rules=rules) for days in (10, 11, 12, 13)] == [NONE, LOW, MID, HIGH]


def test_middle_and_high_risk_need_more_than_the_own_long_interval():
    # intervals 10 x 8 and 60 x 2: median 10, 90 % quantile 60
    days = np.cumsum([0, *[10] * 8, 60, 60])
    rows = [("a", int(day)) for day in days]
    last = int(days[-1])

    def at(elapsed):
        return int(judge(PurchaseDays.of(sales(*rows)), last + elapsed, RULES).level[0])

    assert [at(15), at(30), at(60), at(61)] == [LOW, LOW, LOW, HIGH]


def test_other_signals_add_levels_up_to_high():
    assert level(0, worse=np.array([1])) == LOW
    assert level(15, worse=np.array([1])) == MID
    assert level(30, worse=np.array([2])) == HIGH


def test_who_is_away_too_long_is_lost_and_no_longer_warned_of():
    days = PurchaseDays.of(sales(*STEADY))
    judged = judge(days, 100 + 366, RULES, np.array([1]))

    assert judged.lost.tolist() == [True]
    assert judged.level.tolist() == [NONE]
    assert judged.watched.tolist() == [False]


def test_slow_buyers_are_not_lost_before_their_risk_is_high():
    rows = [("a", 0), ("a", 300), ("a", 600), ("a", 900)]

    judged = judge(PurchaseDays.of(sales(*rows)), 900 + 500, RULES)

    assert judged.lost.tolist() == [False]
    assert judged.level.tolist() == [LOW]


def test_nobody_is_judged_without_a_rhythm_or_before_the_first_purchase():
    rows = [("a", 0), ("b", 0), ("b", 10), ("c", 50)]

    assert judge(PurchaseDays.of(sales(*rows[:2])), 90, RULES).level.tolist() == [UNKNOWN, UNKNOWN]
    assert judge(PurchaseDays.of(sales(*rows)), 40, RULES).level.tolist()[2] == UNKNOWN


# --- back-test --------------------------------------------------------------------------------

# Horizon 90, as of day 360: cut-off days 270, 180 and 90. All buy every 10 days.
#   gone   until 240: at 270 three times the interval: warned, and no purchase after: TP
#   back   until 240, then 300: warned at 270, but back: FP
#   sudden until 270: at 270 not warned, and never again: FN
#   loyal  all the time: TN
PAST = [
    *(("gone", day) for day in range(0, 241, 10)),
    *(("back", day) for day in [*range(0, 241, 10), 300]),
    *(("sudden", day) for day in range(0, 271, 10)),
    *(("loyal", day) for day in range(0, 361, 10)),
]


def test_a_back_test_worked_by_hand():
    scores = back_test(PurchaseDays.of(sales(*PAST)), 360, RULES)

    by_day = {score.day: score for score in scores if score.day is not None}
    assert list(by_day) == [270, 180, 90]
    first = by_day[270]
    assert (first.tp, first.fp, first.fn, first.tn) == (1, 1, 1, 1)
    assert (first.precision, first.recall, first.base_rate, first.lift) == (0.5, 0.5, 0.5, 1.0)
    assert (by_day[180].fn, by_day[180].tn, by_day[180].precision) == (0, 4, None)
    # day 90 has exactly one horizon of history before it
    assert by_day[90].enough
    together = [score for score in scores if score.day is None]
    assert [score.level for score in together] == [HIGH, MID, LOW]
    assert [(s.tp, s.fp, s.fn, s.tn) for s in together] == [(1, 1, 1, 9)] * 3


def test_too_short_a_history_is_said_and_not_counted():
    days = PurchaseDays.of(sales(*((who, day + 1) for who, day in PAST)))
    scores = back_test(days, 360, RULES)

    assert [score.enough for score in scores[:3]] == [True, True, False]
    assert scores[2].customers == 0
    nothing = back_test(PurchaseDays.of(sales()), 360, RULES)
    assert not any(score.enough for score in nothing)
    assert all(score.precision is None and score.lift is None for score in nothing)


def test_a_share_of_nothing_is_nothing():
    assert Score(1, MID, tn=3).precision is None
    assert Score(1, MID, tn=3).recall is None
    assert Score(1, MID, tn=3).lift is None
    assert Score(1, MID, tp=1, fn=1).lift == 1.0


@settings(max_examples=60)
@given(sales_rows, sales_rows, st.integers(30, 90))
def test_what_comes_after_the_cut_off_day_changes_no_warning(rows, later, as_of):
    known = [(who, day) for who, day in rows if day <= as_of]
    future = [(who, as_of + 1 + day) for who, day in later]
    before = PurchaseDays.of(sales(*known))
    after = PurchaseDays.of(sales(*known, *future))

    alone, judged = judge(before, as_of, RULES), judge(after, as_of, RULES)

    same = pd.Series(judged.level, index=after.ids)
    assert same.reindex(before.ids).tolist() == alone.level.tolist()
    assert same.drop(before.ids).eq(UNKNOWN).all()
    lost = pd.Series(judged.lost, index=after.ids)
    assert lost.reindex(before.ids).tolist() == alone.lost.tolist()


@settings(max_examples=40)
@given(sales_rows, st.integers(100, 320))
def test_the_back_test_counts_what_the_rule_of_the_day_said(rows, as_of):
    rules = ChurnRules(horizon=30)
    days = PurchaseDays.of(sales(*rows))

    for score in back_test(days, as_of, rules):
        if score.day is None or not score.enough:
            continue
        known = PurchaseDays.of(sales(*((who, day) for who, day in rows if day <= score.day)))
        then = judge(known, score.day, rules)
        outcome = {
            who for who, day in rows if score.day < day <= score.day + rules.horizon
        }  # bought again
        counts = {(True, True): 0, (True, False): 0, (False, True): 0, (False, False): 0}
        for customer, risk, watched in zip(known.ids, then.level, then.watched, strict=True):
            if watched:
                counts[bool(risk >= score.level), customer not in outcome] += 1
        assert (score.tp, score.fp) == (counts[True, True], counts[True, False])
        assert (score.fn, score.tn) == (counts[False, True], counts[False, False])
