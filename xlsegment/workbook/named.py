"""Cells with a defined name, found by the name; one whose cells were deleted counts as gone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from xlsegment.workbook.handle import cells

if TYPE_CHECKING:
    import xlwings as xw

# The sheet, quoted where its name needs it, and a cell or an area: all that a name of ours holds.
_PLACE = re.compile(
    r"=(?:'(?P<quoted>(?:[^']|'')+)'|(?P<plain>[^'!\[\]]+))!"
    r"(?P<area>\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class NamedCells:
    """The defined names of a workbook.

    Attributes
    ----------
    cells : dict of str to Range
        Names that lead to cells.
    broken : frozenset of str
        All others: constants, formulas, and names whose sheet or cells were deleted, which Excel
        leaves behind as ``#REF!``.
    """

    cells: dict[str, xw.Range]
    broken: frozenset[str]


def named_cells(book: xw.Book) -> NamedCells:
    """Look up all names at once; what a name refers to is read, never asked to be a range."""
    from xlwings import utils

    corners: Any = utils.a1_to_tuples
    sheets = {sheet.name.casefold(): sheet for sheet in book.sheets}
    found: dict[str, xw.Range] = {}
    broken: set[str] = set()
    for name in book.names:
        place = _PLACE.fullmatch(str(name.refers_to or ""))
        sheet = None
        if place is not None:
            title = place["plain"] or place["quoted"].replace("''", "'")
            sheet = sheets.get(title.casefold())
        if place is None or sheet is None:
            broken.add(name.name)
        else:
            first, last = corners(place["area"].replace("$", ""))
            (top, left), (bottom, right) = first, last or first
            found[name.name] = cells(sheet, top, left, bottom - top + 1, right - left + 1)
    return NamedCells(found, frozenset(broken))
