"""分层标准 on the parameter sheet: which criteria make a tier, their weights and cuts."""

from __future__ import annotations

from collections.abc import Sequence

from xlsegment.core.tiers.criteria import BETTER_TEXT
from xlsegment.core.tiers.standards import CRITERION_HEADERS, default_rows
from xlsegment.text import Lang, Text
from xlsegment.workbook.declare import ColumnSpec, Row, TableSpec, Validation

COLUMNS = (
    ColumnSpec(
        "criterion",
        Text("标准", "Criterion"),
        "text",
        "input",
        Text(
            "内置的标准，或客户基础信息表中任何一列的表头(数值列，或有“取值得分”的列)。可增删行。",
            "A built-in criterion, or the header of any column of the customer table (numbers, or "
            "values with points). Add or delete rows.",
        ),
        aliases=("分层标准", "评分标准", "tier criterion"),
        example=Text("购买金额", "Purchase amount"),
        width=20,
        required=True,
    ),
    ColumnSpec(
        "weight",
        CRITERION_HEADERS["weight"],
        "number",
        "input",
        Text(
            "占总分的份量；只看相互比例，0 或空白为不计。",
            "Its part of the score; only proportions matter, 0 or blank leaves it out.",
        ),
        aliases=("权重", "weight"),
        example="20",
        width=11,
        required=True,
    ),
    ColumnSpec(
        "better",
        CRITERION_HEADERS["better"],
        "text",
        "input",
        Text("数值大的得分高，还是小的得分高。", "Whether more or less of it scores higher."),
        aliases=("评分方向", "direction"),
        example=BETTER_TEXT["high"],
        width=16,
        validation=Validation("list", choices=tuple(BETTER_TEXT.values())),
    ),
    ColumnSpec(
        "cut3",
        CRITERION_HEADERS["cut3"],
        "number",
        "input",
        Text(
            "达到(含)此值得 3 分；与下一列都空白时按本工作簿客户三等分，界限见分层管理表右侧。",
            "From this value on 3 points; with the next column blank, too: thirds of this "
            "workbook's customers, printed on the tier sheet.",
        ),
        aliases=("3分界限", "cut 3"),
        width=13,
    ),
    ColumnSpec(
        "cut2",
        CRITERION_HEADERS["cut2"],
        "number",
        "input",
        Text("达到(含)此值得 2 分，否则 1 分。", "From this value on 2 points, otherwise 1."),
        aliases=("2分界限", "cut 2"),
        width=13,
    ),
    ColumnSpec(
        "value_scores",
        CRITERION_HEADERS["value_scores"],
        "text",
        "input",
        Text(
            "文字的分数：高=3；中=2；低=1。单元格等于它，或以它开头再接标点，都算。",
            "Points of texts: High=3; Mid=2; Low=1. The cell is that text or begins with it.",
        ),
        aliases=("值得分", "points of value"),
        example=Text("高=3；中=2；低=1", "High=3; Mid=2; Low=1"),
        width=26,
    ),
    ColumnSpec(
        "criterion_note",
        Text("标准说明", "What it measures"),
        "text",
        "optional",
        Text("量什么、单位是什么；只供阅读，可改写。", "What and in which unit; only to be read."),
        aliases=("标准含义", "criterion note"),
        width=64,
    ),
)


def _rows(lang: Lang) -> Sequence[Row]:
    return default_rows(lang)


def tier_criteria(first_col: int) -> TableSpec:
    """Return the table, standing from a sheet column on."""
    return TableSpec(
        key="tier_criteria",
        name=Text("分层标准", "TierCriteria"),
        columns=COLUMNS,
        first_col=first_col,
        rows=_rows,
        note=Text(
            "客户层级的评分标准：每条 1–3 分，按权重合计；缺数据的标准不计。",
            "How tiers are scored: 1-3 points each, weighted; what is unknown is left out.",
        ),
        later=True,
        fed=True,
    )
