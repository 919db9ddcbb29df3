"""Rows that are the same thing become one: blanks are filled, orders follow, the rest is told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Container, Mapping
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from xlsegment.actions.cleaning.changes import FORMULA, Changes, Entry
from xlsegment.actions.decide.plan import Inputs
from xlsegment.actions.decide.quality import (
    ENTRIES,
    FOLLOWING,
    ROW_ID,
    id_shown,
    is_blank,
    merge_accept,
    merge_finding,
    own_columns,
    row_name,
)
from xlsegment.core.columns import CUSTOMER_ID, TAGS
from xlsegment.core.entry import ENTRIES as KINDS
from xlsegment.core.findings import Finding
from xlsegment.core.masking import MASKS
from xlsegment.core.parse import parse_ids
from xlsegment.core.quality.rule import Accept, Merge
from xlsegment.core.quality.shown import shown_safe
from xlsegment.text import Text
from xlsegment.workbook.sheets import TABLES

if TYPE_CHECKING:
    from numpy.typing import NDArray

Wants = Callable[[str, Accept, Callable[[], Finding]], bool]

_DROPPED: Final = Text("与留下的行是同一条，本行移除", "the same as a row that stays; removed")
_MERGED: Final = Text("并入留下的客户记录，本行移除", "merged into the record that stays; removed")
_FILLED: Final = Text("合并时取自并入的记录", "taken from a record that was merged in")
_TAKEN: Final = Text("合并时取自另一条记录", "taken from the other record in merging")
_ADDED: Final = Text("合并时加上并入的记录", "what was merged in is added")
_UNUSED: Final = Text("合并时以留下的记录为准", "the record that stays went before it in merging")
_POINTED: Final = Text("随客户合并改客户ID", "customer ID followed the merge")
_NO_ID: Final = Text(
    "要留下的记录没有客户ID，未合并", "the record to stay has no customer ID; not merged"
)


class Merging:
    """The merges of one round.

    Attributes
    ----------
    values
        Table -> column -> cells as they will be.
    gone
        Table -> positions of the rows that go.
    """

    forbidden: Callable[[str], Text | None]
    formulas: Callable[[str, str], Container[int]]

    def __init__(
        self,
        frames: Mapping[str, pd.DataFrame],
        offsets: Mapping[str, pd.Index[int]],
        changes: Changes,
        inputs: Inputs,
    ) -> None:
        self.frames, self.offsets, self.changes, self.inputs = frames, offsets, changes, inputs
        self.values: dict[str, dict[str, NDArray[np.object_]]] = {}
        self.gone: dict[str, set[int]] = {}
        self._settled: set[tuple[str, str, int]] = set()
        self._moved: dict[str, tuple[str, object, str]] = {}  # ID -> code, new ID, it shown

    def column(self, table: str, column: str) -> NDArray[np.object_]:
        """Return the cells of a column, to be changed."""
        cells = self.values.setdefault(table, {})
        if column not in cells:
            cells[column] = self.frames[table][column].to_numpy(dtype=object, copy=True)
        return cells[column]

    def settle(self, table: str, column: str, row: int) -> None:
        """Note that a cell has got its value in this round."""
        self._settled.add((table, column, row))

    def is_settled(self, table: str, column: str, row: int) -> bool:
        """Tell whether nothing more is to be written into a cell in this round."""
        return row in self.gone.get(table, ()) or (table, column, row) in self._settled

    def merge(self, merge: Merge, wants: Wants) -> None:
        """Carry out a merge as far as it is wanted."""
        table = merge.table
        frame, name = self.frames[table], row_name(table, self.frames[table])
        accept = merge_accept(merge, self.frames, self.inputs.computed)
        lang = self.inputs.lang

        def wanted(row: int) -> bool:
            return wants(merge.code, accept, lambda: merge_finding(merge, row, accept, name, lang))

        gone = [row for row in merge.gone if wanted(row)]
        if not gone:
            return
        why = self.forbidden(table)
        if why is None and table == "customers" and is_blank(frame[CUSTOMER_ID].iloc[merge.kept]):
            why = _NO_ID
        if why is not None:
            self.changes.left[merge.code, why] += len(gone)
            return
        filled = dict(merge.filled) if len(gone) == len(merge.gone) else {}
        self._join(merge.code, table, merge.kept, gone, filled, merge.typed)
        if table == "customers":
            ids = parse_ids(frame[CUSTOMER_ID].iloc[[merge.kept, *gone]]).values.tolist()
            kept = frame[CUSTOMER_ID].iloc[merge.kept]
            for old in ids[1:]:
                if old is not None and old != ids[0]:
                    self._moved[old] = merge.code, kept, name(merge.kept)

    def point_elsewhere(self) -> None:
        """Let the rows of other tables follow the customers that were merged."""
        for table in FOLLOWING if self._moved else ():
            frame = self.frames.get(table)
            if frame is None or CUSTOMER_ID not in frame:
                continue
            ids = pd.Series(parse_ids(frame[CUSTOMER_ID]).values, dtype=object)
            rows = np.flatnonzero(ids.isin(self._moved).to_numpy()).tolist()
            if not rows:
                continue
            formulas, name = self.formulas(table, CUSTOMER_ID), row_name(table, frame)
            for row in rows:
                self._point(table, row, str(ids[row]), formulas, name)
            if table == "behaviour":
                self._join_rows(table, rows, ids)

    def _point(
        self, table: str, row: int, old: str, formulas: Container[int], name: Callable[[int], str]
    ) -> None:
        code, new, shown = self._moved[old]
        if row in self.gone.get(table, ()):
            return
        offset = int(self.offsets[table][row])
        if offset in formulas:
            self.changes.left[code, FORMULA] += 1
            return
        self.column(table, CUSTOMER_ID)[row] = new
        self.settle(table, CUSTOMER_ID, row)
        self.changes.write(table, CUSTOMER_ID, offset, new)
        entry = Entry(code, table, name(row), CUSTOMER_ID, id_shown(old), shown, _POINTED)
        self.changes.entries.append(entry)

    def _join_rows(
        self,
        table: str,
        rows: list[int],
        ids: pd.Series[str],
    ) -> None:
        """Join rows that have come to be of one customer with the row that customer has."""
        if self.forbidden(table) is not None:
            return
        first = {key: row for row, key in reversed([*enumerate(ids)]) if key not in self._moved}
        for row in rows:
            code, new, _ = self._moved[str(ids[row])]
            key = parse_ids([new]).values[0]
            if key not in first:
                first[key] = row
                continue
            merge = Merge(code, table, first[key], (row,))
            if merge_accept(merge, self.frames, self.inputs.computed) == "auto":
                self._join(code, table, first[key], [row], self._blanks(table, first[key], [row]))

    def _blanks(self, table: str, kept: int, gone: list[int]) -> dict[str, object]:
        """Return what the kept row lacks and the others have, in columns that people fill."""
        frame, filled = self.frames[table], {}
        for column in frame.columns:
            ours = column in TABLES[table].keys
            if ours and TABLES[table].column(column).role == "result":
                continue
            cells = frame[column].to_numpy(dtype=object)
            found = [cells[row] for row in gone if not is_blank(cells[row])]
            if is_blank(cells[kept]) and found:
                filled[column] = found[0]
        return filled

    def _join(
        self,
        code: str,
        table: str,
        kept: int,
        gone: list[int],
        filled: dict[str, object],
        typed: Collection[str] = (),
    ) -> None:
        frame, name = self.frames[table], row_name(table, self.frames[table])
        own = own_columns(table, frame, self.inputs.computed)
        blanks = self._blanks(table, kept, gone)
        filled = {key: blanks[key] for key in own if key in blanks} | filled
        offset = int(self.offsets[table][kept])
        log = self.changes.entries
        for column, value in filled.items():
            if is_blank(value) or offset in self.formulas(table, column):
                continue
            if self.is_settled(table, column, kept):
                continue
            cells = self.column(table, column)
            before = cells[kept]
            cells[kept] = value
            self.settle(table, column, kept)
            self.changes.write(table, column, offset, value)
            show = _shown(table, column)
            said = _FILLED if is_blank(before) else _ADDED if column in (*typed, TAGS) else _TAKEN
            log.append(Entry(code, table, name(kept), column, show(before), show(value), said))
        removed = _MERGED if table == "customers" else _DROPPED
        lost = self.gone.setdefault(table, set())
        for row in gone:
            if row in lost:
                continue
            lost.add(row)
            log.append(Entry(code, table, name(row), None, name(row), name(kept), removed))
            for column in frame.columns:
                if column in typed and column in filled:
                    continue  # it was added
                is_own = column != ROW_ID.get(table) and _is_input(table, column, own)
                if is_own or column in typed:
                    self._unused(code, table, row, kept, column)

    def _unused(self, code: str, table: str, row: int, kept: int, column: str) -> None:
        """Note a value that goes because the kept row holds another one."""
        cells = self.frames[table][column].to_numpy(dtype=object)
        stays = self.values.get(table, {}).get(column, cells)[kept]
        if not is_blank(cells[row]) and str(cells[row]) != str(stays):
            show, name = _shown(table, column), row_name(table, self.frames[table])
            entry = Entry(code, table, name(row), column, show(cells[row]), show(stays), _UNUSED)
            self.changes.entries.append(entry)


def _is_input(table: str, column: str, own: list[str]) -> bool:
    if column in own:
        return True
    keys = TABLES[table].keys
    return column in keys and TABLES[table].column(column).role in ("input", "optional")


def _shown(table: str, column: str) -> Callable[[object], str]:
    """Return how a value of a column is shown in 清洗记录."""
    entry = KINDS.get(ENTRIES[table].get(column, ""))
    if entry is None or not entry.personal:
        return _plain
    mask = MASKS[entry.personal].apply
    return lambda cell: "" if is_blank(cell) else mask(cell).text


def _plain(cell: object) -> str:
    if isinstance(cell, dt.datetime) and cell.time() == dt.time():
        cell = cell.date()
    return "" if is_blank(cell) else shown_safe(cell)
