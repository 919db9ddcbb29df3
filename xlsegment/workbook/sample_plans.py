"""What the fictional company aims at, and the strategies it has begun."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from random import Random
from typing import Final

from xlsegment.core.goal_metrics import GOAL_METRICS
from xlsegment.core.presets import CORE_LOYAL, POTENTIAL, SLEEPING
from xlsegment.core.track_metrics import TRACK_METRICS
from xlsegment.text import Lang, Text
from xlsegment.workbook.declare import Row
from xlsegment.workbook.param_values import YES
from xlsegment.workbook.sheets.action_plan import STATES as ACTION_STATES
from xlsegment.workbook.sheets.goals import ALL, goal_rows
from xlsegment.workbook.sheets.tracking import STATES

_ACCOUNT_MANAGER: Final = Text("*客户经理", "*Account manager")
_OPERATIONS: Final = Text("*运营专员", "*Operations")
_SALES: Final = Text("*销售主管", "*Head of sales")
_DUE: Final = dt.date(2025, 9, 30)
#: Targets of the example goals, in their order.
_TARGETS: Final = (
    (0.365, _OPERATIONS),
    (6, _OPERATIONS),
    (480, _OPERATIONS),
    (2.5, _OPERATIONS),
    (0.15, _SALES),
    (24, _SALES),
    (0.6, _SALES),
)
_MORE: Final = (
    (Text("留住核心客户", "Keep core customers"), "repurchase", CORE_LOYAL.name, 0.9),
    (Text("减少沉睡客户", "Fewer sleeping customers"), "sleeping_share", ALL, 0.35),
    (Text("活动更有效", "Campaigns that work"), "roi", ALL, 1.2),
    (Text("数据可靠", "Data to rely on"), "missing", ALL, 0.05),
)
_BENEFITS: Final = Text("会员专属权益", "Member benefits")
_COUPON: Final = Text("回归专享100元券", "100 off for coming back")
_BUNDLES: Final = Text("组合优惠", "Bundles")
_STARTED: Final = dt.date(2025, 5, 1)
_ENDED: Final = dt.date(2025, 6, 29)
_METRICS: Final = {metric.key: metric.name for metric in TRACK_METRICS}
_GOAL_METRICS: Final = {metric.key: metric.name for metric in GOAL_METRICS}
_Cell = Text | str | float | dt.date | None
_STRATEGIES: Final[tuple[tuple[_Cell, ...], ...]] = (
    (CORE_LOYAL.name, _BENEFITS, STATES[1], _STARTED, None, "repurchase_rise", 0.10, YES),
    (CORE_LOYAL.name, _BENEFITS, STATES[1], _STARTED, _ENDED, "order_value_rise", 0.15, None),
    (SLEEPING.name, _COUPON, STATES[2], _STARTED, _ENDED, "activation", 0.20, None),
    (SLEEPING.name, _COUPON, STATES[3], _STARTED, _ENDED, "again_30", 0.08, None),
    (POTENTIAL.name, _BUNDLES, STATES[1], dt.date(2025, 6, 26), None, "spend_rise", 0.20, None),
    (POTENTIAL.name, _BUNDLES, STATES[0], dt.date(2025, 8, 1), None, "orders_rise", 0.10, None),
)
_ACTION: Final = {
    "action_problem": Text(
        "客户反馈新品类推荐相关性低", "Customers say that recommendations do not fit"
    ),
    "action_cause": Text(
        "推荐按销量排序，没有看购买历史", "Sorted by sales, not by what they bought"
    ),
    "action_solution": Text(
        "下月起基于客户历史购买数据，通过CRM做个性化新品推荐",
        "From next month on, recommend by past purchases through the CRM",
    ),
    "action_owner": _ACCOUNT_MANAGER,
    "action_state": ACTION_STATES[1],
}
_KEYS: Final = (
    "track_segment", "track_strategy", "track_state", "track_start", "track_end",
    "track_metric", "track_target", "track_chart",
)  # fmt: skip
#: Every so many customers are held back from the strategy that is tried against a control group.
_HELD_BACK: Final = 0.3


def sample_goals(lang: Lang) -> list[Row]:
    """Return goals with targets, some reached, some close, some far away."""
    given = [
        {**row, "goal_target": target, "goal_due": _DUE, "goal_owner": owner.in_(lang)}
        for row, (target, owner) in zip(goal_rows(lang), _TARGETS, strict=True)
    ]
    more = [
        {
            "goal": goal.in_(lang),
            "metric": _GOAL_METRICS[metric].in_(lang),
            "goal_scope": scope.in_(lang),
            "goal_target": target,
            "goal_due": _DUE,
            "goal_owner": _ACCOUNT_MANAGER.in_(lang),
        }
        for goal, metric, scope, target in _MORE
    ]
    return [*given, *more]


def sample_tracking(lang: Lang) -> list[Row]:
    """Return strategies that have begun, one of them against a control group."""
    return [
        {
            key: _METRICS[str(cell)].in_(lang)
            if key == "track_metric"
            else cell.in_(lang)
            if isinstance(cell, Text)
            else cell
            for key, cell in zip(_KEYS, row, strict=True)
        }
        for row in _STRATEGIES
    ]


def sample_actions(lang: Lang) -> list[Row]:
    """Return a row that somebody has added to the action plan."""
    return [{key: cell.in_(lang) for key, cell in _ACTION.items()}]


def with_control_group(rows: Sequence[Row], draw: Random, lang: Lang) -> list[Row]:
    """Return the customers, some of them held back at random from one strategy."""
    name = _COUPON.in_(lang)
    return [{**row, "control_group": name if draw.random() < _HELD_BACK else None} for row in rows]
