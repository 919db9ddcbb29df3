"""Cut points fitted on and applied to whole columns."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

import numpy as np
import pandas as pd

from xlsegment.core.arrays import BoolArray, Int64Array
from xlsegment.core.columns import FREQUENCY, MONETARY_CENTS, RECENCY_DAYS
from xlsegment.core.cuts import METRICS, Cut, Metric

METRIC_COLUMN: Final[dict[Metric, str]] = {
    "R": RECENCY_DAYS,
    "F": FREQUENCY,
    "M": MONETARY_CENTS,
}


def metric_values(customers: pd.DataFrame, rows: BoolArray) -> dict[Metric, Int64Array]:
    """Return days, orders and cents of some customers as plain integers."""
    return {
        metric: customers.loc[rows, METRIC_COLUMN[metric]].to_numpy(dtype=np.int64)
        for metric in METRICS
    }


def apply_cut(cut: Cut, values: Int64Array) -> Int64Array:
    """Return the bin of each value, as `Cut.bin_of` does."""
    above = np.searchsorted(np.array(cut.steps, dtype=np.int64), values, side="right")
    bins: Int64Array = (cut.bins - above if cut.metric == "R" else above + 1).astype(np.int64)
    return bins


def quantile_cut(
    metric: Metric, values: Int64Array, bins: int, within: tuple[int, ...] = ()
) -> Cut:
    """Fit score cuts: Excel's PERCENTILE.INC at 1/bins, 2/bins and so on.

    Parameters
    ----------
    metric : {"R", "F", "M"}
        The metric.
    values : ndarray of int64, at least one
        Days, orders or cents of the customers to fit on.
    bins : int
        2 to 9.
    within : tuple of int
        The scores of the group the values belong to, for nested scores.

    Returns
    -------
    Cut
        ``bins - 1`` exact edges.

    Examples
    --------
    >>> cut = quantile_cut("F", np.array([1, 1, 2, 5, 9]), 2)
    >>> cut.edges, apply_cut(cut, np.array([1, 2, 5])).tolist()
    ((Fraction(2, 1),), [1, 1, 2])
    """
    ordered = np.sort(values)
    last = len(ordered) - 1
    edges = []
    for i in range(1, bins):
        below, part = divmod(last * i, bins)
        low, high = int(ordered[below]), int(ordered[min(below + 1, last)])
        edges.append(low + Fraction((high - low) * part, bins))
    return Cut("score", metric, "quantile", tuple(edges), within)


def mean_cut(metric: Metric, values: Int64Array) -> Cut:
    """Fit a class cut at the exact mean."""
    return Cut("class", metric, "mean", (Fraction(int(values.sum()), len(values)),))


def median_cut(metric: Metric, values: Int64Array) -> Cut:
    """Fit a class cut at the exact median."""
    ordered = np.sort(values)
    low, high = int(ordered[(len(ordered) - 1) // 2]), int(ordered[len(ordered) // 2])
    return Cut("class", metric, "median", (Fraction(low + high, 2),))
