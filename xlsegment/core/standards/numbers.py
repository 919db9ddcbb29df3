"""Numbers that stand in a cell as text, and identifiers that stand there as numbers."""

from __future__ import annotations

from math import isfinite
from numbers import Real

from xlsegment.core.celltext import clean_text, exact_number, is_foreign_money
from xlsegment.core.mask_numbers import is_shortened
from xlsegment.core.money import MAX_CENTS


def real_number(cell: object) -> float | int | None:
    """Return the number that a text means; None for what is no text or no number.

    The sign of another currency than yuan is not dropped: what it says would be lost.

    Examples
    --------
    >>> [real_number(c) for c in ("￥12,500.00", "3.5万", "34岁", "(20)", "n/a", 7, "$5")]
    [12500, 35000, 34, -20, None, None, None]
    """
    if not isinstance(cell, str) or is_foreign_money(cell):
        return None
    number = exact_number(clean_text(cell).removesuffix("岁").removesuffix("周"))
    if number is None or not number.is_finite() or abs(number) > MAX_CENTS / 100:
        return None
    return int(number) if number == int(number) else float(number)


def text_identifier(cell: object) -> str | None:
    """Return an identifier that stands as a number as the text it shows; None for any other cell.

    Examples
    --------
    >>> text_identifier(1001.0), text_identifier("1001"), text_identifier(1.5)
    ('1001', None, None)
    """
    if isinstance(cell, bool) or not isinstance(cell, Real) or is_shortened(cell):
        return None
    number = float(cell)
    return str(int(number)) if isfinite(number) and number >= 0 and number % 1 == 0 else None
