"""Parameters of goals, problems and tracking."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from xlsegment.text import Text
from xlsegment.workbook.param_fields import DAYS, PERCENT, YES_NO, param


@dataclass(frozen=True)
class GoalParams:
    """What 复购率 looks at, and from where on a figure is a problem."""

    group: ClassVar[Text] = Text("目标与行动", "Goals and actions")

    recent_days: int = param(
        "复购观察天数",
        "Repurchase days",
        "whole",
        30,
        DAYS,
        Text(
            "复购率与新客户数看分析基准日之前的这些天；行动建议与再往前同样长的一段比较。",
            "Repurchase rate and new customers look at these days up to the analysis date; "
            "the action plan compares them with as many days before.",
        ),
        low=1,
        high=365,
    )
    goal_near: float = param(
        "接近目标的范围",
        "Close to a goal",
        "rate",
        0.1,
        PERCENT,
        Text(
            "与目标相差不超过目标的这个比例，状态显示“接近”。",
            "Up to this share of the target away from it, a goal counts as close.",
        ),
        low=0,
        high=1,
    )
    problem_drop: float = param(
        "问题提醒降幅",
        "Drop that is a problem",
        "rate",
        0.15,
        PERCENT,
        Text(
            "比上一段时间(相对)变差达到此值，写入行动建议。",
            "A figure that got worse by this much, relative to before, enters the action plan.",
        ),
        low=0.01,
        high=1,
    )
    uncontacted_limit: float = param(
        "未联系线索上限",
        "Uncontacted leads limit",
        "rate",
        0.1,
        PERCENT,
        Text(
            "从未联系的线索占比超过此值，写入行动建议。",
            "A larger share of leads that nobody contacted enters the action plan.",
        ),
        low=0,
        high=1,
    )
    largest_group: float = param(
        "单一群体占比上限",
        "Largest group limit",
        "rate",
        0.6,
        PERCENT,
        Text(
            "一个客户群体的占比超过此值，说明分层太粗，写入行动建议。",
            "A larger share of one segment means the rules are too coarse: action plan.",
        ),
        low=0.1,
        high=1,
    )
    rise_in_points: bool = param(
        "提升按百分点",
        "Rises in points",
        "switch",
        False,
        YES_NO,
        Text(
            "“复购率提升”的目标按百分点判断；否则按相对百分比(10% 到 11% 是提升 10%)。",
            "Judge a rise of a rate in percentage points; else relative (10 % to 11 % is 10 % up).",
        ),
    )
