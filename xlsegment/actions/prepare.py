"""Third paragraph of a refresh: turn the decisions into writes and check them all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from xlsegment.actions.decide.issues import issue_rows
from xlsegment.actions.decide.plan import Fill, Outcome, Rewrite
from xlsegment.actions.gather import Gathered
from xlsegment.actions.progress import Stage, Stopwatch
from xlsegment.actions.report import Filled
from xlsegment.workbook.handle import TableHandle
from xlsegment.workbook.keep import follow
from xlsegment.workbook.memory import Remember
from xlsegment.workbook.sheets import TABLES
from xlsegment.workbook.steps import Step
from xlsegment.workbook.write import prepare_fill, prepare_names, prepare_rewrite

if TYPE_CHECKING:
    import pandas as pd
    import xlwings as xw

ISSUES = "issues"
# Equal rows in these columns are the same issue; the link has no value to compare by.
_ISSUE_KEY = ("code", "sheet", "found", "done")


def prepare(
    book: xw.Book, gathered: Gathered, outcome: Outcome, watch: Stopwatch
) -> tuple[list[Step | Remember], list[Filled]]:
    """Turn decisions into steps; whatever stands in the way is found before anything is written.

    Raises
    ------
    NoRoomBelow, NoRoomRight
        If a table would have to grow over something.
    """
    steps: list[Step | Remember] = []
    filled: list[Filled] = []
    found = gathered.located.found
    for done, change in enumerate(outcome.changes):
        watch.tell(Stage.PREPARE, done, len(outcome.changes) + 1)
        handle = found[change.table]
        if isinstance(change, Fill):
            written = _worth_adding(change.filled, change.appended, handle)
            steps += prepare_fill(
                handle,
                change.filled[written],
                change.appended,
                over_formulas=change.over_formulas,
            )
            added = 0 if change.appended is None else len(change.appended)
            filled.append(_filled(handle, len(change.filled) + added, len(written), added))
        else:
            steps += _rewrite(handle, gathered.tables[change.table], change)
            filled.append(_filled(handle, len(change.rows), len(change.rows.columns)))
    if ISSUES in found:
        offsets = {key: frame.index for key, frame in gathered.tables.items()}
        rows = issue_rows(outcome.findings, found, offsets, gathered.lang)
        change = Rewrite(ISSUES, rows, _ISSUE_KEY)
        steps += _rewrite(found[ISSUES], gathered.tables[ISSUES], change, frozenset({"cell"}))
        filled.append(_filled(found[ISSUES], len(rows), len(rows.columns)))
    steps += prepare_names(book, {name.both: value for name, value in outcome.names.items()})
    if outcome.remember != gathered.remembered:
        steps.append(Remember(book, outcome.remember))
    return steps, filled


def _rewrite(
    handle: TableHandle,
    old: pd.DataFrame,
    change: Rewrite,
    formulas: frozenset[str] = frozenset(),
) -> list[Step]:
    own: Mapping[str, list[object]] = {}
    if handle.spec.fixed_rows is None:
        own = follow(handle, old, change.rows, change.by)
    return prepare_rewrite(handle, change.rows, formulas=formulas, own=own)


def _worth_adding(
    filled: pd.DataFrame, appended: pd.DataFrame | None, handle: TableHandle
) -> list[str]:
    """Return the columns to write: those that are there, and new ones that hold anything."""

    def holds(key: str) -> bool:
        frames = [frame for frame in (filled, appended) if frame is not None and key in frame]
        return any(((frame[key].notna()) & (frame[key] != "")).any() for frame in frames)

    return [key for key in filled.columns if key in handle.columns or holds(key)]


def _filled(handle: TableHandle, rows: int, columns: int, added: int = 0) -> Filled:
    return Filled(TABLES[handle.spec.key].name, handle.sheet.name, rows, columns, added)
