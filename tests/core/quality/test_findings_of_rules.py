"""What each rule finds and what it lets pass, on cells as people write them."""

from __future__ import annotations

import datetime as dt
import math

import pandas as pd
import pytest

from tests.core.quality.made import tables
from xlsegment.core.entry import ENTRIES
from xlsegment.core.findings import Finding
from xlsegment.core.quality.checked import check_tables
from xlsegment.core.quality.far_amounts import FEWEST, TIMES
from xlsegment.core.quality.rule import Found
from xlsegment.core.quality.rules import RULES
from xlsegment.core.quality.shown import shown_safe

BY_KEY = {rule.key: rule for rule in RULES}


def rows(key: str, given, code: str | None = None) -> list[int]:
    found = [f for f in BY_KEY[key].find(given) if isinstance(f, Found)]
    return sorted(row for f in found if code in (None, f.code) for row in f.rows)


def column(name: str, *cells: object, **more: object):
    people = [{"customer_id": f"C{n}", name: cell, **more} for n, cell in enumerate(cells)]
    return tables(people)


# --- key fields -------------------------------------------------------------------------------


def test_key_fields_are_marked_once_and_in_the_language_of_the_workbook():
    people = [
        {"customer_id": "C1", "mobile": None, "first_order_date": None},
        {"customer_id": "C2", "mobile": "待补充", "first_order_date": "To be added"},
        {"customer_id": "C3", "mobile": " - ", "first_order_date": "2024-01-01"},
        {"customer_id": "C4", "mobile": "13905716283", "first_order_date": None},
        {"customer_id": None, "mobile": None, "first_order_date": None},
    ]
    orders = [("T1", "C4", "2025-01-01", 5)]

    for lang, word in (("zh", "待补充"), ("en", "To be added")):
        mobile, first = BY_KEY["key_fields"].find(tables(people, orders, lang=lang))
        assert (mobile.column, mobile.rows, mobile.values) == ("mobile", [0, 2], [word, word])
        assert (first.column, first.rows, first.accept) == ("first_order_date", [0], "auto")


@pytest.mark.parametrize("word", ["无", "未知", "不详", " N/A ", "#N/A", "－"])
def test_a_word_for_not_known_is_a_gap_and_nothing_else(word):
    given = column("mobile", "13905716283", word, city="浙江省-杭州市")

    assert rows("key_fields", given) == [1]
    assert [key for key in BY_KEY if key != "key_fields" and rows(key, given)] == []
    assert rows("unfit_values", column("age", 34, word)) == []


# --- contradictions ---------------------------------------------------------------------------


def test_dates_after_the_analysis_date_are_the_future():
    given = column("registered_on", "2025-06-30", "2025-07-01", dt.datetime(2031, 1, 1), "soon")  # noqa: DTZ001

    assert rows("future_dates", given) == [1, 2]


def test_orders_before_registration_are_listed_with_both_days():
    people = [{"customer_id": "C1", "registered_on": "2025-03-01"}, {"customer_id": "C2"}]
    orders = [
        ("T1", "C1", "2025-03-01", 5),
        ("T2", "C1", "2025-02-28", 5),
        ("T3", "C2", "2020-01-01", 5),
        ("T4", "C9", "2020-01-01", 5),
    ]

    (found,) = BY_KEY["before_registration"].find(tables(people, orders))

    assert (found.table, found.rows) == ("orders", [1])
    assert found.shown == ["2025-02-28 < 2025-03-01"]


def test_negative_amounts_that_are_returns_pass():
    orders = [
        ("T1", "C1", "2025-01-01", 50, "已完成"),
        ("T1", "C1", "2025-01-05", -50, "退款"),
        ("T2", "C1", "2025-01-05", -50, None),  # bought before
        ("T3", "C1", "2024-12-01", -50, None),  # nothing bought yet
        ("T4", "C1", "2025-01-05", -50, "交易成功"),
        ("T5", "C1", "2025-01-05", -50, "已取消"),
    ]

    assert rows("negative_amounts", tables(orders=orders)) == [3, 4]


# --- amounts far outside ----------------------------------------------------------------------


def test_the_limits_are_median_and_mad_of_logarithms_and_are_told():
    amounts = [50.0, 80.0, 100.0, 125.0, 200.0] * 8
    # by hand: median 100; distances log 2, log 1.25, 0, log 1.25, log 2; their median log 1.25
    spread = 1.4826 * math.log(1.25)
    low, high = 100 * math.exp(-TIMES * spread), 100 * math.exp(TIMES * spread)
    edge = [
        round(low, 2) - 0.01,
        round(low, 2) + 0.01,
        round(high, 2) - 0.01,
        round(high, 2) + 0.01,
    ]
    orders = [(f"T{n}", "C1", "2025-01-01", x) for n, x in enumerate([*amounts, *edge])]

    (found,) = BY_KEY["far_amounts"].find(tables(orders=orders))

    assert found.rows == [40, 43]
    text = Finding(found.code, "orders", 40, "amount", fields=found.fields).what("zh")
    assert f"{low:,.2f}" in text
    assert f"{high:,.2f}" in text
    assert f"中位数 ± {TIMES} × 1.4826 × MAD" in text
    assert "全部订单" in text


def test_each_segment_has_limits_of_its_own_and_small_ones_those_of_all():
    people = [
        *({"customer_id": f"A{n}", "segment": "大客户"} for n in range(FEWEST)),
        *({"customer_id": f"B{n}", "segment": "散客"} for n in range(FEWEST)),
        {"customer_id": "S", "segment": "小群"},
    ]
    orders = [
        *((f"T{n}", f"A{n}", "2025-01-01", 90_000 + 1000 * n) for n in range(FEWEST)),
        *((f"U{n}", f"B{n}", "2025-01-01", 90 + n) for n in range(FEWEST)),
        ("X1", "B1", "2025-01-01", 100_000),  # much for the one, usual for the other
        ("X2", "A1", "2025-01-01", 100_000),
        ("X3", "S", "2025-01-01", 100_000),
    ]

    (found,) = BY_KEY["far_amounts"].find(tables(people, orders))

    assert found.rows == [2 * FEWEST]
    assert found.fields["group"].zh == "散客"


def test_where_most_amounts_are_equal_no_limits_are_made_up():
    orders = [(f"T{n}", "C1", "2025-01-01", 30) for n in range(30)]
    orders += [("T98", "C1", "2025-01-01", 31), ("T99", "C1", "2025-01-01", 9_999)]

    (found,) = BY_KEY["far_amounts"].find(tables(orders=orders))

    assert (found.code, found.rows, found.fields["typical"]) == ("I-071", (), "30.00")


def test_a_handful_of_orders_says_nothing():
    orders = [(f"T{n}", "C1", "2025-01-01", 10.0**n) for n in range(FEWEST - 1)]

    assert rows("far_amounts", tables(orders=orders)) == []


# --- nobody -----------------------------------------------------------------------------------


def test_test_accounts_are_told_by_words_and_made_up_numbers():
    names = column(
        "name", "测试", "测试账号2", "TEST", "test_01", "Tester", "111", "啊啊啊", "Demo user"
    )
    real = column("name", "张三", "Attestor", "Contest", "Testa", "欧阳娜娜", "Bo", "张*", None)

    assert rows("test_accounts", names) == [*range(8)]
    assert rows("test_accounts", real) == []
    assert rows("test_accounts", column("mobile", "+86 13800138000", "13905716283")) == [0]
    assert rows("test_accounts", column("email", "a@example.com", "a@mail.cn")) == [0]


def test_a_customer_with_an_order_or_a_single_field_is_somebody():
    people = [
        {"customer_id": "C1", "name": None, "email": "-"},
        {"customer_id": "C2", "name": None, "email": "a@mail.cn"},
        {"customer_id": "C3", "name": None, "email": None},
        {"customer_id": None, "name": None, "email": None},
    ]

    given = tables(people, [("T1", "C3", "2025-01-01", 5)])

    assert rows("nothing_known", given) == [0]


# --- entries ----------------------------------------------------------------------------------


def test_what_cleaning_mends_or_refresh_lists_is_not_found_again():
    given = tables(
        [{"customer_id": "C1", "mobile": "nothing", "registered_on": "soon", "age": "34岁"}],
        [("T1", "C1", "soon", "many")],
    )

    assert rows("unfit_values", given) == []


def test_ages_beyond_a_life_do_not_fit():
    assert rows("unfit_values", column("age", 0, 122, 123, 150, -1, 3.5, "abc")) == [2, 3, 4, 5, 6]


def test_a_rule_and_the_validation_in_excel_have_the_same_bounds():
    assert ENTRIES["age"].native is not None
    assert (ENTRIES["age"].native.low, ENTRIES["age"].native.high) == ("0", "122")
    for entry in ENTRIES.values():
        if entry.check is not None and entry.native is not None and entry.native.type == "whole":
            assert entry.check.reason(int(entry.native.low)) is None
            assert entry.check.reason(int(entry.native.low) - 1) is not None


# --- words ------------------------------------------------------------------------------------


def test_sections_are_written_in_the_language_of_the_workbook():
    people = [{"customer_id": "C1", "industry": "IT"}, {"customer_id": "C2", "industry": "教育"}]

    for lang, written in (
        ("zh", "信息传输、软件和信息技术服务业"),
        ("en", "Information, software and IT services"),
    ):
        (found,) = BY_KEY["industries"].find(tables(people, lang=lang))
        assert (found.rows, found.values) == ([0], [written])


def test_regions_that_lose_a_district_are_asked_about():
    given = column(
        "city", "杭州", "杭州西湖区", "浙江省-杭州市", "朝阳区", "浙江", "Hangzhou", "火星"
    )

    found = {f.code: (f.rows, f.accept) for f in BY_KEY["regions"].find(given)}

    assert found["I-067"] == ([0], "auto")
    assert found["I-072"] == ([1], "ask")
    assert found["W-064"] == ([6], "never")
    assert rows("regions", given, "W-067") == [3, 4]


# --- privacy and mess -------------------------------------------------------------------------

_SECRETS = {
    "name": "欧阳 娜娜",
    "mobile": "+86 139-0571-6283",
    "id_number": " 110105 19491231002x",
    "email": "ｏuyang.nana@mail.cn",
    "address": "浙江省杭州市西湖区文三路90号",
    "industry": "13905716283",
    "city": "浙江省杭州市西湖区文三路90号",
    "age": "13905716283",
    "registered_on": "欧阳娜娜",
    "first_order_date": "ouyang.nana@mail.cn",
    "profit_contribution": "11010519491231002X",
    "银行卡号": 6222021234567890123,
}


def test_nothing_personal_is_shown_not_even_in_the_wrong_column():
    people = [{"customer_id": f"1390571628{n}", **_SECRETS} for n in (3, 4)]

    checked = check_tables(tables(people, [("13905716283", "13905716283", "soon", "soon")]))

    assert {f.column for f in checked.founds} >= {"name", "mobile", "id_number", "email", "city"}
    said = " ".join(
        text
        for f in checked.founds
        for text in (*f.shown, *f.suggested, *(str(v) for v in f.fields.values()))
    )
    for secret in ("娜", "5716283", "0571-6283", "19491231", "nana", "文三路", "1234567890"):
        assert secret not in said


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("13905716283", "139****6283"),
        (13905716283.0, "139****6283"),
        ("no. 123456789", "no. …"),
        ("20230510", "20230510"),
        ("服务业", "服务业"),
        (None, ""),
        (dt.date(2023, 5, 10), "2023-05-10"),
    ],
)
def test_cells_of_other_columns_are_shown_without_personal_data(cell, shown):
    assert shown_safe(cell) == shown


def test_masked_values_and_marks_are_left_alone():
    people = [
        {
            "customer_id": "C1",
            "name": "张*",
            "mobile": "138****5678",
            "id_number": "1***************2X",
            "email": "a***@mail.cn",
            "industry": "待补充",
            "city": "待补充",
            "first_order_date": "待补充",
            "age": "待补充",
        }
    ]

    checked = check_tables(tables(people))

    assert [f.code for f in checked.founds] == []


def test_typed_columns_are_checked_like_columns_of_cells():
    frame = pd.DataFrame(
        {
            "customer_id": pd.Series(["C1", "C2"], dtype="string"),
            "mobile": pd.Series([13905716283.0, None]),
            "registered_on": pd.to_datetime(["2024-01-01", None]),
            "age": pd.Series([34, 150], dtype="int64"),
            "city": pd.Series(["杭州", "杭州"], dtype="category"),
        }
    )
    given = tables([])
    given = type(given)({"customers": frame}, given.as_of, given.entries)

    found = {(f.code, f.column): list(f.rows) for f in check_tables(given).founds}

    assert found == {
        ("I-064", "mobile"): [0],
        ("I-070", "mobile"): [1],
        ("W-079", "age"): [1],
        ("I-067", "city"): [0, 1],
    }
