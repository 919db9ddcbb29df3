"""What goes into a refresh's decisions and what comes out, as plain data."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from xlsegment.actions.report import Skipped
from xlsegment.core.findings import Finding
from xlsegment.text import Lang, Text
from xlsegment.workbook.params import Params
from xlsegment.workbook.sheets import TABLES

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Inputs:
    """Everything the decisions rest on.

    Attributes
    ----------
    tables : mapping of str to DataFrame
        Cells as read, canonical columns; the index is the row's offset below the header.
    params : Params
        The parameters.
    lang : "zh" or "en"
        Language of what is written.
    as_of : date or None
        The analysis date asked for; it goes before the parameter.
    refreshed : datetime
        When the refresh runs, in local time; it is only shown.
    remembered, origin : str
        What `Outcome.remember` and `Outcome.origin` were at the last refresh.
    computed : mapping of str to frozenset of str
        Table -> the columns that formulas fill.
    unread : mapping of str to int
        Table -> how many rows go on below it, where nothing is read.
    adds_customers : bool
        Whether customers that only the orders know are about to get a row.
    """

    tables: Mapping[str, pd.DataFrame]
    params: Params
    lang: Lang
    as_of: dt.date | None
    refreshed: dt.datetime
    remembered: str = ""
    origin: str = ""
    computed: Mapping[str, frozenset[str]] = field(default_factory=dict)
    unread: Mapping[str, int] = field(default_factory=dict)
    adds_customers: bool = True

    def table(self, key: str) -> pd.DataFrame | None:
        """Return a table with its rows numbered from 0, None when it is absent or empty."""
        frame = self.tables.get(key)
        return None if frame is None or not len(frame) else frame.reset_index(drop=True)

    def own(self, key: str) -> list[str]:
        """Return the columns that people added to a table and fill by hand."""
        theirs = set(self.tables[key].columns) if key in self.tables else set()
        return sorted(theirs - {*TABLES[key].keys, *self.computed.get(key, ())})

    def placed(self, key: str, frame: pd.DataFrame) -> pd.DataFrame:
        """Return rows numbered from 0 under the offsets at which they stand in the sheet."""
        return frame.set_axis(self.tables[key].index, axis=0)


@dataclass(frozen=True, slots=True)
class Fill:
    """Columns of a table to fill in place, and rows to add below it."""

    table: str
    filled: pd.DataFrame
    appended: pd.DataFrame | None = None


@dataclass(frozen=True, slots=True)
class Rewrite:
    """All rows of a result table; the user's own columns follow the columns ``by``.

    Formulas in editable columns do, too, and ``or_by`` where a row was renamed.
    """

    table: str
    rows: pd.DataFrame
    by: tuple[str, ...]
    or_by: tuple[str, ...] = ()

    @property
    def known_by(self) -> tuple[tuple[str, ...], ...]:
        """The columns by which a row is known again, the best first."""
        return (self.by, self.or_by) if self.or_by else (self.by,)


@dataclass(slots=True)
class Outcome:
    """What one concern decided.

    Attributes
    ----------
    changes : list of Fill or Rewrite
        Tables to write.
    findings : list of Finding
        Rows of 数据检查.
    skipped : list of Skipped
        What is left as it is, and why.
    names : dict of Text to object
        Defined name of a cell -> its value.
    remember : str
        What the next refresh has to know of this one's texts.
    origin : str
        What it has to know of this one's figures.
    lists_findings : bool
        Whether 数据检查 is written.
    """

    changes: list[Fill | Rewrite] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    names: dict[Text, object] = field(default_factory=dict)
    remember: str = ""
    origin: str = ""
    lists_findings: bool = True

    def add(self, other: Outcome) -> None:
        """Take in what another concern decided."""
        self.changes += other.changes
        self.findings += other.findings
        self.skipped += other.skipped
        self.names |= other.names
