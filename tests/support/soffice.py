"""LibreOffice as a second spreadsheet program: convert, recalculate, render."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.support import addin_cells, results

# Read before any test redirects the caches: font lists are rebuilt in an empty cache folder.
_ENVIRONMENT = dict(os.environ)

# LibreOffice shows the values a file carries unless it is told to compute them on load.
_RECALCULATE_ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode"
 oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""

_ERRORS = ("#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#N/A", "#NUM!", "#NULL!", "Err:")


@dataclass(frozen=True, slots=True)
class Recalculated:
    """Cell values of a workbook after LibreOffice has computed every formula.

    The cells that call functions of the add-in, which LibreOffice cannot know, are left out.
    """

    sheets: dict[str, dict[str, object]]

    def errors(self) -> list[str]:
        """Return ``sheet!cell value`` of every cell that shows an error."""
        return [
            f"{sheet}!{cell} {value}"
            for sheet, cells in self.sheets.items()
            for cell, value in cells.items()
            if isinstance(value, str) and value.startswith(_ERRORS)
        ]


def missing() -> str | None:
    """Why LibreOffice cannot be used here, or None."""
    if shutil.which("soffice") is None:
        return "LibreOffice (soffice) is not installed"
    if shutil.which("pdftoppm") is None:
        return "poppler-utils (pdftoppm) is not installed"
    return None


def convert(path: Path, to: str, folder: Path, *, timeout: float = 300) -> Path:
    """Convert one file (``to`` is a LibreOffice filter such as ``pdf`` or ``xlsx``)."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="soffice-") as profile:
        user = Path(profile, "user")
        user.mkdir()
        (user / "registrymodifications.xcu").write_text(_RECALCULATE_ALWAYS, encoding="utf-8")
        done = subprocess.run(
            [
                "soffice",
                f"-env:UserInstallation={Path(profile).as_uri()}",
                "--headless",
                "--norestore",
                "--convert-to",
                to,
                "--outdir",
                str(folder),
                str(path),
            ],
            capture_output=True,
            text=True,
            env=_ENVIRONMENT,
            timeout=timeout,
            check=False,
        )
    result = folder / f"{path.stem}.{to.split(':')[0]}"
    if not result.exists():
        raise AssertionError(f"LibreOffice cannot convert {path.name}: {done.stdout} {done.stderr}")
    return result


def recalculate(path: Path) -> Recalculated:
    """Let LibreOffice compute every formula and read all values back."""
    with tempfile.TemporaryDirectory(prefix="recalculated-") as folder:
        result = convert(path, "xlsx", Path(folder))
        book = results.open_book(result)
        unknown = addin_cells.live_cells(path)
        return Recalculated(
            {
                sheet.title: {
                    cell.coordinate: cell.value
                    for row in sheet.iter_rows()
                    for cell in row
                    if cell.value is not None and (sheet.title, cell.coordinate) not in unknown
                }
                for sheet in book.worksheets
            }
        )


def render(path: Path, folder: Path, *, dpi: int = 50) -> list[Path]:
    """Print the workbook to PNG pages."""
    pdf = convert(path, "pdf", folder)
    subprocess.run(["pdftoppm", "-png", "-r", str(dpi), str(pdf), str(folder / "page")], check=True)
    return sorted(folder.glob("page*.png"))
