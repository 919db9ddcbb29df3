"""Two packages side by side: which parts differ, and inside a sheet which cells."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

_CELL = re.compile(rb'<c(?=[\s>/])[^>]*?\sr="([A-Z]+[0-9]+)"[^>]*?(?:/>|>.*?</c>)', re.DOTALL)


@dataclass(frozen=True, slots=True)
class PackageDifference:
    """The names of the parts of two packages, by what became of them."""

    identical: frozenset[str]
    changed: frozenset[str]
    added: frozenset[str]
    removed: frozenset[str]


@dataclass(frozen=True, slots=True)
class SheetDifference:
    """Cell addresses whose XML differs, and whether anything outside the cells does."""

    cells: frozenset[str]
    frame_before: bytes
    frame_after: bytes


def parts(path: Path) -> dict[str, bytes]:
    """Return every part of a package, and prove that each decompresses to its checksum."""
    with zipfile.ZipFile(path) as package:
        names = package.namelist()
        assert len(names) == len(set(names)), f"{path.name} has a part twice"
        return {name: package.read(name) for name in names}


def compare(before: Path, after: Path) -> PackageDifference:
    """Compare two packages part by part."""
    old, new = parts(before), parts(after)
    both = old.keys() & new.keys()
    identical = frozenset(name for name in both if old[name] == new[name])
    return PackageDifference(
        identical=identical,
        changed=frozenset(both - identical),
        added=frozenset(new.keys() - old.keys()),
        removed=frozenset(old.keys() - new.keys()),
    )


def cells(sheet: bytes) -> dict[str, bytes]:
    """Return the XML of every cell of a sheet part by address."""
    return {match[1].decode(): match[0] for match in _CELL.finditer(sheet)}


def compare_sheets(before: bytes, after: bytes) -> SheetDifference:
    """Compare two sheet parts cell by cell; the frame is the XML with the cells taken out."""
    old, new = cells(before), cells(after)
    return SheetDifference(
        cells=frozenset(
            address for address in old.keys() | new.keys() if old.get(address) != new.get(address)
        ),
        frame_before=_CELL.sub(b"", before),
        frame_after=_CELL.sub(b"", after),
    )


def sheet_parts(path: Path) -> dict[str, str]:
    """Return the part name of every sheet by its tab name."""
    from lxml import etree

    all_parts = parts(path)
    main = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    relation = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    targets = {
        node.get("Id"): node.get("Target")
        for node in etree.fromstring(all_parts["xl/_rels/workbook.xml.rels"])
    }
    return {
        node.get("name"): "xl/" + targets[node.get(relation)].removeprefix("/xl/")
        for node in etree.fromstring(all_parts["xl/workbook.xml"]).iter(f"{main}sheet")
    }
