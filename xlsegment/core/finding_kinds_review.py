"""Code for parameters that nobody has looked at for long."""

from __future__ import annotations

from typing import Final

from xlsegment.core.finding_kind import FindingKind, kinds
from xlsegment.text import Text

REVIEW_KINDS: Final = kinds(
    FindingKind(
        "I-160",
        "info",
        Text(
            "参数已 {days} 天没有复核(每 {every} 天一次)。",
            "The parameters were last reviewed {days} days ago (due every {every}).",
        ),
        Text(
            "照常计算；复核切点、规则和目标后更新“上次复核日期”。",
            "Calculated as usual; review cuts, rules and targets, then set Last review.",
        ),
    ),
)
