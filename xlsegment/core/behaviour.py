"""Behaviour of customers: orders per quarter, repurchase cycle, tags by visible thresholds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import pandas as pd

from xlsegment.core.arrays import BoolArray
from xlsegment.core.behaviour_rules import (
    DEFAULT_THRESHOLDS,
    QUARTER_DAYS,
    BehaviourThresholds,
    tag_states,
    tenths,
)
from xlsegment.core.column_cells import FloatArray
from xlsegment.core.columns import (
    BEHAVIOUR_TAGS,
    BROWSE_MINUTES,
    CLICKS,
    CUSTOMER_ID,
    MONETARY,
    ORDER_ID,
    QUARTERLY_ORDERS,
    REPURCHASE_DAYS,
    REPURCHASE_NOTE,
)
from xlsegment.core.findings import Finding, row_findings
from xlsegment.core.parse import parse_ids, parse_numbers
from xlsegment.core.rfm import rfm_table
from xlsegment.core.tag_columns import holding
from xlsegment.core.tags import TagKey, merge_tags
from xlsegment.text import Lang, Text

ONE_PURCHASE: Final = Text("仅一个购买日，无法计算复购周期", "A single purchase day: no cycle")
NO_ORDER: Final = Text("没有订单", "No order")
REPURCHASE_NOTES: Final = (ONE_PURCHASE, NO_ORDER)


def quarterly_orders(orders: Any, *, as_of: int, merge_same_day: bool = False) -> Any:
    """Count each customer's distinct orders in the quarter that ends on the analysis date.

    Parameters
    ----------
    orders : DataFrame or lazy table
        Canonical orders, as `rfm_table` takes them.
    as_of : int
        The analysis date as a day number.
    merge_same_day : bool, default False
        Count the orders of one day as one.

    Returns
    -------
    same kind of table
        `rfm_table` over the last `QUARTER_DAYS` days; ``frequency`` is the count.
    """
    return rfm_table(orders, as_of=as_of, window_days=QUARTER_DAYS, merge_same_day=merge_same_day)


def repurchase_days(first_day: Any, last_day: Any, purchase_days: Any) -> FloatArray:
    """Return the mean days between purchase days: (last - first) / (purchase days - 1).

    Parameters
    ----------
    first_day, last_day : array-like of int
        Day numbers of the first and the last order.
    purchase_days : array-like of int
        Distinct days with an order.

    Returns
    -------
    ndarray of float
        NaN where there are fewer than two purchase days.

    Examples
    --------
    >>> repurchase_days([0, 0], [90, 0], [3, 1]).tolist()
    [45.0, nan]
    """
    days = np.asarray(purchase_days, dtype=np.float64)
    span = np.asarray(last_day, dtype=np.float64) - np.asarray(first_day, dtype=np.float64)
    cycle: FloatArray = np.full(len(days), np.nan)
    several = days > 1
    cycle[several] = span[several] / (days[several] - 1)
    return cycle


def behaviour_tags(
    behaviour: pd.DataFrame,
    thresholds: BehaviourThresholds = DEFAULT_THRESHOLDS,
    *,
    no_cycle: BoolArray | bool = False,
) -> list[Mapping[TagKey, bool]]:
    """Tag each row by the thresholds.

    Parameters
    ----------
    behaviour : DataFrame
        Numbers, NaN where unknown: ``browse_minutes``, ``clicks``, ``quarterly_orders``,
        ``repurchase_days`` and ``monetary`` (spend in the window). An unknown figure never
        gives a tag.
    thresholds : BehaviourThresholds
        The bounds.
    no_cycle : ndarray of bool
        Where it is known that there is no repurchase cycle, rather than unknown which.

    Returns
    -------
    list of mapping of str to bool
        Tag keys that hold, and those that do not though all their figures are known; in a fixed
        order: value, interaction, activity, repurchase, risk.

    Examples
    --------
    >>> row = pd.DataFrame({"browse_minutes": [30.0], "clicks": [5.0], "quarterly_orders": [1.0],
    ...                     "repurchase_days": [90.0], "monetary": [float("nan")]})
    >>> [tag for tag, holds in behaviour_tags(row)[0].items() if holds]
    ['idle', 'churn_risk']
    """
    figures = (
        behaviour[column].to_numpy(dtype=np.float64)
        for column in (BROWSE_MINUTES, CLICKS, QUARTERLY_ORDERS, REPURCHASE_DAYS, MONETARY)
    )
    return holding(tag_states(figures, thresholds, no_cycle=no_cycle))


def fill_behaviour(
    behaviour: pd.DataFrame,
    orders: pd.DataFrame | None,
    *,
    as_of: int,
    window_days: int | None = 180,
    merge_same_day: bool = False,
    thresholds: BehaviourThresholds = DEFAULT_THRESHOLDS,
    spend: pd.Series[float] | None = None,
    lang: Lang = "zh",
) -> tuple[pd.DataFrame, list[Finding]]:
    """Fill the result columns of the behaviour table.

    Parameters
    ----------
    behaviour : DataFrame
        Cells as read: ``customer_id``, ``browse_minutes``, ``clicks`` and, where there are no
        orders, ``quarterly_orders`` and ``repurchase_days`` as they were typed.
    orders : DataFrame or None
        Canonical orders (`clean_orders`); None keeps the typed figures, as do customers without
        an order.
    as_of : int
        The analysis date as a day number.
    window_days : int or None
        Window of the spend that 高价值 looks at.
    merge_same_day : bool
        Whether the orders of one day are one, as in the frequency beside these figures.
    thresholds : BehaviourThresholds
        The bounds of the tags.
    spend : Series or None
        Spend in the window by customer id, in currency units, where there are no orders.
    lang : {"zh", "en"}
        Language of tags and notes.

    Returns
    -------
    DataFrame on the same index
        ``quarterly_orders``, ``repurchase_days``, ``behaviour_tags``, ``repurchase_note``:
        cells ready to write, None for blank. Tags of the user's own are kept.
    findings : list of Finding
        W-061 for figures that could not be read.
    """
    findings: list[Finding] = []
    size = len(behaviour)
    ids = pd.Series(parse_ids(behaviour[CUSTOMER_ID]).values, dtype=object)
    blank = [None] * size
    figures = {}
    for column in (BROWSE_MINUTES, CLICKS, QUARTERLY_ORDERS, REPURCHASE_DAYS):
        parsed = parse_numbers(behaviour.get(column, blank))
        figures[column] = np.where(parsed.ok, parsed.values, np.nan)
        bad = np.flatnonzero(parsed.bad).tolist()
        findings += row_findings("W-061", "behaviour", bad, column=column)
    figures[MONETARY] = np.full(size, np.nan)
    notes: list[str | None] = [None] * size
    if spend is not None:
        figures[MONETARY] = ids.map(spend).to_numpy(dtype=np.float64)
    if orders is not None:
        notes = _fill_from_orders(figures, ids, orders, as_of, window_days, merge_same_day, lang)
    # Tags go by the cycle that stands in the sheet, not by decimals that nobody sees.
    cycles = [x if x != x else tenths(x) for x in figures[REPURCHASE_DAYS].tolist()]
    figures[REPURCHASE_DAYS] = np.array(cycles, dtype=np.float64)
    numbers = pd.DataFrame(figures)
    single = np.array([note == ONE_PURCHASE.in_(lang) for note in notes], dtype=np.bool_)
    tags = behaviour_tags(numbers, thresholds, no_cycle=single)
    existing = behaviour[BEHAVIOUR_TAGS].tolist() if BEHAVIOUR_TAGS in behaviour else blank
    filled = {
        QUARTERLY_ORDERS: [None if x != x else int(x) for x in numbers[QUARTERLY_ORDERS]],
        REPURCHASE_DAYS: [None if x != x else float(x) for x in numbers[REPURCHASE_DAYS]],
        BEHAVIOUR_TAGS: [
            merge_tags(cell, holds, lang) for cell, holds in zip(existing, tags, strict=True)
        ],
        REPURCHASE_NOTE: notes,
    }
    result = pd.DataFrame({key: pd.Series(v, dtype=object) for key, v in filled.items()})
    return result.set_axis(behaviour.index, axis=0), findings


def _fill_from_orders(
    figures: dict[str, FloatArray],
    ids: pd.Series[str],
    orders: pd.DataFrame,
    as_of: int,
    window_days: int | None,
    merge_same_day: bool,
    lang: Lang,
) -> list[str | None]:
    # Grouping whole numbers is several times faster than grouping text.
    customer, names = pd.factorize(orders[CUSTOMER_ID])
    order = pd.factorize(orders[ORDER_ID])[0].astype(np.float64)
    order[order < 0] = np.nan
    keyed = orders.assign(**{CUSTOMER_ID: customer, ORDER_ID: order})
    ids = pd.Series(pd.Index(names).get_indexer(pd.Index(ids, dtype=object)))
    life = rfm_table(keyed, as_of=as_of, window_days=window_days).set_index(CUSTOMER_ID)
    recent = quarterly_orders(keyed, as_of=as_of, merge_same_day=merge_same_day)
    quarter = recent.set_index(CUSTOMER_ID)["frequency"]
    bought_days = ids.map(life["purchase_days"]).to_numpy(dtype=np.float64)
    has_orders = bought_days > 0
    cycle = repurchase_days(life["first_order_day"], life["last_order_day"], life["purchase_days"])
    cycles = ids.map(pd.Series(cycle, index=life.index)).to_numpy(dtype=np.float64)
    counts = ids.map(quarter).to_numpy(dtype=np.float64)
    cents: FloatArray = ids.map(life["monetary_cents"]).to_numpy(dtype=np.float64)
    for column, computed in (
        (QUARTERLY_ORDERS, counts),
        (REPURCHASE_DAYS, cycles),
        (MONETARY, np.asarray(cents / 100, dtype=np.float64)),
    ):
        # a customer whom the orders do not know keeps what was typed
        figures[column] = np.where(has_orders, computed, figures[column]).astype(np.float64)
    one = ONE_PURCHASE.in_(lang)
    none = NO_ORDER.in_(lang)
    typed = ~np.isnan(figures[QUARTERLY_ORDERS])
    return [
        (one if cycle != cycle else None) if bought else (None if known else none)
        for bought, known, cycle in zip(
            has_orders.tolist(), typed.tolist(), cycles.tolist(), strict=True
        )
    ]
