"""Scores by quantiles of whole columns of customers, and the RFM code made of them."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pandas as pd

from xlsegment.core.arrays import Int64Array
from xlsegment.core.columns import F_SCORE, M_SCORE, R_SCORE, RECENCY_DAYS, RFM_SCORE
from xlsegment.core.cut_columns import apply_cut, metric_values, quantile_cut
from xlsegment.core.cuts import METRIC_TEXT, METRICS, Cut, Cuts, Metric
from xlsegment.core.findings import Finding
from xlsegment.core.scores import MAX_BINS, MIN_BINS
from xlsegment.errors import SettingError
from xlsegment.text import Text

SCORE_COLUMN: Final[dict[Metric, str]] = {"R": R_SCORE, "F": F_SCORE, "M": M_SCORE}


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
    r = apply_cut(overall[0], values["R"])
    for r_score in np.unique(r).tolist():
        in_r = r == r_score
        f_cut = quantile_cut("F", values["F"][in_r], bins, (r_score,))
        f = apply_cut(f_cut, values["F"][in_r])
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
        r = apply_cut(cuts.of("score", "R"), values["R"])
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
        return apply_cut(cuts.of("score", metric), values)
    found = np.zeros(len(values), dtype=np.int64)
    for group in {tuple(map(int, row)) for row in np.unique(np.stack(outer, axis=1), axis=0)}:
        rows = np.logical_and.reduce([o == g for o, g in zip(outer, group, strict=True)])
        found[rows] = apply_cut(cuts.of("score", metric, group), values[rows])
    return found


_BINS = Text("得分档数", "score bins")
_BINS_RANGE = Text("应为 2 到 9", "it must be 2 to 9")
