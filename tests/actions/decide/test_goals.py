"""分析目标 through the decisions and through the workbook."""

from __future__ import annotations

import pandas as pd
import pytest

from tests.actions.decide.plan_tables import FIGURES, codes, filled, orders, run, table
from tests.actions.test_refresh_book import (  # noqa: F401  the fixtures are used by name
    NOW,
    blank,
    get,
    put,
    small,
)
from tests.actions.test_refresh_book import table as cells_of
from xlsegment.actions.decide.figures import typed_figure
from xlsegment.actions.refresh import refresh
from xlsegment.core.goal_metrics import GOAL_METRICS
from xlsegment.workbook.params import Params
from xlsegment.workbook.sheets import TABLES

# As of day 0: a and b bought before the last 30 days, a came back in them, c is new.
ORDERS = orders(("a", 100, 100), ("a", 20, 50), ("b", 40, 30), ("c", 5, 20), ("a", 10, 60))


def goals(*rows, **tables):
    return run({"orders": ORDERS, "goals": table("goals", *rows), **tables})


def only(*rows, **tables):
    return filled(goals(*rows, **tables), "goals")


BY_HAND = [
    ("复购率", 1 / 2),
    ("购买频次", 5 / 3),
    ("客单价", 260 / 5),
    ("净消费", 260.0),
    ("新客户数", 1),
    ("活跃客户占比", 2 / 3),
    ("核心忠诚客户占比", 0.0),
    ("沉睡客户占比", 0.0),
]


@pytest.mark.parametrize(("metric", "value"), BY_HAND)
def test_current_values_worked_by_hand(metric, value):
    (row,) = only({"goal": "目标", "metric": metric, "goal_scope": "全部"})

    assert row["goal_value"] == pytest.approx(value)
    assert "尚未填写目标值" in row["goal_note"]
    assert row["goal_state"] is None


def test_a_goal_that_lies_below_its_target():
    (row,) = only({"goal": "提升复购率", "metric": "复购率", "goal_target": "60%"})

    assert row["goal_gap"] == pytest.approx(-0.1)
    assert row["goal_gap_share"] == pytest.approx(-1 / 6)
    assert (row["goal_state"], row["goal_unit"]) == ("未达成", "%")


def test_lower_is_better_where_it_is():
    campaigns = pd.DataFrame(
        {"campaign": ["x"], "target": [10], "reached": [8], "converted": [4], "cost": [5]},
        dtype=object,
    )
    rows = only(
        {"metric": "关键字段缺失率", "goal_target": 0.9},
        {"metric": "转化率", "goal_target": 0.5},
        {"metric": "触达率", "goal_scope": "x", "goal_target": 0.85},
        campaigns=campaigns,
    )

    assert [row["goal_state"] for row in rows] == ["达成", "达成", "接近"]
    assert rows[2]["goal_value"] == 0.8


def test_a_campaign_that_contradicts_itself_is_left_out_of_that_rate_only():
    campaigns = pd.DataFrame(
        {
            "campaign": ["sound", "more reached", "more converted"],
            "target": [100, 10, 50],
            "reached": [80, 20, 20],
            "converted": [8, 4, 30],
            "cost": [100, 10, 40],
            "net_profit": [50, 80, 20],
        },
        dtype=object,
    )
    metrics = ("触达率", "转化率", "ROI")
    rows = only(*[{"metric": metric} for metric in metrics], campaigns=campaigns)

    values = [row["goal_value"] for row in rows]
    assert values == pytest.approx([100 / 150, 12 / 100, 150 / 150])


def test_a_scope_is_a_segment_by_its_present_name():
    rows = only(
        {"metric": "净消费", "goal_scope": "其他"},
        {"metric": "净消费", "goal_scope": "Other"},
        {"metric": "净消费", "goal_scope": "早就改名的群体"},
    )

    assert rows[0]["goal_value"] == rows[1]["goal_value"] == 260.0
    assert rows[2]["goal_value"] is None
    assert ("W-151", 2, "goal_scope") in codes(
        goals(*[{"metric": "净消费", "goal_scope": "旧名"}] * 3), "goals"
    )


def test_an_unknown_metric_is_listed_with_those_there_are():
    outcome = goals({"goal": "目标", "metric": "好评率"})

    (finding,) = [f for f in outcome.findings if f.table == "goals"]
    assert (finding.code, finding.row, finding.column) == ("W-150", 0, "metric")
    assert all(metric.name.zh in finding.fields["names"] for metric in GOAL_METRICS)


TARGETS = [("15%", 0.15), (0.15, 0.15), ("１５％", 0.15), (" 15 % ", 0.15), (None, None)]


@pytest.mark.parametrize(("cell", "value"), TARGETS)
def test_percentages_are_typed_with_their_sign_or_as_shares(cell, value):
    found = typed_figure(cell, "rate")

    assert not found.bad
    assert found.value == pytest.approx(value)


@pytest.mark.parametrize("cell", [15, "15", "很高", True, float("inf")])
def test_a_percentage_without_its_sign_is_asked_for(cell):
    assert typed_figure(cell, "rate").bad
    assert ("W-152", 0, "goal_target") in codes(
        goals({"metric": "复购率", "goal_target": cell}), "goals"
    )


def test_amounts_counts_and_returns_on_investment_may_be_large():
    assert typed_figure("1,200元", "money").value == 1200
    assert typed_figure(15, "hours").value == 15
    assert typed_figure(1.55, "rate", 20.0).value == 1.55


@pytest.mark.parametrize("metric", [metric.name.zh for metric in GOAL_METRICS])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_without_orders_there_is_a_figure_or_a_reason(metric, lang):
    goal = table("goals", {"metric": metric, "goal_target": 0.5})
    outcome = run({"customers": FIGURES, "goals": goal}, lang=lang)

    (row,) = filled(outcome, "goals")
    assert row["goal_note"]
    assert row["goal_value"] is None or row["goal_value"] == row["goal_value"]


def test_the_parameters_decide_how_far_back_and_how_close():
    goal = table("goals", {"metric": "复购率", "goal_target": 0.5})
    (row,) = filled(run({"orders": ORDERS, "goals": goal}, Params(recent_days=50)), "goals")
    assert row["goal_value"] == 1.0  # only a had bought 50 days ago
    far = table("goals", {"metric": "复购率", "goal_target": 0.6})
    (row,) = filled(run({"orders": ORDERS, "goals": far}, Params(goal_near=0.2)), "goals")
    assert row["goal_state"] == "接近"


def test_the_due_date_is_counted_down():
    (row,) = only({"metric": "复购率", "goal_target": 0.9, "goal_due": "2025-07-10"})
    assert "还有 10 天" in row["goal_note"]
    (row,) = only({"metric": "复购率", "goal_target": 0.9, "goal_due": "2025-06-29"})
    assert "已过截止日期" in row["goal_note"]


# --- through the workbook ---------------------------------------------------------------------

TYPED = [column.key for column in TABLES["goals"].columns if column.role != "result"]


def test_what_people_type_stays_in_every_column_and_follows_its_row(small):  # noqa: F811
    refresh(small, now=NOW)
    for column in TYPED:
        put(small, "goals", 1, column, f"自己写的{column}")
    refresh(small, now=NOW)
    assert [get(small, "goals", 1, c) for c in TYPED] == [f"自己写的{c}" for c in TYPED]

    before = cells_of(small, "goals")
    for place, row in enumerate(before.iloc[::-1].to_dict("records")):
        for key in TYPED:
            put(small, "goals", place, key, row[key])
    refresh(small, now=NOW)
    after = cells_of(small, "goals")
    for key in (*TYPED, "goal_value", "goal_unit"):
        assert after[key].tolist() == before[key].tolist()[::-1]


def test_the_list_of_metrics_is_there_and_goals_have_values(small):  # noqa: F811
    refresh(small, now=NOW)

    listed = cells_of(small, "goal_metrics")["metric_name"].tolist()
    assert listed == [metric.name.zh for metric in GOAL_METRICS]
    values = cells_of(small, "goals")["goal_value"]
    assert values.iloc[:3].notna().all()
