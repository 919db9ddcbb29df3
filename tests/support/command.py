"""The command line as a user runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


@dataclass(frozen=True, slots=True)
class Done:
    """What a command left behind."""

    status: int
    out: str
    err: str


def start(*words: object, lang: str = "zh") -> subprocess.Popen[str]:
    """Start ``xlsegment`` with these words in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "xlsegment", *map(str, words), "--lang", lang],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={
            **os.environ,
            "PYTHONUTF8": "1",
            "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]),
        },
    )


def run(*words: object, lang: str = "zh", status: int | tuple[int, ...] = (0, 1)) -> Done:
    """Run ``xlsegment`` and check its exit status (1: done, with data problems listed)."""
    process = start(*words, lang=lang)
    out, err = process.communicate(timeout=600)
    allowed = (status,) if isinstance(status, int) else status
    assert process.returncode in allowed, f"{words}\n{out}{err}"
    return Done(process.returncode, out, err)
