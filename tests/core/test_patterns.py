"""Personal data is found by its form; orders, products, dates and amounts are not taken for it."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsegment.core.patterns import number_span, spans


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("请电 138 1234 5678", [("mobile", "138****5678")]),
        ("+86-13812345678", [("mobile", "138****5678")]),
        ("手机１３８１２３４５６７８", [("mobile", "138****5678")]),
        ("liu1fan＠qq.com", [("email", "l***@qq.com")]),
        ("邮箱li.wei@example.com。", [("email", "l***@example.com")]),
        ("身份证11010519491231002X", [("identity", "1***************2X")]),
        ("11010519491231002x", [("identity", "1***************2X")]),
        ("卡 4111 1111 1111 1111", [("card", "************1111")]),
        ("电话 0571-87654321转801", [("landline", "0571-******21")]),
        ("寄浙江省杭州市西湖区文三路90号 谢谢", [("address", "浙江省杭州市西湖区***")]),
        ("联系人：张三", [("name", "张*")]),
        ("王芳女士", [("name", "王*")]),
        (r"C:\Users\zhangwei\Desktop", [("name", "***")]),
        ("file:///C:/Users/Zhang%20Wei/a.xlsx", [("name", "***")]),
        ("C:%5CUsers%5C张伟%5Ca.xlsx", [("name", "***")]),
        ("/home/li/a.xlsx，/Users/wang.fang/b", [("name", "***"), ("name", "***")]),
    ],
)
def test_personal_data_in_free_text(text, found):
    assert [(span.kind, span.masked) for span in spans(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "2025061812345678", "DD13812345678", "SKU-13812345678-01", "110105194912310021",
        "4111111111111112", "2025-05-10 12:30:45", "0571-2025-0601", "400-800-1234",
        "浙江省杭州市", "138****5678", "l***@example.com", "138.12345678", "￥13,812,345.67",
        "版本 10.0.19041.1", "{13812345-6789-4111-8111-111111111111}", "192.168.100.200",
        r"C:\Users\Public\a", r"C:\Users\***\a", "https://a.example/users/123/edit", "a/home/b/c",
        "项目周报", "欧阳修路", "1381234567", "138123456789", "https://a.example/13812345678abc",
    ],
)  # fmt: skip
def test_what_only_looks_like_it(text):
    assert spans(text) == []


@pytest.mark.parametrize(
    ("digits", "most"),
    # 16: one of ten has a right check digit, one of three begins like a card; 18 likewise.
    [(8, 0), (10, 0), (12, 0), (13, 0), (14, 0.01), (15, 0.01), (16, 0.045), (17, 0.02),
     (18, 0.02), (19, 0.02), (20, 0)],
)  # fmt: skip
def test_how_many_random_numbers_are_taken_for_a_persons(digits, most):
    chance = random.Random(1)
    count = 4000

    taken = sum(
        bool(spans(str(chance.randrange(10 ** (digits - 1), 10**digits)))) for _ in range(count)
    )

    assert taken <= most * count


def test_order_numbers_that_begin_with_a_day_are_never_taken():
    chance = random.Random(1)
    for digits in (6, 8, 10, 12):
        for _ in range(1000):
            day = f"20{chance.randint(10, 30)}{chance.randint(1, 12):02}{chance.randint(1, 28):02}"
            assert spans(f"{day}{chance.randrange(10**digits):0{digits}}") == []


def test_a_number_cell_is_a_mobile_number_or_nobodys():
    assert number_span("13812345678") is not None
    assert number_span("1.3812345678E+10") is not None
    assert number_span("45123") is None
    assert number_span("12812345678") is None
    assert number_span("110105194912310000") is None


@given(st.text())
def test_no_text_makes_it_fail(text):
    assert all(text[span.start : span.end] != span.masked for span in spans(text))
