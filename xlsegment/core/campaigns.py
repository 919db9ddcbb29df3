"""Campaigns: reach, conversion, ROI and ROAS, what is odd about them, where to improve."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
import pandas as pd

from xlsegment.core.arrays import BoolArray
from xlsegment.core.column_cells import FloatArray
from xlsegment.core.columns import (
    CAMPAIGN_NOTE,
    CONVERSION_RATE,
    CONVERTED,
    COST,
    GOODS_COST,
    NET_PROFIT,
    PERIOD,
    REACH_RATE,
    REACHED,
    REVENUE,
    ROAS,
    ROI,
    SUGGESTION,
    TARGET,
)
from xlsegment.core.finding_kinds import KINDS
from xlsegment.core.findings import Finding, row_findings
from xlsegment.core.parse import parse_cents, parse_counts
from xlsegment.core.periods import check_lengths
from xlsegment.core.ratios import ratio
from xlsegment.core.typed import keep_typed
from xlsegment.text import Lang, Text

Stage = Literal["reach", "conversion", "roi", "none", "missing", "unjudged", "doubtful"]

#: The closed catalogue 优化方向 is suggested from.
SUGGESTIONS: Final[dict[Stage, Text]] = {
    "reach": Text(
        "触达偏低：增加触达渠道，更新失效联系方式，调整发送时段",
        "Reach is low: add channels, refresh contacts, change the sending time",
    ),
    "conversion": Text(
        "转化偏低：细分目标客户，优化优惠力度与落地页",
        "Conversion is low: narrow the audience, improve the offer and landing page",
    ),
    "roi": Text(
        "回报偏低：压缩低效投放，提高客单价与毛利",
        "Return is low: cut weak spending, raise basket size and margin",
    ),
    "none": Text(
        "各环节达到目标：保持投放节奏，复用本次做法",
        "All stages on target: keep the pace and reuse what worked",
    ),
    "missing": Text(
        "数据不全：补充目标、触达、转化、成本与利润后再评估",
        "Figures are missing: add target, reach, conversion, cost and profit first",
    ),
    "unjudged": Text(
        "没有目标、也没有可比的活动，先设目标再评价",
        "No target and no campaign to compare with: set targets first, then judge",
    ),
    "doubtful": Text(
        "人数前后矛盾：先核对目标、触达与转化人数，再评价",
        "The figures contradict each other: check target, reached and converted first",
    ),
}
SUGGESTION_TEXTS: Final = frozenset(text for s in SUGGESTIONS.values() for text in s.both)

ROI_COMPUTED: Final = Text(
    "净利润为空，ROI 按 收入−货品成本−活动成本 计算。",
    "Net profit is blank: ROI uses revenue − goods cost − campaign cost.",
)
NO_PROFIT: Final = Text(
    "没有净利润，也缺少{missing}，无法计算 ROI。",
    "No net profit, and {missing} is missing too, so there is no ROI.",
)
_REVENUE: Final = Text("收入", "revenue")
_GOODS_COST: Final = Text("货品成本", "goods cost")
_BOTH_MISSING: Final = Text("收入和货品成本", "revenue and goods cost")


@dataclass(frozen=True, slots=True)
class CampaignTargets:
    """The least a campaign should reach; None compares with the other campaigns only."""

    reach_rate: float | None = None
    conversion_rate: float | None = None
    roi: float | None = None


def reach_rate(reached: FloatArray, target: FloatArray) -> FloatArray:
    """Return reached / target; NaN where target is 0 or unknown."""
    return _ratio(reached, target)


def conversion_rate(converted: FloatArray, reached: FloatArray) -> FloatArray:
    """Return converted / reached (not target); NaN where reached is 0 or unknown."""
    return _ratio(converted, reached)


def roi(net_profit: FloatArray, cost: FloatArray) -> FloatArray:
    """Return net profit / campaign cost; NaN where cost is 0 or unknown, never infinite."""
    return _ratio(net_profit, cost)


def roas(revenue: FloatArray, cost: FloatArray) -> FloatArray:
    """Return revenue / campaign cost; NaN where cost is 0 or unknown."""
    return _ratio(revenue, cost)


def evaluate_campaigns(
    campaigns: pd.DataFrame, *, targets: CampaignTargets | None = None, lang: Lang = "zh"
) -> tuple[pd.DataFrame, list[Finding]]:
    """Fill the result columns of the campaign table.

    Parameters
    ----------
    campaigns : DataFrame
        Cells as read: ``target``, ``reached``, ``converted``, ``cost`` and, where there are
        any, ``net_profit``, ``revenue``, ``goods_cost``, ``period``, ``suggestion``.
    targets : CampaignTargets, optional
        What a campaign should reach.
    lang : {"zh", "en"}
        Language of suggestions and notes.

    Returns
    -------
    DataFrame on the same index
        ``reach_rate``, ``conversion_rate``, ``roi``, ``roas`` (ratios: 0.85 is 85 %),
        ``suggestion`` (what was typed stays) and ``campaign_note``; None for blank.
    findings : list of Finding
        W-050 to W-056.
    """
    findings: list[Finding] = []
    notes: list[list[str]] = [[] for _ in range(len(campaigns))]

    def flag(code: str, rows: BoolArray, column: str) -> None:
        where = np.flatnonzero(rows).tolist()
        findings.extend(row_findings(code, "campaigns", where, column=column))
        for row in where:
            notes[row].append(KINDS[code].what.in_(lang))

    figures, unread = {}, {}
    for column in (TARGET, REACHED, CONVERTED, COST, NET_PROFIT, REVENUE, GOODS_COST):
        cells = campaigns[column] if column in campaigns else [None] * len(campaigns)
        parsed = parse_counts(cells) if column in _COUNTS else parse_cents(cells)
        figures[column] = np.where(parsed.ok, parsed.values, np.nan).astype(np.float64)
        unread[column] = parsed.bad
        flag("W-053", parsed.bad, column)
    negative = figures[COST] < 0
    cost = np.where(figures[COST] > 0, figures[COST], np.nan)
    computed = figures[REVENUE] - figures[GOODS_COST] - figures[COST]
    profit = np.where(np.isnan(figures[NET_PROFIT]), computed, figures[NET_PROFIT])
    rates = {
        REACH_RATE: reach_rate(figures[REACHED], figures[TARGET]),
        CONVERSION_RATE: conversion_rate(figures[CONVERTED], figures[REACHED]),
        ROI: roi(profit, cost),
        ROAS: roas(figures[REVENUE], cost),
    }
    flag("W-050", np.isnan(cost) & ~negative & ~unread[COST], COST)
    flag("W-056", negative, COST)
    too_many_reached = figures[REACHED] > figures[TARGET]
    too_many_converted = figures[CONVERTED] > figures[REACHED]
    flag("W-051", too_many_reached, REACHED)
    flag("W-052", too_many_converted, CONVERTED)
    for row in np.flatnonzero(np.isnan(figures[NET_PROFIT]) & ~np.isnan(cost)):
        missing = _missing(figures[REVENUE][row], figures[GOODS_COST][row])
        notes[row].append(
            ROI_COMPUTED.in_(lang)
            if missing is None
            else NO_PROFIT.in_(lang, missing=missing.in_(lang))
        )
    if PERIOD in campaigns:
        unknown, short = check_lengths(campaigns[PERIOD])
        flag("W-055", unknown, PERIOD)
        flag("I-054", short, PERIOD)
        for row in np.flatnonzero(short):
            notes[row].append(KINDS["I-054"].done.in_(lang))
    doubtful = too_many_reached | too_many_converted
    stages = _weakest_stages(rates, doubtful, targets or CampaignTargets())
    typed = campaigns[SUGGESTION] if SUGGESTION in campaigns else [None] * len(campaigns)
    filled: dict[str, list[object]] = {
        name: [None if x != x else float(x) for x in values] for name, values in rates.items()
    }
    filled[SUGGESTION] = [
        keep_typed(cell, SUGGESTIONS[stage].in_(lang), SUGGESTIONS[stage].both)
        for cell, stage in zip(typed, stages, strict=True)
    ]
    filled[CAMPAIGN_NOTE] = ["".join(parts) or None for parts in notes]
    columns = {key: pd.Series(cells, dtype=object) for key, cells in filled.items()}
    return pd.DataFrame(columns).set_axis(campaigns.index, axis=0), findings


def _ratio(above: FloatArray, below: FloatArray) -> FloatArray:
    rates = (ratio(a, b) for a, b in zip(above, below, strict=True))
    return np.array([np.nan if rate is None else rate for rate in rates], dtype=np.float64)


def _missing(revenue: float, goods_cost: float) -> Text | None:
    """Name what ROI lacks where there is no net profit."""
    if np.isnan(revenue) and np.isnan(goods_cost):
        return _BOTH_MISSING
    if np.isnan(revenue):
        return _REVENUE
    return _GOODS_COST if np.isnan(goods_cost) else None


def _weakest_stages(
    rates: dict[str, FloatArray], doubtful: BoolArray, targets: CampaignTargets
) -> list[Stage]:
    """Where each campaign falls furthest short of the targets or the median of the others.

    Figures that contradict each other are neither judged nor a yardstick for the others.
    """
    aims: dict[Stage, tuple[FloatArray, float | None]] = {
        "reach": (rates[REACH_RATE], targets.reach_rate),
        "conversion": (rates[CONVERSION_RATE], targets.conversion_rate),
        "roi": (rates[ROI], targets.roi),
    }
    stages: list[Stage] = []
    for row in range(len(doubtful)):
        if doubtful[row]:
            stages.append("doubtful")
        elif any(np.isnan(values[row]) for values, _ in aims.values()):
            stages.append("missing")
        else:
            losses = {
                stage: _loss(values, row, ~doubtful, target)
                for stage, (values, target) in aims.items()
            }
            stages.append(_worst(losses))
    return stages


def _loss(values: FloatArray, row: int, sound: BoolArray, target: float | None) -> float | None:
    """How far a rate falls short, as a share of its aim; None without anything to hold it to."""
    others = values[sound & ~np.isnan(values) & (np.arange(len(values)) != row)]
    if target is None and not len(others):
        return None
    # However badly the others did, money lost is no success.
    aim = max(0.0, target or 0.0, float(np.median(others)) if len(others) else 0.0)
    return max(0.0, aim - float(values[row])) / (aim or 1.0)


def _worst(losses: dict[Stage, float | None]) -> Stage:
    known = {stage: loss for stage, loss in losses.items() if loss is not None}
    worst = max(known, key=lambda stage: known[stage], default=None)
    if worst is not None and known[worst] > 0:
        return worst
    # A stage that nothing was asked of cannot have reached its target.
    return "none" if len(known) == len(losses) else "unjudged"


_COUNTS: Final = frozenset({TARGET, REACHED, CONVERTED})
