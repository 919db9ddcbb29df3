"""What about one workbook can keep the add-in from working with it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from xlsegment.errors import FileMissing
from xlsegment.install import conf
from xlsegment.install.addinfile import settings_of
from xlsegment.install.machine import Machine
from xlsegment.install.places import CONF

_CLOUDS: Final = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")


@dataclass(frozen=True, slots=True)
class Workbook:
    """A workbook that does not work as expected; its name is never told.

    Attributes
    ----------
    sheet, beside
        The settings on its own sheet and in a file beside it.
    """

    marked: bool
    synchronised: bool
    sheet: dict[str, str]
    beside: dict[str, str]


def look_at(machine: Machine, path: Path) -> Workbook:
    """Look at a workbook.

    Raises
    ------
    FileMissing
        There is no such file.
    """
    content = machine.files.read(path)
    if content is None:
        raise FileMissing(file=path.name)
    place = path.absolute()
    clouds = [Path(folder) for name in _CLOUDS if (folder := machine.variable(name))]
    beside = machine.files.read(place.with_name(CONF))
    return Workbook(
        marked=machine.files.is_marked(place),
        synchronised=any(place.is_relative_to(cloud) for cloud in clouds),
        sheet=settings_of(content) or {},
        beside=conf.read(beside, machine.ansi) if beside else {},
    )
