"""Tags in one cell: the tool keeps its own vocabulary up to date and leaves all others alone."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final, Literal

import numpy as np
import pandas as pd

from xlsegment.core.arrays import BoolArray
from xlsegment.core.celltext import clean_text
from xlsegment.core.columns import (
    INCOMPLETE,
    LIFETIME_FREQUENCY,
    M_LEVEL,
    MONETARY_CENTS,
    R_LEVEL,
    RECENCY_DAYS,
    WINDOW_ROWS,
)
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
#: `customer_tags` and `xlsegment.core.behaviour.behaviour_tags`.
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
_UNKNOWN: Final = -1
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


def customer_tags(
    customers: pd.DataFrame, *, from_orders: bool = True
) -> list[Mapping[TagKey, bool]]:
    """Tag each customer from the results.

    Parameters
    ----------
    customers : DataFrame
        ``recency_days`` (null: never bought), ``lifetime_frequency``, ``monetary_cents``,
        ``window_rows``, ``r_level``, ``m_level`` and ``incomplete``.
    from_orders : bool
        Whether the figures come from orders: then they are known of those without one, too.

    Returns
    -------
    list of mapping of str to bool
        Whether a tag holds, for each whose figures are known. 高价值: M high. 复购: two orders or
        more ever. 活跃: R high. 流失风险: R low. 净额≤0: orders or returns in the window that leave
        nothing. 未购买: no order at all.
    """
    bought = customers[RECENCY_DAYS].notna().to_numpy()
    incomplete = customers[INCOMPLETE].to_numpy(dtype=np.bool_)
    known = bought | (~incomplete & from_orders)
    net = not_positive(customers).to_numpy()
    always = np.ones(len(customers), dtype=np.bool_)
    given: list[tuple[TagKey, BoolArray, BoolArray]] = [
        ("high_value", bought & (customers[M_LEVEL] == 3).to_numpy(), known),
        ("repeat", (customers[LIFETIME_FREQUENCY] >= 2).to_numpy(), known),
        ("active", bought & (customers[R_LEVEL] == 3).to_numpy(), known),
        ("churn_risk", bought & (customers[R_LEVEL] == 1).to_numpy(), known),
        ("net_not_positive", net, known | net),
        ("no_purchase", ~bought & ~incomplete, always),
    ]
    return holding(given)


def holding(
    given: Sequence[tuple[TagKey, BoolArray, BoolArray]],
) -> list[Mapping[TagKey, bool]]:
    """Return for every row which tags hold, of those whose figures are known.

    Parameters
    ----------
    given : sequence of (str, ndarray, ndarray)
        Tag, where it holds, where that is known.
    """
    keys = [key for key, _, _ in given]
    states = [np.where(known, holds, _UNKNOWN).tolist() for _, holds, known in given]
    # Few combinations occur: rows share one mapping each.
    found: dict[tuple[int, ...], Mapping[TagKey, bool]] = {}
    return [
        found.setdefault(
            row,
            {key: bool(s) for key, s in zip(keys, row, strict=True) if s != _UNKNOWN},
        )
        if row not in found
        else found[row]
        for row in zip(*states, strict=True)
    ]


def not_positive(customers: pd.DataFrame) -> pd.Series[bool]:
    """Tell which customers had orders or returns in the window that net to nothing or less."""
    return (customers[WINDOW_ROWS] > 0) & (customers[MONETARY_CENTS] <= 0)
