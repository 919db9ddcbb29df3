"""Parameters of the tiers and of what is split over them."""

# The defaults are made by a function that returns dataclass fields.
# ruff: noqa: RUF009

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from xlsegment.text import Text
from xlsegment.workbook.declare import Choice
from xlsegment.workbook.param_fields import HOURS, NONE, PERCENT, POINTS, YUAN, param

TierMethod = Literal["score", "clusters"]
TIER_METHODS = (
    Choice("score", Text("分数法", "Scores")),
    Choice("clusters", Text("聚类", "Clusters")),
)


@dataclass(frozen=True)
class TierParams:
    """From which score on a customer is of a tier; what budget and service there is to split."""

    group: ClassVar[Text] = Text("客户分层", "Tiers")

    tier_method: TierMethod = param(
        "客户层级方法",
        "Tier method",
        "choice",
        "score",
        NONE,
        Text(
            "分数法：按“分层标准”打分。聚类：人均消费最高的一类为高价值，最低的为低价值，其余为中价值。",
            "Scores: by the tier criteria. Clusters: the one that spends most per customer is "
            "high, the one that spends least is low, all others are mid.",
        ),
        choices=TIER_METHODS,
    )
    tier_high: float = param(
        "高价值得分下限",
        "High tier from",
        "number",
        2.5,
        POINTS,
        Text(
            "得分(1–3 分，一位小数)不小于此值为高价值；各标准的权重与界限见“分层标准”表。",
            "Scores (1-3, one decimal) from this on are high; weights and cuts: Tier criteria.",
        ),
        low=1,
        high=3,
    )
    tier_mid: float = param(
        "中价值得分下限",
        "Mid tier from",
        "number",
        1.7,
        POINTS,
        Text(
            "得分不小于此值、又不到上一行的为中价值，其余为低价值。",
            "Scores from this on and below the line above are mid, all others low.",
        ),
        low=1,
        high=3,
    )
    budget_total: float | None = param(
        "总预算",
        "Total budget",
        "money",
        None,
        YUAN,
        Text(
            "资源配置表按层级和群体分配的预算；空白时只给出占比。",
            "The budget that Allocation splits; blank: shares only.",
        ),
        low=0,
        high=1e12,
    )
    service_hours: int | None = param(
        "总服务工时",
        "Total service hours",
        "whole",
        None,
        HOURS,
        Text(
            "资源配置表分配的服务工时(整小时)；空白时只给出占比。",
            "The service hours (whole) that Allocation splits; blank: shares only.",
        ),
        low=0,
        high=1e9,
    )
    allocation_value: float = param(
        "资源配置价值比重",
        "Allocation by value",
        "rate",
        0.7,
        PERCENT,
        Text(
            "建议占比中按现有价值(期内消费)分的部分，其余按提升空间分。",
            "How much of the advice goes by present value (spend); the rest goes by headroom.",
        ),
        low=0,
        high=1,
    )
