"""What else lives on the machine: other Pythons, other add-ins."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from xlsegment.install import registered
from xlsegment.install.machine import Hive, Key, Machine
from xlsegment.install.places import OPTIONS, Places

_PYTHONS: Final[tuple[Hive, ...]] = ("HKCU", "HKLM")
_PYTHON_CORE: Final = r"Software\Python\PythonCore"
_XLWINGS: Final = "xlwings.xlam"
_INTELLISENSE: Final = "exceldna.intellisense"


@dataclass(frozen=True, slots=True)
class Others:
    """What people ask about when something does not work.

    Attributes
    ----------
    pythons
        Interpreters that a command line would find, in its order, then the registered ones.
    xlwings
        Whether xlwings' own add-in is there, too. It does no harm.
    intellisense
        Whether Excel-DNA IntelliSense shows help while a formula is typed.
    """

    pythons: tuple[Path, ...] = ()
    xlwings: bool = False
    intellisense: bool = False


def look_for_others(machine: Machine, places: Places) -> Others:
    """Look around."""
    names = [
        file.name.casefold()
        for folder in (places.startup, *places.others)
        if folder.is_dir()
        for file in folder.iterdir()
    ]
    opened = [
        text.casefold()
        for value in machine.registry.values(OPTIONS).values()
        for text in registered.texts_of(value)
    ]
    mentioned = [*names, *opened]
    return Others(
        pythons=_pythons(machine),
        xlwings=any(_XLWINGS in each for each in mentioned),
        intellisense=any(_INTELLISENSE in each for each in mentioned),
    )


def _pythons(machine: Machine) -> tuple[Path, ...]:
    windows = machine.system == "windows"
    program, separator = ("python.exe", ";") if windows else ("python3", ":")
    folders = [Path(each.strip('" ')) for each in machine.variable("PATH").split(separator) if each]
    for hive in _PYTHONS:
        core = Key(hive, _PYTHON_CORE)
        for version in machine.registry.subkeys(core):
            found = machine.registry.values(core.below(version).below("InstallPath")).get("")
            if isinstance(found, str):
                folders.append(Path(found))
    present = [folder / program for folder in folders if (folder / program).is_file()]
    return tuple(dict.fromkeys(present))
