"""What a cell means to an argument: a number, whole days, a count, cents, a day, a text.

Each reader takes a plain cell that is neither blank nor an error, and returns its value, None
for a text that stands for nothing (``-``, ``null``), or the `CellError` that says what is wrong:
``#VALUE!`` for the wrong kind of cell, ``#NUM!`` for a number outside its domain.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from math import floor
from typing import Final, TypeAlias

from xlsegment.core.celltext import clean_text, exact_number, is_blank_text
from xlsegment.core.daycell import HALF_MILLISECOND, day_of
from xlsegment.core.money import MAX_CENTS, cents_of_number, cents_of_text
from xlsegment.excel.cells import Cell, CellError, plain

Reader: TypeAlias = Callable[[Cell], object]

#: More days or orders than a calendar or a company can hold; floats count exactly up to here.
_MAX_COUNT: Final = 2**53


def read(cell: object, reader: Reader) -> object:
    """Read one raw cell: None for blank, its `CellError`, or what the reader makes of it."""
    known = plain(cell)
    return known if known is None or isinstance(known, CellError) else reader(known)


def as_it_is(cell: Cell) -> object:
    """Leave a cell to a rule of the core that reads every kind."""
    return cell


def number(cell: Cell) -> object:
    """Read a number, also one written as text: ``１２``, ``¥1,200``, ``3.5万``."""
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return cell
    if isinstance(cell, str):
        found = exact_number(cell)
        if found is None:
            return None if is_blank_text(cell) else CellError.VALUE
        return plain(float(found))
    return CellError.VALUE


def days(cell: Cell) -> object:
    """Read whole days from 0 up; a part of a day that has passed does not count."""
    if type(cell) is float and 0.0 <= cell <= _MAX_COUNT:
        return floor(cell + HALF_MILLISECOND)
    found = number(cell)
    if found is None or isinstance(found, CellError):
        return found
    assert isinstance(found, (int, float))
    passed = floor(found + HALF_MILLISECOND)
    return passed if 0 <= passed <= _MAX_COUNT else CellError.NUM


def count(cell: Cell) -> object:
    """Read a whole number from 0 up."""
    if type(cell) is float and 0.0 <= cell <= _MAX_COUNT and cell.is_integer():
        return int(cell)
    found = number(cell)
    if found is None or isinstance(found, CellError):
        return found
    assert isinstance(found, (int, float))
    return int(found) if 0 <= found <= _MAX_COUNT and found == int(found) else CellError.NUM


def cents(cell: Cell) -> object:
    """Read an amount of money as cents, half a cent rounded away from zero."""
    if isinstance(cell, str):
        found = cents_of_text(cell)
        if found is None and is_blank_text(cell):
            return None
        # a number, but more than money can be
        if found is None and exact_number(cell) is not None:
            return CellError.NUM
        return CellError.VALUE if found is None else found
    if isinstance(cell, bool) or not isinstance(cell, (int, float)):
        return CellError.VALUE
    if abs(cell) > MAX_CENTS / 100:
        return CellError.NUM
    found = cents_of_number(cell)
    return CellError.NUM if found is None else found


def day(cell: Cell) -> object:
    """Read a date as a day number (days since 1970-01-01); a time of day is dropped."""
    if isinstance(cell, bool) or cell is None:
        return CellError.VALUE
    if isinstance(cell, str) and is_blank_text(cell):
        return None
    found = day_of(cell)
    return CellError.VALUE if found is None else found


def text(cell: Cell) -> object:
    """Read a text; a number as its digits (``1001``, not ``1001.0``), a date as YYYY-MM-DD."""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime) and cell.time():
        return cell.isoformat(sep=" ", timespec="seconds")
    return cell.strftime("%Y-%m-%d") if isinstance(cell, date) else str(cell)


def word(cell: Cell) -> object:
    """Read a text for looking up: half width, lower case, no blanks around."""
    found = text(cell)
    return clean_text(found).lower() if isinstance(found, str) else found
