"""The order table as several rules need it, read once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from xlsegment.core.arrays import BoolArray, Int64Array
from xlsegment.core.celltext import clean_text
from xlsegment.core.column_cells import ObjectArray, as_objects
from xlsegment.core.columns import (
    AMOUNT,
    AMOUNT_CENTS,
    CUSTOMER_ID,
    ORDER_DATE,
    ORDER_DAY,
    ORDER_ID,
    ROW,
    STATUS,
)
from xlsegment.core.daycell import RECORDS_BEGIN
from xlsegment.core.parse import parse_cents, parse_days, parse_ids
from xlsegment.core.quality.column import ids_of
from xlsegment.core.quality.tables import Tables
from xlsegment.core.statuses import status_of

TABLE: Final = "orders"


@dataclass(frozen=True, slots=True)
class Purchases:
    """The usable rows of the order table.

    Attributes
    ----------
    rows : DataFrame
        ``row``, ``order_id``, ``customer_id``, ``order_day``, ``amount_cents`` and ``status``, the
        meaning of the status.
    codes
        For every row the place of its customer in ``customers``.
    customers
        Each customer ID once.
    """

    rows: pd.DataFrame
    codes: Int64Array
    customers: ObjectArray

    def of_customers(self, ids: ObjectArray, values: ObjectArray) -> ObjectArray:
        """Return for every row the value of its customer; None where the ID is not among them."""
        known = dict(zip(ids.tolist(), values.tolist(), strict=True))
        found = as_objects(map(known.get, self.customers.tolist()))
        return found[self.codes]

    @property
    def sales(self) -> BoolArray:
        """Tell which rows are sales: no returns, no cancelled orders, nothing negative."""
        refused = self.rows[STATUS].isin(["return", "reversed", "cancelled"])
        found: BoolArray = (~refused & (self.rows[AMOUNT_CENTS] >= 0)).to_numpy()
        return found


def purchases(tables: Tables) -> Purchases | None:
    """Return the usable order rows; None where the table or one of its three columns lacks."""
    if not tables.has(TABLE, CUSTOMER_ID, ORDER_DATE, AMOUNT):
        return None
    found: Purchases = tables.once("purchases", lambda: _read(tables))
    return found


def _read(tables: Tables) -> Purchases:
    orders = tables.frames[TABLE]
    blank = [None] * len(orders)
    customer = ids_of(tables, TABLE, CUSTOMER_ID)
    order = ids_of(tables, TABLE, ORDER_ID) if ORDER_ID in orders else parse_ids(blank)
    day = parse_days(orders[ORDER_DATE], earliest=RECORDS_BEGIN)
    amount = parse_cents(orders[AMOUNT])
    rows = np.flatnonzero(~customer.blank & day.ok & amount.ok)
    frame = pd.DataFrame(
        {
            ROW: rows,
            ORDER_ID: pd.Series(order.values[rows], dtype=object),
            CUSTOMER_ID: pd.Series(customer.values[rows], dtype=object),
            ORDER_DAY: day.values[rows],
            AMOUNT_CENTS: amount.values[rows],
        }
    )
    states = orders[STATUS] if STATUS in orders else pd.Series(blank, dtype=object)
    codes, seen = pd.factorize(states.astype(object).to_numpy()[rows])
    texts = [*(clean_text(str(cell)) for cell in seen), ""]  # -1 finds the last
    meanings = as_objects(map(status_of, texts))[codes]
    number, customers = pd.factorize(customer.values[rows])
    frame[STATUS] = pd.Categorical(meanings)
    return Purchases(frame, number, np.asarray(customers, dtype=object))
