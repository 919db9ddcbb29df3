"""Fill a workbook in place: gather, decide, apply."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from xlsegment.actions.apply import apply_all
from xlsegment.actions.closed_file import opened, replaced
from xlsegment.actions.live import OpenBook, change
from xlsegment.actions.output import check_output
from xlsegment.actions.progress import Progress, Stage, Stopwatch
from xlsegment.actions.quiet import quiet
from xlsegment.actions.report import Report
from xlsegment.engine.atomic import check_target
from xlsegment.errors import OtherExtension

if TYPE_CHECKING:
    import xlwings as xw

    from xlsegment.workbook.addsheet import AddSheet
    from xlsegment.workbook.memory import Remember
    from xlsegment.workbook.steps import Step


def refresh(
    book: xw.Book,
    *,
    as_of: dt.date | None = None,
    only: Collection[str] = (),
    progress: Progress | None = None,
    now: dt.datetime | None = None,
) -> Report:
    """Refresh a workbook; saving it, and a way back, are up to the caller.

    Parameters
    ----------
    book : xlwings Book
        Live in Excel or a closed file behind the engine ``xlsegment``.
    as_of : date, optional
        The analysis date; otherwise the parameter 分析基准日, otherwise the latest order.
    only : collection of str, optional
        Keys of the sections to fill, `xlsegment.actions.decide.sections.SECTIONS`; everything
        else stays as it is. A sheet that the workbook lacks is added.
    progress : callable, optional
        Told of every stage: ``progress(stage, done, total, rows)``.
    now : datetime, optional
        The time shown as the time of the refresh; the clock's by default.

    Returns
    -------
    Report
        What was filled, what was skipped and why, what was met in the data.

    Raises
    ------
    XlsegmentError
        If the workbook cannot be refreshed. Nothing was written.
    """
    watch = Stopwatch(progress)
    planned = _plan(book, as_of, only, now, watch)
    with watch.stage(Stage.WRITE), quiet(book.app):
        apply_all(planned.steps, watch)
    return planned.report


def refresh_open(
    live: OpenBook,
    *,
    as_of: dt.date | None = None,
    only: Collection[str] = (),
    progress: Progress | None = None,
    now: dt.datetime | None = None,
) -> Report:
    """Refresh a workbook that is open in Excel, with a snapshot to go back to.

    Parameters
    ----------
    live : OpenBook
        The workbook; it is not saved.
    as_of, only, progress, now
        As for `refresh`.

    Raises
    ------
    XlsegmentError
        If the workbook cannot be refreshed. Nothing was written, or everything is back as it
        was; `xlsegment.errors.RestoreFailed` where that was impossible.
    """
    watch = Stopwatch(progress)
    planned = _plan(live.book, as_of, only, now, watch)
    planned.report.snapshot = change(live, planned.steps, watch, dt.datetime.now(dt.UTC))
    return planned.report


def refresh_file(
    path: Path,
    out: Path | None = None,
    *,
    as_of: dt.date | None = None,
    only: Collection[str] = (),
    force: bool = False,
    progress: Progress | None = None,
    now: dt.datetime | None = None,
) -> Report:
    """Refresh a closed workbook.

    Parameters
    ----------
    path : Path
        The workbook.
    out : Path, optional
        Where to save it; in place by default. The file that is replaced is kept as a snapshot
        that `xlsegment.actions.undo.undo_file` restores.
    as_of, only, progress, now
        As for `refresh`.
    force : bool, optional
        Whether another file may be replaced.

    Raises
    ------
    XlsegmentError
        If the workbook cannot be refreshed. Both files are what they were before.
    """
    watch = Stopwatch(progress)
    target = path if out is None else out
    with opened(path, watch) as book:
        check_output(target, force=force, source=path)
        check_target(target)
        if target.suffix.lower() != path.suffix.lower():
            raise OtherExtension(file=target.name, suffix=path.suffix)
        planned = _plan(book, as_of, only, now, watch)
        with watch.stage(Stage.WRITE):
            apply_all(planned.steps, watch)
        taken = replaced(target, lambda: book.save(str(target.absolute())), watch)
    planned.report.file = target
    planned.report.snapshot = taken
    return planned.report


@dataclass(frozen=True, slots=True)
class _Planned:
    steps: list[Step | Remember | AddSheet]
    report: Report


def _plan(
    book: xw.Book,
    as_of: dt.date | None,
    only: Collection[str],
    now: dt.datetime | None,
    watch: Stopwatch,
) -> _Planned:
    """Compute everything and check every write; change nothing."""
    from xlsegment.actions.add_sheets import lacking, prepare_sheets, with_presets
    from xlsegment.actions.decide import decide, decide_sections
    from xlsegment.actions.gather import gather, inputs_of, left_out
    from xlsegment.actions.prepare import prepare

    gathered = gather(book, watch)
    inputs = inputs_of(gathered, as_of, now or dt.datetime.now().astimezone())
    new = lacking(gathered, only)

    with watch.stage(Stage.COMPUTE):
        if only:
            inputs = with_presets(inputs, new)
            outcome, report = decide_sections(inputs, only)
        else:
            outcome, report = decide(inputs)

    with watch.stage(Stage.PREPARE):
        sheets, added = prepare_sheets(book, new, inputs, outcome)
        steps, filled, gone = prepare(book, gathered, outcome, watch)
    report.filled += [*filled, *added]
    report.skipped += gone
    if not only:
        report.skipped += left_out(gathered, [change.table for change in outcome.changes])
    report.seconds = watch.seconds
    return _Planned([*sheets, *steps], report)
