"""Findings about customers, the same before and after a refresh has added rows for them.

The core names the rows of the table it was given. Once customers that only the orders knew stand
in the table, it would name more of them; a second refresh has to find what the first one found.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from xlsegment.actions.decide.plan import Inputs
from xlsegment.core.findings import Finding, row_findings
from xlsegment.core.model import Result
from xlsegment.core.tag_columns import not_positive

_DETAILS = ("name", "industry", "mobile")
# More than these are a way of working, not gaps to be filled one by one.
_ONE_BY_ONE = 20


def people_findings(inputs: Inputs, result: Result) -> list[Finding]:
    """Return the findings of a result; those about single customers name their rows to be."""
    people = result.customers
    counted = people["counted"].to_numpy()
    never = people["recency_days"].isna().to_numpy()
    returns = (people["window_rows"] > 0).to_numpy()
    by_row = {
        "W-027": counted & not_positive(people).to_numpy(),
        "W-028": counted & never & returns,
    }
    findings = [f for f in result.findings if f.code not in (*by_row, "W-030")]
    for code, rows in by_row.items():
        positions = np.flatnonzero(rows).tolist()
        findings += row_findings(code, "customers", positions, column="customer_id")
    bare = np.flatnonzero(counted & (~never | returns) & ~_has_details(inputs, len(people)))
    if 0 < len(bare) <= _ONE_BY_ONE:
        findings += row_findings("W-030", "customers", bare.tolist(), column="customer_id")
    elif len(bare):
        findings.append(Finding("W-030", "customers", column="customer_id", count=len(bare)))
    return findings


def _has_details(inputs: Inputs, size: int) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Tell who is more than an id; everybody where the workbook holds no details at all."""
    filled = np.zeros(size, dtype=np.bool_)
    table = inputs.tables.get("customers")
    for key in _DETAILS if table is not None else ():
        if table is not None and key in table:
            cells = table[key]
            filled[: len(cells)] |= (pd.notna(cells) & (cells != "")).to_numpy(dtype=np.bool_)
    return filled if filled.any() else ~filled
