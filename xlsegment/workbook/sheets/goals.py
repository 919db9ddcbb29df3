"""分析目标: goals, what each is measured by, how far it is to go."""

from __future__ import annotations

from collections.abc import Sequence

from xlsegment.core.alone import ALONE
from xlsegment.core.goal_metrics import BETTER_TEXT, DOMAIN_TEXT, GOAL_METRICS
from xlsegment.core.goals import STATE_TEXT
from xlsegment.core.units import UNIT_TEXT
from xlsegment.text import Lang, Text
from xlsegment.workbook.declare import (
    ColumnSpec,
    LevelFormat,
    Row,
    SheetSpec,
    TableSpec,
    UnitFormat,
    Validation,
)
from xlsegment.workbook.sheets.lists import BLUE, RED, YELLOW
from xlsegment.workbook.sheets.unit_looks import CHANGE_SHARE, CHANGES, VALUES, unit_column

ALL = Text("全部", "All")

_REPURCHASE = Text("提升Q3复购率10%", "Repurchase rate of Q3 up by 10%")
_LEADS = Text("提升线索转化率", "More leads that convert")
#: The goals that the method's own description gives, split into what can be measured.
_GIVEN = (
    (_REPURCHASE, "repurchase"),
    (_REPURCHASE, "frequency"),
    (_REPURCHASE, "order_value"),
    (_REPURCHASE, "kinds"),
    (_LEADS, "lead_valid"),
    (_LEADS, "lead_response"),
    (_LEADS, "lead_match"),
)
_NAMES = {metric.key: metric.name for metric in GOAL_METRICS}

COLUMNS = (
    ColumnSpec(
        "goal",
        Text("目标", "Goal"),
        "text",
        "input",
        Text(
            "要解决的业务问题；一个目标可拆成几行，每行一个指标。",
            "The business problem to solve; a goal may take several rows, one per metric.",
        ),
        aliases=("分析目标", "业务目标", "核心目标", "objective"),
        example=_REPURCHASE,
        width=26,
        wrap=True,
        required=True,
    ),
    ColumnSpec(
        "metric",
        Text("衡量指标", "Measured by"),
        "text",
        "input",
        Text(
            "从右边的指标目录中选择；指标少而切题最好。",
            "Choose from the list of metrics on the right; few that fit the goal are best.",
        ),
        aliases=("指标", "分析维度", "衡量维度", "kpi"),
        example=Text("复购率", "Repurchase rate"),
        width=22,
        validation=Validation("list", source="goal_metrics", stop=False),
        required=True,
    ),
    ColumnSpec(
        "goal_scope",
        Text("范围", "Scope"),
        "text",
        "input",
        Text(
            "全部，或一个客户群体、活动名称、线索来源的名称；空白即全部。",
            "All, or the name of a segment, a campaign or a source of leads; blank means all.",
        ),
        aliases=("客户范围", "适用范围", "统计范围"),
        example=ALL,
        width=18,
    ),
    ColumnSpec(
        "goal_value",
        Text("当前值", "Current value"),
        "number",
        "result",
        Text("按工作簿里的数据算出的现值。", "Computed from this workbook."),
        aliases=("现值", "目前值", "current"),
        example="12.5%",
        width=13,
        number_format="0.00",
    ),
    ColumnSpec(
        "goal_target",
        Text("目标值", "Target"),
        "number",
        "input",
        Text(
            "要达到的数值；百分比请连同 % 输入，如 15%。",
            "The value to reach; type percentages with their %, such as 15%.",
        ),
        aliases=("目标数值", "目标水平", "target value"),
        example="15%",
        width=13,
        number_format="General",
    ),
    unit_column("goal_unit"),
    ColumnSpec(
        "goal_gap",
        Text("差距", "Gap"),
        "number",
        "result",
        Text(
            "当前值 − 目标值，负数表示低于目标；百分比指标的差距是百分点。",
            "Current value less target, negative is below it; of percentages in points.",
        ),
        aliases=("与目标差距", "difference"),
        example="-2.5%",
        width=12,
        number_format="+0.00;-0.00;0.00",
    ),
    ColumnSpec(
        "goal_gap_share",
        Text("相对差距(%)", "Relative gap (%)"),
        "rate",
        "result",
        Text("差距 ÷ 目标值。", "Gap / target."),
        aliases=("差距占比", "差距率", "gap share"),
        example="-16.7%",
        width=11,
        number_format=CHANGE_SHARE,
    ),
    ColumnSpec(
        "goal_state",
        Text("状态", "State"),
        "text",
        "result",
        Text(
            "达成、接近(范围见参数)、未达成；越低越好的指标反过来判断。",
            "Reached, close (see the parameter), not reached; judged the other way round where "
            "lower is better.",
        ),
        aliases=("目标状态", "达成状态", "goal state"),
        example=STATE_TEXT["close"],
        width=14,
    ),
    ColumnSpec(
        "goal_due",
        Text("截止日期", "Due"),
        "date",
        "input",
        Text("希望在哪天之前达到。", "By when it should be reached."),
        aliases=("目标日期", "完成期限", "deadline"),
        example="2025-09-30",
        width=13,
        entry="date",
    ),
    ColumnSpec(
        "goal_owner",
        Text("负责人", "Owner"),
        "text",
        "input",
        Text("谁负责这个目标。", "Who is responsible."),
        aliases=("责任人", "person in charge"),
        example=Text("*运营专员", "*Operations"),
        width=18,
    ),
    ColumnSpec(
        "goal_note",
        Text("说明", "Note"),
        "text",
        "result",
        Text(
            "指标怎样计算；没有数值时说明原因。",
            "How it is computed; where there is no figure, the reason.",
        ),
        aliases=("计算说明", "goal note"),
        width=62,
        wrap=True,
    ),
)
METRIC_COLUMNS = (
    ColumnSpec(
        "metric_scope",
        Text("范围可填", "Scope may be"),
        "text",
        "result",
        Text("“范围”一列可以填什么。", "What may stand under Scope."),
        width=18,
    ),
    ColumnSpec(
        "metric_name",
        Text("指标", "Metric"),
        "text",
        "result",
        Text("“衡量指标”的下拉选项。", "The choices under Measured by."),
        width=20,
    ),
    ColumnSpec(
        "metric_unit",
        Text("单位", "Unit"),
        "text",
        "result",
        Text("数值的单位。", "The unit of its values."),
        width=10,
    ),
    ColumnSpec(
        "metric_better",
        Text("方向", "Direction"),
        "text",
        "result",
        Text("越高越好，还是越低越好。", "Whether higher or lower is better."),
        width=16,
    ),
)


def goal_rows(lang: Lang) -> Sequence[Row]:
    """Return the example goals, without targets."""
    return [
        {"goal": goal.in_(lang), "metric": _NAMES[key].in_(lang), "goal_scope": ALL.in_(lang)}
        for goal, key in _GIVEN
    ]


def metric_rows(lang: Lang) -> Sequence[Row]:
    """Return the metrics that can be chosen."""
    return [
        {
            "metric_scope": DOMAIN_TEXT[metric.domain].in_(lang),
            "metric_name": metric.name.in_(lang),
            "metric_unit": UNIT_TEXT[metric.unit].in_(lang),
            "metric_better": BETTER_TEXT[metric.better].in_(lang),
        }
        for metric in GOAL_METRICS
    ]


GOALS = SheetSpec(
    key="goals",
    title=ALONE["goals"],
    area="track",
    heading=Text("分析目标", "Goals"),
    caution=Text(
        "先定业务问题，再选少数几个切题的指标；不要只看曝光量这类表面数字。",
        "State the business problem first, then choose few metrics that fit it, not just views.",
    ),
    tables=(
        TableSpec(
            key="goals",
            name=Text("目标表", "Goals"),
            columns=COLUMNS,
            rows=goal_rows,
            min_lines=2,
            tall_rows=24,
            note=Text(
                "目标拆成可衡量的指标；当前值、差距与状态由刷新填写。",
                "Goals split into metrics; refresh fills current value, gap and state.",
            ),
            later=True,
            fed=True,
        ),
        TableSpec(
            key="goal_metrics",
            name=Text("指标目录", "GoalMetrics"),
            columns=METRIC_COLUMNS,
            first_col=len(COLUMNS) + 2,
            rows=metric_rows,
            fixed_rows=len(GOAL_METRICS),
            note=Text(
                "可选的衡量指标；怎样计算见目标表的“说明”。",
                "The metrics to choose from; how each is computed stands in the goals' notes.",
            ),
            later=True,
        ),
    ),
    formats=(
        LevelFormat("goals", ("goal_state",), (STATE_TEXT["reached"],), BLUE),
        LevelFormat("goals", ("goal_state",), (STATE_TEXT["close"],), YELLOW),
        LevelFormat("goals", ("goal_state",), (STATE_TEXT["missed"],), RED),
        UnitFormat("goals", ("goal_value", "goal_target"), "goal_unit", VALUES),
        UnitFormat("goals", ("goal_gap",), "goal_unit", CHANGES),
    ),
    print_to="L",
    freeze="C5",
)
