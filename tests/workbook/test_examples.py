"""公式示例: every example is there, live, with the value that the function returns."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from lxml import etree
from openpyxl.formula import Tokenizer
from openpyxl.utils import range_boundaries
from openpyxl.utils.datetime import to_excel

from tests.support import addin_cells
from tests.support.results import open_book
from tests.support.soffice import convert
from xlsegment.excel import udfs
from xlsegment.excel.cells import CellError
from xlsegment.excel.declare import Example, Function
from xlsegment.excel.udfs import FUNCTIONS
from xlsegment.text import LANGS, Lang
from xlsegment.workbook.finish import Extras, finish
from xlsegment.workbook.sheets.examples import EXAMPLES
from xlsegment.workbook.template import build_workbook

CALLS = [(function, example) for function in FUNCTIONS for example in function.examples]
every_example = pytest.mark.parametrize(
    ("function", "example"), CALLS, ids=[example.formula for _, example in CALLS]
)
FIRST_ROW = EXAMPLES.tables[0].header_row + 1


@pytest.fixture(scope="module", params=LANGS)
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("examples") / f"{request.param}.xlsx"
    path.write_bytes(build_workbook(request.param))
    return path


@pytest.fixture(scope="module")
def sheets(built: Path) -> tuple[openpyxl.worksheet.worksheet.Worksheet, ...]:
    """The sheet as formulas, and as the values that the file keeps."""
    return tuple(
        openpyxl.load_workbook(built, data_only=values)[EXAMPLES.title.in_(lang_of(built))]
        for values in (False, True)
    )


def lang_of(path: Path) -> Lang:
    return next(lang for lang in LANGS if lang == path.stem)


def serial(year: float, month: float, day: float) -> float:
    return float((dt.date(int(year), int(month), int(day)) - dt.date(1899, 12, 30)).days)


def expected(function: Function, example: Example) -> Any:
    """What the function itself returns; openpyxl reads the formula, independent of our reader."""
    name, *tokens = Tokenizer(example.formula).items
    assert name.value == f"{function.name}("
    words = {"{": "[[", ";": "],[", "}": "]]", "DATE(": "serial(", "TRUE": "True", "FALSE": "False"}
    python, blank = "(", True
    for token in tokens:
        ends = token.value in (",", ")")
        if ends and blank and python != "(":
            python += "None"
        text = token.type == "OPERAND" and token.subtype == "TEXT"
        number = token.type == "OPERAND" and token.subtype == "NUMBER"
        if text:
            python += repr(token.value[1:-1].replace('""', '"'))
        else:
            python += f"float({token.value})" if number else words.get(token.value, token.value)
        blank = token.value == ","
    given = eval(f"{python[:-1]},)" if python != "()" else "()", {"serial": serial})
    return getattr(udfs, function.name)(*given)


def plain(value: object) -> object:
    """openpyxl reads what looks like a date as one; the functions return serial numbers."""
    return to_excel(value) if isinstance(value, dt.datetime) else value


def rows_of(result: object) -> list[list[object]]:
    rows = result if isinstance(result, list) else [[result]]
    return [[None if cell == "" else cell for cell in row] for row in rows]


def test_every_function_has_a_row_per_example(sheets):
    listed = [
        (row[0], row[1])
        for row in sheets[0].iter_rows(min_row=FIRST_ROW, max_col=2, values_only=True)
        if row[0]
    ]

    assert listed == [(function.name, example.formula) for function, example in CALLS]


def test_the_formula_is_shown_as_a_text_and_stays_one(sheets):
    for row in range(FIRST_ROW, FIRST_ROW + len(CALLS)):
        cell = sheets[0].cell(row, 2)
        assert cell.data_type != "f"
        assert cell.quotePrefix


@every_example
def test_the_live_formula_keeps_what_the_function_returns(sheets, function, example):
    live, kept = sheets
    row = FIRST_ROW + CALLS.index((function, example))
    result = expected(function, example)
    if isinstance(result, list):
        area = re.sub(r"^\D*(?=[A-Z]+\d)", "", live.cell(row, 3).value)
    else:
        area = live.cell(row, 3).coordinate
    first, top, last, bottom = range_boundaries(area)
    formula = live.cell(top, first).value

    if isinstance(result, list):
        assert (formula.ref, formula.text) == (area, example.formula)
    else:
        assert formula == example.formula
        assert plain(kept.cell(row, 4).value) == result
        assert live.cell(row, 4).data_type != "f"
    assert [
        [plain(cell.value) for cell in line]
        for line in kept.iter_rows(top, bottom, first, last)
    ] == rows_of(result)  # fmt: skip


@every_example
def test_a_block_stands_once_more_as_plain_values(sheets, function, example):
    live, _ = sheets
    result = expected(function, example)
    if not isinstance(result, list):
        return
    row = FIRST_ROW + CALLS.index((function, example))
    area = re.sub(r"^\D*(?=[A-Z]+\d)", "", live.cell(row, 3).value)
    first, _, last, bottom = range_boundaries(area)

    below = live.iter_rows(bottom + 2, bottom + 1 + len(result), first, last)
    assert [[plain(cell.value) for cell in line] for line in below] == rows_of(result)
    assert function.name in live.cell(bottom + 1, first).value


def test_formulas_stand_on_this_sheet_only_and_none_overlap(built):
    found = list(addin_cells.formulas(built))
    cells = sum(
        (bottom - top + 1) * (last - first + 1)
        for _, area, _ in found
        for first, top, last, bottom in [range_boundaries(area)]
    )
    with zipfile.ZipFile(built) as package:
        parts = [
            name
            for name in package.namelist()
            if name.startswith("xl/worksheets/sheet") and b"<f>" in package.read(name)
        ]

    assert len(found) == len(CALLS)
    assert cells == len(addin_cells.live_cells(built))
    assert len(parts) == 1


def test_excel_is_not_asked_to_calculate_on_opening(built):
    calculation = openpyxl.load_workbook(built).calculation

    assert not calculation.fullCalcOnLoad
    assert calculation.calcId == 191029


def test_dates_and_rates_look_like_dates_and_rates(sheets):
    formats = {
        sheets[0].cell(row, 2).value: sheets[0].cell(row, 3).number_format
        for row in range(FIRST_ROW, FIRST_ROW + len(CALLS))
    }

    assert formats['=STD_DATE("2023年5月10日")'] == "yyyy-mm-dd"
    assert formats["=CAMP_REACH(8500,10000)"] == "0%"
    assert formats['=RFM_LEVEL(30,"R")'] == "General"


@pytest.mark.parametrize(
    ("shown", "kind", "text"),
    [
        (1.5, None, "1.5"),
        (3, None, "3"),
        (True, "b", "1"),
        ("甲<乙>&", "str", "甲<乙>&"),
        (CellError.NA, "e", "#N/A"),
    ],
)
def test_results_of_every_kind_are_kept(shown: object, kind: str | None, text: str):
    book = openpyxl.Workbook()
    book.active["A1"] = "=F(1)"
    out = io.BytesIO()
    book.save(out)

    made = finish(out.getvalue(), Extras((), {}, {1: ""}, {1: 4}, {1: {"A1": shown}}))

    with zipfile.ZipFile(io.BytesIO(made)) as package:
        sheet = etree.fromstring(package.read("xl/worksheets/sheet1.xml"))
    cell = next(sheet.iter("{*}c"))
    assert (cell.get("t"), cell.findtext("{*}v"), cell.findtext("{*}f")) == (kind, text, "F(1)")


@pytest.mark.libreoffice
def test_the_values_are_there_where_nobody_knows_the_functions(built, tmp_path):
    """LibreOffice computes everything: what is live turns into #NAME?, what is not stays."""
    book = open_book(convert(built, "xlsx", tmp_path))
    sheet = book[EXAMPLES.title.in_(lang_of(built))]

    for number, (function, example) in enumerate(CALLS, start=FIRST_ROW):
        result = expected(function, example)
        if not isinstance(result, list):
            assert sheet.cell(number, 3).value == "#NAME?"
            assert plain(sheet.cell(number, 4).value) == result
