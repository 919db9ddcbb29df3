"""Rows do not move up where something would not come along."""

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from tests.actions.cleaning.test_place import book
from xlsegment.actions.clean import clean_file

RICH = CellRichText(TextBlock(InlineFont(b=True), "制造"), "业")


@pytest.fixture
def twins(tmp_path):
    """Return a workbook in which the first customer is there twice, and another one follows."""
    twin = ["张三", "制造业", "13905716283", 139, 9, 1, 30]
    other = ["C3", "王五", "制造业", "13677778899", 140, 9, 1, 30]
    return book(tmp_path / "book.xlsx", [["C1", *twin], ["C2", *twin], other])


def test_rows_close_up_where_nothing_is_tied_to_them(twins):
    assert clean_file(twins).blank_rows == []


def test_a_text_in_several_fonts_keeps_its_row_and_its_fonts(twins):
    made = openpyxl.load_workbook(twins)
    made["客户基础信息表"]["C4"] = RICH  # openpyxl puts it into the cell, not among shared texts
    made.save(twins)

    done = clean_file(twins)

    assert done.blank_rows == ["客户基础信息表"]
    page = openpyxl.load_workbook(twins, rich_text=True)["客户基础信息表"]
    assert [str(run) for run in page["C4"].value] == ["制造", "业"]
