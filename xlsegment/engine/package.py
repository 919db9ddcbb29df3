"""An .xlsx package opened for reading, after every check that keeps hostile files out."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from xlsegment.engine.container import Container
from xlsegment.engine.markup import (
    RELATIONSHIPS,
    STRICT_ROOT,
    MarkupFault,
    Node,
    parse,
)
from xlsegment.errors import (
    DamagedPackage,
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

_OPEN_DOCUMENT: Final = b"application/vnd.oasis.opendocument."

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


class Package(Container):
    """A checked package, open for reading. Use it as a context manager."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._trees: dict[str, tuple[bytes, Node]] = {}
        self._rels: dict[str, dict[str, Relation]] = {}
        try:
            self.workbook_part = self._find_workbook()
            self.sheet_parts = self._find_sheets()
        except BaseException:
            self.close()
            raise

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
            if "mimetype" in self and self.read("mimetype").startswith(_OPEN_DOCUMENT):
                raise LegacyFormat(file=self.label, format="OpenDocument (.ods)")
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


def open_package(path: Path) -> Package:
    """Open a workbook after all checks; close it or use it as a context manager."""
    return Package(path)


def check_package(path: Path) -> None:
    """Check a workbook from end to end, every byte of every part included."""
    with Package(path) as package:
        for part in package.names:
            for _ in package.stream(part):
                pass
