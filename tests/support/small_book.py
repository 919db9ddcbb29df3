"""A workbook of ours with a handful of rows, as a file."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any

import pandas as pd

from tests.support.earlier import earlier_book
from tests.support.live_excel import to_bytes
from tests.support.memory_excel import load
from xlsegment.workbook.locate import locate
from xlsegment.workbook.sheets import TABLES
from xlsegment.workbook.template import build_workbook
from xlsegment.workbook.write import prepare_fill

ROWS = {
    "customers": [
        {"customer_id": "001", "name": "张三", "mobile": "13800001234"},
        {"customer_id": "C2", "name": "=李四", "mobile": "13800005678"},
        {"customer_id": "C3", "name": "欧阳娜", "mobile": "-"},
    ],
    "orders": [
        {"order_id": f"D{i}-{n}", "customer_id": who, "order_date": day, "amount": amount}
        for i, (who, days, amount) in enumerate(
            (
                ("001", ("2025-06-30", "2025-06-01", "2025-05-01"), 500),
                ("C2", ("2025-03-25",), 99.5),
                ("C4", ("2024-06-25",), 20),
            )
        )
        for n, day in enumerate(days)
    ],
    "campaigns": [{"campaign": "618", "target": 100, "reached": 50, "converted": 10, "cost": 9}],
}


@functools.cache
def small_book(*, full: bool = False) -> bytes:
    """Return the workbook, not yet refreshed; ``full`` with the sheets that came later, too."""
    return filled(build_workbook("zh", False) if full else earlier_book(), ROWS)


def filled(content: bytes, tables: Mapping[str, list[dict[str, Any]]]) -> bytes:
    """Return an empty workbook of ours with rows in its tables."""
    book = load(content)
    nothing = pd.DataFrame(index=range(0), dtype=object)
    for key, rows in tables.items():
        found = locate(book, [TABLES[key]], inputs=frozenset(TABLES)).found[key]
        for step in prepare_fill(found, nothing, pd.DataFrame(rows, dtype=object)):
            step.apply()
    return to_bytes(book.impl, content)
