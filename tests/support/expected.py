"""RFM computed the plain way, row by row: an independent second opinion for the tests."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

import numpy as np

Row = Mapping[str, Any]
BACK = {"退款", "退货", "Refund", "Return"}
TAKEN_BACK = {"已退款", "已退货", "Refunded", "Returned"}
CANCELLED = {"已取消", "Cancelled"}


@dataclass
class Customer:
    """What the orders say of one customer."""

    days: set[dt.date] = field(default_factory=set)
    orders: set[str] = field(default_factory=set)
    window_orders: set[str] = field(default_factory=set)
    net: Decimal = Decimal(0)
    window_net: Decimal = Decimal(0)

    def recency(self, as_of: dt.date) -> int | None:
        return (as_of - max(self.days)).days if self.days else None


def day_of(cell: Any) -> dt.date | None:
    if isinstance(cell, dt.datetime):
        return cell.date()
    if isinstance(cell, dt.date):
        return cell
    if isinstance(cell, int | float) and cell > 30_000 and cell < 80_000:
        return dt.date(1899, 12, 30) + dt.timedelta(days=int(cell))
    digits = re.findall(r"\d+", unicodedata.normalize("NFKC", str(cell or "")))
    if len(digits) == 1 and len(digits[0]) == 8:
        digits = [digits[0][:4], digits[0][4:6], digits[0][6:]]
    try:
        return dt.date(*map(int, digits[:3])) if len(digits) >= 3 else None
    except ValueError:
        return None


def amount_of(cell: Any) -> Decimal | None:
    text = unicodedata.normalize("NFKC", str("" if cell is None else cell))
    text = re.sub(r"[,¥元\s]", "", text)
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def customers(rows: Iterable[Row], as_of: dt.date, window: int | None) -> dict[str, Customer]:
    """Return the customers of an order table, cells under canonical keys."""
    seen: set[tuple[str, ...]] = set()
    lines = []
    for number, row in enumerate(rows):
        who = str(row["customer_id"] or "").strip()
        day, amount = day_of(row["order_date"]), amount_of(row["amount"])
        if not who or day is None or amount is None:
            continue
        if row["order_id"]:
            same = tuple(str(value) for value in row.values())
            if same in seen:
                continue
            seen.add(same)
        order = str(row["order_id"] or f"row {number}")
        lines.append((who, order, day, amount, str(row["status"] or "")))
    sold = {
        (who, order)
        for who, order, _, amount, status in lines
        if amount >= 0 and status not in BACK | TAKEN_BACK | CANCELLED
    }
    found: dict[str, Customer] = defaultdict(Customer)
    for who, order, day, amount, status in lines:
        if day > as_of or status in CANCELLED:
            continue
        customer = found[who]
        inside = window is None or day > as_of - dt.timedelta(days=window)
        if amount < 0 or status in BACK | TAKEN_BACK:
            alone = amount > 0 and status in TAKEN_BACK and (who, order) not in sold
            amount = Decimal(0) if alone else -abs(amount)
        else:
            customer.days.add(day)
            customer.orders.add(order)
            if inside:
                customer.window_orders.add(order)
        customer.net += amount
        if inside:
            customer.window_net += amount
    return dict(found)


def segment(r: int | None, f: int, m: Decimal, start: dt.date | None, as_of: dt.date) -> str:
    """Return the default rules' segment, first match wins."""
    if r is None:
        return "未购买"
    months = start is not None and _plus_months(start, 6) >= as_of
    rules = (
        ("核心忠诚客户", r <= 30 and f >= 5 and m >= 2000),
        ("沉睡流失客户", r >= 180),
        ("流失风险客户", 90 <= r < 180 and f <= 1),
        ("高价值流失预警", 90 <= r < 180 and f >= 2),
        ("新锐潜力客户", months and 1 <= f <= 2 and m >= 1000),
        ("潜力客户", r <= 30 and 2 <= f <= 4 and 500 <= m < 2000),
        ("稳定普通客户", r <= 60 and 2 <= f <= 4 and 300 <= m < 1000),
        ("其他", True),
    )
    return next(name for name, fits in rules if fits)


def _plus_months(day: dt.date, months: int) -> dt.date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return dt.date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError


def levels(r: int, f: int, m: Decimal) -> str:
    """Return the tier code."""
    first = "高" if r <= 30 else "中" if r <= 90 else "低"
    second = "高" if f >= 5 else "中" if f >= 2 else "低"
    third = "高" if m >= 2000 else "中" if m >= 500 else "低"
    return first + second + third


def scores(people: Mapping[str, tuple[int, int, float]]) -> dict[str, str]:
    """Return the RFM score of each customer, fitted on those with net spend above 0."""
    fitted = np.array([p for p in people.values() if p[2] > 0], dtype=float)
    edges = [np.quantile(fitted[:, k], [0.2, 0.4, 0.6, 0.8]) for k in range(3)]
    found = {}
    for who, values in people.items():
        above = [int((value > edge).sum()) for value, edge in zip(values, edges, strict=True)]
        found[who] = f"{5 - above[0]}{1 + above[1]}{1 + above[2]}"
    return found
