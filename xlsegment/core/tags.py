"""Tags in one cell: the tool keeps its own vocabulary up to date and leaves all others alone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, Literal

from xlsegment.core.celltext import clean_text
from xlsegment.text import Lang, Text

TagKey = Literal[
    "high_value",
    "interactive",
    "high_active",
    "idle",
    "high_repurchase",
    "churn_risk",
    "repeat",
    "active",
    "net_not_positive",
    "no_purchase",
]

#: The tool's own words. Which of them belong to a column, and so are managed there, tell
#: `xlsegment.core.tag_columns` and `xlsegment.core.behaviour_rules`.
TAGS: Final[dict[TagKey, Text]] = {
    "high_value": Text("高价值", "High value"),
    "interactive": Text("高互动", "Highly interactive"),
    "high_active": Text("高活跃", "Highly active"),
    "idle": Text("低活跃", "Hardly active"),
    "high_repurchase": Text("高复购", "Frequent repurchase"),
    "churn_risk": Text("流失风险", "Churn risk"),
    "repeat": Text("复购", "Repeat"),
    "active": Text("活跃", "Active"),
    "net_not_positive": Text("净额≤0", "Net ≤ 0"),
    "no_purchase": Text("未购买", "No purchase"),
}
_OURS: Final = {clean_text(word): key for key, text in TAGS.items() for word in text.both}
_SEPARATORS: Final = re.compile(r"[,，、;；]")


def split_tags(cell: object) -> list[str]:
    """Return the tags of a cell, each once, in their order; separators are , ， 、 ; ；."""
    if cell is None or cell != cell:
        return []
    parts = (part.strip() for part in _SEPARATORS.split(str(cell)))
    return list(dict.fromkeys(part for part in parts if part))


def join_tags(holds: Mapping[TagKey, bool], lang: Lang) -> str:
    """Return the tags that hold as one cell."""
    return ",".join(TAGS[key].in_(lang) for key in holds if holds[key])


def own_tags(cell: object) -> list[str]:
    """Return the tags of a cell that people typed: those that are none of the tool's words.

    Examples
    --------
    >>> own_tags("VIP，高价值、老客户")
    ['VIP', '老客户']
    """
    return [tag for tag in split_tags(cell) if clean_text(tag) not in _OURS]


def merge_tags(cell: object, holds: Mapping[TagKey, bool], lang: Lang) -> str:
    """Bring a cell's tags up to date.

    Parameters
    ----------
    cell : object
        What the cell holds.
    holds : mapping of str to bool
        For each tag of the column whose figures are known, whether it holds now.
    lang : {"zh", "en"}
        Language of tags that are added.

    Returns
    -------
    str
        The cell's tags in their order without those known to hold no longer, then the new ones.
        All others stay: a tag of another column, or one whose figures are unknown, was typed. A
        cell whose tags are right is returned as it is.

    Examples
    --------
    >>> merge_tags("VIP，高价值、活跃", {"active": False, "repeat": True}, "zh")
    'VIP,高价值,复购'
    """
    tags = split_tags(cell)
    keyed = [(tag, _OURS.get(clean_text(tag))) for tag in tags]
    kept = [tag for tag, key in keyed if key is None or holds.get(key, True)]
    there = {key for _, key in keyed}
    added = [TAGS[key].in_(lang) for key in holds if holds[key] and key not in there]
    if kept == tags and not added:
        return "" if cell is None or cell != cell else str(cell)
    return ",".join([*kept, *added])
