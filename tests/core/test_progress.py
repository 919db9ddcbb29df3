"""Weeks and months of a strategy."""

from __future__ import annotations

from datetime import date

from xlsegment.core.days import day_number
from xlsegment.core.progress import months, weeks
from xlsegment.core.repurchase import Span


def test_months_begin_on_the_same_day_and_the_last_one_is_not_over():
    first, last = day_number(date(2025, 1, 31)), day_number(date(2025, 3, 10))

    found = list(months(Span(first, last, last)))

    # 31 January to 27 February, then from the last day of February, as long as it lasts.
    assert [(p.number, p.span.first - first, p.span.last - first, p.whole) for p in found] == [
        (1, 0, 27, True),
        (2, 28, 38, False),
    ]


def test_weeks_have_seven_days():
    found = list(weeks(Span(0, 13, 13)))

    assert [(p.span.first, p.span.last, p.whole) for p in found] == [(0, 6, True), (7, 13, True)]


def test_periods_end_with_the_calendar():
    first, last = day_number(date(9999, 10, 15)), day_number(date.max)

    assert [period.number for period in months(Span(first, last, last))] == [1, 2, 3]
