"""The parameters: each declared once as a field that carries its label, limits and explanation.

`PARAMS` (what the sheet shows) and `Params` (what the program uses) come from the same fields.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from xlsegment.errors import ParameterProblems
from xlsegment.text import Text
from xlsegment.workbook.declare import Choice, ParamKind, ParamSpec
from xlsegment.workbook.param_values import Rejected, parsed

DAYS = Text("天", "days")
TIMES = Text("次", "orders")
YUAN = Text("元", "CNY")
BINS = Text("档", "bins")
NONE = Text("", "")
YES_NO = Text("是/否", "yes/no")
PERCENT = Text("%", "%")

SCHEMES = (
    Choice("rules", Text("规则分群", "Rules")),
    Choice("strict", Text("严格按原文", "Strict")),
    Choice("eight", Text("八类", "Eight classes")),
    Choice("eleven", Text("十一类", "Eleven classes")),
)
CLASS_CUTS = (
    Choice("mean", Text("均值", "Mean")),
    Choice("median", Text("中位数", "Median")),
    Choice("fixed", Text("固定值", "Fixed")),
)
MASK_MODES = (
    Choice("columns", Text("脱敏列", "Masked columns")),
    Choice("in_place", Text("就地", "In place")),
    Choice("off", Text("关闭", "Off")),
)
NAME_MASKS = (
    Choice("family", Text("保留姓(张*)", "Keep family name (张*)")),
    Choice("mou", Text("以某代名(张某)", "某 for the given name (张某)")),
)


def _param(
    zh: str,
    en: str,
    kind: ParamKind,
    default: object,
    unit: Text,
    note: Text,
    *,
    choices: tuple[Choice, ...] = (),
    low: float | None = None,
    high: float | None = None,
) -> Any:
    about = {"label": Text(zh, en), "kind": kind, "unit": unit, "note": note}
    limits = {"choices": choices, "low": low, "high": high}
    return field(default=default, metadata=about | limits)


@dataclass(frozen=True, slots=True)
class Params:
    """The values of the parameter sheet, typed; blank cells take the defaults."""

    as_of: dt.date | None = _param(
        "分析基准日",
        "Analysis date",
        "date",
        None,
        Text("日期", "date"),
        Text(
            "所有天数都算到这一天;空白时用最近一笔订单的日期。",
            "All days are counted up to this date; blank: the date of the latest order.",
        ),
    )
    window_days: int | None = _param(
        "统计窗口",
        "Window",
        "window",
        180,
        DAYS,
        Text(
            "购买次数(F)与期内消费(M)统计最近多少天;填“全部”则不限。",
            "Frequency and spend count so many days back; “All” for no limit.",
        ),
        low=1,
    )
    scheme: str = _param(
        "分层方案",
        "Scheme",
        "choice",
        "rules",
        NONE,
        Text(
            "规则分群:右侧分层规则;严格按原文:只用 A001–A004;八类、十一类:按 RFM 组合。",
            "Rules: the table on the right; Strict: A001–A004 only; or the RFM classes.",
        ),
        choices=SCHEMES,
    )
    r_cut_high: int = _param(
        "R高档上限",
        "R high up to",
        "whole",
        30,
        DAYS,
        Text("最近购买天数 ≤ 此值为高。", "Recency up to this is high."),
        low=0,
    )
    r_cut_low: int = _param(
        "R中档上限",
        "R mid up to",
        "whole",
        90,
        DAYS,
        Text("最近购买天数 ≤ 此值为中,超过为低。", "Recency up to this is mid, above is low."),
        low=0,
    )
    f_cut_high: int = _param(
        "F高档下限",
        "F high from",
        "whole",
        5,
        TIMES,
        Text("购买次数 ≥ 此值为高。", "Frequency from this on is high."),
        low=0,
    )
    f_cut_mid: int = _param(
        "F中档下限",
        "F mid from",
        "whole",
        2,
        TIMES,
        Text("购买次数 ≥ 此值为中,不足为低。", "Frequency from this on is mid, below is low."),
        low=0,
    )
    m_cut_high: float = _param(
        "M高档下限",
        "M high from",
        "money",
        2000,
        YUAN,
        Text("期内消费 ≥ 此值为高。", "Spend from this on is high."),
    )
    m_cut_mid: float = _param(
        "M中档下限",
        "M mid from",
        "money",
        500,
        YUAN,
        Text("期内消费 ≥ 此值为中,不足为低。", "Spend from this on is mid, below is low."),
    )
    bins: int = _param(
        "打分档数",
        "Score bins",
        "whole",
        5,
        BINS,
        Text("RFM 得分的分位档数,2 到 9。", "Quantile bins of the RFM score, 2 to 9."),
        low=2,
        high=9,
    )
    nested: bool = _param(
        "嵌套打分",
        "Nested scores",
        "switch",
        False,
        YES_NO,
        Text(
            "是:先分 R,R 内分 F,再分 M;否:三项各自打分。",
            "Yes: R first, F within R, M within both; no: each on its own.",
        ),
    )
    class_cut: str = _param(
        "八类切点",
        "Class cut",
        "choice",
        "mean",
        NONE,
        Text(
            "好与不好的分界:均值、中位数或固定值;等于分界算好。",
            "What parts good from not good: mean, median or fixed; equal is good.",
        ),
        choices=CLASS_CUTS,
    )
    class_r: int = _param(
        "八类R固定值",
        "Class R fixed",
        "whole",
        30,
        DAYS,
        Text("八类切点为固定值时,R ≤ 此值为好。", "With a fixed cut, R up to this is good."),
        low=0,
    )
    class_f: int = _param(
        "八类F固定值",
        "Class F fixed",
        "whole",
        2,
        TIMES,
        Text("八类切点为固定值时,F ≥ 此值为好。", "With a fixed cut, F from this on is good."),
        low=0,
    )
    class_m: float = _param(
        "八类M固定值",
        "Class M fixed",
        "money",
        500,
        YUAN,
        Text("八类切点为固定值时,M ≥ 此值为好。", "With a fixed cut, M from this on is good."),
    )
    merge_same_day: bool = _param(
        "同日订单合并",
        "Merge same day",
        "switch",
        False,
        YES_NO,
        Text(
            "是:同一客户同一天的订单算一次购买。",
            "Yes: a customer's orders of one day count as one purchase.",
        ),
    )
    monetary_mean: bool = _param(
        "M取平均",
        "M as mean",
        "switch",
        False,
        YES_NO,
        Text(
            "是:M 为期内每单平均;否:期内合计。",
            "Yes: M is the mean per order in the window; no: the sum.",
        ),
    )
    mask_mode: str = _param(
        "脱敏方式",
        "Masking",
        "choice",
        "columns",
        NONE,
        Text(
            "脱敏列:填入脱敏列,原文保留;就地:直接改写姓名和手机;关闭:不脱敏。",
            "Columns: fill the masked columns; in place: overwrite name and mobile; off.",
        ),
        choices=MASK_MODES,
    )
    name_mask: str = _param(
        "姓名脱敏样式",
        "Name mask",
        "choice",
        "family",
        NONE,
        Text("姓名的脱敏写法。", "How names are masked."),
        choices=NAME_MASKS,
    )
    browse_high: float = _param(
        "高活跃浏览下限",
        "High activity minutes",
        "number",
        100,
        Text("分钟/月", "min/month"),
        Text("浏览时长 ≥ 此值,标“高活跃”。", "Browsing from this on is tagged high activity."),
        low=0,
    )
    browse_low: float = _param(
        "低活跃浏览上限",
        "Low activity minutes",
        "number",
        30,
        Text("分钟/月", "min/month"),
        Text("浏览时长 ≤ 此值,标“低活跃”。", "Browsing up to this is tagged low activity."),
        low=0,
    )
    clicks_high: int = _param(
        "高互动点击下限",
        "High interaction clicks",
        "whole",
        20,
        Text("次/月", "per month"),
        Text("点击次数 ≥ 此值,标“高互动”。", "Clicks from this on are tagged high interaction."),
        low=0,
    )
    orders_high: int = _param(
        "高复购频次下限",
        "High repurchase orders",
        "whole",
        3,
        Text("次/季度", "per quarter"),
        Text("购买频次 ≥ 此值,标“高复购”。", "Orders from this on are tagged high repurchase."),
        low=0,
    )
    cycle_risk: float = _param(
        "流失风险周期下限",
        "Churn risk cycle",
        "number",
        90,
        DAYS,
        Text("复购周期 ≥ 此值,标“流失风险”。", "A cycle from this on is tagged churn risk."),
        low=0,
    )
    target_reach: float = _param(
        "触达率目标",
        "Reach target",
        "rate",
        0.8,
        PERCENT,
        Text("低于目标时,优化方向先看触达。", "Below it, improve reach first."),
        low=0,
        high=1,
    )
    target_conversion: float = _param(
        "转化率目标",
        "Conversion target",
        "rate",
        0.15,
        PERCENT,
        Text("低于目标时,优化方向先看转化。", "Below it, improve conversion."),
        low=0,
        high=1,
    )
    target_roi: float = _param(
        "ROI目标",
        "ROI target",
        "rate",
        1.0,
        PERCENT,
        Text("低于目标时,优化方向先看成本。", "Below it, look at the cost."),
    )
    campaign_min_days: int = _param(
        "活动最短观察天数",
        "Campaign min days",
        "whole",
        3,
        DAYS,
        Text(
            "短于此天数的活动提示“观察 3–7 天再下结论”。",
            "Shorter campaigns carry the caution to watch 3–7 days.",
        ),
        low=1,
    )
    missing_limit: float = _param(
        "缺失率警戒线",
        "Missing rate limit",
        "rate",
        0.05,
        PERCENT,
        Text("关键字段缺失率超过此值时提醒。", "Above it, missing key fields raise a warning."),
        low=0,
        high=1,
    )


PARAMS: tuple[ParamSpec, ...] = tuple(
    ParamSpec(key=f.name, default=f.default, **f.metadata) for f in fields(Params)
)

# Cuts that must ascend: the first belongs below the second.
_ASCENDING = (
    ("r_cut_high", "r_cut_low"),
    ("f_cut_mid", "f_cut_high"),
    ("m_cut_mid", "m_cut_high"),
    ("browse_low", "browse_high"),
)
_NOT_BELOW = Text("须小于“{other}”", "must be below “{other}”")


def parse_params(values: Mapping[str, object]) -> Params:
    """Return typed parameters from the value cells.

    Parameters
    ----------
    values : mapping
        Parameter key -> cell value. Blank or absent ones take their defaults.

    Raises
    ------
    ParameterProblems
        If values cannot be used; it lists all of them.
    """
    typed: dict[str, Any] = {}
    problems: list[tuple[Text, Text]] = []
    for spec in PARAMS:
        try:
            typed[spec.key] = parsed(spec, values.get(spec.key))
        except Rejected as rejected:
            problems.append((spec.label, rejected.reason))
    labels = {spec.key: spec.label for spec in PARAMS}
    for below, above in _ASCENDING:
        if below in typed and above in typed and not typed[below] < typed[above]:
            other = labels[above]
            reason = Text(
                _NOT_BELOW.in_("zh", other=other.zh), _NOT_BELOW.in_("en", other=other.en)
            )
            problems.append((labels[below], reason))
    if problems:
        listed = Text(
            ";".join(f"{label.zh} {reason.zh}" for label, reason in problems),
            "; ".join(f"{label.en} {reason.en}" for label, reason in problems),
        )
        raise ParameterProblems(n=len(problems), problems=listed)
    return Params(**typed)
