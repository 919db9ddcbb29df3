"""Columns of 客户分层管理表."""

from __future__ import annotations

from dataclasses import replace

from xlsegment.text import Text
from xlsegment.workbook.declare import ColumnSpec
from xlsegment.workbook.sheets.lists import CUSTOMER_ID

_TYPED = Text(
    "您填写；以“高”“中”“低”开头可计分，如“高：售后优先”。随客户保留，刷新不改。",
    "Yours; begin with High, Mid or Low to have it scored. It stays with the customer.",
)

COLUMNS = (
    replace(
        CUSTOMER_ID,
        header=Text("客户编号", "Customer no."),
        role="result",
        aliases=("客户ID", "customer id"),
        note=Text("客户的唯一编号。", "The customer's unique number."),
    ),
    ColumnSpec(
        "masked_name",
        Text("客户名称", "Customer name"),
        "text",
        "result",
        Text(
            "脱敏后的姓名；参数“脱敏方式”为关闭时留空。",
            "The name, masked; blank where the parameter Masking is off.",
        ),
        aliases=("客户名称(脱敏)", "姓名(脱敏)", "masked name"),
        example=Text("张*", "J***"),
        width=14,
    ),
    ColumnSpec(
        "tier",
        Text("客户层级", "Tier"),
        "text",
        "result",
        Text(
            "高价值、中价值、低价值；没有购买记录的不评。",
            "High, mid or low value; customers without a purchase are not rated.",
        ),
        aliases=("层级", "价值层级", "customer tier"),
        example=Text("高价值", "High value"),
        width=12,
        required=True,
    ),
    ColumnSpec(
        "tier_score",
        Text("得分", "Score"),
        "number",
        "result",
        Text(
            "1–3 分：各标准得分 × 权重之和，一位小数。",
            "1 to 3: points times weights, one decimal.",
        ),
        aliases=("层级得分", "tier score"),
        example="2.4",
        width=9,
        number_format="0.0",
    ),
    ColumnSpec(
        "tier_why",
        Text("得分说明", "How it was scored"),
        "text",
        "result",
        Text(
            "每条标准的得分 × 权重；没有数据的标准不计，其余权重按比例放大。",
            "Points times weight per criterion; what is unknown is left out, the rest shares it.",
        ),
        aliases=("评分说明", "score note"),
        width=48,
    ),
    ColumnSpec(
        "tier_amount",
        Text("购买金额", "Purchase amount"),
        "money",
        "result",
        Text("全部有效订单金额减退款。", "All valid orders less returns."),
        aliases=("历史购买金额", "purchases"),
        example="12500.00",
        width=15,
    ),
    ColumnSpec(
        "tier_frequency",
        Text("购买频率", "Purchase frequency"),
        "count",
        "result",
        Text("统计窗口内的订单数。", "Orders inside the window."),
        aliases=("窗口内订单数", "orders in window"),
        example="5",
        width=11,
    ),
    ColumnSpec(
        "tier_cycle",
        Text("购买周期", "Purchase cycle"),
        "number",
        "result",
        Text(
            "平均隔几天再次购买；只有一个购买日时留空。",
            "Mean days between purchases; blank after a single purchase day.",
        ),
        aliases=("购买周期(天)", "cycle"),
        example="45",
        width=11,
        number_format="#,##0.0",
    ),
    ColumnSpec(
        "preference",
        Text("产品偏好", "Product preference"),
        "text",
        "result",
        Text(
            "买得最多的品类及其占订单的百分比。",
            "The most bought category and its share of the orders.",
        ),
        aliases=("品类偏好", "favourite category"),
        example=Text("美妆个护(60%)", "Beauty (60%)"),
        width=20,
    ),
    ColumnSpec(
        "service_need",
        Text("服务需求", "Service need"),
        "text",
        "input",
        _TYPED,
        aliases=("客户服务需求", "need for service"),
        example=Text("高：售后优先", "High: after-sales first"),
        width=22,
    ),
    ColumnSpec(
        "personal_need",
        Text("个性化需求", "Personal need"),
        "text",
        "input",
        _TYPED,
        aliases=("客户个性化需求", "personal wish"),
        example=Text("中：刻字礼盒", "Mid: engraved gift box"),
        width=22,
    ),
    ColumnSpec(
        "purchase",
        Text("购买行为", "Purchase behaviour"),
        "text",
        "result",
        Text(
            "多久以前购买，常用的渠道与支付方式。",
            "How long ago, and the usual channel and payment.",
        ),
        aliases=("购买习惯", "purchasing"),
        example=Text("12 天前购买，常用 天猫、微信支付", "Bought 12 day(s) ago, mostly Tmall"),
        width=42,
    ),
    ColumnSpec(
        "interaction",
        Text("互动行为", "Interaction"),
        "text",
        "result",
        Text("每月浏览与点击、反馈次数。", "Browsing and clicks a month, feedback."),
        aliases=("互动情况", "engagement"),
        example=Text("每月浏览 120 分钟，每月点击 15 次", "120 minutes browsed a month"),
        width=46,
    ),
    ColumnSpec(
        "loyalty",
        Text("忠诚度行为", "Loyalty"),
        "text",
        "result",
        Text("复购次数与转介绍人数。", "Repeat orders and referrals."),
        aliases=("忠诚度", "loyalty behaviour"),
        example=Text("复购 4 次，转介绍 2 人", "4 repeat orders, 2 referrals"),
        width=24,
    ),
    ColumnSpec(
        "service_advice",
        Text("服务建议", "Service advice"),
        "text",
        "result",
        Text(
            "有反馈时先回应什么、可登记什么需求，然后是本层级的服务方式。",
            "What to answer first and to note of their feedback, then the tier's service.",
        ),
        aliases=("服务方案", "advice"),
        width=112,
    ),
)
