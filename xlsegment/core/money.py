"""Amounts of money as whole cents, half a cent rounded away from zero."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from xlsegment.core.celltext import exact_number

#: Beyond this an amount is a mistake, and sums of cents might overflow.
MAX_CENTS: Final = 10**15
#: Below this a float holds its cents with room to spare.
SURE: Final = 1e9
#: So near to half a cent that the product with 100 does not decide.
NEAR: Final = 1e-3
_HALF: Final = Decimal("0.5")


def cents_of_text(text: str) -> int | None:
    """Read an amount as people write it as cents; None when it is none or too large.

    Examples
    --------
    >>> cents_of_text("1.005"), cents_of_text("3.5万"), cents_of_text("(12)")
    (101, 3500000, -1200)
    """
    number = exact_number(text)
    if number is None or abs(number) * 100 > MAX_CENTS:
        return None
    scaled = abs(number) * 100
    cents = int(scaled)
    cents += scaled - cents >= _HALF
    return -cents if number < 0 else cents


def cents_of_number(amount: float) -> int | None:
    """Round a number to cents by its decimal digits: 1.005 is 1.01; None when too large.

    Examples
    --------
    >>> cents_of_number(1.005), cents_of_number(19.99), cents_of_number(1e300)
    (101, 1999, None)
    """
    scaled = amount * 100.0
    if -SURE < amount < SURE:
        cents = round(scaled)
        if abs(abs(scaled - cents) - 0.5) > NEAR:
            return cents
    return cents_of_text(repr(float(amount)))
