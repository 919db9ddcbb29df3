"""The small tables beside 客户分层管理表: tiers counted, and the criteria of this scoring."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
import pandas as pd

from xlsegment.actions.decide.tiering import Tiering
from xlsegment.actions.decide.typed import OurTexts
from xlsegment.core.celltext import clean_text
from xlsegment.core.ratios import ratio
from xlsegment.core.tiers.criteria import Better, Unit
from xlsegment.core.tiers.points import Scored, Source
from xlsegment.core.tiers.rating import Rating
from xlsegment.core.tiers.standards import MOST
from xlsegment.core.tiers.tier import TIER_TEXT, Tier
from xlsegment.core.tiers.words import SERVICE_TEXT
from xlsegment.text import Lang, Text

_UNITS: Final[dict[Unit, Text]] = {
    "money": Text("{n} 元", "CNY {n}"),
    "days": Text("{n} 天", "{n} days"),
    "percent": Text("{n}%", "{n}%"),
}
_PLAIN: Final = Text("{n}", "{n}")
_AT: Final[dict[Better, str]] = {"high": "≥ ", "low": "≤ "}
_NOBODY: Final = Text("无人达到", "nobody")
_SOURCES: Final[dict[Source, Text]] = {
    "fixed": Text("固定", "Fixed"),
    "thirds": Text("三等分", "Thirds"),
    "values": Text("取值得分", "Points of values"),
    "none": Text("没有数据", "No data"),
}
_ALSO: Final = Text("{a}；{b}", "{a}; {b}")
_FINDING: Final = Text(
    "{tier}客户占 {share}，贡献购买金额的 {spend}",
    "{tier}: {share} of customers, {spend} of purchases",
)
_NO_DATA: Final = Text("暂无数据", "No data yet")


def summary_rows(
    tiering: Tiering, before: pd.DataFrame | None, ours: OurTexts, lang: Lang
) -> tuple[pd.DataFrame, dict[Tier, str]]:
    """Count the tiers.

    Returns
    -------
    DataFrame
        The rows of 层级汇总.
    dict of str to str
        Tier -> its service as people have it.
    """
    tiers = tiering.rating.tier
    spend = (tiering.facts["spend"].fillna(0) * 100).round().astype(np.int64)
    people = tiers.value_counts()
    cents = spend.groupby(tiers).sum()
    everybody, total = len(tiers), int(spend.sum())
    services = _services(before, ours, lang)
    rows = []
    for tier, name in TIER_TEXT.items():
        count, amount = int(people.get(tier, 0)), int(cents.get(tier, 0))
        rows.append(
            {
                "tier": name.in_(lang),
                "customers": count,
                "share": ratio(count, everybody),
                "spend": amount / 100,
                "spend_share": ratio(amount, total) if total > 0 else None,
                "tier_service": services[tier] or None,
            }
        )
    return pd.DataFrame(rows, dtype=object), services


def _services(before: pd.DataFrame | None, ours: OurTexts, lang: Lang) -> dict[Tier, str]:
    cells: Mapping[str, object] = {}
    if before is not None and {"tier", "tier_service"} <= set(before.columns):
        names = (clean_text(str(name)) for name in before["tier"])
        cells = dict(zip(names, before["tier_service"], strict=True))
    services: dict[Tier, str] = {}
    for tier, name in TIER_TEXT.items():
        existing = next((cells[n] for n in name.both if cells.get(n) is not None), None)
        cell = ("tier_summary", tier or "none", "tier_service")
        services[tier] = ours.keep(cell, existing, SERVICE_TEXT[tier], lang) or ""
    return services


def cut_rows(rating: Rating, lang: Lang) -> pd.DataFrame:
    """Return the criteria that counted, with weight and cuts in force."""
    total = int(rating.weights.sum())
    rows = [
        {
            "criterion": scored.standard.name,
            "effective_weight": weight / total,
            "three_points": _reach(scored, 3, lang),
            "two_points": _reach(scored, 2, lang),
            "cut_source": _SOURCES[scored.source].in_(lang),
            "scored_customers": scored.known,
        }
        for scored, weight in zip(rating.scored, rating.weights.tolist(), strict=True)
    ]
    columns = [
        *("criterion", "effective_weight", "three_points", "two_points"),
        *("cut_source", "scored_customers"),
    ]
    return pd.DataFrame(rows, columns=columns, dtype=object)


def tier_finding(summary: pd.DataFrame, lang: Lang) -> str:
    """Return the title of the chart: how few bring how much."""
    best = summary.iloc[0]
    if not summary["customers"].sum() or best["spend_share"] is None:
        return _NO_DATA.in_(lang)
    share, spend = f"{best['share']:.1%}", f"{best['spend_share']:.1%}"
    return _FINDING.in_(lang, tier=best["tier"], share=share, spend=spend)


def _reach(scored: Scored, points: int, lang: Lang) -> str:
    """Return in words what gives so many points."""
    standard = scored.standard
    words = [value for value, given in standard.scores.items() if given == points]
    listed = ("、" if lang == "zh" else ", ").join(words)
    if scored.source == "values":
        return listed
    cut = scored.cuts[0 if points == MOST else 1]
    if cut is None:
        return listed or _NOBODY.in_(lang)
    unit: Unit = standard.criterion.unit if standard.criterion else "number"
    number = f"{cut:,.2f}" if unit == "money" else f"{cut:,.10g}"
    reach = _AT[standard.better] + _UNITS.get(unit, _PLAIN).in_(lang, n=number)
    return _ALSO.in_(lang, a=listed, b=reach) if listed else reach
