"""Checks of cells in words, and dates in one form."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsegment.core.checks import CHECKS
from xlsegment.excel.udfs import DATA_CHECK, STD_DATE

GOOD = {
    "required": "x",
    "mobile": "138 1234 5678",
    "landline": "010-62345678",
    "identity": "11010519491231002X",
    "email": "w@b.cn",
    "card": "4111 1111 1111 1111",
    "date": "2023年5月10日",
    "amount": "¥12,500.00",
    "count": 3,
    "age": "３０",
}


@pytest.mark.parametrize("check", CHECKS.values(), ids=lambda check: check.key)
def test_every_rule_passes_what_it_should_in_both_languages(check):
    assert DATA_CHECK(GOOD[check.key], check.label.zh) == "通过"
    assert DATA_CHECK(GOOD[check.key], check.label.en) == "OK"
    for words in check.words:
        assert DATA_CHECK(GOOD[check.key], words.zh) == "通过"
        assert DATA_CHECK(GOOD[check.key], words.en) == "OK"


@pytest.mark.parametrize(
    ("value", "rule", "says"),
    [
        ("1381234567", "手机", "11 位"),
        ("91234567", "手机", "11 位"),
        ("138****5678", "手机", "已脱敏"),
        ("13812345678", "座机", "不是座机"),
        ("1101051949", "身份证", "18 位"),
        ("110105194912310021", "身份证", "校验码"),
        (110105194912310021.0, "身份证", "Excel"),
        ("4111111111111112", "银行卡", "校验位"),
        ("411", "银行卡", "13 至 19"),
        ("w.b.cn", "邮箱", "不是邮箱"),
        ("2023-02-30", "日期", "不是日期"),
        (True, "日期", "不是日期"),
        (-5, "金额", "退款"),
        ("many", "Amount", "No amount"),
        (1.5, "次数", "整数"),
        (150, "年龄", "122"),
        (True, "金额", "不是金额"),
        *(("1e999", rule, "不是") for rule in ("金额", "次数", "年龄")),
        (1e300, "金额", "不是金额"),
    ],
)
def test_reasons_are_given_in_words(value, rule, says):
    assert says in DATA_CHECK(value, rule)


@pytest.mark.parametrize(
    ("value", "rule", "result"),
    [
        (None, "手机", ""),
        (" ", "日期", ""),
        (None, "必填", "必填，但为空"),
        (None, "Required", "Required, but blank"),
        (1, "血型", "#VALUE!"),
        (1, None, "#N/A"),
        ("#REF!", "必填", "#REF!"),
        (0, "必填", "通过"),
    ],
)
def test_blanks_and_unknown_rules(value, rule, result):
    assert DATA_CHECK(value, rule) == result


def test_a_reason_never_repeats_the_value():
    for check in CHECKS.values():
        assert "7349" not in DATA_CHECK("<7349>", check.label.zh)


def test_a_column_by_one_rule():
    assert DATA_CHECK([["13812345678"], [None]], "手机") == [["通过"], [""]]


@pytest.mark.parametrize(
    "value",
    [
        *("2023-05-10", "2023/5/10", "2023.5.10", "20230510", "2023年5月10日", "2023-05-10 08:30"),
        *("２０２３-０５-１０", 45056, 45056.7, "45056", 20230510),
        *(dt.date(2023, 5, 10), dt.datetime(2023, 5, 10, 23, 59)),  # noqa: DTZ001
    ],
)
def test_dates_in_every_form(value):
    assert STD_DATE(value) == 45056


@pytest.mark.parametrize(
    ("value", "result"),
    [
        (None, ""),
        ("-", ""),
        ("2023-02-30", "#VALUE!"),
        ("soon", "#VALUE!"),
        (-1, "#VALUE!"),
        (True, "#VALUE!"),
        # how COM hands over 0 and times of day in a cell with a date format
        (dt.datetime(1899, 12, 30, 8, 30), "#VALUE!"),  # noqa: DTZ001
        (dt.date(1800, 1, 1), "#VALUE!"),
        ("#N/A", "#N/A"),
        ([["2023-05-10"], [None], ["x"]], [[45056], [""], ["#VALUE!"]]),
    ],
)
def test_what_is_no_date(value, result):
    assert STD_DATE(value) == result


@given(st.dates(dt.date(1900, 1, 1), dt.date(9999, 12, 31)))
def test_a_date_stays_itself(day):
    serial = STD_DATE(day)

    assert STD_DATE(serial) == serial
    assert STD_DATE(day.isoformat()) == serial
