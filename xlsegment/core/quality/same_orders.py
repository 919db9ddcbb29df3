"""Order rows that stand there more than once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from xlsegment.core.arrays import Int64Array
from xlsegment.core.columns import (
    AMOUNT_CENTS,
    CUSTOMER_ID,
    ORDER_DAY,
    ORDER_ID,
    ROW,
    STATUS,
)
from xlsegment.core.orders import equal_rows
from xlsegment.core.quality.purchases import TABLE, purchases
from xlsegment.core.quality.rule import Accept, Merge
from xlsegment.core.quality.tables import Tables


def same_orders(tables: Tables) -> Iterator[Merge]:
    """Find repeated order rows: equal ones go, those that only look alike are asked about."""
    found = purchases(tables)
    if found is None:
        return
    rows = found.rows
    equal = equal_rows(tables.frames[TABLE], rows)
    again = pd.Series(equal).duplicated().to_numpy() & (equal >= 0)
    cents = rows.loc[again & (rows[STATUS] != "cancelled").to_numpy(), AMOUNT_CENTS].sum()
    fields = {"n": f"{int(again.sum()):,}", "sum": f"{int(cents) / 100:,.2f}"}
    yield from _merges("W-024", rows, equal, "auto", fields)
    left = rows[~again]
    left = left[left[ORDER_ID].notna() & left[ORDER_ID].duplicated(keep=False)]
    keys = [ORDER_ID, CUSTOMER_ID, ORDER_DAY, AMOUNT_CENTS, STATUS]
    alike = left.groupby(keys, sort=False, dropna=False, observed=True).ngroup()
    yield from _merges("W-071", left, np.asarray(alike, dtype=np.int64), "ask", {})


def _merges(
    code: str,
    rows: pd.DataFrame,
    numbers: Int64Array,
    accept: Accept,
    fields: Mapping[str, object],
) -> Iterator[Merge]:
    shared = pd.Series(numbers).duplicated(keep=False).to_numpy() & (numbers >= 0)
    order = np.argsort(numbers[shared], kind="stable")
    at, number = rows[ROW].to_numpy()[shared][order], numbers[shared][order]
    if not len(at):
        return
    for group in np.split(at, np.flatnonzero(np.diff(number)) + 1):
        first, *others = group.tolist()
        yield Merge(code, TABLE, first, tuple(others), accept=accept, fields=fields)
