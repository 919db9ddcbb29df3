"""Writing a package: members copied as they are, or new ones, in a given order."""

from __future__ import annotations

import struct
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, BinaryIO, Final, cast

from xlsegment.engine import codec
from xlsegment.engine.container import Container

# New parts get one fixed time, so that the same edit always gives the same bytes.
EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_LIMIT32: Final = 0xFFFFFFFF
_LIMIT16: Final = 0xFFFF
_UTF8: Final = 0x800
_DESCRIPTOR: Final = 0x08
_SPOOL_MEMORY: Final = 4 << 20


class Packed:
    """The compressed content of a new or changed part, kept in memory or a temporary file."""

    def __init__(self, pieces: Iterable[bytes], folder: Path) -> None:
        engine = codec.compressor()
        self.crc = self.size = self.packed = 0
        self.file: IO[bytes] = tempfile.SpooledTemporaryFile(  # noqa: SIM115 - lives on
            _SPOOL_MEMORY, dir=str(folder)
        )
        try:
            for piece in pieces:
                self.crc = codec.crc32(piece, self.crc)
                self.size += len(piece)
                self._put(engine.compress(piece))
            self._put(engine.flush())
        except BaseException:
            self.file.close()
            raise

    def _put(self, data: bytes) -> None:
        self.packed += len(data)
        self.file.write(data)

    def content(self) -> Iterator[bytes]:
        """Yield what was compressed."""
        return codec.inflate(
            cast("BinaryIO", self.file), 0, self.packed, codec.DEFLATED, self.size, self.crc
        )

    def copy_to(self, out: BinaryIO) -> None:
        """Write the compressed bytes."""
        self.file.seek(0)
        while data := self.file.read(codec.COPY_BYTES):
            out.write(data)

    def close(self) -> None:
        """Free the temporary file."""
        self.file.close()


class ZipWriter:
    """Writes one zip file from its first byte to its last."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._entries: list[zipfile.ZipInfo] = []

    def copy(self, package: Container, part: str) -> None:
        """Copy a member: its compressed bytes, its header and its time stay the same."""
        old = package.info(part)
        entry = _twin(old)
        entry.header_offset = self._out.tell()
        entry.CRC, entry.file_size, entry.compress_size = (
            old.CRC, old.file_size, old.compress_size,
        )  # fmt: skip
        entry.compress_type = old.compress_type
        if old.flag_bits & _DESCRIPTOR:
            # Sizes stood behind the data; they are known now and go into the header.
            entry.extra = b""
            self._out.write(_local_header(entry))
        else:
            entry.extra = _without_zip64(old.extra)
            self._out.write(package.header(part))
        for data in package.raw(part):
            self._out.write(data)
        self._entries.append(entry)

    def add(self, name: str, packed: Packed, old: zipfile.ZipInfo | None) -> None:
        """Write a new member, or one that takes the place (and time) of an old one."""
        entry = _twin(old) if old else zipfile.ZipInfo(name, EPOCH)
        entry.header_offset = self._out.tell()
        entry.CRC, entry.file_size, entry.compress_size = packed.crc, packed.size, packed.packed
        entry.compress_type = codec.DEFLATED
        self._out.write(_local_header(entry))
        packed.copy_to(self._out)
        self._entries.append(entry)

    def finish(self, comment: bytes) -> None:
        """Write the zip directory."""
        start = self._out.tell()
        for entry in self._entries:
            self._out.write(_directory_entry(entry))
        self._out.write(_end(len(self._entries), start, self._out.tell(), comment))


def _twin(old: zipfile.ZipInfo) -> zipfile.ZipInfo:
    twin = zipfile.ZipInfo(old.filename, old.date_time)
    twin.orig_filename = old.orig_filename
    twin.create_system, twin.create_version = old.create_system, old.create_version
    twin.extract_version, twin.flag_bits = old.extract_version, old.flag_bits & ~_DESCRIPTOR
    twin.internal_attr, twin.external_attr = old.internal_attr, old.external_attr
    twin.comment = old.comment
    return twin


def _name(entry: zipfile.ZipInfo) -> tuple[bytes, int]:
    """Return the name as bytes and the flags that say how it is written."""
    if entry.flag_bits & _UTF8:
        return entry.orig_filename.encode(), entry.flag_bits
    try:
        return entry.orig_filename.encode("cp437"), entry.flag_bits
    except UnicodeEncodeError:
        return entry.orig_filename.encode(), entry.flag_bits | _UTF8


def _dos_time(entry: zipfile.ZipInfo) -> tuple[int, int]:
    year, month, day, hour, minute, second = entry.date_time
    return hour << 11 | minute << 5 | second // 2, (year - 1980) << 9 | month << 5 | day


def _local_header(entry: zipfile.ZipInfo) -> bytes:
    name, flags = _name(entry)
    time, date = _dos_time(entry)
    sizes = (entry.compress_size, entry.file_size)
    extra = b""
    if max(sizes) >= _LIMIT32:
        extra = struct.pack("<HHQQ", 1, 16, sizes[1], sizes[0])
        sizes = (_LIMIT32, _LIMIT32)
    head = struct.pack(
        "<4s5H3I2H", b"PK\3\4", 45 if extra else 20, flags, entry.compress_type, time, date,
        entry.CRC, *sizes, len(name), len(extra),
    )  # fmt: skip
    return head + name + extra


def _directory_entry(entry: zipfile.ZipInfo) -> bytes:
    name, flags = _name(entry)
    time, date = _dos_time(entry)
    values = (entry.file_size, entry.compress_size, entry.header_offset)
    large = [value for value in values if value >= _LIMIT32]
    size, packed, offset = (min(value, _LIMIT32) for value in values)
    extra = entry.extra
    if large:
        extra = struct.pack(f"<HH{len(large)}Q", 1, 8 * len(large), *large) + extra
    needed = max(45 if large else 20, entry.extract_version)
    head = struct.pack(
        "<4s4B4H3I5H2I", b"PK\1\2", entry.create_version, entry.create_system, needed & 0xFF,
        0, flags, entry.compress_type, time, date, entry.CRC, packed, size, len(name),
        len(extra), len(entry.comment), 0, entry.internal_attr, entry.external_attr, offset,
    )  # fmt: skip
    return head + name + extra + entry.comment


def _end(count: int, start: int, end: int, comment: bytes) -> bytes:
    size = end - start
    out = b""
    if count >= _LIMIT16 or start >= _LIMIT32 or size >= _LIMIT32:
        out += struct.pack(
            "<4sQ2H2I4Q", b"PK\6\6", 44, 45, 45, 0, 0, count, count, size, start
        )  # fmt: skip
        out += struct.pack("<4sIQI", b"PK\6\7", 0, end, 1)
    short = (min(count, _LIMIT16), min(size, _LIMIT32), min(start, _LIMIT32))
    tail = (b"PK\5\6", 0, 0, short[0], *short, len(comment))
    return out + struct.pack("<4s4H2IH", *tail) + comment


def _without_zip64(extra: bytes) -> bytes:
    out, at = b"", 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, at)
        if kind != 1:
            out += extra[at : at + 4 + length]
        at += 4 + length
    return out
