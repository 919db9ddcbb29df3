"""The copy that is printed: which sheets show, and that titles say what their cells say."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest
from lxml import etree
from openpyxl.chart import BarChart, Reference
from openpyxl.chart.data_source import StrData, StrRef, StrVal
from openpyxl.chart.text import Text as ChartText
from openpyxl.chart.title import Title

from xlsegment.engine.printed import sheet_names, write_printed


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Three sheets, one of them hidden; a chart whose title is read from a cell."""
    made = openpyxl.Workbook()
    front, data, hidden = made.active, made.create_sheet("数 据"), made.create_sheet("藏")
    front.title = "看板"
    hidden.sheet_state = "hidden"
    data.append(["说法", 1])
    data["A3"] = "A & B <最多>"
    for sheet in made.worksheets:
        sheet.print_area = "A1:C9"
    chart = BarChart()
    chart.add_data(Reference(data, min_col=2, min_row=1))
    cache = StrData(ptCount=1, pt=[StrVal(idx=0, v="旧标题")])
    title = ChartText(strRef=StrRef(f="'数 据'!$A$3", strCache=cache))
    chart.title = Title(tx=title)
    front.add_chart(chart, "E2")
    path = tmp_path / "book.xlsx"
    made.save(path)
    return path


def cached_title(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as package:
        root = etree.fromstring(package.read("xl/charts/chart1.xml"))
    return [str(node.text) for node in root.iterfind(".//{*}title//{*}v")]


def test_only_the_sheets_asked_for_show_and_only_they_keep_a_print_area(book: Path):
    copy = book.with_name("copy.xlsx")

    write_printed(book, copy, ["数 据"])

    made = openpyxl.load_workbook(copy)
    states = {sheet.title: sheet.sheet_state for sheet in made.worksheets}
    assert states == {"看板": "hidden", "数 据": "visible", "藏": "hidden"}
    assert made.active.title == "数 据"
    assert [sheet.title for sheet in made.worksheets if sheet.print_area] == ["数 据"]


def test_a_title_is_what_its_cell_says(book: Path):
    copy = book.with_name("copy.xlsx")
    assert cached_title(book) == ["旧标题"]

    write_printed(book, copy, ["看板"])

    assert cached_title(copy) == ["A & B <最多>"]


def test_a_title_whose_cell_is_blank_or_gone_stays(book: Path):
    made = openpyxl.load_workbook(book)
    made["数 据"]["A3"] = None
    made.save(book)  # openpyxl keeps no chart of a file it has read
    copy = book.with_name("copy.xlsx")

    write_printed(book, copy, ["看板"])

    assert copy.is_file()


def test_the_workbook_itself_is_only_read(book: Path):
    before = book.read_bytes()

    write_printed(book, book.with_name("copy.xlsx"), ["看板"])

    assert book.read_bytes() == before


def test_hidden_sheets_are_not_offered(book: Path):
    assert sheet_names(book) == ["看板", "数 据"]
