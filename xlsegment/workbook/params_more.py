"""Parameters of masking, behaviour tags, campaigns and data checks."""

# The defaults are made by functions that return dataclass fields.
# ruff: noqa: RUF009

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from xlsegment.core.behaviour_rules import DEFAULT_THRESHOLDS as TAG
from xlsegment.core.mask_names import NamePreset
from xlsegment.text import Text
from xlsegment.workbook.param_fields import (
    CLICKS,
    DAYS,
    MASK_MODES,
    MINUTES,
    NAME_MASKS,
    NONE,
    PER_QUARTER,
    PERCENT,
    YUAN,
    MaskMode,
    param,
    target,
    threshold,
)


@dataclass(frozen=True)
class MaskParams:
    """How names are masked."""

    group: ClassVar[Text] = Text("脱敏", "Masking")

    mask_mode: MaskMode = param(
        "脱敏方式",
        "Masking",
        "choice",
        "columns",
        NONE,
        Text(
            "脱敏列：填入脱敏列，原文保留；关闭：不填。要把原文也去掉，请用“脱敏”或“脱敏副本”按钮。",
            "Masked columns: filled, originals stay; off: not filled. To take the originals out, "
            "use Mask or Masked copy.",
        ),
        choices=MASK_MODES,
    )
    name_mask: NamePreset = param(
        "姓名脱敏样式",
        "Name mask",
        "choice",
        "surname",
        NONE,
        Text("姓名的脱敏写法，以 张小明 为例。", "How names are masked, 张小明 for example."),
        choices=NAME_MASKS,
    )


@dataclass(frozen=True)
class TagParams:
    """When behaviour tags are given; named after the fields of the core's `BehaviourThresholds`."""

    group: ClassVar[Text] = Text("行为标签", "Behaviour tags")

    tag_active_minutes: float = threshold(
        "高活跃浏览下限",
        "High activity minutes",
        TAG.active_minutes,
        MINUTES,
        Text(
            "浏览时长与点击次数都不小于下限，标“高活跃”。",
            "Browsing and clicks both from these on: tagged highly active.",
        ),
    )
    tag_active_clicks: float = threshold(
        "高活跃点击下限",
        "High activity clicks",
        TAG.active_clicks,
        CLICKS,
        Text("见上一行。", "See the line above."),
    )
    tag_idle_minutes: float = threshold(
        "低活跃浏览上限",
        "Low activity minutes",
        TAG.idle_minutes,
        MINUTES,
        Text(
            "浏览时长与点击次数都不大于上限，标“低活跃”。",
            "Browsing and clicks both up to these: tagged hardly active.",
        ),
    )
    tag_idle_clicks: float = threshold(
        "低活跃点击上限",
        "Low activity clicks",
        TAG.idle_clicks,
        CLICKS,
        Text("见上一行。", "See the line above."),
    )
    tag_interactive_clicks: float = threshold(
        "高互动点击下限",
        "High interaction clicks",
        TAG.interactive_clicks,
        CLICKS,
        Text(
            "点击次数不小于此值，标“高互动”(代替“高活跃”)。",
            "Clicks from this on: tagged highly interactive (instead of active).",
        ),
    )
    tag_repurchase_orders: float = threshold(
        "高复购频次下限",
        "Frequent repurchase orders",
        TAG.repurchase_orders,
        PER_QUARTER,
        Text(
            "购买频次不小于此值且复购周期不大于下一行，标“高复购”。",
            "Orders from this on and a cycle up to the next line: frequent repurchase.",
        ),
    )
    tag_repurchase_days: float = threshold(
        "高复购周期上限",
        "Frequent repurchase cycle",
        TAG.repurchase_days,
        DAYS,
        Text("见上一行。", "See the line above."),
    )
    tag_churn_days: float = threshold(
        "流失风险周期下限",
        "Churn risk cycle",
        TAG.churn_days,
        DAYS,
        Text(
            "复购周期不小于此值，或一季度内没有订单，标“流失风险”。",
            "A cycle from this on, or no order in a quarter: tagged churn risk.",
        ),
    )
    tag_value: float = threshold(
        "高价值消费下限",
        "High value spend",
        TAG.value,
        YUAN,
        Text(
            "期内消费不小于此值，标“高价值”(代替“高复购”)。",
            "Spend from this on: tagged high value (instead of frequent repurchase).",
        ),
    )


@dataclass(frozen=True)
class CampaignParams:
    """What campaigns aim at."""

    group: ClassVar[Text] = Text("活动目标", "Campaign targets")

    target_reach: float | None = target(
        "触达率目标",
        "Reach target",
        Text(
            "活动触达率的目标；空白时只与其他活动比较。",
            "Target of the reach rate; blank: compare with the other campaigns only.",
        ),
    )
    target_conversion: float | None = target(
        "转化率目标",
        "Conversion target",
        Text(
            "活动转化率的目标；空白时只与其他活动比较。",
            "Target of the conversion rate; blank: compare with the other campaigns only.",
        ),
    )
    target_roi: float | None = target(
        "ROI目标",
        "ROI target",
        Text(
            "活动 ROI 的目标；空白时只与其他活动比较。",
            "Target of the ROI; blank: compare with the other campaigns only.",
        ),
        high=20,  # 2000 %: what people type without the percent sign is above it
    )


@dataclass(frozen=True)
class CheckParams:
    """When the data check warns."""

    group: ClassVar[Text] = Text("数据检查", "Data check")

    missing_limit: float = param(
        "缺失率警戒线",
        "Missing rate limit",
        "rate",
        0.05,
        PERCENT,
        Text("关键字段缺失率超过此值时提醒。", "Above it, missing key fields raise a warning."),
        low=0,
        high=1,
    )
