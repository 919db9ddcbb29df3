"""Checks of a zip directory before anything is read: damage, tricks and bombs."""

from __future__ import annotations

import re
import struct
import zipfile
from typing import BinaryIO, Final

from xlsegment.engine.codec import DEFLATED, STORED
from xlsegment.errors import DamagedPackage, EncryptedWorkbook, HostilePackage
from xlsegment.text import Text

MAX_MEMBERS: Final = 20_000
MAX_TOTAL: Final = 8 << 30
# Sheets of repeated cells pack 30 to 60 times; deflate cannot pass 1032.
MAX_RATIO: Final = 250
RATIO_COUNTS_FROM: Final = 32 << 20

_LOCAL = struct.Struct("<4s5H3I2H")
_UNSAFE = re.compile(r"[\x00-\x1f\\]|^/|^[A-Za-z]:|(?:^|/)\.\.?(?:/|$)|//")


def check_directory(archive: zipfile.ZipFile, file: BinaryIO, name: str) -> dict[str, int]:
    """Check every member; return where each one's compressed bytes begin."""
    members = archive.infolist()
    _check_sizes(members, name)
    seen: set[str] = set()
    for member in members:
        _check_member(member, name)
        # Excel compares part names without case, so these two would be one.
        key = member.filename.lower()
        if key in seen:
            raise HostilePackage(
                file=name,
                reason=Text("压缩包内有重名部件", "two of its parts have the same name"),
            )
        seen.add(key)
    return _check_layout(members, archive.start_dir, file, name)


def _check_sizes(members: list[zipfile.ZipInfo], name: str) -> None:
    total = sum(member.file_size for member in members)
    bomb = len(members) > MAX_MEMBERS or total > MAX_TOTAL
    for member in members:
        if member.file_size > RATIO_COUNTS_FROM:
            bomb |= member.file_size > MAX_RATIO * max(member.compress_size, 1)
    if bomb:
        raise HostilePackage(
            file=name,
            reason=Text("解压后大得不合理(压缩炸弹)", "it unpacks to an absurd size (zip bomb)"),
        )


def _check_member(member: zipfile.ZipInfo, name: str) -> None:
    if member.flag_bits & 0x41:
        raise EncryptedWorkbook(file=name)
    # zipfile cuts names at a NUL and turns the system's separator into "/".
    if _UNSAFE.search(member.orig_filename) or not member.orig_filename:
        raise HostilePackage(
            file=name,
            reason=Text("压缩包内有越界的部件名", "a part's name points outside of the package"),
        )
    if member.compress_type not in (STORED, DEFLATED) or member.flag_bits & 0x20:
        raise DamagedPackage(
            file=name,
            reason=Text("压缩方式不受支持", "it uses an unknown compression method"),
        )
    if member.compress_type == STORED and member.compress_size != member.file_size:
        raise DamagedPackage(
            file=name, reason=Text("压缩包目录自相矛盾", "its zip directory contradicts itself")
        )


def _check_layout(
    members: list[zipfile.ZipInfo], directory: int, file: BinaryIO, name: str
) -> dict[str, int]:
    starts: dict[str, int] = {}
    end_of_last = 0
    for member in sorted(members, key=lambda member: member.header_offset):
        if member.header_offset < end_of_last:
            raise HostilePackage(
                file=name, reason=Text("压缩包内的部件互相重叠", "its parts overlap in the file")
            )
        file.seek(member.header_offset)
        head = file.read(_LOCAL.size)
        if len(head) < _LOCAL.size or head[:4] != b"PK\3\4":
            raise DamagedPackage(
                file=name, reason=Text("部件头缺失", "the header of a part is missing")
            )
        fields = _LOCAL.unpack(head)
        raw_name = file.read(fields[9])
        coding = "utf-8" if member.flag_bits & 0x800 else "cp437"
        if raw_name != member.orig_filename.encode(coding) or fields[3] != member.compress_type:
            raise HostilePackage(
                file=name,
                reason=Text("压缩包目录与部件头不一致", "its directory and its parts disagree"),
            )
        start = member.header_offset + _LOCAL.size + fields[9] + fields[10]
        end_of_last = start + member.compress_size
        if end_of_last > directory:
            raise DamagedPackage(file=name, reason=Text("部件不完整", "a part is cut off"))
        starts[member.filename] = start
    return starts
