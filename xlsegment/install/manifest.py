"""What the installer has made: written before each step, so that nothing is ever forgotten."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from xlsegment.install.machine import Machine


@dataclass(slots=True)
class Manifest:
    """The notes of one installation.

    Attributes
    ----------
    version
        Of the package that was installed.
    complete
        Whether the last run came to its end.
    environment
        The virtual environment that the installer made; empty if it made none.
    wheels
        The folder of wheels it came from; empty if it came from pip's index.
    files
        SHA-256 of each file that was put somewhere, by path.
    folders
        The folders that were made.
    settings
        The keys that were set in the user's settings file.
    """

    version: str = ""
    complete: bool = False
    environment: str = ""
    wheels: str = ""
    files: dict[str, str] = field(default_factory=dict)
    folders: list[str] = field(default_factory=list)
    settings: list[str] = field(default_factory=list)


def load(machine: Machine, path: Path) -> Manifest | None:
    """Read the notes; None where nothing was installed or they cannot be understood."""
    content = machine.files.read(path)
    if content is None:
        return None
    try:
        raw: Any = json.loads(content)
    except ValueError:
        return None
    if not isinstance(raw, dict):
        return None
    manifest = Manifest()
    for each in fields(Manifest):
        if isinstance(raw.get(each.name), type(getattr(manifest, each.name))):
            setattr(manifest, each.name, raw[each.name])
    return manifest


def save(machine: Machine, path: Path, manifest: Manifest) -> None:
    """Write the notes."""
    text = json.dumps(asdict(manifest), ensure_ascii=False, indent=1, sort_keys=True)
    machine.files.write(path, text.encode())
