"""6,919 real orders: the core against a computation by plain loops, and against published facts."""

from __future__ import annotations

import csv
import datetime as dt
from collections import Counter, defaultdict
from decimal import Decimal
from statistics import mean, median, quantiles

import pandas as pd
import pytest

from tests.support.orders import CDNOW
from xlsegment.core.cells import customer_cells
from xlsegment.core.days import day_number
from xlsegment.core.model import segment_customers
from xlsegment.core.settings import Settings

END = dt.date(1998, 6, 30)
ROWS = [
    (row["master_id"], dt.date.fromisoformat(row["date"]), Decimal(row["amount"]))
    for row in csv.DictReader(CDNOW.read_text(encoding="utf-8").splitlines())
]
ORDERS = pd.DataFrame(ROWS, columns=["customer_id", "order_date", "amount"], dtype=object)


def by_hand(window: int | None) -> dict[str, tuple[int, int, Decimal]]:
    """Recency, frequency and spend by dictionaries of dates and decimals."""
    last: dict[str, dt.date] = {}
    orders: dict[str, list[Decimal]] = defaultdict(list)
    for customer, day, amount in ROWS:
        last[customer] = max(day, last.get(customer, day))
        if window is None or (END - day).days < window:
            orders[customer].append(amount)
    return {
        c: ((END - d).days, len(orders[c]), sum(orders[c], Decimal(0))) for c, d in last.items()
    }


def scores(figures: dict[str, tuple[int, int, Decimal]]) -> dict[str, str]:
    """Quintiles by the standard library: its inclusive method is PERCENTILE.INC."""
    fitted = [f for f in figures.values() if f[2] > 0]
    edges = [quantiles([f[i] for f in fitted], n=5, method="inclusive") for i in range(3)]

    def score(value, cuts) -> int:
        return 1 + sum(value > cut for cut in cuts)

    return {
        c: f"{6 - score(r, edges[0])}{score(f, edges[1])}{score(m, edges[2])}"
        for c, (r, f, m) in figures.items()
    }


def eight(figures: dict[str, tuple[int, int, Decimal]], middle) -> dict[str, str]:
    fitted = [f for f in figures.values() if f[2] > 0]
    r0, f0, m0 = (middle([f[i] for f in fitted]) for i in range(3))
    return {c: f"{r <= r0:d}{f >= f0:d}{m >= m0:d}" for c, (r, f, m) in figures.items()}


def segment(r: int, f: int, m: Decimal, first: dt.date) -> str:
    if r <= 30 and f >= 5 and m >= 2000:
        return "核心忠诚客户"
    if r >= 180:
        return "沉睡流失客户"
    if r >= 90:
        return "流失风险客户" if f <= 1 else "高价值流失预警"
    if first >= dt.date(1997, 12, 30) and f in (1, 2) and m >= 1000:
        return "新锐潜力客户"
    if r <= 30 and f in (2, 3, 4) and 500 <= m < 2000:
        return "潜力客户"
    return "稳定普通客户" if r <= 60 and f in (2, 3, 4) and 300 <= m < 1000 else "其他"


def tier(r: int, f: int, m: Decimal) -> str:
    def level(value, good, fair) -> str:
        return "高" if value >= good else "中" if value >= fair else "低"

    return level(-r, -30, -90) + level(f, 5, 2) + level(m, 2000, 500)


@pytest.mark.parametrize("window", [180, 365, None])
def test_every_customer_equals_the_computation_by_loops(window):
    figures = by_hand(window)
    firsts = _firsts()

    result = segment_customers(ORDERS, None, Settings(window_days=window))

    table = result.customers.set_index("customer_id")
    cells = customer_cells(result, None, "zh").set_index("customer_id")
    assert result.as_of == day_number(END)
    assert set(table.index) == set(figures)
    got = {
        c: (int(r), int(f), Decimal(int(m)) / 100)
        for c, r, f, m in table[["recency_days", "frequency", "monetary_cents"]].itertuples()
    }
    assert got == figures
    assert cells["rfm_score"].to_dict() == scores(figures)
    assert table["rfm_class"].to_dict() == eight(figures, mean)
    assert cells["tier_code"].to_dict() == {c: tier(*f) for c, f in figures.items()}
    assert cells["segment"].to_dict() == {c: segment(*f, firsts[c]) for c, f in figures.items()}


def _firsts() -> dict[str, dt.date]:
    firsts: dict[str, dt.date] = {}
    for customer, day, _ in ROWS:
        firsts[customer] = min(day, firsts.get(customer, day))
    return firsts


def test_median_classes_equal_the_computation_by_loops():
    result = segment_customers(ORDERS, None, Settings(window_days=None, class_cut="median"))

    assert result.customers.set_index("customer_id")["rfm_class"].to_dict() == eight(
        by_hand(None), median
    )


def test_published_facts_of_the_sample():
    result = segment_customers(ORDERS, None, Settings(window_days=None))

    assert len(result.customers) == 2357
    assert result.customers["frequency"].sum() == 6919
    assert {f.code: f.count for f in result.findings}["I-034"] == sum(a == 0 for *_, a in ROWS)


def test_repeat_purchases_are_distributed_as_published():
    """Fader, Hardie & Lee (2005), BG/NBD: repeat purchase days of the first 39 weeks."""
    calibration = Settings(
        as_of=day_number(dt.date(1997, 9, 30)), window_days=None, merge_same_day=True
    )

    result = segment_customers(ORDERS, None, calibration)

    counts = Counter(min(int(f) - 1, 7) for f in result.customers["frequency"])
    assert [counts[i] for i in range(8)] == [1411, 439, 214, 100, 62, 38, 29, 64]
