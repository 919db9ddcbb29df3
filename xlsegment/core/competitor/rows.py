"""The profile of competitors' customers as people filled it in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import numpy as np
import pandas as pd

from xlsegment.core.arrays import BoolArray
from xlsegment.core.celltext import clean_text, exact_number, is_blank_text
from xlsegment.core.column_cells import FloatArray
from xlsegment.core.findings import Finding, row_findings
from xlsegment.core.header_text import fold
from xlsegment.core.parse import parse_counts, parse_ids

TABLE: Final = "competitor"
COMPETITOR: Final = "competitor"
DIMENSION: Final = "dimension"
VALUE: Final = "dimension_value"
THEIRS: Final = "their_share"
THEIR_COUNT: Final = "their_count"
#: Shares are rounded to whole percents: so far off may each of them be.
_ROUNDED: Final = 0.005


def clean_profile(table: pd.DataFrame, nobody: str) -> tuple[pd.DataFrame, list[Finding]]:
    """Read the table.

    Parameters
    ----------
    table : DataFrame
        Cells as read: ``competitor`` (if there is one), ``dimension``, ``dimension_value``,
        ``their_share`` or ``their_count``.
    nobody : str
        What a competitor without a name is called.

    Returns
    -------
    DataFrame
        The rows that can be compared: ``row`` (position in ``table``), ``competitor``,
        ``dimension``, ``value`` (text) and ``share`` (0 to 1, from the numbers of people where
        no share is given).
    findings : list of Finding
        W-145, W-148, W-149.
    """
    nothing = [None] * len(table)
    names, dimensions, values = (
        parse_ids(table.get(column, nothing)).values for column in (COMPETITOR, DIMENSION, VALUE)
    )
    rows = pd.DataFrame(
        {
            "row": np.arange(len(table)),
            "competitor": [nobody if name is None else name for name in names],
            "dimension": dimensions,
            "value": values,
        },
        dtype=object,
    )
    given = rows["dimension"].notna() & rows["value"].notna()
    group = rows["competitor"].map(fold) + "\0" + rows["dimension"].map(fold)
    shares, bad = _shares(table.get(THEIRS, nothing), group)
    counts = parse_counts(table.get(THEIR_COUNT, nothing))
    known = np.where(counts.ok, counts.values, np.nan).astype(np.float64)
    totals = pd.Series(known).groupby(group.to_numpy()).transform("sum").to_numpy()
    from_counts = np.divide(known, totals, out=np.full(len(rows), np.nan), where=totals > 0)
    rows["share"] = np.where(np.isnan(shares) & ~bad, from_counts, shares)
    findings: list[Finding] = []

    unusable = (bad | (np.isnan(shares) & counts.bad)) & given.to_numpy(dtype=np.bool_)
    column = THEIRS if THEIRS in table else THEIR_COUNT
    findings += row_findings("W-148", TABLE, np.flatnonzero(unusable).tolist(), column=column)
    usable = rows[given.to_numpy(dtype=np.bool_) & rows["share"].notna().to_numpy() & ~unusable]
    key = group[usable.index] + "\0" + usable["value"].map(plain_word)
    again = key.duplicated().to_numpy()
    findings += row_findings("W-145", TABLE, usable["row"][again].tolist(), column=VALUE)
    usable = usable[~again]
    findings += _sums(usable, group[usable.index])
    return usable.reset_index(drop=True), findings


def _shares(cells: Iterable[object], group: pd.Series[str]) -> tuple[FloatArray, BoolArray]:
    """Return the shares from 0 to 1 and what cannot be one.

    Where a dimension has a number above 1, its numbers are percents without their sign.
    """
    shares = np.full(len(group), np.nan)
    percent = np.zeros(len(group), dtype=np.bool_)
    bad = np.zeros(len(group), dtype=np.bool_)
    for row, cell in enumerate(cells):
        if cell is None or cell != cell or (isinstance(cell, str) and is_blank_text(cell)):
            continue
        text = clean_text(str(cell))
        percent[row] = text.endswith("%")
        number = None if isinstance(cell, bool) else exact_number(text.removesuffix("%"))
        bad[row] = number is None
        shares[row] = np.nan if number is None else float(number)
    large = pd.Series((shares > 1) & ~percent).groupby(group.to_numpy()).transform("any")
    shares = np.where(percent | large.to_numpy(dtype=np.bool_), shares / 100, shares)
    bad |= (shares < 0) | (shares > 1)
    return np.where(bad, np.nan, shares), bad


def plain_word(word: str) -> str:
    """Return the form in which values are compared: no blanks, half width, small letters.

    Examples
    --------
    >>> plain_word(" ＶＩＰ 客户")
    'vip客户'
    """
    return "".join(clean_text(word).split()).casefold()


def _sums(rows: pd.DataFrame, group: pd.Series[str]) -> list[Finding]:
    """Return a finding for every dimension of a competitor whose shares are not a whole."""
    findings = []
    for _, part in rows.groupby(group.to_numpy(), sort=False):
        total = float(part["share"].sum())
        if len(part) > 1 and abs(total - 1) > max(0.01, _ROUNDED * len(part)) + 1e-9:
            first = part.iloc[0]
            fields = {
                "competitor": first["competitor"],
                "dimension": first["dimension"],
                "sum": f"{total:.1%}",
            }
            row = int(part["row"].min())
            findings.append(Finding("W-149", TABLE, row, column=DIMENSION, fields=fields))
    return sorted(findings, key=lambda finding: finding.row or 0)
