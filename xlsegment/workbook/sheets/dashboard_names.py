"""看板: the tiles with key figures, and the sentences above the pictures."""

from __future__ import annotations

from xlsegment.text import Text
from xlsegment.workbook.declare import Kind, NameSpec


def _tile(key: str, zh: str, en: str, column: str, kind: Kind, note: Text) -> NameSpec:
    name = Text(f"看板_{zh}", f"tile_{key}")
    return NameSpec(f"tile_{key}", name, f"{column}5", Text(zh, en), note, kind, f"{column}4")


TILES = (
    _tile(
        "customers",
        "客户总数",
        "All customers",
        "A",
        "count",
        Text("客户表与订单里的客户数。", "Customers of the customer table and the orders."),
    ),
    _tile(
        "active",
        "活跃客户占比",
        "Active share",
        "B",
        "rate",
        Text(
            "购买过的客户中，最近“R高档上限”天内买过的比例，与分析目标相同。",
            "Of those who ever bought, who did within the days of R high; as in Goals.",
        ),
    ),
    _tile(
        "repurchase",
        "复购率",
        "Repurchase rate",
        "C",
        "rate",
        Text(
            "“复购观察天数”之前已购买的客户中，这些天里再次下单的比例，与分析目标相同。",
            "Of those who had bought before the last days, who ordered again; as in Goals.",
        ),
    ),
    _tile(
        "spend",
        "累计净消费",
        "Net spend to date",
        "D",
        "money",
        Text("分析基准日之前的订单金额减退款。", "Orders less returns up to the analysis date."),
    ),
    _tile(
        "orders",
        "有效订单",
        "Valid orders",
        "E",
        "count",
        Text("分析基准日之前的有效订单数。", "Valid orders up to the analysis date."),
    ),
    _tile(
        "per_order",
        "每单净消费",
        "Net spend per order",
        "F",
        "money",
        Text("累计净消费除以有效订单。", "Net spend divided by valid orders."),
    ),
    _tile(
        "high_tier",
        "高价值客户",
        "High-value customers",
        "G",
        "count",
        Text("客户分层为“高”的客户数。", "Customers in the high tier."),
    ),
    _tile(
        "high_risk",
        "高流失风险",
        "High churn risk",
        "H",
        "count",
        Text("流失预警为“高”的客户数。", "Customers whose churn risk is high."),
    ),
    _tile(
        "lead_rate",
        "线索有效率",
        "Valid leads",
        "I",
        "rate",
        Text(
            "30 天内成交的线索占全部线索的比例。",
            "Share of the leads that became paying customers within 30 days.",
        ),
    ),
)


def _title(key: str, zh: str, cell: str, label: Text, note: Text) -> NameSpec:
    return NameSpec(f"title_{key}", Text(f"结论_{zh}", f"title_{key}"), cell, label, note)


#: Each stands above the table behind its chart, or above its heat map.
TITLES = (
    _title(
        "sources",
        "线索来源",
        "K3",
        Text("线索来自哪里", "Where leads come from"),
        Text("线索来源图的标题。", "Title of the chart of lead sources."),
    ),
    _title(
        "conversion",
        "转化走势",
        "N3",
        Text("转化率走势", "Conversion over time"),
        Text("转化率图的标题。", "Title of the conversion chart."),
    ),
    _title(
        "tiers",
        "客户分层",
        "R3",
        Text("各层级客户数", "Customers per tier"),
        Text("客户分层图的标题。", "Title of the tier chart."),
    ),
    _title(
        "churn",
        "流失风险",
        "U3",
        Text("各流失风险客户数", "Customers per churn risk"),
        Text("流失风险图的标题。", "Title of the churn chart."),
    ),
    _title(
        "moves",
        "分层迁移",
        "X3",
        Text("各群体净增减", "Net change per segment"),
        Text("分层迁移图的标题。", "Title of the migration chart."),
    ),
    _title(
        "rf_heat",
        "RF热力",
        "A25",
        Text("最近购买 × 购买频次(人)", "Recency x frequency (customers)"),
        Text("R×F 热力图的标题。", "Title of the R x F heat map."),
    ),
    _title(
        "categories",
        "品类频次",
        "F25",
        Text("品类 × 购买频次(人)", "Category x frequency (customers)"),
        Text("品类×频次热力图的标题。", "Title of the category x frequency heat map."),
    ),
)
REVIEW = NameSpec(
    "dashboard_review",
    Text("看板_参数复核", "dashboard_review"),
    "A31",
    Text("参数请每季度复核一次。", "Review the parameters every quarter."),
    Text("参数该不该复核了。", "Whether the parameters are due for a review."),
)
