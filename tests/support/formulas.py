"""Example formulas as calls: what Excel hands a function for the constants in them."""

from __future__ import annotations

import re
from datetime import date

_TOKEN = re.compile(
    r"""\s*(?:(?P<text>"(?:[^"]|"")*")|(?P<number>-?\d+(?:\.\d+)?)"""
    r"""|DATE\((?P<date>\d+,\d+,\d+)\)|(?P<word>TRUE|FALSE)|(?P<sign>[{},;()]))"""
)
_EXCEL_EPOCH = date(1899, 12, 30).toordinal()


def call_of(formula: str) -> tuple[str, list[object]]:
    """Return the function's name and its arguments, dates as serial numbers, blank as None.

    >>> call_of('=F(1,"a",,{1;DATE(2023,5,10)})')
    ('F', [1.0, 'a', None, [[1.0], [45056.0]]])
    """
    head = re.match(r"=([A-Z_]+)\(", formula)
    assert head is not None, formula
    place = head.end()
    given: list[object] = []
    current: object = None
    rows: list[list[object]] | None = None
    while True:
        match = _TOKEN.match(formula, place)
        assert match is not None, f"{formula}: {formula[place:]}"
        place = match.end()
        sign = match["sign"]
        if sign is None:
            current = _constant(match)
        elif sign == "{":
            rows = [[]]
        elif sign == ";" or (sign == "," and rows is not None):
            assert rows is not None
            rows[-1].append(current)
            if sign == ";":
                rows.append([])
        elif sign == "}":
            assert rows is not None
            rows[-1].append(current)
            current, rows = rows, None
        else:
            given.append(current)
            current = None
            if sign == ")":
                assert place == len(formula), formula
                return head[1], [] if given == [None] else given


def _constant(match: re.Match[str]) -> object:
    if match["text"] is not None:
        return match["text"][1:-1].replace('""', '"')
    if match["date"] is not None:
        year, month, day = map(int, match["date"].split(","))
        return float(date(year, month, day).toordinal() - _EXCEL_EPOCH)
    return match["word"] == "TRUE" if match["word"] else float(match["number"])
