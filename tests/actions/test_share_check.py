"""The share check of our workbooks: columns by their declaration, examples that are nobody's."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from xlsegment.actions.share_check import share_check_file
from xlsegment.workbook.sheets import TABLES
from xlsegment.workbook.sheets.customers import CUSTOMERS
from xlsegment.workbook.sheets.examples import EXAMPLES

TEMPLATES = Path(__file__).parents[2] / "templates"
NAME = TABLES["customers"].col_index("name")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_new_workbook_is_clean_although_its_examples_look_like_somebodys(lang):
    assert share_check_file(TEMPLATES / f"xlsegment_{lang}.xlsx").hits == ()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_names_are_found_by_their_column_however_they_look(tmp_path, lang):
    book = openpyxl.load_workbook(TEMPLATES / f"xlsegment_{lang}.xlsx")
    sheet = book[CUSTOMERS.title.in_(lang)]
    sheet.cell(5, NAME, "Wilhelmina Q")
    book.save(path := tmp_path / "named.xlsx")

    hits = [(hit.place.cell, hit.kind, hit.count) for hit in share_check_file(path).hits]

    assert hits == [("B5", "name", 1)]


def test_the_number_of_an_example_is_somebodys_on_any_other_sheet(tmp_path):
    book = openpyxl.load_workbook(TEMPLATES / "xlsegment_zh.xlsx")
    book.create_sheet("电话")["A1"] = "13812345678"
    book[EXAMPLES.title.zh]["H90"] = "13987654321"
    book.save(path := tmp_path / "noted.xlsx")

    hits = {(hit.place.sheet, hit.place.cell, hit.kind) for hit in share_check_file(path).hits}

    assert hits == {("电话", "A1", "mobile"), (EXAMPLES.title.zh, "H90", "mobile")}
