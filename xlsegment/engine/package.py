"""An .xlsx package opened for reading, after every check that keeps hostile files out."""

from __future__ import annotations

import posixpath
import struct
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Final, Literal, Self
from urllib.parse import unquote

from xlsegment.engine import codec
from xlsegment.engine.markup import (
    RELATIONSHIPS,
    STRICT_ROOT,
    MarkupFault,
    Node,
    check_encoding,
    parse,
)
from xlsegment.engine.zipcheck import check_directory
from xlsegment.errors import (
    CannotWrite,
    DamagedPackage,
    EncryptedWorkbook,
    FileMissing,
    HostilePackage,
    LegacyFormat,
    NotAWorkbook,
    SharedWorkbook,
    SignedWorkbook,
    StrictFormat,
    UnsupportedXml,
)
from xlsegment.text import Text

CONTENT_TYPES: Final = "[Content_Types].xml"
# Parts held in memory: everything but sheets and the shared strings is far smaller.
MAX_PARSED: Final = 256 << 20

SheetKind = Literal["worksheet", "chartsheet", "dialogsheet", "macrosheet"]
_KINDS: Final[dict[str, SheetKind]] = {
    "worksheet": "worksheet",
    "chartsheet": "chartsheet",
    "dialogsheet": "dialogsheet",
    "xlMacrosheet": "macrosheet",
    "xlIntlMacrosheet": "macrosheet",
}
_WORKBOOK_TYPES: Final = (
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml",
    "application/vnd.ms-excel.sheet.macroenabled.main+xml",
    "application/vnd.ms-excel.template.macroenabled.main+xml",
    "application/vnd.ms-excel.addin.macroenabled.main+xml",
)
_BAD_ZIP: Final = (
    zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError, OSError, EOFError,
    struct.error,
)  # fmt: skip
_CFB: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True, slots=True)
class Relation:
    """One relationship of a part; ``target`` is a part name, or an address when external."""

    id: str
    type: str  # the last word of the type's address, e.g. "table"
    target: str
    external: bool


@dataclass(frozen=True, slots=True)
class SheetPart:
    """Where a sheet is stored and what it is."""

    name: str
    part: str
    kind: SheetKind
    rel_id: str


def rels_part(part: str) -> str:
    """Return the name of the part that holds the relationships of a part."""
    folder, _, base = part.rpartition("/")
    return f"{folder}/_rels/{base}.rels" if folder else f"_rels/{base}.rels"


class Package:
    """A checked package, open for reading. Use it as a context manager."""

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
        self._trees: dict[str, tuple[bytes, Node]] = {}
        self._rels: dict[str, dict[str, Relation]] = {}
        self._exact = {info.filename.lower(): info.filename for info in self._archive.infolist()}
        try:
            self.workbook_part = self._find_workbook()
            self.sheet_parts = self._find_sheets()
        except BaseException:
            self._file.close()
            raise

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

    def parsed(self, part: str) -> tuple[bytes, Node]:
        """Return the bytes of an XML part and its element tree."""
        if part not in self._trees:
            if part in self and self.info(part).file_size > MAX_PARSED:
                raise HostilePackage(
                    file=self.label,
                    reason=Text(f"部件“{part}”过大", f"part “{part}” is absurdly large"),
                )
            data = self.read(part)
            self._trees[part] = (data, self.parse(part, data))
        return self._trees[part]

    def parse(self, part: str, data: bytes) -> Node:
        """Parse bytes that belong to a part, naming it when they are bad."""
        try:
            return parse(data)
        except MarkupFault as fault:
            raise self.fault(part, fault) from fault

    def check_text(self, part: str, head: bytes) -> None:
        """Check the encoding of a part from its first bytes."""
        try:
            check_encoding(head)
        except MarkupFault as fault:
            raise self.fault(part, fault) from fault

    def fault(self, part: str, fault: MarkupFault) -> Exception:
        """Turn bad markup of a part into the error for people."""
        if fault.sound:
            return UnsupportedXml(file=self.label, part=part, reason=Text(fault.zh, fault.en))
        kind = HostilePackage if fault.hostile else DamagedPackage
        reason = Text(f"部件“{part}”的 {fault.zh}", f"part “{part}”: {fault.en}")
        return kind(file=self.label, reason=reason)

    def rels(self, part: str) -> dict[str, Relation]:
        """Return the relationships of a part by id; of the package itself for ``""``."""
        if part not in self._rels:
            name = self.resolve(rels_part(part))
            found: dict[str, Relation] = {}
            if name is not None:
                for node in self.parsed(name)[1].every("Relationship"):
                    relation = self._relation(part, node.attrs)
                    found[relation.id] = relation
            self._rels[part] = found
        return self._rels[part]

    def _relation(self, part: str, attrs: dict[str, str]) -> Relation:
        external = attrs.get("TargetMode") == "External"
        target = attrs.get("Target", "")
        if not external:
            base = "/" + posixpath.dirname(part) + "/"
            joined = posixpath.normpath(posixpath.join(base, target)).lstrip("/")
            target = self.resolve(joined) or joined
        kind = attrs.get("Type", "").rpartition("/")[2]
        return Relation(attrs.get("Id", ""), kind, target, external)

    def related(self, part: str, kind: str) -> list[Relation]:
        """Return the internal relationships of one type, whose parts must exist."""
        found = [r for r in self.rels(part).values() if r.type == kind and not r.external]
        for relation in found:
            if relation.target not in self:
                raise self.missing(relation.target)
        return found

    def missing(self, part: str) -> DamagedPackage:
        """Make the error for a part that should be there."""
        reason = Text(f"缺少部件“{part}”", f"part “{part}” is missing")
        return DamagedPackage(file=self.label, reason=reason)

    def content_types(self) -> dict[str, str]:
        """Return the content types declared for single parts, by part name in lower case."""
        overrides = self.parsed(self._content_types_part())[1].every("Override")
        return {
            node.attrs.get("PartName", "").lstrip("/").lower(): node.attrs.get("ContentType", "")
            for node in overrides
        }

    def _content_types_part(self) -> str:
        name = self.resolve(CONTENT_TYPES)
        if name is None:
            raise self.missing(CONTENT_TYPES)
        return name

    def _find_workbook(self) -> str:
        types = self.content_types()
        if self.resolve("_rels/.rels") is None:
            raise self.missing("_rels/.rels")
        root = self.rels("")
        signed = any(name.lower().startswith("_xmlsignatures/") for name in self.names)
        if signed or any(r.type == "origin" for r in root.values()):
            raise SignedWorkbook(file=self.label)
        main = self.related("", "officeDocument")
        if not main:
            raise self.missing("xl/workbook.xml")
        part = main[0].target
        kind = types.get(part.lower(), "")
        if "binary" in kind.lower() or part.lower().endswith(".bin"):
            raise LegacyFormat(file=self.label, format=".xlsb")
        if kind and kind.lower() not in _WORKBOOK_TYPES:
            raise NotAWorkbook(file=self.label, reason=Text("不是电子表格", "no spreadsheet"))
        return part

    def _find_sheets(self) -> dict[str, SheetPart]:
        _, root = self.parsed(self.workbook_part)
        if root.ns.startswith(STRICT_ROOT):
            raise StrictFormat(file=self.label)
        if root.name != "workbook":
            raise NotAWorkbook(file=self.label, reason=Text("不是电子表格", "no spreadsheet"))
        rels = self.rels(self.workbook_part)
        if any(r.type in ("revisionHeaders", "usernames") for r in rels.values()):
            raise SharedWorkbook(file=self.label)
        for relation in rels.values():
            if not relation.external and relation.target not in self:
                raise self.missing(relation.target)
        sheets = root.find("sheets")
        found: dict[str, SheetPart] = {}
        for node in sheets.children if sheets else ():
            name, rel_id = node.attrs.get("name", ""), node.attrs.get(f"{RELATIONSHIPS}}}id", "")
            rel = rels.get(rel_id)
            if rel is None or rel.type not in _KINDS or not name or name in found:
                reason = Text(f"工作表“{name}”没有内容部件", f"sheet “{name}” has no part")
                raise DamagedPackage(file=self.label, reason=reason)
            found[name] = SheetPart(name, rel.target, _KINDS[rel.type], rel_id)
        if not found or len({sheet.part for sheet in found.values()}) < len(found):
            reason = Text("工作表清单有误", "its list of sheets is wrong")
            raise DamagedPackage(file=self.label, reason=reason)
        return found


def _open(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except FileNotFoundError as error:
        raise FileMissing(file=path.name) from error
    except IsADirectoryError as error:
        raise NotAWorkbook(file=path.name, reason=Text("是文件夹", "a folder")) from error
    except OSError as error:
        raise CannotWrite(file=path.name, reason=error.strerror or str(error)) from error


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


def open_package(path: Path) -> Package:
    """Open a workbook after all checks; close it or use it as a context manager."""
    return Package(path)


def check_package(path: Path) -> None:
    """Check a workbook from end to end, every byte of every part included."""
    with Package(path) as package:
        for part in package.names:
            for _ in package.stream(part):
                pass
