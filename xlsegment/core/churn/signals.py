"""What else tells that a customer is leaving: fewer visits, a complaint."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from xlsegment.core.churn.risk import ChurnRules
from xlsegment.core.columns import (
    BROWSE_MINUTES,
    CLICKS,
    CUSTOMER_ID,
    PREVIOUS_BROWSE_MINUTES,
    PREVIOUS_CLICKS,
)
from xlsegment.core.feedback import COMPLAINT, latest_feedback
from xlsegment.core.parse import parse_ids, parse_numbers

#: Now, and in the period before.
VISITS: Final = ((BROWSE_MINUTES, PREVIOUS_BROWSE_MINUTES), (CLICKS, PREVIOUS_CLICKS))


def visits_of(behaviour: pd.DataFrame | None, ids: pd.Index[str]) -> pd.DataFrame:
    """Return browsing and clicks, now and before, of some customers.

    Parameters
    ----------
    behaviour : DataFrame or None
        客户行为分析表 as read.
    ids : Index of str
        The customers.

    Returns
    -------
    DataFrame
        Index ``ids``; the four columns as floats, NaN where unknown or not above 0 before. Of
        several rows of a customer the first counts.
    """
    columns = [column for pair in VISITS for column in pair]
    if behaviour is None or CUSTOMER_ID not in behaviour:
        return pd.DataFrame(np.nan, index=ids, columns=columns)
    size = len(behaviour)
    figures = {}
    for column in columns:
        parsed = parse_numbers(behaviour.get(column, [None] * size))
        figures[column] = np.where(parsed.ok & (parsed.values >= 0), parsed.values, np.nan)
    table = pd.DataFrame(figures)
    for _, before in VISITS:
        table[before] = table[before].where(table[before] > 0)
    known = pd.Index(parse_ids(behaviour[CUSTOMER_ID]).values, dtype=object)
    first = ~(known.duplicated() | known.isna())
    return table[first].set_axis(known[first], axis=0).reindex(ids)


def fewer_visits(visits: pd.DataFrame, drop: float) -> pd.DataFrame:
    """Return the visits where they are down by a share or more, NaN elsewhere.

    Parameters
    ----------
    visits : DataFrame
        From `visits_of`.
    drop : float
        The share: 0.5 for half as many as before.
    """
    shown = visits.copy()
    for now, before in VISITS:
        # the tolerance takes what floats leave over: 0.1 fewer of 1 is a tenth
        fell = visits[now] <= visits[before] * (1 - drop) + 1e-9
        shown[[now, before]] = visits[[now, before]].where(fell)
    return shown


def complaints(
    feedback: pd.DataFrame | None, ids: pd.Index[str], as_of: int, rules: ChurnRules
) -> pd.DataFrame:
    """Return the customers whose last feedback is a recent complaint.

    Parameters
    ----------
    feedback : DataFrame or None
        客户反馈 as read.
    ids : Index of str
        The customers.
    as_of : int
        The day; what was said later is not looked at.
    rules : ChurnRules
        For how long a complaint counts.

    Returns
    -------
    DataFrame
        Index ``ids``: ``complained`` (bool), ``day`` (Int64), ``satisfaction`` (float, NaN where
        only the words complain) and ``topic`` (a key of the topics, or empty).
    """
    if feedback is None or not len(feedback):
        said = pd.DataFrame({CUSTOMER_ID: [], "latest_day": []})
    else:
        said = latest_feedback(feedback, as_of)
    said = said.set_index(pd.Index(said[CUSTOMER_ID], dtype=object)).reindex(ids)
    blank = pd.Series(np.nan, index=ids)
    satisfaction = said.get("latest_satisfaction", blank)
    bad = (satisfaction <= COMPLAINT) | (satisfaction.isna() & (said.get("complaints", blank) > 0))
    # A rating counts from its own day, not from a later word without one.
    day = said.get("rated_day", blank).where(satisfaction.notna(), said["latest_day"])
    recent = day > as_of - rules.feedback_days
    topic = said.get("complaint_topic", blank)
    return pd.DataFrame(
        {
            "complained": (bad & recent).to_numpy(dtype=np.bool_),
            "day": day.astype("Int64"),
            "satisfaction": satisfaction.astype(np.float64),
            "topic": topic.astype(object).where(topic.notna(), ""),
        },
        index=ids,
    )
