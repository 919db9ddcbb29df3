"""The churn risk of every customer as one table, with everything a reason is made of."""

from __future__ import annotations

import numpy as np
import pandas as pd

from xlsegment.core.arrays import BoolArray, Int64Array
from xlsegment.core.churn.rhythm import PARTS, PurchaseDays
from xlsegment.core.churn.risk import RISKS, UNKNOWN, ChurnRules, judge
from xlsegment.core.churn.signals import complaints, fewer_visits, visits_of
from xlsegment.core.churn.words import Case
from xlsegment.core.columns import (
    BROWSE_MINUTES,
    CLICKS,
    CUSTOMER_ID,
    LIFETIME_CENTS,
    PREVIOUS_BROWSE_MINUTES,
    PREVIOUS_CLICKS,
    RECENCY_DAYS,
)
from xlsegment.core.top_customers import among_top


def churn_table(
    customers: pd.DataFrame,
    days: PurchaseDays | None,
    as_of: int,
    rules: ChurnRules,
    *,
    behaviour: pd.DataFrame | None = None,
    feedback: pd.DataFrame | None = None,
    top_share: float = 0.2,
) -> pd.DataFrame:
    """Return the churn risk of every customer.

    Parameters
    ----------
    customers : DataFrame
        ``customer_id``, ``recency_days`` (null: never bought) and ``lifetime_cents``.
    days : PurchaseDays or None
        Their purchase days; without any, no risk can be told.
    as_of : int
        The analysis date.
    rules : ChurnRules
        The bounds.
    behaviour, feedback : DataFrame or None
        客户行为分析表 and 客户反馈 as read.
    top_share : float
        The share of buyers, by lifetime spend, that is valuable.

    Returns
    -------
    DataFrame
        On the index of ``customers``: ``customer_id``, ``risk`` (see `RISKS`), ``level`` (-1 to
        3), ``lost``, ``elapsed_days``, ``intervals``, ``usual_days``, ``long_days``, ``times``
        (floats, NaN where there is no rhythm), ``lifetime_cents``, ``valuable``; the visits now
        and before where they fell; ``complained``, ``day``, ``satisfaction``, ``topic``.
    """
    ids = pd.Index(customers[CUSTOMER_ID].to_numpy(dtype=object))
    visits = fewer_visits(visits_of(behaviour, ids), rules.visits_drop)
    said = complaints(feedback, ids, as_of, rules)
    if days is None:
        days = PurchaseDays(
            ids.to_numpy()[:0], np.array([], dtype=np.int64), np.array([], dtype=np.int64)
        )
    at: Int64Array = pd.Index(days.ids).get_indexer(ids)
    seen = at >= 0
    worse = np.zeros(len(days.ids), dtype=np.int64)
    fewer = visits.notna().any(axis=1).to_numpy()
    signals = fewer.astype(np.int64) + said["complained"].to_numpy()
    worse[at[seen]] = signals[seen]
    judged = judge(days, as_of, rules, worse)

    def spread(values: Int64Array | BoolArray, nothing: int) -> Int64Array:
        whole = np.full(len(ids), nothing, dtype=np.int64)
        whole[seen] = values[at[seen]]
        return whole

    level = spread(judged.level, UNKNOWN)
    usual = spread(judged.rhythm.usual, 0) / PARTS
    elapsed = spread(judged.elapsed, 0)
    known = level != UNKNOWN
    table = pd.DataFrame(
        {
            CUSTOMER_ID: ids,
            "risk": np.array(RISKS, dtype=object)[level],
            "level": level,
            "lost": spread(judged.lost, 0).astype(np.bool_),
            "elapsed_days": elapsed,
            "intervals": spread(judged.rhythm.intervals, 0),
            "usual_days": np.where(known, usual, np.nan),
            "long_days": np.where(known, spread(judged.rhythm.long, 0) / PARTS, np.nan),
            "times": np.where(known, elapsed / np.where(known, usual, 1.0), np.nan),
            LIFETIME_CENTS: customers[LIFETIME_CENTS].to_numpy(dtype=np.int64),
            "valuable": among_top(customers[LIFETIME_CENTS], customers[RECENCY_DAYS], top_share),
        },
        index=customers.index,
    )
    return pd.concat([table, *(part.set_axis(customers.index) for part in (visits, said))], axis=1)


def cases_of(table: pd.DataFrame) -> list[Case]:
    """Return the rows of `churn_table` as cases, for their reasons and ideas."""
    columns = [
        *("level", "elapsed_days", "intervals", "usual_days", "long_days", "valuable"),
        *(BROWSE_MINUTES, PREVIOUS_BROWSE_MINUTES, CLICKS, PREVIOUS_CLICKS),
        *("complained", "day", "satisfaction", "topic"),
    ]
    return [
        Case(
            level,
            elapsed,
            intervals,
            usual,
            long,
            valuable,
            _fall(browse, browse_before),
            _fall(clicks, clicks_before),
            (int(day), None if rated != rated else rated, topic) if complained else None,
        )
        for (
            level,
            elapsed,
            intervals,
            usual,
            long,
            valuable,
            browse,
            browse_before,
            clicks,
            clicks_before,
            complained,
            day,
            rated,
            topic,
        ) in zip(*(table[column].tolist() for column in columns), strict=True)
    ]


def _fall(now: float, before: float) -> tuple[float, float] | None:
    return None if now != now else (before, now)
