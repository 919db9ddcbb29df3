"""Tables for 客户生命周期价值 and 价值矩阵, and what the decisions make of them."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from tests.support.orders import CDNOW
from xlsegment.actions.decide import decide_sections
from xlsegment.actions.decide.plan import Inputs, Outcome
from xlsegment.workbook.params import Params
from xlsegment.workbook.sheets import SHEETS, TABLES

NOW = dt.datetime(2026, 11, 22, 9, 30)  # noqa: DTZ001  shown as local time
KEYS = ("ltv", "matrices")
OURS = tuple(table.key for sheet in SHEETS if sheet.key in KEYS for table in sheet.tables)


def frame(rows, key: str | None = None) -> pd.DataFrame:
    columns = None if key is None else list(TABLES[key].keys)
    return pd.DataFrame(list(rows), columns=columns, dtype=object)


def orders(*rows: tuple[str, str, float]) -> pd.DataFrame:
    """Orders by customer, day and amount; a negative amount is a return."""
    return frame(
        {"order_id": f"D{n}", "customer_id": who, "order_date": day, "amount": amount}
        for n, (who, day, amount) in enumerate(rows)
    )


def cdnow_orders() -> pd.DataFrame:
    table = pd.read_csv(CDNOW, dtype={"master_id": str})
    return pd.DataFrame(
        {
            "customer_id": table["master_id"].astype(object),
            "order_date": table["date"].astype(object),
            "amount": table["amount"].astype(object),
        }
    )


def run(params: Params | None = None, lang: str = "zh", remembered: str = "", **tables) -> Outcome:
    empty = {key: frame((), key) for key in OURS}
    given = {key: table for key, table in (empty | tables).items() if table is not None}
    return decide_sections(Inputs(given, params or Params(), lang, None, NOW, remembered), KEYS)[0]


def rows(outcome: Outcome, key: str) -> list[dict[str, object]]:
    change = next(change for change in outcome.changes if change.table == key)
    return change.rows.to_dict("records")


def by(outcome: Outcome, key: str, *columns: str) -> dict[object, dict[str, object]]:
    return {
        row[columns[0]] if len(columns) == 1 else tuple(row[c] for c in columns): row
        for row in rows(outcome, key)
    }


def codes(outcome: Outcome) -> list[str]:
    return [finding.code for finding in outcome.findings]
