"""Codes for what the lifetime value and the matrices find."""

from __future__ import annotations

from typing import Final

from xlsegment.core.finding_kind import FindingKind, kinds
from xlsegment.text import Text

VALUE_KINDS: Final = kinds(
    FindingKind(
        "W-120",
        "warning",
        Text(
            "需求紧急度认不出来(应为 迫切 或 一般)。",
            "The need urgency was not understood (urgent or usual).",
        ),
        Text("当作没有填写。", "Taken as not entered."),
    ),
    FindingKind(
        "W-121",
        "warning",
        Text(
            "购买次数与客单价有关联(相关系数 {r})，而预测假定两者无关，预计价值可能有偏差。",
            "Frequency and spend per purchase go together (correlation {r}); the forecast takes "
            "them for unrelated and may be off.",
        ),
        Text(
            "照常计算，预计价值只作参考。", "Calculated as usual; take the forecast as a hint only."
        ),
    ),
    FindingKind(
        "W-122",
        "warning",
        Text(
            "用过去的数据回测，预计消费与实际相差 {p}。",
            "Tested on the past, the forecast was off by {p}.",
        ),
        Text(
            "照常计算，预计价值只作参考。", "Calculated as usual; take the forecast as a hint only."
        ),
    ),
    FindingKind(
        "I-123",
        "info",
        Text("没有预测客户价值：{reason}。", "No customer value was forecast: {reason}."),
        Text("历史价值照常计算。", "Historic values are calculated as usual."),
    ),
)
