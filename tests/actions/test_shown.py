"""What 数据检查 shows of a cell: dates and amounts, never a person."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsegment.actions.decide.shown import shown_safely


@pytest.mark.parametrize(
    "text",
    [
        "2025-13-40",
        "2025年13月40日 25:61:00",
        "¥-1,2,3",
        "(12)-",
        "3.5万元x"[:4],
        "1.2E+99",
        "2025/2/30",
    ],
)
def test_dates_and_amounts_are_shown_as_they_stand(text):
    assert shown_safely(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("张三丰", "张**"),
        ("待定", "待*"),
        ("13800138000", "1**********"),
        ("+86 138-0013-8000", "+***********"),
        ("13800138000.0", "1***********"),
        ("1.38001E+10", "1**********"),
        ("2025-01-02 13800138000", "2***********"),
        ("0571-88001234", "0***********"),
        ("91234567", "9*******"),
        ("110101199003077758", "1***********"),
        ("12 " * 20, "1***********"),
        ("", ""),
    ],
)
def test_everything_else_is_masked(text, shown):
    assert shown_safely(text) == shown


@given(st.text(max_size=60))
def test_no_letter_but_the_first_and_those_of_dates_and_amounts_gets_through(text):
    shown = shown_safely(text)
    assert len(shown) <= max(24, 12)
    assert shown == text or set(shown[1:]) <= {"*"}
