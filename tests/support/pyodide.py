"""Pyodide under node: the Python that xlwings Lite runs on."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any, Final

import xlsegment

_REPOSITORY: Final = Path(__file__).parents[2]
_RECIPE: Final = _REPOSITORY / ".ci" / "pyodide" / "install"
_SCRIPT: Final = Path(__file__).with_suffix(".mjs")
_DRIVER: Final = Path(__file__).with_name("lite.py")
# Read before any test redirects the caches.
_ENVIRONMENT: Final = dict(os.environ)


def installed() -> Path:
    """Return the folder of the installation, whether it is there or not."""
    where = subprocess.run(
        ["bash", str(_RECIPE), "--where"],
        env=_ENVIRONMENT,
        capture_output=True,
        text=True,
        check=True,
    )
    return Path(where.stdout.strip())


def missing() -> str | None:
    """Why there is no Pyodide here, or None."""
    absent = [program for program in ("node", "bash") if shutil.which(program) is None]
    if absent:
        return f"{', '.join(absent)} not installed"
    if not _RECIPE.exists():
        return f"{_RECIPE.name} is not part of this copy of the sources"
    if not installed().is_dir():
        return "Pyodide is not installed: bash .ci/pyodide/install"
    return None


def run(calls: list[tuple[str, list[object]]], folder: Path) -> dict[str, Any]:
    """Call the functions in Pyodide; ``folder`` is for the files that are handed over."""
    sources, asked = folder / "sources.zip", folder / "calls.json"
    package = Path(xlsegment.__file__).parent
    with zipfile.ZipFile(sources, "w") as archive:
        for module in sorted(package.rglob("*.py")):
            archive.write(module, f"xlsegment/{module.relative_to(package).as_posix()}")
        archive.write(_DRIVER, _DRIVER.name)
    asked.write_text(json.dumps(calls), encoding="utf-8")
    done = subprocess.run(
        ["node", str(_SCRIPT), str(installed()), str(sources), str(asked)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer
