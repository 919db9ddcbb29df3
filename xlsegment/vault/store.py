"""The vault's file: read whole, replaced whole, by one writer at a time."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from xlsegment.engine.atomic import Replacement, check_target
from xlsegment.errors import (
    CannotRead,
    CannotWrite,
    NoVault,
    VaultBusy,
    VaultChanged,
    VaultDamaged,
    VaultExists,
    VaultFull,
)
from xlsegment.errors.oserror import reason_of
from xlsegment.text import Text
from xlsegment.vault.layout import MAX_BYTES
from xlsegment.vault.sealing import digest

_WAIT: Final = 10.0  # seconds
_TOO_LARGE: Final = Text("文件太大", "it is too large")


def read(path: Path) -> bytes:
    """Return a vault's bytes.

    Raises
    ------
    NoVault, VaultDamaged, CannotRead
        There are none, or far too many.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise NoVault(file=path.name) from error
    except OSError as error:
        raise CannotRead(file=path.name, reason=reason_of(error)) from error
    if len(data) > MAX_BYTES:
        raise VaultDamaged(file=path.name, reason=_TOO_LARGE)
    return data


def write(path: Path, data: bytes, before: bytes | None) -> None:
    """Replace a vault in one step.

    Parameters
    ----------
    path
        The vault.
    data
        What it shall hold.
    before
        Digest of what it must still hold; None where there must be none yet.

    Raises
    ------
    VaultBusy, VaultChanged, VaultExists, VaultFull, EngineError
        The vault is what it was, or what somebody else has made of it meanwhile.
    """
    if len(data) > MAX_BYTES:
        raise VaultFull(file=path.name, size=_megabytes(len(data)), limit=_megabytes(MAX_BYTES))
    check_target(path)
    # Beside the vault, so that it works between machines that share the folder. It stays: who
    # removes a lock's file may take it from under somebody else.
    name = path.with_name(f".{path.name}.lock")
    lock = FileLock(name, timeout=_WAIT, mode=0o666)
    try:
        lock.acquire()
    except Timeout as error:
        raise VaultBusy(file=path.name, lock=name.name) from error
    except OSError as error:
        raise CannotWrite(file=path.name, reason=reason_of(error)) from error
    try:
        with Replacement(path) as replacement:
            if before is None and path.exists():
                raise VaultExists(file=path.name)
            if before is not None and digest(read(path)) != before:
                raise VaultChanged(file=path.name)
            replacement.open().write(data)
    finally:
        lock.release()


def _megabytes(size: int) -> str:
    return f"{size / (1 << 20):,.0f} MB"
