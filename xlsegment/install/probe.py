"""What an interpreter says about itself when it is asked."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from xlsegment.install.machine import Machine

_PATIENCE: Final = 120.0

# Runs in the interpreter that is asked, which need not have our package.
_QUESTION: Final = r"""
import base64, importlib.metadata as m, json, platform, struct, sys
said = {"python": platform.python_version(), "bits": struct.calcsize("P") * 8, "files": {}}
for name in ("xlsegment", "xlwings"):
    try:
        said[name] = m.version(name)
    except m.PackageNotFoundError:
        said[name] = ""
for file in (m.files("xlwings") or []) if said["xlwings"] else []:
    if file.name.endswith((".dll", ".applescript")):
        value = file.hash.value if file.hash else ""
        digest = base64.urlsafe_b64decode(value + "=" * (-len(value) % 4)).hex()
        said["files"][file.name] = [str(file.locate().resolve()), digest]
try:
    import xlsegment, xlwings
except ImportError as error:
    said["reason"] = str(error)
print(json.dumps(said))
"""


@dataclass(frozen=True, slots=True)
class Probe:
    """The answer of one interpreter.

    Attributes
    ----------
    reason
        Why it cannot load the package; empty if it can.
    python, xlsegment, xlwings
        Versions, empty for what it does not have.
    files
        The libraries and scripts of xlwings by name: where they lie and their SHA-256 according
        to what was installed.
    """

    reason: str = ""
    python: str = ""
    bits: int = 0
    xlsegment: str = ""
    xlwings: str = ""
    files: Mapping[str, tuple[Path, str]] = field(default_factory=dict)


def ask(machine: Machine, interpreter: Path) -> Probe:
    """Ask an interpreter; it is started as Excel would start it, but from no folder of ours."""
    answer = machine.programs.run([str(interpreter), "-P", "-B", "-c", _QUESTION], _PATIENCE)
    if answer.status is None:
        return Probe(reason=f"no answer within {_PATIENCE:.0f} s")
    try:
        said: Any = json.loads(answer.out.strip().splitlines()[-1])
        files = {name: (Path(path), sha) for name, (path, sha) in said["files"].items()}
        return Probe(
            reason=said.get("reason", ""),
            python=said["python"],
            bits=said["bits"],
            xlsegment=said["xlsegment"],
            xlwings=said["xlwings"],
            files=files,
        )
    except (IndexError, KeyError, TypeError, ValueError):
        return Probe(reason=answer.last_words)
