"""What a refresh wrote into each editable cell, so that everything else there is kept.

A text of the tool's own may be what somebody chose for another row. So only what was last written
into that very cell is renewed; a fingerprint of it is remembered for the next refresh. A row that
no refresh has met yet, as in a new workbook, is renewed where it holds its own default.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping

from xlsegment.core.celltext import clean_text
from xlsegment.core.typed import keep_typed
from xlsegment.text import Lang, Text

Cell = tuple[str, ...]  # table, what its row is known by, column

_LENGTH = 4  # characters of 6 bits each: a typed text is mistaken once in 16 million
_MOST = 1200  # cells, 8 characters each: they fill about 40 defined names
_PEOPLES = "----"  # stands for a text of their own in a cell that no refresh has written


class OurTexts:
    """What the last refresh wrote into editable cells, and what this one does.

    Parameters
    ----------
    remembered : str
        What `fingerprints` returned at the last refresh.
    """

    def __init__(self, remembered: str) -> None:
        step = 2 * _LENGTH
        marks = (remembered[i : i + step] for i in range(0, len(remembered), step))
        self._before = {mark[:_LENGTH]: mark[_LENGTH:] for mark in marks}
        self._now: dict[str, str] = {}

    def keep(
        self, cell: Cell, existing: object, suggested: Text, lang: Lang, own: Iterable[str] = ()
    ) -> str | None:
        """Return what an editable cell holds after the refresh, None for a blank.

        Parameters
        ----------
        cell : tuple of str
            Which cell it is.
        existing : object
            What it holds.
        suggested : Text
            What the refresh would write.
        lang : "zh" or "en"
            The language to write it in.
        own : iterable of str
            Defaults of this very cell besides ``suggested``, for a cell never written before.
        """
        text = suggested.in_(lang)
        if self.is_typed(cell, existing, (*suggested.both, *own)):
            self.keep_mark(cell, _PEOPLES)
            return keep_typed(existing, text, ())
        self._now[_fingerprint(*cell)] = _fingerprint(text.strip())
        return text or None

    def is_typed(self, cell: Cell, existing: object, own: Iterable[str] = ()) -> bool:
        """Tell whether somebody put a text into a cell that the tool did not write there."""
        if existing is None or existing != existing or not clean_text(str(existing)):
            return False
        text = str(existing).strip()
        mark = self._before.get(_fingerprint(*cell))
        if mark is None:
            return text not in {default.strip() for default in own}
        return _fingerprint(text) != mark

    def written(self, cell: Cell, text: str) -> None:
        """Remember a text that this refresh writes into a cell, or into all cells like it."""
        self._now[_fingerprint(*cell)] = _fingerprint(text.strip())

    def keep_mark(self, cell: Cell, unknown: str | None = None) -> None:
        """Remember of a cell that is left as it is what was remembered before."""
        key = _fingerprint(*cell)
        mark = self._before.get(key, unknown)
        if mark is not None:
            self._now[key] = mark

    @property
    def fingerprints(self) -> str:
        """What to remember."""
        return _joined(self._now)

    @property
    def added_fingerprints(self) -> str:
        """What to remember after a run that left some editable cells out."""
        return _joined(self._now | {k: m for k, m in self._before.items() if k not in self._now})


def _joined(marks: Mapping[str, str]) -> str:
    return "".join(key + mark for key, mark in list(marks.items())[:_MOST])


def _fingerprint(*parts: str) -> str:
    digest = hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).digest()
    return base64.urlsafe_b64encode(digest)[:_LENGTH].decode("ascii")
