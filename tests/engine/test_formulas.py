"""Formulas as text: references found and changed, strings and other workbooks left alone."""

from __future__ import annotations

import pytest

from xlsegment.engine.edits import Area
from xlsegment.engine.formulas import (
    Reference,
    is_positional,
    names_column,
    references,
    rename_column,
    rename_sheets,
    rename_table,
    sheets_named,
    shift,
    stretch,
)


def test_references_with_and_without_sheets() -> None:
    formula = "A1+$B$2:C3+'My ''x'''!D4+表!A:B+[1]X!A1+'C:\\[b.xlsx]X'!A1+\"A9\"+LOG10(5)+A1B+1:2"
    assert list(references(formula)) == [
        Reference(None, Area(1, 1, 1, 1)),
        Reference(None, Area(2, 2, 3, 3)),
        Reference("My 'x'", Area(4, 4, 4, 4)),
        Reference("表", Area(1, 1, 1_048_576, 2)),
        Reference(None, Area(1, 1, 2, 16_384)),
    ]


def test_a_reference_through_sheets_names_both_ends() -> None:
    assert sheets_named("SUM(Jan:Dec!A1)+'a b:c'!A1+[1]Ext!A1+Solo!name") == {
        "jan", "dec", "a b", "c", "solo",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("Old!A1+old!B2", "'new x'!A1+'new x'!B2"),
        ("'Old'!A1", "'new x'!A1"),
        ("Older!A1+[1]Old!A1+'[b.xlsx]Old'!A1", "Older!A1+[1]Old!A1+'[b.xlsx]Old'!A1"),
        ('INDIRECT("Old!A1")', 'INDIRECT("Old!A1")'),
        ("SUM(Old:Last!A1)", "SUM('new x:Last'!A1)"),
        ("Old!local_name", "'new x'!local_name"),
        ("#REF!A1", "#REF!A1"),
    ],
)
def test_sheets_are_renamed(formula: str, expected: str) -> None:
    assert rename_sheets(formula, {"old": "new x"}) == expected


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("SUM(T[a])+t[[#This Row],[b]]", "SUM(N[a])+N[[#This Row],[b]]"),
        ("T+Tx[a]+T(1)", "N+Tx[a]+T(1)"),
        ('"T[a]"', '"T[a]"'),
    ],
)
def test_tables_are_renamed(formula: str, expected: str) -> None:
    assert rename_table(formula, "T", "N") == expected


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("T[a]+T[[a]:[b]]+T[[#All],[A]]", "T[n'[]+T[[n'[]:[b]]+T[[#All],[n'[]]"),
        ("T[ab]+U[a]+T[[#This Row],a]", "T[ab]+U[a]+T[[#This Row],n'[]"),
        ("[a]+[[#This Row],[a]]", "[a]+[[#This Row],[a]]"),
    ],
)
def test_columns_are_renamed(formula: str, expected: str) -> None:
    assert rename_column(formula, "T", "a", "n[") == expected


def test_inside_its_table_a_column_goes_without_the_tables_name() -> None:
    assert rename_column("[a]*2+T[a]", "T", "a", "b", inside=True) == "[b]*2+T[b]"
    assert names_column("[a]*2", "T", "a", inside=True)
    assert not names_column("[a]*2", "T", "a")


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("A1+$A$1+A$1+$A1", "C4+$A$1+C$1+$A4"),
        ("SUM(A1:B2)+S!A1+A:A+1:1+$1:$1", "SUM(C4:D5)+S!C4+C:C+4:4+$1:$1"),
        ("XFD1+A1048576", "#REF!+#REF!"),
        ('"A1"&T[A1]&A1x&fn.A1(2)', '"A1"&T[A1]&A1x&fn.A1(2)'),
    ],
)
def test_copied_three_down_and_two_right(formula: str, expected: str) -> None:
    assert shift(formula, 3, 2) == expected


def test_positional_formulas() -> None:
    assert is_positional("B2*2")
    assert is_positional("$B2")
    assert not is_positional("B$2+T[[#This Row],[x]]+C:C")


def test_addresses_of_all_data_rows_stretch() -> None:
    area = Area(3, 2, 5, 4)
    assert stretch("SUM(B3:B5)+SUM($C$3:$D$5)", area, 9) == "SUM(B3:B9)+SUM($C$3:$D$9)"
    left = "B3+SUM(B3:B4)+SUM(A3:B5)+X!B3:B5+B5"
    assert stretch(left, area, 9) == left
