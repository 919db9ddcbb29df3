import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsegment.core.header_text import fold
from xlsegment.workbook.headers import HeaderIndex, nearest
from xlsegment.workbook.sheets import TABLES

CUSTOMERS = HeaderIndex(TABLES["customers"])


@pytest.mark.parametrize(
    ("header", "key"),
    [
        ("客户ID", "customer_id"),
        (" 客户 ID ", "customer_id"),
        ("客户\uff29\uff24", "customer_id"),  # full width
        ("Customer ID", "customer_id"),
        ("customer_id", "customer_id"),  # the key itself, as exports carry it
        ("CUSTOMER-ID (required)", "customer_id"),
        ("客户ID*", "customer_id"),
        ("会员号", "customer_id"),  # alias
        ("联系方式(手机)", "mobile"),
        ("联系方式 (手机)", "mobile"),
        ("手机号", "mobile"),
        ("累计消费金额(元)", "total_spend"),
        ("累计消费金额【元】", "total_spend"),
        ("姓名", "name"),
        ("姓名(脱敏)", "masked_name"),
        ("姓名(必填)", "name"),
        ("购买次数", "frequency"),
        ("购买次数(去年)", None),  # a user's own column: never written into
        ("", None),
        (None, None),
        (2023, None),
    ],
)
def test_a_header_is_known_however_it_is_typed(header, key):
    assert CUSTOMERS.key(header) == key


def test_every_declared_header_and_key_of_every_table_is_known_as_itself():
    for spec in TABLES.values():
        index = HeaderIndex(spec)
        for column in spec.columns:
            assert {index.key(header) for header in column.header.both} == {column.key}


def test_the_first_of_two_equal_headers_counts_and_the_other_stays_the_users():
    row = CUSTOMERS.match(["客户ID", "Customer ID", "备注", None, "姓名"])
    assert row.keys == {"customer_id": 0, "name": 4}
    assert row.own == {"Customer ID": 1, "备注": 2}
    assert row.repeated == ("Customer ID",)


def test_nearest_names_what_a_person_probably_meant():
    assert nearest("订单日期", ["下单日期(付款)", "备注", None])[0] == "下单日期(付款)"
    assert nearest("客户ID", ["xyz"]) == []


@given(st.text())
def test_folding_is_idempotent(text):
    assert fold(fold(text)) == fold(text)
