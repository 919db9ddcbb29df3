"""What xlwings asks of every engine that reads a file: one file, made once, only read."""

# ruff: noqa: DTZ001 - cells have no time zone
from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest
import xlsxwriter
import xlwings as xw

from tests.engine.xlwings_suite.catalogue import covers


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    """A workbook by another hand: three sheets, names, two tables."""
    path = tmp_path_factory.mktemp("engines") / "engines.xlsx"
    book = xlsxwriter.Workbook(path)
    day = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    one, two, three = (book.add_worksheet(f"Sheet{i}") for i in (1, 2, 3))
    one.write_row("A1", ["a", "b", "c"])
    one.write_row("A2", [1, 2, 3])
    one.write_datetime("D2", dt.datetime(2021, 1, 1), day)
    one.write_row("A3", [4, 5, 6])
    one.add_table("A10:B11", {"style": "Table Style Medium 2"})
    one.add_table(
        "A15:C17",
        {"header_row": False, "total_row": True, "style": "Table Style Light 1"},
    )
    two.write_row("A1", ["aa", "bb"])
    two.write_row("A2", [11, 22])
    three.write("B1", "string")
    three.write_row("A2", [-1, 1])
    three.write_row("A3", [True, False])
    three.write_datetime("A4", dt.datetime(2021, 10, 1), day)
    three.write_datetime("B4", dt.datetime(2021, 12, 31, 23, 35), day)
    book.define_name("one", "=Sheet1!$A$1")
    book.define_name("Sheet1!two", "=Sheet1!$C$7:$D$8")
    book.define_name("two", "=Sheet2!$A$1:$A$2")
    book.close()
    return path


@pytest.fixture
def book(app, path):
    return app.books.open(path)


BODY = [["a", "b", "c"], [1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]


@covers("engines", "range_index range_a1 range_shortcut_address range_shortcut_index")
@covers("engines", "range_from_range")
@pytest.mark.parametrize(
    "cells",
    [
        lambda sheet: sheet.range((1, 1), (3, 3)),
        lambda sheet: sheet.range("A1:C3"),
        lambda sheet: sheet["A1:C3"],
        lambda sheet: sheet[0:3, 0:3],
        lambda sheet: sheet.range(sheet["A1"], sheet["C3"]),
    ],
)
def test_the_same_cells_in_every_spelling(book, cells):
    found = cells(book.sheets[0])
    assert found.value == BODY
    assert found[1:, 1:].value == [row[1:] for row in BODY[1:]]
    assert found[:, 2].value == ["c", 3.0, 6.0]
    assert found[0, 0].value == "a"


@covers("engines", "range_round_indexing range_square_indexing_2d range_square_indexing_1d")
@covers("engines", "range_slice1 range_resize range_offset")
def test_indexing_outside_the_used_range(book):
    sheet = book.sheets[0]
    assert sheet["B2:C3"](2, 1).value == sheet["B2:C3"][1, 0].value == 5.0
    assert sheet["A1:B2"][0] == sheet["A1:B2"](1) == sheet["A1"]
    assert sheet["B2:D4"][0:, 1:].address == "$C$2:$D$4"
    assert sheet["A1"].resize(4, 5).address == "$A$1:$E$4"
    assert sheet["A1"].offset(10, 10).address == "$K$11"


@covers("engines", "expand")
def test_expand_in_a_file(book):
    sheet = book.sheets[0]
    assert sheet["A1"].expand().value == BODY
    assert sheet["B1"].expand().address == "$B$1:$C$3"
    assert sheet["C3"].expand().value == 6.0
    assert book.sheets[1]["A1"].expand().value == [["aa", "bb"], [11.0, 22.0]]


@covers("engines", "completely_outside_usedrange partly_outside_usedrange")
def test_cells_that_are_not_in_the_file_are_none(book):
    sheet = book.sheets[0]
    assert sheet["X50"].value is None
    assert sheet["X50:X51"].value == [None, None]
    assert sheet["A3:A5"].value == [4.0, None, None]
    assert sheet["C3:D4"].value == [[6.0, None], [None, None]]


@covers("engines", "numpy_array pandas_df read_basic_types read_basic_types_no_datetime")
def test_types_of_a_file(book):
    cells = book.sheets[0]["B2:C3"].options(np.array).value
    np.testing.assert_array_equal(cells, [[2.0, 3.0], [5.0, 6.0]])
    frame = book.sheets[0]["A1:C3"].options(pd.DataFrame, index=False).value
    assert frame.to_dict("list") == {"a": [1.0, 4.0], "b": [2.0, 5.0], "c": [3.0, 6.0]}
    assert book.sheets[2]["A1:B4"].value == [
        [None, "string"],
        [-1.0, 1.0],
        [True, False],
        [dt.datetime(2021, 10, 1), dt.datetime(2021, 12, 31, 23, 35)],
    ]


@covers("engines", "book")
def test_names_and_tables_of_a_file(book):
    assert book.name == "engines.xlsx"
    assert [name.name for name in book.names] == ["one", "Sheet1!two", "two"]
    assert book.sheets[0]["two"].address == "$C$7:$D$8"
    assert book.sheets[1]["two"].address == "$A$1:$A$2"
    first, second = book.sheets[0].tables
    assert (first.range.address, second.range.address) == ("$A$10:$B$11", "$A$15:$C$17")
    assert first.header_row_range.address == "$A$10:$B$10"
    assert second.header_row_range is None
    assert second.data_body_range.address == "$A$15:$C$16"
    assert second.totals_row_range.address == "$A$17:$C$17"
    assert (second.show_headers, second.show_totals, second.show_autofilter) == (
        False, True, False,
    )  # fmt: skip
    assert (first.table_style, second.table_style) == ("TableStyleMedium2", "TableStyleLight1")


@covers("engines", "book_selection")
def test_the_selection_starts_at_a1(book):
    assert isinstance(book.selection, xw.Range)
    assert book.selection.address == "$A$1"
