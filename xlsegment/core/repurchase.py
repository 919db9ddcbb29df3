"""Rates and means of a group of customers over a span of days, each defined once.

复购率 everywhere in the product: of the customers who had bought before the span and were in the
group then, the share who ordered again in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsegment.core.effects import Sample

if TYPE_CHECKING:
    from xlsegment.core.activity import Activity
    from xlsegment.core.arrays import BoolArray
    from xlsegment.core.column_cells import FloatArray

#: Days within which an order counts as 30天内复购.
AGAIN_DAYS: Final = 30


@dataclass(frozen=True, slots=True)
class Span:
    """A span of days that is looked at.

    Attributes
    ----------
    first, last : int
        Its first and last day, both included.
    known_to : int
        The last day of which orders may be used: they say whether somebody came back.
    """

    first: int
    last: int
    known_to: int

    @property
    def days(self) -> int:
        """How long it is."""
        return self.last - self.first + 1

    @property
    def before(self) -> Span:
        """The span of the same length right before it; nothing of this one is known in it."""
        return Span(self.first - self.days, self.first - 1, self.first - 1)


def ordered(activity: Activity, members: BoolArray, span: Span) -> Sample:
    """Return the share of the members who ordered in the span.

    This is 复购率, since members have bought before; for sleeping customers it is 激活率.
    """
    bought = activity.span(span.first, span.last).bought()
    return _rate(bought[members])


def ordered_again(activity: Activity, members: BoolArray, span: Span) -> Sample:
    """Return 30天内复购率: of those who ordered in the span, the share who soon did once more.

    Once more is on a later day, at most `AGAIN_DAYS` after their first order in the span. Only
    those count whose `AGAIN_DAYS` are over by ``span.known_to``: the others still may.
    """
    first = activity.span(span.first, span.last).first_day_each()
    ripe = members & (first >= 0) & (first + AGAIN_DAYS <= span.known_to)
    later = activity.span(span.first, span.known_to)
    start = first[later.customer]
    soon = (start >= 0) & (later.day > start) & (later.day <= start + AGAIN_DAYS)
    again = np.zeros(activity.people, dtype=np.bool_)
    again[later.customer[soon]] = True
    return _rate(again[ripe])


def spend_per_order(activity: Activity, members: BoolArray, span: Span) -> Sample:
    """Return 客单价: what the members' orders in the span amount to, per order."""
    orders = activity.span(span.first, span.last)
    return Sample(orders.spend_each()[members], orders.orders_each()[members])


def orders_per_member(activity: Activity, members: BoolArray, span: Span) -> Sample:
    """Return 人均订单数: the members' orders in the span, per member, buyer or not."""
    return _mean(activity.span(span.first, span.last).orders_each(), members)


def spend_per_member(activity: Activity, members: BoolArray, span: Span) -> Sample:
    """Return 人均消费: what the members' orders in the span amount to, per member."""
    return _mean(activity.span(span.first, span.last).spend_each(), members)


def _rate(hits: BoolArray) -> Sample:
    return Sample(hits.astype(np.float64), np.ones(len(hits)))


def _mean(each: FloatArray, members: BoolArray) -> Sample:
    return Sample(each[members], np.ones(int(members.sum())))
