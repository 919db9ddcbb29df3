"""Conversion of campaigns over time: by the month in which they began."""

from __future__ import annotations

import numpy as np
import pandas as pd

from xlsegment.core.arrays import month_index
from xlsegment.core.columns import CONVERTED, PERIOD, REACHED
from xlsegment.core.parse import parse_counts
from xlsegment.core.periods import campaign_days


def conversion_by_month(campaigns: pd.DataFrame) -> pd.Series[float]:
    """Return converted / reached of the campaigns that began in each month.

    All converted by all reached, so that a small campaign weighs little. Campaigns without a
    period, without one of the figures, or with more converted than reached are left out.

    Parameters
    ----------
    campaigns : DataFrame
        Cells as read: ``period``, ``reached``, ``converted``.

    Returns
    -------
    Series
        Index: months since 1970-01, ascending; only those in which a campaign began.
    """
    if not {PERIOD, REACHED, CONVERTED} <= set(campaigns.columns):
        return pd.Series(dtype=np.float64)
    days = [campaign_days(cell) for cell in campaigns[PERIOD]]
    reached, converted = (parse_counts(campaigns[column]) for column in (REACHED, CONVERTED))
    sound = np.array([day is not None for day in days], dtype=np.bool_)
    sound &= reached.ok & converted.ok
    sound &= (reached.values > 0) & (converted.values <= reached.values)
    first = np.array([0 if day is None else day[0] for day in days], dtype=np.int64)
    sums = (
        pd.DataFrame(
            {
                "month": month_index(first[sound]),
                "reached": reached.values[sound],
                "converted": converted.values[sound],
            }
        )
        .groupby("month")
        .sum()
    )
    rates: pd.Series[float] = sums["converted"] / sums["reached"]
    return rates
