"""Which tags hold, column by column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
import pandas as pd

from xlsegment.core.arrays import BoolArray
from xlsegment.core.columns import (
    INCOMPLETE,
    LIFETIME_FREQUENCY,
    M_LEVEL,
    MONETARY_CENTS,
    R_LEVEL,
    RECENCY_DAYS,
    WINDOW_ROWS,
)
from xlsegment.core.tags import TagKey

_UNKNOWN: Final = -1


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
