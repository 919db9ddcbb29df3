"""Third paragraph of a refresh: turn the decisions into writes and check them all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from xlsegment.actions.answers import read_answers
from xlsegment.actions.decide.issues import issue_rows
from xlsegment.actions.decide.plan import Fill, Outcome, Rewrite
from xlsegment.actions.gather import Gathered
from xlsegment.actions.progress import Stage, Stopwatch
from xlsegment.actions.report import Filled, Skipped
from xlsegment.core.findings import Finding
from xlsegment.text import LANGS, Text
from xlsegment.workbook.handle import TableHandle
from xlsegment.workbook.keep import follow, follow_formulas, overwritten
from xlsegment.workbook.memory import FIGURES, TEXTS, Remember
from xlsegment.workbook.named import NamedCells, named_cells
from xlsegment.workbook.sheets import TABLES
from xlsegment.workbook.steps import Step
from xlsegment.workbook.widen import widened
from xlsegment.workbook.write import prepare_fill, prepare_names, prepare_rewrite

if TYPE_CHECKING:
    import pandas as pd
    import xlwings as xw

ISSUES = "issues"
# Equal rows in these columns are the same issue; the link has no value to compare by.
_ISSUE_KEY = ("code", "sheet", "found", "done")
# What earlier versions of 数据检查 did without.
_ANSWERED = ("suggested", "accept")
# Names of deleted cells that are listed one by one.
_LISTED = 6
_NAMED = Text("命名单元格", "Named cells")
_DELETED = Text("{n} 个已被删除：{names}", "{n} deleted: {names}")


def prepare(
    book: xw.Book, gathered: Gathered, outcome: Outcome, watch: Stopwatch
) -> tuple[list[Step | Remember], list[Filled], list[Skipped]]:
    """Turn decisions into steps; whatever stands in the way is found before anything is written.

    Returns
    -------
    steps : list
        What to do.
    filled : list of Filled
        What that writes.
    skipped : list of Skipped
        Cells that are no longer there.

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
            columns = _worth_adding(change.filled, change.appended, handle)
            steps += prepare_fill(handle, change.filled[columns], change.appended)
            added = 0 if change.appended is None else len(change.appended)
            lost = overwritten(handle, _results(columns, handle))
            size = len(change.filled) + added
            filled.append(_filled(handle, size, len(columns), added, lost))
        else:
            rewritten, replaced = _rewrite(handle, gathered.tables[change.table], change)
            steps += rewritten
            width = len(change.rows.columns)
            filled.append(_filled(handle, len(change.rows), width, replaced=replaced))
    if ISSUES in found and outcome.lists_findings:
        listed, written = prepare_issues(gathered, outcome.findings)
        steps += listed
        filled.append(written)
    named = named_cells(book)
    values = {name.both: value for name, value in outcome.names.items()}
    steps += prepare_names(named.cells, values)
    for name, before, now in (
        (TEXTS, gathered.remembered, outcome.remember),
        (FIGURES, gathered.origin, outcome.origin),
    ):
        if now != before:
            steps.append(Remember(book, name, now))
    return steps, filled, _deleted(values, named)


def prepare_issues(gathered: Gathered, findings: Sequence[Finding]) -> tuple[list[Step], Filled]:
    """Prepare to rewrite 数据检查; answers and the user's own columns stay with their findings.

    ``gathered`` says where the rows stand once everything else is written.
    """
    found, old = gathered.located.found, gathered.tables[ISSUES]
    offsets = {key: frame.index for key, frame in gathered.tables.items()}
    answers = read_answers(found[ISSUES], old)
    rows = issue_rows(findings, found, offsets, gathered.lang, answers)
    handle, steps = widened(found[ISSUES], _ANSWERED)
    change = Rewrite(ISSUES, rows, _ISSUE_KEY)
    rewritten, replaced = _rewrite(handle, old, change, frozenset({"cell"}))
    steps += rewritten
    return steps, _filled(handle, len(rows), len(rows.columns), replaced=replaced)


def _rewrite(
    handle: TableHandle,
    old: pd.DataFrame,
    change: Rewrite,
    formulas: frozenset[str] = frozenset(),
) -> tuple[list[Step], Mapping[str, int]]:
    own: Mapping[str, list[object]] = {}
    if handle.spec.fixed_rows is None:
        own = follow(handle, old, change.rows, change.by)
    editable = [c.key for c in handle.spec.columns if c.role != "result"]
    kept, lost = follow_formulas(handle, old, change.rows, change.known_by, editable)
    steps = prepare_rewrite(handle, change.rows, formulas=formulas, own=own, kept=kept)
    results = [key for key in change.rows.columns if key not in {*editable, *formulas}]
    return steps, {**overwritten(handle, results), **lost}


def _results(columns: Iterable[str], handle: TableHandle) -> list[str]:
    return [key for key in columns if handle.spec.column(key).role == "result"]


def _deleted(values: Iterable[tuple[str, str]], named: NamedCells) -> list[Skipped]:
    """Return the named cells that somebody deleted; the other tables do not need them."""
    gone = [
        name
        for names in values
        if not any(name in named.cells for name in names)
        for name in names
        if name in named.broken
    ]
    if not gone:
        return []
    shown = "、".join(gone[:_LISTED]) + ("…" if len(gone) > _LISTED else "")
    why = (_DELETED.in_(lang, n=len(gone), names=shown) for lang in LANGS)
    return [Skipped(_NAMED, Text(*why))]


def _worth_adding(
    filled: pd.DataFrame, appended: pd.DataFrame | None, handle: TableHandle
) -> list[str]:
    """Return the columns to write: those that are there, and new ones that hold anything."""

    def holds(key: str) -> bool:
        frames = [frame for frame in (filled, appended) if frame is not None and key in frame]
        return any(((frame[key].notna()) & (frame[key] != "")).any() for frame in frames)

    return [key for key in filled.columns if key in handle.columns or holds(key)]


def _filled(
    handle: TableHandle,
    rows: int,
    columns: int,
    added: int = 0,
    replaced: Mapping[str, int] | None = None,
) -> Filled:
    spec = handle.spec
    formulas = tuple((spec.column(key).header, n) for key, n in (replaced or {}).items())
    return Filled(TABLES[spec.key].name, handle.sheet.name, rows, columns, added, formulas)
