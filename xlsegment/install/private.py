"""Texts that people pass on: without the names of users."""

from __future__ import annotations

import re
from typing import Final

from xlsegment.install.machine import Machine

_WINDOWS_HOME: Final = re.compile(
    r"\b[a-z]:[\\/]+users[\\/]+(?!public\b|default\b)[^\\/\"'\s;,，；。：:]+", re.IGNORECASE
)
_POSIX_HOME: Final = re.compile(r"(?<![\w.])/(?:Users|home)/[^/\"'\s;,，；。：:]+")


def without_names(text: str, machine: Machine) -> str:
    """Return a text in which home folders are shortened, whatever their owners are called."""
    windows = machine.system == "windows"
    short = "%USERPROFILE%" if windows else "~"
    flags = re.IGNORECASE if windows else 0
    for home in {str(machine.home), machine.variable("USERPROFILE")} - {"", "/"}:
        # Inside a Python string every backslash stands twice.
        for form in (home, home.replace("\\", "\\\\"), home.replace("\\", "/")):
            text = re.sub(re.escape(form), lambda _: short, text, flags=flags)
    text = _WINDOWS_HOME.sub(lambda _: "%USERPROFILE%", text)
    return _POSIX_HOME.sub("~", text)
