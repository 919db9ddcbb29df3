"""The user's settings file, which the add-in's VBA reads line by line.

``"KEY","value"`` in the ANSI code page. Lines that are not ours are kept as the bytes they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from xlsegment.install.machine import Machine

_LINE: Final = re.compile(rb'\s*"?([^",]*)"?\s*,\s*"?([^"]*)"?\s*')
# From the nearest to the farthest: VBA fills these in, whatever alphabet they stand for.
_VARIABLES: Final = ("LOCALAPPDATA", "APPDATA", "USERPROFILE", "PROGRAMDATA")


def interpreter_key(machine: Machine) -> str:
    """Return the key under which the add-in looks for Python."""
    return "INTERPRETER_MAC" if machine.system == "macos" else "INTERPRETER_WIN"


def read(content: bytes, encoding: str) -> dict[str, str]:
    """Return the settings by key in capitals; the first line of a key counts."""
    found: dict[str, str] = {}
    for key, value in _pairs(content):
        name = key.decode(encoding, "replace").upper()
        found.setdefault(name, value.decode(encoding, "replace"))
    return found


def with_setting(content: bytes, key: str, value: str, encoding: str) -> bytes:
    """Return the file with one setting set; every other line stays as it is."""
    line = f'"{key}","{value}"'.encode(encoding)
    kept = list(_other_lines(content, key))
    return b"".join(each + b"\r\n" for each in [line, *kept])


def without_setting(content: bytes, key: str) -> bytes:
    """Return the file without one setting; empty when nothing is left."""
    kept = list(_other_lines(content, key))
    return b"".join(each + b"\r\n" for each in kept) if any(map(bytes.strip, kept)) else b""


def short_form(path: Path, machine: Machine) -> str:
    """Write a path with the variable it begins with, so that no user's name stands in it."""
    if machine.system != "windows":
        return str(path)
    text = str(path)
    for name in _VARIABLES:
        folder = machine.variable(name).rstrip("\\/")
        inside = text[len(folder) : len(folder) + 1] in ("\\", "/")
        if folder and inside and text.casefold().startswith(folder.casefold()):
            return f"%{name}%{text[len(folder) :]}"
    return text


def _pairs(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    for line in content.splitlines():
        if match := _LINE.fullmatch(line):
            yield match[1].strip(), match[2].strip()


def _other_lines(content: bytes, key: str) -> Iterator[bytes]:
    wanted = key.encode("ascii").upper()
    for line in content.splitlines():
        match = _LINE.fullmatch(line)
        if match is None or match[1].strip().upper() != wanted:
            yield line
