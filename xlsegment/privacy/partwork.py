"""One part of a file, as it was and as it is to be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from xlsegment.engine.package import CONTENT_TYPES
from xlsegment.privacy.finder import Finder
from xlsegment.privacy.package import Parts
from xlsegment.privacy.pieces import XmlPart, rewritten
from xlsegment.privacy.pivot import as_text_in_definition, as_text_in_records
from xlsegment.privacy.places import PlaceKind
from xlsegment.privacy.plan import Plan
from xlsegment.privacy.rewrite import Part, Rewriter

Counts = Counter[tuple[PlaceKind, str]]


class PartWork:
    """What becomes of one part.

    Parameters
    ----------
    parts, plan
        The file, and what is known of it as a whole.
    finder
        What to mask.
    name
        The part.
    """

    def __init__(self, parts: Parts, plan: Plan, finder: Finder, name: str) -> None:
        self._parts, self._plan, self._finder, self.name = parts, plan, finder, name
        is_xml = not name.endswith("/") and parts.is_xml(name)
        self._xml = XmlPart(parts, name) if is_xml else None

    @property
    def is_changed(self) -> bool:
        """Whether the part must be written anew."""
        return any(old != new for old, new in self._pieces(Counter()))

    def content(self, replaced: Counts) -> Iterator[bytes]:
        """Yield the part as it is to be, and count what was masked in it."""
        if self._xml is None:
            yield from self._parts.container.stream(self.name)
            return
        yield self._xml.encoding.mark
        for _, new in self._pieces(replaced):
            yield self._xml.encoding.encode(new)

    def _pieces(self, replaced: Counts) -> Iterator[tuple[str, str]]:
        if self._xml is None:
            return
        lost = self._plan.lost.get(self.name, frozenset())
        part = Part(self.name, self._xml.root, self._plan.renamed, lost)
        rewrite = Rewriter(part, self._finder, replaced)
        yield from rewritten(self._xml, self._finder, rewrite, self._prepared)

    def _prepared(self, text: str) -> str:
        """Do what concerns tags: drop what leads nowhere, make numbers of pivot caches texts."""
        numbers = self._plan.numbers.get(self.name)
        if numbers and self._xml is not None:
            if self._xml.root == "pivotCacheRecords":
                return as_text_in_records(text, numbers)
            return as_text_in_definition(text, numbers)
        book = self.name == self._parts.container.resolve(CONTENT_TYPES)
        if self._plan.dropped and (book or self.name.lower().endswith(".rels")):
            return self._parts.without(frozenset(self._plan.dropped), self.name, text)
        return text
