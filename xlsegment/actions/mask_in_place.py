"""A workbook masked where it lies: its originals go into the vault first, then out of the file."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING

from xlsegment.actions import snapshot
from xlsegment.actions.closed_file import opened
from xlsegment.actions.mask_copy import put
from xlsegment.actions.masking.find import Wish
from xlsegment.actions.masking.maskedfile import MaskedFile, check_nothing_left, masked_file
from xlsegment.actions.masking.report import MaskReport
from xlsegment.actions.progress import Progress, Stage, Stopwatch
from xlsegment.engine.atomic import check_target, fingerprint
from xlsegment.engine.there import check_file
from xlsegment.errors import FileChanged
from xlsegment.vault.stamp import STAMP_NAME
from xlsegment.workbook.memory import Remember

if TYPE_CHECKING:
    from xlsegment.vault.opened import OpenVault


def mask_in_place(
    path: Path,
    vault: OpenVault | None,
    *,
    wish: Wish = Wish(),  # noqa: B008  it is frozen
    join: bool = False,
    why: str = "",
    progress: Progress | None = None,
) -> MaskReport:
    """Mask a closed workbook; the file is the old one or the masked one at any moment.

    The copies that were kept for undo are removed, since they hold originals. Where there is
    nothing to mask, nothing is written.

    Parameters
    ----------
    path
        The workbook.
    vault
        Keeps the originals, and the whole file as it was; None to keep nothing at all.
    wish
        Columns to leave out and to add.
    join
        Whether every table with customer IDs gets a column of join codes.
    why
        For the vault's log.

    Raises
    ------
    XlsegmentError
        The file is what it was. The vault may hold originals that are still in it.
    """
    watch = Stopwatch(progress)
    check_file(path)
    check_target(path)
    before = fingerprint(path)
    key = vault.join_key(why) if vault is not None and join else None
    keep = vault is not None
    with masked_file(path, path, watch, wish=wish, key=key, join=join, keep=keep) as masked:
        report = masked.report
        if not (report.masked or report.scrubbed.total or report.joined):
            return report
        if vault is not None:
            with watch.stage(Stage.DEPOSIT):
                vault.deposit(masked.entries, path, why)
                _stamp(masked, vault.stamp.text, path)
        with watch.stage(Stage.SAVE):
            if fingerprint(path) != before:
                raise FileChanged(file=path.name)
            put(masked.path, path, force=True)
        dropped = snapshot.drop_all(path)
    kept = None if vault is None else vault.path
    return dataclasses.replace(report, snapshots=dropped, vault=kept)


def _stamp(masked: MaskedFile, stamp: str, target: Path) -> None:
    """Let the masked workbook remember the state of its vault."""
    with opened(masked.path, Stopwatch(None)) as book:
        Remember(book, STAMP_NAME, stamp).apply()
        book.save(str(masked.path))
    check_nothing_left(masked.path, target, masked.originals)
