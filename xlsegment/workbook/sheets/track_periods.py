"""The columns of a strategy's progress by week and by month."""

from __future__ import annotations

from xlsegment.text import Text
from xlsegment.workbook.declare import ColumnSpec, Kind


def _period(key: str, zh: str, en: str, note: Text, kind: Kind, width: float) -> ColumnSpec:
    return ColumnSpec(key, Text(zh, en), kind, "result", note, width=width)


def period_columns(prefix: str, zh: str, en: str) -> tuple[ColumnSpec, ...]:
    """Return the columns of one table: ``week_number``, ``week_from`` and so on."""
    return (
        _period(
            f"{prefix}_number",
            zh,
            en,
            Text("从开始日期数起。", "Counted from the start."),
            "text",
            12,
        ),
        _period(
            f"{prefix}_from",
            "起始日期",
            "From",
            Text("第一天。", "Its first day."),
            "date",
            13,
        ),
        _period(
            f"{prefix}_orders",
            "订单数",
            "Orders",
            Text("群体在这段时间的订单数。", "The group's orders in it."),
            "count",
            10,
        ),
        _period(
            f"{prefix}_buyers",
            "下单客户数",
            "Buyers",
            Text("下单的客户数。", "Customers who ordered."),
            "count",
            12,
        ),
        _period(
            f"{prefix}_repurchase",
            "当期复购率",
            "Repurchase rate",
            Text("下单客户数 ÷ 群体人数。", "Buyers / customers followed."),
            "rate",
            12,
        ),
        _period(
            f"{prefix}_activated",
            "累计激活率",
            "Activated so far",
            Text(
                "开始以来至少下过一单的客户 ÷ 群体人数。",
                "Customers with an order since the start / customers followed.",
            ),
            "rate",
            12,
        ),
        _period(
            f"{prefix}_value",
            "客单价",
            "Order value",
            Text("订单金额 ÷ 订单数。", "Amount of orders / orders."),
            "money",
            12,
        ),
    )
