"""Orders per quarter, repurchase cycle, tags by thresholds; the source's three rows."""

from __future__ import annotations

import math

import pandas as pd
import pandas.testing as pdt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsegment.core.behaviour import (
    behaviour_tags,
    fill_behaviour,
    quarterly_orders,
    repurchase_days,
)
from xlsegment.core.behaviour_rules import BehaviourThresholds, cycle_days, tags_text, tenths
from xlsegment.core.tags import join_tags

NAN = math.nan
SOURCE = pd.DataFrame(
    [
        ("C20230815001", 120, 15, 3, 45, None),
        ("C20230815002", 30, 5, 1, 90, None),
        ("C20230815003", 200, 25, 5, 30, None),
    ],
    columns=[
        "customer_id",
        "browse_minutes",
        "clicks",
        "quarterly_orders",
        "repurchase_days",
        "behaviour_tags",
    ],
    dtype=object,
)
SPEND = pd.Series({"C20230815001": 900.0, "C20230815002": 100.0, "C20230815003": 5000.0})


def canonical(*rows: tuple[str, str | None, int, int, int]) -> pd.DataFrame:
    columns = ["customer_id", "order_id", "order_day", "amount_cents", "kind"]
    frame = pd.DataFrame(list(rows), columns=columns)
    return frame.astype({"customer_id": object, "order_id": object})


def test_the_sources_three_rows_get_their_tags():
    filled, found = fill_behaviour(SOURCE, None, as_of=400, spend=SPEND)

    assert filled["behaviour_tags"].tolist() == [
        "高活跃,高复购",
        "低活跃,流失风险",
        "高价值,高互动",
    ]
    assert filled["quarterly_orders"].tolist() == [3, 1, 5]
    assert filled["repurchase_days"].tolist() == [45, 90, 30]
    assert found == []


def row(**figures: float) -> pd.DataFrame:
    names = ("browse_minutes", "clicks", "quarterly_orders", "repurchase_days", "monetary")
    return pd.DataFrame({name: [figures.get(name, NAN)] for name in names})


@pytest.mark.parametrize(
    ("figures", "tags"),
    [
        ({}, ""),  # nothing known, nothing claimed
        ({"browse_minutes": 100, "clicks": 10}, "高活跃"),
        ({"browse_minutes": 99, "clicks": 10}, ""),
        ({"browse_minutes": 100, "clicks": 20}, "高互动"),
        ({"clicks": 20}, "高互动"),
        ({"browse_minutes": 30, "clicks": 5}, "低活跃"),
        ({"browse_minutes": 30, "clicks": 6}, ""),
        ({"quarterly_orders": 3, "repurchase_days": 60}, "高复购"),
        ({"quarterly_orders": 3, "repurchase_days": 61}, ""),
        ({"quarterly_orders": 3, "repurchase_days": 60, "monetary": 2000}, "高价值"),
        ({"repurchase_days": 90}, "流失风险"),
        ({"quarterly_orders": 0}, "流失风险"),
        ({"quarterly_orders": 0, "monetary": 2000}, "高价值,流失风险"),
    ],
)
def test_tags_at_the_bounds(figures, tags):
    assert join_tags(behaviour_tags(row(**figures))[0], "zh") == tags


def test_thresholds_can_be_changed():
    own = BehaviourThresholds(active_minutes=10, active_clicks=1)

    assert join_tags(behaviour_tags(row(browse_minutes=10, clicks=1), own)[0], "zh") == (
        "高活跃,低活跃"
    )


def test_a_quarter_is_the_last_ninety_days():
    orders = canonical(("a", "1", 310, 1, 0), ("a", "2", 311, 1, 0), ("a", "2", 400, 1, 0))

    assert quarterly_orders(orders, as_of=400)["frequency"].tolist() == [1]


def test_orders_of_one_day_are_one_where_days_are_merged():
    orders = canonical(("a", "1", 400, 1, 0), ("a", "2", 400, 1, 0))
    table = pd.DataFrame({"customer_id": ["a"]}, dtype=object)

    for merged, count in ((False, 2), (True, 1)):
        filled, _ = fill_behaviour(table, orders, as_of=400, merge_same_day=merged)
        assert filled["quarterly_orders"].tolist() == [count]


def test_the_cycle_is_the_mean_gap_between_purchase_days():
    got = repurchase_days([0, 0, 0], [90, 91, 0], [3, 2, 1])

    assert got[:2].tolist() == [45.0, 91.0]
    assert math.isnan(got[2])


@pytest.mark.parametrize(("days", "shown"), [(181, 45.3), (180, 45.0), (201, 50.3)])
def test_the_cycle_is_rounded_half_up_as_a_spreadsheet_does(days, shown):
    five = [("a", str(i), 400 - days + i, 100, 0) for i in range(4)] + [("a", "4", 400, 100, 0)]
    table = pd.DataFrame({"customer_id": ["a"]}, dtype=object)

    filled, _ = fill_behaviour(table, canonical(*five), as_of=400)

    assert filled["repurchase_days"].tolist() == [shown]


def test_figures_come_from_the_orders_where_there_are_any():
    table = pd.DataFrame(
        {
            "customer_id": ["a", "b", "c", "d"],
            "quarterly_orders": [9, 9, 9, None],
            "repurchase_days": [9, 9, 9, None],
            "behaviour_tags": [None, "VIP、高复购", None, None],
        },
        dtype=object,
    )
    orders = canonical(
        ("a", "1", 310, 100_00, 0), ("a", "2", 400, 100_00, 0), ("b", "3", 100, 100_00, 0)
    )

    filled, _ = fill_behaviour(table, orders, as_of=400)

    assert filled["quarterly_orders"].tolist() == [1, 0, 9, None]
    assert filled["repurchase_days"].tolist() == [90, None, 9, None]
    assert filled["repurchase_note"].tolist() == [
        None,
        "仅一个购买日，无法计算复购周期",  # one purchase: blank, with the reason
        None,
        "没有订单",
    ]
    assert filled["behaviour_tags"].tolist() == ["流失风险", "VIP,流失风险", "高复购", ""]


def test_filling_twice_changes_nothing_and_leaves_the_table_alone():
    before = SOURCE.copy(deep=True)
    once, _ = fill_behaviour(SOURCE, None, as_of=400, spend=SPEND)
    twice, _ = fill_behaviour(SOURCE.assign(**once), None, as_of=400, spend=SPEND)

    pdt.assert_frame_equal(twice, once)
    pdt.assert_frame_equal(SOURCE, before)


def test_a_figure_that_is_no_number_is_reported():
    _, found = fill_behaviour(SOURCE.assign(clicks=["many", 5, 25]), None, as_of=400)

    assert [(f.code, f.row, f.column) for f in found] == [("W-061", 0, "clicks")]


_figures = st.one_of(st.none(), st.sampled_from([0, 1, 3, 5, 10, 20, 30, 60, 90, 100, 2000]))


@given(st.lists(st.tuples(*[_figures] * 5), min_size=1))
def test_one_customer_and_a_column_are_tagged_alike(rows):
    names = ("browse_minutes", "clicks", "quarterly_orders", "repurchase_days", "monetary")
    column = behaviour_tags(pd.DataFrame(rows, columns=names, dtype=float))

    assert [tags_text(*figures) for figures in rows] == [join_tags(tags, "zh") for tags in column]


def test_tags_go_by_the_cycle_that_is_shown():
    orders = canonical(
        # 721 days over 12 intervals are 60.08, shown as 60.1
        *(("A", f"a{i}", i * 60 + (i == 12), 100, 0) for i in range(13)),
    )
    table = pd.DataFrame({"customer_id": ["A"], "browse_minutes": [None], "clicks": [None]})
    bounds = BehaviourThresholds(repurchase_orders=1, churn_days=60.1)

    filled, _ = fill_behaviour(table, orders, as_of=721, thresholds=bounds)

    assert filled["repurchase_days"].tolist() == [60.1]
    assert filled["behaviour_tags"].tolist() == ["流失风险"]


@given(st.lists(st.integers(0, 3000), min_size=1))
def test_the_cycle_of_one_customer_and_of_a_column_is_the_same(days):
    distinct = set(days)
    (cycle,) = repurchase_days([min(days)], [max(days)], [len(distinct)])

    assert cycle_days(days) == (None if math.isnan(cycle) else tenths(cycle))


def test_a_number_too_large_for_decimals_stays_as_it_is():
    assert [tenths(days) for days in (1.797e308, 2.0**53, 0.25)] == [1.797e308, 2.0**53, 0.3]
