"""The fictional competitors of the sample: what a survey said about their customers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from xlsegment.core.levels import LEVEL_TEXT
from xlsegment.text import Lang, Text
from xlsegment.workbook.declare import Row
from xlsegment.workbook.sheets.lists import CHANNELS, SEXES

_A: Final = Text("甲品牌", "Brand A")
_B: Final = Text("乙品牌", "Brand B")
_SURVEY: Final = Text("2025 年 5 月用户调研", "Survey of May 2025")
_REPORT: Final = Text("行业报告 2025 上半年", "Industry report, first half of 2025")
_SEX: Final = Text("性别", "Sex")
_AGE: Final = Text("年龄段", "Age band")
_CITY: Final = Text("城市", "City")
_SPEND: Final = Text("消费层级", "Spend level")
_CHANNEL: Final = Text("渠道", "Channel")
_Cell = Text | float | int | str | None
# The shares of Brand B's cities are no whole, and one dimension nobody knows: as people type.
_ROWS: Final[tuple[tuple[_Cell, ...], ...]] = (
    (_A, _SEX, SEXES[0], 0.38, None, _SURVEY),
    (_A, _SEX, SEXES[1], 0.62, None, _SURVEY),
    (_A, _AGE, Text("24岁以下", "24 and under"), 0.35, None, _SURVEY),
    (_A, _AGE, "25–34", 0.41, None, _SURVEY),
    (_A, _AGE, "35–44", 0.16, None, _SURVEY),
    (_A, _AGE, Text("45岁以上", "45 and over"), 0.08, None, _SURVEY),
    (_A, _SPEND, LEVEL_TEXT[3], 0.12, None, _SURVEY),
    (_A, _SPEND, LEVEL_TEXT[2], 0.33, None, _SURVEY),
    (_A, _SPEND, LEVEL_TEXT[1], 0.55, None, _SURVEY),
    (_A, _CHANNEL, CHANNELS[0], None, 420, _SURVEY),
    (_A, _CHANNEL, CHANNELS[1], None, 190, _SURVEY),
    (_A, _CHANNEL, CHANNELS[2], None, 390, _SURVEY),
    (_B, _CITY, Text("杭州", "Zhejiang-Hangzhou"), 0.30, None, _REPORT),
    (_B, _CITY, Text("上海", "Shanghai-Shanghai"), 0.34, None, _REPORT),
    (_B, _CITY, Text("深圳", "Guangdong-Shenzhen"), 0.16, None, _REPORT),
    (_B, _SEX, SEXES[0], "55%", None, _REPORT),
    (_B, _SEX, SEXES[1], "45%", None, _REPORT),
    (_B, Text("星座", "Star sign"), Text("狮子座", "Leo"), 0.09, None, _REPORT),
)  # fmt: skip
_KEYS: Final = (
    "competitor", "dimension", "dimension_value", "their_share", "their_count", "their_source",
)  # fmt: skip


def competitor_rows(lang: Lang) -> Sequence[Row]:
    """Return the profile of two competitors."""
    return [
        {
            key: cell.in_(lang) if isinstance(cell, Text) else cell
            for key, cell in zip(_KEYS, row, strict=True)
        }
        for row in _ROWS
    ]
