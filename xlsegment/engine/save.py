"""Turn a workbook file and the edits to it into a new file, losing nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

from xlsegment.engine.atomic import Replacement
from xlsegment.engine.draft import Draft
from xlsegment.engine.edits import PackageEdits
from xlsegment.engine.markup import MarkupFault
from xlsegment.engine.package import Package
from xlsegment.engine.workbook import edit_workbook


def apply_edits(src: Path, dst: Path, edits: PackageEdits) -> None:
    """Write ``src`` with ``edits`` to ``dst``, all or nothing.

    Parameters
    ----------
    src : Path
        The workbook as it is.
    dst : Path
        Where the new one goes; may be ``src``. Links are followed.
    edits : PackageEdits
        Everything that changes.

    Raises
    ------
    EngineError
        The edit cannot be done without harm. Neither file was changed.
    """
    target = dst.resolve()
    with Replacement(dst) as replacement, Package(src) as package:
        draft = Draft(package, target.parent)
        try:
            try:
                edit_workbook(draft, edits)
            except MarkupFault as fault:
                raise package.fault(package.workbook_part, fault) from fault
            if draft.changed:
                draft.write(replacement.open())
            elif src.resolve() != target:
                with src.open("rb") as file:
                    shutil.copyfileobj(file, replacement.open())
        finally:
            draft.close()
