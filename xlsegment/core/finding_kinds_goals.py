"""Codes for goals, the action plan and the tracking of strategies."""

from __future__ import annotations

from typing import Final

from xlsegment.core.finding_kind import FindingKind, kinds
from xlsegment.text import Text

_BLANK = Text("本行结果留空，您填写的内容不变。", "The row's results are blank, your entries stay.")


def _warning(code: str, zh: str, en: str, done: Text = _BLANK) -> FindingKind:
    return FindingKind(code, "warning", Text(zh, en), done)


GOAL_KINDS: Final = kinds(
    _warning(
        "W-150",
        "没有这个衡量指标；可选：{names}。",
        "There is no such metric; choose one of: {names}.",
    ),
    _warning(
        "W-151",
        "“范围”里填的不是已有的名称；这个指标可填：全部，或{domain}。",
        "The scope names nothing there is; for this metric: all, or {domain}.",
    ),
    _warning(
        "W-152",
        "目标值不是可用的数；百分比请连同 % 输入，如 15%。",
        "The target is no usable number; type percentages with their %, such as 15%.",
    ),
    _warning(
        "W-153",
        "没有这个目标指标；可选：{names}。",
        "There is no such target metric; choose one of: {names}.",
    ),
    _warning(
        "W-154",
        "当前分层方案里没有这个客户群体。",
        "The scheme in force has no such segment.",
    ),
    _warning(
        "W-155",
        "开始日期或结束日期无法识别，或结束早于开始。",
        "Its start or end was not understood, or it ends before it starts.",
    ),
    _warning(
        "W-156",
        "对照组里没有这个客户群体的客户。",
        "The control group has nobody of this segment.",
        Text("按没有对照组计算(非因果)。", "Computed as without a control group (no causality)."),
    ),
    _warning(
        "W-157",
        "“对照组”列里有认不出的内容；请填 是、否，或策略名称。",
        "The column Control group has something that is neither Yes, No nor a strategy.",
        Text("按不在对照组计算。", "Taken as not in the control group."),
    ),
)
