"""A zip file opened for reading after every check that keeps hostile files out."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterator
from copy import copy
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Final, Self
from urllib.parse import unquote

from xlsegment.engine import codec
from xlsegment.engine.zipcheck import check_directory
from xlsegment.errors import (
    CannotRead,
    DamagedPackage,
    EncryptedWorkbook,
    FileMissing,
    LegacyFormat,
    NotAWorkbook,
)
from xlsegment.errors.oserror import reason_of
from xlsegment.text import Text

_BAD_ZIP: Final = (
    zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError, OSError, EOFError,
    struct.error,
)  # fmt: skip
_CFB: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class Container:
    """The parts of a checked zip file. Use it as a context manager."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.label = path.name
        self._file = _open(path)
        try:
            self._archive = _archive(self._file, self.label)
            self._starts = check_directory(self._archive, self._file, self.label)
        except BaseException:
            self._file.close()
            raise
        self._exact = {info.filename.lower(): info.filename for info in self._archive.infolist()}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._archive.close()
        self._file.close()

    def again(self) -> Self:
        """Open the file once more, whose directory need not be checked again.

        The caller knows that it still is the same file; every part is checked as it is read.
        """
        twin = copy(self)
        twin._file = _open(self.path)
        return twin

    @property
    def names(self) -> list[str]:
        """The parts, in the order of the zip directory."""
        return self._archive.namelist()

    @property
    def comment(self) -> bytes:
        """The comment of the zip file."""
        return self._archive.comment

    def __contains__(self, part: str) -> bool:
        return part in self._archive.NameToInfo

    def info(self, part: str) -> zipfile.ZipInfo:
        """Return the directory entry of a part."""
        return self._archive.NameToInfo[part]

    def resolve(self, part: str) -> str | None:
        """Return the stored spelling of a part name; part names are equal whatever their case."""
        return self._exact.get(part.lower()) or self._exact.get(unquote(part).lower())

    def raw(self, part: str) -> Iterator[bytes]:
        """Yield the compressed bytes of a part, checking that they are sound."""
        info = self.info(part)
        for _ in self.stream(part):
            pass
        at, left = self._starts[part], info.compress_size
        while left:
            self._file.seek(at)
            data = self._file.read(min(left, codec.COPY_BYTES))
            at, left = at + len(data), left - len(data)
            yield data

    def header(self, part: str) -> bytes:
        """Return the local zip header of a part, as stored."""
        begin = self.info(part).header_offset
        self._file.seek(begin)
        return self._file.read(self._starts[part] - begin)

    def stream(self, part: str) -> Iterator[bytes]:
        """Yield the content of a part piece by piece; the last piece is checked before it ends."""
        info = self.info(part)
        sizes = (info.compress_size, info.compress_type, info.file_size, info.CRC)
        pieces = codec.inflate(self._file, self._starts[part], *sizes)
        try:
            yield from pieces
        except codec.Mismatch as error:
            raise DamagedPackage(
                file=self.label,
                reason=Text(f"部件“{part}”校验失败", f"part “{part}” fails its check: {error}"),
            ) from error

    def read(self, part: str) -> bytes:
        """Return the content of a part."""
        if part not in self:
            raise self.missing(part)
        return b"".join(self.stream(part))

    def missing(self, part: str) -> DamagedPackage:
        """Make the error for a part that should be there."""
        reason = Text(f"缺少部件“{part}”", f"part “{part}” is missing")
        return DamagedPackage(file=self.label, reason=reason)


def _open(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except FileNotFoundError as error:
        raise FileMissing(file=path.name) from error
    except IsADirectoryError as error:
        raise NotAWorkbook(file=path.name, reason=Text("是文件夹", "a folder")) from error
    except OSError as error:
        raise CannotRead(file=path.name, reason=reason_of(error)) from error


def _archive(file: BinaryIO, name: str) -> zipfile.ZipFile:
    head = file.read(8)
    if head == _CFB:
        file.seek(0)
        body = file.read(1 << 24)
        if "EncryptedPackage".encode("utf-16-le") in body:
            raise EncryptedWorkbook(file=name)
        raise LegacyFormat(file=name, format=".xls")
    if head[:2] != b"PK":
        empty = Text("空文件", "it is empty") if not head else Text("内容不符", "other content")
        raise NotAWorkbook(file=name, reason=empty)
    try:
        return zipfile.ZipFile(file)
    except _BAD_ZIP as error:
        reason = Text("压缩包目录无法读取", "its zip directory cannot be read")
        raise DamagedPackage(file=name, reason=reason) from error
