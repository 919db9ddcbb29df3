"""How well the warning would have done: the same rule on days gone by, and what came after."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from xlsegment.core.arrays import Int64Array
from xlsegment.core.churn.rhythm import PurchaseDays
from xlsegment.core.churn.risk import HIGH, LOW, MID, ChurnRules, Judged, judge

#: Cut-off days that are looked at, one horizon apart: their outcomes do not overlap.
CUTOFFS: Final = 3
#: Fewer customers than this are too few to go by.
FEW: Final = 30


@dataclass(frozen=True, slots=True)
class Score:
    """Warnings of one day, or of several together, against what customers did then.

    Attributes
    ----------
    day : int or None
        The cut-off day; None for all together.
    level : int
        The lowest level that counts as a warning.
    tp, fp, fn, tn : int
        Warned and gone, warned and back, not warned and gone, not warned and back.
    enough : bool
        Whether the history reaches a horizon back from the day.
    """

    day: int | None
    level: int
    tp: int = 0
    fp: int = 0
    fn: int = 0
    tn: int = 0
    enough: bool = True

    @property
    def customers(self) -> int:
        """Customers who could be warned of."""
        return self.tp + self.fp + self.fn + self.tn

    @property
    def precision(self) -> float | None:
        """Of those warned of, the share that was gone."""
        return _share(self.tp, self.tp + self.fp)

    @property
    def recall(self) -> float | None:
        """Of those gone, the share that was warned of."""
        return _share(self.tp, self.tp + self.fn)

    @property
    def base_rate(self) -> float | None:
        """Of all, the share that was gone."""
        return _share(self.tp + self.fn, self.customers)

    @property
    def lift(self) -> float | None:
        """How much better than warning of anybody: precision over base rate."""
        precision, base = self.precision, self.base_rate
        return precision / base if precision is not None and base else None


def back_test(
    days: PurchaseDays,
    as_of: int,
    rules: ChurnRules,
    worse: Callable[[int], Int64Array | None] = lambda day: None,
) -> tuple[Score, ...]:
    """Apply the rule as of days gone by and count what came true.

    Parameters
    ----------
    days : PurchaseDays
        The purchase days.
    as_of : int
        The analysis date. The cut-off days lie one, two and three horizons before it.
    rules : ChurnRules
        The bounds; gone is who did not buy in the ``horizon`` days after the cut-off.
    worse : callable
        Cut-off day -> what other signals known then add, see `judge`.

    Returns
    -------
    tuple of Score
        One per cut-off day for middle and high risk, then all days together for high, for
        middle and high, and for every risk.
    """
    tried = [as_of - rules.horizon * step for step in range(1, CUTOFFS + 1)]
    first = int(days.day.min()) if len(days.day) else as_of
    used = [day for day in tried if first <= day - rules.horizon]
    judged = {day: judge(days, day, rules, worse(day)) for day in used}
    single = [
        _score(days, day, MID, judged[day], rules)
        if day in judged
        else Score(day, MID, enough=False)
        for day in tried
    ]
    together = [
        _sum([_score(days, day, level, judged[day], rules) for day in used], level)
        for level in (HIGH, MID, LOW)
    ]
    return (*single, *together)


def _score(days: PurchaseDays, day: int, level: int, judged: Judged, rules: ChurnRules) -> Score:
    watched = judged.watched
    warned = (judged.level >= level)[watched]
    gone = ~days.bought_between(day, day + rules.horizon)[watched]
    return Score(
        day,
        level,
        tp=int(np.count_nonzero(warned & gone)),
        fp=int(np.count_nonzero(warned & ~gone)),
        fn=int(np.count_nonzero(~warned & gone)),
        tn=int(np.count_nonzero(~warned & ~gone)),
    )


def _sum(scores: Sequence[Score], level: int) -> Score:
    return Score(
        None,
        level,
        tp=sum(score.tp for score in scores),
        fp=sum(score.fp for score in scores),
        fn=sum(score.fn for score in scores),
        tn=sum(score.tn for score in scores),
        enough=bool(scores),
    )


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
