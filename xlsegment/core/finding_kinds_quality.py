"""Codes for what the quality rules find; cleaning acts on them."""

from __future__ import annotations

from typing import Final

from xlsegment.core.finding_kind import FindingKind, kinds
from xlsegment.text import Text

_WRITTEN = Text("原值未改；清洗时按建议改写。", "Unchanged; cleaning writes what is suggested.")

QUALITY_KINDS: Final = kinds(
    FindingKind(
        "I-063",
        "info",
        Text(
            "日期不是 Excel 日期(文本、数字或另一种写法)。",
            "The date is no Excel date (text, a number, or written otherwise).",
        ),
        _WRITTEN,
    ),
    FindingKind(
        "I-064",
        "info",
        Text(
            "号码的写法不统一(带 +86、空格、短横、全角，或被存成数字)。",
            "The number is not in plain form (+86, blanks, dashes, full width, or stored as a "
            "number).",
        ),
        _WRITTEN,
    ),
    FindingKind(
        "E-090",
        "error",
        Text(
            "号码超过 Excel 能保留的位数，末几位已丢失。",
            "The number has more digits than Excel keeps; its last ones are lost.",
        ),
        Text(
            "未改，无法恢复；请从源系统按文本重新导出。",
            "Unchanged, beyond repair; export it again as text.",
        ),
    ),
)
