"""Rates of campaigns in cells: the source's rows, what is undefined, what contradicts itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsegment.excel.udfs import CAMP_CVR, CAMP_REACH, CAMP_ROAS, CAMP_ROI


def test_the_sources_two_campaigns():
    assert CAMP_REACH([[10000 * 0.85], [3200]], [[10000], [5000]]) == [[0.85], [0.64]]
    assert CAMP_CVR([[1275], [480]], [[8500], [3200]]) == [[0.15], [0.15]]
    assert CAMP_ROI([[77500], [24000]], [[50000], [20000]]) == [[1.55], [1.2]]


def test_roas_is_not_roi():
    assert CAMP_ROAS(127500, 50000) == 2.55


@pytest.mark.parametrize(
    ("above", "below", "result"),
    [
        (0, 0, "#DIV/0!"),
        (5, 0, "#DIV/0!"),
        (11, 10, "#NUM!"),
        (-1, 10, "#NUM!"),
        (1, -10, "#NUM!"),
        (1.5, 10, "#NUM!"),
        (None, 10, "#N/A"),
        (1, None, "#N/A"),
        (None, None, ""),
        ("-", 10, "#N/A"),
        ("many", 10, "#VALUE!"),
        (True, 10, "#VALUE!"),
        ("#REF!", 0, "#REF!"),
        (1, "#N/A", "#N/A"),
        ("８，５００", "1万", 0.85),
        (10, 10, 1.0),
        (0, 10, 0.0),
    ],
)
@pytest.mark.parametrize("function", [CAMP_REACH, CAMP_CVR], ids=lambda f: f.declared.name)
def test_shares_of_customers(function, above, below, result):
    assert function(above, below) == result


@pytest.mark.parametrize(
    ("money", "cost", "result"),
    [
        (100, 0, "#DIV/0!"),
        (100, -50, "#NUM!"),
        (-25, 50, -0.5),
        ("(25)", "¥50.00", -0.5),
        (None, 50, "#N/A"),
        (100, None, "#N/A"),
        (None, None, ""),
        ("gain", 50, "#VALUE!"),
        (1e300, 50, "#NUM!"),
    ],
)
@pytest.mark.parametrize("function", [CAMP_ROI, CAMP_ROAS], ids=lambda f: f.declared.name)
def test_returns_on_cost(function, money, cost, result):
    assert function(money, cost) == result


@given(st.integers(0, 10**9), st.integers(1, 10**9))
def test_a_share_lies_between_nothing_and_all_or_is_an_error(above, below):
    share = CAMP_REACH(above, below)

    assert share == "#NUM!" if above > below else 0 <= share <= 1


def test_one_cost_for_a_column_of_profits():
    assert CAMP_ROI([[1], [None], [2]], 2) == [[0.5], ["#N/A"], [1.0]]
    assert CAMP_ROI([[1, 2]], [[1], [2]]) == "#VALUE!"
