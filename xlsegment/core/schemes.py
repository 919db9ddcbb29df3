"""The groups of the scheme in force: what the segment column can hold, and the result table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from xlsegment.core.classes import EIGHT, ELEVEN, ELEVEN_OF_CODE
from xlsegment.core.columns import (
    CUSTOMERS,
    DIMENSIONS,
    FEATURES,
    KEYWORDS,
    MONETARY,
    MONETARY_CENTS,
    MONETARY_SHARE,
    OWNER,
    SEGMENT,
    SEGMENT_ID,
    SHARE,
)
from xlsegment.core.cuts import METRICS, Cuts, Metric, edge_text
from xlsegment.core.segments import (
    INCOMPLETE_ID,
    INCOMPLETE_NAME,
    NEVER_BOUGHT,
    NEVER_BOUGHT_NAME,
    SegmentRule,
)
from xlsegment.core.strategies import STRATEGIES
from xlsegment.core.summary import count_groups
from xlsegment.text import LANGS, Lang, Text

if TYPE_CHECKING:
    from xlsegment.core.model import Result
    from xlsegment.core.settings import Settings


@dataclass(frozen=True, slots=True)
class Group:
    """One group of the scheme in force, as the result table shows it."""

    key: str
    name: Text
    dimensions: Text
    features: Text
    keywords: Text
    owner: Text


def scheme_groups(settings: Settings, cuts: Cuts) -> dict[str, Group]:
    """Return the groups of the scheme in force by segment id, in the order they are shown.

    Parameters
    ----------
    settings : Settings
        Scheme and rules.
    cuts : Cuts
        The cuts of the run, for the words of the eight classes.

    Returns
    -------
    dict
        Rules by id, eight classes by code or eleven by key; 数据不全 and 未购买 last.
    """
    if settings.scheme == "eight":
        groups = [
            _strategy_group(code, name, _eight_text(code, cuts)) for code, name in EIGHT.items()
        ]
    elif settings.scheme == "eleven":
        groups = [_strategy_group(key, name, _eleven_text(key)) for key, name in ELEVEN.items()]
    else:
        groups = [_rule_group(rule) for rule in settings.rules.rules]
    groups.append(_strategy_group(INCOMPLETE_ID, INCOMPLETE_NAME, _NO_FIGURES))
    groups.append(_strategy_group(NEVER_BOUGHT, NEVER_BOUGHT_NAME, _NO_ORDERS))
    return {group.key: group for group in groups}


def segment_rows(result: Result, lang: Lang) -> pd.DataFrame:
    """Return the segment result table, ready to write.

    Parameters
    ----------
    result : Result
        A run.
    lang : {"zh", "en"}
        Language of the texts.

    Returns
    -------
    DataFrame
        ``segment_id``, ``segment``, ``dimensions``, ``features``, ``customers``, ``share``
        (0.375 is 37.5 %), ``keywords``, ``owner``, ``monetary`` (currency units),
        ``monetary_share`` (None where nobody spent). Every group has a row, also an empty one;
        数据不全 and 未购买 only when somebody is in
        them.
    """
    groups = scheme_groups(result.settings, result.cuts)
    counts = count_groups(result.counted, SEGMENT_ID, groups)
    rows: list[dict[str, Any]] = []
    figures: dict[Any, Any] = counts.to_dict("index")
    for key, group in groups.items():
        people = int(figures[key][CUSTOMERS])
        if key in (NEVER_BOUGHT, INCOMPLETE_ID) and not people:
            continue
        of_spend = float(figures[key][MONETARY_SHARE])
        rows.append(
            {
                SEGMENT_ID: key,
                SEGMENT: group.name.in_(lang),
                DIMENSIONS: group.dimensions.in_(lang),
                FEATURES: group.features.in_(lang),
                CUSTOMERS: people,
                SHARE: float(figures[key][SHARE]),
                KEYWORDS: group.keywords.in_(lang),
                OWNER: group.owner.in_(lang),
                MONETARY: int(figures[key][MONETARY_CENTS]) / 100,
                MONETARY_SHARE: None if of_spend != of_spend else of_spend,
            }
        )
    return pd.DataFrame(rows, dtype=object)


def _rule_group(rule: SegmentRule) -> Group:
    dimensions = Text(rule.dimension_text("zh"), rule.dimension_text("en"))
    return Group(rule.segment_id, rule.name, dimensions, rule.features, rule.keywords, rule.owner)


def _strategy_group(key: str, name: Text, dimensions: Text) -> Group:
    strategy = STRATEGIES[key]
    return Group(key, name, dimensions, strategy.features, strategy.measures, strategy.owner)


def _eight_text(code: str, cuts: Cuts) -> Text:
    """Return a class as its bounds, with the cut values where there are any."""
    known = cuts.has("class")

    def part(metric: Metric, good: str, lang: Lang) -> str:
        shown = f"{metric}{_SIGN[metric, good]}"
        if not known:
            return shown
        cut = edge_text(cuts.of("class", metric).edges[0], metric, places=2)
        return f"{shown}{cut}{_UNIT[metric].in_(lang)}"

    zh, en = (
        ", ".join(part(metric, good, lang) for metric, good in zip(METRICS, code, strict=True))
        for lang in LANGS
    )
    return Text(zh, en)


def _eleven_text(key: str) -> Text:
    codes = " ".join(sorted(code for code, name in ELEVEN_OF_CODE.items() if name == key))
    return Text(f"得分 {codes}", f"scores {codes}")


_NO_ORDERS: Final = Text("没有订单", "no orders")
_NO_FIGURES: Final = Text("买过，缺少订单", "has bought, orders are missing")
_SIGN: Final[dict[tuple[Metric, str], str]] = {
    ("R", "1"): "≤",
    ("R", "0"): ">",
    ("F", "1"): "≥",
    ("F", "0"): "<",
    ("M", "1"): "≥",
    ("M", "0"): "<",
}
_UNIT: Final[dict[Metric, Text]] = {
    "R": Text("天", " days"),
    "F": Text("次", " orders"),
    "M": Text("元", ""),
}
