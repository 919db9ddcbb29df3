"""Example formulas as calls: what Excel hands a function for the constants in them.

The examples of a declaration need no workbook, so what their cells show can be worked out
wherever they are listed, without Excel.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any, Final, cast

from xlsegment.core.daycell import day_of, serial_of
from xlsegment.excel.declare import Example, Function

_HEAD: Final = re.compile(r"=([A-Z][A-Z0-9_]*)\((.*)\)", re.DOTALL)
_PIECE: Final = re.compile(
    r"""(?P<text>"(?:[^"]|"")*")
    |DATE\((?P<year>\d+),(?P<month>\d+),(?P<day>\d+)\)
    |(?P<truth>TRUE|FALSE)
    |(?P<number>[+-]?(?:\d+\.?\d*|\.\d+)(?:E[+-]?\d+)?)
    |(?P<rows>\{(?:[^"{}]|"[^"]*")*\})""",
    re.VERBOSE,
)
_EPOCH: Final = date(1970, 1, 1).toordinal()


def result_of(function: Function, example: Example) -> Any:
    """Return what an example shows: a cell, or rows of cells where it spills.

    Raises
    ------
    ValueError
        The example calls another function, or holds more than constants.
    """
    name, given = call_of(example.formula)
    if name != function.name:
        raise ValueError(f"an example of {function.name} calls {name}")
    return function.call(*given)


def rows_of(result: Any) -> list[list[Any]]:
    """Return a result as rows, a single cell as one row of one."""
    return result if isinstance(result, list) else [[result]]


def shown(result: Any, example: Example) -> list[str]:
    """Return a result as lines of text, in the example's number formats."""
    width = max(map(len, rows_of(result)))
    formats = [*example.formats, *[""] * (width - len(example.formats))]
    return [
        " | ".join(_worded(cell, code) for cell, code in zip(row, formats, strict=True))
        for row in rows_of(result)
    ]


def _worded(cell: object, code: str) -> str:
    if isinstance(cell, bool) or not isinstance(cell, (int, float)):
        return str(cell)
    if code.startswith("yyyy"):
        return date.fromordinal(_EPOCH + cast("int", day_of(cell))).isoformat()
    if code.endswith("%"):
        return f"{cell:.{len(code.partition('.')[2].rstrip('%'))}%}"
    return f"{cell:.6g}" if isinstance(cell, float) else str(cell)


def call_of(formula: str) -> tuple[str, list[object]]:
    """Return a function's name and its arguments; what is left out is None.

    Numbers and dates are floats, as Excel hands them over, array constants rows of cells.

    Examples
    --------
    >>> call_of('=PII_MASK("a""b",,{1;DATE(2023,5,10)})')
    ('PII_MASK', ['a"b', None, [[1.0], [45056.0]]])
    """
    head = _HEAD.fullmatch(formula)
    if head is None:
        raise ValueError(f"no call of one function: {formula}")
    if not head[2].strip():
        return head[1], []
    return head[1], _listed(head[2], ",", formula)


def _listed(text: str, separator: str, formula: str) -> list[object]:
    """Read constants between separators."""
    found: list[object] = []
    place = 0
    while True:
        while text[place : place + 1].isspace():
            place += 1
        piece = _PIECE.match(text, place)
        found.append(None if piece is None else _constant(piece, formula))
        place = place if piece is None else piece.end()
        while text[place : place + 1].isspace():
            place += 1
        if place == len(text):
            return found
        if text[place] != separator:
            raise ValueError(f"more than constants: {formula}")
        place += 1


def _constant(piece: re.Match[str], formula: str) -> object:
    if (text := piece["text"]) is not None:
        return text[1:-1].replace('""', '"')
    if piece["year"] is not None:
        day = date(*(int(piece[part]) for part in ("year", "month", "day")))
        return float(serial_of(day.toordinal() - _EPOCH))
    if (truth := piece["truth"]) is not None:
        return truth == "TRUE"
    if (rows := piece["rows"]) is not None:
        lines = re.split(r";(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", rows[1:-1])
        return [_listed(line, ",", formula) for line in lines]
    return float(piece["number"])
