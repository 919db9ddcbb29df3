"""An XML part as text, cut where it may be cut: whole rows of a sheet, whole strings, records."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate
from typing import Final

from xlsegment.engine.markup import MarkupFault
from xlsegment.engine.pieces import ROWS_OPEN, STRINGS_OPEN, pieces
from xlsegment.privacy.encoding import Encoding, WellFormed, encoding_of, read_text, readable
from xlsegment.privacy.finder import Finder
from xlsegment.privacy.package import Parts, root_of
from xlsegment.privacy.rewrite import Rewriter

_RECORDS_OPEN: Final = re.compile(rb"<pivotCacheRecords(?:\s[^>]*)?>")
#: Root -> what opens the run of units, a unit's end, and what closes the run.
_CUTS: Final = {
    "worksheet": (ROWS_OPEN, b"</row>", b"</sheetData>"),
    "sst": (STRINGS_OPEN, b"</si>", b"</sst>"),
    "pivotCacheRecords": (_RECORDS_OPEN, b"</r>", b"</pivotCacheRecords>"),
}
UNITS: Final = {"worksheet": ("<row", "</row>"), "sst": ("<si", "</si>")}
#: Text between two tags that is more than a number of six digits before its point.
_SAID: Final = re.compile(r">(?!\s*<|-?[0-9]{1,6}(?:\.[0-9]*)?(?:E-[0-9]+)?<)([^<]+)<")
#: A number of more digits than Excel keeps: what it has kept is found as a whole only.
_CUT: Final = re.compile(r">\s*([0-9]{16,}(?:\.0*)?|[0-9](?:\.[0-9]+)?[eE]\+?1[5-9])\s*<")
#: What may hide a text from a search over the markup: references, runs, comments and the like.
_HIDING: Final = re.compile(r"&|_x[0-9A-Fa-f]{4}_|<!|<\?|<(?:\w+:)?(?:r|rPh)[ >]")
#: Between two texts: behind a mere blank a name could go on in the next one.
_APART: Final = "\0\n"


class XmlPart:
    """One XML part: its root, and its text piece by piece, proven to be well-formed."""

    def __init__(self, parts: Parts, name: str) -> None:
        self._parts, self.name = parts, name
        head = parts.head(name)
        try:
            self.encoding: Encoding = encoding_of(head)
            text = head[len(self.encoding.mark) :].decode(self.encoding.name, "ignore")
        except MarkupFault as fault:
            raise parts.fault(name, fault) from fault
        self.root = root_of(text)

    def texts(self) -> Iterator[tuple[str, bool]]:
        """Yield the text in pieces, and whether each consists of whole rows, strings or records.

        What is not is one piece from its first tag to where units begin, or from their end on.
        """
        check = WellFormed()
        try:
            for data, whole in self._pieces():
                text = data.decode(self.encoding.name) if whole else read_text(data, self.encoding)
                check(readable(self.root, text))
                yield text, whole
            check("", last=True)
        except UnicodeError as error:
            fault = MarkupFault("其编码有误", "it is not encoded as it says")
            raise self._parts.fault(self.name, fault) from error
        except MarkupFault as fault:
            raise self._parts.fault(self.name, fault) from fault

    def _pieces(self) -> Iterator[tuple[bytes, bool]]:
        chunks = self._parts.container.stream(self.name)
        cut = _CUTS.get(self.root)
        if cut is None or self.encoding.name != "utf-8":
            self._parts.check_size(self.name)
            yield b"".join(chunks), False
            return
        rest: list[bytes] = []
        for piece, whole in pieces(chunks, *cut):
            if whole:
                if rest:
                    yield b"".join(rest), False
                    rest = []
                yield piece, True
            else:
                rest.append(piece)
        yield b"".join(rest), False


def rewritten(
    part: XmlPart, finder: Finder, rewrite: Rewriter, prepare: Callable[[str], str] = str
) -> Iterator[tuple[str, str]]:
    """Yield the pieces of a part, each as it was and as it is to be.

    Of pieces of whole units only those units are read closely in which something is found.

    Parameters
    ----------
    part
        The part.
    finder
        What to look for.
    rewrite
        Masks what is found.
    prepare
        Changes a piece before that.
    """
    for text, whole in part.texts():
        prepared = prepare(text)
        if whole and part.root in UNITS:
            yield text, in_units(prepared, part.root, _places(prepared, finder), rewrite)
        else:
            yield text, rewrite(prepared)


def _places(text: str, finder: Finder) -> list[int]:
    """Return where in whole units something is found: in what stands between their tags.

    Their attributes are markup, and numbers too short for anybody's are most of a sheet.
    """
    found = list(_SAID.finditer(text))
    joined = _APART.join([said[1] for said in found])
    begins = list(accumulate((len(said[1]) + len(_APART) for said in found), initial=0))
    places = [found[bisect_right(begins, s.start) - 1].start() for s in finder.text(joined)]
    return places + [at.start() for at in _CUT.finditer(text) if finder.number(at[1]) is not None]


def in_units(text: str, root: str, places: Iterable[int], rewrite: Rewriter) -> str:
    """Rewrite those of a piece's units in which there is something at one of some places.

    Also read are units with what may hide a text from a search over the markup.
    """
    marked = {*places, *(found.start() for found in _HIDING.finditer(text))}
    opening, closing = UNITS[root]
    out: list[str] = []
    at = 0
    for place in sorted(marked):
        if place < at:
            continue
        # A unit without content has no end tag of its own; then the next one is read, too.
        start = max(text.rfind(opening, at, place + 1), at)
        end = text.find(closing, place)
        stop = end + len(closing) if end >= 0 else len(text)
        out += (text[at:start], rewrite(text[start:stop]))
        at = stop
    return "".join((*out, text[at:])) if out else text
