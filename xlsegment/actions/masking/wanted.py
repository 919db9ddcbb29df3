"""Which originals are looked for everywhere in the file, beyond the cells they stood in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Final

from xlsegment.core.masked import cell_text
from xlsegment.text import Text
from xlsegment.workbook.params import PARAMS
from xlsegment.workbook.sheets import SHEETS

if TYPE_CHECKING:
    from xlsegment.actions.masking.cells import MaskedCells

_DIGITS: Final = re.compile(r"\d{7,}")
#: Amounts, counts, days and the places of cells: every sheet has them.
_ORDINARY: Final = re.compile(
    r"[-+¥$(]?[\d.,:/%\-\s年月日元)]+(?:e[-+]?\d+)?|\$?[a-z]{1,3}\$?\d+(?::\$?[a-z]{1,3}\$?\d+)?",
    re.IGNORECASE,
)


def wanted_originals(cells: MaskedCells, words: Iterable[str]) -> list[tuple[str, str, str]]:
    """Return value, mask and kind of the originals that are nothing else besides.

    客户 in a column of names tells nothing about anybody, and without it 客户ID would no longer
    be found: what our own headers hold is masked in its cell alone. So are short numbers, single
    characters and addresses of cells, and, where it was not understood as its kind, what other
    headers and the names of sheets hold.

    Parameters
    ----------
    cells
        What was masked.
    words
        Names of sheets and headers.
    """
    from xlsegment.privacy.known import NUMBER_KINDS

    theirs = "\n".join(words)
    return [
        (value, masked, kind)
        for value, (masked, kind) in cells.originals.items()
        if _DIGITS.search(value)
        or (kind in NUMBER_KINDS and cell_text(value) not in cells.doubtful)
        or not (
            len(cell_text(value)) < 2
            or _ORDINARY.fullmatch(value)
            or value in _our_words()
            or (value in cells.doubtful and value in theirs)
        )
    ]


@cache
def _our_words() -> str:
    """Return what our sheets, tables, columns and parameters are called, in both languages."""
    named: list[Text] = [spec.label for spec in PARAMS]
    for sheet in SHEETS:
        named += [sheet.title, sheet.heading]
        named += [name for spec in sheet.names for name in (spec.name, spec.label)]
        for table in sheet.tables:
            named += [table.name, *(column.header for column in table.columns)]
    return "\n".join(word for text in named for word in text.both)
