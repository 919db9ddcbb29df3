"""Whether Excel is asked to calculate: not where every formula is made of constants alone."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from openpyxl import Workbook
from openpyxl.workbook.properties import CalcProperties

from tests.engine import books
from xlsegment.engine.calc import _refers, is_constant
from xlsegment.engine.edits import Block


@pytest.mark.parametrize(
    "formula",
    [
        "RFM_TIER(12,6,2500)",
        'PII_MASK("A1 of ""Sheet1""!B2","姓名")',
        'SEG_SUMMARY({"核心";"其他"},{3000;200.5;-8E3})',
        "RFM_DAYS(DATE(2023,6,1),DATE(2023,6,30))",
        'RFM_TABLE({"C1"},{45000},{1},45030,,,TRUE)',
        "[1]!RFM_TIER(12,6,2500)",
        "XS_VERSION()",
        "1+2^3%",
    ],
)
def test_constants_keep_their_result(formula: str) -> None:
    assert is_constant(formula)


@pytest.mark.parametrize(
    "formula",
    [
        "RFM_TIER(A1,6,2500)",
        "RFM_TIER($A$1,6,2500)",
        "SUM(1:1)+SUM(A:A)",
        "表1[金额]",
        "参数_分析基准日",
        "tax*2",
        "'其他 表'!A1",
        "ROW()",
        "SHEETS()",
        "[1]Sheet1!A1",
        "IF(TRUE,E5,1)",
        "RFM_TIER(R1C1,2,3)",
    ],
)
def test_what_refers_to_something_may_be_stale(formula: str) -> None:
    assert not is_constant(formula)


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
@pytest.mark.parametrize(
    ("cells", "stale"),
    [
        ('<c r="A1"><f>F("a&amp;b",1)</f><v>1</v></c><c r="A2"><v>3</v></c>', False),
        ('<c r="A1" t="str"><f t="array" ref="A1:B2">F({1;2})</f><v>x</v></c>', False),
        ('<c r="A1"><f>F(&quot;B1&quot;)</f></c>', False),
        ('<c r="A1"><f>F(1)</f></c><c r="A2"><f>A1*2</f></c>', True),
        ('<x:c r="A1"><x:f>A2</x:f></x:c>', True),
        ('<c r="A1"><f t="shared" si="0"/></c>', True),
        ('<c r="A1"><f><![CDATA[A2]]></f></c>', True),
        ('<c r="A1"><v>3</v></c>', False),
    ],
)
def test_formulas_are_found_however_the_part_is_cut(cells: str, stale: bool, size: int) -> None:
    xml = f"<worksheet><sheetData><row>{cells}</row></sheetData></worksheet>".encode()

    assert _refers(xml[at : at + size] for at in range(0, len(xml), size)) is stale


@pytest.mark.parametrize(("formula", "asked"), [("=F(1)", False), ("=A1+1", True), (None, False)])
def test_excel_is_asked_only_where_a_result_may_be_stale(
    tmp_path: Path, formula: str | None, asked: bool
) -> None:
    book = Workbook()
    book.calculation = CalcProperties(calcId=191029, fullCalcOnLoad=False)
    book.active.title = "S"
    book.active["A1"] = 1
    book.create_sheet("T")["C3"] = formula
    book.save(tmp_path / "book.xlsx")

    books.write(tmp_path / "book.xlsx", "S", Block(1, {1: [2]}))

    assert bool(openpyxl.load_workbook(tmp_path / "book.xlsx").calculation.fullCalcOnLoad) is asked
