"""What is missing: how complete each column is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from xlsegment.core.arrays import BoolArray
from xlsegment.core.column_cells import ColumnCells
from xlsegment.core.quality.column import column_of, ids_of, sorted_cells
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
    return sorted_cells(ColumnCells.of(cells)).blank


def missing_rates(tables: Tables) -> tuple[MissingRate, ...]:
    """Return the rate of every column with an entry that is there."""
    return tuple(
        MissingRate(
            table,
            column,
            _missing(tables, table, column, entry),
            len(tables.frames[table]),
        )
        for table, columns in tables.entries.items()
        if table in tables.frames
        for column, entry in columns.items()
        if column in tables.frames[table]
    )


def _missing(tables: Tables, table: str, column: str, entry: str) -> int:
    # there are as many IDs as rows, and other rules have read them already
    read = ids_of if entry == "id" else column_of
    return int(read(tables, table, column).blank.sum())
