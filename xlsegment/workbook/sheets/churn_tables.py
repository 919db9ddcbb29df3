"""Columns of the tables of 流失预警."""

from __future__ import annotations

from xlsegment.text import Text
from xlsegment.workbook.declare import (
    ColumnSpec,
)
from xlsegment.workbook.sheets.per_customer import CUSTOMER, FOLLOW_UP, MASKED_NAME

COLUMNS = (
    CUSTOMER,
    MASKED_NAME,
    ColumnSpec(
        "segment",
        Text("客户群体", "Segment"),
        "text",
        "result",
        Text("客户现在所在的群体。", "The customer's segment now."),
        aliases=("分层", "客户分层"),
        width=18,
    ),
    ColumnSpec(
        "risk",
        Text("流失风险", "Churn risk"),
        "text",
        "result",
        Text(
            "高、中、低：按距上次购买的天数与客户自己的间隔相比，访问大幅下降或有差评时升一级。",
            "High, mid or low: days since the last purchase against their own intervals; one "
            "level up for far fewer visits or a complaint.",
        ),
        aliases=("风险", "风险等级", "risk"),
        example=Text("高", "High"),
        width=11,
    ),
    ColumnSpec(
        "elapsed_days",
        Text("已隔天数", "Days since last"),
        "days",
        "result",
        Text("分析基准日减最近购买日期。", "Analysis date minus the last purchase date."),
        aliases=("未购买天数",),
        example="96",
        width=11,
    ),
    ColumnSpec(
        "usual_days",
        Text("平时间隔(天)", "Usual interval (days)"),
        "number",
        "result",
        Text(
            "客户自己两次购买日之间间隔的中位数；间隔少的按比例参照全店。",
            "Median of the days between their purchase days; of few intervals mixed with the "
            "shop's.",
        ),
        aliases=("间隔中位数", "usual interval"),
        example="30",
        width=13,
        number_format="#,##0.0",
    ),
    ColumnSpec(
        "long_days",
        Text("间隔高位(天)", "Long interval (days)"),
        "number",
        "result",
        Text(
            "客户自己的间隔里，大部分(参数“间隔高位百分位”)不超过它。",
            "Most of their intervals (parameter Long interval percentile) are no longer.",
        ),
        aliases=("间隔高位数", "long interval"),
        example="45",
        width=13,
        number_format="#,##0.0",
    ),
    ColumnSpec(
        "times",
        Text("倍数", "Times usual"),
        "number",
        "result",
        Text("已隔天数 ÷ 平时间隔。", "Days since last / usual interval."),
        aliases=("间隔倍数",),
        example="3.20",
        width=10,
        number_format="0.00",
    ),
    ColumnSpec(
        "lifetime_spend",
        Text("历史净消费", "Lifetime spend"),
        "money",
        "result",
        Text(
            "全部有效订单金额减退款；同一风险里按它排序。",
            "All valid orders less returns; the list is sorted by risk, then by it.",
        ),
        aliases=("累计净消费", "lifetime net spend"),
        width=15,
    ),
    ColumnSpec(
        "reason",
        Text("原因", "Reason"),
        "text",
        "result",
        Text("为什么预警，带数字。", "Why they are warned of, with the numbers."),
        aliases=("预警原因",),
        width=108,
    ),
    ColumnSpec(
        "idea",
        Text("挽留建议", "How to keep them"),
        "text",
        "result",
        Text(
            "所在群体的策略方向(策略表)，加上按风险、价值和原因给出的做法。",
            "The segment's direction in the strategy sheet, then what fits risk, value and reason.",
        ),
        aliases=("建议", "挽留措施", "retention idea"),
        width=92,
    ),
    *FOLLOW_UP,
)
RISKS = (
    ColumnSpec(
        "risk",
        Text("流失风险", "Churn risk"),
        "text",
        "result",
        Text(
            "高、中、低在名单里；未到预警、已流失、无法判断只计数。",
            "High, mid and low are in the list; the others are only counted.",
        ),
        width=14,
    ),
    ColumnSpec(
        "customers",
        Text("客户数(人)", "Customers"),
        "count",
        "result",
        Text("该风险的客户数。", "Customers of that risk."),
        aliases=("人数",),
        width=12,
    ),
    ColumnSpec(
        "share",
        Text("占比", "Share"),
        "rate",
        "result",
        Text("占有购买记录的客户。", "Of all customers who have bought."),
        width=10,
    ),
    ColumnSpec(
        "lifetime_spend",
        Text("历史净消费合计", "Their lifetime spend"),
        "money",
        "result",
        Text("这些客户的历史净消费。", "What these customers have spent."),
        width=17,
    ),
)


def _count(key: str, zh: str, en: str, note: Text) -> ColumnSpec:
    return ColumnSpec(key, Text(zh, en), "count", "result", note, width=12)


def _rate(key: str, zh: str, en: str, note: Text) -> ColumnSpec:
    return ColumnSpec(key, Text(zh, en), "rate", "result", note, width=11)


BACKTEST = (
    ColumnSpec(
        "cutoff",
        Text("截止日", "Cut-off day"),
        "text",
        "result",
        Text(
            "只用这一天及之前的订单，按同一规则预警。",
            "The same rule, with orders up to this day only.",
        ),
        width=13,
    ),
    ColumnSpec(
        "warned",
        Text("算作预警的风险", "Risks that count"),
        "text",
        "result",
        Text("哪些风险算作预警。", "Which risks count as a warning."),
        width=16,
    ),
    _count("watched", "可预警客户", "Could be warned", Text("当时可以预警的客户。", "Customers.")),
    _count(
        "tp",
        "预警且流失",
        "Warned, gone",
        Text("预警了，之后在观察天数内没有购买。", "Warned of, and no purchase afterwards."),
    ),
    _count(
        "fp",
        "预警未流失",
        "Warned, back",
        Text("预警了，之后又购买。", "Warned of, but bought again."),
    ),
    _count(
        "fn",
        "漏报",
        "Missed",
        Text("没有预警，之后没有购买。", "Not warned of, and no purchase afterwards."),
    ),
    _count(
        "tn",
        "未预警未流失",
        "Neither",
        Text("没有预警，之后又购买。", "Not warned of, and bought again."),
    ),
    _rate(
        "precision",
        "准确率",
        "Precision",
        Text("预警的客户里真正流失的比例。", "Of those warned of, the share that was gone."),
    ),
    _rate(
        "recall",
        "查全率",
        "Recall",
        Text("流失的客户里事先预警的比例。", "Of those gone, the share that was warned of."),
    ),
    _rate(
        "base_rate",
        "平均流失率",
        "Base rate",
        Text("不看预警，全部客户里流失的比例。", "Of all, the share that was gone."),
    ),
    ColumnSpec(
        "lift",
        Text("提升倍数", "Lift"),
        "number",
        "result",
        Text(
            "准确率 ÷ 平均流失率；1 等于随便挑人。",
            "Precision / base rate; 1 is no better than luck.",
        ),
        width=11,
        number_format="0.00",
    ),
    ColumnSpec(
        "backtest_note",
        Text("回测说明", "Back-test note"),
        "text",
        "result",
        Text("数据不够时说明原因。", "Why figures are missing or thin."),
        width=44,
    ),
)
