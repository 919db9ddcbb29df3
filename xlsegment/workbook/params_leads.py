"""Parameters of sales leads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from xlsegment.core.lead_terms import DEFAULT_TERMS
from xlsegment.text import Text
from xlsegment.workbook.param_fields import DAYS, HOURS, POINTS, param


@dataclass(frozen=True)
class LeadParams:
    """When a lead counts as converted, as answered in time, as a good match."""

    group: ClassVar[Text] = Text("销售线索", "Leads")

    lead_days: int = param(
        "线索转化期限",
        "Lead conversion days",
        "whole",
        DEFAULT_TERMS.days,
        DAYS,
        Text(
            "创建后多少天内成交算有效线索，最后一天算在内。",
            "A lead is valid when it pays within so many days, the last one included.",
        ),
        low=1,
        high=365,
    )
    lead_hours: float = param(
        "线索响应时限",
        "Lead response hours",
        "number",
        DEFAULT_TERMS.hours,
        HOURS,
        Text(
            "创建后多少小时内首次联系算及时。",
            "A lead is answered in time when it is contacted within so many hours.",
        ),
        low=0.01,
        high=8760,
    )
    lead_high_match: float = param(
        "匹配度高下限",
        "High match from",
        "number",
        DEFAULT_TERMS.high_match,
        POINTS,
        Text(
            "需求匹配度填分数时，多少分起算“高”(满分 100)。",
            "Where the match is a score: high from so many points (of 100) on.",
        ),
        low=0,
        high=100,
    )
