"""Quantiles of Student's t distribution, for confidence intervals of means.

Written out because a t quantile is all that is needed of a statistics package here.
"""

from __future__ import annotations

from math import exp, lgamma, log, log1p
from statistics import NormalDist
from typing import Final

_NORMAL: Final = NormalDist()
# From here on the first terms of the expansion around the normal quantile are exact enough, while
# the logarithms below cancel each other out more and more.
_MANY: Final = 1e4
_STEPS: Final = 500
_TINY: Final = 1e-300
_SAME: Final = 1e-15


def t_quantile(p: float, df: float) -> float:
    """Return the quantile of Student's t distribution.

    Parameters
    ----------
    p : float
        Above one half and below 1, such as 0.975.
    df : float
        Degrees of freedom, above 0, whole or not.

    Examples
    --------
    >>> round(t_quantile(0.975, 10), 4), round(t_quantile(0.975, 1), 3)
    (2.2281, 12.706)
    """
    if df >= _MANY:  # Abramowitz and Stegun 26.7.5
        z = _NORMAL.inv_cdf(p)
        return z + (z**3 + z) / (4 * df) + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * df * df)
    low, high = 0.0, 1.0
    while _upper_tail(high, df) > 1 - p:
        low, high = high, high * 2
    for _ in range(_STEPS):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        if _upper_tail(middle, df) > 1 - p:
            low = middle
        else:
            high = middle
    return high


def _upper_tail(t: float, df: float) -> float:
    """Return the probability of more than t, t not below 0."""
    return _incomplete_beta(df / 2, 0.5, df / (df + t * t)) / 2


def _incomplete_beta(a: float, b: float, x: float) -> float:
    """Return the regularised incomplete beta function by its continued fraction."""
    if x >= 1:
        return 1.0
    if x <= 0:
        return 0.0
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x))
    if x < (a + 1) / (a + b + 2):  # else the fraction converges slowly
        return front * _fraction(a, b, x) / a
    return 1 - front * _fraction(b, a, 1 - x) / b


def _fraction(a: float, b: float, x: float) -> float:
    """Evaluate the continued fraction by Lentz's method."""
    c, d = 1.0, 1 - (a + b) * x / (a + 1)
    d = 1 / (d if abs(d) > _TINY else _TINY)
    value = d
    for m in range(1, _STEPS):
        for term in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 + term * d
            d = 1 / (d if abs(d) > _TINY else _TINY)
            c = 1 + term / c
            c = c if abs(c) > _TINY else _TINY
            value *= c * d
        if abs(c * d - 1) < _SAME:
            break
    return value
