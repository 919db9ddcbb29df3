"""What the sample's people enter for the values: profit, income, how urgent a need is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from random import Random
from typing import Final

from xlsegment.text import Lang, Text
from xlsegment.workbook.declare import Row
from xlsegment.workbook.sheets.lists import URGENCIES

_INCOMES: Final = (
    Text("10万以下", "under 100k"),
    Text("10–20万", "100–200k"),
    Text("20–30万", "200–300k"),
    Text("30万以上", "over 300k"),
)


def with_values(
    customers: Sequence[Row], orders: Sequence[Row], draw: Random, lang: Lang
) -> list[Row]:
    """Return the customers with what somebody who knows them has entered; gaps are left."""
    spent: dict[object, float] = defaultdict(float)
    for order in orders:
        amount = order["amount"]
        if isinstance(amount, float):
            spent[order["customer_id"]] += amount
    rows: list[Row] = []
    for row in customers:
        known, told, asked = draw.random(), draw.random(), draw.random()
        margin = 0.16 + 0.2 * draw.random()
        income = _INCOMES[int(draw.random() ** 1.3 * len(_INCOMES))]
        profit = round(max(spent[row["customer_id"]], 0.0) * margin, 2)
        urgency = URGENCIES[0 if asked < 0.05 else 1].in_(lang) if asked < 0.08 else None
        rows.append(
            {
                **row,
                "profit_contribution": profit if known < 0.7 and profit else None,
                "income": income.in_(lang) if told < 0.55 else None,
                "need_urgency": urgency,
            }
        )
    return rows
