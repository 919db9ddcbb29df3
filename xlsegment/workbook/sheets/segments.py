"""客户细分结果表: one row per segment, and the cut points in force beside it."""

from __future__ import annotations

from xlsegment.text import Text
from xlsegment.workbook.declare import ColumnSpec, ScaleFormat, SheetSpec, TableSpec
from xlsegment.workbook.sheets.preset_rows import segment_rows

COLUMNS = (
    ColumnSpec(
        "segment_id",
        Text("客户群体ID", "Segment ID"),
        "id",
        "result",
        Text("群体编号，来自分层规则。", "The segment's number from the rules."),
        aliases=("群体ID", "群体编号", "客户群体编号", "segment no"),
        example="A001",
        width=13,
    ),
    ColumnSpec(
        "segment",
        Text("客户群体名称", "Segment name"),
        "text",
        "result",
        Text("群体名称，来自分层规则或八类、十一类。", "Its name, from the rules or class map."),
        aliases=("客户群体", "群体名称", "群体", "segment"),
        example=Text("核心忠诚客户", "Core loyal"),
        width=20,
        required=True,
    ),
    ColumnSpec(
        "dimensions",
        Text("细分维度组合", "Dimensions"),
        "text",
        "result",
        Text("该群体的规则，写成文字。", "The rule in words."),
        aliases=("维度组合", "细分维度", "分群规则", "rule"),
        example=Text("R≤30天, F≥5次, M≥2000元", "R≤30 days, F≥5, M≥2000 CNY"),
        width=36,
        wrap=True,
    ),
    ColumnSpec(
        "features",
        Text("核心特征描述", "Key features"),
        "text",
        "editable",
        Text("群体特征；您改写的内容保留。", "What marks the segment; your own text stays."),
        aliases=("核心特征", "特征描述", "群体特征", "features"),
        example=Text(
            "高频次、高消费、稳定复购，转介绍意愿强", "Buys often, spends much, comes back steadily"
        ),
        width=48,
        wrap=True,
    ),
    ColumnSpec(
        "customers",
        Text("客户数量(人)", "Customers (people)"),
        "count",
        "result",
        Text("归入该群体的客户数。", "Customers in the segment."),
        aliases=("客户数量", "客户数", "人数", "customers", "customer count"),
        example="1200",
        width=14,
    ),
    ColumnSpec(
        "share",
        Text("占比(%)", "Share (%)"),
        "rate",
        "result",
        Text("客户数量 ÷ 全部客户。", "Customers / all customers."),
        aliases=("占比", "客户占比", "share"),
        example="15.0%",
        width=11,
    ),
    ColumnSpec(
        "keywords",
        Text("策略建议关键词", "Strategy keywords"),
        "text",
        "editable",
        Text("策略关键词；您改写的内容保留。", "Strategy in keywords; your own text stays."),
        aliases=("策略关键词", "关键词", "keywords"),
        example=Text("专属权益、新品优先、深度服务绑定", "Exclusive benefits, new products first"),
        width=46,
        wrap=True,
    ),
    ColumnSpec(
        "owner",
        Text("负责人", "Owner"),
        "text",
        "editable",
        Text("该群体的负责人；您填写的内容保留。", "Who looks after it; your entry stays."),
        aliases=("责任人", "跟进人", "person in charge", "responsible"),
        example=Text("*经理", "*Manager"),
        width=24,
    ),
    ColumnSpec(
        "monetary",
        Text("期内消费合计", "Spend in window"),
        "money",
        "result",
        Text("群体在统计窗口内的净消费。", "The segment's net spend inside the window."),
        aliases=("消费合计", "期内消费", "total monetary"),
        width=17,
    ),
    ColumnSpec(
        "monetary_share",
        Text("消费占比", "Share of spend"),
        "rate",
        "result",
        Text(
            "群体的期内消费 ÷ 全部客户的期内消费。",
            "The segment's net spend in the window / that of all customers.",
        ),
        aliases=("金额占比", "monetary share"),
        width=13,
    ),
)

CUTS = (
    ColumnSpec(
        "metric",
        Text("指标", "Metric"),
        "text",
        "result",
        Text("R、F 或 M。", "R, F or M."),
        aliases=("维度",),
        example="R",
        width=22,
    ),
    ColumnSpec(
        "method",
        Text("方法", "Method"),
        "text",
        "result",
        Text(
            "切点的来历：固定、均值、中位数、分位数。",
            "Where the cuts come from: fixed, mean, median or quantiles.",
        ),
        aliases=("切点方法",),
        example=Text("分位数", "Quantiles"),
        width=30,
    ),
    ColumnSpec(
        "cut_values",
        Text("切点", "Cut values"),
        "text",
        "result",
        Text(
            "本次刷新使用的全部切点，从小到大，显示到两位小数。",
            "Every cut used by this refresh, ascending, shown to two decimals.",
        ),
        aliases=("切点值", "cuts"),
        example="30, 90",
        width=34,
        wrap=True,
    ),
)

SEGMENTS = SheetSpec(
    key="segments",
    title=Text("客户细分结果表", "Segment result"),
    area="output",
    heading=Text("客户细分结果表", "Segment result"),
    caution=Text(
        "群体以 3–6 个为宜，超过 10 个难以执行；不要只凭单一维度(如地域)细分。",
        "3–6 segments work best, more than 10 are hard to run; never segment by one "
        "dimension alone (e.g. region).",
    ),
    tables=(
        TableSpec(
            key="segments",
            name=Text("细分结果表", "SegmentResult"),
            columns=COLUMNS,
            rows=segment_rows,
            note=Text(
                "每个群体一行；人数、占比由刷新计算，描述、关键词、负责人您可改写。",
                "One row per segment; refresh counts, you may rewrite the texts and owners.",
            ),
        ),
        TableSpec(
            key="cuts",
            name=Text("切点表", "CutPoints"),
            columns=CUTS,
            first_col=12,
            note=Text(
                "本次刷新实际使用的切点，可照此复算。",
                "The cut points this refresh used, so that anyone can recompute it.",
            ),
        ),
    ),
    formats=(ScaleFormat("segments", ("share", "monetary_share"), "bar"),),
    freeze="C5",
)
