"""Columns of the small tables beside 客户分层管理表: the tiers counted, the criteria in force."""

from __future__ import annotations

from xlsegment.text import Text
from xlsegment.workbook.declare import ColumnSpec

SUMMARY = (
    ColumnSpec(
        "tier",
        Text("客户层级", "Tier"),
        "text",
        "result",
        Text("层级。", "The tier."),
        aliases=("层级",),
        width=12,
        required=True,
    ),
    ColumnSpec(
        "customers",
        Text("客户数", "Customers"),
        "count",
        "result",
        Text("该层级的客户数。", "Customers in the tier."),
        aliases=("人数",),
        width=11,
    ),
    ColumnSpec(
        "share",
        Text("占客户数", "Share of customers"),
        "rate",
        "result",
        Text("客户数 ÷ 全部客户。", "Customers / all customers."),
        aliases=("客户占比",),
        width=11,
    ),
    ColumnSpec(
        "spend",
        Text("购买金额合计", "Purchases"),
        "money",
        "result",
        Text("该层级全部有效订单金额减退款。", "All valid orders of the tier less returns."),
        aliases=("金额合计",),
        width=17,
    ),
    ColumnSpec(
        "spend_share",
        Text("占购买金额", "Share of purchases"),
        "rate",
        "result",
        Text("购买金额合计 ÷ 全部购买金额。", "The tier's purchases / all purchases."),
        aliases=("金额占比",),
        width=12,
    ),
    ColumnSpec(
        "tier_service",
        Text("服务方式", "Service"),
        "text",
        "editable",
        Text(
            "对这个层级怎么服务；您改写的保留，并写入每位客户的服务建议。",
            "How the tier is served; your text stays and goes into each customer's advice.",
        ),
        aliases=("层级服务", "tier service"),
        example=Text("VIP 服务：专属客服、定制产品与方案", "VIP care: personal contact"),
        width=64,
    ),
)

CRITERIA_IN_FORCE = (
    ColumnSpec(
        "criterion",
        Text("评分标准", "Criterion"),
        "text",
        "result",
        Text("计入得分的标准。", "A criterion that counts."),
        width=20,
        required=True,
    ),
    ColumnSpec(
        "effective_weight",
        Text("实际权重", "Weight in force"),
        "rate",
        "result",
        Text("占全部有数据的标准的权重。", "Its part among the criteria with data."),
        width=11,
    ),
    ColumnSpec(
        "three_points",
        Text("得3分", "3 points"),
        "text",
        "result",
        Text("得 3 分的界限或取值。", "The cut or the values of 3 points."),
        width=24,
    ),
    ColumnSpec(
        "two_points",
        Text("得2分", "2 points"),
        "text",
        "result",
        Text("得 2 分的界限或取值；达不到的得 1 分。", "Of 2 points; all others get 1."),
        width=24,
    ),
    ColumnSpec(
        "cut_source",
        Text("界限来历", "Where from"),
        "text",
        "result",
        Text(
            "固定(您在参数里填的)、三等分(按本工作簿的客户)、取值得分。",
            "Fixed (yours), thirds (of this workbook's customers), or points of values.",
        ),
        width=14,
    ),
    ColumnSpec(
        "scored_customers",
        Text("有数据的客户数", "Customers with data"),
        "count",
        "result",
        Text("这条标准给多少客户打了分。", "How many customers it scored."),
        width=15,
    ),
)
