"""Macro code as text: MS-OVBA 2.4.1, the reading half."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from typing import Final

_CHUNK: Final = 4096
_SIGNATURE: Final = 1
#: A module's code begins with these words, right behind the container's and the chunk's head.
_CODE: Final = re.compile(rb"\x01..\x00Attribut", re.DOTALL)


class BadContainer(Exception):
    """The bytes are no compressed container."""


def decompress(data: bytes) -> bytes:
    """Return what a compressed container holds.

    Raises
    ------
    BadContainer
        It is none, or is cut off.
    """
    if data[:1] != bytes([_SIGNATURE]):
        raise BadContainer
    out = bytearray()
    at = 1
    while at + 2 <= len(data):
        (head,) = struct.unpack_from("<H", data, at)
        size, signature, compressed = (head & 0x0FFF) + 3, head >> 12 & 7, head >> 15
        if signature != 3:
            break  # what follows belongs to something else
        body = data[at + 2 : at + size]
        if compressed:
            _inflate(body, out)
        else:
            out += body[:_CHUNK]
        at += size
    return bytes(out)


def _inflate(body: bytes, out: bytearray) -> None:
    """Append what a chunk's tokens say: characters, and copies of earlier ones."""
    begin, at = len(out), 0
    while at < len(body):
        flags = body[at]
        at += 1
        for bit in range(8):
            if at >= len(body):
                return
            if not flags >> bit & 1:
                out.append(body[at])
                at += 1
                continue
            if at + 2 > len(body):
                raise BadContainer
            (token,) = struct.unpack_from("<H", body, at)
            at += 2
            offset_bits = max(4, (len(out) - begin - 1).bit_length())
            length = (token & (0xFFFF >> offset_bits)) + 3
            offset = (token >> 16 - offset_bits) + 1
            if offset > len(out) - begin:
                raise BadContainer
            for _ in range(length):
                out.append(out[-offset])


def sources(name: str, stream: bytes) -> Iterator[bytes]:
    """Yield the texts that a stream of a VBA project holds compressed.

    Raises
    ------
    BadContainer
        There is one that cannot be read.
    """
    if name.endswith("VBA/dir"):
        yield decompress(stream)
    for found in _CODE.finditer(stream):
        yield decompress(stream[found.start() :])
