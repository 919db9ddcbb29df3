"""Cells of any kind become days, cents, ids and numbers, or are reported."""

from __future__ import annotations

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsegment.core.celltext import exact_number
from xlsegment.core.daycell import RECORDS_BEGIN
from xlsegment.core.days import day_date, day_number
from xlsegment.core.parse import (
    parse_cents,
    parse_counts,
    parse_days,
    parse_ids,
    parse_numbers,
)

MAY_10 = day_number(dt.date(2023, 5, 10))


@pytest.mark.parametrize(
    "cell",
    [
        "2023/5/10",
        "2023-5-10",
        "2023-05-10",
        "2023.5.10",
        "20230510",
        20230510,
        20230510.0,
        "2023年5月10日",
        "2023 年 5 月 10 日",
        "２０２３－０５－１０",
        "２０２３年５月１０日",
        " 2023-05-10 ",
        "2023-05-10 23:59:59",
        "2023-05-10T08:30:00Z",
        "2023-05-10T08:30:00+08:00",
        "2023-05-10 下午 3:05",
        "2023年5月10日 8时30分",
        "20230510083000",
        45056,
        45056.0,
        45056.75,
        "45056",
        "45056.5",
        np.int64(45056),
        np.float64(45056.25),
        dt.date(2023, 5, 10),
        dt.datetime(2023, 5, 10, 23, 59),  # noqa: DTZ001 - as Excel gives it
        pd.Timestamp("2023-05-10 10:00"),
        pd.Timestamp("2023-05-10 23:00", tz="Asia/Shanghai"),
        np.datetime64("2023-05-10T22:00"),
    ],
)
def test_every_way_to_write_a_day_is_the_same_day(cell):
    parsed = parse_days([cell])

    assert parsed.values.tolist() == [MAY_10]
    assert parsed.ok.tolist() == [True]


@pytest.mark.parametrize(
    "cell",
    [
        "2023-02-30",  # no such day
        20230230,
        "2023-13-01",
        "2023-5/10",  # mixed separators
        "5/10/2023",  # day or month first: not guessed
        "2023-05",
        2023,  # a year is no serial
        -1,
        1e300,
        10**400,
        float("inf"),
        True,
        dt.time(3),
        "2023-05-10 soon",
        "yesterday",
        "1899-12-31",
        dt.datetime(1899, 12, 30, 10),  # noqa: DTZ001  what 10:00 alone reads as
        dt.date(1899, 12, 31),
        np.datetime64("1899-12-30T12:00"),
        "10:00",
        0.5,
        "0.5",
    ],
)
def test_an_impossible_day_is_bad_not_guessed(cell):
    parsed = parse_days([cell])

    assert parsed.bad.tolist() == [True]
    assert parsed.values.tolist() == [0]


@pytest.mark.parametrize("cell", [None, "", "  ", "　", "-", "NaN", float("nan"), pd.NaT, pd.NA])
def test_nothing_is_blank_for_every_parser(cell):
    for parse in (parse_days, parse_cents, parse_numbers, parse_counts):
        parsed = parse([cell])
        assert (parsed.blank.tolist(), parsed.bad.tolist()) == ([True], [False]), parse


def test_a_serial_just_below_midnight_is_the_day_excel_shows():
    # 45056.99999999999 differs from midnight by less than Excel can show
    assert parse_days([45056.999999999]).values.tolist() == [MAY_10 + 1]
    assert parse_days([45056.9999]).values.tolist() == [MAY_10]


@pytest.mark.parametrize("zone", [None, "Asia/Shanghai"])
def test_a_datetime_column_keeps_its_calendar_days(zone):
    column = pd.Series(pd.to_datetime(["2023-05-10 23:30", None])).dt.tz_localize(zone)

    parsed = parse_days(column)

    assert parsed.values.tolist() == [MAY_10, 0]
    assert parsed.blank.tolist() == [False, True]


@given(st.dates(dt.date(1950, 1, 1), dt.date(2199, 12, 31)))
def test_a_day_survives_every_notation(day):
    cells = [
        day,
        day.isoformat(),
        f"{day.year}/{day.month}/{day.day}",
        f"{day.year}年{day.month}月{day.day}日",
        int(day.strftime("%Y%m%d")),
        (day - dt.date(1899, 12, 30)).days,
    ]

    assert {day_date(int(n)) for n in parse_days(cells).values} == {day}


@pytest.mark.parametrize(
    ("cell", "cents"),
    [
        (12500, 12_500_00),
        (12500.0, 12_500_00),
        ("12,500.00", 12_500_00),
        ("¥1,200", 1_200_00),
        ("￥ 1,200.5", 1_200_50),
        ("1200元", 1_200_00),
        ("人民币1200", 1_200_00),
        ("3.5万", 35_000_00),
        ("1.2亿", 120_000_000_00),
        ("１２３．４５", 123_45),
        ("(123)", -123_00),
        ("（123）", -123_00),
        ("-5", -5_00),
        ("−5", -5_00),
        ("¥-5", -5_00),
        ("-¥5", -5_00),
        ("+5", 5_00),
        (".5", 50),
        ("1e3", 1_000_00),
        (0.1 + 0.2, 30),
        (1.005, 1_01),  # by its decimal text, as Excel's ROUND does
        (2.675, 2_68),
        (-1.005, -1_01),
        ("1.005", 1_01),
        ("0.00499999999999999999999", 0),  # its float is 0.005, its text is not
        (np.float64(9.99), 9_99),
        (np.int64(7), 7_00),
        (12345678901.235, 12_345_678_901_24),
        (Decimal("1.005"), 1_01),
    ],
)
def test_money_is_read_to_the_cent(cell, cents):
    parsed = parse_cents([cell])

    assert parsed.values.tolist() == [cents]
    assert parsed.ok.tolist() == [True]


@pytest.mark.parametrize(
    "cell",
    [
        "abc",
        "1,23",
        "12,34,567",
        "5%",
        "1 2 x",
        "¥",
        "--5",
        "(-5)",
        True,
        1e300,
        10**400,
        np.inf,
        "1e99",
    ],
)
def test_what_is_no_amount_is_bad(cell):
    assert parse_cents([cell]).bad.tolist() == [True]


@given(st.decimals(-(10**9), 10**9, places=4))
def test_money_rounds_half_a_cent_away_from_zero(amount):
    exact = int((amount * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP))

    assert parse_cents([str(amount)]).values.tolist() == [exact]
    by_float = int(
        (Decimal(repr(float(amount))) * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP)
    )
    assert parse_cents([float(amount)]).values.tolist() == [by_float]


@given(st.text(alphabet="0123456789.,-+eE ¥万元_xinfaNuTru０٣()", max_size=9))
def test_bulk_reading_of_text_agrees_with_reading_one_number(text):
    """The bulk path must not accept what the definition of a number refuses, nor read it else."""
    parsed = parse_cents([text])
    number = exact_number(text)

    if number is None or abs(number) * 100 > 10**15:
        assert not parsed.ok[0]
    else:
        exact = int((number * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP))
        assert parsed.values.tolist() == [exact]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (1001.0, "1001"),
        (1001, "1001"),
        ("1001.0", "1001"),  # exported from a float column
        ("100.05", "100.05"),
        (1.5, "1.5"),
        (" 007 ", "007"),
        ("Ｃ００１", "C001"),
        ("\ufeffC1", "C1"),
        ("C 1", "C 1"),
        (123456789012345, "123456789012345"),
        (10**30, "1" + "0" * 30),
        (None, None),
        ("", None),
        ("　", None),
        (float("nan"), None),
    ],
)
def test_ids_are_text(cell, text):
    assert parse_ids([cell]).values.tolist() == [text]


@pytest.mark.parametrize("text", ["NULL", "nan", "-", " N/A ", "\\N", "None"])
def test_what_exports_write_for_nothing_is_no_id(text):
    parsed = parse_ids([text, "C1"])
    assert list(parsed.values) == [None, "C1"]
    assert parsed.blank.tolist() == [True, False]


def test_ids_of_a_string_column_and_an_object_column_are_alike():
    cells = ["a", "b", None]

    assert parse_ids(pd.Series(cells, dtype="str")).values.tolist() == ["a", "b", None]
    assert parse_ids(pd.Series(cells, dtype=object)).values.tolist() == ["a", "b", None]


def test_a_number_of_more_than_15_digits_is_reported_but_kept():
    parsed = parse_ids([123456789012345678, "123456789012345678", 1.2e17])

    assert parsed.bad.tolist() == [True, False, True]
    assert parsed.values[0] == "123456789012345678"


def test_a_column_of_times_alone_is_bad_and_days_can_be_asked_to_be_recent():
    times = pd.Series(pd.to_datetime(["1899-12-30 10:00", "2023-05-10 10:00"]))

    assert parse_days(times).bad.tolist() == [True, False]
    assert parse_days(["1949-12-31", "1950-01-01"]).bad.tolist() == [False, False]
    recent = parse_days(["1949-12-31", "1950-01-01"], earliest=RECORDS_BEGIN)
    assert recent.bad.tolist() == [True, False]
    assert recent.values[0] == 0


@pytest.mark.parametrize(
    ("text", "bad"),
    [
        ("1.23457E+17", True),
        ("1.38123e+10", True),
        (" １.38E+10 ", True),
        ("1E+15", True),
        ("12E5", False),
        ("1.5E-3", False),
        ("A1.2E+10", False),
        ("12.3E+10", False),
        ("123456789012345000", False),  # a text kept all its digits
    ],
)
def test_an_id_that_excel_shortened_is_reported_but_kept(text, bad):
    parsed = parse_ids([text])

    assert parsed.bad.tolist() == [bad]
    assert not parsed.blank.any()


@given(
    st.lists(st.one_of(st.text(max_size=6), st.integers(), st.floats(), st.none(), st.booleans()))
)
def test_reading_ids_twice_changes_nothing(cells):
    once = parse_ids(cells).values

    assert parse_ids(once).values.tolist() == once.tolist()


def test_counts_are_whole_and_not_negative():
    parsed = parse_counts([3, "4", 5.0, 1.5, -1, "x", None])

    assert parsed.values.tolist() == [3, 4, 5, 0, 0, 0, 0]
    assert parsed.bad.tolist() == [False, False, False, True, True, True, False]


@given(
    st.lists(
        st.one_of(
            st.none(),
            st.booleans(),
            st.integers(),
            st.floats(),
            st.text(max_size=8),
            st.dates(),
            st.datetimes(),
            st.times(),
            st.decimals(allow_nan=False),
            st.binary(max_size=3),
        )
    )
)
def test_no_cell_whatever_it_holds_raises_or_is_lost(cells):
    for parse in (parse_ids, parse_days, parse_cents, parse_numbers, parse_counts):
        parsed = parse(cells)
        assert len(parsed.values) == len(cells)
        if parse is not parse_ids:  # an id that is bad still has a value
            assert not (parsed.blank & parsed.bad).any()


@pytest.mark.parametrize(
    "odd", ["null", " 10005", "1.38123E+10", "１０００５", "10005.0", "C-1", ""]
)
def test_one_odd_id_among_plain_ones_is_read_as_it_is_alone(odd):
    plain = ["C10001", "C10002", "123456"]

    alone, among = parse_ids([odd]), parse_ids([*plain, odd])

    assert among.values.tolist() == [*plain, *alone.values.tolist()]
    assert among.bad.tolist() == [False] * 3 + alone.bad.tolist()
    assert among.blank.tolist() == [False] * 3 + alone.blank.tolist()
    assert parse_ids(plain).values.tolist() == plain


def test_texts_beyond_every_float_are_no_numbers():
    parsed = parse_numbers(["1e400", "-1e400", "1e30"])

    assert parsed.bad.tolist() == [True, True, False]
    assert parsed.values.tolist() == [0.0, 0.0, 1e30]
