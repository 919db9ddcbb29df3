"""Which texts in editable cells are the tool's own, so that all others can be kept.

Some of what the tool writes is text that people edited elsewhere: a new direction in the
strategy table flows to every customer. Once it is edited again, the old one must not be taken
for something typed into the customer table. So a fingerprint of such texts is remembered.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Collection, Iterable

from xlsegment.core.strategies import OUR_TEXTS
from xlsegment.core.typed import keep_typed

_LENGTH = 4  # characters of 6 bits each: a typed text is mistaken once in 16 million
_MOST = 60  # Excel keeps 255 characters in a name


class OurTexts:
    """All texts the tool can have written, and those it writes now.

    Parameters
    ----------
    flowing : iterable of str
        Texts from the rule and strategy tables that this refresh writes elsewhere.
    remembered : str
        What `fingerprints` returned at the last refresh.
    """

    def __init__(self, flowing: Iterable[str], remembered: str) -> None:
        self._flowing = dict.fromkeys(t for t in flowing if t and t not in OUR_TEXTS)
        self._remembered = [remembered[i : i + _LENGTH] for i in range(0, len(remembered), _LENGTH)]
        self._known: dict[tuple[object, str], str] = {}

    def keep(self, existing: object, suggested: str) -> str | None:
        """Return what an editable cell holds after the refresh, None for a blank."""
        key = (existing, suggested)
        if key not in self._known:
            self._known[key] = keep_typed(existing, suggested, self._ours(existing))
        return self._known[key] or None

    @staticmethod
    def keep_source(existing: object, suggested: str) -> str | None:
        """Return the same for a cell that other tables repeat: there only our own texts go."""
        return keep_typed(existing, suggested, OUR_TEXTS) or None

    @property
    def fingerprints(self) -> str:
        """What to remember: this refresh's texts, then earlier ones while there is room."""
        marks = dict.fromkeys([*map(_fingerprint, self._flowing), *self._remembered])
        return "".join(list(marks)[:_MOST])

    def _ours(self, existing: object) -> Collection[str]:
        if isinstance(existing, str) and _fingerprint(existing) in self._remembered:
            return {existing}
        return OUR_TEXTS | self._flowing.keys()


def _fingerprint(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
    return base64.urlsafe_b64encode(digest)[:_LENGTH].decode("ascii")
