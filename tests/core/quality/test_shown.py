"""Groups are called by the words people use, never by a number of a person."""

from __future__ import annotations

import pytest

from xlsegment.core.column_cells import as_objects
from xlsegment.core.quality.shown import shown_label, shown_labels, shown_safe


@pytest.mark.parametrize(
    "label",
    [
        "官网",
        "李经理",
        "抖音2号",
        "18–24岁",
        "1000000-5000000",
        "20230601",
        "5000000",
        "南京路100号店",
    ],
)
def test_words_and_amounts_stay_as_they_are(label: str) -> None:
    assert shown_label(label) == label


def test_a_long_label_is_not_cut_short() -> None:
    assert shown_label("2025年双十一直播间专场引流活动" * 3) == "2025年双十一直播间专场引流活动" * 3


@pytest.mark.parametrize(
    ("label", "shown"),
    [
        ("13905716283", "139****6283"),
        ("老客转介绍13905716283", "老客转介绍…"),
        ("zhang@example.com", "z***@example.com"),
    ],
)
def test_numbers_and_addresses_of_people_are_masked(label: str, shown: str) -> None:
    assert shown_label(label) == shown


def test_missing_labels_stay_missing() -> None:
    labels = as_objects(["官网", None, "13905716283", "官网"])
    assert shown_labels(labels).tolist() == ["官网", None, "139****6283", "官网"]


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("请联系 wanglei@corp.cn", "请联系 w***@corp.cn"),
        ("电话13905716283 勿打扰", "电话139****6283 勿打扰"),
        ("身份证11010519491231002X", "身份证1***************2X"),
        ("寄浙江省杭州市西湖区文三路90号", "寄浙江省杭州市西湖区***"),
        ("李娜13905716283", "李*139****6283"),
        ("已付全款", "已付全款"),
        ("no. 123456789", "no. …"),
    ],
)
def test_what_a_sentence_says_of_people_is_masked(cell: str, shown: str) -> None:
    assert shown_safe(cell) == shown


def test_an_address_is_masked_before_a_long_text_is_cut_short() -> None:
    assert "wang" not in shown_safe("客户要求以后都用邮件联系他本人，他的新地址是 wanglei@corp.cn")


def test_a_label_with_an_address_in_it_is_masked() -> None:
    assert shown_label("转介绍 zhang@example.com") == "转介绍 z***@example.com"
