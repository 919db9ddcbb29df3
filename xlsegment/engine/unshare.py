"""Shared formulas written out, so that their first cell can be overwritten.

Excel stores a formula that was filled down once, in its first cell; the others only point there.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from xlsegment.engine.address import column_number
from xlsegment.engine.formulas import shift
from xlsegment.engine.markup import MarkupFault, content, plain

_SHARED = re.compile(
    rb'(<c r="([A-Z]+)(\d+)"[^<>]*>)<f( [^<>]*?t="shared"[^<>]*?)(?:/>|>([^<]*)</f>)'
)
_NUMBER = re.compile(rb'\ssi="(\d+)"')


def write_out(pieces: Iterable[bytes], numbers: Collection[bytes]) -> Iterator[bytes]:
    """Yield a sheet whose shared formulas ``numbers`` stand in full in each cell."""
    masters: dict[bytes, tuple[int, int, str]] = {}

    def replace(match: re.Match[bytes]) -> bytes:
        number = _NUMBER.search(match[4])
        if number is None or number[1] not in numbers:
            return match[0]
        row, column = int(match[3]), column_number(match[2].decode())
        if match[5]:
            masters.setdefault(number[1], (row, column, plain(match[5])))
        if number[1] not in masters:
            raise MarkupFault("共享公式没有起始单元格", "a shared formula has no first cell")
        first_row, first_column, formula = masters[number[1]]
        formula = shift(formula, row - first_row, column - first_column)
        return match[1] + b"<f>" + content(formula) + b"</f>"

    rest = b""
    for piece in pieces:
        rest += piece
        cut = rest.rfind(b"</c>") + 4
        if cut >= 4:
            yield _SHARED.sub(replace, rest[:cut])
            rest = rest[cut:]
    yield _SHARED.sub(replace, rest)
