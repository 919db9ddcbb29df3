"""Named segments of whole columns of customers."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from xlsegment.core.arrays import BoolArray, Int64Array, months_added
from xlsegment.core.columns import (
    FIRST_ORDER_DAY,
    FREQUENCY,
    MONETARY_CENTS,
    RECENCY_DAYS,
    REGISTERED_DAY,
    SEGMENT_ID,
)
from xlsegment.core.segments import NEVER_BOUGHT, RuleSet


def assign_segments(customers: pd.DataFrame, ruleset: RuleSet, *, as_of: int) -> pd.Series[str]:
    """Name the segment of every customer.

    Parameters
    ----------
    customers : DataFrame
        ``recency_days`` (null: never bought), ``frequency``, ``monetary_cents``,
        ``first_order_day`` and, if there is one, ``registered_day`` (null: unknown); the columns
        of `xlsegment.core.own_flags.condition_flags` where rules have conditions.
    ruleset : RuleSet
        First match wins; exactly one rule fits every customer.
    as_of : int
        The analysis date as a day number, for the tenure.

    Returns
    -------
    Series of str on the same index
        ``segment_id``; `NEVER_BOUGHT` where there is no recency.
    """
    bought = customers[RECENCY_DAYS].notna().to_numpy()
    people = customers[bought]
    r = people[RECENCY_DAYS].to_numpy(dtype=np.int64)
    f = people[FREQUENCY].to_numpy(dtype=np.int64)
    m = people[MONETARY_CENTS].to_numpy(dtype=np.int64)
    start = tenure_start(people)
    left = np.ones(len(people), dtype=np.bool_)
    found = np.full(len(people), "", dtype=object)
    for rule in ruleset.rules:
        fits = left & _between(r, rule.r_min, rule.r_max) & _between(f, rule.f_min, rule.f_max)
        top = None if rule.m_max_cents is None else rule.m_max_cents - 1
        fits &= _between(m, rule.m_min_cents, top)
        if rule.tenure_months_max is not None:
            fits &= months_added(start, rule.tenure_months_max) >= as_of
        for condition in rule.conditions:
            met = people.get(condition.flag)
            fits &= False if met is None else met.to_numpy(dtype=np.bool_)
        found[fits] = rule.segment_id
        left &= ~fits
    segments = np.full(len(customers), NEVER_BOUGHT, dtype=object)
    segments[bought] = found
    return pd.Series(segments, index=customers.index, name=SEGMENT_ID, dtype=object)


def tenure_start(customers: pd.DataFrame) -> Int64Array:
    """Return the day tenure counts from: registration, else the first order."""
    first = customers[FIRST_ORDER_DAY].to_numpy(dtype=np.int64, na_value=0)
    if REGISTERED_DAY not in customers:
        return first
    registered = customers[REGISTERED_DAY].to_numpy(dtype=np.int64, na_value=_UNKNOWN)
    return np.where(registered == _UNKNOWN, first, registered)


def _between(values: Int64Array, low: int | None, high: int | None) -> BoolArray:
    fits = np.ones(len(values), dtype=np.bool_)
    if low is not None:
        fits &= values >= low
    if high is not None:
        fits &= values <= high
    return fits


_UNKNOWN: Final = -(10**9)
