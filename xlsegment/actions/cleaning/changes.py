"""What cleaning changes, as plain data."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from xlsegment.text import Text

if TYPE_CHECKING:
    import pandas as pd

FORMULA: Final = Text("单元格里是公式，未改", "the cell holds a formula; left as it is")


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of 清洗记录; ``column`` is a key or a header of the user's own, None for the row."""

    code: str
    table: str
    row_id: str
    column: str | None
    before: str
    after: str
    what: Text


@dataclass(slots=True)
class Changes:
    """Everything one cleaning does.

    Attributes
    ----------
    frames
        The tables as they will be; the index is still where each row stood before.
    written
        Table -> column -> offset of the row below the header -> new value.
    gone
        Table -> offsets of the rows that go.
    entries
        One for each change.
    left
        Code and reason -> how many suggestions were not carried out for it.
    """

    frames: dict[str, pd.DataFrame]
    written: dict[str, dict[str, dict[int, object]]] = field(default_factory=dict)
    gone: dict[str, set[int]] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    left: Counter[tuple[str, Text]] = field(default_factory=Counter)

    def __bool__(self) -> bool:
        return bool(self.entries)

    def write(self, table: str, column: str, offset: int, value: object) -> None:
        """Note a new value."""
        self.written.setdefault(table, {}).setdefault(column, {})[offset] = value
