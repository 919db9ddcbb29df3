"""Where everything goes on a machine."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from xlsegment.install.machine import Key, Machine

ADDIN: Final = "xlsegment.xlam"
CONF: Final = "xlsegment.conf"
OWN_FOLDER: Final = ".xlsegment"
XLWINGS: Final = "0.37.8"
SCRIPT: Final = f"xlwings-{XLWINGS}.applescript"
OPTIONS: Final = Key("HKCU", r"Software\Microsoft\Office\16.0\Excel\Options")


def dll_name(bits: int) -> str:
    """Return the library that an Excel of 32 or 64 bits loads."""
    return f"xlwings{bits or 64}-{XLWINGS}.dll"


@dataclass(frozen=True, slots=True)
class Places:
    """The files and folders of an installation.

    Attributes
    ----------
    data
        The program's own folder of this user.
    environment
        The virtual environment that the installer makes, where it makes one.
    shared
        Whether other users of the machine could write there unless it is closed to them.
    conf
        The user's settings file; None where VBA could not open it. Then the settings stand on
        the add-in's own sheet.
    startup
        From which Excel loads every add-in when it starts.
    others
        Folders in which older copies of the add-in may lie.
    """

    data: Path
    environment: Path
    shared: bool
    conf: Path | None
    startup: Path
    others: tuple[Path, ...]
    script: Path | None = None

    @property
    def manifest(self) -> Path:
        """Where the installer notes what it has made."""
        return self.data / "install.json"

    @property
    def state(self) -> Path:
        """What a run inside Excel leaves when it is cut off."""
        return self.data / "state.json"

    @property
    def addin(self) -> Path:
        """The add-in."""
        return self.startup / ADDIN


def places_of(machine: Machine) -> Places:
    """Work out the places for one user of one machine."""
    if machine.system == "windows":
        return _windows(machine)
    if machine.system == "macos":
        return _macos(machine)
    data = Path(machine.variable("XDG_DATA_HOME") or machine.home / ".local" / "share")
    own = data / "xlsegment"
    return Places(own, own / "env", False, own / CONF, own, ())


def interpreter_in(environment: Path, machine: Machine) -> Path:
    """Return the interpreter of a virtual environment."""
    if machine.system == "windows":
        return environment / "Scripts" / "python.exe"
    return environment / "bin" / "python"


def _windows(machine: Machine) -> Places:
    roaming = Path(machine.variable("APPDATA") or machine.home / "AppData" / "Roaming")
    local = Path(machine.variable("LOCALAPPDATA") or machine.home / "AppData" / "Local")
    profile = Path(machine.variable("USERPROFILE") or machine.home)
    own = local / "xlsegment"
    environment, shared = own / "env", False
    if not machine.fits_ansi(environment):
        # VBA cannot reach into the user's folder. This one any user can make without being an
        # administrator; it is closed to the other users before anything is put into it.
        common = Path(machine.variable("PROGRAMDATA") or "C:\\ProgramData")
        digest = hashlib.sha256(str(profile).casefold().encode()).hexdigest()[:12]
        environment, shared = common / f"xlsegment-{digest}" / "env", True
    conf = profile / OWN_FOLDER / CONF
    startup = roaming / "Microsoft" / "Excel" / "XLSTART"
    others = [roaming / "Microsoft" / "AddIns"]
    alternate = machine.registry.values(OPTIONS).get("AltStartup")
    if isinstance(alternate, str) and alternate.strip():
        others.append(Path(machine.expand(alternate.strip())))
    return Places(
        data=own,
        environment=environment,
        shared=shared,
        conf=conf if machine.fits_ansi(conf) else None,
        startup=startup,
        others=tuple(folder for folder in others if folder != startup),
    )


def _macos(machine: Machine) -> Places:
    library = machine.home / "Library"
    office = library / "Group Containers" / "UBF8T346G9.Office" / "User Content.localized"
    own = library / "Application Support" / "xlsegment"
    return Places(
        data=own,
        environment=own / "env",
        shared=False,
        conf=library / "Containers" / "com.microsoft.Excel" / "Data" / CONF,
        startup=office / "Startup.localized" / "Excel",
        others=(office / "Add-Ins.localized",),
        script=library / "Application Scripts" / "com.microsoft.Excel" / SCRIPT,
    )
