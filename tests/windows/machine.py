"""A Windows of our own: a copy of what ``.ci/windows/install`` made, with programs run in it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PureWindowsPath
from typing import Any, Final

REPOSITORY: Final = Path(__file__).parents[2]
RECIPE: Final = REPOSITORY / ".ci" / "windows" / "install"

#: Who uses this Windows: a name with a space that only a Chinese code page can write.
USER: Final = "王 小明"
#: As python.org's installer lays it out: without any package.
BARE_PYTHON: Final = r"C:\Python311\python.exe"
#: A virtual environment with everything that the package needs, and the package.
PYTHON: Final = r"C:\xlsegment\Scripts\python.exe"

_PROGRAMS: Final = ("wine", "wineserver", "bash")
# Read before any test redirects the caches.
_ENVIRONMENT: Final = dict(os.environ)


def installed() -> Path:
    """Return the folder of the installation, whether it is there or not."""
    where = subprocess.run(
        ["bash", str(RECIPE), "--where"],
        env=_ENVIRONMENT,
        capture_output=True,
        text=True,
        check=True,
    )
    return Path(where.stdout.strip())


def missing() -> str | None:
    """Why there is no Windows here, or None."""
    absent = [program for program in _PROGRAMS if shutil.which(program) is None]
    if absent:
        return f"{', '.join(absent)} not installed"
    if not RECIPE.exists():
        return f"{RECIPE.name} is not part of this copy of the sources"
    if not installed().is_dir():
        return "Windows under Wine is not installed: bash .ci/windows/install"
    return None


@dataclass(frozen=True, slots=True)
class Windows:
    """One Windows with its registry, its drive C: and its users.

    Attributes
    ----------
    prefix
        Its folder, which is Wine's WINEPREFIX.
    template
        The folder of the installation that it was copied from.
    user
        Who is logged in.
    """

    prefix: Path
    template: Path
    user: str = USER
    environment: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        # Nothing of the surroundings: Windows programs would get every variable of ours.
        object.__setattr__(
            self,
            "environment",
            {
                "PATH": _ENVIRONMENT["PATH"],
                "HOME": str(self.prefix),
                "PIP_NO_COMPILE": "1",  # half of the time that an installation takes
                "USER": self.user,
                "LC_ALL": "zh_CN.UTF-8",
                "LOCPATH": str(self.template / "locale"),
                "TZ": "Asia/Shanghai",
                "WINEPREFIX": str(self.prefix),
                "WINEARCH": "win64",
                "WINEDEBUG": "-all",
                "WINEDLLOVERRIDES": "mscoree,mshtml=;winemenubuilder.exe=d",
                "PYTHONUTF8": "1",
            },
        )

    @classmethod
    def copy(cls, template: Path, prefix: Path, user: str = USER) -> Windows:
        """Make a Windows that tests may change; another user than the usual one logs in anew.

        The system folder, two thirds of the whole, is shared: nothing of ours writes there.
        """
        source = template / "prefix"
        prefix.mkdir(parents=True)
        for entry in source.iterdir():
            if entry.name == "dosdevices":
                shutil.copytree(entry, prefix / entry.name, symlinks=True)
            elif entry.is_file():
                shutil.copy2(entry, prefix / entry.name)
        (prefix / "drive_c").mkdir()
        for entry in (source / "drive_c").iterdir():
            if entry.name == "windows":
                (prefix / "drive_c" / entry.name).symlink_to(entry)
            else:
                shutil.copytree(entry, prefix / "drive_c" / entry.name, symlinks=True)
        windows = cls(prefix, template, user)
        windows._start()
        return windows

    def _start(self) -> None:
        """Keep the server and its services up between programs: each would start them anew.

        Nothing that stays may hold a pipe of ours, or reading from it would never end. Ten idle
        minutes end it all, should nobody else be left to do so.
        """
        quiet = {
            "env": self.environment,
            "stdin": subprocess.DEVNULL,
            "stdout": subprocess.DEVNULL,
            "stderr": subprocess.DEVNULL,
            "check": True,
            "timeout": 120,
        }
        subprocess.run(["wineserver", "--persistent=600"], **quiet)
        boot = ["wineboot"] if self.user == USER else ["wineboot", "-u"]
        subprocess.run(["wine", *boot], **quiet)

    def stop(self) -> None:
        """End every program of this Windows, and of no other."""
        subprocess.run(["wineserver", "--kill"], env=self.environment, timeout=60, check=False)

    @property
    def drive(self) -> Path:
        """What Windows calls ``C:``."""
        return self.prefix / "drive_c"

    @property
    def python(self) -> str:
        """The Python that the package is installed in."""
        return PYTHON

    @property
    def wheels(self) -> str:
        """The folder with a wheel of everything, ours too, for ``pip --no-index``."""
        return r"C:\wheels"

    def path(self, posix: Path) -> str:
        """Return what Windows calls a file of ours."""
        if posix.is_relative_to(self.drive):
            return "C:\\" + str(PureWindowsPath(posix.relative_to(self.drive)))
        return "Z:" + str(posix.absolute()).replace("/", "\\")

    def posix(self, windows: str) -> Path:
        """Return where a file of Windows lies here."""
        drive, rest = PureWindowsPath(windows).drive, PureWindowsPath(windows).parts[1:]
        return (self.drive if drive.upper() == "C:" else Path("/")).joinpath(*rest)

    def copy_in(self, source: Path, to: str) -> str:
        """Copy a file or a folder to a path of Windows, which it returns."""
        target = self.posix(to)
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(source, target, ignore=ignored, dirs_exist_ok=True)
        else:
            shutil.copyfile(source, target)
        return to

    def start(
        self,
        arguments: Sequence[str],
        *,
        environment: Mapping[str, str] | None = None,
        folder: Path | None = None,
        errors: int | None = subprocess.PIPE,
    ) -> subprocess.Popen[str]:
        """Start a program and leave it running; its three streams are UTF-8 pipes."""
        return subprocess.Popen(
            ["wine", *arguments],
            env=self.environment | dict(environment or {}),
            cwd=folder or self.drive,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            encoding="utf-8",
            errors="replace",
        )

    def run(
        self,
        arguments: Sequence[str],
        *,
        environment: Mapping[str, str] | None = None,
        folder: Path | None = None,
        given: str = "",
        check: bool = True,
        timeout: float = 120,
    ) -> subprocess.CompletedProcess[str]:
        """Run a program to its end.

        Raises
        ------
        AssertionError
            It failed and ``check`` is set, or took too long: then all of this Windows is ended,
            for what hangs is seldom the program alone.
        """
        process = self.start(arguments, environment=environment, folder=folder)
        try:
            out, err = process.communicate(given, timeout=timeout)
        except subprocess.TimeoutExpired:
            self.stop()
            process.kill()
            out, err = process.communicate()
            self._start()
            msg = f"{arguments} hung for {timeout} s:\n{out}\n{err}"
            raise AssertionError(msg) from None
        done = subprocess.CompletedProcess(arguments, process.returncode, out, err)
        assert not check or done.returncode == 0, f"{arguments} -> {done.returncode}:\n{out}\n{err}"
        return done

    def evaluate(self, code: str, *arguments: str) -> Any:
        """Run Python code and return what it prints as JSON."""
        return json.loads(self.run([BARE_PYTHON, "-c", code, *arguments]).stdout)

    def variable(self, name: str) -> str:
        """Return an environment variable as a program sees it."""
        return str(
            self.evaluate("import json, os, sys; print(json.dumps(os.environ[sys.argv[1]]))", name)
        )

    def folder(self, variable: str) -> Path:
        r"""Return where the folder that a variable such as ``APPDATA`` names lies here."""
        return self.posix(self.variable(variable))

    def registry(self, key: str) -> dict[str, str | int] | None:
        r"""Return the values of a key below ``HKEY_CURRENT_USER``, None if there is no such key."""
        found: dict[str, str | int] | None = self.evaluate(_READ_KEY, key)
        return found

    def write_registry(self, key: str, **values: str | int) -> None:
        """Write texts (REG_SZ) and numbers (REG_DWORD) into a key below ``HKEY_CURRENT_USER``."""
        self.run([BARE_PYTHON, "-c", _WRITE_KEY, key, json.dumps(values)])

    def delete_registry(self, key: str) -> None:
        """Delete a key below ``HKEY_CURRENT_USER`` and everything in it, if it is there."""
        self.run(["reg", "delete", f"HKCU\\{key}", "/f"], check=False)


_READ_KEY: Final = """
import json, sys, winreg
try:
    with winreg.OpenKey(winreg.HKEY_CURRENT_USER, sys.argv[1]) as key:
        values = [winreg.EnumValue(key, i)[:2] for i in range(winreg.QueryInfoKey(key)[1])]
    print(json.dumps({n: v if isinstance(v, (str, int)) else list(v) for n, v in values}))
except FileNotFoundError:
    print("null")
"""

_WRITE_KEY: Final = """
import json, sys, winreg
with winreg.CreateKey(winreg.HKEY_CURRENT_USER, sys.argv[1]) as key:
    for name, value in json.loads(sys.argv[2]).items():
        kind = winreg.REG_DWORD if isinstance(value, int) else winreg.REG_SZ
        winreg.SetValueEx(key, name, 0, kind, value)
"""
