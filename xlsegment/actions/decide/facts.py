"""What goals and problems are measured by, gathered once per refresh from what was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from xlsegment.actions.decide.home import missing_rate
from xlsegment.actions.decide.lead_metrics import leads_of
from xlsegment.core.activity import Activity, activity_of
from xlsegment.core.celltext import clean_text
from xlsegment.core.earlier import Earlier, places
from xlsegment.core.goal_facts import CampaignFacts, Facts
from xlsegment.core.parse import parse_cents, parse_counts

if TYPE_CHECKING:
    from xlsegment.actions.decide.section import Basis
    from xlsegment.core.column_cells import FloatArray


def earlier_of(basis: Basis) -> Earlier:
    """Return the groups as of earlier days."""
    return Earlier(basis.result)


def orders_of(basis: Basis) -> Activity | None:
    """Return who ordered when; None where there are no order rows."""
    return activity_of(basis.result, basis.once(earlier_of))


def facts_of(basis: Basis) -> Facts:
    """Return everything that goals are measured by."""
    params = basis.params
    window = params.window_days
    activity = basis.once(orders_of)
    first = int(activity.day[0]) if activity is not None and len(activity.day) else basis.as_of
    return Facts(
        as_of=basis.as_of,
        recent_days=params.recent_days,
        active_days=params.r_cut_high,
        window_first=min(first, basis.as_of) if window is None else basis.as_of - window + 1,
        people=basis.result.counted,
        activity=activity,
        earlier=basis.once(earlier_of),
        kinds=_kinds(basis),
        campaigns=_campaigns(basis),
        leads=basis.once(counted_leads),
        missing=missing_rate(basis.inputs, basis.result)[0],
    )


def counted_leads(basis: Basis) -> pd.DataFrame | None:
    """Return the leads that count; None where there are none."""
    leads = basis.once(leads_of)
    if leads is None:
        return None
    counted = leads.rows[leads.rows["counted"].to_numpy(dtype=np.bool_)].reset_index(drop=True)
    return counted if len(counted) else None


def _kinds(basis: Basis) -> FloatArray | None:
    """Return how many product categories each customer bought in the window."""
    orders, sales = basis.inputs.table("orders"), basis.sales
    if orders is None or sales is None or "category" not in orders:
        return None
    window = basis.params.window_days
    first = -np.inf if window is None else basis.as_of - window + 1
    rows = sales[(sales["order_day"] >= first).to_numpy(dtype=np.bool_)]
    codes, seen = pd.factorize(orders["category"].to_numpy(dtype=object)[rows["row"].to_numpy()])
    names, kinds = pd.factorize(
        np.array([clean_text(str(name)).casefold() or None for name in seen], dtype=object)
    )
    if not len(kinds):
        return None
    kind = np.append(names, -1)[codes]
    bought = pd.DataFrame({"customer": places(basis.result, rows["customer_id"]), "kind": kind})
    bought = bought[(bought["kind"] >= 0) & (bought["customer"] >= 0)].drop_duplicates()
    people = len(basis.result.counted)
    each: FloatArray = np.bincount(bought["customer"], minlength=people).astype(np.float64)
    return each


def _campaigns(basis: Basis) -> CampaignFacts | None:
    """Return the campaigns; figures that contradict each other count in no rate of the two."""
    table = basis.inputs.table("campaigns")
    if table is None:
        return None
    nothing = [None] * len(table)

    def counts(key: str) -> FloatArray:
        parsed = parse_counts(table.get(key, nothing))
        return np.where(parsed.ok, parsed.values, np.nan).astype(np.float64)

    def amounts(key: str) -> FloatArray:
        parsed = parse_cents(table.get(key, nothing))
        return np.where(parsed.ok, parsed.values, np.nan).astype(np.float64)

    target, reached, converted = counts("target"), counts("reached"), counts("converted")
    cost, profit = amounts("cost"), amounts("net_profit")
    computed = amounts("revenue") - amounts("goods_cost") - cost
    return CampaignFacts(
        names=tuple(clean_text(str(name or "")) for name in table.get("campaign", nothing)),
        target=np.where(reached > target, np.nan, target),
        reached=reached,
        converted=np.where(converted > reached, np.nan, converted),
        cost=np.where(cost > 0, cost, np.nan),
        profit=np.where(np.isnan(profit), computed, profit),
    )
