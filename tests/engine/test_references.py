"""Formulas in the parts of a workbook, however their signs are written."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.chart import LineChart, Reference
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.table import Table

from tests.engine import books
from xlsegment.engine.draft import Draft
from xlsegment.engine.edits import PackageEdits, SheetPlan
from xlsegment.engine.markup import plain
from xlsegment.engine.package import Package
from xlsegment.engine.references import formula_parts, formulas, mentioning
from xlsegment.engine.save import apply_edits
from xlsegment.errors import SheetInUse


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A workbook whose signs that are not ASCII are written as numbers, as by openpyxl."""
    path = tmp_path / "book.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "客户"
    for row in [["编号", "金额"], ["C1", 1], ["C2", 2]]:
        sheet.append(row)
    table = Table(displayName="客户表", ref="A1:B3")
    table._initialise_columns()
    for cell, column in zip(sheet[1], table.tableColumns, strict=True):
        column.name = cell.value
    sheet.add_table(table)
    other = book.create_sheet("其他")
    other["A1"] = "=SUM(客户!B2:B3)"
    chart = LineChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=2, max_row=3))
    other.add_chart(chart, "C3")
    book.defined_names["总额"] = DefinedName("总额", attr_text='客户!$B$2&"<甲>"')
    book.save(path)
    return numbered(path)


def numbered(path: Path) -> Path:
    """Let every part be written in ASCII."""

    def change(parts: dict[str, bytes]) -> None:
        for name, data in parts.items():
            parts[name] = data.decode().encode("ascii", "xmlcharrefreplace")

    return books.rebuilt(path, change)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"&#23458;&#x6237;!A1", "客户!A1"),
        (b"A1&amp;&quot;&lt;&apos;&gt;&quot;", 'A1&"<\'>"'),
        (b"&#38;lt;", "&lt;"),  # an ampersand written as a number starts nothing
        (b"&amp;#65;", "&#65;"),
        (b"a&#10;b&#xD;", "a\nb\r"),
        (b"&#9999999999;&#xD800;", "&#9999999999;&#xD800;"),  # no characters: as they stand
    ],
)
def test_text_is_read_as_xml_writes_it(raw: bytes, text: str) -> None:
    assert plain(raw) == text


def test_formulas_are_read_whatever_writes_them(path: Path) -> None:
    assert b"&#23458;" in zipfile.ZipFile(path).read("xl/workbook.xml")
    with Package(path) as package:
        draft = Draft(package, path.parent)
        found = {each.formula: each.name for each in formulas(draft, formula_parts(draft))}
    assert found['客户!$B$2&"<甲>"'] == "总额"
    assert "'客户'!$B$2:$B$3" in found


def test_parts_that_mention_a_text_are_found_whatever_writes_them(path: Path) -> None:
    with Package(path) as package:
        parts = mentioning(Draft(package, path.parent), "客户")
    assert {"xl/workbook.xml", "xl/charts/chart1.xml", "xl/worksheets/sheet2.xml"} <= set(parts)


def test_a_sheet_is_renamed_whatever_writes_its_name(path: Path) -> None:
    apply_edits(path, path, PackageEdits([SheetPlan("新", "客户"), SheetPlan("其他", "其他")]))
    book = openpyxl.load_workbook(path)
    assert book.defined_names["总额"].attr_text == '新!$B$2&"<甲>"'
    assert book["其他"]["A1"].value == "=SUM(新!B2:B3)"
    (chart,) = book["其他"]._charts
    assert chart.series[0].val.numRef.f == "新!$B$2:$B$3"


def test_a_sheet_that_is_used_stays_whatever_writes_its_name(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    book["其他"]["A1"] = None
    book["其他"]._charts.clear()
    book.save(path)
    numbered(path)
    with pytest.raises(SheetInUse):
        apply_edits(path, path, PackageEdits([SheetPlan("其他", "其他")]))


def test_places_nobody_knows_are_told_whatever_writes_them(path: Path) -> None:
    odd = b"<x>&#23458;&#25143;!A1</x>"
    books.rebuilt(path, lambda parts: parts.update({"xl/charts/odd.xml": odd}))
    with pytest.raises(SheetInUse, match=r"odd\.xml"):
        apply_edits(path, path, PackageEdits([SheetPlan("新", "客户"), SheetPlan("其他", "其他")]))
