"""A workbook's tables for goals, actions and strategies, without a workbook."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd

from xlsegment.actions.decide import decide
from xlsegment.actions.decide.plan import Inputs
from xlsegment.workbook.params import Params
from xlsegment.workbook.sheets import TABLES

NOW = dt.datetime(2026, 11, 22, 9, 30)  # noqa: DTZ001  shown as local time
AS_OF = np.datetime64("2025-06-30")

#: A customer table that holds its own figures, where there are no orders.
FIGURES = pd.DataFrame(
    {"customer_id": ["a"], "last_order_date": ["2025-06-01"], "frequency": [2], "monetary": [9]},
    dtype=object,
)


def orders(*rows):
    """Return an order table from (customer, days before the analysis date, amount)."""
    return pd.DataFrame(
        [
            {
                "order_id": f"D{number}",
                "customer_id": who,
                "order_date": str(AS_OF - ago),
                "amount": amount,
            }
            for number, (who, ago, amount) in enumerate(rows)
        ],
        columns=["order_id", "customer_id", "order_date", "amount"],
        dtype=object,
    )


def table(key, *rows):
    """Return a table with all of its columns."""
    return pd.DataFrame(list(rows), columns=list(TABLES[key].keys), dtype=object)


def run(tables, params=None, lang="zh", remembered=""):
    """Decide about tables as of the analysis date."""
    params = params or Params()
    inputs = Inputs(tables, params, lang, dt.date(2025, 6, 30), NOW, remembered)
    return decide(inputs)[0]


def filled(outcome, key):
    """Return the rows that are written into a table."""
    (change,) = [change for change in outcome.changes if change.table == key]
    frame = change.filled if hasattr(change, "filled") else change.rows
    return [dict(row) for row in frame.to_dict("records")]


def codes(outcome, key):
    """Return (code, row, column) of what was found in a table."""
    return [(f.code, f.row, f.column) for f in outcome.findings if f.table == key]
