"""How a group of customers goes on since a strategy began, week by week and month by month."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xlsegment.core.days import add_months
from xlsegment.core.ratios import ratio
from xlsegment.core.repurchase import Span

if TYPE_CHECKING:
    from xlsegment.core.activity import Activity
    from xlsegment.core.arrays import BoolArray

_WEEK = 7


@dataclass(frozen=True, slots=True)
class Period:
    """One week or month of a strategy.

    Attributes
    ----------
    number : int
        Its number, from 1.
    span : Span
        Its days.
    whole : bool
        Whether all of it is over.
    """

    number: int
    span: Span
    whole: bool


@dataclass(frozen=True, slots=True)
class Step:
    """What a group did in a period.

    Attributes
    ----------
    orders, buyers : int
        Its orders, and the customers who made them.
    repurchase : float or None
        Buyers / customers of the group.
    activated : float or None
        Customers with an order since the strategy began / customers of the group.
    order_value : float or None
        Amount of the orders / orders.
    """

    orders: int
    buyers: int
    repurchase: float | None
    activated: float | None
    order_value: float | None


def weeks(span: Span) -> Iterator[Period]:
    """Yield the weeks of a strategy, counted from its first day."""
    number = 1
    while (first := span.first + _WEEK * (number - 1)) <= span.last:
        last = min(first + _WEEK - 1, span.last)
        whole = last == first + _WEEK - 1
        yield Period(number, Span(first, last, span.known_to), whole)
        number += 1


def months(span: Span) -> Iterator[Period]:
    """Yield the months of a strategy, each from the same day of the month on."""
    number = 1
    while (first := add_months(span.first, number - 1)) <= span.last:
        end = add_months(span.first, number) - 1
        if end < first:  # the calendar has ended
            return
        last = min(end, span.last)
        yield Period(number, Span(first, last, span.known_to), last == end)
        number += 1


def step(activity: Activity, members: BoolArray, start: int, period: Period) -> Step:
    """Return what a group did in a period of a strategy that began on a day."""
    people = int(members.sum())
    during = activity.span(period.span.first, period.span.last)
    orders = during.orders_each()[members]
    so_far = activity.span(start, period.span.last).bought()[members]
    count, buyers = int(orders.sum()), int((orders > 0).sum())
    return Step(
        orders=count,
        buyers=buyers,
        repurchase=ratio(buyers, people),
        activated=ratio(int(so_far.sum()), people),
        order_value=ratio(float(during.spend_each()[members].sum()), count),
    )
