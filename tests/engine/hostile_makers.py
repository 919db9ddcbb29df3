"""How a sound workbook is spoilt."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable

Parts = dict[str, bytes]
Maker = Callable[[bytes], bytes]

BOOK = "xl/workbook.xml"
SHEET = "xl/worksheets/sheet1.xml"
TYPES = "[Content_Types].xml"
BOOK_RELS = "xl/_rels/workbook.xml.rels"
TABLE = "xl/tables/table1.xml"
STYLES = "xl/styles.xml"
CFB = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
DOCTYPE = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
EXTERNAL = b'<!DOCTYPE x SYSTEM "file:///etc/passwd">'
MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
XLSX_TYPE = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
XLSB_TYPE = b"application/vnd.ms-excel.sheet.binary.macroEnabled.main"


def unpack(good: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(good)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pack(parts: Parts, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


def edited(*changes: tuple[str, bytes, bytes]) -> Maker:
    """Replace bytes in parts of the workbook."""

    def make(good: bytes) -> bytes:
        parts = unpack(good)
        for part, old, new in changes:
            assert old in parts[part], (part, old)
            parts[part] = parts[part].replace(old, new, 1)
        return pack(parts)

    return make


def without(*names: str) -> Maker:
    return lambda good: pack({n: d for n, d in unpack(good).items() if n not in names})


def with_part(name: str, data: bytes) -> Maker:
    return lambda good: pack({**unpack(good), name: data})


def whole(part: str, change: Callable[[bytes], bytes]) -> Maker:
    def make(good: bytes) -> bytes:
        parts = unpack(good)
        parts[part] = change(parts[part])
        return pack(parts)

    return make


def records(data: bytes) -> list[int]:
    """Return where the entries of the zip directory start."""
    end = data.rindex(b"PK\5\6")
    count, _, at = struct.unpack_from("<HII", data, end + 10)
    found = []
    for _ in range(count):
        found.append(at)
        name, extra, comment = struct.unpack_from("<3H", data, at + 28)
        at += 46 + name + extra + comment
    return found


def entry(data: bytes, name: str) -> int:
    for at in records(data):
        length = struct.unpack_from("<H", data, at + 28)[0]
        if data[at + 46 : at + 46 + length].decode() == name:
            return at
    raise AssertionError(name)


def directory(name: str, offset: int, form: str, value: int) -> Maker:
    """Change one field in the zip directory entry of a part."""

    def make(good: bytes) -> bytes:
        data = bytearray(good)
        struct.pack_into(form, data, entry(good, name) + offset, value)
        return bytes(data)

    return make


def flipped(name: str) -> Maker:
    """Change one byte in the middle of a part's compressed data."""

    def make(good: bytes) -> bytes:
        data = bytearray(good)
        at = entry(good, name)
        size, start = (
            struct.unpack_from("<I", good, at + 20)[0],
            struct.unpack_from("<I", good, at + 42)[0],
        )
        data[start + 30 + len(name) + size // 2] ^= 0xFF
        return bytes(data)

    return make


def renamed(old: str, new: str) -> Maker:
    """Give a part another name of the same length, in directory and header."""
    assert len(old) == len(new)
    return lambda good: good.replace(old.encode(), new.encode())


def many_members(good: bytes) -> bytes:
    return pack(unpack(good) | {f"junk/{i}": b"" for i in range(20_001)}, zipfile.ZIP_STORED)


def duplicate(good: bytes) -> bytes:
    stream = io.BytesIO(good)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("xl/Theme/theme1.xml", b"<x/>")
    return stream.getvalue()


def same_name(good: bytes) -> bytes:
    return with_part("xl/theme/themeX.xml", b"<x/>")(good).replace(
        b"xl/theme/themeX.xml", b"xl/theme/theme1.xml"
    )


def overlapping(good: bytes) -> bytes:
    data = bytearray(good)
    first = struct.unpack_from("<I", good, entry(good, "docProps/app.xml") + 42)[0]
    struct.pack_into("<I", data, entry(good, "docProps/core.xml") + 42, first)
    return bytes(data)


def nested_overlap(good: bytes) -> bytes:
    """A member whose data contain another member, header and all (the quine-like bomb)."""
    data = bytearray(good)
    at = entry(good, "xl/theme/theme1.xml")
    size = struct.unpack_from("<I", good, at + 20)[0]
    struct.pack_into("<I", data, at + 20, size + 40)
    return bytes(data)


def beheaded(good: bytes) -> bytes:
    """Spoil the signature of a part's local header."""
    data = bytearray(good)
    start = struct.unpack_from("<I", good, entry(good, "docProps/app.xml") + 42)[0]
    data[start : start + 4] = b"PKxx"
    return bytes(data)


def as_utf16(data: bytes) -> bytes:
    return data.decode().replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16")
