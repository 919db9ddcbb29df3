"""客户行为分析表: visits and purchase rhythm per customer."""

from __future__ import annotations

from xlsegment.core.alone import ALONE
from xlsegment.text import Text
from xlsegment.workbook.declare import ColumnSpec, SheetSpec, TableSpec
from xlsegment.workbook.sheets.lists import CUSTOMER_ID

COLUMNS = (
    CUSTOMER_ID,
    ColumnSpec(
        "browse_minutes",
        Text("浏览时长(分钟/月)", "Browsing (minutes/month)"),
        "number",
        "input",
        Text(
            "每月浏览分钟数，来自网站或小程序后台。", "Minutes per month from the shop's back end."
        ),
        aliases=("浏览时长", "月浏览时长", "月均浏览时长", "browsing minutes", "browse minutes"),
        example="120",
        width=19,
        entry="amount",
    ),
    ColumnSpec(
        "clicks",
        Text("点击次数(次/月)", "Clicks (per month)"),
        "count",
        "input",
        Text("每月点击次数。", "Clicks per month."),
        aliases=("点击次数", "点击量", "月点击次数", "月均点击次数", "clicks"),
        example="15",
        width=17,
        entry="count",
    ),
    ColumnSpec(
        "quarterly_orders",
        Text("购买频次(次/季度)", "Orders (per quarter)"),
        "count",
        "result",
        Text(
            "分析基准日之前 90 天内的订单数；没有订单明细时可直接填写。",
            "Orders in the 90 days up to the analysis date; without orders, type it here.",
        ),
        aliases=("购买频次", "季度购买频次", "季度订单数", "quarterly orders"),
        example="3",
        width=19,
    ),
    ColumnSpec(
        "repurchase_days",
        Text("复购周期(天)", "Repurchase cycle (days)"),
        "number",
        "result",
        Text(
            "(最后购买日 - 首次购买日)÷(购买天数 - 1)；只买过一次的留空并说明。",
            "(last - first purchase day) / (purchase days - 1); blank, with the reason, "
            "after one purchase.",
        ),
        aliases=("复购周期", "复购周期天数", "购买周期", "repurchase cycle", "repurchase days"),
        example="45",
        width=15,
        number_format="#,##0.0",
    ),
    ColumnSpec(
        "behaviour_tags",
        Text("行为标签", "Behaviour tags"),
        "tags",
        "editable",
        Text(
            "按“参数”中的行为阈值给出；您加的标签保留。",
            "Given by the behaviour thresholds under Parameters; tags you add stay.",
        ),
        aliases=("行为特征标签", "behavior tags"),
        example=Text("高活跃,高复购", "Highly active,Frequent repurchase"),
        width=26,
    ),
    ColumnSpec(
        "repurchase_note",
        Text("复购周期说明", "Repurchase note"),
        "text",
        "result",
        Text("复购周期为空的原因。", "Why the repurchase cycle is blank."),
        aliases=("周期说明",),
        width=36,
    ),
    ColumnSpec(
        "previous_browse_minutes",
        Text("上期浏览时长(分钟/月)", "Earlier browsing (min/month)"),
        "number",
        "optional",
        Text(
            "上一期每月浏览分钟数；与本期相比大幅下降的客户进入流失预警。",
            "Minutes per month in the period before; a large fall raises the churn warning.",
        ),
        aliases=("上期浏览时长", "上月浏览时长", "previous browsing", "browsing before"),
        example="150",
        width=19,
        entry="amount",
    ),
    ColumnSpec(
        "previous_clicks",
        Text("上期点击次数(次/月)", "Earlier clicks (per month)"),
        "count",
        "optional",
        Text(
            "上一期每月点击次数；用法同上期浏览时长。",
            "Clicks per month in the period before; used likewise.",
        ),
        aliases=("上期点击次数", "上月点击次数", "previous clicks", "clicks before"),
        example="20",
        width=17,
        entry="count",
    ),
)

BEHAVIOUR = SheetSpec(
    key="behaviour",
    title=ALONE["behaviour"],
    area="input",
    heading=Text("客户行为分析表", "Behaviour analysis"),
    caution=Text(
        "指标少而精：只留与目标有关的；单月的起伏不足以下结论。",
        "Few metrics that fit the goal; one month's swing is no basis for a conclusion.",
    ),
    tables=(
        TableSpec(
            key="behaviour",
            name=Text("行为表", "Behaviour"),
            columns=COLUMNS,
            note=Text(
                "每位客户一行；浏览与点击您填写，购买频次与复购周期由订单计算。",
                "One row per customer; you give browsing and clicks, orders give the rest.",
            ),
        ),
    ),
    personal=True,
)
