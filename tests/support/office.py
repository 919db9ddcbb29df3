"""LibreOffice's Basic: import a VBA project, call its procedures, use its functions in cells."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tests.support import soffice

_SCRIPT = Path(__file__).with_name("uno_session.py")
_ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}


@dataclass(frozen=True, slots=True)
class Document:
    """A file with macros, the name of its project, and what to do there, step by step.

    Steps: ``("modules",)``, ``("call", "Module.Function", [arguments])``,
    ``("formula", sheet, cell, text)``, ``("array", sheet, block, text)``.
    """

    path: Path
    library: str
    steps: Sequence[tuple[Any, ...]]


@cache
def _python() -> str | None:
    """Return a Python that can talk to LibreOffice: the system's, or the one it brings along."""
    office = shutil.which("soffice")
    beside = Path(office).resolve().with_name("python") if office else None
    for candidate in ("/usr/bin/python3", str(beside)):
        if shutil.which(candidate):
            tried = subprocess.run(
                [candidate, "-c", "import uno"], capture_output=True, env=_ENVIRONMENT, check=False
            )
            if tried.returncode == 0:
                return candidate
    return None


def missing() -> str | None:
    """Why LibreOffice cannot be driven here, or None."""
    if reason := soffice.missing():
        return reason
    if _python() is None:
        return "no Python with the module uno (Debian: python3-uno)"
    return None


def run(*documents: Document) -> list[list[Any]]:
    """Open each document, do its steps, and return their answers."""
    python = _python()
    assert python is not None
    with tempfile.TemporaryDirectory(prefix="office-") as profile:
        job = {
            "soffice": "soffice",
            "profile": Path(profile).as_uri(),
            "name": Path(profile).name,
            "documents": [
                {"url": doc.path.as_uri(), "library": doc.library, "steps": doc.steps}
                for doc in documents
            ],
        }
        done = subprocess.run(
            [python, str(_SCRIPT)],
            input=json.dumps(job),
            capture_output=True,
            text=True,
            env=_ENVIRONMENT,
            timeout=300,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    answers: list[list[Any]] = json.loads(done.stdout)
    return answers
