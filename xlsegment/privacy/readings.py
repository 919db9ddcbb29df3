"""Texts as they are read: gaps between characters closed, coded characters decoded.

``张　三``, ``%E5%BC%A0%E4%B8%89`` and ``&#24352;`` in a text say a name as well as 张三 does.
"""

from __future__ import annotations

import base64
import binascii
import html
import re
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from xlsegment.core.masked import HAN
from xlsegment.core.span import Span

#: Characters that nobody sees.
_UNSEEN: Final = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_BLANK: Final = rf"\s\u00b7\u2022\u30fb{_UNSEEN}"
_GAP: Final = re.compile(rf"(?<!\0)[{_BLANK}]+")
#: Gaps that are not single blanks between words; behind a zero byte begins a text of its own.
_ODD: Final = re.compile(rf"(?<!\0)[^\S ]|[\u00b7\u2022\u30fb{_UNSEEN}]| [{_BLANK}@＠]|[@＠] ")
_HAN_GAP: Final = re.compile(rf"(?<=[{HAN}0-9])[{_BLANK}]{{1,4}}(?=[{HAN}0-9])")
_CODED: Final = re.compile(
    r"((?:%[0-9A-Fa-f]{2})+)|\\u([0-9A-Fa-f]{4})|(&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|amp|lt|gt|quot);)"
)
_PACKED: Final = re.compile(r"(?<![A-Za-z0-9+/=])[A-Za-z0-9+/]{12,}={0,2}(?![A-Za-z0-9+/=])")
_LARGEST: Final = 1 << 22


@dataclass(frozen=True, slots=True)
class Reading:
    """Another way to read a text.

    Attributes
    ----------
    text
        What is read.
    starts, ends
        Where in the text itself each character begins and ends.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def back(self, span: Span) -> Span:
        """Return where a find stands in the text itself."""
        start, end = self.starts[span.start], self.ends[span.end - 1]
        return Span(start, end, span.kind, span.masked)

    def is_new(self, span: Span) -> bool:
        """Tell whether a find is not written so in the text itself."""
        found = self.back(span)
        return found.end - found.start != span.end - span.start


def even(text: str) -> Reading | None:
    """Return a text with each gap a single blank, and none around ``@``; None when it is so."""
    return _read(text, _GAP, _as_blank) if _ODD.search(text) else None


def closed(text: str) -> Reading | None:
    """Return a text without gaps between Chinese characters; None when it has none."""
    return _read(text, _HAN_GAP, lambda _: "") if _HAN_GAP.search(text) else None


def decoded(text: str) -> Reading | None:
    """Return a text with what is percent-encoded or escaped decoded; None when nothing is."""
    if "%" not in text and "&" not in text and "\\u" not in text:
        return None
    return _read(text, _CODED, _character) if _CODED.search(text) else None


def without(text: str, pattern: re.Pattern[str]) -> Reading | None:
    """Return a text without what matches a pattern; None when nothing does."""
    return _read(text, pattern, lambda _: "") if pattern.search(text) else None


def packed(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and content of what is written in base64, compressed or not."""
    for found in _PACKED.finditer(text):
        if len(found[0]) % 4 or found[0].isdigit() or (found[0].isalpha() and found[0].islower()):
            continue
        try:
            data = base64.b64decode(found[0])
        except binascii.Error:
            continue
        for content in (data, _inflated(data)):
            for codec in ("utf-8", "utf-16-le", "gb18030"):
                try:
                    yield found.start(), found.end(), content.decode(codec)
                except UnicodeError:
                    continue


def _inflated(data: bytes) -> bytes:
    try:
        return zlib.decompressobj(wbits=47).decompress(data, _LARGEST)
    except zlib.error:
        return b""


def _as_blank(found: re.Match[str]) -> str:
    start, end = found.span()
    around = found.string[max(start - 1, 0) : start] + found.string[end : end + 1]
    is_none = not found[0].strip(_UNSEEN) or "@" in around or "＠" in around
    return "" if is_none else " "


def _character(found: re.Match[str]) -> str:
    octets, escape, reference = found.groups()
    if reference:
        return html.unescape(reference)
    if escape:
        return chr(int(escape, 16))
    data = bytes.fromhex(octets.replace("%", ""))
    try:
        return data.decode()
    except UnicodeError:
        return data.decode("gb18030", "replace")


def _read(text: str, pattern: re.Pattern[str], say: Callable[[re.Match[str]], str]) -> Reading:
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for found in pattern.finditer(text):
        said = say(found)
        parts += (text[at : found.start()], said)
        starts += range(at, found.start())
        ends += range(at + 1, found.start() + 1)
        starts += [found.start()] * len(said)
        ends += [found.end()] * len(said)
        at = found.end()
    parts.append(text[at:])
    starts += range(at, len(text))
    ends += range(at + 1, len(text) + 1)
    return Reading("".join(parts), starts, ends)
