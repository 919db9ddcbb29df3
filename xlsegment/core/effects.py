"""How large a difference is and how sure: rates, means and ratios with confidence intervals.

Every interval is two-sided with 95 % confidence. Closed formulas only, each with its source,
so that anybody can work them out again on paper.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite, sqrt
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsegment.core.student import t_quantile
from xlsegment.core.wilson import wilson_interval

if TYPE_CHECKING:
    from xlsegment.core.column_cells import FloatArray

_UPPER: Final = 0.975


@dataclass(frozen=True, slots=True)
class Interval:
    """A confidence interval."""

    low: float
    high: float

    @property
    def holds_zero(self) -> bool:
        """Whether 0 is in it: the difference may be chance."""
        return self.low <= 0 <= self.high


@dataclass(frozen=True, slots=True)
class Difference:
    """A difference and its interval; None where the data are too few for one."""

    value: float
    interval: Interval | None


@dataclass(frozen=True, slots=True)
class Sample:
    """A ratio over some customers: the sum of what each has above over the sum below.

    A rate has 0 or 1 above and 1 below; a mean has a number above and 1 below; spend per order
    has a customer's spend above and their orders below.

    Attributes
    ----------
    above, below : ndarray of float
        One number per customer.
    """

    above: FloatArray
    below: FloatArray

    @property
    def size(self) -> int:
        """How many customers it rests on."""
        return len(self.below)

    @property
    def value(self) -> float | None:
        """The ratio; None where nothing is below."""
        total = float(self.below.sum())
        return float(self.above.sum()) / total if total else None

    @property
    def is_rate(self) -> bool:
        """Whether it is a share of the customers."""
        return bool(
            self.size and (self.below == 1).all() and ((self.above == 0) | (self.above == 1)).all()
        )

    def residuals(self) -> FloatArray:
        """Return what each customer adds to the ratio's deviation.

        The delta method's linearisation: ``(above - ratio * below) / mean(below)``. For a mean
        these are the deviations from it.
        """
        value = self.value
        if value is None:
            return np.zeros(self.size)
        spread: FloatArray = (self.above - value * self.below) / self.below.mean()
        return spread


def rate_difference(
    successes: int, size: int, other_successes: int, other_size: int
) -> Difference | None:
    """Return a difference of two independent rates by Newcombe's hybrid score method.

    Method 10 of Newcombe, *Statistics in Medicine* 17 (1998), 873–890: from the two Wilson
    intervals, without continuity correction.

    Examples
    --------
    >>> difference = rate_difference(56, 70, 48, 80)
    >>> [round(x, 4) for x in (difference.value, difference.interval.low, difference.interval.high)]
    [0.2, 0.0524, 0.3339]
    """
    mine, other = wilson_interval(successes, size), wilson_interval(other_successes, other_size)
    if mine is None or other is None:
        return None
    p, q = successes / size, other_successes / other_size
    low = p - q - sqrt((p - mine[0]) ** 2 + (other[1] - q) ** 2)
    high = p - q + sqrt((mine[1] - p) ** 2 + (q - other[0]) ** 2)
    return Difference(p - q, Interval(low, high))


def ratio_difference(mine: Sample, other: Sample) -> Difference | None:
    """Return a difference of two independent ratios with its interval.

    Rates by `rate_difference`. Otherwise by Welch (1947), each ratio's variance by the delta
    method; for means this is Welch's t interval exactly. None where a ratio has nothing below.
    """
    if mine.is_rate and other.is_rate:
        return rate_difference(int(mine.above.sum()), mine.size, int(other.above.sum()), other.size)
    here, there = mine.value, other.value
    if here is None or there is None:
        return None
    return _welch(here - there, mine.residuals(), other.residuals())


def did(
    before: Sample, after: Sample, other_before: Sample, other_after: Sample
) -> Difference | None:
    """Return a difference in differences: how much more one group changed than the other.

    Parameters
    ----------
    before, after : Sample
        The same customers in the same order, before and after.
    other_before, other_after : Sample
        The control group's.

    Returns
    -------
    Difference or None
        ``(after - before) - (other_after - other_before)``. The interval is Welch's over each
        customer's own change, so that it allows for the two periods of one customer being alike.
    """
    values = [sample.value for sample in (after, before, other_after, other_before)]
    if any(value is None for value in values):
        return None
    a, b, c, d = (float(value) for value in values if value is not None)
    mine = after.residuals() - before.residuals()
    other = other_after.residuals() - other_before.residuals()
    return _welch((a - b) - (c - d), mine, other)


def _welch(value: float, mine: FloatArray, other: FloatArray) -> Difference:
    if len(mine) < 2 or len(other) < 2:
        return Difference(value, None)
    parts = [float(spread.var(ddof=1)) / len(spread) for spread in (mine, other)]
    total = sum(parts)
    if not total or not isfinite(total):
        return Difference(value, None)  # all alike: there is nothing to judge chance by
    shares = [part / total for part in parts]
    df = 1 / sum(
        share * share / (len(spread) - 1)
        for share, spread in zip(shares, (mine, other), strict=True)
    )
    reach = t_quantile(_UPPER, df) * sqrt(total)
    return Difference(value, Interval(value - reach, value + reach))
