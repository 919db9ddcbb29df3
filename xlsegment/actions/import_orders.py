"""Orders from a file into the order table of a workbook."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from xlsegment.actions.apply import apply_all
from xlsegment.actions.closed_file import opened, replaced
from xlsegment.actions.live import OpenBook, change
from xlsegment.actions.order_repeats import without_repeats
from xlsegment.actions.order_rows import typed_rows
from xlsegment.actions.progress import Progress, Stage, Stopwatch
from xlsegment.core.columns import AMOUNT, CUSTOMER_ID, ORDER_DATE, ORDER_ID
from xlsegment.core.header_text import fold
from xlsegment.engine.atomic import check_target
from xlsegment.engine.there import same_file
from xlsegment.errors import SameFile, SourceEmpty, TooManyRows
from xlsegment.sources.mapping import Guess, guess_columns
from xlsegment.sources.opening import open_source
from xlsegment.sources.table import Note, Source
from xlsegment.workbook.handle import TableHandle
from xlsegment.workbook.keep import follow
from xlsegment.workbook.locate import locate
from xlsegment.workbook.read import read_table
from xlsegment.workbook.sheets import TABLES
from xlsegment.workbook.steps import Step
from xlsegment.workbook.write import prepare_fill, prepare_rewrite

if TYPE_CHECKING:
    import pandas as pd
    import xlwings as xw

_MOST_ROWS: Final = 1_048_576
# Rows that are the same order keep what the user has noted beside them.
_SAME_ORDER: Final = (ORDER_ID, CUSTOMER_ID, ORDER_DATE, AMOUNT)


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did.

    Attributes
    ----------
    added, before, after
        Rows written, rows that were in the table, rows that are in it now.
    sheet
        The sheet the order table stands on.
    notes
        What was noticed, problems and remarks.
    snapshot
        The copy that undo goes back to; None when nothing had to be written.
    """

    added: int
    before: int
    after: int
    sheet: str
    notes: tuple[Note, ...]
    snapshot: Path | None


def nothing_to_say(source: Source, guess: Guess) -> None:
    """Tell nobody how the file was understood."""


def import_orders(
    orders: Path,
    workbook: Path,
    *,
    given: Mapping[str, str] | None = None,
    replace: bool = False,
    sheet: str | None = None,
    encoding: str | None = None,
    on_open: Callable[[Source, Guess], None] = nothing_to_say,
    progress: Progress | None = None,
) -> Imported:
    """Import an order file into the order table of a workbook.

    Parameters
    ----------
    orders
        A CSV, Excel or Parquet file.
    workbook
        The workbook, changed in place after a snapshot was taken.
    given
        Column → header, where the guess from the headers is not wanted.
    replace
        Whether the rows take the place of those in the table; otherwise they are added.
    sheet, encoding
        How to read the file when that is known.
    on_open
        Told how the file was understood before anything is read.
    progress
        Told of the stages.

    Returns
    -------
    Imported
        Counts and notes.

    Raises
    ------
    XlsegmentError
        Nothing was changed.
    """
    watch = Stopwatch(progress)
    if same_file(orders, workbook):
        raise SameFile(file=workbook.name)
    source = open_source(orders, sheet=sheet, encoding=encoding)
    guess = guess_columns(source.info.headers, given)
    on_open(source, guess)
    with opened(workbook, watch) as book:
        check_target(workbook)
        planned = _plan(book, orders, source, guess, watch, replace=replace)
        taken = None
        if planned.steps:
            with watch.stage(Stage.WRITE):
                apply_all(planned.steps, watch)
            taken = replaced(workbook, book.save, watch)
    return dataclasses.replace(planned.imported, snapshot=taken)


def import_into(
    live: OpenBook,
    orders: Path,
    *,
    on_open: Callable[[Source, Guess], None] = nothing_to_say,
    progress: Progress | None = None,
    now: dt.datetime | None = None,
) -> Imported:
    """Add the orders of a file to a workbook that is open in Excel.

    Parameters
    ----------
    live
        The workbook, changed after a snapshot was taken; it is not saved.
    orders
        A CSV, Excel or Parquet file.
    on_open
        Told how the file was understood before anything is read.
    progress
        Told of the stages.
    now
        The time of the snapshot; the clock's by default.

    Raises
    ------
    XlsegmentError
        Nothing was written, or everything is back as it was; `xlsegment.errors.RestoreFailed`
        where that was impossible.
    """
    watch = Stopwatch(progress)
    place = live.place
    if isinstance(place, Path) and same_file(orders, place):
        raise SameFile(file=orders.name)
    source = open_source(orders)
    guess = guess_columns(source.info.headers)
    on_open(source, guess)
    planned = _plan(live.book, orders, source, guess, watch, replace=False)
    if not planned.steps:
        return planned.imported
    taken = change(live, planned.steps, watch, now or dt.datetime.now(dt.UTC))
    return dataclasses.replace(planned.imported, snapshot=taken)


@dataclass(frozen=True, slots=True)
class _Planned:
    steps: list[Step]
    imported: Imported


def _plan(
    book: xw.Book, orders: Path, source: Source, guess: Guess, watch: Stopwatch, *, replace: bool
) -> _Planned:
    """Read the file and check every write; change nothing."""
    with watch.stage(Stage.LOCATE):
        located = locate(book, [TABLES["orders"]], inputs=frozenset({"orders"}))
        handle = located.require("orders")
    own = _shared_columns(handle, guess)
    with watch.stage(Stage.READ):
        positions = [*guess.positions, *(source.info.headers.index(h) for h in own.values())]
        cells = source.read(positions, lambda rows: watch.tell(Stage.READ, 0, 1, rows))
        existing = read_table(handle)
    if not len(cells):
        raise SourceEmpty(file=orders.name)

    with watch.stage(Stage.COMPUTE):
        rows = typed_rows(cells, guess, tuple(own))
        del cells  # the texts of a million dates and amounts: they are typed now
        rows = without_repeats(rows, existing.iloc[:0] if replace else existing)

    with watch.stage(Stage.PREPARE):
        steps = _steps(handle, rows.frame, existing, own=tuple(own), replace=replace)
    before = len(existing)
    imported = Imported(
        added=len(rows.frame),
        before=before,
        after=len(rows.frame) + (0 if replace else before),
        sheet=handle.sheet.name,
        notes=(*source.info.notes, *rows.notes),
        snapshot=None,
    )
    return _Planned(steps, imported)


def _shared_columns(handle: TableHandle, guess: Guess) -> dict[str, str]:
    """Return the user's own columns of the table that the file has too: own header -> header."""
    unused = {fold(header): header for header in reversed(guess.unused)}
    return {own: unused[fold(own)] for own in handle.own if fold(own) in unused}


def _last_filled(existing: pd.DataFrame) -> int:
    """Return how many rows of the table reach down to the last one that holds anything."""
    return int(existing.index[-1]) + 1 if len(existing) else 0


def _steps(
    handle: TableHandle,
    rows: pd.DataFrame,
    existing: pd.DataFrame,
    *,
    own: Sequence[str],
    replace: bool,
) -> list[Step]:
    """Prepare the write: below the last filled row, or in place of all rows."""
    filled = 0 if replace else _last_filled(existing)
    if handle.header_row + filled + len(rows) > _MOST_ROWS:
        raise TooManyRows(rows=f"{filled + len(rows):,}")
    canonical = rows.drop(columns=list(own))
    if replace:
        beside = follow(handle, existing, canonical, _SAME_ORDER)
        return prepare_rewrite(
            handle, canonical, own=beside | {header: rows[header].tolist() for header in own}
        )
    if not len(rows):
        return []
    # The user's own columns are filled like ours; the index says down to where rows are taken.
    both = dataclasses.replace(
        handle, columns=handle.columns | {header: handle.own[header] for header in own}
    )
    return prepare_fill(both, existing.iloc[:, :0], rows)
