"""The criteria of 客户分层管理表: one declaration each says what is measured and how it scores."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Literal

import pandas as pd

from xlsegment.core.segments import EMPTY
from xlsegment.text import Text

Better = Literal["high", "low"]
Unit = Literal["money", "count", "days", "percent", "number", "value"]

BETTER_TEXT: Final[dict[Better, Text]] = {
    "high": Text("越高越好", "Higher is better"),
    "low": Text("越低越好", "Lower is better"),
}


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion.

    Attributes
    ----------
    key
        What the program calls it.
    name
        Its name in the table 分层标准.
    weight
        Its default weight; 0 leaves it out until somebody gives it one.
    measure
        Facts (see `xlsegment.core.tiers.facts`) -> the column that is scored: numbers, NaN where
        unknown, or texts.
    note
        What is measured.
    unit
        Of its numbers.
    better
        Whether more of it scores higher.
    cuts
        Bounds of 3 and of 2 points by default; None: thirds of the workbook's own customers.
    scores
        Points of values by default, as people write them: ``高=3；中=2；低=1``.
    """

    key: str
    name: Text
    weight: int
    measure: Callable[[pd.DataFrame], Any]
    note: Text
    unit: Unit = "count"
    better: Better = "high"
    cuts: tuple[float, float] | None = None
    scores: Text = EMPTY


_LEVELS: Final = Text("高=3；中=2；低=1", "High=3; Mid=2; Low=1")

#: The nine criteria of the source, then what may be added by giving it a weight.
CRITERIA: Final[dict[str, Criterion]] = {
    criterion.key: criterion
    for criterion in (
        Criterion(
            "amount",
            Text("购买金额", "Purchase amount"),
            20,
            lambda facts: facts["spend"],
            Text(
                "全部有效订单金额减退款(元)，历史累计。",
                "All valid orders less returns (CNY), since the first one.",
            ),
            unit="money",
        ),
        Criterion(
            "frequency",
            Text("购买频率", "Purchase frequency"),
            15,
            lambda facts: facts["frequency"],
            Text("统计窗口内的订单数(次)。", "Orders inside the window."),
        ),
        Criterion(
            "cycle",
            Text("购买周期", "Purchase cycle"),
            10,
            lambda facts: facts["cycle"],
            Text(
                "平均隔几天再次购买(天)；只有一个购买日的没有周期。",
                "Mean days between purchase days; none after a single one.",
            ),
            unit="days",
            better="low",
        ),
        Criterion(
            "preference",
            Text("产品偏好", "Product preference"),
            5,
            lambda facts: facts["category_share"],
            Text(
                "买得最多的品类占其订单的百分比；至少两笔有品类的订单。",
                "Share (%) of the most bought category; needs two orders with a category.",
            ),
            unit="percent",
            cuts=(60, 40),
        ),
        Criterion(
            "service",
            Text("服务需求", "Service need"),
            10,
            lambda facts: facts["service_need"],
            Text(
                "分层管理表里您填的服务需求，以“高”“中”“低”开头才计分，如“高：售后优先”。",
                "What you typed on the tier sheet; scored when it begins with High, Mid or Low.",
            ),
            unit="value",
            scores=_LEVELS,
        ),
        Criterion(
            "personal",
            Text("个性化需求", "Personal need"),
            5,
            lambda facts: facts["personal_need"],
            Text(
                "分层管理表里您填的个性化需求，以“高”“中”“低”开头才计分，如“高：刻字礼盒”。",
                "What you typed on the tier sheet; scored when it begins with High, Mid or Low.",
            ),
            unit="value",
            scores=_LEVELS,
        ),
        Criterion(
            "purchase",
            Text("购买行为", "Purchase behaviour"),
            15,
            lambda facts: facts["recency"],
            Text(
                "距最近一次购买的天数：越近越积极。",
                "Days since the last purchase: the fewer, the more active.",
            ),
            unit="days",
            better="low",
            cuts=(30, 90),
        ),
        Criterion(
            "interaction",
            Text("互动行为", "Interaction"),
            10,
            lambda facts: facts["clicks"],
            Text("客户行为分析表的点击次数(次/月)。", "Clicks per month from Behaviour analysis."),
        ),
        Criterion(
            "loyalty",
            Text("忠诚度行为", "Loyalty"),
            10,
            lambda facts: facts["repurchases"] + facts["referrals"],
            Text(
                "复购次数 + 转介绍人数(次)：每次复购、每位介绍来的客户各计 1。",
                "Repeat orders + referrals, 1 for each.",
            ),
        ),
        Criterion(
            "minutes",
            Text("浏览时长", "Browsing time"),
            0,
            lambda facts: facts["minutes"],
            Text("客户行为分析表的浏览时长(分钟/月)。", "Minutes per month browsed."),
            unit="number",
        ),
        Criterion(
            "satisfaction",
            Text("满意度", "Satisfaction"),
            0,
            lambda facts: facts["satisfaction"],
            Text("客户反馈的平均满意度(1–5)。", "Mean satisfaction of the feedback (1-5)."),
            unit="number",
            cuts=(4, 3),
        ),
        Criterion(
            "complaints",
            Text("投诉次数", "Complaints"),
            0,
            lambda facts: facts["complaints"],
            Text(
                "客户反馈中的投诉次数；满意度不超过 2 即为投诉。",
                "Complaints in the feedback: satisfaction up to 2.",
            ),
            better="low",
            cuts=(0, 1),
        ),
    )
}
