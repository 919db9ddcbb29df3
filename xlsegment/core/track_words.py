"""What is said of a strategy: how sure its effect is, and what to be careful about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xlsegment.core.track_metrics import TrackMetric
from xlsegment.core.tracking import SHORT_DAYS, Course, Verdict
from xlsegment.core.units import Unit, shown, shown_change
from xlsegment.core.wilson import FEW_CASES
from xlsegment.text import Lang, Text

if TYPE_CHECKING:
    from xlsegment.core.effects import Difference, Interval

VERDICT_TEXT: Final[dict[Verdict, Text]] = {
    "reached": Text("达成", "Reached"),
    "missed": Text("未达成", "Not reached"),
    "open": Text("进行中", "Running"),
}
NOT_BEGUN: Final = Text("尚未开始。", "Not begun yet.")
NO_ORDERS: Final = Text(
    "没有订单明细，无法前后对比。", "No order rows, so before and after cannot be compared."
)
_NOT_CAUSAL: Final = Text(
    "非因果：只是前后对比，没有对照组，不能说明是策略带来的。",
    "Not causal: before and after without a control group; something else may have done it.",
)
_COMPARED: Final = Text(
    "有对照：策略组 {mine}，对照组 {other}，相差 {difference}{interval}。",
    "With control: {mine} against {other}, a difference of {difference}{interval}.",
)
_INTERVAL: Final = Text("(95% 区间 {low} 至 {high})", " (95 % interval {low} to {high})")
_CLEAR: Final = Text(
    "区间不含 0：超出了偶然波动；对照组若是随机抽取，可归因于策略。",
    "0 is outside: more than chance; due to the strategy if the control group was drawn at random.",
)
_CHANCE: Final = Text(
    "区间包含 0：可能只是偶然，不能下结论。", "0 is inside: it may be chance, no conclusion."
)
_DID: Final = Text(
    "同一批客户的双重差分 {difference}{interval}。",
    "Difference in differences of the same customers: {difference}{interval}.",
)
_NOBODY: Final = Text(
    "开始前一天，这个群体里没有客户。", "Nobody was in the segment the day before the start."
)
_NOTHING_NOW: Final = Text(
    "开始以来没有可计算的订单。", "There are no orders since the start to compute it from."
)
_NOT_RIPE: Final = Text(
    "还没有客户在下单后满 30 天，暂无结果。",
    "No customer's 30 days after an order are over yet: no result so far.",
)
_NO_BASELINE: Final = Text("开始前没有可比的数据。", "There is nothing before to compare with.")
_SHORT: Final = Text(
    "只观察了 {n} 天，至少看 3–7 天再下结论。",
    "Only {n} day(s) so far: watch 3–7 days before you conclude.",
)
_FEW: Final = Text("样本少({n} 人)，仅供参考。", "Few customers ({n}): a hint only.")
_RUNNING: Final = Text("仍在进行，截至分析基准日。", "Still running; up to the analysis date.")
_CHECK: Final = Text("请复查：{what}。", "Check again: {what}")


def conclusion(course: Course, metric: TrackMetric, lang: Lang) -> str:
    """Return the sentences of a strategy that has begun."""
    between = "" if lang == "zh" else " "
    if not course.size:
        return _NOBODY.in_(lang)
    said: list[str] = []
    if course.current is None:
        said.append((_NOT_RIPE if metric.key == "again_30" else _NOTHING_NOW).in_(lang))
    elif course.control is None:
        said.append(_NOT_CAUSAL.in_(lang))
    else:
        said += _against_control(course, metric.unit, lang)
    if course.current is not None and metric.aim == "rise" and course.baseline is None:
        said.append(_NO_BASELINE.in_(lang))
    if course.fewest < FEW_CASES:
        said.append(_FEW.in_(lang, n=course.fewest))
    if course.span.days < SHORT_DAYS:
        said.append(_SHORT.in_(lang, n=course.span.days))
    elif course.span.last == course.span.known_to:
        said.append(_RUNNING.in_(lang))
    return between.join(said)


def check_again(verdict: Verdict | None, metric: TrackMetric, lang: Lang) -> str | None:
    """Return what to look at again; None unless the target was missed."""
    return _CHECK.in_(lang, what=metric.check.in_(lang)) if verdict == "missed" else None


def _against_control(course: Course, unit: Unit, lang: Lang) -> list[str]:
    mine, other, against = course.current, course.control, course.against_control
    if mine is None or other is None or against is None:
        return []
    said = [
        _COMPARED.in_(
            lang,
            mine=shown(mine, unit, lang),
            other=shown(other, unit, lang),
            difference=shown_change(against.value, unit, lang),
            interval=_interval(against.interval, unit, lang),
        )
    ]
    if against.interval is not None:
        said.append((_CHANCE if against.interval.holds_zero else _CLEAR).in_(lang))
    if course.did is not None:
        said.append(_did(course.did, unit, lang))
    return said


def _did(difference: Difference, unit: Unit, lang: Lang) -> str:
    return _DID.in_(
        lang,
        difference=shown_change(difference.value, unit, lang),
        interval=_interval(difference.interval, unit, lang),
    )


def _interval(interval: Interval | None, unit: Unit, lang: Lang) -> str:
    if interval is None:
        return ""
    high = shown_change(interval.high, unit, lang)
    low = shown_change(interval.low, unit, lang).split(" ")[0]  # the unit once is enough
    return _INTERVAL.in_(lang, low=low, high=high)
