"""Parameters of RFM and segments: date, window, scheme, cuts, scores."""

# The defaults are made by functions that return dataclass fields.
# ruff: noqa: RUF009

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from xlsegment.core.classes import ClassCut
from xlsegment.core.settings import Scheme
from xlsegment.text import Text
from xlsegment.workbook.param_fields import (
    BINS,
    CLASS_CUTS,
    DAYS,
    NONE,
    SCHEMES,
    TIMES,
    YES_NO,
    YUAN,
    param,
)


@dataclass(frozen=True)
class BasicParams:
    """Up to when and over which time is counted, and which scheme names the segments."""

    group: ClassVar[Text] = Text("基本设置", "Basics")

    as_of: dt.date | None = param(
        "分析基准日",
        "Analysis date",
        "date",
        None,
        Text("日期", "date"),
        Text(
            "所有天数都算到这一天。空白时由刷新填入最近一笔订单的日期(不晚于当天)，"
            "以后随订单更新；您自己填的日期不变。",
            "All days are counted up to this date. When blank, refresh fills in the latest order's "
            "date (not after today) and moves it on with the orders; a date you type stays.",
        ),
    )
    window_days: int | None = param(
        "统计窗口",
        "Window",
        "window",
        180,
        DAYS,
        Text(
            "购买次数(F)与期内消费(M)统计最近多少天；填“全部”则不限。",
            "Frequency and spend count so many days back; “All” for no limit.",
        ),
        low=1,
        high=36_500,
    )
    scheme: Scheme = param(
        "分层方案",
        "Scheme",
        "choice",
        "rules",
        NONE,
        Text(
            "分层规则：按右侧的表；严格按原文：只用 A001–A004；八类、十一类：按 RFM 组合。",
            "Rules: the table on the right; Strict: A001–A004 only; or the RFM classes.",
        ),
        choices=SCHEMES,
    )
    merge_same_day: bool = param(
        "同日订单合并",
        "Merge same day",
        "switch",
        False,
        YES_NO,
        Text(
            "是：同一客户同一天的订单算一次购买。",
            "Yes: a customer's orders of one day count as one purchase.",
        ),
    )
    monetary_mean: bool = param(
        "M取平均",
        "M as mean",
        "switch",
        False,
        YES_NO,
        Text(
            "是：M 为期内每单平均；否：期内合计。",
            "Yes: M is the mean per order in the window; no: the sum.",
        ),
    )


@dataclass(frozen=True)
class LevelParams:
    """Where high, mid and low begin."""

    group: ClassVar[Text] = Text("RFM 三档", "RFM levels")

    r_cut_high: int = param(
        "R高档上限",
        "R high up to",
        "whole",
        30,
        DAYS,
        Text("最近购买天数 ≤ 此值为高。", "Recency up to this is high."),
        low=0,
    )
    r_cut_low: int = param(
        "R中档上限",
        "R mid up to",
        "whole",
        90,
        DAYS,
        Text("最近购买天数 ≤ 此值为中，超过为低。", "Recency up to this is mid, above is low."),
        low=0,
    )
    f_cut_high: int = param(
        "F高档下限",
        "F high from",
        "whole",
        5,
        TIMES,
        Text("购买次数 ≥ 此值为高。", "Frequency from this on is high."),
        low=0,
    )
    f_cut_mid: int = param(
        "F中档下限",
        "F mid from",
        "whole",
        2,
        TIMES,
        Text("购买次数 ≥ 此值为中，不足为低。", "Frequency from this on is mid, below is low."),
        low=0,
    )
    m_cut_high: float = param(
        "M高档下限",
        "M high from",
        "money",
        2000,
        YUAN,
        Text("期内消费 ≥ 此值为高。", "Spend from this on is high."),
    )
    m_cut_mid: float = param(
        "M中档下限",
        "M mid from",
        "money",
        500,
        YUAN,
        Text("期内消费 ≥ 此值为中，不足为低。", "Spend from this on is mid, below is low."),
    )


@dataclass(frozen=True)
class ScoreParams:
    """How customers are scored and put into the eight classes."""

    group: ClassVar[Text] = Text("RFM 得分与八类", "RFM scores and classes")

    bins: int = param(
        "打分档数",
        "Score bins",
        "whole",
        5,
        BINS,
        Text("RFM 得分的分位档数，2 到 9。", "Quantile bins of the RFM score, 2 to 9."),
        low=2,
        high=9,
    )
    nested: bool = param(
        "嵌套打分",
        "Nested scores",
        "switch",
        False,
        YES_NO,
        Text(
            "是：先分 R,R 内分 F，再分 M；否：三项各自打分。",
            "Yes: R first, F within R, M within both; no: each on its own.",
        ),
    )
    class_cut: ClassCut = param(
        "八类切点",
        "Class cut",
        "choice",
        "mean",
        NONE,
        Text(
            "好与不好的分界：均值、中位数或固定值；等于分界算好。",
            "What parts good from not good: mean, median or fixed; equal is good.",
        ),
        choices=CLASS_CUTS,
    )
    class_r: int = param(
        "八类R固定值",
        "Class R fixed",
        "whole",
        30,
        DAYS,
        Text("八类切点为固定值时，R ≤ 此值为好。", "With a fixed cut, R up to this is good."),
        low=0,
    )
    class_f: int = param(
        "八类F固定值",
        "Class F fixed",
        "whole",
        2,
        TIMES,
        Text("八类切点为固定值时，F ≥ 此值为好。", "With a fixed cut, F from this on is good."),
        low=0,
    )
    class_m: float = param(
        "八类M固定值",
        "Class M fixed",
        "money",
        500,
        YUAN,
        Text("八类切点为固定值时，M ≥ 此值为好。", "With a fixed cut, M from this on is good."),
    )
