"""What a worksheet function is given and gives back: cells, errors, blocks of cells.

The 1904 date system is not looked at: Excel hands dates over as dates there too, and only bare
serial numbers of such a workbook would be read four years off.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from itertools import chain
from math import isfinite
from sys import float_info
from typing import Final, TypeAlias


class CellError(StrEnum):
    """An Excel error value, as its text.

    Python has no other way to hand one over: the wrappers of the add-in turn the seven classic
    texts into real errors, and xlwings Lite does so itself. A person who types ``#N/A`` as text
    is taken to mean the error.
    """

    NA = "#N/A"
    VALUE = "#VALUE!"
    NUM = "#NUM!"
    DIV0 = "#DIV/0!"
    REF = "#REF!"
    NAME = "#NAME?"
    NULL = "#NULL!"
    # Younger than the seven; only ever passed on.
    GETTING_DATA = "#GETTING_DATA"
    SPILL = "#SPILL!"
    CONNECT = "#CONNECT!"
    BLOCKED = "#BLOCKED!"
    UNKNOWN = "#UNKNOWN!"
    FIELD = "#FIELD!"
    CALC = "#CALC!"
    BUSY = "#BUSY!"
    PYTHON = "#PYTHON!"


#: One cell in plain Python, and what a function may give back (None apart).
Cell: TypeAlias = CellError | bool | int | float | str | date | datetime | None

#: COM hands errors over as whole numbers: this plus Excel's error number (2042 is #N/A).
_ERROR_BASE: Final = -2146828288
_ERROR_CODES: Final[dict[int, CellError]] = {
    _ERROR_BASE + number: error
    for number, error in {
        2000: CellError.NULL,
        2007: CellError.DIV0,
        2015: CellError.VALUE,
        2023: CellError.REF,
        2029: CellError.NAME,
        2036: CellError.NUM,
        2042: CellError.NA,
        2043: CellError.GETTING_DATA,
        2045: CellError.SPILL,
        2046: CellError.CONNECT,
        2047: CellError.BLOCKED,
        2048: CellError.UNKNOWN,
        2049: CellError.FIELD,
        2050: CellError.CALC,
        2051: CellError.BUSY,
        2222: CellError.PYTHON,
    }.items()
}
_ERROR_TEXTS: Final[dict[str, CellError]] = {error.value: error for error in CellError}
#: A cell holds no larger number.
_LARGEST: Final = float_info.max
#: COM passes whole numbers beyond this as a kind that Excel does not take.
_LONG: Final = 2**31


@dataclass(frozen=True, slots=True)
class Block:
    """A cell, row, column or block as it was given.

    Attributes
    ----------
    rows, columns
        Its shape; a single cell is 1 × 1.
    cells
        The cells row by row, untouched; see `plain`.
    """

    rows: int
    columns: int
    cells: list[object]

    @classmethod
    def of(cls, value: object) -> Block:
        """Read an argument. A flat list is a row, as Excel hands a row constant over."""
        if not isinstance(value, (list, tuple)):
            return cls(1, 1, [value])
        if not value:
            return cls(1, 1, [None])
        if not isinstance(value[0], (list, tuple)):
            return cls(1, len(value), list(value))
        widths = set(map(len, value))
        if len(widths) == 1:
            cells = list(chain.from_iterable(value))
            return cls(len(value), widths.pop() or 1, cells or [None] * len(value))
        width = max(widths)
        padded = ([*row, *[None] * (width - len(row))] for row in value)
        return cls(len(value), width, list(chain.from_iterable(padded)))

    @property
    def single(self) -> bool:
        """Whether it is one cell."""
        return self.rows == self.columns == 1

    @property
    def line(self) -> bool:
        """Whether it is one cell, one row or one column."""
        return self.rows == 1 or self.columns == 1

    def shaped(self, cells: list[object]) -> object:
        """Return cells in this block's shape: a single one as it is, others as rows."""
        if self.single:
            return cells[0]
        if self.columns == 1:
            return [[cell] for cell in cells]
        return [cells[i : i + self.columns] for i in range(0, len(cells), self.columns)]

    def table(self) -> list[list[Cell]]:
        """Return the rows with every cell made plain."""
        cells = [plain(cell) for cell in self.cells]
        return [cells[i : i + self.columns] for i in range(0, len(cells), self.columns)]


def plain(cell: object) -> Cell:
    """Return a cell of any door in plain Python.

    Blank is None (also a text of blanks), errors are `CellError` (from their texts and from
    COM's numbers), numbers are int or float, dates lose their time zone. What Excel cannot have
    sent is ``#VALUE!``, NaN is blank, infinity is ``#NUM!``.

    Examples
    --------
    >>> plain(" "), plain(-2146826246), plain(Decimal("12.5")), plain("Ａ")
    (None, <CellError.NA: '#N/A'>, 12.5, 'Ａ')
    """
    kind = type(cell)
    if kind is float:
        return _finite(cell)  # type: ignore[arg-type]
    if cell is None:
        return None
    if isinstance(cell, str):
        if cell.startswith("#") and (error := _ERROR_TEXTS.get(cell)) is not None:
            return error
        return str(cell) if cell and not cell.isspace() else None
    if isinstance(cell, bool):
        return cell
    if isinstance(cell, int):
        return CellError.NUM if abs(cell) > _LARGEST else _ERROR_CODES.get(cell, int(cell))
    if isinstance(cell, (float, Decimal)):
        return _finite(float(cell))
    if isinstance(cell, datetime):
        return _naive(cell)
    if isinstance(cell, date):
        return cell
    return _foreign(cell)


def first_error(cells: Iterable[object]) -> CellError | None:
    """Return the first error among raw cells."""
    for cell in cells:
        if isinstance(cell, (int, str)):
            known = plain(cell)
            if isinstance(known, CellError):
                return known
    return None


def outward(cell: object) -> object:
    """Return a result as a cell that every door can take: never None, NaN or a date."""
    if cell is None:
        return ""
    if isinstance(cell, float):
        return cell if isfinite(cell) else CellError.NUM
    if isinstance(cell, int) and not isinstance(cell, bool) and abs(cell) >= _LONG:
        return float(cell)
    return cell


def finished(result: object) -> object:
    """Return a function's result with every cell fit to leave."""
    if not isinstance(result, list):
        return outward(result)
    kinds = set(map(type, chain.from_iterable(result)))
    if kinds <= _ALWAYS_FIT:
        return result
    if kinds <= _MOSTLY_FIT and all(map(_fits, chain.from_iterable(result))):
        return result
    return [[outward(cell) for cell in row] for row in result]


_ALWAYS_FIT: Final = frozenset({str, bool, CellError})
_MOSTLY_FIT: Final = _ALWAYS_FIT | {int, float}


def _fits(cell: object) -> bool:
    if type(cell) is float:
        return isfinite(cell)
    return type(cell) is not int or abs(cell) < _LONG


def _finite(number: float) -> Cell:
    if isfinite(number):
        return number
    return None if number != number else CellError.NUM


def _naive(moment: datetime) -> Cell:
    # Neither replace() nor astimezone(): Excel knows no zones, and COM's own kind of datetime
    # always carries one. pandas' "no time" is a datetime that equals nothing, not even itself.
    if moment != moment:
        return None
    return datetime(  # noqa: DTZ001
        moment.year,
        moment.month,
        moment.day,
        moment.hour,
        moment.minute,
        moment.second,
        moment.microsecond,
    )


def _foreign(cell: object) -> Cell:
    """Read NumPy's numbers, which only Python callers send."""
    item = getattr(cell, "item", None)
    if item is not None and getattr(cell, "ndim", None) == 0:
        inner = item()
        return plain(inner) if type(inner).__module__ != type(cell).__module__ else CellError.VALUE
    return CellError.VALUE
