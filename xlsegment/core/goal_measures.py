"""How each goal's metric is computed: a number, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, TypeAlias

import numpy as np

from xlsegment.core.columns import FIRST_ORDER_DAY, RECENCY_DAYS, SEGMENT_ID, WINDOW_CENTS
from xlsegment.core.lead_groups import lead_figures
from xlsegment.core.ratios import ratio
from xlsegment.core.repurchase import ordered, spend_per_order
from xlsegment.core.segments import NEVER_BOUGHT
from xlsegment.text import Text

if TYPE_CHECKING:
    from xlsegment.core.arrays import BoolArray
    from xlsegment.core.column_cells import FloatArray
    from xlsegment.core.goal_facts import CampaignFacts, Facts
    from xlsegment.core.lead_groups import LeadFigures

Measured: TypeAlias = "float | Text"
Measure: TypeAlias = "Callable[[Facts, str | None], Measured]"

NO_ORDERS: Final = Text("没有订单明细，无法计算", "No order rows to compute it from")
NOBODY: Final = Text("范围内没有可计算的客户", "No customer in this scope to compute it from")
NO_CATEGORIES: Final = Text("订单没有商品品类", "The orders have no product categories")
NO_CAMPAIGNS: Final = Text(
    "营销活动效果评估表没有可用的数字", "The campaign sheet has no figures to use"
)
NO_LEADS: Final = Text("销售线索表没有可用的数字", "The leads sheet has no figures to use")
NO_CUSTOMERS: Final = Text("没有客户", "There are no customers")
NO_SEGMENT: Final = Text("当前分层方案没有这个客户群体", "The scheme in force has no such segment")


def repurchase(facts: Facts, segment: str | None) -> Measured:
    """Return 复购率: see `xlsegment.core.repurchase`."""
    members = facts.members_before(facts.recent.first, segment)
    if members is None or facts.activity is None:
        return NO_ORDERS
    return _known(ordered(facts.activity, members, facts.recent).value)


def order_value(facts: Facts, segment: str | None) -> Measured:
    """Return 客单价 of the window."""
    if facts.activity is None:
        return NO_ORDERS
    return _known(spend_per_order(facts.activity, facts.members(segment), facts.window).value)


def frequency(facts: Facts, segment: str | None) -> Measured:
    """Return orders per buyer in the window."""
    if facts.activity is None:
        return NO_ORDERS
    window = facts.window
    orders = facts.activity.span(window.first, window.last).orders_each()
    return _mean(orders[facts.members(segment)])


def kinds(facts: Facts, segment: str | None) -> Measured:
    """Return product categories per buyer in the window."""
    if facts.kinds is None:
        return NO_CATEGORIES
    return _mean(facts.kinds[facts.members(segment)])


def net_spend(facts: Facts, segment: str | None) -> Measured:
    """Return net spend in the window."""
    cents = facts.people[WINDOW_CENTS].to_numpy(dtype=np.int64)[facts.members(segment)]
    return int(cents.sum()) / 100


def new_customers(facts: Facts, segment: str | None) -> Measured:
    """Return how many had their first order in the last days."""
    first = facts.people[FIRST_ORDER_DAY].to_numpy(dtype=np.int64, na_value=facts.as_of + 1)
    recent = (first >= facts.recent.first) & (first <= facts.as_of)
    return int((recent & facts.members(segment)).sum())


def active(facts: Facts, segment: str | None) -> Measured:
    """Return the share of the buyers who bought recently."""
    days = facts.people[RECENCY_DAYS].to_numpy(dtype=np.int64, na_value=facts.active_days + 1)
    buyers = facts.buyers(segment)
    return _share(days[buyers] <= facts.active_days)


def segment_share(*segment_ids: str) -> Measure:
    """Return a measure: the share of the customers who have bought that are in some segments."""

    def share(facts: Facts, _: str | None) -> Measured:
        if not facts.earlier.rule_ids.intersection(segment_ids):
            return NO_SEGMENT
        segments = facts.people[SEGMENT_ID].to_numpy(dtype=object)
        return _share(np.isin(segments[segments != NEVER_BOUGHT], segment_ids))

    return share


def missing(facts: Facts, _: str | None) -> Measured:
    """Return the share of key fields that are missing."""
    return NO_CUSTOMERS if facts.missing is None else facts.missing


def campaign_rate(
    above: Callable[[CampaignFacts], FloatArray], below: Callable[[CampaignFacts], FloatArray]
) -> Measure:
    """Return a measure: one sum over another, over the campaigns that have both."""

    def measure(facts: Facts, campaign: str | None) -> Measured:
        if facts.campaigns is None:
            return NO_CAMPAIGNS
        top, bottom = above(facts.campaigns), below(facts.campaigns)
        use = ~(np.isnan(top) | np.isnan(bottom))
        if campaign is not None:
            use &= np.array([name == campaign for name in facts.campaigns.names], dtype=np.bool_)
        rate = ratio(float(top[use].sum()), float(bottom[use].sum()))
        return NO_CAMPAIGNS if rate is None else rate

    return measure


def lead_figure(figure: Callable[[LeadFigures], float | None]) -> Measure:
    """Return a measure over the leads of a source, or all."""

    def measure(facts: Facts, source: str | None) -> Measured:
        if facts.leads is None:
            return NO_LEADS
        leads = facts.leads if source is None else facts.leads[facts.leads["source"] == source]
        value = figure(lead_figures(leads)) if len(leads) else None
        return NO_LEADS if value is None else value

    return measure


def high_matches(facts: Facts, source: str | None) -> Measured:
    """Return the share of the leads that match well."""
    if facts.leads is None:
        return NO_LEADS
    leads = facts.leads if source is None else facts.leads[facts.leads["source"] == source]
    return float(leads["high"].mean()) if len(leads) else NO_LEADS


def _known(value: float | None) -> Measured:
    return NOBODY if value is None else value


def _mean(each: FloatArray) -> Measured:
    """Return the mean over those who bought."""
    bought = each[each > 0]
    return float(bought.mean()) if len(bought) else NOBODY


def _share(hits: BoolArray) -> Measured:
    return float(hits.mean()) if len(hits) else NOBODY
