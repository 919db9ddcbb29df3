"""Check a workbook: everything that refresh would list, without changing what it is about."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from xlsegment.actions.answers import Question
from xlsegment.actions.closed_file import opened
from xlsegment.actions.live import OpenBook, change
from xlsegment.actions.progress import Progress, Stage, Stopwatch
from xlsegment.core.findings import Finding
from xlsegment.errors import NowhereToList

if TYPE_CHECKING:
    import xlwings as xw

    from xlsegment.actions.gather import Gathered


@dataclass(frozen=True, slots=True)
class Listed:
    """One finding, ready to be shown."""

    finding: Finding
    sheet: str
    cell: str
    found: str

    @property
    def question(self) -> Question:
        """What 数据检查 asks about it."""
        finding = self.finding
        return Question.of(finding.code, self.sheet, self.cell, self.found, finding.suggested)


@dataclass(slots=True)
class CheckReport:
    """What a check found.

    Attributes
    ----------
    as_of
        The analysis date.
    rows
        The findings, the gravest first.
    snapshot
        What undo goes back to, where 数据检查 was written.
    """

    as_of: dt.date
    rows: list[Listed]
    snapshot: Path | None = None
    levels: Counter[str] = field(default_factory=Counter)
    by_code: Counter[str] = field(default_factory=Counter)
    offered: int = 0

    def __post_init__(self) -> None:
        for row in self.rows:
            self.levels[row.finding.level] += row.finding.count
            self.by_code[row.finding.code] += row.finding.count
            if row.finding.accept == "auto":
                self.offered += row.finding.count


def check_file(
    path: Path, *, as_of: dt.date | None = None, progress: Progress | None = None
) -> CheckReport:
    """Check a closed workbook; it is only read.

    Raises
    ------
    XlsegmentError
        If it cannot be checked.
    """
    watch = Stopwatch(progress)
    with opened(path, watch) as book:
        return _check(book, as_of, watch)[1]


def check_open(
    live: OpenBook, *, as_of: dt.date | None = None, progress: Progress | None = None
) -> CheckReport:
    """Check a workbook that is open in Excel and list the findings in 数据检查, nothing else.

    Raises
    ------
    NowhereToList
        If it has no such sheet.
    XlsegmentError
        Nothing was written, or everything is back as it was.
    """
    from xlsegment.actions.prepare import ISSUES, prepare_issues

    watch = Stopwatch(progress)
    gathered, report = _check(live.book, as_of, watch)
    if ISSUES not in gathered.located.found:
        raise NowhereToList(file=live.book.name)
    with watch.stage(Stage.PREPARE):
        steps, _ = prepare_issues(gathered, [row.finding for row in report.rows])
    report.snapshot = change(live, steps, watch, dt.datetime.now(dt.UTC))
    return report


def listed(gathered: Gathered, findings: list[Finding]) -> list[Listed]:
    """Return findings with the cells they are about."""
    from xlsegment.actions.decide.issues import place_of, question_of, sorted_findings

    handles = gathered.located.found
    offsets = {key: frame.index for key, frame in gathered.tables.items()}
    titles = {key: handle.sheet.name for key, handle in handles.items()}
    rows = []
    for finding in sorted_findings(findings):
        question = question_of(finding, place_of(finding, handles, offsets, titles))
        rows.append(Listed(finding, question.sheet, question.cell, question.found))
    return rows


def _check(book: xw.Book, as_of: dt.date | None, watch: Stopwatch) -> tuple[Gathered, CheckReport]:
    from xlsegment.actions.decide import find
    from xlsegment.actions.gather import gather, inputs_of

    gathered = gather(book, watch)
    with watch.stage(Stage.COMPUTE):
        inputs = inputs_of(gathered, as_of, dt.datetime.now().astimezone(), adds_customers=False)
        day, findings = find(inputs)
        return gathered, CheckReport(day, listed(gathered, findings))
