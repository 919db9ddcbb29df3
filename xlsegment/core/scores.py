"""Scores 1 (worst) to n (best) of one customer."""

from __future__ import annotations

from typing import Final

from xlsegment.core.cuts import Cuts

MIN_BINS: Final = 2
MAX_BINS: Final = 9


def score_of(r: int, f: int, m_cents: int, cuts: Cuts) -> tuple[int, int, int]:
    """Return the R, F and M scores of one customer; F within R and M within both if nested.

    Whole columns: `xlsegment.core.score_columns.score_customers`.

    Raises
    ------
    CutsError
        If there are no score cuts for a metric.
    """
    r_score = cuts.of("score", "R").bin_of(r)
    f_score = cuts.of("score", "F", (r_score,)).bin_of(f)
    return r_score, f_score, cuts.of("score", "M", (r_score, f_score)).bin_of(m_cents)
