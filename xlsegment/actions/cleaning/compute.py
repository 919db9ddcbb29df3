"""From what the rules suggest to what is changed: rule after rule until none has anything to say.

Pure: tables in, changes out.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from xlsegment.actions.answers import Question
from xlsegment.actions.cleaning.changes import FORMULA, Changes, Entry
from xlsegment.actions.cleaning.merging import Merging
from xlsegment.actions.cleaning.wish import Wish
from xlsegment.actions.decide.issues import place_of, question_of
from xlsegment.actions.decide.plan import Inputs
from xlsegment.actions.decide.quality import ENTRIES, FOLLOWING, check_frames, row_name
from xlsegment.core.findings import ROWS_PER_CODE, Finding
from xlsegment.core.quality.rule import Found
from xlsegment.text import LANGS, Text
from xlsegment.workbook.handle import TableHandle

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

# One change may call for another: orders of merged customers may turn out to be the same order.
_MOST_ROUNDS: Final = 8


@dataclass(frozen=True, slots=True)
class Sheets:
    """What cleaning has to know of the sheets.

    Attributes
    ----------
    handles
        Where the tables stand.
    formulas
        Tells which rows of a table's column, by offset below the header, compute something.
    may_drop
        Tells why no rows of a table can be taken out; None where they can.
    """

    handles: Mapping[str, TableHandle]
    formulas: Callable[[str, str], Container[int]]
    may_drop: Callable[[str], Text | None]


def compute_changes(inputs: Inputs, as_of: dt.date, wish: Wish, sheets: Sheets) -> Changes:
    """Return everything that is to be changed.

    Parameters
    ----------
    inputs : Inputs
        What was read.
    as_of : date
        The analysis date.
    wish : Wish
        What is wanted.
    sheets : Sheets
        Where it stands.
    """
    read = dict.fromkeys((*ENTRIES, *FOLLOWING))
    changes = Changes({key: inputs.tables[key] for key in read if key in inputs.tables})
    for first in (True, *[False] * (_MOST_ROUNDS - 1)):
        before = len(changes.entries)
        changes.left.clear()
        _Round(inputs, changes, wish, sheets, first=first).run(as_of)
        if len(changes.entries) == before:
            break
    return changes


class _Round:
    """One pass of all rules."""

    def __init__(
        self, inputs: Inputs, changes: Changes, wish: Wish, sheets: Sheets, *, first: bool
    ) -> None:
        self.inputs, self.changes, self.wish, self.sheets = inputs, changes, wish, sheets
        self.first = first
        self.offsets: dict[str, pd.Index[int]] = {k: f.index for k, f in changes.frames.items()}
        self.frames = {k: f.reset_index(drop=True) for k, f in changes.frames.items() if len(f)}
        self.titles = {key: handle.sheet.name for key, handle in sheets.handles.items()}

    def run(self, as_of: dt.date) -> None:
        """Apply what is wanted of what the rules find."""
        checked_tables = {key: frame for key, frame in self.frames.items() if key in ENTRIES}
        checked = check_frames(checked_tables, self.inputs, as_of)
        merging = Merging(self.frames, self.offsets, self.changes, self.inputs)
        merging.forbidden = self.sheets.may_drop
        merging.formulas = self.sheets.formulas
        for merge in checked.merges:
            merging.merge(merge, lambda code, accept, f: self._wants(code, accept, f))
        merging.point_elsewhere()
        for found in checked.founds:
            if found.values is not None and found.column is not None:
                self._write(found, merging)
        for table, cells in merging.values.items():
            frame = self.frames[table].copy()
            for column, values in cells.items():
                frame[column] = values
            self.changes.frames[table] = frame.set_axis(self.offsets[table], axis=0)
        for table, rows in merging.gone.items():
            lost = self.offsets[table][sorted(rows)]
            self.changes.gone.setdefault(table, set()).update(map(int, lost))
            self.changes.frames[table] = self.changes.frames[table].drop(index=lost)

    def _wants(self, code: str, accept: str, finding: Callable[[], Finding]) -> bool:
        def question() -> Question:
            asked = finding()
            return question_of(
                asked, place_of(asked, self.sheets.handles, self.offsets, self.titles)
            )

        return self.wish.wants(code, accept, question)  # type: ignore[arg-type]

    def _write(self, found: Found, merging: Merging) -> None:
        table, column = found.table, found.column
        assert column is not None
        assert found.values is not None
        formulas = self.sheets.formulas(table, column)
        name = row_name(table, self.frames[table])
        what = Finding(found.code, table, fields=found.fields)
        words = Text(*(what.what(lang) for lang in LANGS))
        whole = Finding(found.code, table, None, column, fields=found.fields)
        cells = merging.column(table, column)
        offsets: NDArray[np.int64] = self.offsets[table].to_numpy()
        done: dict[int, object] = {}
        for place, row in enumerate(found.rows):
            if merging.is_settled(table, column, row):
                continue
            shown = found.shown[place] if found.shown else ""
            offer = found.suggested[place] if found.suggested else ""
            listed = not self.first or place < ROWS_PER_CODE

            def finding(shown: str = shown, offer: str = offer, row: int = row) -> Finding:
                return Finding(found.code, table, row, column, shown, suggested=offer, masked=True)

            if not self._wants(found.code, found.accept, finding if listed else lambda: whole):
                continue
            offset = int(offsets[row])
            if offset in formulas:
                self.changes.left[found.code, FORMULA] += 1
                continue
            value = found.values[place]
            done[row] = value
            self.changes.write(table, column, offset, value)
            self.changes.entries.append(
                Entry(found.code, table, name(row), column, shown, offer, words)
            )
        for row, value in done.items():
            cells[row] = value
            merging.settle(table, column, row)
