"""The obfuscation of three values of a PROJECT stream: MS-OVBA 2.4.3.2."""

from __future__ import annotations

import struct
from typing import Final

_VERSION: Final = 2
# Any byte will do; a fixed one gives the same file on every build.
_SEED: Final = 0x5A


def encrypt(project_id: str, data: bytes) -> str:
    """Return ``data`` as the hexadecimal text that the PROJECT stream keeps.

    Parameters
    ----------
    project_id
        The project's GUID with its braces; its characters add up to the key.
    data
        The value, a few bytes.
    """
    key = sum(project_id.encode("ascii")) & 0xFF
    out = bytearray([_SEED, _SEED ^ _VERSION, _SEED ^ key])
    plain = key
    padding = bytes((_SEED & 6) // 2)
    for byte in padding + struct.pack("<I", len(data)) + data:
        out.append(byte ^ (out[-2] + plain & 0xFF))
        plain = byte
    return out.hex().upper()
