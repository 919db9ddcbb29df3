"""Compound files as macros, objects and workbooks before 2007 are kept: their streams."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from typing import Final

import olefile

from xlsegment.privacy.unreadable import Unreadable

CFB: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: Of its header: size of sectors and of small sectors, as powers of two, at these places.
_POWERS: Final = struct.Struct("<30x2H")
_LARGEST_POWER: Final = 12
#: What reading a damaged one fails with, wherever its numbers point.
_DAMAGE: Final = (OSError, struct.error, IndexError, ValueError, OverflowError, RecursionError)


def streams(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of each stream of a compound file.

    Raises
    ------
    Unreadable
        It is damaged, or encrypted.
    """
    if len(data) < _POWERS.size or max(_POWERS.unpack_from(data)) > _LARGEST_POWER:
        raise Unreadable  # powers beyond that make numbers of thousands of digits
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as compound:
            if compound.exists("EncryptedPackage"):
                raise Unreadable
            for path in compound.listdir(streams=True, storages=False):
                yield "/".join(path), compound.openstream(path).read()
    except _DAMAGE as error:
        raise Unreadable from error
