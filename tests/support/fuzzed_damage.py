"""Damage to the bytes of a workbook: to the file, to a part, or to what a part says."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from random import Random

from tests.support.hostile import pack, unpack

_NUMBERS = (b"0", b"-1", b"4294967296", b"999999999999999999999", b"1.5", b"", b"x", b"1048577")
_TEXTS = (
    b"<!--x-->",
    b"<x/>",
    b"&amp;",
    b"\0",
    b"\xff\xfe",
    b"]]>",
    b"&#0;",
    b"&nope;",
    b"<a",
    b">",
)
_XML = (".xml", ".rels", ".vml")

_NOT_UNPACKED = (
    *(ValueError, LookupError, RuntimeError, OSError, EOFError, struct.error),
    *(zipfile.BadZipFile, zlib.error),
)

Damage = Callable[[bytes, Random], bytes]


def damaged(data: bytes, rng: Random) -> bytes:
    """Return a file with one to three damages."""
    for _ in range(rng.randrange(1, 4)):
        if not data.startswith(b"PK"):
            break
        try:
            data = rng.choice(_DAMAGES)(data, rng)
        except _NOT_UNPACKED:
            break  # it is so damaged already that it cannot be damaged further
    return data


def _in_part(change: Damage) -> Damage:
    def make(data: bytes, rng: Random) -> bytes:
        parts = unpack(data)
        name = rng.choice([n for n in sorted(parts) if n.endswith(_XML)])
        parts[name] = change(parts[name], rng)
        return pack(parts)

    return make


def _flipped(data: bytes, rng: Random) -> bytes:
    spoilt = bytearray(data)
    for _ in range(rng.choice((1, 1, 4))):
        spoilt[rng.randrange(len(spoilt))] ^= 1 << rng.randrange(8)
    return bytes(spoilt)


def _cut(data: bytes, rng: Random) -> bytes:
    return data[: rng.randrange(len(data))]


def _stretch_gone(data: bytes, rng: Random) -> bytes:
    start = rng.randrange(len(data))
    return data[:start] + data[start + rng.randrange(1, 60) :]


def _stuck_in(data: bytes, rng: Random) -> bytes:
    at = rng.randrange(len(data) + 1)
    return data[:at] + rng.choice(_TEXTS) + data[at:]


def _swapped(pattern: bytes, values: tuple[bytes, ...]) -> Damage:
    """Replace what one match of a pattern holds by another value."""
    found = re.compile(pattern)

    def make(data: bytes, rng: Random) -> bytes:
        places = [match.span(1) for match in found.finditer(data)]
        if not places:
            return data
        start, end = rng.choice(places)
        return data[:start] + rng.choice(values) + data[end:]

    return make


def _twice(data: bytes, rng: Random) -> bytes:
    tags = [match.span() for match in re.finditer(rb"<[^<>?]+>", data)]
    if not tags:
        return data
    start, end = rng.choice(tags)
    return data[:end] + data[start:end] + data[end:]


def _without_part(data: bytes, rng: Random) -> bytes:
    parts = unpack(data)
    del parts[rng.choice(sorted(parts))]
    return pack(parts)


def _parts_exchanged(data: bytes, rng: Random) -> bytes:
    parts = unpack(data)
    one, other = rng.choice(sorted(parts)), rng.choice(sorted(parts))
    parts[one], parts[other] = parts[other], parts[one]
    return pack(parts)


_DAMAGES: tuple[Damage, ...] = (
    _flipped,
    _cut,
    _stretch_gone,
    _without_part,
    _parts_exchanged,
    _in_part(_flipped),
    _in_part(_cut),
    _in_part(_stretch_gone),
    _in_part(_stuck_in),
    _in_part(_twice),
    _in_part(lambda data, rng: b""),
    *[_in_part(_swapped(rb'="([^"]*)"', _NUMBERS))] * 3,
    _in_part(_swapped(rb"(<[^<>?!/]+/?>)", (b"",))),
    _in_part(_swapped(rb">([^<>]+)<", (*_NUMBERS, *_TEXTS))),
    _in_part(_swapped(rb' t="(\w+)"', (b"s", b"e", b"b", b"d", b"str", b"inlineStr", b"n", b"z"))),
    _in_part(_swapped(rb' r="([A-Z]*\d+)"', (b"A1", b"XFE1", b"a5", b"7", b"", b"A0"))),
    _in_part(_swapped(rb' ref="([^"]+)"', (b"A1", b"A1:A1", b"Z9:A1", b"1:1", b"A:A", b"A4:ZZ9"))),
    _in_part(_swapped(rb"^(<\?xml[^>]*>)", (b"", b'<?xml version="1.0" encoding="GBK"?>'))),
)
