"""Wilson's interval: published values, and what must hold of every one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsegment.core.wilson import wilson_interval


@pytest.mark.parametrize(
    ("hits", "cases", "low", "high"),
    [
        # Newcombe (1998), Statistics in Medicine 17, table I, method 3
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_the_published_values_to_the_digit(hits, cases, low, high):
    found = wilson_interval(hits, cases)

    assert found is not None
    assert [round(end, 4) for end in found] == [low, high]


def test_without_cases_there_is_none():
    assert wilson_interval(0, 0) is None


@given(st.integers(1, 10**6).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_it_holds_the_rate_and_mirrors(pair):
    hits, cases = pair
    found, other = wilson_interval(hits, cases), wilson_interval(cases - hits, cases)

    assert found is not None
    assert other is not None
    assert 0 <= found[0] <= hits / cases <= found[1] <= 1
    assert found[0] < found[1]
    assert found == pytest.approx((1 - other[1], 1 - other[0]), abs=1e-12)
