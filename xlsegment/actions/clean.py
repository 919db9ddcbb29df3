"""Clean a workbook in place: everything is computed before anything is written."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from xlsegment.actions.apply import apply_all
from xlsegment.actions.closed_file import opened, replaced
from xlsegment.actions.live import OpenBook, change
from xlsegment.actions.output import check_output
from xlsegment.actions.progress import Progress, Stage, Stopwatch
from xlsegment.engine.atomic import check_target
from xlsegment.errors import OtherExtension
from xlsegment.text import Text
from xlsegment.workbook.handle import TableHandle

if TYPE_CHECKING:
    import pandas as pd
    import xlwings as xw

    from xlsegment.actions.answers import Answers
    from xlsegment.actions.check import Listed
    from xlsegment.actions.cleaning.changes import Changes, Entry
    from xlsegment.actions.gather import Gathered
    from xlsegment.workbook.addsheet import AddSheet
    from xlsegment.workbook.steps import Step

_TIED: Final = Text(
    "表不是 Excel 表格，行上又有批注、格式或引用，行未移除",
    "no Excel table, and notes, formats or references are tied to its rows; no row was removed",
)


@dataclass(slots=True)
class Cleaned:
    """What a cleaning did, or would do.

    Attributes
    ----------
    file
        The workbook.
    by_code, what
        Changes per code, and what the code says of the first.
    rows_gone
        Rows that were taken out, by table.
    blank_rows
        Tables in which blank rows stand in their place.
    left
        Code and reason -> suggestions that were not carried out.
    rows
        What 数据检查 lists afterwards.
    waiting
        How many of them a person has to decide about and has not.
    unclear
        How many answers are neither a yes nor a no.
    is_listed
        Whether there is a 数据检查 in which a person can decide.
    snapshot
        What undo goes back to; None where nothing was written or replaced.
    """

    file: str
    by_code: Counter[str]
    what: dict[str, Text]
    rows_gone: dict[str, int]
    blank_rows: list[str]
    left: Counter[tuple[str, Text]]
    rows: list[Listed]
    waiting: int
    unclear: int
    is_listed: bool
    snapshot: Path | None = None

    @property
    def changed(self) -> int:
        """How many changes there are."""
        return sum(self.by_code.values())


def clean_file(
    path: Path,
    out: Path | None = None,
    *,
    accept: Collection[str] = (),
    skip: Collection[str] = (),
    as_of: dt.date | None = None,
    dry_run: bool = False,
    force: bool = False,
    progress: Progress | None = None,
    now: dt.datetime | None = None,
) -> Cleaned:
    """Clean a closed workbook.

    Parameters
    ----------
    path, out
        The workbook, and where to save it; in place by default, with a snapshot for undo.
    accept, skip
        Codes whose suggestions are all taken, or all left.
    as_of
        The analysis date; otherwise that of the workbook.
    dry_run
        Whether only to tell what would be done.
    force
        Whether another file may be replaced; it is kept as a snapshot for undo, too.
    progress
        Told of every stage.
    now
        The time that stands in 清洗记录; the clock's by default.

    Raises
    ------
    XlsegmentError
        If it cannot be cleaned. Both files are what they were before.
    """
    from xlsegment.actions.cleaning.movable import rows_may_move

    watch = Stopwatch(progress)
    target = path if out is None else out
    with opened(path, watch) as book:
        if not dry_run:
            check_output(target, force=force, source=path)
            check_target(target)
        if target.suffix.lower() != path.suffix.lower():
            raise OtherExtension(file=target.name, suffix=path.suffix)
        planned = _plan(book, accept, skip, as_of, now, watch, rows_may_move)
        if planned.steps and not dry_run:
            with watch.stage(Stage.WRITE):
                apply_all(planned.steps, watch)
            taken = replaced(target, lambda: book.save(str(target.absolute())), watch)
            planned.cleaned.snapshot = taken
    planned.cleaned.file = str(target)
    return planned.cleaned


def clean_open(
    live: OpenBook, *, progress: Progress | None = None, now: dt.datetime | None = None
) -> Cleaned:
    """Clean a workbook that is open in Excel; it is not saved.

    Rows that go leave blank rows: what people have tied to the rows below (notes, colours,
    filters, formulas on other sheets) stays with them, and undo can put everything back.

    Raises
    ------
    XlsegmentError
        Nothing was written, or everything is back as it was.
    """
    watch = Stopwatch(progress)
    planned = _plan(live.book, (), (), None, now, watch, lambda handle: False)
    if planned.steps:
        taken = change(live, planned.steps, watch, dt.datetime.now(dt.UTC))
        planned.cleaned.snapshot = taken
    return planned.cleaned


@dataclass(frozen=True, slots=True)
class _Planned:
    steps: list[Step | AddSheet]
    cleaned: Cleaned


@dataclass(slots=True)
class _Rows:
    """How rows leave each table: closed up, blank, or not at all."""

    handles: dict[str, TableHandle]
    may_move: Callable[[TableHandle], bool]
    _known: dict[str, bool] = field(default_factory=dict)

    def close_up(self, table: str) -> bool:
        """Tell whether the rows below those that go may move up."""
        if table not in self._known:
            self._known[table] = self.may_move(self.handles[table])
        return self._known[table]

    def refusal(self, table: str) -> Text | None:
        """Return why no row can go: a plain range would end at a blank row."""
        blank_allowed = self.handles[table].table is not None
        return None if blank_allowed or self.close_up(table) else _TIED


def _plan(
    book: xw.Book,
    accept: Collection[str],
    skip: Collection[str],
    as_of: dt.date | None,
    now: dt.datetime | None,
    watch: Stopwatch,
    may_move: Callable[[TableHandle], bool],
) -> _Planned:
    """Compute everything and check every write; change nothing."""
    from xlsegment.actions.answers import read_answers
    from xlsegment.actions.check import listed
    from xlsegment.actions.cleaning.compute import Sheets, compute_changes
    from xlsegment.actions.cleaning.log import prepare_log
    from xlsegment.actions.cleaning.place import prepare_changes
    from xlsegment.actions.cleaning.wish import Wish, check_codes
    from xlsegment.actions.decide import analysis_date, find
    from xlsegment.actions.gather import gather, inputs_of
    from xlsegment.actions.prepare import ISSUES, prepare_issues

    check_codes(accept, skip)
    gathered = gather(book, watch)
    found = gathered.located.found
    moment = now or dt.datetime.now().astimezone()
    rows = _Rows(found, may_move)
    with watch.stage(Stage.COMPUTE):
        inputs = inputs_of(gathered, as_of, moment, adds_customers=False)
        day = analysis_date(inputs)
        answers = read_answers(found.get(ISSUES), gathered.tables.get(ISSUES))
        wish = Wish(frozenset(accept), frozenset(skip), answers)
        sheets = Sheets(found, _formulas(found), rows.refusal)
        changes = compute_changes(inputs, day, wish, sheets)
        after = _after(gathered, changes, rows)
        findings = find(inputs_of(after, as_of, moment, adds_customers=False))[1]
        cleaned = Cleaned(
            file=book.name,
            by_code=Counter(entry.code for entry in changes.entries),
            what=_said(changes.entries),
            rows_gone={found[t].sheet.name: len(gone) for t, gone in changes.gone.items() if gone},
            blank_rows=[],
            left=changes.left,
            rows=listed(after, findings),
            waiting=0,
            unclear=answers.unclear,
            is_listed=ISSUES in found,
        )
        cleaned.waiting = _waiting(cleaned.rows, answers)
    if not changes:
        return _Planned([], cleaned)
    with watch.stage(Stage.PREPARE):
        steps: list[Step | AddSheet] = []
        for table in changes.written.keys() | changes.gone.keys():
            gone = changes.gone.get(table, set())
            closed = bool(gone) and rows.close_up(table)
            written = changes.written.get(table, {})
            steps += prepare_changes(found[table], written, gone, close_up=closed)
            if gone and not closed:
                cleaned.blank_rows.append(found[table].sheet.name)
        if ISSUES in found:
            steps += prepare_issues(after, findings)[0]
        steps += prepare_log(book, found, changes.entries, moment, gathered.lang)
    return _Planned(steps, cleaned)


def _waiting(rows: Iterable[Listed], answers: Answers) -> int:
    return sum(
        row.finding.count
        for row in rows
        if row.finding.accept == "ask" and answers.given(row.question) is None
    )


def _said(entries: Sequence[Entry]) -> dict[str, Text]:
    from xlsegment.core.finding_kinds import KINDS

    said: dict[str, Text] = {}
    for entry in entries:
        general = KINDS[entry.code].what
        said.setdefault(entry.code, entry.what if "{" in general.zh else general)
    return said


def _formulas(handles: dict[str, TableHandle]) -> Callable[[str, str], Collection[int]]:
    """Return a teller of which rows of a column compute something; each column is read once."""
    from xlsegment.workbook.keep import typed_formulas

    known: dict[tuple[str, str], Collection[int]] = {}

    def formulas(table: str, column: str) -> Collection[int]:
        if (table, column) not in known:
            handle = handles[table]
            place = handle.columns.get(column) or handle.own[column]
            known[table, column] = typed_formulas(handle, place).keys()
        return known[table, column]

    return formulas


def _after(gathered: Gathered, changes: Changes, rows: _Rows) -> Gathered:
    """Return what will be read of the workbook once it is cleaned."""
    tables = dict(gathered.tables)
    for table, frame in changes.frames.items() if changes else ():
        gone = changes.gone.get(table, set())
        closed = bool(gone) and rows.close_up(table)
        tables[table] = _moved_up(frame, gone) if closed else frame
    return dataclasses.replace(gathered, tables=tables)


def _moved_up(frame: pd.DataFrame, gone: set[int]) -> pd.DataFrame:
    """Return rows under the offsets at which they stand once the others are out."""
    import numpy as np

    before = np.searchsorted(np.array(sorted(gone)), frame.index.to_numpy())
    return frame.set_axis(frame.index - before, axis=0)
