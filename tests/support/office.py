"""LibreOffice's Basic: import a VBA project, call its procedures, use its functions in cells."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, Self

from tests.support import soffice

_SCRIPT = Path(__file__).with_name("uno_session.py")
_ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}


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


class Office:
    """One running LibreOffice; use it in a ``with`` statement."""

    def __enter__(self) -> Self:
        """Start it with a profile of its own."""
        python, program = _python(), shutil.which("soffice")
        assert python is not None
        assert program is not None
        self._profile = tempfile.TemporaryDirectory(prefix="office-")
        self._process = subprocess.Popen(
            [python, str(_SCRIPT), program, Path(self._profile.name).as_uri()],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env=_ENVIRONMENT,
        )
        return self

    def run(self, path: Path, library: str, steps: Sequence[tuple[Any, ...]]) -> list[Any]:
        """Open a file with macros, do the steps there, and return their answers.

        Parameters
        ----------
        path
            A workbook with macros.
        library
            The name of its VBA project.
        steps
            ``("modules",)``, ``("call", "Module.Function", [arguments])``,
            ``("formula", sheet, cell, text)`` or ``("array", sheet, block, text)``.
        """
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        job = {"url": path.as_uri(), "library": library, "steps": steps}
        self._process.stdin.write(json.dumps(job) + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        assert answer, "LibreOffice is gone; see above"
        answers: list[Any] = json.loads(answer)
        return answers

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self._process.communicate(timeout=60)
        self._profile.cleanup()
