"""The compression of VBA streams: MS-OVBA 2.4.1, the writing half."""

from __future__ import annotations

import struct
from typing import Final

from xlsegment.errors import UnfitSource

_CHUNK: Final = 4096
_SIGNATURE: Final = b"\x01"
# A chunk starts with its size less three, the bits 011, and whether it is compressed.
_COMPRESSED: Final = 0xB000
_RAW: Final = 0x3000 | _CHUNK - 1
_SHORTEST_COPY: Final = 3


def compress(data: bytes) -> bytes:
    """Return ``data`` as a compressed container.

    Raises
    ------
    UnfitSource
        The last chunk is nearly full and does not compress: the format cannot hold that.
        Program text always compresses.
    """
    chunks = (data[start : start + _CHUNK] for start in range(0, len(data), _CHUNK))
    return _SIGNATURE + b"".join(_chunk(chunk) for chunk in chunks)


def _chunk(data: bytes) -> bytes:
    tokens = _tokens(data)
    if len(tokens) <= _CHUNK:
        return struct.pack("<H", _COMPRESSED | len(tokens) - 1) + tokens
    if len(data) < _CHUNK:
        # Only whole chunks may stand uncompressed; this one would come back with zeros behind it.
        raise UnfitSource(module="VBA", reason="incompressible")
    return struct.pack("<H", _RAW) + data


def _tokens(data: bytes) -> bytes:
    """Return groups of eight tokens, each group behind a byte that tells copies from literals."""
    out = bytearray()
    seen: dict[bytes, list[int]] = {}
    at = 0
    while at < len(data):
        flags, group = 0, bytearray()
        for bit in range(8):
            if at == len(data):
                break
            offset, length = _longest_match(data, at, seen)
            if length:
                flags |= 1 << bit
                group += struct.pack("<H", offset - 1 << 16 - _offset_bits(at) | length - 3)
            else:
                group.append(data[at])
                length = 1
            for start in range(at, at + length):
                seen.setdefault(data[start : start + _SHORTEST_COPY], []).append(start)
            at += length
        out.append(flags)
        out += group
    return bytes(out)


def _offset_bits(at: int) -> int:
    """How many of a copy token's 16 bits hold the offset, ``at`` bytes into the chunk."""
    return max(4, (at - 1).bit_length())


def _longest_match(data: bytes, at: int, seen: dict[bytes, list[int]]) -> tuple[int, int]:
    """Return offset and length of the longest earlier occurrence; length 0 if none is worth it."""
    if len(data) - at < _SHORTEST_COPY:
        return 0, 0
    longest = min((0xFFFF >> _offset_bits(at)) + _SHORTEST_COPY, len(data) - at)
    best_offset = best = 0
    for start in reversed(seen.get(data[at : at + _SHORTEST_COPY], ())):
        length = _SHORTEST_COPY
        while length < longest and data[start + length] == data[at + length]:
            length += 1
        if length > best:
            best_offset, best = at - start, length
            if best == longest:
                break
    return best_offset, best
