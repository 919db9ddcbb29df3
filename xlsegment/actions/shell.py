"""Paths in commands that people copy from what we print."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from pathlib import Path
from typing import Final

# Letters of every script mean nothing to a shell.
_PLAIN: Final = re.compile(r"[\w@%+=:,./-]+")


def quoted(path: Path) -> str:
    """Return a path as it has to be typed in a command of this system."""
    text = str(path)
    if text.startswith("-"):  # not an option
        text = os.path.join(os.curdir, text)
    if os.name == "nt":
        return subprocess.list2cmdline([text])
    return text if _PLAIN.fullmatch(text) else shlex.quote(text)
