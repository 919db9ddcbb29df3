"""Originals are found however they are written, and nothing else is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.privacy.people import people, triples
from xlsegment.privacy.known import Known

KNOWN = Known(
    [
        ("张小明", "张**", "name"),
        ("张小", "张*", "name"),
        ("Li", "L*", "name"),
        ("John Smith", "J*** S****", "name"),
        ("13812345678", "138****5678", "mobile"),
        ("91234567", "91****67", "mobile"),
        ("010-62345678", "010-******78", "landline"),
        ("11010519491231002X", "1***************2X", "identity"),
        ("Zhang@x.com", "z***@x.com", "email"),
        ("浙江省杭州市", "浙江省杭州市***", "address"),
        ("浙江省温州市文三路 3 号", "浙江省温州市***", "address"),
        ("卡尔·马克思", "卡***", "name"),
        ("王", "*", "name"),
        ("李**", "李**", "name"),
    ]
)


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("联系张小明吧", "联系张**吧"),
        ("张小丽", "张*丽"),
        ("tell LI, not Lily or Ali", "tell L*, not Lily or Ali"),
        ("john smith's", "J*** S****'s"),
        ("138-1234-5678", "138****5678"),
        ("+86 138 1234 5678", "+86 138****5678"),
        ("008613812345678", "0086138****5678"),
        ("１３８１２３４５６７８", "138****5678"),
        ("13812345678.0", "138****5678.0"),
        ("1.3812345678E+10", "138****5678"),
        ("单号DD13812345678001", "单号DD138****5678001"),
        ("(010) 6234 5678", "(010-******78"),
        ("1062345678", "010-******78"),
        ("912345678 x91234567", "912345678 x91****67"),
        ("11010519491231002x", "1***************2X"),
        ("mailto:ZHANG@X.COM", "mailto:z***@x.com"),
        ("浙江省杭州市 王 李**", None),
        # gaps that are read over
        ("张 小 明，张　小明，张\u200b小明，张·小明，张\n小明", "张**，张**，张**，张**，张**"),
        ("张　小", "张*"),
        ("小张 小丽", None),
        ("John  Smith, JOHN\u00a0SMITH", "J*** S****, J*** S****"),
        ("卡尔马克思 卡尔 • 马克思", "卡*** 卡***"),
        ("浙江省 温州市 文三路3号", "浙江省温州市***"),
        ("zhang @ x.com Zhang＠x．com", "z***@x.com z***@x.com"),
        ("ｊｏｈｎ Ｓｍｉｔｈ", "J*** S****"),
        ("138 - 1234 - 5678", "138****5678"),
        ("138/1234/5678 13,812,345,678 138_1234_5678", "138****5678 138****5678 138****5678"),
        ("138\u200b1234\u20095678", "138****5678"),
        # codes
        ("https://a.example/?q=%E5%BC%A0%E5%B0%8F%E6%98%8E&x", "https://a.example/?q=张**&x"),
        ("?q=%D5%C5%D0%A1%C3%F7", "?q=张**"),
        ("mailto:zhang%40x.com", "mailto:z***@x.com"),
        ("%25E5%25BC%25A0%25E5%25B0%258F%25E6%2598%258E", "张**"),
        (r'{"n": "\u5f20\u5c0f\u660e"}', '{"n": "张**"}'),
        ("&#24352;&#x5c0f;明 &amp;#24352;小明", "张** 张**"),
        ("5byg5bCP5piOMTM4MTIzNDU2Nzg= x", "*** x"),
        ("2025-05-10 12:30 订单 20250610123456789 金额 13812.34", None),
        ("", None),
    ],
)
def test_originals_are_found_in_any_writing(text, masked):
    assert KNOWN.replace(text) == masked


@pytest.mark.parametrize(
    ("stored", "is_found"),
    [
        ("13812345678", True),
        ("13812345678.0", True),
        ("1.3812345678E+10", True),
        ("1.3812345678E10", True),
        ("8613812345678", True),
        ("13812345678.5", False),
        # what Excel leaves of an identity that was typed as a number
        ("110105194912310000", True),
        ("1.10105194912310E+17", True),
        ("11010519491231", False),
        ("0.13812345678", False),
        ("138123456780", False),
        ("1E+400", False),
        ("NaN", False),
        ("", False),
    ],
)
def test_a_number_is_an_original_as_a_whole_only(stored, is_found):
    assert (KNOWN.number(stored) is not None) == is_found


def test_the_longest_original_does_not_reach_behind_the_text():
    known = Known([("Wei Zhang", "W** Z****", "name"), ("weiz@x.example", "w***", "email")])

    assert [(s.start, s.end) for s in known.find("Wei Zhang")] == [(0, 9)]


def test_a_mask_that_holds_somebody_else_is_hidden():
    known = Known([("西湖", "西*", "name"), ("杭州市西湖区1号", "杭州市西湖区***", "address")])

    assert known.replace("杭州市西湖区1号") == "杭州市**区***"


@given(st.text())
def test_no_text_makes_it_fail_and_what_is_masked_stays(text):
    masked = KNOWN.replace(text)

    assert masked is None or KNOWN.replace(masked) is None


@given(st.integers(0, 499), st.text("张a1 -。,\n", max_size=9), st.text("a1 。(<\n", max_size=9))
def test_everybody_is_found_among_other_text(number, before, behind):
    for value in SOME[number].values.values():
        assert EVERYBODY.find(f"{before} {value} {behind}")


def test_long_texts_are_searched_as_short_ones():
    text = "。".join(person.name for person in SOME) + "x" * 500

    assert [text[s.start : s.end] for s in EVERYBODY.find(text)] == [p.name for p in SOME]


SOME = people(500)
EVERYBODY = Known(triples(SOME))
