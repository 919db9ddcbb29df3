"""Groups of customers counted: how many, what they spend, and how that compares with all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
import pandas as pd

from xlsegment.core.arrays import Int64Array
from xlsegment.core.column_cells import ObjectArray
from xlsegment.text import Text

#: Groups of a dimension that are shown one by one, the largest first.
MOST_GROUPS: Final = 10
#: Groups of fewer customers carry a caution.
FEW: Final = 10
#: Customers from which on the mean spend of a group is compared with those of others.
LEAST_COMPARED: Final = 30
OTHERS: Final = Text("其他({n} 组)", "Others ({n} groups)")


def count_groups(
    groups: ObjectArray, cents: Int64Array, order: Sequence[str], *, unknown: str, others: str
) -> pd.DataFrame:
    """Return one row per group.

    Parameters
    ----------
    groups : ndarray of str
        Each customer's group.
    cents : ndarray of int
        What each has spent.
    order : sequence of str
        The groups in their own order; without it the largest stand first.
    unknown : str
        The group that stands last.
    others : str
        What the groups beyond `MOST_GROUPS` together are called, with the field ``n``.

    Returns
    -------
    DataFrame
        ``group``, ``customers``, ``share``, ``cents``, ``cents_share``, ``mean_cents`` and
        ``index``: 100 is the mean of all. Shares and index are NaN where nothing was spent.
    """
    codes, names = pd.factorize(groups)
    customers = np.bincount(codes, minlength=len(names))
    total = np.zeros(len(names), dtype=np.int64)
    np.add.at(total, codes, cents)
    table = pd.DataFrame({"group": names, "customers": customers, "cents": total})
    rank = {name: place for place, name in enumerate(order)}
    table["last"] = table["group"] == unknown
    table["rank"] = [rank.get(name, len(rank)) for name in table["group"]]
    table["fewer"] = -table["customers"]
    table = table.sort_values(["last", "rank", "fewer", "group"]).reset_index(drop=True)
    table = _folded(table, others)[["group", "customers", "cents"]]
    everybody, everything = int(table["customers"].sum()), int(table["cents"].sum())
    table["share"] = table["customers"] / everybody
    table["cents_share"] = table["cents"] / everything if everything > 0 else np.nan
    table["mean_cents"] = table["cents"] / table["customers"]
    mean = everything / everybody
    table["index"] = 100 * table["mean_cents"] / mean if everything > 0 else np.nan
    return table


def comparable(table: pd.DataFrame, unknown: str) -> pd.DataFrame:
    """Return the groups that are known and large enough for their means not to be chance."""
    large = (table["group"] != unknown) & (table["customers"] >= LEAST_COMPARED)
    return table[(large & table["index"].notna()).to_numpy(dtype=np.bool_)]


def most_different(tables: Mapping[str, pd.DataFrame], unknown: str) -> str | None:
    """Return the key of the table whose groups differ most in mean spend; None without any."""
    spans: dict[str, float] = {}
    for key, table in tables.items():
        index = comparable(table, unknown)["index"]
        if len(index) > 1:
            spans[key] = float(index.max() - index.min())
    return max(spans, key=lambda key: spans[key]) if spans else None


def _folded(table: pd.DataFrame, others: str) -> pd.DataFrame:
    """Return the table with the smallest groups in one row, unless they have an order."""
    known = table[~table["last"]]
    if len(known) <= MOST_GROUPS + 1 or known["rank"].nunique() > 1:
        return table
    kept, rest = known.iloc[:MOST_GROUPS], known.iloc[MOST_GROUPS:]
    row = {
        "group": others.format(n=len(rest)),
        "customers": int(rest["customers"].sum()),
        "cents": int(rest["cents"].sum()),
    }
    columns = ["group", "customers", "cents"]
    return pd.concat(
        [kept[columns], pd.DataFrame([row]), table.loc[table["last"], columns]], ignore_index=True
    )
