"""Ranges as people write them."""

from __future__ import annotations

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsegment.core.competitor.ranges import Range, range_of


@pytest.mark.parametrize(
    ("text", "low", "high", "with_low", "with_high"),
    [
        ("18-24", 18, 24, True, True),
        ("18–24岁", 18, 24, True, True),
        ("18岁至24岁", 18, 24, True, True),
        ("２５～３４岁", 25, 34, True, True),
        ("25 to 34 years", 25, 34, True, True),
        ("65岁及以上", 65, inf, True, True),
        ("45岁以上", 45, inf, True, True),
        ("60+", 60, inf, True, True),
        (">60", 60, inf, False, True),
        ("≥ 65", 65, inf, True, True),
        ("超过1万元", 10_000, inf, False, True),
        ("5千-1万元", 5000, 10_000, True, True),
        ("1–2万", 10_000, 20_000, True, True),
        ("17岁及以下", -inf, 17, True, True),
        ("不满18岁", -inf, 18, True, False),
        ("<18", -inf, 18, True, False),
        ("under 18", -inf, 18, True, False),
        ("17 and under", -inf, 17, True, True),
        ("65 and over", 65, inf, True, True),
        ("1,000–2,000元", 1000, 2000, True, True),
        ("30岁", 30, 30, True, True),
        ("3.5", 3.5, 3.5, True, True),
    ],
)
def test_a_range_in_many_writings(text, low, high, with_low, with_high):
    assert range_of(text) == Range(low, high, with_low, with_high)


@pytest.mark.parametrize("text", ["女", "", "34-25", "4S店", "90后", "18-24-30", "高", "-5", "岁"])
def test_what_is_no_range(text):
    assert range_of(text) is None


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_two_numbers_make_a_range_of_their_own(low, high):
    assert range_of(f"{low}-{high}") == (Range(low, high) if low <= high else None)
