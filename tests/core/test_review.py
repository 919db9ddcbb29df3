"""When the parameters are due for a review."""

from __future__ import annotations

import datetime as dt

import pytest

from xlsegment.core.review import review_of

TODAY = dt.date(2025, 7, 1)


@pytest.mark.parametrize(("days", "overdue"), [(0, False), (90, False), (91, True), (400, True)])
def test_it_is_overdue_after_the_days_not_on_the_last_of_them(days: int, overdue: bool):
    review = review_of(TODAY - dt.timedelta(days=days), 90, TODAY)

    assert (review.overdue, review.days) == (overdue, days)
    assert ("没有复核" in review.sentence.zh) == overdue


def test_the_sentence_says_when_it_is_next():
    review = review_of(dt.date(2025, 6, 1), 90, TODAY)

    assert "2025-06-01" in review.sentence.zh
    assert "2025-08-30" in review.sentence.en


def test_a_review_nobody_has_noted_is_asked_for_and_is_no_finding():
    review = review_of(None, 90, TODAY)

    assert not review.overdue
    assert "上次复核日期" in review.sentence.zh
    assert "Last review" in review.sentence.en


def test_days_beyond_the_calendar_do_not_end_the_world():
    assert "9999-12-31" in review_of(TODAY, 10**9, TODAY).sentence.en
