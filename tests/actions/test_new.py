"""`xlsegment new`: a workbook to start with."""

from __future__ import annotations

import openpyxl
import pytest

from xlsegment.actions.new import new_workbook
from xlsegment.cli import main
from xlsegment.errors import FileExists, NotXlsx
from xlsegment.workbook.sheets import SHEETS

pytestmark = pytest.mark.filterwarnings("ignore:Print area cannot be set")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_declared_sheet_is_there_in_the_chosen_language(tmp_path, lang):
    path = tmp_path / "book.xlsx"

    assert main(["new", str(path), "--lang", lang]) == 0

    assert openpyxl.load_workbook(path).sheetnames == [spec.title.in_(lang) for spec in SHEETS]


def test_the_sample_has_customers_and_orders(tmp_path):
    path = new_workbook(tmp_path / "book.xlsx", "zh", sample=True)

    book = openpyxl.load_workbook(path)
    assert book["订单明细"].max_row > 1000
    assert book["客户基础信息表"].max_row > 100


def test_an_existing_file_stays(tmp_path, capsys):
    path = tmp_path / "book.xlsx"
    path.write_text("mine")

    assert main(["new", str(path)]) == 2
    assert path.read_text() == "mine"
    assert capsys.readouterr().err.startswith(FileExists.code)


def test_force_replaces_it_and_undo_brings_it_back(tmp_path):
    path = tmp_path / "book.xlsx"
    path.write_text("mine")

    assert main(["new", str(path), "--force"]) == 0
    assert openpyxl.load_workbook(path).sheetnames
    assert main(["undo", str(path)]) == 0
    assert path.read_text() == "mine"


@pytest.mark.parametrize("name", ["book", "book.xls", "book.csv", "book.xlsm"])
def test_the_name_must_be_one_that_excel_opens(tmp_path, name):
    with pytest.raises(NotXlsx):
        new_workbook(tmp_path / name, "zh")

    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("sub", ["none/book.xlsx", "."])
def test_a_place_that_cannot_be_written_is_refused(tmp_path, sub):
    target = tmp_path / sub
    target = target / "x.xlsx" if target.is_dir() else target
    if sub == ".":
        target.mkdir()

    assert main(["new", str(target)]) == 2


def test_nothing_is_left_behind_but_the_file(tmp_path):
    new_workbook(tmp_path / "book.xlsx", "zh")

    assert [path.name for path in tmp_path.iterdir()] == ["book.xlsx"]
