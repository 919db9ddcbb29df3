"""Customer feedback: what counts, what is last, what is found wrong."""

from __future__ import annotations

import datetime as dt
import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xlsegment.core.days import day_number
from xlsegment.core.feedback import clean_feedback, feedback_findings, latest_feedback
from xlsegment.core.feedback_topics import TOPICS, topic_of

AS_OF = 20_000


def frame(*rows):
    keys = ("feedback_date", "customer_id", "content", "satisfaction")
    return pd.DataFrame([dict(zip(keys, row, strict=True)) for row in rows], dtype=object)


def of(table, customer):
    return latest_feedback(table, AS_OF).set_index("customer_id").loc[customer]


def test_the_last_day_wins_and_complaints_are_counted():
    table = frame(
        ("2024-05-01", "C1", "快递太慢", 2),
        ("2024-06-01", "C1", "客服回复很快，谢谢", 5),
        ("2024-04-01", "C1", "商品质量有瑕疵", 1),
    )
    said = of(table, "C1")
    assert (said["feedbacks"], said["complaints"], said["latest_satisfaction"]) == (3, 2, 5)
    assert math.isclose(said["satisfaction_mean"], 8 / 3)
    assert (said["topic"], said["complaint_topic"]) == ("reply", "delivery")


def test_of_one_day_the_least_satisfied_word_is_the_last():
    table = frame(("2024-05-01", "C1", "太贵", 1), ("2024-05-01", "C1", "物流很快", 5))
    assert (of(table, "C1")["topic"], of(table, "C1")["latest_satisfaction"]) == ("price", 1)


def test_needs_for_service_and_personal_wishes_are_told_apart():
    table = frame(
        ("2024-05-01", "C1", "想要刻字礼盒", None), ("2024-06-01", "C1", "如何保修？", None)
    )
    said = of(table, "C1")
    assert (said["personal_topic"], said["service_topic"]) == ("custom", "after_sale")


@pytest.mark.parametrize(
    ("text", "satisfaction", "complaint"),
    [("我要投诉", None, True), ("我要投诉", 4, False), ("还行", 2, True), ("还行", 3, False)],
)
def test_a_complaint_is_low_satisfaction_or_without_any_the_words(text, satisfaction, complaint):
    assert (
        clean_feedback(frame(("2024-05-01", "C1", text, satisfaction)))["complaint"][0]
        is (pd.Series([complaint])[0])
    )


def test_what_cannot_be_used_is_left_out_and_listed():
    table = frame(
        ("2024-13-40", "C1", "快递慢", 3),
        ("2024-05-01", "C9", "快递慢", 3),
        ("2024-05-01", None, "快递慢", 3),
        ("2024-05-01", "C1", "快递慢", 7),
        ("2999-01-01", "C1", "快递慢", 3),
        ("2024-05-02", "C1", "很好", 4),
    )
    findings = [(f.code, f.row) for f in feedback_findings(table, ["C1"], as_of=AS_OF)]
    assert sorted(findings) == [
        ("I-108", 4), ("W-100", 0), ("W-101", 1), ("W-102", 3), ("W-109", 2),
    ]  # fmt: skip
    said = of(table, "C1")
    assert (said["feedbacks"], said["satisfaction_mean"], said["topic"]) == (2, 4, "delivery")


def test_without_feedback_there_is_an_empty_table():
    for table in (frame(), pd.DataFrame(), frame((None, None, None, None))):
        assert latest_feedback(table, AS_OF).empty
        assert {"customer_id", "topic", "complaints"} <= set(latest_feedback(table, AS_OF).columns)


def test_every_topic_is_found_by_its_own_words_in_both_languages():
    for topic in TOPICS.values():
        assert {topic_of(word) for word in (*topic.chinese, *topic.english)} == {topic.key}
    assert topic_of("a chocolate box") == ""


CELLS = st.tuples(
    st.sampled_from(["2024-05-01", "2024-05-02", "2024-06-01", None, "x"]),
    st.sampled_from(["C1", "C2", None, 7]),
    st.sampled_from(["快递慢", "太贵", "退货", "想定制", "好", None, "投诉"]),
    st.sampled_from([1, 2, 3, 4, 5, None, 9, "4", "高"]),
)


@settings(max_examples=40)
@given(st.lists(CELLS, max_size=12), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(rows, random):
    mixed = list(rows)
    random.shuffle(mixed)
    first, second = (latest_feedback(frame(*r), AS_OF) for r in (rows, mixed))
    pd.testing.assert_frame_equal(first, second)
    assert first["feedbacks"].sum() <= len(rows)
    assert (first["complaints"] <= first["feedbacks"]).all()


def test_the_analysis_date_bounds_what_is_known():
    table = frame(("2024-05-01", "C1", "快递慢", 2), ("2024-06-01", "C1", "很好", 5))
    said = latest_feedback(table, day_number(dt.date(2024, 5, 31))).iloc[0]
    assert (said["feedbacks"], said["latest_satisfaction"]) == (1, 2)
