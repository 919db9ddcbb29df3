"""Levels 高/中/低 of whole columns of customers, and their tier codes."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from xlsegment.core.columns import RECENCY_DAYS
from xlsegment.core.cut_columns import apply_cut, metric_values
from xlsegment.core.cuts import METRICS, Cuts
from xlsegment.core.levels import LEVEL_COLUMN, LEVEL_LETTER, LEVEL_TEXT
from xlsegment.text import Lang


def level_customers(customers: pd.DataFrame, cuts: Cuts) -> pd.DataFrame:
    """Apply level cuts.

    Parameters
    ----------
    customers : DataFrame
        ``recency_days`` (null: never bought), ``frequency``, ``monetary_cents``.
    cuts : Cuts
        With level cuts.

    Returns
    -------
    DataFrame on the same index
        ``r_level``, ``f_level``, ``m_level`` (int64): 1 low, 2 middle, 3 high, 0 never bought.
    """
    bought = customers[RECENCY_DAYS].notna().to_numpy()
    values = metric_values(customers, bought)
    columns: dict[str, Any] = {}
    for metric in METRICS:
        level = np.zeros(len(customers), dtype=np.int64)
        level[bought] = apply_cut(cuts.of("level", metric), values[metric])
        columns[LEVEL_COLUMN[metric]] = level
    return pd.DataFrame(columns, index=customers.index)


def level_text(levels: pd.Series[int], lang: Lang) -> pd.Series[str]:
    """Return one column of levels as 高/中/低 or High/Mid/Low."""
    return levels.map({level: text.in_(lang) for level, text in LEVEL_TEXT.items()})


def tier_code(levels: pd.DataFrame, lang: Lang) -> pd.Series[str]:
    """Return the three levels in one word: 高高高 … 低低低, HHH … LLL; empty if never bought."""
    letters = {level: text.in_(lang) for level, text in LEVEL_LETTER.items()}
    r, f, m = (levels[LEVEL_COLUMN[metric]].map(letters) for metric in METRICS)
    return r + f + m
