"""Numbers of people: one form for every writing, and no digit that was not there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsegment.core.standards.phones import (
    ends_in_lost_zeros,
    has_lost_digits,
    identity_number,
    is_nobodys_mobile,
    mainland_mobile,
)


@pytest.mark.parametrize(
    "written",
    [
        "13905716283",
        " 13905716283 ",
        "+86 139-0571-6283",
        "+8613905716283",
        "0086 139 0571 6283",
        "86-13905716283",
        "(+86)139.0571.6283",
        "１３９０５７１６２８３",
        13905716283,
        13905716283.0,
        "13905716283.0",
        "1.3905716283E+10",
        "1.3905716283e10",
        "'13905716283",  # how other programs say that a number is text
        "手机：13905716283",
        "手机号码 139 0571 6283",
        "Tel: +86 139-0571-6283",
        "\u202d13905716283\u202c",  # as lists of contacts hand them over
        "\u2066+86 139\u200e0571 6283\u2069",
    ],
)
def test_every_writing_of_a_mobile_becomes_eleven_digits(written):
    assert mainland_mobile(written) == "13905716283"


@pytest.mark.parametrize(
    "cell",
    [
        "1.39E+10",  # eight digits are gone: 13900000000 would be somebody else
        "1.390572E+10",
        1.39e17,
        "139****6283",
        "13905716283/13905716284",
        "12345678901",
        "010-62345678",
        "+852 91234567",
        "95588",
        "手机",
        "客服电话:95588",
        "待补充",
        "",
        None,
        True,
        float("nan"),
    ],
)
def test_what_is_no_whole_mainland_mobile_is_none(cell):
    assert mainland_mobile(cell) is None


@pytest.mark.parametrize("cell", [110105194912310000, 1.1e17, "1.10105E+17", "1.39E+10"])
def test_cut_numbers_have_lost_digits(cell):
    assert has_lost_digits(cell)


@pytest.mark.parametrize(
    "cell", ["1.3905716283E+10", 13905716283, "1E+5", "13905716283", True, None]
)
def test_numbers_with_all_their_digits_have_not(cell):
    assert not has_lost_digits(cell)


def test_an_identity_number_that_proves_itself_may_end_in_zeros():
    assert ends_in_lost_zeros("110105194912310000")
    assert not ends_in_lost_zeros("11010519491231002X")
    assert not ends_in_lost_zeros(110105194912310000)  # a number: has_lost_digits tells
    assert not ends_in_lost_zeros("6222021234567890123")


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("11010519491231002x", "11010519491231002X"),
        ("110105 19491231 002X", "11010519491231002X"),
        (110105491231002, "110105491231002"),  # the old form has fifteen digits: Excel keeps them
        ("'11010519491231002X", "11010519491231002X"),
        ("110105194912310021", None),
        (110105194912310000, None),
    ],
)
def test_identity_numbers(cell, number):
    assert identity_number(cell) == number


@given(st.one_of(st.text(), st.integers(-(10**20), 10**20), st.floats(), st.none(), st.booleans()))
def test_any_cell_is_taken_and_the_result_stands(cell):
    mobile = mainland_mobile(cell)

    assert mobile is None or (len(mobile) == 11 and mainland_mobile(mobile) == mobile)
    number = identity_number(cell)
    assert number is None or identity_number(number) == number


@pytest.mark.parametrize("digits", ["13800138000", "13888888888", "13912345678", "15800000000"])
def test_made_up_numbers(digits):
    assert is_nobodys_mobile(digits)


@pytest.mark.parametrize("digits", ["13905716283", "13988886666", "18612340987"])
def test_numbers_that_may_be_somebodys(digits):
    assert not is_nobodys_mobile(digits)
