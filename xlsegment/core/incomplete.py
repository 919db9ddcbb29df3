"""Customers who have bought, as their own row says, but whose orders or figures are not there."""

from __future__ import annotations

import numpy as np
import pandas as pd

from xlsegment.core.arrays import BoolArray
from xlsegment.core.columns import (
    CUSTOMER_ID,
    FIRST_ORDER_DATE,
    FREQUENCY,
    LAST_ORDER_DATE,
    LIFETIME_FREQUENCY,
    MONETARY,
    RECENCY_DAYS,
    TOTAL_SPEND,
)
from xlsegment.core.parse import parse_cents, parse_counts, parse_days


def incomplete_customers(
    people: pd.DataFrame,
    customers: pd.DataFrame,
    canonical: pd.DataFrame,
    orders: pd.DataFrame | None,
    *,
    as_of: int,
) -> BoolArray:
    """Tell who has bought without any figures to be scored by.

    Parameters
    ----------
    people : DataFrame
        From `bring_together`.
    customers : DataFrame
        The customer table as read.
    canonical : DataFrame
        The same table from `clean_customers`.
    orders : DataFrame or None
        Canonical orders; None when the customer table's own figures were used.
    as_of : int
        The analysis date: a first purchase after it is none yet.

    Returns
    -------
    ndarray of bool
        One per row of ``people``. Whoever has an order row, be it cancelled, returned or later
        than the analysis date, is not among them: that row tells what is known.
    """
    without = people.index[people[RECENCY_DAYS].isna().to_numpy()]
    if orders is not None:
        without = without.difference(pd.Index(orders[CUSTOMER_ID].unique()), sort=False)
    rows = np.flatnonzero(canonical[CUSTOMER_ID].isin(without).to_numpy())
    table = customers.iloc[rows].reset_index(drop=True)
    blank = [None] * len(rows)

    first = parse_days(table.get(FIRST_ORDER_DATE, blank))
    bought = ~first.blank & ~(first.ok & (first.values > as_of))
    spend, counts = [TOTAL_SPEND], []
    if orders is None:  # with orders these columns hold what an earlier refresh computed
        bought |= ~parse_days(table.get(LAST_ORDER_DATE, blank)).blank
        spend, counts = [TOTAL_SPEND, MONETARY], [FREQUENCY, LIFETIME_FREQUENCY]
    for parsed in (
        *(parse_cents(table.get(column, blank)) for column in spend),
        *(parse_counts(table.get(column, blank)) for column in counts),
    ):
        bought |= parsed.ok & (parsed.values > 0)
    ids = canonical[CUSTOMER_ID].to_numpy(dtype=object)[rows[bought]]
    found: BoolArray = people.index.isin(ids)
    return found
