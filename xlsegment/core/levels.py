"""Levels 高/中/低 of each dimension, and the 27 tier codes made of them."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pandas as pd

from xlsegment.core.columns import F_LEVEL, M_LEVEL, R_LEVEL, RECENCY_DAYS
from xlsegment.core.cuts import METRICS, Cut, Cuts, Metric, fixed_cut
from xlsegment.core.scores import metric_values
from xlsegment.text import Lang, Text

LEVEL_COLUMN: Final[dict[Metric, str]] = {"R": R_LEVEL, "F": F_LEVEL, "M": M_LEVEL}

#: 1 low, 2 middle, 3 high; 0 never bought.
LEVEL_TEXT: Final[dict[int, Text]] = {
    0: Text("", ""),
    1: Text("低", "Low"),
    2: Text("中", "Mid"),
    3: Text("高", "High"),
}
_LETTER: Final[dict[int, Text]] = {
    0: Text("", ""),
    1: Text("低", "L"),
    2: Text("中", "M"),
    3: Text("高", "H"),
}

#: Days at or below, orders and cents at or above: R 30/90 as the source has it.
DEFAULT_LEVELS: Final[tuple[Cut, ...]] = (
    fixed_cut("level", "R", (30, 90)),
    fixed_cut("level", "F", (2, 5)),
    fixed_cut("level", "M", (500_00, 2000_00)),
)


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
        level[bought] = cuts.of("level", metric).apply(values[metric])
        columns[LEVEL_COLUMN[metric]] = level
    return pd.DataFrame(columns, index=customers.index)


def level_text(levels: pd.Series[int], lang: Lang) -> pd.Series[str]:
    """Return one column of levels as 高/中/低 or High/Mid/Low."""
    return levels.map({level: text.in_(lang) for level, text in LEVEL_TEXT.items()})


def tier_code(levels: pd.DataFrame, lang: Lang) -> pd.Series[str]:
    """Return the three levels in one word: 高高高 … 低低低, HHH … LLL; empty if never bought."""
    letters = {level: text.in_(lang) for level, text in _LETTER.items()}
    r, f, m = (levels[LEVEL_COLUMN[metric]].map(letters) for metric in METRICS)
    return r + f + m
