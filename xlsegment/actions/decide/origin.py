"""Where the customer table's figures came from, so that old results are never new input.

The columns that a refresh computes from orders are the ones that stand in for orders where there
are none. Once the orders are gone, what an earlier refresh computed must not be taken for figures
of another date or window. So a refresh leaves a mark: what its figures rest on, and fingerprints
of the figures of a few customers, by which they are known again.
"""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING

from xlsegment.actions.decide.plan import Inputs
from xlsegment.core.days import day_date
from xlsegment.core.model import Result
from xlsegment.core.parse import parse_counts, parse_days, parse_ids
from xlsegment.core.settings import Settings
from xlsegment.errors import OrdersGone
from xlsegment.workbook.sheets import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_MARK = 4  # characters of a fingerprint
_BASIS = 8
_DATE = 10
_CUSTOMERS = 12
# A quarter of them still as they were: people change and delete single rows.
_ENOUGH = 4
_COUNTS = ("frequency", "lifetime_frequency")


def remember_origin(inputs: Inputs, result: Result) -> str:
    """Return the mark of this refresh.

    Raises
    ------
    OrdersGone
        If figures computed from orders that are gone would be used for another date, window or
        way of counting.
    """
    if "customers" not in inputs.tables:
        return ""
    basis = _basis(result.settings, result.as_of)
    if result.orders is not None:
        return basis + "".join(_marks_of(result))
    known, marks = inputs.origin[: len(basis)], inputs.origin[len(basis) :]
    listed = {marks[i : i + _MARK] for i in range(0, len(marks), _MARK)}
    there = len(listed & set(_marks_in(inputs)))
    if not there or there * _ENOUGH * len(_COUNTS) < len(listed):
        return ""  # people have put in figures of their own
    if known != basis:
        raise OrdersGone(table=TABLES["orders"].name, date=known[:_DATE])
    return inputs.origin


def _basis(settings: Settings, as_of: int) -> str:
    """Return the date in plain letters and everything else that figures depend on."""
    rest = (settings.window_days, settings.merge_same_day, settings.monetary_mean)
    return day_date(as_of).isoformat() + _print(rest, _BASIS)


def _marks_of(result: Result) -> Iterator[str]:
    """Yield the fingerprints of those who buy most: their figures are hardly met by chance."""
    people = result.counted
    bought = people[people["recency_days"].notna().to_numpy()]
    most = bought.sort_values(
        ["lifetime_frequency", "customer_id"], ascending=[False, True], kind="stable"
    ).head(_CUSTOMERS)
    columns = (most["customer_id"], most["last_order_day"], *(most[c] for c in _COUNTS))
    for customer, day, *counts in zip(*columns, strict=True):
        for kind, count in zip(_COUNTS, counts, strict=True):
            yield _print((customer, int(day), kind, int(count)), _MARK)


def _marks_in(inputs: Inputs) -> Iterable[str]:
    """Yield the same fingerprints for what stands in the customer table."""
    table = inputs.tables["customers"]
    if not {"customer_id", "last_order_date"} <= set(table.columns):
        return
    ids = parse_ids(table["customer_id"]).values
    days = parse_days(table["last_order_date"])
    for kind in _COUNTS:
        if kind not in table:
            continue
        counts = parse_counts(table[kind])
        for row in range(len(table)):
            if days.ok[row] and counts.ok[row]:
                yield _print(
                    (ids[row], int(days.values[row]), kind, int(counts.values[row])), _MARK
                )


def _print(what: object, length: int) -> str:
    digest = hashlib.sha256(repr(what).encode("utf-8", "surrogatepass")).digest()
    return base64.urlsafe_b64encode(digest)[:length].decode("ascii")
