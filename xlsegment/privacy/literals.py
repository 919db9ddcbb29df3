"""Many texts searched for in one pass: names, addresses, e-mail addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.uint64]

_BITS: Final = 21  # a character's number has no more, so three of them fit into 64 bits
_TABLE_BITS: Final = 22
_SPREAD: Final = np.uint64(0x9E3779B97F4A7C15)
_WIDE: Final = re.compile("[０-９ａ-ｚ＠．－＿]")
_NARROW: Final = {code: code - 0xFEE0 for code in range(0xFF0D, 0xFF5B)}
_SHORT: Final = 2
_LONG: Final = 3


def fold(text: str) -> str:
    """Return a text in small letters of usual width, each character in its place."""
    small = text.lower()
    if len(small) != len(text):
        small = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return small.translate(_NARROW) if _WIDE.search(small) else small


def _is_latin(char: str) -> bool:
    """Tell whether a character joins others to words, as Chinese ones do not."""
    return char.isalnum() and ord(char) < 0x2E80


class Literals:
    """Texts to find, whatever their case; words of Latin letters only as whole words.

    Parameters
    ----------
    texts
        The texts, of two characters or more, in small letters.
    """

    def __init__(self, texts: Mapping[str, object]) -> None:
        self._texts = texts
        self._starts: dict[str, tuple[int, ...]] = {}
        lengths: dict[str, set[int]] = {}
        for text in texts:
            lengths.setdefault(text[:_SHORT], set()).add(len(text))
        for start, found in lengths.items():
            self._starts[start] = tuple(sorted(found, reverse=True))
        self._short = _table([text for text in texts if len(text) == _SHORT], _SHORT)
        self._long = _table([text for text in texts if len(text) > _SHORT], _LONG)

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield start, end and the text found; at each place the longest."""
        if not self._starts:
            return
        folded = fold(text)
        if len(folded) > 400:
            places = self._places(folded)
        else:
            starts = self._starts
            places = [i for i in range(len(folded) - 1) if folded[i : i + 2] in starts]
        last = 0
        for place in places:
            if place < last:
                continue
            for length in self._starts.get(folded[place : place + _SHORT], ()):
                end = place + length
                found = folded[place:end]
                # At the text's end a stretch may be shorter than was asked for.
                if len(found) == length and found in self._texts and _is_whole(folded, place, end):
                    yield place, end, found
                    last = end
                    break

    def _places(self, folded: str) -> list[int]:
        """Return where a text may begin, for long ones: all characters at once."""
        codes = np.frombuffer(folded.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(
            np.uint64
        )
        found: list[NDArray[np.int64]] = []
        if self._short is not None and len(codes) >= _SHORT:
            found.append(np.flatnonzero(self._short[_keys(codes, _SHORT)]))
        if self._long is not None and len(codes) >= _LONG:
            found.append(np.flatnonzero(self._long[_keys(codes, _LONG)]))
        if not found:
            return []
        places: list[int] = np.unique(np.concatenate(found)).tolist()
        return places


def _is_whole(text: str, start: int, end: int) -> bool:
    """Tell whether what begins or ends in a letter of a word is not a piece of a longer word."""
    if start and _is_latin(text[start]) and _is_latin(text[start - 1]):
        return False
    return not (end < len(text) and _is_latin(text[end - 1]) and _is_latin(text[end]))


def _keys(codes: Codes, length: int) -> Codes:
    """Return, for each place, a number below the size of the table for what stands there."""
    count = len(codes) - length + 1
    joined = codes[:count].copy()
    for step in range(1, length):
        joined = joined << np.uint64(_BITS) | codes[step : step + count]
    return (joined * _SPREAD) >> np.uint64(64 - _TABLE_BITS)


def _table(texts: list[str], length: int) -> NDArray[np.bool_] | None:
    if not texts:
        return None
    table = np.zeros(1 << _TABLE_BITS, dtype=np.bool_)
    joined = "".join({text[:length] for text in texts})
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(
        np.uint64
    )
    table[_keys(codes, length)[::length]] = True
    return table
