"""Two opinions on whether a package is sound: the Open XML SDK's validator and openxml-audit."""

from __future__ import annotations

import atexit
import functools
import json
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_SCRIPT = Path(__file__).with_name("validate.mjs")
_VERSIONS = ("Office2016", "Microsoft365")


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One validation error."""

    file: str
    version: str
    id: str
    part: str
    xpath: str
    description: str

    @property
    def kind(self) -> tuple[str, str, str, str]:
        """What the fault is, wherever in its part it stands."""
        return (self.version, self.id, self.part, self.description)


def missing() -> str | None:
    """Why the Open XML validator cannot be used here, or None."""
    if shutil.which("node") is None:
        return "node is not installed"
    if shutil.which("ooxml-validate") is None:
        return "ooxml-validate (npm package @ooxml-tools/validate) is not on the PATH"
    return None


def faults(*paths: Path) -> list[Fault]:
    """Return every error of the Open XML SDK's validator, for Office 2016 and Microsoft 365."""
    process = _validator()
    assert process.stdin is not None
    assert process.stdout is not None
    asked = [(version, str(path)) for version in _VERSIONS for path in paths]
    process.stdin.write(json.dumps(asked) + "\n")
    process.stdin.flush()
    answer = process.stdout.readline()
    assert answer, "the validator has ended"
    return sorted(Fault(**fault) for fault in json.loads(answer))


@functools.cache
def _validator() -> subprocess.Popen[str]:
    """Start the validator, which stays: its first workbook takes it three times as long."""
    command = shutil.which("ooxml-validate")
    assert command is not None
    library = Path(command).resolve().parent.parent / "index.js"
    process = subprocess.Popen(
        ["node", str(_SCRIPT), str(library)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    atexit.register(process.kill)
    return process


def new_faults(before: Path, after: Path) -> list[tuple[str, str, str, str]]:
    """Return the kinds of fault of ``after`` that ``before`` does not have as often."""
    found = faults(before, after)
    old = Counter(fault.kind for fault in found if fault.file == str(before))
    new = Counter(fault.kind for fault in found if fault.file == str(after))
    return sorted((new - old).elements())


def audit(paths: Iterable[Path]) -> list[str]:
    """Return the errors (not the advice) of openxml-audit."""
    from openxml_audit import FileFormat, OpenXmlValidator, ValidationSeverity

    checker = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365, max_errors=1000)
    return [
        f"{path.name} {error}"
        for path in paths
        for error in checker.validate(path).errors
        if error.severity is ValidationSeverity.ERROR
    ]
