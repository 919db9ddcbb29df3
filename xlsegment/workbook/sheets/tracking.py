"""策略执行与效果: the state of every strategy, what came of it, and its progress in time."""

from __future__ import annotations

from collections.abc import Sequence

from xlsegment.core.alone import ALONE
from xlsegment.core.presets import CORE_LOYAL, SLEEPING
from xlsegment.core.strategies import strategy_for
from xlsegment.core.track_metrics import TRACK_METRICS
from xlsegment.core.track_words import VERDICT_TEXT
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
from xlsegment.workbook.param_values import NO, YES
from xlsegment.workbook.sheets.lists import BLUE, RED, YELLOW
from xlsegment.workbook.sheets.track_results import RESULTS
from xlsegment.workbook.sheets.unit_looks import VALUES

#: States that may be chosen; others may be typed.
STATES = (
    Text("未开始", "Not started"),
    Text("进行中", "Running"),
    Text("优惠券已发放", "Coupons sent"),
    Text("回访已完成", "Calls done"),
    Text("已完成", "Done"),
    Text("已暂停", "Paused"),
)
_NAMES = {metric.key: metric.name for metric in TRACK_METRICS}
#: The targets that the method's own description gives.
_GIVEN = (
    (CORE_LOYAL.segment_id, "repurchase_rise", 0.10),
    (CORE_LOYAL.segment_id, "order_value_rise", 0.15),
    (SLEEPING.segment_id, "activation", 0.20),
    (SLEEPING.segment_id, "again_30", 0.08),
)


INPUTS = (
    ColumnSpec(
        "track_segment",
        Text("客户群体", "Segment"),
        "text",
        "input",
        Text(
            "策略面向的客户群体，须与分层规则中的名称一致；填“全部”即所有买过的客户。",
            "The segment it is meant for, named as in the rules; All: everybody who has bought.",
        ),
        aliases=("跟踪群体", "目标群体", "tracked segment"),
        example=CORE_LOYAL.name,
        width=20,
        required=True,
    ),
    ColumnSpec(
        "track_strategy",
        Text("策略", "Strategy"),
        "text",
        "input",
        Text("做了什么。", "What is done."),
        aliases=("策略名称", "执行策略", "strategy name"),
        example=Text("回归专享100元券", "100 off for coming back"),
        width=26,
        wrap=True,
    ),
    ColumnSpec(
        "track_state",
        Text("执行状态", "Progress state"),
        "text",
        "input",
        Text(
            "可选：未开始、进行中、优惠券已发放、回访已完成、已完成、已暂停，也可自己写。",
            "Not started, running, coupons sent, calls done, done, paused, or your own words.",
        ),
        aliases=("策略状态", "execution state"),
        example=STATES[2],
        width=16,
        validation=Validation("list", choices=STATES, stop=False),
    ),
    ColumnSpec(
        "track_start",
        Text("开始日期", "Start"),
        "date",
        "input",
        Text(
            "策略开始的那一天；群体按前一天的数据确定。",
            "Its first day; the segment is taken as of the day before.",
        ),
        aliases=("策略开始日期", "start date"),
        example="2025-06-01",
        width=13,
        entry="date",
    ),
    ColumnSpec(
        "track_end",
        Text("结束日期", "End"),
        "date",
        "input",
        Text(
            "最后一天；空白表示还在进行，看到分析基准日为止。",
            "Its last day; blank means still running, looked at up to the analysis date.",
        ),
        aliases=("策略结束日期", "end date"),
        example="2025-06-30",
        width=13,
        entry="date",
    ),
    ColumnSpec(
        "track_metric",
        Text("目标指标", "Target metric"),
        "text",
        "input",
        Text(
            "“提升、增长”与开始前同样长的一段比较；“率”看达到多少；金额不减退款。",
            "“… up” compares with as many days before the start; a rate is what it reaches; "
            "money is without deducting returns.",
        ),
        aliases=("效果指标", "考核指标", "target measure"),
        example=_NAMES["repurchase_rise"],
        width=18,
        validation=Validation(
            "list", choices=tuple(metric.name for metric in TRACK_METRICS), stop=False
        ),
        required=True,
    ),
    ColumnSpec(
        "track_target",
        Text("目标值", "Target"),
        "rate",
        "input",
        Text(
            "要达到的百分比，请连同 % 输入，如 10%。",
            "The percentage to reach; type it with its %, such as 10%.",
        ),
        aliases=("目标", "target value"),
        example="10%",
        width=11,
    ),
    ColumnSpec(
        "track_chart",
        Text("看进度", "Show progress"),
        "text",
        "input",
        Text(
            "选“是”的那一行显示在“策略进度”表里；都不选时取第一个已开始的。",
            "The row with Yes is shown on the sheet Progress; else the first that has begun.",
        ),
        aliases=("显示进度", "in chart"),
        example=YES,
        width=10,
        validation=Validation("list", choices=(YES, NO), stop=False),
    ),
)
COLUMNS = (*INPUTS, *RESULTS)


def tracking_rows(lang: Lang) -> Sequence[Row]:
    """Return the strategies with the targets that the method's description gives."""
    return [
        {
            "track_segment": strategy_for(segment).name.in_(lang),
            "track_strategy": strategy_for(segment).direction.in_(lang),
            "track_state": STATES[0].in_(lang),
            "track_metric": _NAMES[metric].in_(lang),
            "track_target": target,
        }
        for segment, metric, target in _GIVEN
    ]


TRACKING = SheetSpec(
    key="tracking",
    title=ALONE["tracking"],
    area="track",
    heading=Text("策略执行与效果", "Strategies and what came of them"),
    caution=Text(
        "没有对照组的前后对比是非因果的；至少观察 3–7 天再下结论。",
        "Before and after without a control group proves no cause; watch at least 3–7 days.",
    ),
    tables=(
        TableSpec(
            key="tracking",
            name=Text("策略跟踪表", "Tracking"),
            columns=COLUMNS,
            rows=tracking_rows,
            min_lines=3,
            tall_rows=16,
            note=Text(
                "每个策略的一个目标一行；结果列由刷新填写。",
                "One row per target of a strategy; refresh fills the results.",
            ),
            later=True,
            fed=True,
        ),
    ),
    formats=(
        LevelFormat("tracking", ("track_reached",), (VERDICT_TEXT["reached"],), BLUE),
        LevelFormat("tracking", ("track_reached",), (VERDICT_TEXT["open"],), YELLOW),
        LevelFormat("tracking", ("track_reached",), (VERDICT_TEXT["missed"],), RED),
        UnitFormat(
            "tracking", ("track_before", "track_now", "track_control_now"), "track_unit", VALUES
        ),
    ),
    freeze="C5",
)
