"""Our functions turned into values: which formulas go, which stay, how undo brings them back."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from tests.engine import books
from xlsegment.actions.freeze import calls_ours, freeze_file
from xlsegment.actions.undo import undo_file
from xlsegment.errors import FileExists, OtherExtension, WorkbookOpen

NAMES = ("RFM_TIER", "RFM_TABLE", "CAMP_ROI", "STD_DATE")
FOLDED = frozenset(name.casefold() for name in NAMES)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A workbook that was calculated with the add-in."""
    path = tmp_path / "客户.xlsx"
    made = xlsxwriter.Workbook(path)
    sheet = made.add_worksheet("分层")
    day = made.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write_row("A1", [12, 6, 2500])
    sheet.write_formula("B1", "=RFM_TIER(A1,6,2500)", None, "核心忠诚客户")
    sheet.write_formula("B2", '=IF(A1>0,"客户："&RFM_TIER(A1,6,2500),"")', None, "客户：核心")
    sheet.write_formula("B3", "=camp_roi(A1,0)", None, "#DIV/0!")
    sheet.write_formula("B4", "=CAMP_ROI(A1,5)", None, 2.4)
    sheet.write_formula("B5", '=STD_DATE("2025年6月1日")', day, 45809)
    sheet.write_formula("B6", "=RFM_TIER(Z1,Z2,Z3)", None, "")
    sheet.write_formula("B7", "=SUM(A1:A9)", None, 12)
    sheet.write_formula("B8", '=LEN("RFM_TIER(1)")', None, 11)
    sheet.write_formula("B9", "=MY_RFM_TIER(1)", None, "other")
    sheet.write_formula("C1", "=[1]!RFM_TIER(A1,6,2500)", None, "核心忠诚客户")
    sheet.write_dynamic_array_formula("E1:F2", "=RFM_TABLE(A1:A9,B1:B9)", None, "客户")
    for cell, value in (("F1", "群体"), ("E2", "甲"), ("F2", "核心")):
        sheet.write(cell, value)
    sheet.write_array_formula("H1:H2", "{=RFM_TIER(A1:A2,6,1)}", None, "一")
    sheet.write("H2", "二")
    made.close()
    # An empty text as Excel notes it: with its kind.
    empty = '<c r="B6"><f>RFM_TIER(Z1,Z2,Z3)</f>'
    books.substitute(path, "xl/worksheets/sheet1.xml", empty, empty.replace('">', '" t="str">', 1))
    return path


def formulas(path: Path) -> dict[str, object]:
    sheet = openpyxl.load_workbook(path)["分层"]
    return {cell.coordinate: cell.value for row in sheet for cell in row if cell.data_type == "f"}


def values(path: Path) -> dict[str, object]:
    sheet = openpyxl.load_workbook(path, data_only=True)["分层"]
    return {cell.coordinate: cell.value for row in sheet for cell in row if cell.value is not None}


def test_our_formulas_become_what_they_show_and_others_stay(book: Path) -> None:
    before = values(book)

    done = freeze_file(book, NAMES)

    assert done.frozen == 9
    assert done.left == ()
    assert set(formulas(book)) == {"B7", "B8", "B9"}
    assert values(book) == before
    assert values(book)["F2"] == "核心"


def test_cells_keep_their_formats_and_errors_stay_errors(book: Path) -> None:
    freeze_file(book, NAMES)

    sheet = openpyxl.load_workbook(book)["分层"]
    assert sheet["B5"].number_format == "yyyy-mm-dd"
    assert (sheet["B3"].value, sheet["B3"].data_type) == ("#DIV/0!", "e")
    part = books.parts(book)["xl/worksheets/sheet1.xml"].decode()
    assert "cm=" not in part
    assert 't="array"' not in part


def test_undo_brings_the_formulas_back_byte_for_byte(book: Path) -> None:
    before = book.read_bytes()
    freeze_file(book, NAMES)
    assert book.read_bytes() != before

    undo_file(book)

    assert book.read_bytes() == before


def test_what_was_never_calculated_or_shows_no_result_stays(tmp_path: Path) -> None:
    path = tmp_path / "new.xlsx"
    made = openpyxl.Workbook()
    made.active["A1"] = "=RFM_TIER(1,2,3)"
    made.save(path)
    before = path.read_bytes()

    done = freeze_file(path, NAMES)

    assert done.frozen == 0
    assert [left.where for left in done.left] == ["Sheet!A1"]
    assert path.read_bytes() == before


def test_a_name_error_is_not_made_permanent(tmp_path: Path) -> None:
    path = tmp_path / "name.xlsx"
    made = xlsxwriter.Workbook(path)
    sheet = made.add_worksheet("分层")
    sheet.write_formula("A1", "=RFM_TIER(1,2,3)", None, "#NAME?")
    made.define_name("tier", "=RFM_TIER(1,2,3)")
    made.close()

    done = freeze_file(path, NAMES)

    assert [left.where for left in done.left] == ["tier", "分层!A1"]
    assert "#NAME?" in done.left[1].why.en


def test_a_cell_that_calls_them_through_a_name_becomes_a_value_too(tmp_path: Path) -> None:
    path = tmp_path / "name.xlsx"
    made = xlsxwriter.Workbook(path)
    sheet = made.add_worksheet("分层")
    made.define_name("tier", "=RFM_TIER(1,2,3)")
    made.define_name("分层!also", "=UPPER(tier)")
    made.define_name("other", "=1+1")
    sheet.write_formula("A1", "=TIER", None, "其他")
    sheet.write_formula("A2", '=also&"!"', None, "其他!")
    sheet.write_formula("A3", '=other&"tier"', None, "2tier")
    sheet.write_formula("A4", "=other!tier", None, "x")
    made.close()

    done = freeze_file(path, NAMES)

    assert set(formulas(path)) == {"A3", "A4"}
    assert values(path)["A2"] == "其他!"
    assert [left.where for left in done.left] == ["tier"]


def test_rules_and_columns_of_tables_that_call_them_are_named(tmp_path: Path) -> None:
    path = tmp_path / "rules.xlsx"
    made = xlsxwriter.Workbook(path)
    sheet = made.add_worksheet("分 层")
    red = made.add_format({"bg_color": "red"})
    for criteria in ('=RFM_TIER(A2,1,1)="其他"', "=A2>3"):
        sheet.conditional_format("A2:A5", {"type": "formula", "criteria": criteria, "format": red})
    sheet.data_validation("B2", {"validate": "custom", "value": "=CAMP_ROI(A2,1)>0"})
    columns = [{"header": "R"}, {"header": "T", "formula": "=RFM_TIER([@R],1,1)"}]
    sheet.add_table("D1:E3", {"name": "客户", "columns": columns})
    sheet.write_formula("A1", "=RFM_TIER(1,2,3)", None, "其他")
    for cell in ("E2", "E3"):
        sheet.write_formula(cell, "=RFM_TIER(客户[[#This Row],[R]],1,1)", None, "其他")
    made.close()

    done = freeze_file(path, NAMES)

    assert done.frozen == 3
    assert {(left.where, left.why.en) for left in done.left} == {
        ("分 层", "conditional formatting"),
        ("分 层", "data validation"),
        ("客户", "new rows of the table get it"),
    }


def test_a_dry_run_counts_only(book: Path) -> None:
    before = book.read_bytes()

    assert freeze_file(book, NAMES, dry_run=True).frozen == 9
    assert book.read_bytes() == before


def test_the_values_can_go_to_another_file(book: Path, tmp_path: Path) -> None:
    before, out = book.read_bytes(), tmp_path / "out.xlsx"

    freeze_file(book, NAMES, out)

    assert set(formulas(out)) == {"B7", "B8", "B9"}
    assert book.read_bytes() == before
    with pytest.raises(OtherExtension):
        freeze_file(book, NAMES, tmp_path / "out.xlsm")


def test_another_file_is_replaced_only_when_that_is_said(book: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    out.write_bytes(b"precious")

    with pytest.raises(FileExists):
        freeze_file(book, NAMES, out)
    assert out.read_bytes() == b"precious"

    freeze_file(book, NAMES, out, force=True)
    assert set(formulas(out)) == {"B7", "B8", "B9"}


def test_an_open_workbook_is_refused(book: Path) -> None:
    (book.parent / f"~${book.name}").touch()

    with pytest.raises(WorkbookOpen):
        freeze_file(book, NAMES)


@pytest.mark.parametrize(
    "formula",
    [
        "=RFM_TIER(1,2,3)",
        "=1+rfm_tier(1,2,3)",
        "=[1]!RFM_TIER(1)",
        "='[3]'!RFM_TIER(1)",
        "=xlsegment.xlam!RFM_TIER(1)",
        r"='C:\Users\王 小明\AppData\Roaming\Microsoft\Excel\XLSTART\xlsegment.xlam'!RFM_TIER(1)",
        "=_xlfn._xludf.RFM_TIER(1)",
        "=_xludf.RFM_TIER(1)",
        "=SUM(CAMP_ROI(1,2),3)",
    ],
)
def test_our_calls_are_known_by_every_way_excel_writes_them(formula: str) -> None:
    assert calls_ours(formula, FOLDED)


@pytest.mark.parametrize(
    "formula",
    [
        '="RFM_TIER(1)"',
        "=RFM_TIER",
        "=RFM_TIERS(1)",
        "=other.xlam!RFM_TIER(1)",
        r"='C:\x\notxlsegment.xlam'!RFM_TIER(1)",
        "='RFM_TIER(1)'!A1",
        "=Table[RFM_TIER]",
        "=SUM(1)",
    ],
)
def test_what_only_looks_like_ours_is_not(formula: str) -> None:
    assert not calls_ours(formula, FOLDED)
