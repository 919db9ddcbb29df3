"""Campaigns: reach, conversion, ROI and ROAS, what is odd about them, where to improve."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

import numpy as np
import pandas as pd

from xlsegment.core.celltext import clean_text
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
from xlsegment.core.days import BoolArray, day_number
from xlsegment.core.finding_kinds import KINDS
from xlsegment.core.findings import Finding, row_findings
from xlsegment.core.parse import parse_cents, parse_counts
from xlsegment.core.typed import keep_typed
from xlsegment.text import Lang, Text

Stage = Literal["reach", "conversion", "roi", "none", "missing"]

#: A campaign shorter than this says too little.
SHORT_DAYS: Final = 3

#: The closed catalogue 优化方向 is suggested from.
SUGGESTIONS: Final[dict[Stage, Text]] = {
    "reach": Text(
        "触达偏低:增加触达渠道,更新失效联系方式,调整发送时段",
        "Reach is low: add channels, refresh contacts, change the sending time",
    ),
    "conversion": Text(
        "转化偏低:细分目标客户,优化优惠力度与落地页",
        "Conversion is low: narrow the audience, improve the offer and landing page",
    ),
    "roi": Text(
        "回报偏低:压缩低效投放,提高客单价与毛利",
        "Return is low: cut weak spending, raise basket size and margin",
    ),
    "none": Text(
        "各环节达到目标:保持投放节奏,复用本次做法",
        "All stages on target: keep the pace and reuse what worked",
    ),
    "missing": Text(
        "数据不全:补充目标、触达、转化与利润后再评估",
        "Figures are missing: add target, reach, conversion and profit first",
    ),
}
SUGGESTION_TEXTS: Final = frozenset(text for s in SUGGESTIONS.values() for text in s.both)

ROI_COMPUTED: Final = Text(
    "净利润为空,ROI 按 收入−货品成本−活动成本 计算。",
    "Net profit is blank: ROI uses revenue − goods cost − campaign cost.",
)


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


def campaign_days(period: object) -> tuple[int, int] | None:
    """Read a period such as ``2023-06-01~06-18`` as its first and last day number.

    Parameters
    ----------
    period : object
        The cell. The end may lack its year, or year and month; a date alone is one day.

    Returns
    -------
    (int, int) or None
        None when it is not a period.

    Examples
    --------
    >>> first, last = campaign_days("2023-06-01~06-18")
    >>> last - first + 1
    18
    """
    if isinstance(period, date):  # also a datetime
        day = date(period.year, period.month, period.day)
        return day_number(day), day_number(day)
    match = _PERIOD.fullmatch(clean_text(str(period)).replace(" ", ""))
    if match is None:
        return None
    year, month, day_of = (int(match[k]) for k in ("y", "m", "d"))
    try:
        first = date(year, month, day_of)
        if match["d2"] is None:
            return day_number(first), day_number(first)
        last_month = int(match["m2"] or month)
        last = date(int(match["y2"] or year), last_month, int(match["d2"]))
        if match["y2"] is None and last_month < month:
            last = last.replace(year=year + 1)  # 2023-12-25~01-05
    except ValueError:
        return None
    return (day_number(first), day_number(last)) if last >= first else None


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
        W-050 to W-055.
    """
    findings: list[Finding] = []
    notes: list[list[str]] = [[] for _ in range(len(campaigns))]

    def flag(code: str, rows: BoolArray, column: str) -> None:
        where = np.flatnonzero(rows).tolist()
        findings.extend(row_findings(code, "campaigns", where, column=column))
        for row in where:
            notes[row].append(KINDS[code].what.in_(lang))

    figures = {}
    for column in (TARGET, REACHED, CONVERTED, COST, NET_PROFIT, REVENUE, GOODS_COST):
        cells = campaigns[column] if column in campaigns else [None] * len(campaigns)
        parsed = parse_counts(cells) if column in _COUNTS else parse_cents(cells)
        figures[column] = np.where(parsed.ok, parsed.values, np.nan).astype(np.float64)
        flag("W-053", parsed.bad, column)
    cost = np.where(figures[COST] > 0, figures[COST], np.nan)
    computed = figures[REVENUE] - figures[GOODS_COST] - figures[COST]
    profit = np.where(np.isnan(figures[NET_PROFIT]), computed, figures[NET_PROFIT])
    rates = {
        REACH_RATE: reach_rate(figures[REACHED], figures[TARGET]),
        CONVERSION_RATE: conversion_rate(figures[CONVERTED], figures[REACHED]),
        ROI: roi(profit, cost),
        ROAS: roas(figures[REVENUE], cost),
    }
    flag("W-050", np.isnan(cost), COST)
    flag("W-051", figures[REACHED] > figures[TARGET], REACHED)
    flag("W-052", figures[CONVERTED] > figures[REACHED], CONVERTED)
    for row in np.flatnonzero(np.isnan(figures[NET_PROFIT]) & ~np.isnan(rates[ROI])):
        notes[row].append(ROI_COMPUTED.in_(lang))
    if PERIOD in campaigns:
        unread, short = _lengths(campaigns[PERIOD])
        flag("W-055", unread, PERIOD)
        flag("I-054", short, PERIOD)
        for row in np.flatnonzero(short):
            notes[row].append(KINDS["I-054"].done.in_(lang))
    stages = _weakest_stages(rates, targets or CampaignTargets())
    typed = campaigns[SUGGESTION] if SUGGESTION in campaigns else [None] * len(campaigns)
    filled: dict[str, list[object]] = {
        name: [None if x != x else float(x) for x in values] for name, values in rates.items()
    }
    filled[SUGGESTION] = [
        keep_typed(cell, SUGGESTIONS[stage].in_(lang), SUGGESTION_TEXTS)
        for cell, stage in zip(typed, stages, strict=True)
    ]
    filled[CAMPAIGN_NOTE] = ["".join(parts) or None for parts in notes]
    columns = {key: pd.Series(cells, dtype=object) for key, cells in filled.items()}
    return pd.DataFrame(columns).set_axis(campaigns.index, axis=0), findings


def _ratio(above: FloatArray, below: FloatArray) -> FloatArray:
    above, below = np.asarray(above, dtype=np.float64), np.asarray(below, dtype=np.float64)
    result: FloatArray = np.full(len(above), np.nan)
    fine = (below != 0) & ~np.isnan(below)
    result[fine] = above[fine] / below[fine]
    return result


def _lengths(periods: pd.Series[str]) -> tuple[BoolArray, BoolArray]:
    unread = np.zeros(len(periods), dtype=np.bool_)
    short = np.zeros(len(periods), dtype=np.bool_)
    for row, cell in enumerate(periods):
        if cell is None or cell != cell or not clean_text(str(cell)):
            continue
        days = campaign_days(cell)
        unread[row] = days is None
        short[row] = days is not None and days[1] - days[0] + 1 < SHORT_DAYS
    return unread, short


def _weakest_stages(rates: dict[str, FloatArray], targets: CampaignTargets) -> list[Stage]:
    """Where each campaign falls furthest short of the targets or the median of the others."""
    aims: dict[Stage, tuple[FloatArray, float | None]] = {
        "reach": (rates[REACH_RATE], targets.reach_rate),
        "conversion": (rates[CONVERSION_RATE], targets.conversion_rate),
        "roi": (rates[ROI], targets.roi),
    }
    stages: list[Stage] = []
    for row in range(len(rates[ROI])):
        losses: dict[Stage, float] = {}
        for stage, (values, target) in aims.items():
            others = np.delete(values, row)
            others = others[~np.isnan(others)]
            aim = max(
                [
                    0.0 if target is None else target,
                    *([float(np.median(others))] if len(others) else []),
                ]
            )
            if not np.isnan(values[row]) and aim > 0:
                losses[stage] = (aim - values[row]) / aim
        if np.isnan(aims["reach"][0][row]) or np.isnan(aims["conversion"][0][row]):
            stages.append("missing")
        else:
            worst: Stage = max(losses, key=lambda stage: losses[stage], default="none")
            stages.append(worst if losses.get(worst, 0) > 0 else "none")
    return stages


_COUNTS: Final = frozenset({TARGET, REACHED, CONVERTED})
_PERIOD: Final = re.compile(
    r"(?P<y>\d{4})(?:[-/.年])(?P<m>\d{1,2})(?:[-/.月])(?P<d>\d{1,2})日?"
    r"(?:(?:~|至|到|—|–|--|-)"
    r"(?:(?:(?P<y2>\d{4})[-/.年])?(?P<m2>\d{1,2})[-/.月])?(?P<d2>\d{1,2})日?)?"
)
