"""What customers are clustered by: each feature put on one scale with the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from xlsegment.core.column_cells import FloatArray
from xlsegment.text import Text

Unit = Literal["days", "count", "money", "number", "word"]

#: What one step is on the logarithmic scale of amounts: this share of the median, so that it is
#: the same scale whatever money is counted in.
MONEY_STEP: Final = 0.01
#: Beyond these digits sums differ from one processor to the next.
_DIGITS: Final = 9


@dataclass(frozen=True, slots=True)
class Feature:
    """One feature of all customers.

    Attributes
    ----------
    key : str
        The column it came from.
    name : Text
        What people call it.
    unit : str
        ``"word"`` for a yes (1) or no (0): whether the column holds one certain word.
    values : ndarray of float
        One per customer; NaN where it is not known.
    """

    key: str
    name: Text
    unit: Unit
    values: FloatArray


def scaled(features: Sequence[Feature]) -> FloatArray:
    """Return the points that are clustered: one row per customer, one column per feature.

    Numbers are taken on a logarithmic scale, as ten purchases differ from one by more than 110
    from 101, then standardised (mean 0, standard deviation 1). A yes or no stays 0 or 1: two
    customers with different words are then as far apart as two average ones are by a number.

    Parameters
    ----------
    features : sequence of Feature
        Without NaN.
    """
    columns = []
    for feature in features:
        values = feature.values
        if feature.unit != "word":
            values = standardised(logarithmic(values, feature.unit))
        columns.append(np.round(values, _DIGITS))
    return np.stack(columns, axis=1)


def logarithmic(values: FloatArray, unit: Unit) -> FloatArray:
    """Return values on a logarithmic scale that goes through 0 and keeps the sign."""
    step = 1.0
    if unit == "money" and values.any():
        step = float(np.median(np.abs(values[values != 0]))) * MONEY_STEP
    taken: FloatArray = np.sign(values) * np.log1p(np.abs(values) / step)
    return taken


def standardised(values: FloatArray) -> FloatArray:
    """Return values with mean 0 and standard deviation 1; all 0 where they do not differ."""
    ranked = np.sort(values)  # a sum depends on the order in which it is taken
    if ranked[0] == ranked[-1]:
        return np.zeros(len(values))
    scale: FloatArray = (values - ranked.mean()) / ranked.std()
    return scale
