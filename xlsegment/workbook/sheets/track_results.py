"""What refresh fills into 策略执行与效果."""

from __future__ import annotations

from xlsegment.text import Text
from xlsegment.workbook.declare import ColumnSpec
from xlsegment.workbook.sheets.unit_looks import CHANGE_SHARE, unit_column

_CHANGE = "+#,##0.0;-#,##0.0;0.0"


def _figure(
    key: str,
    zh: str,
    en: str,
    note: Text,
    aliases: tuple[str, ...] = (),
    number_format: str = "0.00",
) -> ColumnSpec:
    return ColumnSpec(
        key,
        Text(zh, en),
        "number",
        "result",
        note,
        aliases=aliases,
        width=13,
        number_format=number_format,
    )


RESULTS = (
    ColumnSpec(
        "track_customers",
        Text("群体人数", "Customers followed"),
        "count",
        "result",
        Text(
            "开始前一天属于该群体的客户数，不含对照组。",
            "Customers in the segment the day before the start, without the control group.",
        ),
        width=12,
    ),
    _figure(
        "track_before",
        "基线",
        "Before",
        Text(
            "开始前同样长的一段；看那段时间之前按同一规则属于该群体的客户。",
            "As many days before the start, of those who were in the segment before them by the "
            "same rule.",
        ),
        aliases=("策略前", "baseline"),
    ),
    _figure(
        "track_now",
        "当前",
        "After",
        Text(
            "开始以来(到结束日期或分析基准日)。",
            "Since the start, up to the end or the analysis date.",
        ),
        aliases=("策略后", "after start"),
    ),
    unit_column("track_unit"),
    _figure(
        "track_points",
        "变化(百分点)",
        "Change (points)",
        Text(
            "当前 − 基线；比率是百分点，金额是元，次数是次。",
            "After less before; points for rates, CNY for amounts.",
        ),
        aliases=("变化百分点", "change in points"),
        number_format=_CHANGE,
    ),
    ColumnSpec(
        "track_share",
        Text("相对变化(%)", "Change (%)"),
        "rate",
        "result",
        Text("(当前 − 基线) ÷ 基线，相对变化。", "(After − before) / before."),
        aliases=("变化率", "变化幅度", "change rate"),
        width=11,
        number_format=CHANGE_SHARE,
    ),
    ColumnSpec(
        "track_reached",
        Text("是否达成", "Target reached"),
        "text",
        "result",
        Text(
            "达成、未达成，或进行中(还没达到且尚未结束，或前后对比不足 7 天)。",
            "Reached, not reached, or running (not yet there, or a rise over less than 7 days).",
        ),
        aliases=("达成情况", "reached"),
        width=14,
    ),
    ColumnSpec(
        "track_control",
        Text("对照人数", "Control customers"),
        "count",
        "result",
        Text(
            "同一群体中“对照组”一列(客户基础信息表)为“是”或写着本策略的客户数。",
            "Customers of the segment whose column Control group says Yes or names this strategy.",
        ),
        width=12,
    ),
    _figure(
        "track_control_now",
        "对照组当前",
        "Control after",
        Text("对照组同期的数值。", "The control group in the same days."),
    ),
    _figure(
        "track_effect",
        "与对照之差",
        "Against control",
        Text(
            "当前 − 对照组当前；比率是百分点。",
            "After less the control group's; points for rates.",
        ),
        number_format=_CHANGE,
    ),
    _figure(
        "track_low",
        "差的95%下限",
        "Low 95%",
        Text(
            "95% 置信区间的下限(比率用 Newcombe 法，均值用 Welch 法)。",
            "Lower end of the 95 % confidence interval (Newcombe for rates, Welch for means).",
        ),
        number_format=_CHANGE,
    ),
    _figure(
        "track_high",
        "差的95%上限",
        "High 95%",
        Text("95% 置信区间的上限。", "Upper end of the 95 % confidence interval."),
        number_format=_CHANGE,
    ),
    _figure(
        "track_did",
        "双重差分",
        "Diff in diff",
        Text(
            "同一批客户前后变化，减去对照组同一批客户的前后变化。",
            "The change of the same customers less that of the control group's.",
        ),
        number_format=_CHANGE,
    ),
    ColumnSpec(
        "track_conclusion",
        Text("结论", "Conclusion"),
        "text",
        "result",
        Text(
            "没有对照组时标明“非因果”；有对照组时给出差异与置信区间；样本少、时间短会提醒。",
            "Without a control group marked as not causal; with one the difference and its "
            "interval; few customers and short times carry a caution.",
        ),
        width=66,
        wrap=True,
    ),
    ColumnSpec(
        "track_check",
        Text("复查建议", "Check again"),
        "text",
        "result",
        Text(
            "没有达成时，建议先复查什么。",
            "What to look at again where the target was missed.",
        ),
        width=48,
        wrap=True,
    ),
)
