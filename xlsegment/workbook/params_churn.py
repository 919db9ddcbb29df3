"""Parameters of the churn warning and of the migration between two periods."""

# The defaults are made by functions that return dataclass fields.
# ruff: noqa: RUF009

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar, Literal

from xlsegment.core.churn.risk import ChurnRules
from xlsegment.text import Text
from xlsegment.workbook.declare import Choice
from xlsegment.workbook.param_fields import DAYS, NONE, PERCENT, param

MigrationCuts = Literal["frozen", "refit"]
MIGRATION_CUTS = (
    Choice("frozen", Text("沿用上期切点", "Cuts of the earlier period")),
    Choice("refit", Text("各期自己的切点", "Each period's own cuts")),
)
_RULES = ChurnRules()
_FOLD = Text("倍", "times")
_COUNT = Text("次", "intervals")


@dataclass(frozen=True)
class ChurnParams:
    """When customers are warned of, and which two periods are compared."""

    group: ClassVar[Text] = Text("流失与迁移", "Churn and migration")

    churn_low: float = param(
        "流失低风险倍数",
        "Churn low from",
        "number",
        _RULES.low,
        _FOLD,
        Text(
            "距上次购买的天数达到客户平时间隔(中位数)的这么多倍，列为低风险。",
            "Days since the last purchase, in multiples of the customer's median interval.",
        ),
        low=1,
    )
    churn_mid: float = param(
        "流失中风险倍数",
        "Churn mid from",
        "number",
        _RULES.mid,
        _FOLD,
        Text(
            "达到这么多倍，且超过下面“间隔高位”的天数，列为中风险。",
            "From so many times on, and beyond the long interval below: middle risk.",
        ),
        low=1,
    )
    churn_high: float = param(
        "流失高风险倍数",
        "Churn high from",
        "number",
        _RULES.high,
        _FOLD,
        Text("同上，列为高风险。", "Likewise: high risk."),
        low=1,
    )
    churn_percent: float = param(
        "间隔高位百分位",
        "Long interval percentile",
        "rate",
        _RULES.percent / 100,
        PERCENT,
        Text(
            "客户自己的间隔里，有这么多百分比不超过“间隔高位”。",
            "So many percent of the customer's own intervals are no longer than it.",
        ),
        low=0.5,
        high=1,
    )
    churn_own_from: int = param(
        "自己间隔最少次数",
        "Own intervals from",
        "whole",
        _RULES.own_from,
        _COUNT,
        Text(
            "间隔少于这个次数的客户，按次数比例参照全店回头客第一次复购的间隔。",
            "With fewer, the shop's first repurchase intervals fill in, in proportion.",
        ),
        low=1,
        high=50,
    )
    churn_lost_days: int = param(
        "视为已流失天数",
        "Lost after",
        "whole",
        _RULES.lost_days,
        DAYS,
        Text(
            "达到高风险且超过这么多天没有购买，视为已流失，不再预警，只计数。",
            "High risk and no purchase for longer: lost already, counted but not warned of.",
        ),
        low=30,
    )
    churn_visits_drop: float = param(
        "访问下降幅度",
        "Visits down by",
        "rate",
        _RULES.visits_drop,
        PERCENT,
        Text(
            "浏览时长或点击次数比上期下降达到此幅度，风险升一级(需填上期两列)。",
            "Browsing or clicks down by this share raise the risk one level (fill in the "
            "previous period's columns).",
        ),
        low=0.05,
        high=1,
    )
    churn_feedback_days: int = param(
        "差评有效天数",
        "Complaint counts for",
        "whole",
        _RULES.feedback_days,
        DAYS,
        Text(
            "最近一次反馈不满意，且在这么多天以内，风险升一级。",
            "A last feedback that complains, no older than this, raises the risk one level.",
        ),
        low=1,
    )
    churn_horizon: int = param(
        "流失观察天数",
        "Churn horizon",
        "whole",
        _RULES.horizon,
        DAYS,
        Text(
            "回测：截止日之后这么多天没有购买，算作流失。",
            "Back-test: no purchase in so many days after the cut-off day counts as lost.",
        ),
        low=7,
    )
    top_share: float = param(
        "重点客户比例",
        "Top customers",
        "rate",
        0.2,
        PERCENT,
        Text(
            "净消费排在前这么多比例的客户为重点客户，流失预警与分层迁移的提醒都用它。",
            "The customers with the highest net spend; churn ideas and migration alerts use it.",
        ),
        low=0.01,
        high=1,
    )
    compare_date: dt.date | None = param(
        "对比日期",
        "Compare with date",
        "date",
        None,
        NONE,
        Text(
            "分层迁移的上期截止日；空白时按下一行的天数推算。",
            "Last day of the earlier period; blank: so many days back as the next line says.",
        ),
    )
    compare_days: int | None = param(
        "对比间隔天数",
        "Compare days back",
        "whole",
        None,
        DAYS,
        Text(
            "上期截止日在分析基准日之前多少天；空白时等于统计窗口，窗口为全部时取 180 天。",
            "How far back the earlier period ends; blank: the window, 180 days where that is All.",
        ),
        low=1,
    )
    migration_cuts: MigrationCuts = param(
        "迁移切点",
        "Migration cuts",
        "choice",
        "frozen",
        NONE,
        Text(
            "两期都用上期的得分与八类切点，没有变化的客户就不会被别人挤动；分层规则本身是固定的。",
            "Both periods use the earlier cuts of scores and classes, so that customers who did "
            "not change stay; rules are fixed anyway.",
        ),
        choices=MIGRATION_CUTS,
    )
