"""Cell addresses: A1 text to numbers and back. Rows and columns are 1-based."""

from __future__ import annotations

import re
from functools import lru_cache

from xlsegment.engine.edits import Area

MAX_ROWS = 1_048_576
MAX_COLUMNS = 16_384

_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_COLUMN = re.compile(r"\$?([A-Za-z]{1,3})")
_ROW = re.compile(r"\$?([0-9]{1,7})")


@lru_cache(maxsize=MAX_COLUMNS)
def column_name(column: int) -> str:
    """Return the letters of a column: 1 -> ``A``, 28 -> ``AB``."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@lru_cache(maxsize=MAX_COLUMNS)
def column_number(letters: str) -> int:
    """Return the number of a column: ``A`` -> 1, ``AB`` -> 28."""
    number = 0
    for char in letters.upper():
        number = number * 26 + ord(char) - 64
    return number


def inside(area: Area) -> bool:
    """Tell whether an area lies on the sheet at all."""
    return 1 <= area.row1 <= area.row2 <= MAX_ROWS and 1 <= area.col1 <= area.col2 <= MAX_COLUMNS


def parse_area(text: str) -> Area | None:
    """Read ``B2``, ``$A$1:C5``, ``A:C`` or ``1:3``; None when the text is something else."""
    first, colon, last = text.strip().partition(":")
    if not colon:
        cell = _CELL.fullmatch(first)
        if cell is None:
            return None
        row, column = int(cell[2]), column_number(cell[1])
        area = Area(row, column, row, column)
        return area if inside(area) else None
    for pattern in (_CELL, _COLUMN, _ROW):
        one, two = pattern.fullmatch(first), pattern.fullmatch(last)
        if one is None or two is None:
            continue
        if pattern is _CELL:
            rows, columns = _sorted(int(one[2]), int(two[2])), _columns(one[1], two[1])
        elif pattern is _COLUMN:
            rows, columns = (1, MAX_ROWS), _columns(one[1], two[1])
        else:
            rows, columns = _sorted(int(one[1]), int(two[1])), (1, MAX_COLUMNS)
        area = Area(rows[0], columns[0], rows[1], columns[1])
        return area if inside(area) else None
    return None


def _sorted(one: int, two: int) -> tuple[int, int]:
    return (one, two) if one <= two else (two, one)


def _columns(one: str, two: str) -> tuple[int, int]:
    return _sorted(column_number(one), column_number(two))


def area_text(area: Area, *, row_absolute: bool = True, column_absolute: bool = True) -> str:
    """Write an area as Excel does: ``$A$1:$B$2``, ``$A:$A`` for whole columns, ``$1:$3``."""
    dollar_row = "$" if row_absolute else ""
    dollar_column = "$" if column_absolute else ""
    if area.row1 == 1 and area.row2 == MAX_ROWS and area.col2 - area.col1 + 1 < MAX_COLUMNS:
        return f"{dollar_column}{column_name(area.col1)}:{dollar_column}{column_name(area.col2)}"
    if area.col1 == 1 and area.col2 == MAX_COLUMNS:
        return f"{dollar_row}{area.row1}:{dollar_row}{area.row2}"
    first = f"{dollar_column}{column_name(area.col1)}{dollar_row}{area.row1}"
    last = f"{dollar_column}{column_name(area.col2)}{dollar_row}{area.row2}"
    return first if first == last else f"{first}:{last}"


def quote_sheet(name: str) -> str:
    """Quote a sheet name for use in a formula where Excel would need it.

    Quotes are always allowed, so everything but a plain identifier gets them.
    """
    plain = re.fullmatch(r"[^\W\d]\w*", name) is not None and parse_area(name) is None
    if plain and not re.fullmatch(r"[rRcC]\d*([cC]\d*)?", name):
        return name
    return "'" + name.replace("'", "''") + "'"


def split_sheet(text: str) -> tuple[str | None, str]:
    """Split ``'My Sheet'!A1`` into the sheet name (None without one) and the rest."""
    sheet, mark, rest = text.rpartition("!")
    if not mark:
        return None, text
    if len(sheet) >= 2 and sheet[0] == sheet[-1] == "'":
        sheet = sheet[1:-1].replace("''", "'")
    return sheet, rest
