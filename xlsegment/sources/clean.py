"""What is taken off a text cell before anything else looks at it."""

from __future__ import annotations

import re
from typing import Final

# Control characters cannot stand in a cell of a workbook at all.
CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_EDGES = " \t\r\n\x0b\x0c\x00\xa0\u3000\u200b\u200c\u200d\u2060\ufeff"


def clean_text(raw: str) -> str | None:
    """Return the text a person meant, or None for an empty cell.

    Shops write long numbers as ``="12345"`` or with a tab or an apostrophe beside them, so that
    a spreadsheet does not turn them into floats; those wrappers go, the number stays text.
    """
    if raw.isalnum():
        return raw
    text = raw.strip(_EDGES)
    if text[:2] == '="' and text[-1] == '"' and len(text) > 2:
        text = text[2:-1].strip(_EDGES)
    elif text[:1] == "'" and text[-1:] != "'":
        text = text[1:].strip(_EDGES)
    if not text.isprintable():
        text = CONTROL.sub("", text.replace("\r\n", "\n"))
    return text or None


class Cleaner(dict[str, str | None]):
    """`clean_text` that remembers: columns repeat a few values over and over.

    Equal cells become one object, which is what keeps a million rows small.
    """

    limit: Final = 100_000

    def __missing__(self, raw: str) -> str | None:
        text = clean_text(raw)
        self[raw] = text
        return text

    def column(self, raw: tuple[str, ...] | list[str]) -> list[object]:
        """Clean a run of cells of one column."""
        if len(self) > self.limit:
            self.clear()
        return list(map(self.__getitem__, raw))
