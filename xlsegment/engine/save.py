"""Turn a workbook file and the edits to it into a new file, losing nothing."""

from __future__ import annotations

from pathlib import Path

from xlsegment.engine.edits import PackageEdits


def apply_edits(src: Path, dst: Path, edits: PackageEdits) -> None:
    """Write ``src`` with ``edits`` to ``dst`` (which may be ``src``), all or nothing."""
    raise NotImplementedError
