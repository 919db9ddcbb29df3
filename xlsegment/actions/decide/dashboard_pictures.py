"""What the pictures of 看板 show, each as rows and one sentence that states the finding."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import pandas as pd

from xlsegment.actions.decide.churn import churn_of
from xlsegment.actions.decide.lead_metrics import leads_of
from xlsegment.actions.decide.migration import migration_of
from xlsegment.actions.decide.migration_tables import net_words, shown_segments
from xlsegment.actions.decide.pictures import both_high, last_months
from xlsegment.actions.decide.section import Basis
from xlsegment.actions.decide.tiers import tiers_of
from xlsegment.core.arrays import month_index
from xlsegment.core.campaign_months import conversion_by_month
from xlsegment.core.category_matrix import category_matrix
from xlsegment.core.columns import CATEGORY
from xlsegment.core.lead_groups import by_month
from xlsegment.core.levels import LEVEL_TEXT
from xlsegment.core.summary import level_matrix
from xlsegment.text import LANGS, Text
from xlsegment.workbook.sheets.dashboard_tables import (
    CATEGORIES,
    GROUPS,
    LEVELS,
    MONTHS,
    SOURCES,
)

_KEYS: Final = {3: "high", 2: "mid", 1: "low"}
_FREQUENCY: Final = {3: "high_frequency", 2: "mid_frequency", 1: "low_frequency"}
_OTHERS: Final = Text("其余品类", "Other categories")
_NO_ORDERS: Final = Text("品类 × 购买频次：没有订单明细", "Category x frequency: no orders")
_NO_CATEGORY: Final = Text(
    "品类 × 购买频次：订单没有填写商品品类", "Category x frequency: no order names a category"
)
_BEST: Final = Text(
    "“{name}”买的人最多：{n} 人，其中高频 {share}",
    "“{name}” has most buyers: {n}, {share} of high frequency",
)
_NO_CONVERSION: Final = Text(
    "转化率走势：近 {n} 个月没有可算的活动或线索",
    "Conversion: no campaign or lead of the last {n} months to count",
)
_LATEST: Final = Text("{month} {what} {rate}{change}", "{what} of {month}: {rate}{change}")
_CAMPAIGNS: Final = Text("活动转化率", "Campaign conversion")
_LEADS: Final = Text("线索成交率", "Leads won")
_UP: Final = Text("，比上一次高 {p} 个百分点", ", up {p} points")
_DOWN: Final = Text("，比上一次低 {p} 个百分点", ", down {p} points")
_NO_TIERS: Final = Text("各层级客户数：还没有分层", "Customers per tier: no tiers yet")
_NO_CHURN: Final = Text("流失风险：还没有判断", "Churn risk: not judged yet")
_NO_MOVES: Final = Text("分层迁移：没有可比的上期", "Migration: no earlier period to compare with")
_NO_LEADS: Final = Text("线索来源：还没有线索", "Lead sources: no leads yet")
_MOST_LEADS: Final = Text(
    "“{name}”带来的线索最多，占 {n} 条的 {share}", "“{name}” brings most of the {n} leads, {share}"
)
_UNSTATED: Final = Text("未注明", "Not stated")
_OTHER_SOURCES: Final = Text("其余来源", "Other sources")
_HIGH_TIER: Final = Text("高价值客户 {n} 位，占 {share}", "{n} high-value customers, {share}")
_HIGH_RISK: Final = Text(
    "流失风险高 {high} 位、中 {mid} 位", "{high} at high churn risk, {mid} at mid"
)


@dataclass(frozen=True, slots=True)
class Picture:
    """The rows of a chart's table, the sentence above it, and the figure of its tile."""

    title: Text
    rows: pd.DataFrame = field(default_factory=pd.DataFrame)
    figure: float | None = None


def rf_heat(basis: Basis) -> Picture:
    """Count customers by recency and frequency level."""
    matrix = level_matrix(basis.result.counted)
    rows = {"recency_level": [LEVEL_TEXT[level].in_(basis.lang) for level in matrix.index]}
    counts = {key: matrix[level].tolist() for level, key in _FREQUENCY.items()}
    return Picture(_worded(*both_high(matrix)), pd.DataFrame({**rows, **counts}, dtype=object))


def categories(basis: Basis) -> Picture:
    """Count the buyers of the most bought categories by frequency level."""
    sales, orders = basis.sales, basis.inputs.table("orders")
    if sales is None or orders is None:
        return Picture(_NO_ORDERS)
    if CATEGORY not in orders:
        return Picture(_NO_CATEGORY)
    window = basis.params.window_days
    matrix = category_matrix(
        sales,
        orders[CATEGORY].tolist(),
        basis.result.counted,
        after=None if window is None else basis.as_of - window,
        rows=CATEGORIES,
        others=_OTHERS.in_(basis.lang),
    )
    if not len(matrix):
        return Picture(_NO_CATEGORY)
    best = matrix.iloc[0]
    buyers = int(best.sum())
    title = _worded(
        _BEST, {"name": matrix.index[0], "n": buyers, "share": f"{best[3] / buyers:.1%}"}
    )
    counts = {key: matrix[level].tolist() for level, key in _FREQUENCY.items()}
    names = {"top_category": matrix.index.tolist()}
    return Picture(title, pd.DataFrame({**names, **counts}, dtype=object))


def conversion(basis: Basis) -> Picture:
    """Return how campaigns and leads converted by the month in which they began."""
    months = last_months(basis.result, MONTHS)
    numbers = month_index(np.array(months, dtype="datetime64[D]").astype(np.int64)).tolist()
    campaigns = basis.inputs.table("campaigns")
    rates = {
        "campaign_rate": pd.Series(dtype=np.float64)
        if campaigns is None
        else conversion_by_month(campaigns),
        "lead_rate": _lead_rates(basis, numbers),
    }
    shown = {key: rate.reindex(numbers) for key, rate in rates.items()}
    rows = pd.DataFrame(
        {
            "start_month": months,
            **{key: [None if r != r else r for r in rate] for key, rate in shown.items()},
        },
        dtype=object,
    )
    for key, what in (("campaign_rate", _CAMPAIGNS), ("lead_rate", _LEADS)):
        known = [(m, float(r)) for m, r in zip(months, shown[key], strict=True) if r == r]
        if known:
            return Picture(_latest(what, known), rows)
    return Picture(_worded(_NO_CONVERSION, {"n": MONTHS}), rows)


def _latest(what: Text, known: list[tuple[dt.date, float]]) -> Text:
    """Word the last month that has a rate, against the one before."""
    (month, rate), change = known[-1], Text("", "")
    if len(known) > 1:
        points = round(rate * 100, 1) - round(known[-2][1] * 100, 1)
        change = _worded(_UP if points >= 0 else _DOWN, {"p": f"{abs(points):.1f}"})
    fields = {"month": month.isoformat()[:7], "what": what, "rate": f"{rate:.1%}", "change": change}
    return _worded(_LATEST, fields)


def _lead_rates(basis: Basis, months: Sequence[int]) -> pd.Series[float]:
    """Return how many of the leads of each month were won in time, of those that had it."""
    leads = basis.once(leads_of)
    if leads is None:
        return pd.Series(dtype=np.float64)
    counted = leads.rows[leads.rows["counted"].to_numpy()].reset_index(drop=True)
    figures = by_month(counted, as_of=basis.as_of, months=len(months))
    rates = [np.nan if each.mature_rate is None else each.mature_rate for each in figures]
    return pd.Series(rates, index=list(months), dtype=np.float64)


def sources(basis: Basis) -> Picture:
    """Count leads by source; sources beyond the slices share the last one."""
    leads = basis.once(leads_of)
    if leads is None or not leads.total.leads:
        return Picture(_NO_LEADS)
    unnamed, rest = _UNSTATED.in_(basis.lang), _OTHER_SOURCES.in_(basis.lang)
    counts = [(unnamed if each.name is None else each.name, each.leads) for each in leads.sources]
    if len(counts) > SOURCES:
        beyond = sum(count for _, count in counts[SOURCES - 1 :])
        counts = [*counts[: SOURCES - 1], (rest, beyond)]
    rows = pd.DataFrame(counts, columns=["lead_source", "lead_count"], dtype=object)
    name, most = counts[0]
    fields = {"name": name, "share": f"{most / leads.total.leads:.1%}", "n": leads.total.leads}
    return Picture(_worded(_MOST_LEADS, fields), rows, leads.total.rate)


def tiers(basis: Basis) -> Picture:
    """Count customers by tier."""
    counts = basis.once(tiers_of)["tier"].value_counts()
    if not any(counts.get(tier, 0) for tier in _KEYS.values()):
        return Picture(_NO_TIERS, _by_level(basis, "tier", "tier_customers", {}))
    rows = _by_level(basis, "tier", "tier_customers", counts)
    high = int(counts.get("high", 0))
    # Of everybody, as on the tier sheet: those who are not rated count, too.
    share = high / int(counts.sum())
    title = _worded(_HIGH_TIER, {"n": high, "share": f"{share:.1%}"})
    return Picture(title, rows, high)


def churn(basis: Basis) -> Picture:
    """Count customers by churn risk."""
    risks = basis.once(churn_of)["risk"]
    if not (risks != "").any():
        return Picture(_NO_CHURN, _by_level(basis, "risk", "risk_customers", {}))
    counts = risks.value_counts()
    rows = _by_level(basis, "risk", "risk_customers", counts)
    high, mid = int(counts.get("high", 0)), int(counts.get("mid", 0))
    return Picture(_worded(_HIGH_RISK, {"high": high, "mid": mid}), rows, high)


def moves(basis: Basis) -> Picture:
    """Return by how many customers each segment grew or shrank since the earlier period."""
    moved = basis.once(migration_of)
    if moved is None:
        return Picture(_NO_MOVES)
    net = moved.by_segment(shown_segments(moved, basis.groups))["net"]
    names = [basis.groups[key].name.in_(basis.lang) for key in net.index]
    rows = pd.DataFrame({"moved_segment": names, "net_change": net.tolist()}, dtype=object)
    return Picture(net_words(moved, basis), rows.iloc[:GROUPS])


def _by_level(
    basis: Basis, name: str, count: str, counts: Mapping[str, int] | pd.Series[int]
) -> pd.DataFrame:
    return pd.DataFrame(
        {
            name: [LEVEL_TEXT[level].in_(basis.lang) for level in LEVELS],
            count: [int(counts.get(_KEYS[level], 0)) if len(counts) else None for level in LEVELS],
        },
        dtype=object,
    )


def _worded(text: Text, fields: Mapping[str, object]) -> Text:
    """Fill a sentence in both languages."""
    return Text(
        *(
            text.in_(
                lang, **{k: v.in_(lang) if isinstance(v, Text) else v for k, v in fields.items()}
            )
            for lang in LANGS
        )
    )
