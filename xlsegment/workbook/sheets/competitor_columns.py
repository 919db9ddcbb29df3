"""Columns of the tables of 竞品客户."""

from __future__ import annotations

from dataclasses import replace

from xlsegment.text import Text
from xlsegment.workbook.declare import ColumnSpec, Kind, Validation

#: What most surveys tell; a column of one's own in 客户基础信息表 is one more.
SUGGESTED = (
    Text("性别", "Sex"),
    Text("年龄段", "Age band"),
    Text("省份", "Province"),
    Text("城市", "City"),
    Text("行业", "Industry"),
    Text("消费层级", "Spend level"),
    Text("渠道", "Channel"),
    Text("商品品类", "Category"),
)
STRONGER, WEAKER, ALIKE = (
    Text("我方更多", "More of ours"),
    Text("我方更少", "Fewer of ours"),
    Text("接近", "Alike"),
)
#: Differences told in words and shown in the chart.
TOLD = 8

_COMPETITOR = ColumnSpec(
    "competitor",
    Text("竞品", "Competitor"),
    "text",
    "optional",
    Text(
        "竞品的名称；只有一家时可以留空。", "The competitor's name; may be blank if there is one."
    ),
    aliases=("竞品名称", "竞争对手", "竞品品牌", "competitor name"),
    example=Text("甲品牌", "Brand A"),
    width=14,
)
INPUT = (
    _COMPETITOR,
    ColumnSpec(
        "dimension",
        Text("维度", "Dimension"),
        "text",
        "input",
        Text(
            "比什么：性别、年龄段、省份、城市、行业、消费层级、渠道、商品品类…，"
            "或客户基础信息表里您自己加的列名。",
            "What is compared: sex, age band, city, channel … or the header of your own column "
            "in Customer base info.",
        ),
        aliases=("对比维度", "画像维度", "profile dimension"),
        example=Text("年龄段", "Age band"),
        width=14,
        required=True,
        validation=Validation("list", choices=SUGGESTED, stop=False),
    ),
    ColumnSpec(
        "dimension_value",
        Text("取值", "Value"),
        "text",
        "input",
        Text(
            "这个维度的一项，如 女、25–34岁、45岁以上、杭州、高。",
            "One value of it, such as Female, 25–34, 45 and over, Hangzhou, High.",
        ),
        aliases=("选项", "分组", "维度取值", "option"),
        example=Text("25–34岁", "25–34"),
        width=18,
        required=True,
    ),
    ColumnSpec(
        "their_share",
        Text("竞品占比", "Their share"),
        "rate",
        "input",
        Text(
            "竞品客户中属于这一项的比例，来自调研或报告；同一维度合计应为 100%。",
            "Share of their customers, from surveys or reports; of one dimension they sum to 100%.",
        ),
        aliases=("占比", "竞品比例", "share", "competitor share"),
        example="35%",
        width=11,
        validation=Validation("decimal", "between", low="0", high="1", stop=False),
    ),
    ColumnSpec(
        "their_count",
        Text("竞品人数", "Their number"),
        "count",
        "optional",
        Text(
            "没有占比时填人数，占比由此算出。",
            "Where no share is known: people; it gives the share.",
        ),
        aliases=("人数", "样本数", "respondents", "sample size"),
        example="350",
        width=11,
        entry="count",
    ),
    ColumnSpec(
        "their_source",
        Text("数据出处", "Where from"),
        "text",
        "optional",
        Text("调研、报告的名称和时间，便于日后核对。", "Name and date of the survey or report."),
        aliases=("出处", "资料来源", "reference"),
        example=Text("2025 年行业调研", "Survey of 2025"),
        width=22,
    ),
)


def _result(
    key: str, header: Text, kind: Kind, note: Text, width: float, look: str = ""
) -> ColumnSpec:
    return ColumnSpec(key, header, kind, "result", note, width=width, number_format=look)


_AGAINST = Text("对比竞品", "Against")
_OURS = Text("我方占比", "Our share")
_THEIRS = Text("对方占比", "Share of theirs")
_POINTS = Text("差距(百分点)", "Gap (points)")
GAPS = (
    replace(
        _result("gap_competitor", _AGAINST, "text", Text("竞品名称。", "The competitor."), 14),
        required=True,
    ),
    _result("gap_dimension", Text("对比维度", "Compared by"), "text", Text("维度。", "What."), 13),
    replace(
        _result(
            "gap_value",
            Text("对比项", "Compared value"),
            "text",
            Text(
                "维度的一项；竞品没有列出的合为一行。",
                "One value; what they do not list is one row.",
            ),
            20,
        ),
        required=True,
    ),
    _result(
        "our_count",
        Text("我方人数", "Our number"),
        "count",
        Text("本工作簿中属于这一项的客户数。", "Customers of this workbook who have it."),
        10,
    ),
    _result(
        "our_share",
        _OURS,
        "rate",
        Text(
            "我方人数 ÷ 该维度有数据的客户数；没填的客户不算在内。",
            "Our number / customers of whom it is known.",
        ),
        10,
    ),
    _result(
        "gap_share", _THEIRS, "rate", Text("左表的竞品占比。", "Their share, on the left."), 10
    ),
    _result(
        "gap_index",
        Text("指数", "Index"),
        "number",
        Text(
            "我方占比 ÷ 竞品占比 × 100；100 为一样多，竞品为 0 时留空。",
            "Our share / theirs x 100; 100 is alike, blank where they have none.",
        ),
        9,
        "0",
    ),
    _result(
        "gap_points",
        _POINTS,
        "number",
        Text("我方占比 - 竞品占比，按百分点。", "Our share less theirs, in percentage points."),
        11,
        "+0.0;-0.0;0.0",
    ),
    _result(
        "gap_verdict",
        Text("差距判断", "Verdict"),
        "text",
        Text(
            "差距不到 5 个百分点算接近；两边口径不同时只作线索。",
            "Under 5 points counts as alike; where surveys differ it is a hint only.",
        ),
        13,
    ),
    replace(
        _result(
            "gap_note",
            Text("对比说明", "Remark"),
            "text",
            Text("为什么没有数，或人数太少的提醒。", "Why a figure is blank; too few people."),
            30,
        ),
        wrap=True,
    ),
    ColumnSpec(
        "gap_response",
        Text("应对想法", "Our response"),
        "text",
        "optional",
        Text("您写的应对办法，刷新时跟着这一项走。", "What you plan; it goes with its value."),
        aliases=("应对措施", "our plan"),
        width=30,
        wrap=True,
    ),
)
TOP = (
    replace(
        _result(
            "told_value",
            Text("差异项", "Difference"),
            "text",
            Text("差距最大的几项。", "The largest differences."),
            28,
        ),
        required=True,
        wrap=True,
    ),
    _result("told_ours", Text("我方", "Ours"), "rate", Text("我方占比。", "Our share."), 9),
    _result("told_theirs", Text("竞品方", "Theirs"), "rate", Text("竞品占比。", "Their share."), 9),
    replace(
        _result(
            "told_sentence",
            Text("差异结论", "In words"),
            "text",
            Text("用一句话说明差在哪里。", "What the difference is, in a sentence."),
            64,
        ),
        wrap=True,
    ),
)
