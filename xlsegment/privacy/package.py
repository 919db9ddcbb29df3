"""A workbook file as a heap of parts: what each is, what leads to it, which sheets there are."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from xlsegment.engine.container import Container
from xlsegment.engine.markup import MarkupFault, Node, apply_splices, parse
from xlsegment.engine.package import CONTENT_TYPES, MAX_PARSED, rels_part
from xlsegment.errors import (
    DamagedPackage,
    HostilePackage,
    LegacyFormat,
    NotAWorkbook,
    UnsupportedXml,
)
from xlsegment.privacy.encoding import looks_like_xml
from xlsegment.text import Text

_FIRST: Final = 4096
_ROOT: Final = re.compile(r"<(?![?!])(?:[^\s/>:]+:)?([^\s/>:]+)")
_RELS: Final = re.compile(r"(?:^|/)_rels/([^/]*)\.rels$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Link:
    """A relationship: who leads where, and as what."""

    source: str
    id: str
    kind: str
    target: str
    external: bool


class Parts:
    """The parts of a file and how they hang together; signed, shared and strict ones, too."""

    def __init__(self, container: Container) -> None:
        self.container = container
        self.label = container.label
        self.links = tuple(self._links())
        self.sheets = dict(self._sheets())

    def _links(self) -> Iterator[Link]:
        for name in self.container.names:
            found = _RELS.search(name)
            if found is None:
                continue
            folder = name[: found.start()]
            source = f"{folder}/{found[1]}".lstrip("/") if found[1] else ""
            for node in self.parsed(name).every("Relationship"):
                external = node.attrs.get("TargetMode") == "External"
                target = node.attrs.get("Target", "")
                if not external:
                    base = "/" + posixpath.dirname(source) + "/"
                    joined = posixpath.normpath(posixpath.join(base, target)).lstrip("/")
                    target = self.container.resolve(joined) or joined
                kind = node.attrs.get("Type", "").rpartition("/")[2]
                yield Link(source, node.attrs.get("Id", ""), kind, target, external)

    def parsed(self, part: str) -> Node:
        """Return the elements of a small part."""
        self.check_size(part)
        try:
            return parse(self.container.read(part))
        except MarkupFault as fault:
            raise self.fault(part, fault) from fault

    def check_size(self, part: str) -> None:
        """Refuse to hold a part in memory that no program writes so large."""
        if self.container.info(part).file_size > MAX_PARSED:
            reason = Text(f"部件“{part}”过大", f"part “{part}” is absurdly large")
            raise HostilePackage(file=self.label, reason=reason)

    def fault(self, part: str, fault: MarkupFault) -> Exception:
        """Turn bad markup of a part into the error for people."""
        if fault.sound:
            return UnsupportedXml(file=self.label, part=part, reason=Text(fault.zh, fault.en))
        kind = HostilePackage if fault.hostile else DamagedPackage
        reason = Text(f"部件“{part}”的 {fault.zh}", f"part “{part}”: {fault.en}")
        return kind(file=self.label, reason=reason)

    def check_workbook(self) -> None:
        """Refuse any other file; workbooks that cannot be written are looked through as well."""
        box = self.container
        if box.resolve(CONTENT_TYPES) is None:
            raise box.missing(CONTENT_TYPES)
        main = self.from_part("", "officeDocument")
        if not main:
            raise box.missing("xl/workbook.xml")
        part = main[0].target
        if part not in box:
            raise box.missing(part)
        if part.lower().endswith(".bin"):
            raise LegacyFormat(file=self.label, format=".xlsb")
        if not self.is_xml(part) or self.parsed(part).name != "workbook":
            raise NotAWorkbook(file=self.label, reason=Text("不是电子表格", "no spreadsheet"))

    def kind(self, part: str) -> str:
        """Return as what a part is reached; empty when nothing leads to it."""
        return next((link.kind for link in self.links if link.target == part), "")

    def from_part(self, part: str, kind: str) -> list[Link]:
        """Return the relationships of a part of one kind that lead to parts."""
        return [
            link
            for link in self.links
            if link.source == part and link.kind == kind and not link.external
        ]

    def head(self, part: str) -> bytes:
        """Return the first bytes of a part."""
        head = b""
        for piece in self.container.stream(part):
            head += piece
            if len(head) >= _FIRST:
                break
        return head[:_FIRST]

    def is_xml(self, part: str) -> bool:
        """Tell whether a part is XML, by what is in it."""
        return looks_like_xml(self.head(part))

    def _sheets(self) -> Iterator[tuple[str, str]]:
        for main in self.from_part("", "officeDocument"):
            if main.target not in self.container or not self.is_xml(main.target):
                continue
            targets = {link.id: link.target for link in self.links if link.source == main.target}
            listing = self.parsed(main.target).find("sheets")
            for node in listing.children if listing else ():
                ids = [value for key, value in node.attrs.items() if key.endswith("}id")]
                if ids and ids[0] in targets:
                    yield targets[ids[0]], node.attrs.get("name", "")

    def owner(self, part: str) -> str:
        """Return the sheet that a part belongs to; empty when to none, or to several."""
        seen: set[str] = set()
        waiting = [part]
        found: set[str] = set()
        while waiting:
            current = waiting.pop()
            if current in self.sheets:
                found.add(self.sheets[current])
            elif current not in seen:
                seen.add(current)
                waiting += [link.source for link in self.links if link.target == current]
        return found.pop() if len(found) == 1 else ""

    def without(self, dropped: frozenset[str], part: str, text: str) -> str:
        """Return a part of the package's own bookkeeping without what leads to dropped parts."""
        data = text.encode()
        try:
            root = parse(data)
        except MarkupFault as fault:
            raise self.fault(part, fault) from fault
        if root.name == "Types":
            gone = {"/" + name.lower() for name in dropped}
            nodes = [n for n in root.children if n.attrs.get("PartName", "").lower() in gone]
        else:
            lost = {
                link.id
                for link in self.links
                if self.container.resolve(rels_part(link.source)) == part
                and link.target in dropped
                and not link.external
            }
            nodes = [n for n in root.children if n.attrs.get("Id") in lost]
        return apply_splices(data, [(node.start, node.end, b"") for node in nodes]).decode()


def root_of(text: str) -> str:
    """Return the name of the root element, without its prefix."""
    found = _ROOT.search(re.sub(r"<!--.*?-->|<\?.*?\?>", "", text, flags=re.DOTALL))
    return found[1] if found else ""
