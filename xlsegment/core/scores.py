"""Scores 1 (worst) to n (best) by quantiles, and the RFM code made of them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from xlsegment.core.arrays import BoolArray, Int64Array
from xlsegment.core.columns import (
    F_SCORE,
    FREQUENCY,
    M_SCORE,
    MONETARY_CENTS,
    R_SCORE,
    RECENCY_DAYS,
    RFM_SCORE,
)
from xlsegment.core.cuts import METRIC_TEXT, METRICS, Cut, Cuts, Metric, quantile_cut
from xlsegment.core.findings import Finding
from xlsegment.errors import SettingError
from xlsegment.text import Text

MIN_BINS, MAX_BINS = 2, 9
METRIC_COLUMN: dict[Metric, str] = {"R": RECENCY_DAYS, "F": FREQUENCY, "M": MONETARY_CENTS}
SCORE_COLUMN: dict[Metric, str] = {"R": R_SCORE, "F": F_SCORE, "M": M_SCORE}


def metric_values(customers: pd.DataFrame, rows: BoolArray) -> dict[Metric, Int64Array]:
    """Return days, orders and cents of some customers as plain integers."""
    return {
        metric: customers.loc[rows, METRIC_COLUMN[metric]].to_numpy(dtype=np.int64)
        for metric in METRICS
    }


def fit_scores(customers: pd.DataFrame, *, bins: int = 5, nested: bool = False) -> tuple[Cut, ...]:
    """Fit the score cuts of R, F and M.

    Parameters
    ----------
    customers : DataFrame
        The customers to fit on, every one with a recency: ``recency_days``, ``frequency``,
        ``monetary_cents``.
    bins : int, default 5
        2 to 9.
    nested : bool, default False
        Fit F within each R score and M within each pair of R and F scores, instead of
        independently. The overall cuts are kept too, for groups that nobody was in.

    Returns
    -------
    tuple of Cut
        Empty when there are no customers.

    Raises
    ------
    SettingError
        If ``bins`` is outside 2 to 9.
    """
    if not MIN_BINS <= bins <= MAX_BINS:
        raise SettingError(name=_BINS, value=bins, reason=_BINS_RANGE)
    if customers.empty:
        return ()
    values = metric_values(customers, np.ones(len(customers), dtype=np.bool_))
    overall = tuple(quantile_cut(metric, values[metric], bins) for metric in METRICS)
    if not nested:
        return overall
    groups: list[Cut] = []
    r = overall[0].apply(values["R"])
    for r_score in np.unique(r).tolist():
        in_r = r == r_score
        f_cut = quantile_cut("F", values["F"][in_r], bins, (r_score,))
        f = f_cut.apply(values["F"][in_r])
        groups.append(f_cut)
        groups.extend(
            quantile_cut("M", values["M"][in_r][f == f_score], bins, (r_score, f_score))
            for f_score in np.unique(f).tolist()
        )
    return (*overall, *groups)


def score_customers(customers: pd.DataFrame, cuts: Cuts) -> pd.DataFrame:
    """Apply score cuts.

    Parameters
    ----------
    customers : DataFrame
        ``recency_days`` (null: never bought), ``frequency``, ``monetary_cents``.
    cuts : Cuts
        With or without score cuts.

    Returns
    -------
    DataFrame on the same index
        ``r``, ``f``, ``m`` (int64; 0 where there is no recency or no cuts) and ``rfm_score``,
        the three digits as text (empty likewise). Equal values always score equally.
    """
    scored = customers[RECENCY_DAYS].notna().to_numpy()
    if not cuts.has("score"):
        scored = np.zeros_like(scored)
    scores = {metric: np.zeros(len(customers), dtype=np.int64) for metric in METRICS}
    if scored.any():
        values = metric_values(customers, scored)
        r = cuts.of("score", "R").apply(values["R"])
        f = _within(cuts, "F", values["F"], (r,))
        m = _within(cuts, "M", values["M"], (r, f))
        for metric, found in zip(METRICS, (r, f, m), strict=True):
            scores[metric][scored] = found
    code = scores["R"] * 100 + scores["F"] * 10 + scores["M"]
    columns: dict[str, Any] = {SCORE_COLUMN[metric]: scores[metric] for metric in METRICS}
    columns[RFM_SCORE] = np.where(scored, code.astype(str), "").astype(object)
    return pd.DataFrame(columns, index=customers.index)


def empty_bins(scores: pd.DataFrame, cuts: Cuts) -> list[Finding]:
    """Return a finding for each metric with bins that no customer falls in."""
    if not cuts.has("score"):
        return []
    findings = []
    for metric in METRICS:
        held = set(scores[SCORE_COLUMN[metric]].tolist())
        lacking = [n for n in range(1, cuts.of("score", metric).bins + 1) if n not in held]
        if lacking:
            fields = {"metric": METRIC_TEXT[metric], "bins": ", ".join(map(str, lacking))}
            findings.append(Finding("I-043", "customers", fields=fields))
    return findings


def _within(
    cuts: Cuts, metric: Metric, values: Int64Array, outer: tuple[Int64Array, ...]
) -> Int64Array:
    if not cuts.nested:
        return cuts.of("score", metric).apply(values)
    found = np.zeros(len(values), dtype=np.int64)
    for group in {tuple(map(int, row)) for row in np.unique(np.stack(outer, axis=1), axis=0)}:
        rows = np.logical_and.reduce([o == g for o, g in zip(outer, group, strict=True)])
        found[rows] = cuts.of("score", metric, group).apply(values[rows])
    return found


_BINS = Text("得分档数", "score bins")
_BINS_RANGE = Text("应为 2 到 9", "it must be 2 to 9")
