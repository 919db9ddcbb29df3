"""What personal data a workbook holds that is about to be shared, and where nobody can look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from xlsegment.core.header_text import fold
from xlsegment.core.span import Span
from xlsegment.engine.address import column_name, parse_area
from xlsegment.engine.container import Container
from xlsegment.engine.edits import Area
from xlsegment.engine.grid import Objects, text_array
from xlsegment.engine.markup import MarkupFault
from xlsegment.engine.scan import scan_sheet
from xlsegment.engine.sharedstrings import scan_strings
from xlsegment.privacy.binary import finds, mashup, mashup_finds
from xlsegment.privacy.blocks import Column, columns
from xlsegment.privacy.cellforms import by_form, kinds_of_texts, used_texts
from xlsegment.privacy.columns import is_open, personal_columns
from xlsegment.privacy.elsewhere import kept_columns
from xlsegment.privacy.finder import Finder
from xlsegment.privacy.known import Known
from xlsegment.privacy.package import Parts
from xlsegment.privacy.pieces import XmlPart, rewritten
from xlsegment.privacy.places import Place, PlaceKind
from xlsegment.privacy.placing import binary_place, is_expected
from xlsegment.privacy.results import Found, ShareReport
from xlsegment.privacy.rewrite import Part, Rewriter
from xlsegment.privacy.rules import cell_of, place_kind
from xlsegment.privacy.unreadable import Unreadable
from xlsegment.privacy.walk import Unit
from xlsegment.privacy.ziplabels import in_label, labels

_BY_FORM: Final = Finder(Known(()), by_form=True)
#: What cells hold is found column by column; the part they stand in is not searched for it again.
_CELLS: Final = frozenset({PlaceKind.CELL, PlaceKind.SHARED_STRING})


@dataclass(frozen=True, slots=True)
class TableFacts:
    """What is known of a table beforehand.

    Attributes
    ----------
    kinds
        Folded header of a column -> kind of personal data it holds, whatever it looks like.
    made_up
        Examples in it that are nobody's.
    """

    kinds: Mapping[str, str] = field(default_factory=dict)
    made_up: frozenset[str] = frozenset()


_NO_TABLES: Final[Mapping[str, TableFacts]] = MappingProxyType({})
_UNKNOWN: Final = TableFacts()


def share_check(path: Path, known: Mapping[str, TableFacts] = _NO_TABLES) -> ShareReport:
    """Look through a workbook for personal data, wherever a workbook can hold it.

    Parameters
    ----------
    path
        The workbook. It is only read; signed, shared and strict ones are looked through as well.
    known
        Name of a table in small letters -> what is known of it.

    Returns
    -------
    ShareReport
        Where how much of which kind was found, never the values; and what could not be read.

    Raises
    ------
    EngineError
        It is no workbook, or damaged.
    """
    found = Found()
    unread: list[Place] = []
    with Container(path) as container:
        parts = Parts(container)
        parts.check_workbook()
        strings = _strings(parts)
        for name in container.names:
            if name.endswith("/"):
                continue
            if parts.is_xml(name):
                made_up = _made_up(parts, name, known)
                _look_at_xml(parts, name, found, unread, made_up)
            else:
                _look_at_bytes(parts, name, found, unread)
            for span in _BY_FORM.markup(name, foreign=True):
                found.add(Place(PlaceKind.OTHER, name), span.kind)
            count = sum(in_label(label, _BY_FORM) for label in labels(container, name))
            if count:
                found.add(Place(PlaceKind.OTHER, name), "other", count)
        if in_label(container.comment, _BY_FORM):
            found.add(Place(PlaceKind.OTHER, "zip"), "other")
        unused = np.ones(len(strings), dtype=np.bool_)
        for part, sheet in parts.sheets.items():
            unused[_look_at_cells(parts, part, sheet, strings, found, known)] = False
        made_up = frozenset().union(*(_made_up(parts, part, known) for part in parts.sheets))
        for _, kinds in kinds_of_texts(np.flatnonzero(unused).tolist(), strings, made_up):
            for kind in kinds:
                found.add(Place(PlaceKind.SHARED_STRING, "xl/sharedStrings.xml"), kind)
        for kept in kept_columns(parts):
            kind = personal_columns([(kept.header, kept.cells)])[0]
            count = sum(is_open(kind, cell) for cell in kept.cells) if kind else 0
            if count:
                found.add(kept.place, kind, count)
    return ShareReport(found.hits(), tuple(unread))


def _strings(parts: Parts) -> Objects:
    for name in parts.container.names:
        if parts.kind(name) == "sharedStrings":
            try:
                return scan_strings(parts.container.stream(name))
            except MarkupFault as fault:
                raise parts.fault(name, fault) from fault
    return text_array(())


def _made_up(parts: Parts, name: str, known: Mapping[str, TableFacts]) -> frozenset[str]:
    """Return the examples that a sheet holds; none for other parts."""
    if not known or name not in parts.sheets:
        return frozenset()
    tables = (known.get(table, _UNKNOWN) for table, _ in _tables(parts, name))
    return frozenset().union(*(table.made_up for table in tables))


def _look_at_xml(
    parts: Parts, name: str, found: Found, unread: list[Place], made_up: frozenset[str]
) -> None:
    part = XmlPart(parts, name)
    owner = parts.sheets.get(name) or parts.owner(name)

    def note(unit: Unit, spans: list[Span]) -> None:
        kind = place_kind(part.root, name, unit)
        if not _is_told_by_cells(kind, unit):
            for span in spans:
                if unit.text[span.start : span.end] not in made_up:
                    found.add(Place(kind, name, owner, cell_of(unit)), span.kind)

    rewrite = Rewriter(Part(name, part.root), _BY_FORM, Counter(), note)
    texts: list[str] = []
    for text, _ in rewritten(part, _BY_FORM, rewrite):
        if part.root == "DataMashup":
            texts.append(text)
    if texts:
        place = Place(PlaceKind.CONNECTION, name)
        try:
            packed = mashup("".join(texts))
            for span in mashup_finds(packed, _BY_FORM) if packed is not None else ():
                found.add(place, span.kind)
        except Unreadable:
            unread.append(place)


def _is_told_by_cells(kind: PlaceKind, unit: Unit) -> bool:
    """Tell whether a text is one that cells show; their readings are texts of their own."""
    element = unit.element
    if kind not in _CELLS or element is None or element.within("rPh"):
        return False
    return kind is PlaceKind.SHARED_STRING or element.within("c")


def _look_at_bytes(parts: Parts, name: str, found: Found, unread: list[Place]) -> None:
    place = binary_place(parts, name)
    data = parts.container.read(name)
    try:
        for span in finds(name, data, _BY_FORM, expected=is_expected(parts, name)):
            found.add(place, span.kind)
    except Unreadable:
        unread.append(place)
    else:
        if place.kind is PlaceKind.PICTURE:
            unread.append(place)  # what is drawn in it


def _look_at_cells(
    parts: Parts,
    part: str,
    sheet: str,
    strings: Objects,
    found: Found,
    known: Mapping[str, TableFacts],
) -> NDArray[np.intp]:
    """Look at the cells of a sheet; return which of the shared strings they show."""
    if part not in parts.container or XmlPart(parts, part).root != "worksheet":
        return np.empty(0, dtype=np.intp)
    try:
        cells = scan_sheet(parts.container.stream(part), strings)
    except MarkupFault as fault:
        raise parts.fault(part, fault) from fault
    told: dict[int, set[int]] = {}
    tables = list(_tables(parts, part))
    made_up = _made_up(parts, part, known)
    for column in columns(cells, [area for _, area in tables]):
        kind = _declared(column, tables, known)
        kind = kind or personal_columns([(column.header, column.cells)])[0]
        if not kind:
            continue
        rows = [column.row1 + i for i, cell in enumerate(column.cells) if is_open(kind, cell)]
        if rows:
            place = Place(PlaceKind.CELL, part, sheet, f"{column_name(column.number)}{rows[0]}")
            found.add(place, kind, len(rows))
            told.setdefault(column.number, set()).update(rows)
    for number, row, kind in by_form(cells, made_up):
        if row not in told.get(number, ()):
            place = Place(PlaceKind.CELL, part, sheet, f"{column_name(number)}{row}")
            found.add(place, kind)
    shown = used_texts(cells)
    return shown[shown < len(strings)]


def _declared(
    column: Column, tables: list[tuple[str, Area]], known: Mapping[str, TableFacts]
) -> str:
    """Return the kind that a column of a known table holds; empty for any other column."""
    for name, area in tables:
        if column.row1 == area.row1 + 1 and area.col1 <= column.number <= area.col2:
            return known.get(name, _UNKNOWN).kinds.get(fold(column.header), "")
    return ""


def _tables(parts: Parts, part: str) -> Iterator[tuple[str, Area]]:
    """Yield name and place of the tables of a sheet that have headers."""
    for link in parts.from_part(part, "table"):
        if link.target in parts.container:
            root = parts.parsed(link.target)
            area = parse_area(root.attrs.get("ref", ""))
            if area is not None and root.attrs.get("headerRowCount", "1") != "0":
                yield root.attrs.get("displayName", "").casefold(), area
