"""Cutting a large part into its head, blocks of whole elements, and its tail."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

_BLOCK: Final = 1 << 20
_LONGEST_HEAD: Final = 1 << 20

ROWS_OPEN: Final = re.compile(rb"<sheetData>")
STRINGS_OPEN: Final = re.compile(rb"<sst(?:\s[^>]*)?>")


def pieces(
    chunks: Iterable[bytes], opening: re.Pattern[bytes], unit_end: bytes, closing: bytes
) -> Iterator[tuple[bytes, bool]]:
    """Yield the same bytes as (piece, whether it consists of whole units).

    Parameters
    ----------
    chunks
        The part, in pieces of any size.
    opening
        The start tag after which the units stand; without it nothing is cut.
    unit_end
        The end tag of a unit, for example ``</row>``.
    closing
        The end tag after the last unit.
    """
    source = iter(chunks)
    head = b""
    for chunk in source:
        head += chunk
        found = opening.search(head)
        if found is not None:
            yield head[: found.end()], False
            yield from _body(head[found.end() :], source, unit_end, closing)
            return
        if len(head) > _LONGEST_HEAD:
            break
    yield head, False
    for chunk in source:
        yield chunk, False


def _body(
    held: bytes, source: Iterator[bytes], unit_end: bytes, closing: bytes
) -> Iterator[tuple[bytes, bool]]:
    more = True
    while more:
        parts, size = [held], 0
        while more and size < _BLOCK:
            chunk = next(source, None)
            if chunk is None:
                more = False
            else:
                parts.append(chunk)
                size += len(chunk)
        held = b"".join(parts)
        if b"<!" in held or b"<?" in held:
            break  # a comment or CDATA could hold what looks like an end tag
        stop = held.find(closing)
        cut = held.rfind(unit_end, 0, stop if stop >= 0 else len(held))
        if cut >= 0:
            cut += len(unit_end)
            yield held[:cut], True
            held = held[cut:]
        if stop >= 0:
            break
    yield held, False
    for chunk in source:
        yield chunk, False
