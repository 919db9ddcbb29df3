"""What the sides of a matrix are: one declaration per axis, with the rule it goes by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np

from xlsegment.core.arrays import BoolArray, Int64Array
from xlsegment.core.column_cells import FloatArray
from xlsegment.core.matrix.bounds import Bounds
from xlsegment.text import Text

#: Whether a customer is on the high side, and whether that is known.
Sides: TypeAlias = tuple[BoolArray, BoolArray]


@dataclass(frozen=True, slots=True)
class Facts:
    """What the axes look at, one entry per customer.

    Attributes
    ----------
    bought : ndarray of bool
        Who has an order.
    much : ndarray of bool
        Whose M is good by the cut of the eight classes.
    classed : ndarray of bool
        Who is in one of the eight classes.
    worth : ndarray of int
        Level of the lifetime value: 3 high, 2 mid, 1 low, 0 unknown.
    recency : ndarray of float
        Days since the last purchase; NaN where there is none.
    cycle : ndarray of float
        The customer's own days between purchases; NaN with fewer than two purchase days.
    recent : ndarray of bool
        Whose R level is high.
    minutes, clicks : ndarray of float
        Browsing and clicks per month; NaN where nobody has entered them.
    typed : ndarray of int
        What people entered as urgency: 1 urgent, 0 usual, -1 nothing.
    unhappy : ndarray of bool
        Whose latest satisfaction, within the last quarter, is that of a complaint.
    """

    bought: BoolArray
    much: BoolArray
    classed: BoolArray
    worth: Int64Array
    recency: FloatArray
    cycle: FloatArray
    recent: BoolArray
    minutes: FloatArray
    clicks: FloatArray
    typed: Int64Array
    unhappy: BoolArray


@dataclass(frozen=True, slots=True)
class Axis:
    """One side of a matrix: its words, its rule in words, and who is where."""

    key: str
    high: Text
    low: Text
    rule: Text
    judge: Callable[[Facts, Bounds], Sides]


def _by_spend(facts: Facts, bounds: Bounds) -> Sides:
    return facts.much, facts.classed


def _by_worth(facts: Facts, bounds: Bounds) -> Sides:
    return facts.worth == 3, facts.worth > 0


def _by_need(facts: Facts, bounds: Bounds) -> Sides:
    """Tell who needs attention now; what people entered goes before everything else."""
    own = facts.cycle[facts.cycle > 0]
    usual = float(np.median(own)) if len(own) else np.nan
    cycle = np.where(facts.cycle > 0, facts.cycle, usual)
    with np.errstate(invalid="ignore", over="ignore"):
        waited = facts.recency / cycle
        due = (waited > bounds.due_from) & (waited <= bounds.due_until)
    urgent = due | facts.unhappy
    known = ~np.isnan(waited) | facts.unhappy
    stated = facts.typed >= 0
    return np.where(stated, facts.typed == 1, urgent), known | stated


def _by_activity(facts: Facts, bounds: Bounds) -> Sides:
    """Tell who is active: by visits and clicks where there are any, else by the last purchase."""
    seen = ~(np.isnan(facts.minutes) | np.isnan(facts.clicks))
    active = (facts.minutes >= bounds.active_minutes) & (facts.clicks >= bounds.active_clicks)
    active |= facts.clicks >= bounds.interactive_clicks
    seen |= facts.clicks >= bounds.interactive_clicks
    return np.where(seen, active, facts.recent), seen | facts.bought


_VALUABLE: Final = Text("高价值", "High value")
_MODEST: Final = Text("低价值", "Low value")

SPEND: Final = Axis(
    "spend",
    _VALUABLE,
    _MODEST,
    Text(
        "高价值：期内消费达到八类的 M 切点",
        "High value: spend in the window reaches the M cut of the eight classes",
    ),
    _by_spend,
)
WORTH: Final = Axis(
    "worth",
    _VALUABLE,
    _MODEST,
    Text("高价值：LTV 档为“高”", "High value: LTV level “High”"),
    _by_worth,
)
NEED: Final = Axis(
    "need",
    Text("迫切", "Urgent"),
    Text("一般", "Usual"),
    Text(
        "迫切：以填写的“需求紧急度”为准；没有填写的，距上次购买 {due_from:g}–{due_until:g} 倍"
        "自己的复购周期(只买过一天的按全部客户的中位周期)，或近 90 天最后一次评价不满意",
        "Urgent: as entered under Need urgency; else {due_from:g}–{due_until:g} own cycles since "
        "the last purchase (after one purchase day: the median cycle of all), or not satisfied in "
        "the latest feedback of 90 days",
    ),
    _by_need,
)
ACTIVITY: Final = Axis(
    "activity",
    Text("高活跃", "Highly active"),
    Text("低活跃", "Hardly active"),
    Text(
        "高活跃：浏览≥{active_minutes:g} 分钟且点击≥{active_clicks:g} 次，"
        "或点击≥{interactive_clicks:g} 次；访问数据没有或不全的看 R 档是否为“高”",
        "Highly active: browsing ≥{active_minutes:g} min and clicks ≥{active_clicks:g}, or clicks "
        "≥{interactive_clicks:g}; without complete visits: R level “High”",
    ),
    _by_activity,
)
