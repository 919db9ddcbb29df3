"""Parameters of the lifetime value and of the value matrices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from xlsegment.core.matrix.bounds import DEFAULT_BOUNDS
from xlsegment.text import Text
from xlsegment.workbook.param_fields import PERCENT, param

_MONTHS = Text("个月", "months")
_CYCLES = Text("倍周期", "cycles")


@dataclass(frozen=True)
class ValueParams:
    """How far a forecast looks, how its money counts, who is high and what is urgent."""

    group: ClassVar[Text] = Text("客户价值", "Customer value")

    ltv_months: int = param(
        "预测月数",
        "Forecast months",
        "whole",
        12,
        _MONTHS,
        Text(
            "从分析基准日起预测几个月，12 个月按 365 天。",
            "Months to forecast from the analysis date; 12 months are 365 days.",
        ),
        low=1,
        high=60,
    )
    ltv_margin: float | None = param(
        "毛利率",
        "Gross margin",
        "rate",
        None,
        PERCENT,
        Text(
            "填写后，生命周期价值按毛利计算；空白时按净消费计算。",
            "With it, lifetime values are gross profit; blank: net spend.",
        ),
        low=0,
        high=1,
    )
    ltv_discount: float = param(
        "年折现率",
        "Yearly discount",
        "rate",
        0.0,
        PERCENT,
        Text(
            "以后的钱每年打几成折扣；0 为不折现，便于与以后的实际消费对比。",
            "By how much later money counts less per year; 0 compares with real spend later on.",
        ),
        low=0,
        high=1,
    )
    ltv_high_share: float = param(
        "LTV高档占比",
        "LTV high share",
        "rate",
        0.2,
        PERCENT,
        Text(
            "生命周期价值最高的这一部分客户为“高”档，按分位数划分。",
            "The share of customers with the highest lifetime value that is “High”, by quantile.",
        ),
        low=0.01,
        high=0.9,
    )
    ltv_mid_share: float = param(
        "LTV中档占比",
        "LTV mid share",
        "rate",
        0.3,
        PERCENT,
        Text(
            "其次的这一部分客户为“中”档，其余为“低”档。",
            "The next share is “Mid”, everybody else “Low”.",
        ),
        low=0.01,
        high=0.9,
    )
    need_from: float = param(
        "需求迫切起点",
        "Urgent from",
        "number",
        DEFAULT_BOUNDS.due_from,
        _CYCLES,
        Text(
            "距上次购买超过自己复购周期的这么多倍，需求为“迫切”；没有填写需求紧急度时使用。",
            "Urgent is who last bought more than so many own cycles ago; used where no need "
            "urgency is entered.",
        ),
        low=0,
        high=100,
    )
    need_until: float = param(
        "需求迫切终点",
        "Urgent until",
        "number",
        DEFAULT_BOUNDS.due_until,
        _CYCLES,
        Text(
            "超过这么多倍算已沉睡，不再是“迫切”。",
            "Beyond so many cycles a customer is asleep and no longer urgent.",
        ),
        low=0,
        high=1000,
    )
