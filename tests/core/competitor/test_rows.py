"""What people fill in about a competitor's customers."""

from __future__ import annotations

import pandas as pd
import pytest

from xlsegment.core.competitor.rows import clean_profile

KEYS = ("competitor", "dimension", "dimension_value", "their_share", "their_count")


def cleaned(*rows: tuple[object, ...]):
    table = pd.DataFrame([dict(zip(KEYS, row, strict=False)) for row in rows], columns=list(KEYS))
    found, findings = clean_profile(table.astype(object), "竞品")
    return found, [(f.code, f.row) for f in findings]


def test_shares_as_percent_or_fraction():
    for male, female in ((0.38, 0.62), ("38%", "62%"), (38, 62), ("38", "62 %"), ("３８％", 0.62)):
        rows, findings = cleaned(("甲", "性别", "男", male), ("甲", "性别", "女", female))

        assert rows["share"].tolist() == pytest.approx([0.38, 0.62])
        assert findings == []


def test_numbers_of_people_give_the_share():
    rows, findings = cleaned(
        *(("甲", "渠道", name, None, count) for name, count in (("天猫", 420), ("京东", "1,580"))),
        ("甲", "性别", "女", 0.5, 7),
    )

    assert rows["share"].tolist() == [0.21, 0.79, 0.5]
    assert findings == []


def test_what_cannot_be_a_share_is_listed():
    rows, findings = cleaned(
        ("甲", "性别", "男", -0.1),
        ("甲", "性别", "女", "很多"),
        ("甲", "性别", "未知", "130%"),
        ("甲", "城市", "杭州", None, -3),
        ("甲", "城市", "上海", None, None),
        ("甲", None, "上海", "x"),
    )

    assert rows.empty
    assert findings == [("W-148", row) for row in range(4)]


def test_of_repeated_values_the_first_is_used():
    rows, findings = cleaned(
        ("甲", "性别", "男", 0.4), ("甲 ", " 性别", "男 ", 0.5), ("乙", "性别", "男", 0.5),
        ("甲", "年龄", "<18", 0.5), ("甲", "年龄", "18+", 0.5), ("甲", "性别", "女", 0.6),
    )  # fmt: skip

    assert rows["row"].tolist() == [0, 2, 3, 4, 5]
    assert findings == [("W-145", 1)]


@pytest.mark.parametrize(
    ("shares", "whole"),
    [
        ((0.3, 0.7), True),
        ((0.33, 0.33, 0.33), True),  # rounded to whole percents
        ((0.3, 0.34, 0.16), False),
        ((0.8, 0.7), False),
        ((0.17,) * 6, True),  # sixths
        ((0.5,), True),  # a single value says nothing about the others
    ],
)
def test_shares_that_are_no_whole_are_listed_once(shares, whole):
    rows, findings = cleaned(*(("甲", "城市", f"城{i}", s) for i, s in enumerate(shares)))

    assert len(rows) == len(shares)
    assert findings == ([] if whole else [("W-149", 0)])


def test_a_competitor_without_a_name_and_an_empty_table():
    rows, _ = cleaned((None, "性别", "男", 1.0))

    assert rows["competitor"].tolist() == ["竞品"]
    assert cleaned()[0].empty
