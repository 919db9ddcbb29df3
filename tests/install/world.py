"""A Windows machine made of a folder, a dictionary and a few interpreters that only talk."""

from __future__ import annotations

import errno
import json
import os
import shutil
import struct
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from xlsegment.install import registered
from xlsegment.install.facts import Facts, look
from xlsegment.install.machine import (
    Answer,
    Files,
    Key,
    Machine,
    NoRegistry,
    Python,
    RegistryValue,
    Running,
    System,
)
from xlsegment.install.places import SCRIPT, Places, places_of
from xlsegment.install.shipped import Shipped, sha256

DLL = "xlwings64-0.37.8.dll"
EXCEL_PATHS = Key("HKLM", r"SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\excel.exe")
_NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def addin_bytes(
    path: Path, rows: Sequence[tuple[str, str]] = (("USE UDF SERVER", "True"),)
) -> bytes:
    """Make an add-in as far as the installer looks into it."""
    cells = "".join(
        f'<row r="{n}"><c t="inlineStr"><is><t>{a}</t></is></c>'
        f'<c t="inlineStr"><is><t>{b}</t></is></c></row>'
        for n, (a, b) in enumerate(rows, 1)
    )
    with zipfile.ZipFile(path, "w") as package:
        package.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{_NAMESPACE}" xmlns:r="{_OFFICE}"><sheets>'
            '<sheet name="xlsegment.conf" sheetId="1" r:id="rId1"/></sheets></workbook>',
        )
        package.writestr(
            "xl/_rels/workbook.xml.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            '<Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
        )
        package.writestr(
            "xl/worksheets/sheet1.xml",
            f'<worksheet xmlns="{_NAMESPACE}"><sheetData>{cells}</sheetData></worksheet>',
        )
    return path.read_bytes()


class MemoryRegistry:
    """A registry in a dictionary; names of keys do not tell capitals apart."""

    def __init__(self) -> None:
        self.keys: dict[str, dict[str, RegistryValue]] = {}

    def values(self, key: Key) -> dict[str, RegistryValue]:
        return dict(self.keys.get(str(key).casefold(), {}))

    def subkeys(self, key: Key) -> list[str]:
        head = f"{key}\\".casefold()
        below = (k[len(head) :].partition("\\")[0] for k in self.keys if k.startswith(head))
        return list(dict.fromkeys(below))

    def write(self, key: Key, name: str, value: RegistryValue) -> None:
        self.keys.setdefault(str(key).casefold(), {})[name] = value

    def delete(self, key: Key, name: str) -> None:
        self.keys.get(str(key).casefold(), {}).pop(name, None)


@dataclass
class Talker:
    """An interpreter: what it would say when it is asked."""

    prefix: Path
    xlsegment: str = ""
    xlwings: str = ""
    reason: str = ""
    pip: bool = True
    models: bool = True
    broken: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class Programs:
    """Programs that only note that they were run, and do what the real ones would leave."""

    talkers: dict[Path, Talker] = field(default_factory=dict)
    running: tuple[Running, ...] = ()
    ran: list[list[str] | str] = field(default_factory=list)
    left_behind: list[list[str]] = field(default_factory=list)
    index: str = "1.0.0"
    failing: dict[str, Answer] = field(default_factory=dict)
    new_version: Callable[[], None] = lambda: None

    def excels(self) -> tuple[Running, ...]:
        return self.running

    def leave_behind(self, command: Sequence[str]) -> None:
        self.left_behind.append(list(command))

    def run(self, command: Sequence[str] | str, seconds: float) -> Answer:
        self.ran.append(command if isinstance(command, str) else list(command))
        line = command if isinstance(command, str) else " ".join(command)
        for word, answer in self.failing.items():
            if word in line:
                return answer
        if isinstance(command, str):
            return Answer(0, "ready\n")
        words = list(command)
        if words[0] == "icacls":
            return Answer(0)
        talker = self.talkers.get(Path(words[0]))
        if talker is None or not Path(words[0]).is_file():
            return Answer(127, err="not found")
        return self._python(words, talker)

    def _python(self, words: list[str], talker: Talker) -> Answer:
        if "venv" in words:
            self._make(Path(words[-1]))
        elif "pip" in words and not talker.pip:
            return Answer(1, err="No module named pip")
        elif "pip" in words:
            if "--force-reinstall" in words:
                talker.broken = [each for each in talker.broken if each[0] not in words]
            talker.xlsegment, talker.reason = self.index, ""
            # pip leaves alone what it has installed before, however broken.
            if not talker.xlwings or "--force-reinstall" in words:
                install_xlwings(talker.prefix)
            talker.xlwings = "0.37.8"
        elif words[-2:] and words[-2] == "xlsegment" and words[-1] == "install":
            self.new_version()
        elif "WinDLL" in words[-1]:
            return Answer(0)
        elif words[-1].startswith("{"):
            return Answer(0, json.dumps(talker.broken) + "\n")
        else:
            return Answer(0, json.dumps(self._said(talker)) + "\n")
        return Answer(0)

    def _make(self, folder: Path) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        program = folder / "Scripts" / "python.exe"
        program.parent.mkdir(parents=True)
        program.write_bytes(b"python")
        self.talkers[program] = Talker(folder, reason="No module named 'xlsegment'")
        (folder / "bin").mkdir()
        shutil.copy(program, folder / "bin" / "python")
        self.talkers[folder / "bin" / "python"] = self.talkers[program]

    def _said(self, talker: Talker) -> dict[str, object]:
        files = {}
        if talker.xlwings:
            for name in (DLL, "xlwings32-0.37.8.dll", SCRIPT):
                files[name] = [str(talker.prefix / name), sha256(name.encode())]
        said: dict[str, object] = {
            "python": "3.11.9",
            "bits": 64,
            "pip": talker.pip,
            "models": talker.models,
            "xlsegment": talker.xlsegment,
            "xlwings": talker.xlwings,
            "files": files,
        }
        return said | ({"reason": talker.reason} if talker.reason else {})


def install_xlwings(prefix: Path) -> None:
    """Leave what the wheel of xlwings leaves."""
    for name in (DLL, "xlwings32-0.37.8.dll", SCRIPT):
        (prefix / name).write_bytes(name.encode())


class BreakableFiles(Files):
    """Files that refuse to be written when told so."""

    def __init__(self) -> None:
        self.refusing: dict[str, int] = {}
        self.swallowing: set[str] = set()

    def write(self, path: Path, content: bytes) -> None:
        self._check(path)
        if path.name not in self.swallowing:
            super().write(path, content)

    def remove(self, path: Path) -> None:
        self._check(path)
        super().remove(path)

    def _check(self, path: Path) -> None:
        if path.name in self.refusing:
            number = self.refusing[path.name]
            raise OSError(number, os.strerror(number), str(path))


@dataclass
class World:
    """A machine, what is on it, and the package that is being installed."""

    root: Path
    machine: Machine
    registry: MemoryRegistry
    programs: Programs
    files: BreakableFiles
    shipped: Shipped

    @property
    def places(self) -> Places:
        return places_of(self.machine)

    def look(self, *, thorough: bool = True, workbook: Path | None = None) -> Facts:
        return look(self.machine, self.shipped, thorough=thorough, workbook=workbook)

    def state(self) -> dict[str, object]:
        """Everything that an uninstall could leave behind."""
        files = {
            str(path.relative_to(self.root)): path.read_bytes() if path.is_file() else None
            for path in sorted(self.root.rglob("*"))
        }
        keys = {name: dict(values) for name, values in self.registry.keys.items() if values}
        return {"files": files, "registry": keys}

    def with_python(self, **changes: object) -> None:
        """Let another Python run this."""
        self.machine = replace(self.machine, python=replace(self.machine.python, **changes))

    def newer(self, version: str) -> Shipped:
        """Return a later package; the index has it, too."""
        self.programs.index = version
        rows = [("USE UDF SERVER", "True"), ("ADD_WORKBOOK_TO_PYTHONPATH", version)]
        return Shipped(version, addin_bytes(self.root / "newer.zip", rows))


def make_world(
    root: Path, *, user: str = "张三", ansi: str = "cp936", system: System = "windows"
) -> World:
    """Make a machine with Excel and a Python that has nothing of ours."""
    root.mkdir(parents=True, exist_ok=True)
    home = root / "Users" / user
    home.mkdir(parents=True)
    (root / "ProgramData").mkdir()
    registry, programs, files = MemoryRegistry(), Programs(), BreakableFiles()
    excel = root / "Office 16" / "EXCEL.EXE"
    excel.parent.mkdir()
    excel.write_bytes(b"MZ".ljust(0x3C, b"\0") + struct.pack("<I", 0x40) + b"PE\0\0\x64\x86")
    registry.write(EXCEL_PATHS, "", str(excel))
    registry.write(Key("HKCR", r"Excel.Application\CLSID"), "", "{1}")
    registry.write(Key("HKCR", r"CLSID\{1}\LocalServer32"), "", f'"{excel}" /automation')
    registry.write(
        Key("HKLM", r"SOFTWARE\Microsoft\Office\ClickToRun\Configuration"),
        "VersionToReport",
        "16.0.17328.20162",
    )
    python = root / "Python 311" / "python.exe"
    python.parent.mkdir()
    python.write_bytes(b"python")
    programs.talkers[python] = Talker(python.parent)
    environ = {
        "USERPROFILE": str(home),
        "APPDATA": str(home / "AppData" / "Roaming"),
        "LOCALAPPDATA": str(home / "AppData" / "Local"),
        "PROGRAMDATA": str(root / "ProgramData"),
        "USERDOMAIN": "DESK",
        "USERNAME": user,
        "Path": str(python.parent),
    }
    for name in ("APPDATA", "LOCALAPPDATA"):
        Path(environ[name]).mkdir(parents=True)
    machine = Machine(
        system=system,
        environ=environ,
        home=home,
        ansi=ansi,
        python=Python(python, python.parent, python, complete=False),
        registry=registry if system == "windows" else NoRegistry(),
        programs=programs,
        files=files,
    )
    shipped = Shipped("1.0.0", addin_bytes(root / "addin.zip"))
    (root / "addin.zip").unlink()
    return World(root, machine, registry, programs, files, shipped)


def disabled_item(path: str) -> bytes:
    """Pack a path as Excel does when it disables an add-in."""
    where, what = (f"{text}\0".encode("utf-16-le") for text in (path, "xlsegment"))
    return struct.pack("<3I", 1, len(where), len(what)) + where + what


ENOSPC, EACCES = errno.ENOSPC, errno.EACCES
DISABLED, MANAGER, OPTIONS = registered.DISABLED, registered.MANAGER, registered.OPTIONS
