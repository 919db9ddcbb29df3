"""Codes for what is met in columns that people added."""

from __future__ import annotations

from typing import Final

from xlsegment.core.finding_kind import FindingKind, kinds
from xlsegment.text import Text

OWN_KINDS: Final = kinds(
    FindingKind(
        "I-110",
        "info",
        Text(
            "分层规则用到的列“{column}”有空白。",
            "The rules use the column “{column}”, which has blank cells.",
        ),
        Text("空白不满足任何条件。", "A blank cell meets no condition."),
    ),
    FindingKind(
        "W-111",
        "warning",
        Text(
            "分层规则用到的列“{column}”里不是可比较的数。",
            "The rules compare the column “{column}”; this is no number.",
        ),
        Text("按不满足条件处理，请核对。", "Taken as not meeting the condition; please check."),
    ),
    FindingKind(
        "I-112",
        "info",
        Text(
            "规则里的自定义条件太多，没有检查规则之间的空隙、重叠和永远轮不到的名称。",
            "Too many own conditions: gaps, overlaps and unreachable names were not looked for.",
        ),
        Text("分层照常计算。", "Segments are computed all the same."),
    ),
)
