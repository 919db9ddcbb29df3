"""Finding personal data: the originals that are known, and what shows it by its form."""

from __future__ import annotations

import re
from typing import Final

from xlsegment.core import patterns
from xlsegment.core.span import Span, apply_spans, without_overlaps
from xlsegment.privacy.known import Known
from xlsegment.privacy.readings import decoded

_WORD: Final = re.compile(r"[A-Za-z][A-Za-z'’.\-]*")
_GUID: Final = re.compile(r"\{?[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}\}?")
#: Numbers that programs give to what they count have the form of these by chance.
_BY_CHANCE: Final = frozenset({"card", "landline"})
#: So many digits are found in markup as well; fewer may be any count or measure there.
_SURE: Final = 11


class Finder:
    """Finds originals and, when asked, personal data by its form.

    Parameters
    ----------
    known
        The originals.
    by_form
        Whether to find data by its form as well.
    """

    def __init__(self, known: Known, *, by_form: bool) -> None:
        self.known = known
        self.by_form = by_form

    def text(self, text: str) -> list[Span]:
        """Return what is found in people's text."""
        found = self.known.find(text)
        if not self.by_form:
            return found
        found += patterns.spans(text)
        reading = decoded(text)
        if reading is not None:
            found += [reading.back(s) for s in self.text(reading.text) if reading.is_new(s)]
        return without_overlaps(found)

    def naming(self, text: str) -> list[Span]:
        """Return what is found where programs write who somebody is: a name, as a whole."""
        found = self.text(text)
        if found or not self.by_form:
            return found
        return patterns.whole_name(text)

    def number(self, stored: str) -> Span | None:
        """Return what a number in a cell is; None when it is nobody's."""
        found = self.known.number(stored)
        return patterns.number_span(stored) if found is None and self.by_form else found

    def markup(self, text: str, *, foreign: bool = False) -> list[Span]:
        """Return what is found in a value that belongs to markup: nothing that markup has, too.

        Parameters
        ----------
        text
            The value.
        foreign
            Whether it belongs to nobody's schema, so that what has the form of a mobile number is
            no threshold and no measure.
        """
        if _GUID.fullmatch(text):
            return []
        found = [
            span
            for span in self.known.find(text)
            if _WORD.fullmatch(word := text[span.start : span.end]) is None
            and (not word.isdigit() or len(word) >= _SURE)
        ]
        if not (foreign and self.by_form):
            return found
        formed = (span for span in patterns.spans(text) if span.kind not in _BY_CHANCE)
        return without_overlaps([*found, *formed])

    def replaced(self, text: str) -> str | None:
        """Return a text with everything masked that is found in it; None when nothing is."""
        spans = self.text(text)
        return apply_spans(text, spans) if spans else None
