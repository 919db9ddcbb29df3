"""The rule of the churn warning: one function for today and for every day of the back-test."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from xlsegment.core.arrays import BoolArray, Int64Array
from xlsegment.core.churn.rhythm import NEVER, PARTS, PurchaseDays, Rhythm, rhythm_of

Risk = Literal["high", "mid", "low", "none", ""]
#: By level; -1 (never bought, or no rhythm to go by) is the last one.
RISKS: Final[tuple[Risk, ...]] = ("none", "low", "mid", "high", "")
UNKNOWN, NONE, LOW, MID, HIGH = -1, 0, 1, 2, 3


@dataclass(frozen=True, slots=True)
class ChurnRules:
    """The bounds of the warning.

    Attributes
    ----------
    low, mid, high : float
        Days since the last purchase, in multiples of the customer's usual interval.
    percent : int
        Middle and high risk also need more days than this quantile of the customer's intervals.
    own_from : int
        Customers with fewer intervals of their own borrow from the shop's.
    lost_days : int
        High risk and more days than this: lost already, no longer warned of.
    visits_drop : float
        Browsing or clicks down by this share raise the risk by one level.
    feedback_days : int
        A complaint so many days back raises it by one level.
    horizon : int
        Back-test: days without a purchase that count as lost.
    """

    low: float = 1.5
    mid: float = 2.0
    high: float = 3.0
    percent: int = 90
    own_from: int = 3
    lost_days: int = 365
    visits_drop: float = 0.5
    feedback_days: int = 90
    horizon: int = 90


@dataclass(frozen=True, slots=True)
class Judged:
    """The risk of every customer as of a day.

    Attributes
    ----------
    level : ndarray of int64
        3 high, 2 mid, 1 low, 0 none, -1 not known.
    lost : ndarray of bool
        Taken for lost already; their level is 0.
    elapsed : ndarray of int64
        Days since the last purchase; 0 where there is none.
    rhythm : Rhythm
        What they are measured by.
    """

    level: Int64Array
    lost: BoolArray
    elapsed: Int64Array
    rhythm: Rhythm

    @property
    def watched(self) -> BoolArray:
        """Who can be warned of: they have bought, have a rhythm and are not lost yet."""
        watched: BoolArray = (self.level != UNKNOWN) & ~self.lost
        return watched


def judge(
    days: PurchaseDays, as_of: int, rules: ChurnRules, worse: Int64Array | None = None
) -> Judged:
    """Judge every customer by what was known at the end of a day.

    Parameters
    ----------
    days : PurchaseDays
        The purchase days; later ones are not looked at.
    as_of : int
        The day.
    rules : ChurnRules
        The bounds.
    worse : ndarray of int64, optional
        How many levels other signals (fewer visits, a complaint) add per customer.

    Returns
    -------
    Judged
        One entry per customer of ``days.ids``.
    """
    rhythm = rhythm_of(days.until(as_of), own_from=rules.own_from, percent=rules.percent)
    known = (rhythm.last_day != NEVER) & (rhythm.usual > 0)
    elapsed = np.where(rhythm.last_day != NEVER, as_of - rhythm.last_day, 0).astype(np.int64)
    parts = elapsed * PARTS
    unusual = parts > rhythm.long
    level = np.zeros(len(elapsed), dtype=np.int64)
    for number, bound, strict in (
        (LOW, rules.low, False),
        (MID, rules.mid, True),
        (HIGH, rules.high, True),
    ):
        # both sides in hundredths of hundredths, so that 1.5 times 30 days is exactly 45
        reached = parts * PARTS >= rhythm.usual * round(bound * PARTS)
        level[reached & (unusual if strict else True)] = number
    lost = known & (level == HIGH) & (elapsed > rules.lost_days)
    if worse is not None:
        level = np.minimum(level + worse, HIGH)
    level[lost] = NONE
    level[~known] = UNKNOWN
    return Judged(level, lost, elapsed, rhythm)
