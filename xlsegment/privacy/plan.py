"""What must be known of the whole file before its parts are rewritten one by one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from xlsegment.engine.markup import Node
from xlsegment.errors import CannotClean, PersonalName
from xlsegment.privacy.binary import finds, mashup, mashup_finds
from xlsegment.privacy.finder import Finder
from xlsegment.privacy.package import Parts
from xlsegment.privacy.pieces import XmlPart
from xlsegment.privacy.pivot import columns_of_records, columns_with_numbers, fields_with_numbers
from xlsegment.privacy.places import Place, PlaceKind
from xlsegment.privacy.placing import binary_place, is_expected
from xlsegment.privacy.rewrite import renamed_names
from xlsegment.privacy.unreadable import Unreadable
from xlsegment.text import Text

#: Left out whatever they hold: a picture of the first sheet, and what was typed earlier.
_ALWAYS_DROPPED: Final = frozenset({"thumbnail", "revisionHeaders", "revisionLog", "usernames"})
_HOLDS: Final = Text("含有个人信息", "holds personal data")
_SEALED: Final = Text("无法读取", "cannot be read")
_SAME: Final = Text("中有几个列名去标识化后相同", "has columns whose names would become the same")


@dataclass(slots=True)
class Plan:
    """What the parts need to know of each other.

    Attributes
    ----------
    dropped
        Parts that are left out.
    lost
        By part: the ids of its relationships that lead to those.
    renamed
        New names of defined names and tables, by the old in small letters.
    numbers
        By part of a pivot cache: which fields or places hold numbers that become texts.
    """

    dropped: dict[str, Place] = field(default_factory=dict)
    lost: dict[str, frozenset[str]] = field(default_factory=dict)
    renamed: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, set[int]] = field(default_factory=dict)


def make_plan(parts: Parts, finder: Finder) -> Plan:
    """Look through a file before anything is written.

    Raises
    ------
    PersonalName
        A sheet or a part is called like a person.
    CannotClean
        A part that is no XML holds personal data, or cannot be looked into.
    """
    plan = Plan()
    _check_names(parts, finder)
    for part in parts.container.names:
        if parts.kind(part) in _ALWAYS_DROPPED:
            plan.dropped[part] = binary_place(parts, part)
        elif part.endswith("/") or parts.is_xml(part):
            continue
        elif _binary_finds(parts, part, finder):
            place = binary_place(parts, part)
            if place.kind is not PlaceKind.PRINTER:
                raise CannotClean(file=parts.label, place=_words(place), reason=_HOLDS)
            plan.dropped[part] = place
    _drop_their_links(parts, plan)
    for part in _xml_parts(parts, "customXml"):
        _check_queries(parts, part, finder)
    _plan_names(parts, finder, plan)
    _plan_pivots(parts, finder, plan)
    return plan


def _words(place: Place) -> Text:
    return Text(place.in_("zh"), place.in_("en"))


def _check_names(parts: Parts, finder: Finder) -> None:
    for part, sheet in parts.sheets.items():
        if finder.text(sheet):
            number = list(parts.sheets).index(part) + 1
            place = Text(f"第 {number} 个工作表的名称", f"the name of sheet no. {number}")
            raise PersonalName(file=parts.label, place=place)
    for number, part in enumerate(parts.container.names, 1):
        if finder.markup(part, foreign=True):
            place = Text(f"第 {number} 个部件的名称", f"the name of part no. {number}")
            raise PersonalName(file=parts.label, place=place)


def _binary_finds(parts: Parts, part: str, finder: Finder) -> int:
    parts.check_size(part)
    try:
        return len(
            finds(
                part,
                parts.container.read(part),
                Finder(finder.known, by_form=False),
                expected=is_expected(parts, part),
            )
        )
    except Unreadable as error:
        place = binary_place(parts, part)
        raise CannotClean(file=parts.label, place=_words(place), reason=_SEALED) from error


def _drop_their_links(parts: Parts, plan: Plan) -> None:
    for link in parts.links:
        if link.target in plan.dropped and not link.external:
            plan.lost[link.source] = plan.lost.get(link.source, frozenset()) | {link.id}


def _xml_parts(parts: Parts, kind: str) -> Iterator[str]:
    for name in dict.fromkeys(link.target for link in parts.links if link.kind == kind):
        if name in parts.container and parts.is_xml(name):
            yield name


def _text(parts: Parts, part: str) -> str:
    return "".join(text for text, _ in XmlPart(parts, part).texts())


def _check_queries(parts: Parts, part: str, finder: Finder) -> None:
    place = Place(PlaceKind.CONNECTION, part)
    try:
        packed = mashup(_text(parts, part))
        held = mashup_finds(packed, finder) if packed is not None else []
    except Unreadable as error:
        raise CannotClean(file=parts.label, place=_words(place), reason=_SEALED) from error
    if held:
        raise CannotClean(file=parts.label, place=_words(place), reason=_HOLDS)


def _plan_names(parts: Parts, finder: Finder, plan: Plan) -> None:
    names: list[str] = []
    for main in parts.from_part("", "officeDocument"):
        listing = parts.parsed(main.target).find("definedNames")
        names += [node.attrs.get("name", "") for node in (listing.children if listing else ())]
    for part in _xml_parts(parts, "table"):
        table = parts.parsed(part)
        names += [table.attrs.get("name", ""), table.attrs.get("displayName", "")]
        _check_columns(parts, part, table, finder)
    plan.renamed = renamed_names([name for name in names if name], finder)


def _check_columns(parts: Parts, part: str, table: Node, finder: Finder) -> None:
    """Refuse a table that would come to have two columns of one name."""
    columns = table.find("tableColumns")
    old = [node.attrs.get("name", "") for node in (columns.children if columns else ())]
    new = [finder.replaced(name) or name for name in old]
    if new != old and len({name.casefold() for name in new}) < len(new):
        place = Place(PlaceKind.TABLE, part, parts.owner(part))
        raise CannotClean(file=parts.label, place=_words(place), reason=_SAME)


def _plan_pivots(parts: Parts, finder: Finder, plan: Plan) -> None:
    for definition in _xml_parts(parts, "pivotCacheDefinition"):
        xml = _text(parts, definition)
        fields, columns = fields_with_numbers(xml, finder), columns_of_records(xml)
        for link in parts.from_part(definition, "pivotCacheRecords"):
            if link.target not in parts.container:
                continue
            found: set[int] = set()
            for text, _ in XmlPart(parts, link.target).texts():
                found |= columns_with_numbers(text, finder)
            fields |= {columns[place] for place in found if place < len(columns)}
            plan.numbers[link.target] = {
                place for place, number in enumerate(columns) if number in fields
            }
        plan.numbers[definition] = fields
