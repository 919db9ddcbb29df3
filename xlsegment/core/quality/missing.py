"""What is missing: how complete each column is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from xlsegment.core.arrays import BoolArray
from xlsegment.core.quality.column import column_of, sorted_cells
from xlsegment.core.quality.tables import Tables


@dataclass(frozen=True, slots=True)
class MissingRate:
    """How many cells of a column hold nothing, or 待补充."""

    table: str
    column: str
    missing: int
    rows: int

    @property
    def share(self) -> float:
        """From 0 to 1; 0 for a table without rows."""
        return self.missing / self.rows if self.rows else 0.0


def missing_cells(cells: pd.Series[Any]) -> BoolArray:
    """Tell which cells hold nothing, or a word for nothing such as 待补充.

    Examples
    --------
    >>> missing_cells(pd.Series(["13905716283", None, "待补充", "-"], dtype=object)).tolist()
    [False, True, True, True]
    """
    return sorted_cells(cells).blank


def missing_rates(tables: Tables) -> tuple[MissingRate, ...]:
    """Return the rate of every column with an entry that is there."""
    return tuple(
        MissingRate(
            table,
            column,
            int(column_of(tables, table, column).blank.sum()),
            len(tables.frames[table]),
        )
        for table, columns in tables.entries.items()
        if table in tables.frames
        for column in columns
        if column in tables.frames[table]
    )
