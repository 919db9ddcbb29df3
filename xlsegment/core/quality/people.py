"""The customer table as several rules need it, read once: who, how to reach, since when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from xlsegment.core.arrays import BoolArray, Int64Array
from xlsegment.core.column_cells import ObjectArray, as_objects
from xlsegment.core.columns import (
    CUSTOMER_ID,
    FIRST_ORDER_DATE,
    LAST_ORDER_DATE,
    ORDER_DAY,
    REGISTERED_ON,
)
from xlsegment.core.daycell import RECORDS_BEGIN
from xlsegment.core.identity_numbers import full_identity_number
from xlsegment.core.parse import parse_days
from xlsegment.core.quality.column import column_of, ids_of
from xlsegment.core.quality.purchases import purchases
from xlsegment.core.quality.tables import Tables
from xlsegment.core.standards.phones import identity_number, is_nobodys_mobile, mainland_mobile

TABLE: Final = "customers"
#: Stands for a day that is not known.
NO_DAY: Final = np.iinfo(np.int64).min


@dataclass(frozen=True, slots=True)
class People:
    """The rows of the customer table, one entry each.

    Attributes
    ----------
    ids
        Customer IDs; None where blank.
    mobiles, identities
        Normalised; None where there is none that could be somebody's own.
    bought
        Whether there is an order of that customer.
    first, last, registered
        Days of the first and the last purchase and of registration; `NO_DAY` where not known.
        The last one goes by the orders where there are any.
    """

    ids: ObjectArray
    mobiles: ObjectArray
    identities: ObjectArray
    bought: BoolArray
    first: Int64Array
    last: Int64Array
    registered: Int64Array


def people(tables: Tables) -> People | None:
    """Return the customers; None where there is no customer table with IDs."""
    if not tables.has(TABLE, CUSTOMER_ID):
        return None
    found: People = tables.once("people", lambda: _read(tables))
    return found


def _read(tables: Tables) -> People:
    frame = tables.frames[TABLE]
    ids = ids_of(tables, TABLE, CUSTOMER_ID).values
    last = _days(frame, LAST_ORDER_DATE)
    bought = np.zeros(len(frame), dtype=np.bool_)
    if (orders := purchases(tables)) is not None:
        latest = orders.rows[ORDER_DAY].groupby(orders.codes, sort=True).max()
        days = dict(zip(orders.customers.tolist(), latest.tolist(), strict=True))
        found = np.array([days.get(each, NO_DAY) for each in ids], dtype=np.int64)
        bought = found != NO_DAY
        last = np.where(bought, found, last)
    return People(
        ids,
        _each(tables, "mobile", _own_mobile),
        _each(tables, "identity", _full_identity),
        bought,
        _days(frame, FIRST_ORDER_DATE),
        last,
        _days(frame, REGISTERED_ON),
    )


def _days(frame: pd.DataFrame, column: str) -> Int64Array:
    if column not in frame:
        return np.full(len(frame), NO_DAY, dtype=np.int64)
    parsed = parse_days(frame[column], earliest=RECORDS_BEGIN)
    days: Int64Array = np.where(parsed.ok, parsed.values, NO_DAY)
    return days


def _each(tables: Tables, entry: str, make: Callable[[object], object]) -> ObjectArray:
    found = as_objects([None] * len(tables.frames[TABLE]))
    for table, column in tables.columns(entry):
        if table == TABLE:
            made = column_of(tables, table, column).each(make)
            found = np.where(pd.isna(found), as_objects(made), found)
    return found


def _full_identity(cell: object) -> str | None:
    number = identity_number(cell)
    return None if number is None else full_identity_number(number)


def _own_mobile(cell: object) -> str | None:
    digits = mainland_mobile(cell)
    return None if digits is None or is_nobodys_mobile(digits) else digits
