"""Real orders for tests."""

from __future__ import annotations

import csv
import itertools
from pathlib import Path

CDNOW = Path(__file__).parent.parent / "data" / "cdnow.csv"


def cdnow_csv(path: Path, *, most: int | None = None) -> Path:
    """Write the first CDNOW orders the way a Chinese shop exports orders; a row is an order."""
    with (
        CDNOW.open(encoding="utf-8") as source,
        path.open("w", encoding="utf-8-sig", newline="") as target,
    ):
        writer = csv.writer(target)
        writer.writerow(["订单号", "客户ID", "订单日期", "订单金额"])
        rows = itertools.islice(csv.DictReader(source), most)
        for number, row in enumerate(rows, start=1):
            writer.writerow([f"T{number:05d}", row["master_id"], row["date"], row["amount"]])
    return path
