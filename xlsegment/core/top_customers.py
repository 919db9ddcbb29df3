"""The customers who spend most."""

from __future__ import annotations

from math import ceil

import numpy as np
import pandas as pd

from xlsegment.core.arrays import BoolArray


def among_top(cents: pd.Series[int], bought: pd.Series[int], share: float) -> BoolArray:
    """Tell who belongs to the share of buyers with the highest spend; equal spend counts alike.

    Parameters
    ----------
    cents : Series of int
        What they spent.
    bought : Series
        Null for those who are no buyers.
    share : float
        0.2 for the top fifth, rounded up to whole customers.
    """
    values = cents.to_numpy(dtype=np.int64)
    buyers = bought.notna().to_numpy(dtype=np.bool_) & (values > 0)
    count = ceil(round(share * int(np.count_nonzero(buyers)), 9))
    if not count:
        return np.zeros(len(values), dtype=np.bool_)
    bound = np.partition(values[buyers], -count)[-count]
    top: BoolArray = buyers & (values >= bound)
    return top
