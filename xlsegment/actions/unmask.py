"""Originals from the vault back into a closed workbook, exactly as they were."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from xlsegment.actions.closed_file import opened, replaced
from xlsegment.actions.progress import Progress, Stage, Stopwatch
from xlsegment.engine.atomic import Replacement, check_target
from xlsegment.engine.there import taken
from xlsegment.errors import FileInTheWay, OtherExtension
from xlsegment.vault.stamp import STAMP_NAME

if TYPE_CHECKING:
    from xlsegment.actions.unmasking.settle import Left, Put, Settled
    from xlsegment.engine.edits import Content
    from xlsegment.vault.opened import OpenVault


@dataclass(frozen=True, slots=True)
class Unmasked:
    """What putting originals back did.

    Attributes
    ----------
    file
        The workbook that was written, or left as it is where there was nothing to put back.
    restored
        How many cells hold their original again.
    there
        How many held it already.
    left
        Originals that stay in the vault, and why.
    snapshot
        What undo goes back to; None where nothing was replaced.
    """

    file: Path
    restored: int
    there: int
    left: tuple[Left, ...]
    snapshot: Path | None = None


def unmask_file(
    path: Path,
    vault: OpenVault,
    why: str,
    out: Path | None = None,
    *,
    progress: Progress | None = None,
) -> Unmasked:
    """Put all originals of a vault back where their masks still stand.

    What people have changed since is left alone. The originals stay in the vault, too, so that
    undo loses nothing.

    Parameters
    ----------
    path
        The closed workbook.
    vault
        Its vault, opened by a manager; what is done is in its log before anything is revealed.
    why
        For the log.
    out
        Where to save it; in place by default, with a snapshot for undo.
    progress
        Told of the stages.

    Raises
    ------
    XlsegmentError
        The workbook is what it was.
    """
    from xlsegment.actions.unmasking.columns import Book
    from xlsegment.actions.unmasking.settle import settle

    watch = Stopwatch(progress)
    target = path if out is None else out
    if target.suffix.lower() != path.suffix.lower():
        raise OtherExtension(file=target.name, suffix=path.suffix)
    with opened(path, watch) as book:
        check_target(target)
        entries = vault.everything(why)
        model = book.impl.model
        with watch.stage(Stage.LOCATE):
            settled: Settled = settle(Book(model.worksheets), entries)
        if not settled.puts:
            return Unmasked(target, 0, settled.there, tuple(settled.left))
        with watch.stage(Stage.WRITE):
            _put(settled.puts)
            if STAMP_NAME in {name.name for name in model.names}:
                book.names[STAMP_NAME].refers_to = f'="{vault.stamp.text}"'
        taken = replaced(target, lambda: book.save(str(target.absolute())), watch)
    return Unmasked(target, len(settled.puts), settled.there, tuple(settled.left), taken)


def original_file(vault: OpenVault, out: Path, why: str, number: int | None = None) -> None:
    """Write a workbook as it was before it was masked.

    Parameters
    ----------
    vault
        Opened by a manager.
    out
        Where to write it; there must be no file.
    why
        For the log.
    number
        Which one, from 1 on; the latest by default.

    Raises
    ------
    XlsegmentError
        Nothing was written.
    """
    if taken(out):
        raise FileInTheWay(file=out.name)
    check_target(out)
    content = vault.original_file(why, number)
    with Replacement(out, private=True) as replacement:
        replacement.open().write(content)


def _put(puts: Iterable[Put]) -> None:
    """Write contents and number formats, a stretch of a column at a time."""
    from xlsegment.engine.edits import Area

    for stretch in _stretches(puts):
        model, column = stretch[0].sheet.model, stretch[0].column
        present = model.codes(column, stretch[0].row, stretch[-1].row)
        wanted = (put.entry.number_format for put in stretch)
        changes = zip(stretch, present.tolist(), wanted, strict=True)
        for (same, code), alike in groupby(changes, key=lambda one: (one[1] == one[2], one[2])):
            if not same:
                rows = [put.row for put, _, _ in alike]
                model.formats.append((Area(rows[0], column, rows[-1], column), code))
        model.write_contents(stretch[0].row, {column: [_content(put) for put in stretch]})


def _stretches(puts: Iterable[Put]) -> Iterator[list[Put]]:
    """Yield puts in unbroken runs of one column."""
    run: list[Put] = []
    for put in sorted(puts, key=lambda put: (put.sheet.name, put.column, put.row)):
        follows = run and put.sheet is run[-1].sheet and put.column == run[-1].column
        if run and not (follows and put.row == run[-1].row + 1):
            yield run
            run = []
        if not run or put.row != run[-1].row:
            run.append(put)
    if run:
        yield run


def _content(put: Put) -> Content:
    from xlsegment.engine.edits import Formula

    entry = put.entry
    return Formula(entry.formula) if entry.formula else entry.original
