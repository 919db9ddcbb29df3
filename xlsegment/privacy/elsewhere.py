"""Columns of cells that are kept outside sheets: pivot caches, caches of linked workbooks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from xlsegment.core.masking import MASKS
from xlsegment.privacy.columns import is_open, personal_columns
from xlsegment.privacy.package import Parts
from xlsegment.privacy.pieces import XmlPart
from xlsegment.privacy.pivot import columns_of_records, record_values
from xlsegment.privacy.places import Place, PlaceKind
from xlsegment.privacy.walk import Unit, walk


@dataclass(slots=True)
class Kept:
    """A column that is kept somewhere: where, its header, and its texts."""

    place: Place
    header: str
    cells: list[str] = field(default_factory=list)


def kept_columns(parts: Parts) -> Iterator[Kept]:
    """Yield the columns that are kept outside the sheets of a file."""
    for name in parts.container.names:
        if name.endswith("/") or not parts.is_xml(name):
            continue
        part = XmlPart(parts, name)
        if part.root == "pivotCacheDefinition":
            yield from _pivot(parts, part)
        elif part.root == "externalLink":
            yield from _linked(part)


def kept_originals(parts: Parts) -> list[tuple[str, str, str]]:
    """Return value, mask and kind of what such columns show of people.

    They may be all that is left of a sheet that was deleted, or of another workbook.
    """
    found: dict[str, tuple[str, str, str]] = {}
    for kept in kept_columns(parts):
        kind = personal_columns([(kept.header, kept.cells)])[0]
        for cell in kept.cells if kind else ():
            if cell not in found and is_open(kind, cell):
                found[cell] = (cell, MASKS[kind].apply(cell).text, kind)
    return list(found.values())


def _pivot(parts: Parts, part: XmlPart) -> Iterator[Kept]:
    place = Place(PlaceKind.PIVOT, part.name)
    xml = "".join(text for text, _ in part.texts())
    fields: list[Kept] = []
    for unit in walk(xml):
        element = unit.element
        if unit.form != "attribute" or element is None:
            continue
        if element.name == "cacheField" and unit.attribute == "name":
            fields.append(Kept(place, unit.text))
        elif element.name in ("s", "n") and unit.attribute == "v" and fields:
            fields[-1].cells.append(unit.text)
    columns = columns_of_records(xml)
    for link in parts.from_part(part.name, "pivotCacheRecords"):
        if link.target in parts.container:
            for text, _ in XmlPart(parts, link.target).texts():
                _add_records(text, [fields[i] for i in columns if i < len(fields)])
    yield from fields


def _add_records(xml: str, fields: list[Kept]) -> None:
    """Add to the fields what stands in records, which name every field they hold in order."""
    for row in record_values(xml):
        for kept, value in zip(fields, row, strict=False):
            if value is not None:
                kept.cells.append(value)


def _linked(part: XmlPart) -> Iterator[Kept]:
    place = Place(PlaceKind.EXTERNAL_LINK, part.name)
    columns: dict[tuple[str, str], Kept] = {}
    for text, _ in part.texts():
        for unit in walk(text):
            found = _cell(unit)
            if found is None:
                continue
            if found not in columns:
                columns[found] = Kept(place, unit.text)
            else:
                columns[found].cells.append(unit.text)
    yield from columns.values()


def _cell(unit: Unit) -> tuple[str, str] | None:
    """Return sheet and column of a cell that a text is in; None when it is in none."""
    element = unit.element
    if unit.form != "text" or element is None or element.name != "v" or element.parent is None:
        return None
    column = element.parent.value("r").rstrip("0123456789")
    row = element.parent.parent
    sheet = row.parent.value("sheetId") if row is not None and row.parent is not None else ""
    return sheet, column
