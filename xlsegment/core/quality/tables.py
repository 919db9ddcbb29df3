"""The tables a quality rule looks at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from xlsegment.text import Lang

if TYPE_CHECKING:
    import datetime as dt

    import pandas as pd


@dataclass(frozen=True, slots=True)
class Tables:
    """Tables with canonical columns and their rows numbered from 0.

    Attributes
    ----------
    frames
        Table key -> raw cells as they were read, columns under their canonical keys.
    as_of
        The analysis date; later dates are in the future.
    entries
        Table key -> column -> key of `xlsegment.core.entry.ENTRIES`: what each column is for, as
        the workbook declares it. Rules look at no column that is not named here.
    industries
        Alias in small letters -> section of GB/T 4754 (``"I"``), the aliases of the workbook;
        they go before the built-in ones.
    lang
        Language of what cleaning writes.
    """

    frames: Mapping[str, pd.DataFrame]
    as_of: dt.date
    entries: Mapping[str, Mapping[str, str]]
    industries: Mapping[str, str] = field(default_factory=dict)
    lang: Lang = "zh"
    _kept: dict[object, Any] = field(default_factory=dict, repr=False, compare=False)

    def once(self, key: object, make: Callable[[], Any]) -> Any:
        """Return what ``make`` returns, which is asked for only once: several rules need it."""
        if key not in self._kept:
            self._kept[key] = make()
        return self._kept[key]

    def columns(self, *entries: str) -> list[tuple[str, str]]:
        """Return table and column of every column that is there and has one of these entries."""
        return [
            (table, column)
            for table, columns in self.entries.items()
            for column, entry in columns.items()
            if entry in entries and table in self.frames and column in self.frames[table]
        ]

    def has(self, table: str, *columns: str) -> bool:
        """Tell whether a table is there with all of these columns."""
        return table in self.frames and all(c in self.frames[table] for c in columns)
