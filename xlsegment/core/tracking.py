"""What came of a strategy: before and after, against the target, and against a control group."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from xlsegment.core.effects import Difference, did, ratio_difference
from xlsegment.core.repurchase import Span
from xlsegment.core.track_metrics import TrackMetric

if TYPE_CHECKING:
    from xlsegment.core.activity import Activity
    from xlsegment.core.arrays import BoolArray

#: Shorter observations say too little.
SHORT_DAYS: Final = 7

Verdict = Literal["reached", "missed", "open"]


@dataclass(frozen=True, slots=True)
class Course:
    """What is known of a strategy.

    Attributes
    ----------
    span : Span
        The days it is judged by.
    size, control_size : int
        Customers in the group and in its control group when it began.
    fewest : int
        The fewest customers that any figure rests on: of those of whom the metric can be told.
    baseline, current : float or None
        The metric before and after; None where nobody is there to measure.
    control : float or None
        The control group's after.
    against_control : Difference or None
        Group less control group, after.
    did : Difference or None
        How much more the group changed than the control group, of the same customers each.
    """

    span: Span
    size: int
    control_size: int
    fewest: int
    baseline: float | None
    current: float | None
    control: float | None = None
    against_control: Difference | None = None
    did: Difference | None = None

    @property
    def change(self) -> float | None:
        """After less before."""
        if self.baseline is None or self.current is None:
            return None
        return self.current - self.baseline

    @property
    def change_share(self) -> float | None:
        """The change as a share of the value before; None where that is 0."""
        change = self.change
        return change / self.baseline if change is not None and self.baseline else None


def span_of(start: int, end: int | None, as_of: int) -> Span | None:
    """Return the days a strategy is judged by; None before it has begun.

    From its first day to its last, or to the analysis date while it runs. Orders up to the
    analysis date tell whether somebody came back.
    """
    if start > as_of:
        return None
    return Span(start, min(as_of, as_of if end is None else end), as_of)


def follow(
    activity: Activity,
    metric: TrackMetric,
    span: Span,
    members: Callable[[int], BoolArray],
    control: BoolArray | None,
) -> Course:
    """Measure a strategy.

    Parameters
    ----------
    activity : Activity
        The orders.
    metric : TrackMetric
        What it aims at.
    span : Span
        From `span_of`.
    members : callable
        Day -> who was in the group at the end of that day, by what was known then.
    control : ndarray of bool or None
        Who is held back from the strategy; None where nobody is.

    Returns
    -------
    Course
        *After* looks at the group as of the day before the strategy began. *Before* looks at the
        span of the same length right before, at the group as of the day before that span: so
        both times the group is chosen by the same rule from what was known when its span began.
        (The later group looked at in the earlier span would be chosen by what it did there: all
        customers of R≤30 have bought in the 30 days before, so that every such group would seem
        to fall.) The control group is left out of both. The difference in differences follows the
        same customers through both spans, for whom that choice is alike in both groups.
    """
    group = members(span.first - 1)
    earlier = members(span.before.first - 1)
    held_back = None if control is None else group & control
    if held_back is not None and control is not None:
        group, earlier = group & ~control, earlier & ~control
    after = metric.measure(activity, group, span)
    before = metric.measure(activity, earlier, span.before)
    sizes = [after.size, before.size] if metric.aim == "rise" else [after.size]
    course = Course(
        span=span,
        size=int(group.sum()),
        control_size=0 if held_back is None else int(held_back.sum()),
        fewest=min(sizes),
        baseline=before.value,
        current=after.value,
    )
    if held_back is None or not held_back.any():
        return course
    other = metric.measure(activity, held_back, span)
    both = [metric.measure(activity, who, span.before) for who in (group, held_back)]
    # Some metrics look at those only who bought: not the same customers in both spans.
    same = all(
        sample.size == int(who.sum())
        for sample, who in (
            (both[0], group),
            (after, group),
            (both[1], held_back),
            (other, held_back),
        )
    )
    return Course(
        span=span,
        size=course.size,
        control_size=course.control_size,
        fewest=min(*sizes, other.size),
        baseline=course.baseline,
        current=course.current,
        control=other.value,
        against_control=ratio_difference(after, other),
        did=did(both[0], after, both[1], other) if same else None,
    )


def verdict(
    course: Course, metric: TrackMetric, target: float | None, *, in_points: bool
) -> Verdict | None:
    """Tell whether a target is reached.

    Parameters
    ----------
    course : Course
        What was measured.
    metric : TrackMetric
        What is aimed at.
    target : float or None
        0.1 is 10 %.
    in_points : bool
        Whether the rise of a rate is meant in percentage points, not relative to the rate before.

    Returns
    -------
    {"reached", "missed", "open"} or None
        None where it cannot be told, ``"open"`` where it is missed so far but still runs, or has
        run for less than `SHORT_DAYS`: a rise over so few days may be gone tomorrow, a level that
        is reached is reached. Equal is reached.
    """
    if metric.aim == "level":
        value = course.current
    elif in_points and metric.unit == "rate":
        value = course.change
    else:
        value = course.change_share
    if value is None or target is None:
        return None
    short = course.span.days < SHORT_DAYS
    if value >= target - _ROUNDING and not (short and metric.aim == "rise"):
        return "reached"
    running = course.span.last == course.span.known_to
    return "open" if running or short else "missed"


# Rates that are equal on paper may differ in the last digit.
_ROUNDING: Final = 1e-12
