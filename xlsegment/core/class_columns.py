"""Eight and eleven classes of whole columns of customers."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from xlsegment.core.classes import ELEVEN_BINS, ELEVEN_OF_CODE, ClassCut
from xlsegment.core.columns import RECENCY_DAYS, RFM_CLASS, RFM_SCORE
from xlsegment.core.cut_columns import apply_cut, mean_cut, median_cut, metric_values
from xlsegment.core.cuts import METRICS, Cut, Cuts
from xlsegment.core.findings import Finding
from xlsegment.errors import ElevenClassesNeedFiveBinsError

#: Share of customers whose class depends on mean or median, above which it is said.
DISAGREEMENT: Final = 0.30


def fit_classes(customers: pd.DataFrame, mode: ClassCut = "mean") -> tuple[Cut, ...]:
    """Fit the good/not-good cut of each dimension.

    Parameters
    ----------
    customers : DataFrame
        The customers to fit on, every one with a recency.
    mode : {"mean", "median", "fixed"}
        ``"fixed"`` fits nothing: the caller gives the cuts.

    Returns
    -------
    tuple of Cut
        Exact; empty when there is nothing to fit.
    """
    if mode == "fixed" or customers.empty:
        return ()
    values = metric_values(customers, np.ones(len(customers), dtype=np.bool_))
    fit = mean_cut if mode == "mean" else median_cut
    return tuple(fit(metric, values[metric]) for metric in METRICS)


def classify_eight(customers: pd.DataFrame, cuts: Cuts) -> pd.Series[str]:
    """Return the eight-class code of each customer: ``"111"`` … ``"000"``, empty if none.

    Good is R at or below its cut, F and M at or above theirs; equality is good.
    """
    code = np.full(len(customers), "", dtype=object)
    bought = customers[RECENCY_DAYS].notna().to_numpy()
    if bought.any() and cuts.has("class"):
        values = metric_values(customers, bought)
        r, f, m = (apply_cut(cuts.of("class", metric), values[metric]) - 1 for metric in METRICS)
        names = np.array([f"{i:03b}" for i in range(8)], dtype=object)
        code[bought] = names[r * 4 + f * 2 + m]
    return pd.Series(code, index=customers.index, name=RFM_CLASS, dtype=object)


def classify_eleven(scores: pd.DataFrame, cuts: Cuts) -> pd.Series[str]:
    """Return the eleven-class key of each scored customer, empty if there is no score.

    Raises
    ------
    ElevenClassesNeedFiveBinsError
        If a metric is scored in other than 5 bins.
    """
    if cuts.has("score"):
        for metric in METRICS:
            bins = cuts.of("score", metric).bins
            if bins != ELEVEN_BINS:
                raise ElevenClassesNeedFiveBinsError(bins=bins)
    found = scores[RFM_SCORE].map(ELEVEN_OF_CODE)
    return found.where(found.notna(), "").astype(object).rename(RFM_CLASS)


def mean_median_difference(fitted: pd.DataFrame) -> list[Finding]:
    """Warn when mean and median cuts put many customers in different classes."""
    if fitted.empty:
        return []
    mean, median = (
        classify_eight(fitted, Cuts(fit_classes(fitted, mode))) for mode in ("mean", "median")
    )
    share = float((mean != median).mean())
    if share <= DISAGREEMENT:
        return []
    return [Finding("W-042", "customers", None, RFM_CLASS, fields={"p": f"{share:.1%}"})]
