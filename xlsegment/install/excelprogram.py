"""Excel itself: where it lies, which version, how many bits, and who pretends to be it."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath
from typing import Final

from xlsegment.install.machine import Key, Machine

_APP_PATHS: Final = r"SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\excel.exe"
_CLICK_TO_RUN: Final = Key("HKLM", r"SOFTWARE\Microsoft\Office\ClickToRun\Configuration")
_INSTALL_ROOT: Final = Key("HKLM", r"SOFTWARE\Microsoft\Office\16.0\Excel\InstallRoot")
_MAC_PROGRAM: Final = Path("/Applications/Microsoft Excel.app")
_PROGRAM: Final = "excel.exe"
_BITS: Final = {0x14C: 32, 0x8664: 64, 0xAA64: 64}
_PE_HEADER: Final = 0x3C
# The first builds in which a formula can spill; Excel 2019 stays below for good.
_FIRST_SPILLING_BUILD: Final = 12527


@dataclass(frozen=True, slots=True)
class Excel:
    """An installed Excel; what is not known is empty or 0."""

    path: str
    version: str = ""
    bits: int = 0

    @property
    def spills(self) -> bool | None:
        """Whether formulas spill; None if the version does not tell."""
        parts = self.version.split(".")
        if len(parts) < 3 or not parts[2].isdigit():
            return None
        return int(parts[2]) >= _FIRST_SPILLING_BUILD


def find_excel(machine: Machine) -> Excel | None:
    """Return the installed Excel."""
    if machine.system == "macos":
        return Excel(str(_MAC_PROGRAM), bits=64) if _MAC_PROGRAM.exists() else None
    if machine.system != "windows":
        return None
    path = _path(machine)
    if path is None:
        return None
    settings = machine.registry.values(_CLICK_TO_RUN)
    version = str(settings.get("VersionToReport", ""))
    platform = {"x64": 64, "x86": 32}.get(str(settings.get("Platform", "")).casefold(), 0)
    return Excel(path, version, _bits_of(Path(path)) or platform)


def taken_for_excel(machine: Machine) -> str:
    """Return the program that Windows starts when it is asked for Excel; empty if none."""
    number = _class(machine, r"Excel.Application\CLSID")
    server = _class(machine, rf"CLSID\{number}\LocalServer32") if number else ""
    return _program_in(machine.expand(server))


def is_excel(path: str) -> bool:
    """Tell whether a program is Excel by its file name."""
    return PureWindowsPath(path).name.casefold() == _PROGRAM


def _class(machine: Machine, path: str) -> str:
    """Return what is registered for a class: for this user first, as Windows does."""
    for key in (Key("HKCU", rf"Software\Classes\{path}"), Key("HKCR", path)):
        found = machine.registry.values(key).get("")
        if isinstance(found, str) and found:
            return found
    return ""


def _path(machine: Machine) -> str | None:
    for key in (Key("HKCU", _APP_PATHS), Key("HKLM", _APP_PATHS)):
        found = machine.registry.values(key).get("")
        if isinstance(found, str) and is_excel(_program_in(found)):
            return _program_in(found)
    folder = machine.registry.values(_INSTALL_ROOT).get("Path")
    if isinstance(folder, str):
        return str(PureWindowsPath(folder) / "EXCEL.EXE")
    server = taken_for_excel(machine)
    return server if is_excel(server) else None


def _program_in(command: str) -> str:
    """Return the program of a command line, which may be quoted and have options."""
    quoted = re.match(r'\s*"([^"]+)"', command)
    if quoted:
        return quoted[1]
    plain = re.match(r"\s*(.+?\.exe)\b", command, re.IGNORECASE)
    return plain[1] if plain else command.strip()


def _bits_of(path: Path) -> int:
    """Read from the program file for which processor it is made."""
    try:
        with path.open("rb") as file:
            head = file.read(4096)
    except OSError:
        return 0
    if len(head) < _PE_HEADER + 4:
        return 0
    (at,) = struct.unpack_from("<I", head, _PE_HEADER)
    if head[at : at + 4] != b"PE\0\0" or len(head) < at + 6:
        return 0
    return _BITS.get(struct.unpack_from("<H", head, at + 4)[0], 0)
