"""What a quality rule is, and what it finds: the words that every rule is declared in."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from xlsegment.text import Text

if TYPE_CHECKING:
    from xlsegment.core.quality.tables import Tables

#: ``auto``: cleaning writes it by itself; ``ask``: only where a person accepted it in 数据检查;
#: ``never``: nothing can be written, a person has to look.
Accept = Literal["auto", "ask", "never"]


@dataclass(frozen=True, slots=True)
class Found:
    """What one rule met in one column.

    Attributes
    ----------
    code
        Key of `xlsegment.core.finding_kinds.KINDS`.
    table, column
        Canonical keys; column None for whole rows.
    rows
        Positions of the table's filled rows, 0 = first, ascending; none when it is about the
        column as a whole.
    shown
        What stands there, one text per row, safe to show: personal data is masked.
    values
        What cleaning writes into these cells, one per row; None where it writes nothing.
    suggested
        The values, safe to show.
    accept
        Whether cleaning may write them.
    fields
        Values for the fields of the kind's sentence.
    """

    code: str
    table: str
    column: str | None
    rows: Sequence[int]
    shown: Sequence[str] = ()
    values: Sequence[object] | None = None
    suggested: Sequence[str] = ()
    accept: Accept = "never"
    fields: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Merge:
    """Rows of one table that are the same thing: one stays, the others go into it.

    Attributes
    ----------
    code
        Key of `KINDS`; of a finding of the refresh where it is that finding which is cleaned.
    table
        Canonical key.
    kept
        Position of the row that stays.
    gone
        Positions of the rows that go.
    filled
        Column -> value that the kept row takes from the others: where its own cell is blank, where
        another has been a customer for longer, and what adds up.
    typed
        Columns that a refresh fills for others, and people for these rows.
    accept
        ``auto``: cleaning merges; ``ask``: only where a person accepted it.
    fields
        Values for the fields of the kind's sentence.
    """

    code: str
    table: str
    kept: int
    gone: tuple[int, ...]
    filled: Mapping[str, object] = field(default_factory=dict)
    accept: Accept = "auto"
    fields: Mapping[str, object] = field(default_factory=dict)
    typed: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One quality rule: one entry in the registry and nothing else makes it work everywhere."""

    key: str
    title: Text
    find: Callable[[Tables], Iterable[Found | Merge]]
