"""Bytes searched for texts in every encoding that Office and its helpers write."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from xlsegment.core.span import Span
from xlsegment.privacy.finder import Finder

_CODECS: Final = ("utf-8", "utf-16-le", "utf-16-be", "gb18030")
_WIDE: Final = ("utf-16-le", "utf-16-be")
#: By chance two bytes or four look like a short name; around a real one there is text. Words of
#: so few Latin letters are not told from chance at all.
_SHORT: Final = 3
_ODD_RUN: Final = re.compile(rb"[\x80-\xff]([\x80-\xff]+)")
_TEXT_AROUND: Final = re.compile(r"[\0-\x7f\u3000-\u303f\uff00-\uff5e]")


def in_bytes(data: bytes, finder: Finder, *, words: bool = True) -> list[Span]:
    """Search bytes in every encoding that Office and its helpers write.

    Parameters
    ----------
    data
        The bytes.
    finder
        What to find.
    words
        Whether single words of Latin letters count.
    """
    most: list[Span] = []
    for codec in _CODECS:
        for aligned in _aligned(data, codec):
            text = aligned.decode(codec, "replace")
            spans = [s for s in finder.text(text) if _is_no_chance(text, s, codec, words)]
            most = max(most, spans, key=len)
    return most


def _aligned(data: bytes, codec: str) -> Iterator[bytes]:
    """Yield bytes as they are, and once more with each character taken to begin a byte later."""
    yield data
    if codec in _WIDE:
        yield data[1:]
    elif codec != "utf-8":  # a length before a text looks like the first half of a character
        yield _ODD_RUN.sub(rb" \1", data)


def _is_no_chance(text: str, span: Span, codec: str, words: bool) -> bool:
    value = text[span.start : span.end]
    if value.isascii() and value.isalpha() and not (words and len(value) > _SHORT):
        return False
    if len(value) > _SHORT or (codec == "utf-8" and not value.isascii()):
        return True
    if len(value) == _SHORT and not value.isascii():
        return True  # six bytes are no chance
    around = (text[max(span.start - 1, 0) : span.start], text[span.end : span.end + 1])
    return all(not char or _TEXT_AROUND.match(char) or _is_common(char) for char in around)


def _is_common(char: str) -> bool:
    """Tell whether a character is one of the 3,755 that texts mostly consist of."""
    code = char.encode("gb2312", "ignore")
    return len(code) == 2 and 0xB0 <= code[0] <= 0xD7
