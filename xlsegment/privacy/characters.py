"""Characters as XML writes them, and where each stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_REFERENCE: Final = re.compile(
    r"&(?:#x([0-9A-Fa-f]+)|#([0-9]+)|(amp|lt|gt|quot|apos));|_x([0-9A-Fa-f]{4})_"
)
_NAMED: Final = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_LAST: Final = 0x10FFFF
_ESCAPES: Final = {
    **{chr(code): f"_x{code:04X}_" for code in range(32) if code not in (9, 10, 13)},
    "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;",
}  # fmt: skip
_TO_ESCAPE: Final = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f&<>\"']")


def escaped(text: str) -> str:
    """Write text so that it can stand between tags and in attributes."""
    return _TO_ESCAPE.sub(lambda found: _ESCAPES[found[0]], text)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Character data in one place of a part: between two tags, or one attribute's value.

    Attributes
    ----------
    start, end
        Where it stands in the part.
    text
        What it says.
    offsets
        Where in the part each of its characters begins, and the end; None when one for one.
    literal
        Whether markup characters stand for themselves, as in CDATA and comments.
    """

    start: int
    end: int
    text: str
    offsets: tuple[int, ...] | None = None
    literal: bool = False

    def at(self, place: int) -> int:
        """Return where a character begins in the part."""
        return self.start + place if self.offsets is None else self.offsets[place]

    def written(self, text: str) -> str:
        """Return text as it must be written here."""
        return text if self.literal else escaped(text)


def stretch(xml: str, start: int, end: int, *, literal: bool = False) -> Stretch:
    """Read character data; also the ``_xHHHH_`` of characters that XML cannot hold."""
    raw = xml[start:end]
    if literal or ("&" not in raw and "_x" not in raw):
        return Stretch(start, end, raw, None, literal)
    parts: list[str] = []
    offsets: list[int] = []
    at = 0
    for found in _REFERENCE.finditer(raw):
        parts.append(raw[at : found.start()])
        offsets += range(start + at, start + found.start())
        char = _character(found)
        parts.append(char)
        offsets += [start + found.start()] * len(char)
        at = found.end()
    parts.append(raw[at:])
    offsets += range(start + at, end + 1)
    return Stretch(start, end, "".join(parts), tuple(offsets))


def _character(found: re.Match[str]) -> str:
    hexadecimal, decimal, name, escape = found.groups()
    if name:
        return _NAMED[name]
    code = int(decimal) if decimal else int(hexadecimal or escape, 16)
    if code > _LAST or 0xD800 <= code < 0xE000:
        return "\N{REPLACEMENT CHARACTER}"
    return chr(code)
