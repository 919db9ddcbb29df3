"""Example formulas read as calls, and their results in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsegment.excel.declare import Example
from xlsegment.excel.examples import call_of, result_of, rows_of, shown
from xlsegment.excel.udfs import FUNCTIONS
from xlsegment.text import Text

NOTE = Text("例", "example")


@pytest.mark.parametrize(
    ("formula", "given"),
    [
        ("=F()", []),
        ("=F( )", []),
        ("=F(1)", [1.0]),
        ("=F(-2.5,+.5,1E3,2e0)", None),
        ('=F("a,b;""c""",",")', ['a,b;"c"', ","]),
        ("=F(1,,TRUE,)", [1.0, None, True, None]),
        ("=F(,)", [None, None]),
        ("=F(DATE(1900,1,1),DATE(1900,3,1),DATE(2023,5,10))", [1.0, 61.0, 45056.0]),
        ('=F({1,2;"x;y,z",FALSE})', [[[1.0, 2.0], ["x;y,z", False]]]),
        ('=F( {1;2} , "a" )', [[[1.0], [2.0]], "a"]),
    ],
)
def test_constants_are_read_as_excel_hands_them_over(formula, given):
    if given is None:
        with pytest.raises(ValueError, match="more than constants"):
            call_of(formula)  # Excel writes a capital E
    else:
        assert call_of(formula) == ("F", given)


@pytest.mark.parametrize(
    "formula",
    ["F(1)", "=F", "=F(A1)", "=F(1+1)", "=F(G(1))", "=F(表1[金额])", '=F("a)', "=F(1)+1", "=F({1)"],
)
def test_what_is_more_than_a_call_with_constants_is_refused(formula):
    with pytest.raises(ValueError, match=r"constants|no call"):
        call_of(formula)


CELLS = st.one_of(
    st.none(), st.booleans(), st.integers(-9999, 9999), st.text('a",;{}()=甲', max_size=9)
)


@given(st.lists(CELLS, min_size=2, max_size=9))
def test_whatever_is_written_is_read_back(cells):
    def written(cell):
        if cell is None:
            return ""
        return '"' + cell.replace('"', '""') + '"' if isinstance(cell, str) else str(cell).upper()

    _, read = call_of(f"=F({','.join(map(written, cells))})")

    assert read == cells
    assert [type(cell) is bool for cell in read] == [type(cell) is bool for cell in cells]


def test_an_example_calls_its_own_function():
    first, second = FUNCTIONS[:2]

    with pytest.raises(ValueError, match=first.name):
        result_of(first, second.examples[0])


@pytest.mark.parametrize(
    ("result", "formats", "lines"),
    [
        ("高", (), ["高"]),
        (0.85, ("0%",), ["85%"]),
        (0.8567, ("0.0%",), ["85.7%"]),
        (45056, ("yyyy-mm-dd",), ["2023-05-10"]),
        (2 / 3, (), ["0.666667"]),
        (True, ("0%",), ["True"]),
        ([["甲", 1], ["乙", 0.5]], ("", "0%"), ["甲 | 100%", "乙 | 50%"]),
        ([["a", 1, 2.0]], ("",), ["a | 1 | 2"]),
    ],
)
def test_results_are_told_in_their_formats(result, formats, lines):
    assert shown(result, Example("=F()", NOTE, formats)) == lines


def test_a_cell_is_a_row_of_one():
    assert rows_of("x") == [["x"]]
    assert rows_of([["x"], ["y"]]) == [["x"], ["y"]]
