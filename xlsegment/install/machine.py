"""The machine as the installer sees it: files, registry, programs, environment.

Everything that touches the world goes through these, so that the same plan runs on Windows, on
macOS, and in a test on any system.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path
from typing import Literal, Protocol

from xlsegment.errors import CannotRead
from xlsegment.errors.oserror import reason_of

System = Literal["windows", "macos", "other"]
Hive = Literal["HKCU", "HKLM", "HKCR"]
RegistryValue = str | int | bytes


@dataclass(frozen=True, slots=True)
class Key:
    """A key of the Windows registry."""

    hive: Hive
    path: str

    def __str__(self) -> str:
        return f"{self.hive}\\{self.path}"

    def below(self, name: str) -> Key:
        """Return a key beneath this one."""
        return Key(self.hive, f"{self.path}\\{name}")


class Registry(Protocol):
    """The Windows registry, as far as it is needed here."""

    def values(self, key: Key) -> dict[str, RegistryValue]:
        """Return the values of a key by name, in order; none if there is no such key."""

    def subkeys(self, key: Key) -> list[str]:
        """Return the names of the keys beneath a key."""

    def write(self, key: Key, name: str, value: str) -> None:
        """Set a text value."""

    def delete(self, key: Key, name: str) -> None:
        """Delete a value, if it is there."""


class NoRegistry:
    """What there is on systems without one."""

    def values(self, key: Key) -> dict[str, RegistryValue]:
        """Return nothing."""
        return {}

    def subkeys(self, key: Key) -> list[str]:
        """Return nothing."""
        return []

    def write(self, key: Key, name: str, value: str) -> None:
        """Refuse: nobody plans this here."""
        raise OSError(f"no registry: {key}")

    def delete(self, key: Key, name: str) -> None:
        """Do nothing: it is not there."""


@dataclass(frozen=True, slots=True)
class Running:
    """A running Excel; a hidden one has no window that its user could close."""

    pid: int
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What a program that was run left behind; no status when it did not end in time."""

    status: int | None
    out: str = ""
    err: str = ""

    @property
    def last_words(self) -> str:
        """The line that names the error: the last one, unless another calls itself so."""
        lines = [line.strip() for line in (self.err.strip() or self.out.strip()).splitlines()]
        # pip ends with remarks, and with the name of the step that failed rather than with why.
        named = [line for line in lines if line.startswith("ERROR:")]
        return (named or lines or [f"exit {self.status}"])[-1]


class Programs(Protocol):
    """Programs that run, and running one."""

    def excels(self) -> tuple[Running, ...]:
        """Return the running Excels."""

    def run(self, command: Sequence[str] | str, seconds: float) -> Answer:
        """Run a program to its end and return what it printed.

        A string is a whole Windows command line, passed on as it stands.
        """

    def leave_behind(self, command: Sequence[str]) -> None:
        """Start a program that goes on after this one has ended."""


class Files:
    """The file system."""

    def read(self, path: Path) -> bytes | None:
        """Return a file's content; None if there is no such file.

        Raises
        ------
        CannotRead
            The system does not let it be read.
        """
        try:
            return path.read_bytes()
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return None
        except OSError as error:
            raise CannotRead(file=path.name, reason=reason_of(error)) from error

    def write(self, path: Path, content: bytes) -> None:
        """Make or replace a file in one step; its folder is made, too."""
        path.parent.mkdir(parents=True, exist_ok=True)
        half = path.with_name(f".{path.name}.{os.getpid()}.tmp")
        try:
            half.write_bytes(content)
            os.replace(half, path)
        finally:
            half.unlink(missing_ok=True)

    def remove(self, path: Path) -> None:
        """Remove a file, if it is there."""
        path.unlink(missing_ok=True)

    def remove_tree(self, path: Path) -> None:
        """Remove a folder with everything in it, or a file."""
        if path.is_dir():
            shutil.rmtree(path)
        else:
            self.remove(path)

    def remove_empty(self, folder: Path) -> None:
        """Remove a folder if it is there and there is nothing in it."""
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()

    def make_folder(self, path: Path) -> None:
        """Make a folder and those above it."""
        path.mkdir(parents=True, exist_ok=True)

    def mark_of(self, path: Path) -> Path:
        """Return where Windows notes that a file comes from the internet."""
        return path.with_name(f"{path.name}:Zone.Identifier")

    def is_marked(self, path: Path) -> bool:
        """Tell whether a file comes from the internet; never on disks that keep no such notes."""
        return os.path.exists(self.mark_of(path))


@dataclass(frozen=True, slots=True)
class Python:
    """The interpreter that runs this code.

    Attributes
    ----------
    executable, prefix
        ``sys.executable`` and ``sys.prefix``.
    base
        The interpreter that a virtual environment comes from; the same outside of one.
    complete
        Whether the package is installed in it with xlwings, rather than only lying nearby.
    """

    executable: Path
    prefix: Path
    base: Path
    complete: bool = True

    @classmethod
    def this(cls) -> Python:
        """Return the running one."""
        base = getattr(sys, "_base_executable", None) or sys.executable
        try:
            complete = bool(metadata.version("xlsegment") and metadata.version("xlwings"))
        except metadata.PackageNotFoundError:
            complete = False
        return cls(Path(sys.executable), Path(sys.prefix), Path(base), complete)


@dataclass(frozen=True, slots=True)
class Machine:
    """One computer, seen by one user.

    Attributes
    ----------
    ansi
        The codec of the ANSI code page, in which VBA reads files and paths.
    """

    system: System
    environ: Mapping[str, str]
    home: Path
    ansi: str
    python: Python
    registry: Registry
    programs: Programs
    files: Files = field(default_factory=Files)

    def fits_ansi(self, text: object) -> bool:
        """Tell whether VBA can pass a path on."""
        try:
            str(text).encode(self.ansi)
        except UnicodeEncodeError:
            return False
        return True

    def expand(self, text: str) -> str:
        """Fill in ``%NAME%`` as Windows does: unknown ones stay."""
        known = {name.upper(): value for name, value in self.environ.items()}
        return re.sub(r"%([^%]+)%", lambda m: known.get(m[1].upper(), m[0]), text)

    def variable(self, name: str) -> str:
        """Return an environment variable, empty if it is not set."""
        return {key.upper(): value for key, value in self.environ.items()}.get(name.upper(), "")
