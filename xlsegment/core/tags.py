"""Tags in one cell: the tool keeps its own vocabulary up to date and leaves all others alone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, Literal

import pandas as pd

from xlsegment.core.celltext import clean_text
from xlsegment.core.columns import (
    LIFETIME_FREQUENCY,
    M_LEVEL,
    MONETARY_CENTS,
    R_LEVEL,
    RECENCY_DAYS,
    WINDOW_ROWS,
)
from xlsegment.core.days import BoolArray
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

#: The tool's own vocabulary, of 行为标签 and 客户标签 together.
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


def join_tags(keys: Iterable[TagKey], lang: Lang) -> str:
    """Return tags of the tool's vocabulary as one cell."""
    return ",".join(TAGS[key].in_(lang) for key in keys)


def merge_tags(cell: object, keys: Iterable[TagKey], lang: Lang) -> str:
    """Bring a cell's tags up to date.

    Parameters
    ----------
    cell : object
        What the cell holds.
    keys : iterable of str
        The tool's tags that hold now.
    lang : {"zh", "en"}
        Language of tags that are added.

    Returns
    -------
    str
        The cell's tags in their order without those of the tool's vocabulary that no longer
        hold, then the new ones. A cell whose tags are right is returned as it is.

    Examples
    --------
    >>> merge_tags("VIP，高价值、活跃", ["repeat", "high_value"], "zh")
    'VIP,高价值,复购'
    """
    wanted = list(keys)
    tags = split_tags(cell)
    keyed = [(tag, _OURS.get(clean_text(tag))) for tag in tags]
    kept = [tag for tag, key in keyed if key is None or key in wanted]
    there = {key for _, key in keyed}
    added = [TAGS[key].in_(lang) for key in wanted if key not in there]
    if kept == tags and not added:
        return "" if cell is None or cell != cell else str(cell)
    return ",".join([*kept, *added])


def customer_tags(customers: pd.DataFrame) -> list[list[TagKey]]:
    """Tag each customer from the results.

    Parameters
    ----------
    customers : DataFrame
        ``recency_days`` (null: never bought), ``lifetime_frequency``, ``monetary_cents``,
        ``window_rows``, ``r_level`` and ``m_level``.

    Returns
    -------
    list of list of str
        高价值: M high. 复购: two orders or more ever. 活跃: R high. 流失风险: R low.
        净额≤0: orders or returns in the window that leave nothing. 未购买: no order at all.
    """
    bought = customers[RECENCY_DAYS].notna().to_numpy()
    net = not_positive(customers)
    given: list[tuple[TagKey, BoolArray]] = [
        ("high_value", bought & (customers[M_LEVEL] == 3).to_numpy()),
        ("repeat", (customers[LIFETIME_FREQUENCY] >= 2).to_numpy()),
        ("active", bought & (customers[R_LEVEL] == 3).to_numpy()),
        ("churn_risk", bought & (customers[R_LEVEL] == 1).to_numpy()),
        ("net_not_positive", net.to_numpy()),
        ("no_purchase", ~bought),
    ]
    columns = [rows.tolist() for _, rows in given]
    keys = [key for key, _ in given]
    return [
        [key for key, holds in zip(keys, row, strict=True) if holds]
        for row in zip(*columns, strict=True)
    ]


def not_positive(customers: pd.DataFrame) -> pd.Series[bool]:
    """Tell which customers had orders or returns in the window that net to nothing or less."""
    return (customers[WINDOW_ROWS] > 0) & (customers[MONETARY_CENTS] <= 0)
