"""Dates and amounts that cannot be true together."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from xlsegment.core.arrays import BoolArray, Int64Array
from xlsegment.core.columns import (
    AMOUNT,
    AMOUNT_CENTS,
    FIRST_ORDER_DATE,
    LAST_ORDER_DATE,
    ORDER_DATE,
    ORDER_DAY,
    REGISTERED_ON,
    ROW,
    STATUS,
)
from xlsegment.core.days import day_number
from xlsegment.core.quality.people import NO_DAY, TABLE, people
from xlsegment.core.quality.purchases import TABLE as ORDERS
from xlsegment.core.quality.purchases import purchases
from xlsegment.core.quality.rule import Found
from xlsegment.core.quality.tables import Tables


def future_dates(tables: Tables) -> Iterator[Found]:
    """Find customers who registered or first bought after the analysis date."""
    who = people(tables)
    if who is None:
        return
    today = day_number(tables.as_of)
    for column, days in ((FIRST_ORDER_DATE, who.first), (REGISTERED_ON, who.registered)):
        rows = np.flatnonzero(days > today)
        if len(rows):
            shown = _texts(days[rows])
            fields = {"day": tables.as_of.isoformat()}
            yield Found("W-073", TABLE, column, rows.tolist(), shown, fields=fields)


def first_after_last(tables: Tables) -> Iterator[Found]:
    """Find customers whose first purchase is later than their last one."""
    who = people(tables)
    if who is None or not tables.has(TABLE, FIRST_ORDER_DATE, LAST_ORDER_DATE):
        return
    rows = np.flatnonzero((who.first > who.last) & (who.last != NO_DAY))
    if len(rows):
        pairs = zip(_texts(who.first[rows]), _texts(who.last[rows]), strict=True)
        shown = [f"{first} > {last}" for first, last in pairs]
        yield Found("W-074", TABLE, FIRST_ORDER_DATE, rows.tolist(), shown)


def before_registration(tables: Tables) -> Iterator[Found]:
    """Find orders older than their customer's registration."""
    who, orders = people(tables), purchases(tables)
    if who is None or orders is None:
        return
    known = who.registered != NO_DAY
    since = orders.of_customers(who.ids[known], who.registered[known].astype(object))
    registered = np.where(pd.isna(since), NO_DAY, since).astype(np.int64)
    days = orders.rows[ORDER_DAY].to_numpy()
    early = registered > days
    if early.any():
        pairs = zip(_texts(days[early]), _texts(registered[early]), strict=True)
        shown = [f"{day} < {start}" for day, start in pairs]
        rows = orders.rows[ROW].to_numpy()[early].tolist()
        yield Found("W-075", ORDERS, ORDER_DATE, rows, shown)


def negative_amounts(tables: Tables) -> Iterator[Found]:
    """Find negative orders that do not look like a return.

    Either the status says something else, or the customer had bought nothing to give back.
    """
    orders = purchases(tables)
    if orders is None:
        return
    rows = orders.rows
    negative = (rows[AMOUNT_CENTS] < 0).to_numpy()
    if not negative.any():
        return
    said = _said(tables, rows[ROW].to_numpy())
    other = said & ~rows[STATUS].isin(["return", "reversed", "cancelled"]).to_numpy()
    sold = orders.sales
    first = np.full(len(orders.customers), np.iinfo(np.int64).max)
    np.minimum.at(first, orders.codes[sold], rows[ORDER_DAY].to_numpy()[sold])
    nothing = (first[orders.codes] > rows[ORDER_DAY].to_numpy()) & ~said
    wrong = negative & (other | nothing)
    if wrong.any():
        shown = [f"{cents / 100:.2f}" for cents in rows[AMOUNT_CENTS].to_numpy()[wrong]]
        yield Found("W-072", ORDERS, AMOUNT, rows[ROW].to_numpy()[wrong].tolist(), shown)


def _said(tables: Tables, rows: Int64Array) -> BoolArray:
    """Tell which order rows have a status."""
    if not tables.has(ORDERS, STATUS):
        return np.zeros(len(rows), dtype=np.bool_)
    cells = tables.frames[ORDERS][STATUS].astype(object).to_numpy()[rows]
    there: BoolArray = pd.notna(cells)
    there[there] = cells[there] != ""  # pandas' NA is neither the same nor another
    return there


def _texts(days: Int64Array) -> list[str]:
    texts: list[str] = days.astype("datetime64[D]").astype(str).tolist()
    return texts
