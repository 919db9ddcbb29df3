"""Differences and their intervals against published tables and against scipy."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from xlsegment.core.effects import Interval, Sample, did, rate_difference, ratio_difference
from xlsegment.core.student import t_quantile

# Newcombe, Statistics in Medicine 17 (1998), table II, method 10.
NEWCOMBE = [
    (56, 70, 48, 80, 0.0524, 0.3339),
    (9, 10, 3, 10, 0.1705, 0.8090),
    (6, 7, 2, 7, 0.0582, 0.8062),
    (5, 56, 0, 29, -0.0381, 0.1926),
    (0, 10, 0, 20, -0.1611, 0.2775),
    (0, 10, 0, 10, -0.2775, 0.2775),
    (10, 10, 0, 20, 0.6791, 1.0000),
    (10, 10, 0, 10, 0.6075, 1.0000),
]
# Any printed table of Student's t.
TABLE = [(1, 12.706), (2, 4.303), (5, 2.571), (10, 2.228), (30, 2.042), (120, 1.980)]


def mean(values):
    return Sample(np.asarray(values, dtype=float), np.ones(len(values)))


@pytest.mark.parametrize(("a", "m", "b", "n", "low", "high"), NEWCOMBE)
def test_rates_differ_as_in_the_published_table(a, m, b, n, low, high):
    found = rate_difference(a, m, b, n)

    assert found.value == pytest.approx(a / m - b / n)
    assert (found.interval.low, found.interval.high) == pytest.approx((low, high), abs=5e-5)


def test_there_is_no_difference_to_nobody():
    assert rate_difference(1, 2, 0, 0) is None
    assert ratio_difference(mean([]), mean([1.0, 2.0])) is None


@pytest.mark.parametrize(("df", "quantile"), TABLE)
def test_quantiles_are_those_of_the_printed_table(df, quantile):
    assert t_quantile(0.975, df) == pytest.approx(quantile, abs=5e-4)


@pytest.mark.parametrize("df", [0.7, 1.5, 7.3, 999.5, 9999.9, 1e4, 1e6, 3e8])
@pytest.mark.parametrize("p", [0.9, 0.975, 0.995])
def test_quantiles_agree_with_scipy(df, p):
    assert t_quantile(p, df) == pytest.approx(float(stats.t.ppf(p, df)), rel=1e-9)


numbers = st.lists(st.floats(-1000, 1000).map(lambda x: round(x, 2)), min_size=3, max_size=25)


@given(numbers, numbers)
@settings(max_examples=40)
def test_means_differ_as_scipy_says(one, other):
    # The peer warns where a group has no spread at all; a rate is not compared by means.
    if np.ptp(one) == 0 or np.ptp(other) == 0 or set(one) | set(other) <= {0.0, 1.0}:
        return
    found = ratio_difference(mean(one), mean(other))
    peer = stats.ttest_ind(one, other, equal_var=False).confidence_interval()

    assert found.value == pytest.approx(np.mean(one) - np.mean(other), abs=1e-9)
    assert found.interval.low == pytest.approx(float(peer.low), rel=1e-6, abs=1e-6)
    assert found.interval.high == pytest.approx(float(peer.high), rel=1e-6, abs=1e-6)


def test_a_difference_in_differences_is_welch_over_each_customers_own_change():
    draw = np.random.default_rng(5)
    before, other_before = draw.normal(100, 30, 40), draw.normal(90, 30, 25)
    after, other_after = before + draw.normal(8, 5, 40), other_before + draw.normal(2, 9, 25)
    found = did(mean(before), mean(after), mean(other_before), mean(other_after))
    peer = stats.ttest_ind(after - before, other_after - other_before, equal_var=False)

    assert found.value == pytest.approx(
        np.mean(after - before) - np.mean(other_after - other_before)
    )
    interval = peer.confidence_interval()
    assert (found.interval.low, found.interval.high) == pytest.approx((interval.low, interval.high))


def test_a_ratio_is_of_sums_and_its_interval_allows_for_customers_who_order_more():
    spend, orders = np.array([10.0, 90.0, 20.0, 300.0]), np.array([1.0, 3.0, 1.0, 6.0])
    ratio = Sample(spend, orders)
    assert ratio.value == 420 / 11

    # By hand: the delta method's deviations, then Welch.
    mine = (spend - 420 / 11 * orders) / orders.mean()
    other = np.array([30.0, 42.0, 38.0])
    peer = stats.ttest_ind(mine, other - other.mean(), equal_var=False).confidence_interval()
    found = ratio_difference(ratio, mean(other))
    centre = 420 / 11 - other.mean()
    assert found.value == pytest.approx(centre)
    assert found.interval.high == pytest.approx(centre + float(peer.high))


def test_without_spread_or_with_one_customer_there_is_no_interval():
    assert ratio_difference(mean([5.0, 5.0]), mean([3.0, 3.0])).interval is None
    assert ratio_difference(mean([5.0]), mean([3.0, 4.0])).interval is None


@given(st.integers(0, 30), st.integers(1, 30), st.integers(0, 30), st.integers(1, 30))
@settings(max_examples=60)
def test_an_interval_holds_its_difference_and_turns_round_with_the_groups(a, m, b, n):
    a, b = min(a, m), min(b, n)
    found, other = rate_difference(a, m, b, n), rate_difference(b, n, a, m)

    assert found.interval.low - 1e-12 <= found.value <= found.interval.high + 1e-12
    assert (found.interval.low, found.interval.high) == pytest.approx(
        (-other.interval.high, -other.interval.low)
    )
    assert found.interval.low >= -1
    assert found.interval.high <= 1


def test_zero_at_the_end_of_an_interval_is_inside():
    assert Interval(0, 1).holds_zero
    assert not Interval(0.001, 1).holds_zero
