"""The last look at a masked file: every byte of it searched for every original.

It shares nothing with what took the originals out, so that a mistake there shows here.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

import numpy as np
from numpy.typing import NDArray

_BITS: Final = 22
_SPREAD: Final = np.uint64(0x9E3779B97F4A7C15)
_PIECE: Final = 1 << 24
#: How many bytes of an original are compared at once; shorter ones have a table of their own.
_WIDTHS: Final = (8, 4, 2)
#: From so many digits on, a number within a longer one is no chance.
_SURE: Final = 11
_WORD: Final = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_")
#: Around a word that XML itself says, as in ``type="max"``.
_MARKUP: Final = frozenset({b'""', b"''", b"<>", b"< ", b"/>", b" =", b":="})
_QUOTES: Final = {'"': "&quot;", "'": "&apos;"}
#: Fonts, colours and styles are called like people; nobody types a text into these parts.
_LOOKS: Final = ("xl/styles.xml", "xl/theme/")


def left_over(path: Path, originals: Iterable[str]) -> dict[str, int]:
    """Return how many originals are in each part of a package; nothing when there are none.

    Parameters
    ----------
    path
        A workbook file.
    originals
        The values, as they were.
    """
    values = {value for value in originals if len(value) > 1}
    plain = _Needles(_as_utf8(values))
    wide: _Needles | None = None
    found: dict[str, int] = {}
    with zipfile.ZipFile(path) as package:
        parts: Iterator[tuple[str, Iterator[bytes]]] = (
            (info.filename, _pieces(package, info)) for info in package.infolist()
        )
        for name, pieces in parts:
            count, binary = plain.count(name.encode()), False
            before = b""
            for piece in pieces:
                block = before + piece
                binary = binary or b"\0" in block
                count += plain.count(block, ends_at=len(block) if not piece else len(block) - 512)
                if binary:
                    wide = wide or _Needles(_as_utf16(values))
                    count += wide.count(block)
                before = block[-512:]
            if count and not name.startswith(_LOOKS):
                found[name] = count
        comment = package.comment
    if comment and (count := plain.count(comment)):
        found["[comment]"] = count
    return found


def _pieces(package: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    with package.open(info) as file:
        while piece := file.read(_PIECE):
            yield piece
    yield b""


def _as_utf8(values: Iterable[str]) -> Iterator[bytes]:
    for value in values:
        for form in {value, escape(value), escape(value, _QUOTES)}:
            yield form.encode("utf-8", "surrogatepass")


def _as_utf16(values: Iterable[str]) -> Iterator[bytes]:
    for value in values:
        for encoding in ("utf-16-le", "utf-16-be"):
            yield value.encode(encoding, "surrogatepass")


class _Needles:
    """Byte strings to find, by their first bytes."""

    def __init__(self, needles: Iterable[bytes]) -> None:
        self._needles = {needle for needle in needles if len(needle) >= _WIDTHS[-1]}
        self._lengths: dict[bytes, tuple[int, ...]] = {}
        lengths: dict[bytes, set[int]] = {}
        for needle in self._needles:
            lengths.setdefault(needle[: _width(needle)], set()).add(len(needle))
        self._lengths = {start: tuple(sorted(all_)) for start, all_ in lengths.items()}
        self._tables = {width: self._table(width) for width in _WIDTHS}

    def _table(self, width: int) -> NDArray[np.bool_] | None:
        starts = [start for start in self._lengths if len(start) == width]
        if not starts:
            return None
        table = np.zeros(1 << _BITS, dtype=np.bool_)
        table[_hashed(np.frombuffer(b"".join(starts), dtype=np.uint8), width, width)] = True
        return table

    def count(self, data: bytes, ends_at: int | None = None) -> int:
        """Count the needles that begin in some bytes, before a place."""
        stop = len(data) if ends_at is None else ends_at
        codes = np.frombuffer(data, dtype=np.uint8)
        return sum(
            self._at(data, place, width)
            for width, table in self._tables.items()
            if table is not None and len(codes) >= width
            for place in np.flatnonzero(table[_hashed(codes, width, 1)]).tolist()
            if place < stop
        )

    def _at(self, data: bytes, place: int, width: int) -> bool:
        for length in self._lengths.get(data[place : place + width], ()):
            found = data[place : place + length]
            if found in self._needles and _stands_alone(data, place, found):
                return True
        return False


def _stands_alone(data: bytes, place: int, found: bytes) -> bool:
    """Tell whether a word or a short number is not a piece of a longer one."""
    if found.isdigit() and len(found) >= _SURE:
        return True
    end = place + len(found)
    around = data[max(place - 1, 0) : place] + data[end : end + 1]
    if found.isalpha() and around in _MARKUP:
        return False
    if place and found[0] in _WORD and data[place - 1] in _WORD:
        return False
    return not (end < len(data) and found[-1] in _WORD and data[end] in _WORD)


def _width(needle: bytes) -> int:
    return next(width for width in _WIDTHS if len(needle) >= width)


def _hashed(codes: NDArray[np.uint8], width: int, step: int) -> NDArray[np.uint64]:
    """Return a number below the size of a table for each stretch of some bytes."""
    count = len(codes) - width + 1
    joined = np.zeros(len(range(0, count, step)), dtype=np.uint64)
    for at in range(width):
        joined = joined << np.uint64(8) | codes[at : at + count : step]
    return (joined * _SPREAD) >> np.uint64(64 - _BITS)
