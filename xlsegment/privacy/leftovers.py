"""The last search over a finished file: over the raw text of each part, tags and all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from xlsegment.core.span import Span
from xlsegment.engine.container import Container
from xlsegment.privacy.binary import finds
from xlsegment.privacy.finder import Finder
from xlsegment.privacy.known import Known
from xlsegment.privacy.package import Parts
from xlsegment.privacy.pieces import UNITS, XmlPart, in_units
from xlsegment.privacy.places import Place, PlaceKind
from xlsegment.privacy.placing import binary_place, is_expected
from xlsegment.privacy.rewrite import Part, Rewriter
from xlsegment.privacy.ziplabels import in_label, labels

_TAG: Final = re.compile(r"<[^<>]*$")
_VALUE: Final = re.compile(r"""([^\s=]+)\s*=\s*(?:"([^"]*)|'([^']*))$""")
_LOOK_BACK: Final = 4096
_NUMBER: Final = re.compile(r"[-+]?[0-9.]+(?:[eE][-+]?[0-9]+)?")


def leftovers(path: Path, finder: Finder) -> Iterator[tuple[Place, int]]:
    """Yield where originals are left in a file, and how many.

    Not counted is what markup has of itself: a word of Latin letters as a tag's or an attribute's
    word, digits within a measured number of more digits.
    """
    known = Finder(finder.known, by_form=False)
    with Container(path) as container:
        parts = Parts(container)
        for name in container.names:
            place, count = _in_part(parts, name, known)
            count += sum(in_label(label, known) for label in labels(container, name))
            count += len(known.markup(name))
            if count:
                yield place, count
        count = in_label(container.comment, known)
        if count:
            yield Place(PlaceKind.OTHER, "zip"), count


def _in_part(parts: Parts, name: str, finder: Finder) -> tuple[Place, int]:
    if name.endswith("/") or not parts.is_xml(name):
        place = binary_place(parts, name)
        return place, len(
            finds(name, parts.container.read(name), finder, expected=is_expected(parts, name))
        )
    xml = XmlPart(parts, name)
    count, places = 0, Counter[tuple[PlaceKind, str]]()
    rewrite = Rewriter(Part(name, xml.root), finder, places)
    for text, whole in xml.texts():
        spans = [s for s in finder.known.find(text) if not is_markup(text, s, finder)]
        count += len(spans)
        if whole and xml.root in UNITS:
            in_units(text, xml.root, (span.start for span in spans), rewrite)
        else:
            rewrite(text)
    kind = next((kind for kind, _ in places), PlaceKind.OTHER)
    return Place(kind, name, parts.sheets.get(name, "")), max(count, places.total())


def is_markup(text: str, span: Span, finder: Finder) -> bool:
    """Tell whether a find in raw XML is markup, and not what somebody has written."""
    before = text[max(span.start - _LOOK_BACK, 0) : span.start]
    tag = _TAG.search(before)
    if tag is None:
        return _is_measure(text, span, finder.known)
    value = _VALUE.search(tag[0])
    if value is None:
        return not finder.markup(text[span.start : span.end])
    begin = span.start - len(value[2] if value[2] is not None else value[3])
    quote = text[begin - 1]
    return not finder.markup(text[begin : text.index(quote, begin)])


def _is_measure(text: str, span: Span, known: Known) -> bool:
    """Tell whether digits are those of a number between two tags that is another one."""
    begin, end = text.rfind(">", 0, span.start) + 1, text.find("<", span.end)
    stored = text[begin:end].strip()
    return _NUMBER.fullmatch(stored) is not None and known.number(stored) is None
