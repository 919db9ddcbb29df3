"""Values that do not fit their column, by the same declaration as Excel's own validation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from xlsegment.core.columns import (
    AMOUNT,
    LAST_ORDER_DATE,
    MOBILE,
    MONETARY,
    ORDER_DATE,
    REGISTERED_ON,
    TOTAL_SPEND,
)
from xlsegment.core.daycell import RECORDS_BEGIN, day_of
from xlsegment.core.entry import ENTRIES, Entry
from xlsegment.core.mask_names import mask_name
from xlsegment.core.mask_phones import mask_mobile
from xlsegment.core.quality.column import column_of, listed
from xlsegment.core.quality.people import TABLE as CUSTOMERS
from xlsegment.core.quality.purchases import purchases
from xlsegment.core.quality.rule import Found
from xlsegment.core.quality.tables import Tables
from xlsegment.core.standards.numbers import real_number
from xlsegment.core.standards.phones import ends_in_lost_zeros, has_lost_digits
from xlsegment.text import Text

#: Columns of which refresh lists what cannot be used; nothing is found twice.
_LISTED: Final = frozenset(
    {
        ("customers", MOBILE),
        ("customers", REGISTERED_ON),
        ("orders", ORDER_DATE),
        ("orders", AMOUNT),
    }
)
#: Further ones where the customer table's own figures stand for the orders.
_LISTED_WITHOUT_ORDERS: Final = frozenset(
    {("customers", LAST_ORDER_DATE), ("customers", TOTAL_SPEND), ("customers", MONETARY)}
)
_LISTED_TABLES: Final = frozenset({"behaviour", "campaigns"})
#: Entries of long numbers: that one has lost digits is told by a rule of its own.
_LONG: Final = frozenset({"mobile", "identity", "card"})
_NOT_READ: Final = Text("这种值无法识别", "A value of this kind is not understood")
_EARLY: Final = Text("早于 1950 年", "Before 1950")


def unfit_values(tables: Tables) -> Iterator[Found]:
    """Find values that the column's entry refuses, with the reason."""
    orders = purchases(tables)
    listed_places = _LISTED
    if orders is None or not len(orders.rows):
        listed_places |= _LISTED_WITHOUT_ORDERS
    for place in tables.columns(*ENTRIES):
        entry = ENTRIES[tables.entries[place[0]][place[1]]]
        if entry.check is None or place[0] in _LISTED_TABLES or place in listed_places:
            continue
        column = column_of(tables, *place)
        reasons = [_reason(entry, cell) for cell in column.cells]
        for reason in sorted({r for r in reasons if r is not None}, key=lambda text: text.en):
            rows = column.at(r == reason for r in reasons)
            yield from listed(tables, "W-079", place, rows, fields={"reason": reason})


def unreadable(tables: Tables) -> Iterator[Found]:
    """Find names and mobile numbers of which nothing can be made, masked or not."""
    for entry, mask in (("name", mask_name), ("mobile", mask_mobile)):
        for table, column in tables.columns(entry):
            if table == CUSTOMERS:
                rows = column_of(tables, table, column).where(
                    lambda cell, mask=mask: (
                        not (  # type: ignore[misc]
                            mask(cell).understood or has_lost_digits(cell)
                        )
                    )
                )
                yield from listed(tables, "W-060", (table, column), rows)


def _reason(entry: Entry, cell: object) -> Text | None:
    if isinstance(cell, bool) or not isinstance(cell, (str, int, float)):
        return _NOT_READ
    if entry.check is None:
        return None
    if entry.key in _LONG and (has_lost_digits(cell) or ends_in_lost_zeros(cell)):
        return None
    reason = entry.check.reason(cell)
    if reason is not None and (number := real_number(cell)) is not None:
        reason = entry.check.reason(number)
    if reason is None and entry.key == "date":
        day = day_of(cell)
        return _EARLY if day is not None and day < RECORDS_BEGIN else None
    return reason
