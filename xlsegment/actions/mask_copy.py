"""A copy of a workbook that can be shared: masked, cleaned and proven before it appears."""

from __future__ import annotations

import shutil
from pathlib import Path

from xlsegment.actions import snapshot
from xlsegment.actions.masking.find import Wish
from xlsegment.actions.masking.maskedfile import masked_file
from xlsegment.actions.masking.report import MaskReport
from xlsegment.actions.output import check_output
from xlsegment.actions.progress import Progress, Stage, Stopwatch
from xlsegment.engine.atomic import Replacement, check_target
from xlsegment.engine.package import open_package
from xlsegment.engine.there import check_file, same_file
from xlsegment.errors import FileExists, OtherExtension, SameFile


def mask_copy(
    path: Path,
    target: Path,
    *,
    wish: Wish = Wish(),  # noqa: B008  it is frozen
    key: bytes | None = None,
    join: bool = False,
    force: bool = False,
    progress: Progress | None = None,
) -> MaskReport:
    """Make a masked copy of a closed workbook.

    Parameters
    ----------
    path
        The workbook; it is only read.
    target
        The copy.
    wish
        Columns to leave out and to add.
    key
        Of the join codes, so that those of several copies agree; a random one that is forgotten
        by default.
    join
        Whether every table with customer IDs gets a column of join codes.
    force
        Whether an earlier copy may be replaced. It is not kept for undo, and neither is anything
        that was at its place before.

    Raises
    ------
    XlsegmentError
        No file was made.
    """
    watch = Stopwatch(progress)
    check_file(path)
    if same_file(target, path):
        raise SameFile(file=path.name)
    check_output(target, force=force)
    if target.suffix.lower() != path.suffix.lower():
        with open_package(path):  # what is no workbook has no extension worth keeping
            pass
        raise OtherExtension(file=target.name, suffix=path.suffix)
    check_target(target)
    with masked_file(path, target, watch, wish=wish, key=key, join=join) as masked:
        with watch.stage(Stage.SAVE):
            put(masked.path, target, force=force)
        snapshot.drop_all(target)
    return masked.report


def put(source: Path, target: Path, *, force: bool) -> None:
    """Put a finished file in its place in one step.

    Raises
    ------
    FileExists, EngineError
        It cannot; what was there is there.
    """
    with Replacement(target) as replacement, source.open("rb") as file:
        if target.exists() and not force:
            raise FileExists(file=target.name)
        shutil.copyfileobj(file, replacement.open(), 1 << 20)
