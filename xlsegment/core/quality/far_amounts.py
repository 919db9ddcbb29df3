"""Amounts far outside what the other orders of the segment look like."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
import pandas as pd

from xlsegment.core.arrays import Int64Array
from xlsegment.core.celltext import clean_text
from xlsegment.core.column_cells import FloatArray, as_objects
from xlsegment.core.columns import AMOUNT, AMOUNT_CENTS, ROW, SEGMENT
from xlsegment.core.quality.people import TABLE as CUSTOMERS
from xlsegment.core.quality.people import people
from xlsegment.core.quality.purchases import TABLE, Purchases, purchases
from xlsegment.core.quality.rule import Found
from xlsegment.core.quality.tables import Tables
from xlsegment.text import Text

#: Times the spread, on logarithms of amounts: amounts differ by factors, not by sums. On amounts
#: that vary as log-normal ones do, one in nearly two million lies beyond by chance.
TIMES: Final = 5
#: Makes the median of the distances a standard deviation where values vary normally.
_TO_DEVIATION: Final = 1.4826
#: Fewer orders in a segment say nothing: they are compared with all orders.
FEWEST: Final = 20
_ALL: Final = Text("全部订单", "all orders")


def far_amounts(tables: Tables) -> Iterator[Found]:
    """Find amounts beyond median ± `TIMES` × MAD of the logarithms, segment by segment."""
    orders = purchases(tables)
    if orders is None:
        return
    positive = orders.sales & (orders.rows[AMOUNT_CENTS] > 0).to_numpy()
    sales = orders.rows[positive]
    values = np.log(sales[AMOUNT_CENTS].to_numpy(dtype=np.float64))
    segments = _segments(tables, orders)[positive]
    sizes = segments.value_counts()
    large = set(sizes.index[sizes >= FEWEST]) - {""}
    rest = ~segments.isin(large).to_numpy()
    for segment in sorted(large):
        rows = np.flatnonzero((segments == segment).to_numpy())
        yield from _beyond(sales, values, rows, values[rows], Text(segment, segment))
    if rest.any() and len(values) >= FEWEST:
        yield from _beyond(sales, values, np.flatnonzero(rest), values, _ALL)


def _beyond(
    sales: pd.DataFrame, values: FloatArray, rows: Int64Array, others: FloatArray, group: Text
) -> Iterator[Found]:
    """Find the rows whose values lie beyond what the others allow."""
    middle = float(np.median(others))
    spread = float(np.median(np.abs(others - middle))) * _TO_DEVIATION
    if spread < _ROUNDING:
        fields: dict[str, object] = {"group": group, "typical": _money(middle)}
        yield Found("I-071", TABLE, AMOUNT, (), fields=fields)
        return
    far = rows[np.abs(values[rows] - middle) > TIMES * spread]
    if len(far):
        low, high = _money(middle - TIMES * spread), _money(middle + TIMES * spread)
        fields = {"group": group, "low": low, "high": high, "k": TIMES}
        shown = [f"{cents / 100:,.2f}" for cents in sales[AMOUNT_CENTS].to_numpy()[far]]
        where = sales[ROW].to_numpy()[far].tolist()
        yield Found("W-076", TABLE, AMOUNT, where, shown, fields=fields)


def _segments(tables: Tables, orders: Purchases) -> pd.Series[str]:
    """Return the segment of each order's customer, as the last refresh left it."""
    who = people(tables)
    if who is None or not tables.has(CUSTOMERS, SEGMENT):
        return pd.Series("", index=orders.rows.index, dtype=object)
    cells = tables.frames[CUSTOMERS][SEGMENT].astype(object)
    texts = as_objects(clean_text(cell) if isinstance(cell, str) else "" for cell in cells)
    found = orders.of_customers(who.ids, texts)
    return pd.Series(np.where(pd.isna(found), "", found), index=orders.rows.index, dtype=object)


def _money(logarithm: float) -> str:
    return f"{np.exp(min(logarithm, _LARGEST)) / 100:,.2f}"


#: Logarithms of one and the same amount differ by no more.
_ROUNDING: Final = 1e-9
_LARGEST: Final = 200.0
