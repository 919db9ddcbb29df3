"""One XML part with everything masked in it; what is not touched keeps its characters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Final
from urllib.parse import quote, unquote

from xlsegment.core.span import Span, without_overlaps
from xlsegment.privacy.encoding import readable
from xlsegment.privacy.finder import Finder
from xlsegment.privacy.formula import formula_spans, name_safe
from xlsegment.privacy.places import PlaceKind
from xlsegment.privacy.readings import without
from xlsegment.privacy.rules import (
    CODE,
    CODED,
    DECLARING,
    NO_NUMBER,
    NUMBER_CACHES,
    REFERRING,
    is_foreign,
    is_formula,
    is_index,
    is_number,
    is_text,
    names_somebody,
    place_kind,
)
from xlsegment.privacy.walk import Element, Unit, walk

#: Of cells and rows these say nothing but where and how.
_PLAIN: Final = frozenset({"r", "s", "t", "spans", "ht", "cm", "vm", "space", "customHeight"})
#: What a number format shows as it is.
_QUOTED: Final = re.compile(r'"[^"]*"')
_ATTRIBUTE_NAME: Final = re.compile(r"""\s[^\s=]+\s*=\s*["']$""")

Edit = tuple[int, int, str]
#: Is told of each find: the unit it is in and the finds.
Note = Callable[[Unit, list[Span]], None]


def nothing(_: Unit, __: list[Span]) -> None:
    """Take no note."""


@dataclass(slots=True)
class Part:
    """What is known about a part while it is rewritten.

    Attributes
    ----------
    name, root
        Its name in the package, and its root element.
    renamed
        New names of defined names and tables, by the old in small letters.
    lost
        Ids of relationships that lead to parts that were left out.
    """

    name: str
    root: str
    renamed: Mapping[str, str] = field(default_factory=dict)
    lost: frozenset[str] = frozenset()


class Rewriter:
    """Masks what a finder finds in a part.

    Parameters
    ----------
    part
        The part.
    finder
        What to find.
    replaced
        Counts by place and kind; added to.
    note
        Told of each find.
    """

    def __init__(
        self,
        part: Part,
        finder: Finder,
        replaced: Counter[tuple[PlaceKind, str]],
        note: Note = nothing,
    ) -> None:
        self.part, self._finder, self._replaced, self._note = part, finder, replaced, note

    def __call__(self, xml: str) -> str:
        """Return the part, or a stretch of it cut between elements, masked."""
        edits: list[Edit] = []
        for unit in walk(readable(self.part.root, xml)):
            edits += self._edits(xml, unit)
        return _applied(xml, edits) if edits else xml

    def _edits(self, xml: str, unit: Unit) -> Iterable[Edit]:
        element = unit.element
        if unit.form == "attribute" and element is not None:
            if element.name in ("c", "row", "t") and unit.attribute in _PLAIN:
                return ()
            if (
                unit.attribute == "id"
                and unit.text in self.part.lost
                and ":" in xml[element.start : element.open_end]
                and element.name == "pageSetup"
            ):
                return (_whole_attribute(xml, element, unit),)
        elif element is not None:
            if is_index(element):
                return ()
            if is_number(element):
                return self._number(xml, unit, element)
        spans = self._spans(unit)
        if not spans:
            return ()
        self._count(unit, spans)
        edits = list(_spread(unit, spans))
        # A reading tells the name that was masked.
        edits += [(start, end, "") for start, end in unit.phonetic]
        return edits

    def _spans(self, unit: Unit) -> list[Span]:
        text, element = unit.text, unit.element
        if len(text) < 2:
            return []
        if element is not None and unit.form == "attribute":
            named = (element.name, unit.attribute)
            if named in DECLARING or named in REFERRING:
                new = self.part.renamed.get(text.casefold())
                if new is None:  # nothing is found by this name
                    masked = self._finder.replaced(text)
                    new = None if masked is None else name_safe(masked)
                return [] if new is None else [Span(0, len(text), "name", new)]
            if unit.attribute == "Target":
                return self._target(text, element)
            if unit.attribute == "formatCode":
                # A star repeats the next character there, and must not do so twice.
                said = [
                    Span(quoted.start() + s.start, quoted.start() + s.end, s.kind, s.masked)
                    for quoted in _QUOTED.finditer(text)
                    for s in self._finder.text(quoted[0])
                ]
                return [
                    Span(s.start, s.end, s.kind, s.masked.replace("*", "＊"))
                    for s in without_overlaps([*said, *self._finder.markup(text)])
                ]
        if is_formula(unit):
            return formula_spans(text, self._finder, self.part.renamed)
        if names_somebody(unit):
            return self._finder.naming(text)
        if element is not None and element.name in CODED:
            # The letter of a code is no part of the word or number behind it.
            words = CODE.sub(lambda code: " " * len(code[0]), text)
            found = [*self._finder.text(text), *self._finder.text(words)]
            plain = without(text, CODE)  # and may stand in the midst of one
            if plain is not None:
                found += map(plain.back, self._finder.text(plain.text))
            return without_overlaps(found)
        find = self._finder.text
        if not is_text(self.part.root, unit):
            find = partial(self._finder.markup, foreign=is_foreign(unit))
        return find(text) if len(unit.stretches) == 1 else _in_pieces(unit, find)

    def _target(self, text: str, element: Element) -> list[Span]:
        if element.value("TargetMode") != "External":
            return []  # a part's name, which was looked at before
        readable = unquote(text)
        if readable == text:
            return self._finder.text(text)
        new = self._finder.replaced(readable)
        if new is None:
            return []
        return [Span(0, len(text), "link", quote(new, safe="/:?&=#@+,;*~()!$'"))]

    def _number(self, xml: str, unit: Unit, element: Element) -> Iterable[Edit]:
        stored = unit.text.strip()
        span = self._finder.number(stored)
        cell = element.parent
        if span is None or cell is None:
            return ()
        self._count(unit, [span])
        first, last = unit.stretches[0], unit.stretches[-1]
        if cell.within(*NUMBER_CACHES):
            return ((first.start, last.end, NO_NUMBER),)
        new = (first.start, last.end, first.written(span.masked))
        kind = cell.attributes.get("t")
        if kind is not None:
            return ((kind.start, kind.end, "str"), new)
        return ((cell.open_end - 1, cell.open_end - 1, ' t="str"'), new)

    def _count(self, unit: Unit, spans: list[Span]) -> None:
        kind = place_kind(self.part.root, self.part.name, unit)
        for span in spans:
            self._replaced[kind, span.kind] += 1
        self._note(unit, spans)


def _in_pieces(unit: Unit, find: Callable[[str], list[Span]]) -> list[Span]:
    """Find what stands in a text as a whole, and in each of its pieces by itself.

    Put together, pieces may read as one longer word, and then hide what they say.
    """
    found = find(unit.text)
    begin = 0
    for part in unit.stretches:
        found += [
            Span(begin + span.start, begin + span.end, span.kind, span.masked)
            for span in find(part.text)
        ]
        begin += len(part.text)
    return without_overlaps(found)


def _spread(unit: Unit, spans: list[Span]) -> Iterable[Edit]:
    """Turn finds in a text into edits of the stretches it is made of.

    What stands for a find goes where the find begins; the rest of it, behind tags, goes away.
    """
    begin = 0
    for part in unit.stretches:
        end = begin + len(part.text)
        for span in spans:
            first, last = max(span.start, begin), min(span.end, end)
            if first < last:
                new = part.written(span.masked) if first == span.start else ""
                yield part.at(first - begin), part.at(last - begin), new
        begin = end


def _whole_attribute(xml: str, element: Element, unit: Unit) -> Edit:
    value = unit.stretches[0]
    found = _ATTRIBUTE_NAME.search(xml, element.start, value.start)
    start = found.start() if found else value.start
    return start, value.end + 1, ""


def _applied(xml: str, edits: list[Edit]) -> str:
    parts: list[str] = []
    at = 0
    for start, end, new in sorted(edits):
        if start < at:
            continue  # within something that goes away as a whole
        parts += (xml[at:start], new)
        at = end
    return "".join((*parts, xml[at:]))


def renamed_names(names: Iterable[str], finder: Finder) -> dict[str, str]:
    """Return a new name for each defined name or table that holds personal data."""
    taken = {name.casefold() for name in names}
    found: dict[str, str] = {}
    for name in names:
        new = finder.replaced(name.replace("_", " ")) if "_" in name else None
        new = finder.replaced(name) or new
        if new is None or name.casefold() in found:
            continue
        base = name_safe(new)
        if not base[:1].isalpha() and base[:1] != "_":
            base = f"_{base}"
        unique, number = base, 1
        while unique.casefold() in taken:
            number += 1
            unique = f"{base}_{number}"
        taken.add(unique.casefold())
        found[name.casefold()] = unique
    return found
