"""Summaries: segments, spend by month, matrices of levels and scores."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from xlsegment.core.arrays import month_index
from xlsegment.core.columns import (
    AMOUNT_CENTS,
    CUSTOMER_ID,
    CUSTOMERS,
    F_SCORE,
    KIND,
    MONETARY_CENTS,
    MONETARY_SHARE,
    MONTH,
    ORDER_DAY,
    ORDER_ID,
    ORDERS,
    R_SCORE,
    SHARE,
    WINDOW_CENTS,
)
from xlsegment.core.days import month_text
from xlsegment.core.levels import LEVEL_COLUMN
from xlsegment.core.rfm import CANCELLED, ORDER


def count_groups(customers: pd.DataFrame, group: str, order: Mapping[str, Any]) -> pd.DataFrame:
    """Count customers and spend per group.

    Parameters
    ----------
    customers : DataFrame
        One row per customer: ``window_cents`` and the column named by ``group``.
    group : str
        The column to group by, such as ``segment_id``.
    order : mapping
        The groups that get a row, in this order, also when nobody is in them.

    Returns
    -------
    DataFrame
        Index: the groups. ``customers`` (int64), ``share`` (of all customers, 0.375 is 37.5 %),
        ``monetary_cents`` (int64, what they spent in the window), ``monetary_share`` (NaN when
        nobody spent anything).
    """
    keys = list(order)
    grouped = customers.groupby(group, sort=False)[WINDOW_CENTS].agg(["size", "sum"])
    grouped = grouped.reindex(keys, fill_value=0).astype(np.int64)
    people, cents = int(grouped["size"].sum()), int(grouped["sum"].sum())
    return pd.DataFrame(
        {
            CUSTOMERS: grouped["size"],
            SHARE: grouped["size"] / people if people else 0.0,
            MONETARY_CENTS: grouped["sum"],
            MONETARY_SHARE: grouped["sum"] / cents if cents else np.nan,
        }
    )


def monthly_spend(orders: pd.DataFrame, *, as_of: int) -> pd.DataFrame:
    """Sum net spend by calendar month, from the first order to the analysis date.

    Parameters
    ----------
    orders : DataFrame
        Canonical orders.
    as_of : int
        The analysis date as a day number.

    Returns
    -------
    DataFrame
        ``month`` (``YYYY-MM``, every month also without orders), ``orders`` (distinct orders),
        ``monetary_cents`` (net of returns).
    """
    rows = orders[(orders[ORDER_DAY] <= as_of) & (orders[KIND] != CANCELLED)]
    if rows.empty:
        return pd.DataFrame({MONTH: [], ORDERS: [], MONETARY_CENTS: []})
    month = pd.Series(month_index(rows[ORDER_DAY].to_numpy()), index=rows.index)
    months = range(int(month.min()), int(month_index(np.array([as_of]))[0]) + 1)
    cents = rows[AMOUNT_CENTS].groupby(month).sum()
    sales = rows.assign(month=month)[rows[KIND] == ORDER]
    with_id = sales[sales[ORDER_ID].notna()].drop_duplicates([MONTH, CUSTOMER_ID, ORDER_ID])
    counts = pd.concat([with_id[MONTH], sales.loc[sales[ORDER_ID].isna(), MONTH]]).value_counts()
    return pd.DataFrame(
        {
            MONTH: [month_text(m) for m in months],
            ORDERS: counts.reindex(months, fill_value=0).to_numpy(),
            MONETARY_CENTS: cents.reindex(months, fill_value=0).to_numpy(),
        }
    )


def level_matrix(customers: pd.DataFrame) -> pd.DataFrame:
    """Count customers by R level (rows 3 high … 1 low) and F level (columns likewise)."""
    return _matrix(customers, LEVEL_COLUMN["R"], LEVEL_COLUMN["F"], 3)


def score_matrix(customers: pd.DataFrame, bins: int) -> pd.DataFrame:
    """Count customers by R score (rows, best first) and F score (columns, best first)."""
    return _matrix(customers, R_SCORE, F_SCORE, bins)


def _matrix(customers: pd.DataFrame, rows: str, columns: str, size: int) -> pd.DataFrame:
    best_first = list(range(size, 0, -1))
    counts = pd.crosstab(customers[rows], customers[columns])
    counts = counts.reindex(index=best_first, columns=best_first, fill_value=0).astype(np.int64)
    return counts.rename_axis(index=rows, columns=columns)
