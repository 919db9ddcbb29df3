"""How sure a rate from few cases is: Wilson's score interval."""

from __future__ import annotations

from math import sqrt
from typing import Final

#: The 97.5 % point of the standard normal distribution: 95 % lie between it and its negative.
Z95: Final = 1.959963984540054
#: Below this many cases a rate moves a lot with every single one.
FEW_CASES: Final = 30


def wilson_interval(hits: int, cases: int, z: float = Z95) -> tuple[float, float] | None:
    """Return between which rates the true one lies, with 95 % confidence by default.

    Parameters
    ----------
    hits, cases : int
        How many of how many.
    z : float
        How many standard errors wide it is on either side.

    Returns
    -------
    (float, float) or None
        Never below 0 or above 1, and never of width 0; None where there is no case.

    Examples
    --------
    >>> low, high = wilson_interval(1, 10)
    >>> f"{low:.4f} {high:.4f}"
    '0.0179 0.4042'
    """
    if not cases:
        return None
    rate, square = hits / cases, z * z
    centre = (rate + square / (2 * cases)) / (1 + square / cases)
    half = z / (1 + square / cases) * sqrt(rate * (1 - rate) / cases + square / (4 * cases**2))
    # what rounding leaves over at either end is not there
    low = 0.0 if hits == 0 else max(0.0, centre - half)
    high = 1.0 if hits == cases else min(1.0, centre + half)
    return low, high
