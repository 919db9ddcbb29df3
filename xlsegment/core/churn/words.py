"""Why somebody is warned of, with the numbers, and an idea how to keep them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from xlsegment.core.churn.risk import HIGH, LOW, MID, ChurnRules
from xlsegment.core.days import day_date
from xlsegment.core.feedback_topics import TOPICS
from xlsegment.text import Lang, Text

RISK_TEXT: Final[dict[int, Text]] = {
    HIGH: Text("高", "High"),
    MID: Text("中", "Mid"),
    LOW: Text("低", "Low"),
}


@dataclass(frozen=True, slots=True)
class Case:
    """One customer who is warned of.

    Attributes
    ----------
    level : int
        3 high, 2 mid, 1 low.
    elapsed : int
        Days since the last purchase.
    intervals : int
        Intervals of their own.
    usual, long : float
        Their usual and their long interval in days.
    valuable : bool
        Whether they are among those who spent most.
    browse, clicks : tuple of (float, float) or None
        Before and now, where they fell.
    complaint : tuple of (int, float or None, str) or None
        Day, satisfaction and topic of a recent complaint.
    """

    level: int
    elapsed: int
    intervals: int
    usual: float
    long: float
    valuable: bool = False
    browse: tuple[float, float] | None = None
    clicks: tuple[float, float] | None = None
    complaint: tuple[int, float | None, str] | None = None


def reason_of(case: Case, rules: ChurnRules, lang: Lang) -> str:
    """Return the reason in one sentence, with its numbers.

    Examples
    --------
    >>> reason_of(Case(3, 96, 6, 30.0, 45.0), ChurnRules(), "zh")
    '已 96 天没有购买，是平时间隔 30 天的 3.2 倍，比 90% 的间隔(45 天)还长。'
    """
    usual, long = _plain(case.usual), _plain(case.long)
    numbers = {"n": case.elapsed, "usual": usual, "long": long, "percent": rules.percent}
    times = case.elapsed / case.usual
    late = _NORMAL if times < rules.low else _BEYOND if case.elapsed > case.long else _LATE
    parts = [late.in_(lang, times=_plain(times, 2), **numbers)]
    if case.intervals == 0:
        parts.append(_ONCE.in_(lang))
    elif case.intervals < rules.own_from:
        parts.append(_FEW.in_(lang, k=case.intervals))
    for fell, words in ((case.browse, _BROWSE), (case.clicks, _CLICKS)):
        if fell is not None:
            before, now = fell
            drop = f"{1 - now / before:.0%}"
            parts.append(words.in_(lang, before=_plain(before), now=_plain(now), drop=drop))
    if case.complaint is not None:
        parts.append(_complaint(*case.complaint, lang))
    return _BETWEEN.in_(lang).join(parts) + _END.in_(lang)


def idea_of(case: Case, lang: Lang) -> str:
    """Return an idea how to keep the customer: the first line of `IDEAS` that fits."""
    return next(idea for fits, idea in IDEAS if fits(case)).in_(lang)


def _complaint(day: int, satisfaction: float | None, topic: str, lang: Lang) -> str:
    about = []
    if satisfaction is not None:
        about.append(_SATISFACTION.in_(lang, n=_plain(satisfaction)))
    if topic in TOPICS:
        about.append(TOPICS[topic].name.in_(lang))
    detail = _IN_BRACKETS.in_(lang, about=_AND.in_(lang).join(about)) if about else ""
    return _COMPLAINT.in_(lang, day=day_date(day).isoformat(), detail=detail)


def _plain(number: float, places: int = 1) -> str:
    return f"{number:.{places}f}".rstrip("0").rstrip(".") if number % 1 else f"{number:.0f}"


_BEYOND: Final = Text(
    "已 {n} 天没有购买，是平时间隔 {usual} 天的 {times} 倍，比 {percent}% 的间隔({long} 天)还长",
    "No purchase for {n} days: {times} times the usual {usual} days, and longer than {percent}% "
    "of intervals ({long} days)",
)
_LATE: Final = Text(
    "已 {n} 天没有购买，是平时间隔 {usual} 天的 {times} 倍",
    "No purchase for {n} days: {times} times the usual {usual} days",
)
_NORMAL: Final = Text(
    "已 {n} 天没有购买，平时约 {usual} 天一次，间隔还不算长",
    "No purchase for {n} days, which is not long yet: usually every {usual} days",
)
_ONCE: Final = Text(
    "只在一天买过，参照全店第一次复购的间隔",
    "bought on a single day, so measured by how soon others of the shop came back",
)
_FEW: Final = Text(
    "自己只有 {k} 次间隔，其余参照全店", "only {k} interval(s) of their own, the rest from the shop"
)
_BROWSE: Final = Text(
    "浏览比上期少 {drop}({before}→{now} 分钟)",
    "browsing down {drop} ({before} to {now} minutes)",
)
_CLICKS: Final = Text(
    "点击少 {drop}({before}→{now} 次)",
    "clicks down {drop} ({before} to {now})",
)
_COMPLAINT: Final = Text("{day} 反馈不满意{detail}", "complained on {day}{detail}")
_IN_BRACKETS: Final = Text("({about})", " ({about})")
_SATISFACTION: Final = Text("满意度 {n}", "satisfaction {n}")
_AND: Final = Text("，", ", ")
_BETWEEN: Final = Text("；", "; ")
_END: Final = Text("。", ".")

#: The first one that fits is taken.
IDEAS: Final[tuple[tuple[Callable[[Case], bool], Text], ...]] = (
    (
        lambda case: case.complaint is not None,
        Text(
            "先解决反馈里的问题并当面回复，解决之前不推优惠",
            "Solve what they complained of and tell them; no offers before that",
        ),
    ),
    (
        lambda case: case.valuable and case.level == HIGH,
        Text(
            "客户经理三天内一对一回访，问清原因，带一份专属挽回礼遇",
            "Personal call by the account manager in three days: ask why, make a tailored offer",
        ),
    ),
    (
        lambda case: case.valuable and case.level == MID,
        Text(
            "客户经理主动问候，邀请新品优先体验，不必先降价",
            "A greeting by the account manager and new products first; no need to cut prices",
        ),
    ),
    (
        lambda case: case.valuable,
        Text(
            "按平时的购买时间提醒补货，附关联推荐，不发券",
            "Remind them at their usual time and add related products; no coupon",
        ),
    ),
    (
        lambda case: case.intervals == 0 and case.level >= MID,
        Text(
            "首购回访：问使用感受，发第二单限时券",
            "Call about the first purchase and send a limited coupon for the second one",
        ),
    ),
    (
        lambda case: case.intervals == 0,
        Text(
            "促成第二单：使用引导加关联推荐", "Win the second order: guidance and related products"
        ),
    ),
    (
        lambda case: case.browse is not None or case.clicks is not None,
        Text(
            "换一批更贴近其偏好的内容和商品，看浏览是否回升",
            "Show what fits their taste better, and watch whether visits come back",
        ),
    ),
    (
        lambda case: case.level == HIGH,
        Text(
            "唤醒优惠券(“回归专享100元券”)，并做流失原因调研",
            "Wake-up coupon (“100 off for coming back”), and ask why they left",
        ),
    ),
    (
        lambda case: case.level == MID,
        Text("小额限时券加复购提醒", "Small limited coupon and a reminder"),
    ),
    (lambda case: True, Text("复购提醒，先不发券", "A reminder, no coupon yet")),
)
