"""The package that is to come: the old one plus the parts that change."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, Final

from xlsegment.engine.markup import (
    Node,
    Splice,
    append_child,
    apply_splices,
    prefix_of,
    quoted,
)
from xlsegment.engine.package import CONTENT_TYPES, Package, rels_part
from xlsegment.engine.zipout import Packed, ZipWriter

OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_RELS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_XML: Final = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
_EMPTY_RELS: Final = _XML + b'<Relationships xmlns="%b"></Relationships>' % _RELS.encode()


class Draft:
    """Collects changed, new and dropped parts; reads see the changes."""

    def __init__(self, package: Package, folder: Path) -> None:
        self.package = package
        self._folder = folder
        self._parts: dict[str, bytes] = {}
        self._packed: dict[str, Packed] = {}
        self._dropped: set[str] = set()
        self._trees: dict[str, tuple[bytes, Node]] = {}
        self._types = package.resolve(CONTENT_TYPES) or CONTENT_TYPES

    def close(self) -> None:
        """Free temporary files."""
        for packed in self._packed.values():
            packed.close()

    @property
    def changed(self) -> bool:
        """Whether the new package differs from the old one."""
        return bool(self._parts or self._packed or self._dropped)

    def __contains__(self, part: str) -> bool:
        if part in self._dropped:
            return False
        return part in self._parts or part in self._packed or part in self.package

    @property
    def names(self) -> list[str]:
        """The parts of the new package, old ones first."""
        old = [name for name in self.package.names if name not in self._dropped]
        return old + [name for name in (*self._packed, *self._parts) if name not in self.package]

    def read(self, part: str) -> bytes:
        """Return the present content of a part."""
        if part not in self:
            raise self.package.missing(part)
        return b"".join(self.stream(part))

    def stream(self, part: str) -> Iterator[bytes]:
        """Yield the present content of a part piece by piece."""
        if part in self._packed:
            yield from self._packed[part].content()
        elif part in self._parts:
            yield self._parts[part]
        else:
            yield from self.package.stream(part)

    def parsed(self, part: str) -> tuple[bytes, Node]:
        """Return the present bytes and tree of a part."""
        if part not in self._parts and part not in self._packed:
            return self.package.parsed(part)
        data = self.read(part)
        if part not in self._trees or self._trees[part][0] != data:
            self._trees[part] = (data, self.package.parse(part, data))
        return self._trees[part]

    def put(self, part: str, data: bytes) -> None:
        """Replace or add a small part."""
        if part in self and self.read(part) == data:
            return
        self._discard(part)
        self._parts[part] = data

    def splice(self, part: str, splices: Iterable[Splice]) -> None:
        """Edit a small part."""
        wanted = list(splices)
        if wanted:
            self.put(part, apply_splices(self.read(part), wanted))

    def pack(self, part: str, pieces: Iterable[bytes]) -> None:
        """Replace a part by a stream, compressed on the way."""
        self.take(part, self.packed(pieces))

    def packed(self, pieces: Iterable[bytes]) -> Packed:
        """Compress a stream, which may come from the draft itself."""
        return Packed(pieces, self._folder)

    def take(self, part: str, packed: Packed) -> None:
        """Replace a part by compressed content."""
        self._discard(part)
        self._packed[part] = packed

    def _discard(self, part: str) -> None:
        self._parts.pop(part, None)
        if part in self._packed:
            self._packed.pop(part).close()

    def drop(self, part: str) -> None:
        """Remove a part and its relationships and content type."""
        self._dropped.add(part)
        rels = self.package.resolve(rels_part(part))
        if rels is not None:
            self._dropped.add(rels)
        _, root = self.parsed(self._types)
        self.splice(
            self._types,
            [
                (node.start, node.end, b"")
                for node in root.every("Override")
                if node.attrs.get("PartName", "").lstrip("/").lower() == part.lower()
            ],
        )

    def only_under(self, top: str) -> set[str]:
        """Return the parts that can be reached through one part only, itself included."""
        package = self.package

        def reach(start: str, shut: str | None) -> set[str]:
            found: set[str] = set()
            waiting = [start]
            while waiting:
                part = waiting.pop()
                for relation in package.rels(part).values():
                    target = relation.target
                    if relation.external or target in found or target == shut:
                        continue
                    if target in package:
                        found.add(target)
                        waiting.append(target)
            return found

        return reach("", None) - reach("", top)

    def drop_with_children(self, top: str) -> None:
        """Remove a part and whatever hangs on nothing else."""
        for part in sorted(self.only_under(top)):
            self.drop(part)

    def add(self, part: str, data: bytes, content_type: str) -> None:
        """Add a new part and declare its content type."""
        self.put(part, data)
        types, root = self.parsed(self._types)
        markup = b"<%bOverride PartName=%b ContentType=%b/>" % (
            prefix_of(types, root), quoted("/" + part), quoted(content_type),
        )  # fmt: skip
        self.splice(self._types, append_child(types, root, markup))

    def relate(self, part: str, kind: str, target: str) -> str:
        """Add a relationship from one part to another and return its id."""
        name = self.package.resolve(rels_part(part)) or rels_part(part)
        if name not in self:
            self.put(name, _EMPTY_RELS)
        data, root = self.parsed(name)
        used = {node.attrs.get("Id", "").lower() for node in root.children}
        number = len(used) + 1
        while f"rid{number}" in used:
            number += 1
        path = posixpath.relpath("/" + target, "/" + posixpath.dirname(part))
        markup = b"<%bRelationship Id=%b Type=%b Target=%b/>" % (
            prefix_of(data, root), quoted(f"rId{number}"), quoted(OFFICE + kind), quoted(path),
        )  # fmt: skip
        self.splice(name, append_child(data, root, markup))
        return f"rId{number}"

    def unrelate(self, part: str, rel_id: str) -> None:
        """Remove a relationship."""
        name = self.package.resolve(rels_part(part)) or rels_part(part)
        _, root = self.parsed(name)
        self.splice(
            name,
            [(n.start, n.end, b"") for n in root.children if n.attrs.get("Id") == rel_id],
        )

    def defined_names(self) -> set[str]:
        """Return the defined names of the workbook, in lower case."""
        names = self.parsed(self.package.workbook_part)[1].find("definedNames")
        nodes = names.children if names else []
        return {node.attrs.get("name", "").casefold() for node in nodes}

    def free_name(self, pattern: str) -> str:
        """Return the first unused part name of a pattern such as ``xl/tables/table{}.xml``."""
        taken = {name.lower() for name in (*self.package.names, *self._parts, *self._packed)}
        number = 1
        while pattern.format(number).lower() in taken:
            number += 1
        return pattern.format(number)

    def write(self, out: BinaryIO) -> None:
        """Write the new package."""
        writer = ZipWriter(out)
        for name in self.names:
            if name in self._parts or name in self._packed:
                packed = self._packed.get(name) or Packed([self._parts[name]], self._folder)
                old = self.package.info(name) if name in self.package else None
                writer.add(name, packed, old)
                packed.close()
            else:
                writer.copy(self.package, name)
        writer.finish(self.package.comment)
