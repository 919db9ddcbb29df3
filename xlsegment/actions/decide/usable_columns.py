"""The columns of 客户基础信息表 that rules and clusters may name: people's own, and what they fill.

Not those that refresh fills: they still hold what the last refresh put there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pandas as pd

from xlsegment.core.own_values import KnownColumn
from xlsegment.workbook.declare import ColumnSpec
from xlsegment.workbook.sheets import TABLES

_KINDS: Final = frozenset({"text", "count", "number", "money", "rate", "days"})
# Refresh writes it from the orders.
_FILLED: Final = frozenset({"total_spend"})


def usable_columns(table: pd.DataFrame | None) -> tuple[KnownColumn, ...]:
    """Return the columns of numbers and words, the user's own first.

    Parameters
    ----------
    table : DataFrame or None
        The customer table as read: declared columns under their keys, others under their header.
    """
    if table is None:
        return ()
    declared = {column.key: column for column in TABLES["customers"].columns}
    own = [KnownColumn(str(name), (str(name),)) for name in table if name not in declared]
    given = [
        KnownColumn(key, (*column.header.both, *column.aliases))
        for key, column in declared.items()
        if key in table and _usable(column)
    ]
    return (*own, *given)


def listed(columns: Sequence[KnownColumn]) -> str:
    """Return what the columns are called, for a message."""
    return "、".join(column.headers[0] for column in columns) or "—"


def _usable(column: ColumnSpec) -> bool:
    return (
        column.role in ("input", "optional")
        and column.kind in _KINDS
        and not column.personal
        and column.key not in _FILLED
    )
