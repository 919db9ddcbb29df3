"""Customer feedback made canonical, and what each customer said last."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

import numpy as np
import pandas as pd

from xlsegment.core.arrays import BoolArray
from xlsegment.core.celltext import clean_text
from xlsegment.core.column_cells import FloatArray, ObjectArray, as_objects
from xlsegment.core.columns import CONTENT, CUSTOMER_ID, FEEDBACK_DATE, SATISFACTION
from xlsegment.core.daycell import RECORDS_BEGIN
from xlsegment.core.feedback_topics import TOPICS, complains, topic_of
from xlsegment.core.findings import Finding, row_findings
from xlsegment.core.parse import parse_days, parse_ids, parse_numbers

#: Satisfaction is a whole number of these.
LOWEST, HIGHEST = 1, 5
#: Feedback of at most this satisfaction is a complaint.
COMPLAINT: Final = 2

_PERSONAL: Final = frozenset(topic.key for topic in TOPICS.values() if topic.personal)


def clean_feedback(feedback: pd.DataFrame) -> pd.DataFrame:
    """Make feedback canonical.

    Parameters
    ----------
    feedback : DataFrame
        Cells as read: ``customer_id``, ``feedback_date``, ``content``, ``satisfaction``; those
        that are missing count as blank.

    Returns
    -------
    DataFrame
        One row per row: ``customer_id`` (str or None), ``day`` (int64, -1 where there is no date
        that can be used), ``satisfaction`` (float, NaN where not 1 to 5), ``topic`` (a key of
        `TOPICS` or empty), ``complaint`` (bool: satisfaction up to 2, or without one a text
        that complains).
    """
    size = len(feedback)
    blank: list[object] = [None] * size
    ids = parse_ids(feedback.get(CUSTOMER_ID, blank))
    days = parse_days(feedback.get(FEEDBACK_DATE, blank), earliest=RECORDS_BEGIN)
    satisfaction, unfit = _satisfaction(feedback)
    topics, complaining = _read(feedback.get(CONTENT, blank))
    stated = ~np.isnan(satisfaction)
    return pd.DataFrame(
        {
            "customer_id": pd.Series(ids.values, dtype=object),
            "day": np.where(days.ok, days.values, -1),
            "satisfaction": satisfaction,
            "topic": pd.Series(topics, dtype=object),
            "complaint": np.where(stated, satisfaction <= COMPLAINT, complaining & ~unfit),
        }
    )


def feedback_findings(
    feedback: pd.DataFrame, known: Collection[str], *, as_of: int
) -> list[Finding]:
    """Return what cannot be used of feedback.

    Parameters
    ----------
    feedback : DataFrame
        Cells as read.
    known : collection of str
        The customers there are.
    as_of : int
        The analysis date.
    """
    canonical = clean_feedback(feedback)
    filled = feedback.notna().any(axis=1).to_numpy()
    ids = canonical["customer_id"]
    nobody = ids.isna().to_numpy()
    stranger = ~nobody & ~ids.isin(list(known)).to_numpy()
    day = canonical["day"].to_numpy()
    unfit = _satisfaction(feedback)[1]
    found = (
        ("W-109", filled & nobody, CUSTOMER_ID),
        ("W-101", filled & stranger, CUSTOMER_ID),
        ("W-100", filled & (day < 0), FEEDBACK_DATE),
        ("I-108", day > as_of, FEEDBACK_DATE),
        ("W-102", unfit, SATISFACTION),
    )
    findings: list[Finding] = []
    for code, rows, column in found:
        if column == CUSTOMER_ID or column in feedback:
            where = np.flatnonzero(rows).tolist()
            findings += row_findings(code, "feedback", where, column=column)
    return findings


def latest_feedback(feedback: pd.DataFrame, as_of: int) -> pd.DataFrame:
    """Return what each customer said until the analysis date, and last.

    Parameters
    ----------
    feedback : DataFrame
        Cells as read.
    as_of : int
        The analysis date; later rows, and rows without a customer or a date, are left out.

    Returns
    -------
    DataFrame
        One row per customer with feedback, by id: ``customer_id``, ``feedbacks`` (how many),
        ``satisfaction_mean``, ``latest_satisfaction`` and ``rated_day``, the day of it (float,
        NaN where never stated), ``latest_day``, ``complaints`` (how many), ``topic`` (the latest
        one, empty when none was recognised), ``complaint_topic`` (of the latest complaint),
        ``service_topic`` and ``personal_topic`` (the latest need of that kind). What was said on
        one day counts with the least satisfied last.
    """
    rows = clean_feedback(feedback)
    day = rows["day"].to_numpy()
    rows = rows[rows["customer_id"].notna().to_numpy() & (day >= 0) & (day <= as_of)]
    rows = rows.assign(order=-rows["satisfaction"].fillna(HIGHEST + 1))
    rows = rows.sort_values(["customer_id", "day", "order", "topic"], kind="stable")
    named = rows["topic"] != ""
    personal = rows["topic"].isin(_PERSONAL)
    rated = rows[rows["satisfaction"].notna()]
    grouped = rows.groupby("customer_id", sort=True)
    said = pd.DataFrame(
        {
            "feedbacks": grouped.size(),
            "satisfaction_mean": grouped["satisfaction"].mean(),
            "latest_satisfaction": _last(rated, "satisfaction"),
            "rated_day": _last(rated, "day"),
            "latest_day": grouped["day"].last(),
            "complaints": grouped["complaint"].sum(),
            "topic": _last(rows[named], "topic"),
            "complaint_topic": _last(rows[named & rows["complaint"]], "topic"),
            "service_topic": _last(rows[named & ~personal], "topic"),
            "personal_topic": _last(rows[named & personal], "topic"),
        }
    )
    texts = ["topic", "complaint_topic", "service_topic", "personal_topic"]
    said[texts] = said[texts].astype(object).where(said[texts].notna(), "")
    whole = dict.fromkeys(("feedbacks", "latest_day", "complaints"), np.int64)
    return said.astype(whole).rename_axis("customer_id").reset_index()


def _last(rows: pd.DataFrame, column: str) -> pd.Series[float]:
    values: pd.Series[float] = rows.groupby("customer_id")[column].last()
    return values


def _satisfaction(feedback: pd.DataFrame) -> tuple[FloatArray, BoolArray]:
    """Return satisfaction, NaN where there is none, and where something else stands."""
    parsed = parse_numbers(feedback.get(SATISFACTION, [None] * len(feedback)))
    fits = parsed.ok & (parsed.values >= LOWEST) & (parsed.values <= HIGHEST)
    return np.where(fits, parsed.values, np.nan), ~fits & ~parsed.blank


def _read(cells: pd.Series[str] | list[object]) -> tuple[ObjectArray, BoolArray]:
    """Return the topic of every text, and whether it complains; equal texts are read once."""
    texts = as_objects("" if cell is None or cell != cell else cell for cell in cells)
    codes, seen = pd.factorize(np.array([str(text) for text in texts], dtype=object))
    cleaned = [clean_text(str(text)) for text in seen]
    topics = as_objects(topic_of(text) for text in cleaned)
    complaining = np.array([complains(text) for text in cleaned], dtype=np.bool_)
    return topics[codes], complaining[codes]
