"""Findings: what was met in the data and what was done about it; the rows of 数据检查."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from xlsegment.core.finding_kind import FindingKind, Level
from xlsegment.core.finding_kinds import KINDS
from xlsegment.core.patterns import masked_within
from xlsegment.core.quality.rule import Accept
from xlsegment.text import Lang, Text

#: Rows of one code that are listed one by one; the others stand in one line with their number.
ROWS_PER_CODE = 500


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing met in the data.

    Attributes
    ----------
    code : str
        Key of `KINDS`.
    table : str
        Canonical key of the table: ``"orders"``, ``"customers"``, ``"rules"`` …
    row : int or None
        Position of the data row in that table, 0 = first; None = the table as a whole.
    column : str or None
        Canonical column key.
    shown : str
        What stood there, safe to show: never a name or a number of a person.
    count : int
        How many rows the finding stands for.
    fields : mapping
        Values for the fields of the kind's sentence.
    suggested : str
        What cleaning would write there, safe to show.
    accept : "auto", "ask" or "never"
        Whether cleaning may write it.
    masked : bool
        Whether ``shown`` was masked by the kind of its column; otherwise no more of it is shown
        than can only be a date or an amount.
    """

    code: str
    table: str
    row: int | None = None
    column: str | None = None
    shown: str = ""
    count: int = 1
    fields: Mapping[str, object] = field(default_factory=dict)
    suggested: str = ""
    accept: Accept = "never"
    masked: bool = False

    @property
    def kind(self) -> FindingKind:
        """The code's entry in `KINDS`."""
        return KINDS[self.code]

    @property
    def level(self) -> Level:
        """error, warning or info."""
        return self.kind.level

    def what(self, lang: Lang) -> str:
        """Return what was met, in one language; words of cells in it are masked where personal."""
        fields = {key: _said(value, lang) for key, value in self.fields.items()}
        text = self.kind.what.in_(lang, **fields)
        if self.row is None and self.count > 1:
            text += Text("(共 {n} 行)", " ({n} rows)").in_(lang, n=self.count)
        return text

    def done(self, lang: Lang) -> str:
        """Return what was done about it, in one language."""
        return self.kind.done.in_(lang)


def _said(value: object, lang: Lang) -> object:
    """Return the value of a field as it is said: segments and columns can be called anything."""
    value = value.in_(lang) if isinstance(value, Text) else value
    return masked_within(value) if isinstance(value, str) else value


def row_findings(
    code: str,
    table: str,
    rows: Sequence[int],
    *,
    column: str | None = None,
    shown: Iterable[str] = (),
    fields: Mapping[str, object] = MappingProxyType({}),
) -> list[Finding]:
    """Return one finding per row, up to `ROWS_PER_CODE`, then one for all the others."""
    texts = list(shown)
    listed = [
        Finding(code, table, int(row), column, texts[i] if i < len(texts) else "", fields=fields)
        for i, row in enumerate(rows[:ROWS_PER_CODE])
    ]
    rest = len(rows) - len(listed)
    if rest > 0:
        listed.append(Finding(code, table, None, column, count=rest, fields=fields))
    return listed
