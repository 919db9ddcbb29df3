"""A whole sheet as a frame: every cell where it is and what it is."""

# ruff: noqa: DTZ001 - cells have no time zone
from __future__ import annotations

import datetime as dt

import numpy as np
import openpyxl
import pandas as pd
import pytest
import xlsxwriter

from xlsegment.engine.edits import ErrorValue
from xlsegment.engine.frame import read_frame
from xlsegment.errors import DamagedPackage, SheetMissing


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = tmp_path_factory.mktemp("frame") / "f.xlsx"
    book = xlsxwriter.Workbook(path)
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet("数据")
    sheet.write("C2", "title")
    sheet.write_row("C4", ["n", "d", "text", "mixed", None, 7])
    for i in range(3):
        sheet.write(4 + i, 2, i + 0.5)
        sheet.write_datetime(4 + i, 3, dt.datetime(2024, 1, 1 + i), day)
        sheet.write_string(4 + i, 4, f"00{i}")
    sheet.write_row("F5", ["x"])
    sheet.write_formula("F6", "=1/0", None, "#DIV/0!")
    sheet.write_datetime("F7", dt.datetime(2024, 5, 6), day)
    sheet.write("G6", True)
    sheet.write("H7", 9)
    book.add_worksheet("leer")
    book.close()
    return path


def test_rows_and_columns_keep_their_places_in_excel(path):
    frame = read_frame(path, header_row=4)
    assert list(frame.index) == [5, 6, 7]
    assert list(frame.columns) == ["A", "B", "n", "d", "text", "mixed", "G", "7"]


def test_columns_of_one_kind_are_arrays_of_it_and_mixed_ones_keep_each_cell(path):
    frame = read_frame(path, "数据", header_row=4)
    assert frame["n"].dtype == np.float64
    assert frame["d"].dtype == "datetime64[ms]"
    assert frame["7"].dtype == np.float64
    assert frame["text"].tolist() == ["000", "001", "002"]
    assert frame["mixed"].tolist() == ["x", ErrorValue("#DIV/0!"), dt.datetime(2024, 5, 6)]
    assert frame["G"].tolist() == [None, True, None]
    assert frame["A"].tolist() == [None] * 3
    assert list(frame["d"]) == list(pd.date_range("2024-01-01", periods=3))
    assert frame["7"].isna().tolist() == [True, True, False]


def test_without_a_header_columns_have_letters(path):
    frame = read_frame(path, 0, header_row=None)
    assert list(frame.index) == list(range(1, 8))
    assert list(frame.columns) == list("ABCDEFGH")
    assert frame.loc[2, "C"] == "title"


def test_an_empty_sheet_is_an_empty_frame(path):
    frame = read_frame(path, "leer")
    assert frame.shape == (0, 1)


def test_other_sheets_and_other_files(path, tmp_path):
    with pytest.raises(SheetMissing):
        read_frame(path, "none")
    with pytest.raises(SheetMissing):
        read_frame(path, 2)
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(DamagedPackage):
        read_frame(broken)


def test_a_sheet_of_many_blocks_is_read_whole(tmp_path):
    path = tmp_path / "long.xlsx"
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    sheet = book.add_worksheet()
    rows = 30_000  # several blocks of rows
    for i in range(rows):
        sheet.write_row(i, 0, [i, f"k{i % 7}", i / 8, None if i % 3 else "x&y"])
    book.close()
    frame = read_frame(path, header_row=None)
    assert frame["A"].tolist() == list(range(rows))
    assert frame["B"].tolist() == [f"k{i % 7}" for i in range(rows)]
    assert frame["C"].tolist() == [i / 8 for i in range(rows)]
    assert frame["D"].tolist() == [None if i % 3 else "x&y" for i in range(rows)]
    other = openpyxl.load_workbook(path, read_only=True)
    last = next(other.worksheets[0].iter_rows(min_row=rows, values_only=True))
    other.close()
    assert last == tuple(frame.iloc[-1])
