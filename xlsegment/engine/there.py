"""Whether a file lies at a path, before anybody reads or replaces it."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Final

from xlsegment.errors import CannotRead, FileMissing, NotAFile, ReadOnlyFolder
from xlsegment.errors.oserror import reason_of
from xlsegment.text import Text

_FOLDER: Final = Text("文件夹", "a folder")
_DEVICE: Final = Text("管道或设备", "a pipe or a device")


def check_file(path: Path) -> None:
    """Refuse a path at which no file lies.

    Raises
    ------
    FileMissing, NotAFile, CannotRead
        Nothing is there, or something else, or nobody may look.
    """
    if not is_file(path):
        raise FileMissing(file=path.name)


def taken(path: Path) -> bool:
    """Tell whether a file lies where one is to be written.

    Raises
    ------
    NotAFile, ReadOnlyFolder, CannotRead
        No file can be written there.
    """
    try:
        return is_file(path)
    except CannotRead as error:
        if isinstance(error.__cause__, PermissionError):
            raise ReadOnlyFolder(file=path.name, folder=shown_folder(path)) from error
        raise


def shown_folder(path: Path) -> Path:
    """Return the folder of a file as it was given, or where it is if that is not what it says."""
    given, real = path.parent, path.resolve().parent
    return given if given.name and given.resolve() == real else real


def same_file(one: Path, other: Path) -> bool:
    """Tell whether two paths lead to one file that is there."""
    try:
        return one.samefile(other)
    except OSError:
        return False


def is_file(path: Path) -> bool:
    """Tell a file from nothing.

    Raises
    ------
    NotAFile, CannotRead
        It is neither, or nobody may look.
    """
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError, ValueError):  # no name holds a null character
        return False
    except OSError as error:
        raise CannotRead(file=path.name, reason=reason_of(error)) from error
    if not stat.S_ISREG(mode):
        what = _FOLDER if stat.S_ISDIR(mode) else _DEVICE
        raise NotAFile(file=path.name or path, what=what)
    return True
