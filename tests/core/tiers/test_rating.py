"""The score method: worked by hand, then what must hold whatever the customers are."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xlsegment.core.tiers.criteria import CRITERIA
from xlsegment.core.tiers.rating import rate, rating_findings
from xlsegment.core.tiers.standards import Standard, default_rows, standards_from_rows
from xlsegment.core.tiers.words import explained

CUTS = (2.3, 1.7)


def standard(key, weight, cuts=None):
    criterion = CRITERIA[key]
    return Standard(criterion.name.zh, Fraction(weight), criterion.better, cuts, {}, criterion)


def facts_of(**columns):
    return pd.DataFrame({key: np.array(cells, dtype=float) for key, cells in columns.items()})


FACTS = facts_of(spend=[1000, 400, 50, np.nan], recency=[10, 45, 200, 5], clicks=[np.nan, 3, 9, 9])
STANDARDS = [
    standard("amount", 50, (500, 100)),
    standard("purchase", 30, (30, 90)),
    standard("interaction", 20, (8, 2)),
]


def test_scores_are_the_weighted_mean_of_the_points_that_are_known():
    rating = rate(FACTS, {}, STANDARDS, np.ones(4, dtype=bool), CUTS)
    # 3 and 3, clicks unknown: 3 · then 2, 2, 2 · 1×.5 + 1×.3 + 3×.2 = 1.4
    # · (3×.3 + 3×.2) / .5 = 3
    assert rating.score.tolist() == [3.0, 2.0, 1.4, 3.0]
    assert rating.tier.tolist() == ["high", "mid", "low", "high"]


def test_every_row_says_how_its_score_came_about():
    rating = rate(FACTS, {}, STANDARDS, np.ones(4, dtype=bool), CUTS)
    assert explained(rating, np.ones(4, dtype=bool), "zh").tolist() == [
        "购买金额 3×62.5% + 购买行为 3×37.5% = 3.0；无数据不计(其余权重按比例放大)：互动行为",
        "购买金额 2×50% + 购买行为 2×30% + 互动行为 2×20% = 2.0",
        "购买金额 1×50% + 购买行为 1×30% + 互动行为 3×20% = 1.4",
        "购买行为 3×60% + 互动行为 3×40% = 3.0；无数据不计(其余权重按比例放大)：购买金额",
    ]


def test_who_has_not_bought_has_no_tier():
    rated = np.array([True, True, True, False])
    rating = rate(FACTS, {}, STANDARDS, rated, CUTS)
    assert np.isnan(rating.score[3])
    assert rating.tier[3] == ""
    assert "没有购买记录" in explained(rating, rated, "zh")[3]


@pytest.mark.parametrize(
    ("points", "tenths"), [((3, 2), 25), ((2, 1), 15), ((3, 1), 20), ((1, 1), 10)]
)
def test_a_half_of_a_tenth_is_rounded_up(points, tenths):
    given_ = {3: 9.0, 2: 5.0, 1: 0.0}
    facts = facts_of(spend=[given_[points[0]]], clicks=[given_[points[1]]])
    standards = [standard("amount", 1, (8, 4)), standard("interaction", 1, (8, 4))]
    rating = rate(facts, {}, standards, np.ones(1, dtype=bool), CUTS)
    assert rating.tenths.tolist() == [tenths]
    # 2.25 and 1.75: 11 and 9 twentieths
    quarters = [standard("amount", 1, (8, 4)), standard("interaction", 3, (8, 4))]
    exact = Fraction(points[0] + 3 * points[1], 4)
    rating = rate(facts, {}, quarters, np.ones(1, dtype=bool), CUTS)
    assert rating.tenths.tolist() == [int(exact * 10 + Fraction(1, 2))]


def test_a_column_of_the_users_own_counts_like_any_other():
    own = Standard("等级", Fraction(1), "high", None, {"金": 3, "银": 1}, None, "等级")
    cells = pd.Series(["金", "银", None, "铜"], dtype=object)
    rating = rate(FACTS, {"等级": cells}, [own], np.ones(4, dtype=bool), CUTS)
    assert rating.tenths.tolist() == [30, 10, -1, -1]
    assert [(f.code, f.fields["n"]) for f in rating_findings(rating)] == [("W-106", 1)]
    assert "没有可用来打分的数据" in explained(rating, np.ones(4, dtype=bool), "zh")[2]


def test_a_criterion_without_data_and_a_single_tier_are_listed():
    facts = facts_of(spend=[5.0] * 30, clicks=[np.nan] * 30)
    standards = [standard("amount", 1), standard("interaction", 1)]
    rating = rate(facts, {}, standards, np.ones(30, dtype=bool), CUTS)
    assert set(rating.tier) == {"mid"}
    assert [f.code for f in rating_findings(rating)] == ["I-105", "W-107"]


def test_nobody_at_all():
    empty = facts_of(spend=[], recency=[], clicks=[])
    rating = rate(empty, {}, STANDARDS, np.ones(0, dtype=bool), CUTS)
    assert len(rating.tier) == len(rating.score) == 0
    assert explained(rating, np.ones(0, dtype=bool), "zh").tolist() == []


FIGURE = st.one_of(st.none(), st.integers(0, 9).map(float))


@settings(max_examples=40)
@given(
    st.lists(st.tuples(FIGURE, FIGURE, FIGURE), min_size=1, max_size=15),
    st.lists(st.integers(1, 40), min_size=3, max_size=3),
    st.sampled_from([1, 10, Fraction(1, 3)]),
)
def test_scores_lie_between_1_and_3_and_depend_on_shares_of_weights_only(rows, weights, factor):
    columns = [np.array([np.nan if x is None else x for x in c]) for c in zip(*rows, strict=True)]
    facts = facts_of(spend=columns[0], recency=columns[1], clicks=columns[2])
    keys = ("amount", "purchase", "interaction")
    rated = np.ones(len(rows), dtype=bool)
    first, second = (
        rate(
            facts, {}, [standard(k, w * f) for k, w in zip(keys, weights, strict=True)], rated, CUTS
        )
        for f in (1, factor)
    )
    assert first.tenths.tolist() == second.tenths.tolist()
    known = first.tenths >= 0
    assert known.tolist() == [any(x is not None for x in row) for row in rows]
    assert ((first.tenths[known] >= 10) & (first.tenths[known] <= 30)).all()
    order = np.argsort(first.tenths[known])
    rank = {"low": 0, "mid": 1, "high": 2}
    ranks = [rank[t] for t in first.tier[known].to_numpy()[order]]
    assert ranks == sorted(ranks)


def test_the_default_criteria_divide_customers_of_any_scale_of_money():
    draw = np.random.default_rng(5)
    size = 600
    keen = draw.normal(size=size)  # who buys much buys often: criteria go together

    def like(sign=1.0):
        return np.round(np.exp(sign * keen + draw.normal(0, 0.7, size)) * 20)

    texts = pd.DataFrame({"service_need": [""] * size, "personal_need": [""] * size})
    columns = {"frequency": like(), "cycle": like(-1), "recency": like(-1), "clicks": like()}
    columns |= {"repurchases": like(), "referrals": np.zeros(size)}
    columns |= {"category_share": draw.integers(20, 100, size)}
    spend = like()
    standards, _ = standards_from_rows(default_rows("zh"), {})
    tiers = []
    for scale in (0.01, 1_000_000):
        facts = pd.concat([facts_of(spend=spend * scale, **columns), texts], axis=1)
        tiers.append(rate(facts, {}, standards, np.ones(size, dtype=bool), CUTS).tier)
    assert tiers[0].tolist() == tiers[1].tolist()
    share = tiers[0].value_counts(normalize=True)
    assert all(0.15 < share[tier] < 0.6 for tier in ("high", "mid", "low"))
