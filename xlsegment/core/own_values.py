"""What one cell of a column that people added means: a number, a word, or nothing."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TypeAlias

from xlsegment.core.celltext import clean_text, exact_number, is_blank_text

#: A number, a word in the form in which words are compared, or None: blank or neither.
OwnValue: TypeAlias = float | str | None


@dataclass(frozen=True, slots=True)
class KnownColumn:
    """A column of the customer table that conditions and clusters may name.

    Attributes
    ----------
    key : str
        Its name in the table as read.
    headers : tuple of str
        What people may call it; the first is shown where columns are listed.
    """

    key: str
    headers: tuple[str, ...]


def own_value(cell: object) -> OwnValue:
    """Read one cell.

    Numbers kept as text are numbers; words are compared without regard to case, full width and
    blanks. Dates are neither.

    Examples
    --------
    >>> own_value(" １,200 "), own_value("金 卡"), own_value("VIP"), own_value("-")
    (1200.0, '金卡', 'vip', None)
    """
    if isinstance(cell, bool):
        return str(cell).casefold()
    if isinstance(cell, int | float):
        return float(cell) if math.isfinite(cell) else None
    if not isinstance(cell, str) or is_blank_text(cell):
        return None
    number = exact_number(cell)
    if number is not None:
        return float(number)
    return "".join(clean_text(cell).split()).casefold() or None
