"""What an interpreter says about itself when it is asked."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from xlsegment.install.machine import Machine

_PATIENCE: Final = 120.0

#: What the package imports while it works, by the project that pip installs it from.
NEEDED: Final = {
    "numpy": "numpy",  # first: others fail with it
    "pandas": "pandas",
    "xlwings": "xlwings",
    "openpyxl": "openpyxl",
    "narwhals": "narwhals",
    "python-calamine": "python_calamine",
    "lxml": "lxml.etree",
    "isal": "isal.igzip",
    "platformdirs": "platformdirs",
    "cryptography": "cryptography.hazmat.primitives.ciphers.aead",
    "filelock": "filelock",
    "olefile": "olefile",
}

# Runs in the interpreter that is asked, which need not have our package.
_QUESTION: Final = r"""
import base64, importlib.metadata as m, importlib.util as u, json, platform, struct, sys
said = {"python": platform.python_version(), "bits": struct.calcsize("P") * 8, "files": {}}
try:
    said["pip"] = bool(m.files("pip"))  # pip notes its files when the last of them is there
except m.PackageNotFoundError:
    said["pip"] = False
said["models"] = all(u.find_spec(name) for name in ("sklearn", "scipy"))
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
_LOADING: Final = r"""
import importlib, importlib.metadata as m, json, sys
broken = []
for project, module in json.loads(sys.argv[1]).items():
    try:
        importlib.import_module(module)
    except Exception as error:  # whatever a damaged file makes of it
        try:
            version = "==" + m.version(project)
        except m.PackageNotFoundError:
            version = ""
        broken.append([project + version, f"{module}: {error}"])
print(json.dumps(broken))
"""


@dataclass(frozen=True, slots=True)
class Broken:
    """Projects that cannot be loaded, as pip is asked for them, and why the first cannot."""

    requirements: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Probe:
    """The answer of one interpreter.

    Attributes
    ----------
    reason
        Why it cannot load the package; empty if it can.
    python, xlsegment, xlwings
        Versions, empty for what it does not have.
    pip
        Whether pip is installed in it, whole.
    models
        Whether the extra ``models`` is there, without which some sheets are left out.
    files
        The libraries and scripts of xlwings by name: where they lie and their SHA-256 according
        to what was installed.
    """

    reason: str = ""
    python: str = ""
    bits: int = 0
    xlsegment: str = ""
    xlwings: str = ""
    pip: bool = True
    models: bool = True
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
            pip=said.get("pip", True),
            models=said.get("models", True),
            files=files,
        )
    except (IndexError, KeyError, TypeError, ValueError):
        return Probe(reason=answer.last_words)


def load_all(machine: Machine, interpreter: Path) -> Broken | None:
    """Let an interpreter import everything that the package needs, which takes seconds."""
    command = [str(interpreter), "-P", "-B", "-c", _LOADING, json.dumps(NEEDED)]
    answer = machine.programs.run(command, _PATIENCE)
    try:
        broken: list[list[str]] = json.loads(answer.out.strip().splitlines()[-1])
    except (IndexError, ValueError):
        return None
    # The first line names the cause; numpy goes on with pages of advice.
    reason = broken[0][1].strip().splitlines()[0] if broken else ""
    return Broken(tuple(project for project, _ in broken), reason) if broken else None
