"""Headers as people type them -> the canonical column key.

``客户 ID``, ``客户ID``, ``Customer ID (required)`` and ``customer_id`` are one column. What two
columns could both claim is nobody's: a wrong guess would write into a user's own column.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from xlsegment.core.header_text import fold
from xlsegment.workbook.declare import TableSpec


@dataclass(frozen=True, slots=True)
class HeaderRow:
    """What a row of headers turned out to be.

    Attributes
    ----------
    keys : dict of str to int
        Canonical key -> position in the row.
    own : dict of str to int
        The user's own headers -> position. Blank headers are left out.
    repeated : tuple of str
        Headers that name a column a second time; the first one counts, these stay untouched.
    """

    keys: dict[str, int]
    own: dict[str, int]
    repeated: tuple[str, ...]


class HeaderIndex:
    """All the names under which the columns of one table are known.

    Where two columns could be meant, the official header wins over an alias, and an alias of
    two columns stands for neither.
    """

    def __init__(self, spec: TableSpec) -> None:
        self._keys: dict[str, str] = {}
        contested: set[str] = set()
        for column in spec.columns:
            for alias in (*column.aliases, column.key):
                if self._keys.setdefault(fold(alias), column.key) != column.key:
                    contested.add(fold(alias))
        for folded in contested:
            del self._keys[folded]
        for column in spec.columns:
            self._keys |= {fold(header): column.key for header in column.header.both}

    @property
    def folded(self) -> frozenset[str]:
        """Every folded header that is known."""
        return frozenset(self._keys)

    def key(self, header: object) -> str | None:
        """Return the canonical key of one header, or None when it is the user's own."""
        return self._keys.get(fold(header))

    def match(self, headers: Sequence[object]) -> HeaderRow:
        """Sort the cells of a header row into known columns and the user's own."""
        keys: dict[str, int] = {}
        own: dict[str, int] = {}
        repeated: list[str] = []
        for position, header in enumerate(headers):
            key = self.key(header)
            if key is not None and key not in keys:
                keys[key] = position
                continue
            text = "" if header is None else str(header).strip()
            if not text:
                continue
            if key is not None:
                repeated.append(text)
            own.setdefault(text, position)
        return HeaderRow(keys, own, tuple(repeated))


def nearest(wanted: str, present: Iterable[object], count: int = 3) -> list[str]:
    """Return the headers present that look most like the one wanted, best first.

    Examples
    --------
    >>> nearest("订单日期", ["下单日期", "金额", "订单号", None])
    ['下单日期', '订单号']
    """
    by_fold = {fold(header): str(header).strip() for header in present if fold(header)}
    target = fold(wanted)
    close = difflib.get_close_matches(target, by_fold, n=count, cutoff=0.45)
    close += [f for f in by_fold if f not in close and (f in target or target in f)]
    return [by_fold[folded] for folded in close[:count]]
