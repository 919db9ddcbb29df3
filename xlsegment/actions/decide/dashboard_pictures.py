"""What the pictures of 看板 show, each as rows and one sentence that states the finding."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import pandas as pd

from xlsegment.actions.decide.pictures import both_high, last_months
from xlsegment.actions.decide.section import Basis
from xlsegment.core.arrays import month_index
from xlsegment.core.campaign_months import conversion_by_month
from xlsegment.core.category_matrix import category_matrix
from xlsegment.core.columns import CATEGORY
from xlsegment.core.levels import LEVEL_TEXT
from xlsegment.core.summary import level_matrix
from xlsegment.text import LANGS, Text
from xlsegment.workbook.sheets.dashboard_tables import CATEGORIES, LEVELS, MONTHS

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
_CAMPAIGNS: Final = Text("活动转化率", "campaign conversion")
_LEADS: Final = Text("线索成交率", "leads won")
_UP: Final = Text("，比上一次高 {p} 个百分点", ", up {p} points")
_DOWN: Final = Text("，比上一次低 {p} 个百分点", ", down {p} points")
_NO_TIERS: Final = Text("各层级客户数：还没有分层", "Customers per tier: no tiers yet")
_NO_CHURN: Final = Text("流失风险：还没有判断", "Churn risk: not judged yet")
_NO_MOVES: Final = Text("分层迁移：没有可比的上期", "Migration: no earlier period to compare with")
_NO_LEADS: Final = Text("线索来源：还没有线索", "Lead sources: no leads yet")


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
    campaigns = basis.inputs.table("campaigns")
    rates = {
        "campaign_rate": pd.Series(dtype=np.float64)
        if campaigns is None
        else conversion_by_month(campaigns),
        "lead_rate": _lead_rates(basis),
    }
    numbers = month_index(np.array(months, dtype="datetime64[D]").astype(np.int64))
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


def _lead_rates(basis: Basis) -> pd.Series[float]:
    return pd.Series(dtype=np.float64)


def sources(basis: Basis) -> Picture:
    """Count leads by source."""
    return Picture(_NO_LEADS)


def tiers(basis: Basis) -> Picture:
    """Count customers by tier."""
    return Picture(_NO_TIERS, _by_level(basis, "tier", "tier_customers", {}))


def churn(basis: Basis) -> Picture:
    """Count customers by churn risk."""
    return Picture(_NO_CHURN, _by_level(basis, "risk", "risk_customers", {}))


def moves(basis: Basis) -> Picture:
    """Return the net change of each segment against the last period."""
    return Picture(_NO_MOVES)


def _by_level(basis: Basis, name: str, count: str, counts: Mapping[str, int]) -> pd.DataFrame:
    keys = {3: "high", 2: "mid", 1: "low"}
    return pd.DataFrame(
        {
            name: [LEVEL_TEXT[level].in_(basis.lang) for level in LEVELS],
            count: [counts.get(keys[level]) for level in LEVELS],
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
