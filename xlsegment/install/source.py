"""From where pip takes the package."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from xlsegment.errors import FolderMissing

#: The option of pip that names a folder of wheels.
WHEELS: Final = "--find-links"


def offline(folder: Path) -> tuple[str, ...]:
    """Return the options that let pip take everything from a folder."""
    return ("--no-index", WHEELS, str(folder))


def package_source(folder: Path | None, version: str, *, models: bool = False) -> tuple[str, ...]:
    """Return what to tell pip.

    Parameters
    ----------
    folder
        A checkout, or a folder of wheels; None for the index that pip is set up with.
    version
        The one to take from the index; empty for the latest.
    models
        Whether what clusters and predictions need comes with it.
    """
    extra = "[models]" if models else ""
    if folder is None:
        return (f"xlsegment{extra}=={version}" if version else f"xlsegment{extra}",)
    if not folder.is_dir():
        raise FolderMissing(file="xlsegment", folder=folder)
    wheels = sorted(folder.glob("xlsegment-*.whl"), key=lambda wheel: wheel.stat().st_mtime)
    if not wheels:
        return (f"{folder}{extra}",)
    # A folder that holds xlwings, too, is complete: nothing is asked of the network.
    complete = any(folder.glob("xlwings-*.whl"))
    return (*(offline(folder) if complete else ()), f"{wheels[-1]}{extra}")
