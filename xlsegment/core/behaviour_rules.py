"""Which behaviour tags a customer gets: one set of rules, for one customer or for columns."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from xlsegment.core.tags import TagKey, join_tags
from xlsegment.text import Lang

#: Doubles from here on have no decimals.
_WHOLE: Final = 2.0**53

#: A quarter is the 90 days that end on the analysis date.
QUARTER_DAYS: Final = 90
_NAN: Final = float("nan")


@dataclass(frozen=True, slots=True)
class BehaviourThresholds:
    """When a tag is given; every bound is inclusive and stands on the parameter sheet.

    The defaults give the source's three example rows their tags.
    """

    active_minutes: float = 100  # 高活跃: minutes per month at least …
    active_clicks: float = 10  # … and clicks per month at least
    idle_minutes: float = 30  # 低活跃: minutes at most …
    idle_clicks: float = 5  # … and clicks at most
    interactive_clicks: float = 20  # 高互动 (instead of 高活跃): clicks at least
    repurchase_orders: float = 3  # 高复购: orders per quarter at least …
    repurchase_days: float = 60  # … and a cycle of at most so many days
    churn_days: float = 90  # 流失风险: a cycle of at least so many days, or no order in a quarter
    value: float = 2000  # 高价值 (instead of 高复购): spend in the window at least


DEFAULT_THRESHOLDS: Final = BehaviourThresholds()


def tag_states(
    figures: Iterable[Any], thresholds: BehaviourThresholds, *, no_cycle: Any = False
) -> list[tuple[TagKey, Any, Any]]:
    """Tell for each tag whether it holds, and whether that is known.

    Written with operators that mean the same for numbers and for columns of them.

    Parameters
    ----------
    figures : iterable of float or of ndarray of float
        Browsing minutes per month, clicks per month, orders per quarter, repurchase cycle in days,
        spend in the window; NaN where unknown. An unknown figure never gives a tag.
    thresholds : BehaviourThresholds
        The bounds.
    no_cycle : bool or ndarray of bool
        Where it is known that there is no repurchase cycle, rather than unknown which.

    Returns
    -------
    list of (str, bool or ndarray, bool or ndarray)
        Tag, holds, known; in a fixed order: value, interaction, activity, repurchase, risk.
    """
    t = thresholds
    minutes, clicks, orders, cycle, spend = figures
    valuable = spend >= t.value
    interactive = clicks >= t.interactive_clicks
    active = (minutes >= t.active_minutes) & (clicks >= t.active_clicks) & _not(interactive)
    idle = (minutes <= t.idle_minutes) & (clicks <= t.idle_clicks)
    repurchase = (orders >= t.repurchase_orders) & (cycle <= t.repurchase_days) & _not(valuable)
    risk = (cycle >= t.churn_days) | (orders == 0)
    clicked = _known(clicks)
    seen = _known(minutes) & clicked
    repeated = _known(orders) & (_known(cycle) | no_cycle)
    return [
        ("high_value", valuable, _known(spend)),
        ("interactive", interactive, clicked),
        ("high_active", active, seen),
        ("idle", idle, seen),
        ("high_repurchase", repurchase, repeated),
        ("churn_risk", risk, repeated | risk),
    ]


def tags_text(
    minutes: float | None,
    clicks: float | None,
    orders: float | None,
    cycle: float | None,
    spend: float | None = None,
    *,
    thresholds: BehaviourThresholds = DEFAULT_THRESHOLDS,
    lang: Lang = "zh",
) -> str:
    """Return the tags of one customer as one cell; None is unknown and gives no tag.

    Examples
    --------
    >>> tags_text(120, 15, 3, 45), tags_text(200, 25, 5, 30, 5000)
    ('高活跃,高复购', '高价值,高互动')
    """
    known = (minutes, clicks, orders, cycle, spend)
    states = tag_states((_NAN if x is None else x for x in known), thresholds)
    return join_tags({key: holds for key, holds, _ in states}, lang)


def cycle_days(purchase_days: Collection[int]) -> float | None:
    """Return the mean days between purchase days, to one decimal; None with fewer than two.

    Examples
    --------
    >>> cycle_days([0, 45, 90, 90]), cycle_days([7, 7])
    (45.0, None)
    """
    days = set(purchase_days)
    return tenths((max(days) - min(days)) / (len(days) - 1)) if len(days) > 1 else None


def tenths(days: float) -> float:
    """Round to one decimal as a spreadsheet does: half away from zero, of the shown digits."""
    if abs(days) >= _WHOLE:
        return float(days)
    return float(Decimal(repr(float(days))).quantize(Decimal("0.1"), ROUND_HALF_UP))


def _not(holds: Any) -> Any:
    return holds ^ True  # of a Python bool, ~ would be a number


def _known(figure: Any) -> Any:
    return figure == figure
