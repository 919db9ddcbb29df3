"""Every text of an XML part: between tags, in attributes, comments and instructions.

The part must be well-formed and without document type (`encoding.WellFormed` sees to that): then
tags can be told from text by searching, and every character is known by its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, Literal

from xlsegment.privacy.characters import Stretch, stretch

_TOKEN: Final = re.compile(
    r"""<(?P<name>[^\s/>!?]+)(?P<attributes>(?:[^>"']|"[^"]*"|'[^']*')*?)(?P<empty>/?)>"""
    r"""|</(?P<closed>[^\s>]+)\s*>|(?P<text>[^<]+)|<!\[CDATA\[(?P<data>.*?)\]\]>"""
    r"""|<!--(?P<comment>.*?)-->|<\?(?P<instruction>.*?)\?>""",
    re.DOTALL,
)
_ATTRIBUTE: Final = re.compile(r"""([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
#: Elements within which formatting cuts one text into runs.
_WHOLES: Final = frozenset({"si", "is", "p", "text", "div", "rPh"})

#: Hidden are comments and instructions.
Form = Literal["text", "attribute", "hidden"]


@dataclass(slots=True)
class Element:
    """An element that is open at the moment."""

    name: str
    start: int
    open_end: int
    attributes: dict[str, Stretch]
    whole: Unit | None = None
    parent: Element | None = None
    phonetic: list[tuple[int, int]] = field(default_factory=list)

    def value(self, attribute: str) -> str:
        """Return an attribute's value; empty when it has none."""
        found = self.attributes.get(attribute)
        return found.text if found else ""

    def within(self, *names: str) -> bool:
        """Tell whether this element or one around it has such a name."""
        element: Element | None = self
        while element is not None:
            if element.name in names:
                return True
            element = element.parent
        return False


@dataclass(slots=True)
class Unit:
    """One text of a part.

    Attributes
    ----------
    form
        What it is to XML.
    element
        Where it stands; None before the root.
    attribute
        The attribute's name, without its prefix.
    stretches
        Where it stands; several when formatting cuts it.
    phonetic
        Where the readings of this text stand, tags and all.
    """

    form: Form
    element: Element | None
    attribute: str = ""
    stretches: list[Stretch] = field(default_factory=list)
    phonetic: list[tuple[int, int]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What it says."""
        if len(self.stretches) == 1:
            return self.stretches[0].text
        return "".join(part.text for part in self.stretches)


def local(name: str) -> str:
    """Return a name without its prefix."""
    return name.rpartition(":")[2]


def walk(xml: str) -> Iterator[Unit]:
    """Yield the texts of a part, or of a stretch of it that is cut between elements."""
    current: Element | None = None
    for token in _TOKEN.finditer(xml):
        kind = token.lastgroup
        if kind in ("text", "data"):
            begin, end = token.span(kind)
            if current is None or (kind == "text" and _is_layout(xml[begin:end], current)):
                continue
            _add(current, stretch(xml, begin, end, literal=kind == "data"))
        elif kind == "closed":
            if current is None:
                continue  # the tail of a part closes what its head has opened
            yield from _close(current, token.end())
            current = current.parent
        elif kind in ("comment", "instruction"):
            found = stretch(xml, *token.span(kind), literal=True)
            yield Unit("hidden", current, stretches=[found])
        else:
            current = _open(xml, token, current)
            for name, value in current.attributes.items():
                yield Unit("attribute", current, name, [value])
            if token["empty"]:
                yield from _close(current, token.end())
                current = current.parent
    while current is not None:  # the head of a part leaves open what its tail closes
        yield from _close(current, len(xml))
        current = current.parent


def _is_layout(text: str, element: Element) -> bool:
    """Tell blanks that lay out the markup from those that are text."""
    return text.isspace() and element.name != "t" and ("\n" in text or element.whole is None)


def _open(xml: str, token: re.Match[str], parent: Element | None) -> Element:
    attributes: dict[str, Stretch] = {}
    begin, end = token.span("attributes")
    if begin < end:
        for found in _ATTRIBUTE.finditer(xml, begin, end):
            value = stretch(xml, *found.span(2 if found[2] is not None else 3))
            name = local(found[1])
            # Two of one name but different prefix: both are texts.
            attributes[name if name not in attributes else found[1]] = value
    element = Element(local(token["name"]), token.start(), token.end(), attributes, None, parent)
    if element.name in _WHOLES:
        element.whole = Unit("text", element)
    elif parent is not None:
        element.whole = parent.whole
    return element


def _add(element: Element, found: Stretch) -> None:
    if element.whole is None:
        element.whole = Unit("text", element)
    element.whole.stretches.append(found)


def _close(element: Element, end: int) -> Iterator[Unit]:
    whole = element.whole
    if whole is None or whole.element is not element:
        return
    outer = element.parent.whole if element.parent else None
    if element.name == "rPh" and outer is not None:
        outer.phonetic.append((element.start, end))
    if whole.stretches:
        yield whole
