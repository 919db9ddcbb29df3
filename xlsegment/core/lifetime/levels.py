"""Customers by what they are worth: high, mid and low, by quantiles."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from xlsegment.core.arrays import BoolArray, Int64Array


def value_levels(
    cents: Int64Array, known: BoolArray, *, high: float, mid: float
) -> tuple[npt.NDArray[np.int8], tuple[int, int] | None]:
    """Tell who is worth much, by quantiles of those who are worth anything.

    Parameters
    ----------
    cents : ndarray of int
        What each customer is worth.
    known : ndarray of bool
        Who takes part; those worth 0 or less get the lowest level and move no cut.
    high, mid : float
        Shares of the customers that are meant to be high and mid.

    Returns
    -------
    levels : ndarray of int
        3 high, 2 mid, 1 low, 0 not taking part.
    cuts : (int, int) or None
        Who has more than the second is high, who has more than the first is at least mid: equal
        customers are always on one level. None where nobody is worth anything.

    Examples
    --------
    >>> levels, cuts = value_levels(np.arange(1, 11), np.ones(10, bool), high=0.2, mid=0.3)
    >>> levels.tolist(), cuts
    ([1, 1, 1, 1, 1, 2, 2, 2, 3, 3], (5, 8))
    """
    levels = known.astype(np.int8)
    fitted = cents[known & (cents > 0)]
    if not len(fitted):
        return levels, None
    edges = np.quantile(fitted, [max(1 - high - mid, 0.0), 1 - high])
    low_edge, high_edge = (int(edge) for edge in np.floor(edges))
    levels += (known & (cents > low_edge)).astype(np.int8)
    levels += (known & (cents > high_edge)).astype(np.int8)
    return levels, (low_edge, high_edge)
