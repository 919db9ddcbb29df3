"""What may be entered into a column: one declaration for Excel's own validation and for the rules.

A column of the workbook names its entry; the template gets the native validation from it, and the
quality rules check and standardise the column's cells by it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from xlsegment.core.checks import CHECKS, OLDEST, Check

#: 1900-01-02 to 9999-12-31 as Excel counts days.
_FIRST_DAY, _LAST_DAY = "2", "2958465"


@dataclass(frozen=True, slots=True)
class Native:
    """Excel's own form of a check. ``stop`` refuses the entry, otherwise Excel warns and asks.

    Attributes
    ----------
    type, operator, low, high
        As Excel names them.
    source
        For a list: key of the list in the workbook that holds the choices.
    stop
        Whether Excel refuses what does not fit.
    """

    type: Literal["list", "whole", "decimal", "date", "textLength"]
    operator: Literal["between", "equal", "greaterThanOrEqual"] = "between"
    low: str = ""
    high: str = ""
    source: str = ""
    stop: bool = True


@dataclass(frozen=True, slots=True)
class Entry:
    """What a column is for.

    Attributes
    ----------
    key
        Named by the columns of the workbook.
    check
        What a cell has to pass; None where any value may stand, or where a rule of its own looks.
    native
        What Excel checks while people type; None where Excel has no form for it.
    personal
        Key of `xlsegment.core.masking.MASKS` by which its values are shown; empty if they are
        no personal data.
    """

    key: str
    check: Check | None = None
    native: Native | None = None
    personal: str = ""


#: One entry per kind of column.
ENTRIES: Final[dict[str, Entry]] = {
    entry.key: entry
    for entry in (
        Entry("id"),
        Entry("name", personal="name"),
        Entry(
            "mobile",
            CHECKS["mobile"],
            Native("textLength", "equal", low="11", stop=False),
            personal="mobile",
        ),
        Entry(
            "identity",
            CHECKS["identity"],
            Native("textLength", "between", low="15", high="18", stop=False),
            personal="identity",
        ),
        Entry("card", CHECKS["card"], personal="card"),
        Entry("email", CHECKS["email"], personal="email"),
        Entry("address", personal="address"),
        Entry("date", CHECKS["date"], Native("date", "between", low=_FIRST_DAY, high=_LAST_DAY)),
        Entry("amount", CHECKS["amount"], Native("decimal", "greaterThanOrEqual", low="0")),
        # a refund may stand as a negative amount: Excel asks, and a rule of its own looks
        Entry("order_amount", native=Native("decimal", "greaterThanOrEqual", low="0", stop=False)),
        Entry("money"),
        Entry("count", CHECKS["count"], Native("whole", "greaterThanOrEqual", low="0")),
        Entry(
            "age",
            CHECKS["age"],
            Native("whole", "between", low="0", high=str(OLDEST), stop=False),
        ),
        Entry("industry", native=Native("list", source="industries", stop=False)),
        Entry("region"),
    )
}
