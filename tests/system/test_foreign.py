"""Workbooks that other programs made: edited without harm, or refused with the reason."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import xlsxwriter
import xlwings as xw

import xlsegment.engine  # noqa: F401 (registers the engine)
from tests.support import command, packages, results, validator
from xlsegment.errors import EngineError

XLWINGS_FILES = sorted(
    path for path in Path(xw.__file__).parent.rglob("*") if path.suffix in {".xlsm", ".xlam"}
)


@pytest.fixture
def shop(tmp_path) -> Path:
    """Return a workbook as a shop keeps it: plain ranges, its own headers, a chart, comments."""
    path = tmp_path / "shop.xlsx"
    book = xlsxwriter.Workbook(path)
    date = book.add_format({"num_format": "yyyy/m/d"})
    people = book.add_worksheet("客户")
    people.write_row(0, 0, ["客户ID", "姓名", "手机号", "我的备注"])
    for number in range(30):
        row = [f"C{number:03d}", "王小明", f"1381234{number:04d}", f"备注{number}"]
        people.write_row(number + 1, 0, row)
    people.write_comment("A1", "从 CRM 导出")
    sales = book.add_worksheet("订单")
    sales.write_row(0, 0, ["订单号", "客户ID", "订单日期", "订单金额"])
    for number in range(120):
        sales.write_row(number + 1, 0, [f"T{number:04d}", f"C{number % 30:03d}"])
        sales.write_number(number + 1, 2, 45000 + number, date)
        sales.write_number(number + 1, 3, 100 + number)
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": ["订单", 1, 3, 120, 3]})
    sales.insert_chart("F2", chart)
    book.close()
    return path


def test_a_foreign_workbook_is_refreshed_or_refused_but_never_harmed(shop):
    before = shop.with_name("before.xlsx")
    shutil.copy(shop, before)

    done = command.run("refresh", shop, status=(0, 1, 2))

    if done.status == 2:
        assert shop.read_bytes() == before.read_bytes()
        assert len(done.err.strip().splitlines()) == 1
        return
    difference = packages.compare(before, shop)
    assert not {name for name in difference.changed if "chart" in name or "comment" in name}
    people = results.open_book(shop)["客户"]
    assert [people.cell(row, 4).value for row in range(2, 5)] == ["备注0", "备注1", "备注2"]


@pytest.mark.node
def test_a_foreign_workbook_gets_no_fault_that_it_did_not_have(shop):
    before = shop.with_name("before.xlsx")
    shutil.copy(shop, before)

    command.run("refresh", shop, status=(0, 1, 2))

    assert validator.new_faults(before, shop) == []


@pytest.mark.node
@pytest.mark.parametrize("source", XLWINGS_FILES, ids=lambda path: path.name)
def test_the_workbooks_that_xlwings_installs_are_edited_without_harm(source, tmp_path):
    path = tmp_path / source.name
    shutil.copy(source, path)
    refused = ""
    before = xw.engines.active
    xw.engines["xlsegment"].activate()
    try:
        book = xw.Book(str(path))
        sheet = book.sheets[0]
        sheet.range("XFA400").value = [["写入", 1.5]]
        book.save()
        book.close()
    except EngineError as error:
        refused = error.message("zh")
    finally:
        if before is not None:
            before.activate()

    if refused:
        assert path.read_bytes() == source.read_bytes()
        return
    difference = packages.compare(source, path)
    assert difference.added == frozenset()
    assert difference.removed <= {"xl/calcChain.xml"}
    edited = packages.sheet_parts(source)[sheet.name]
    assert difference.changed <= {
        edited,
        "xl/workbook.xml",
        "xl/styles.xml",
        "[Content_Types].xml",
        "xl/_rels/workbook.xml.rels",
    }
    sheets = packages.compare_sheets(packages.parts(source)[edited], packages.parts(path)[edited])
    assert sheets.cells == {"XFA400", "XFB400"}
    assert validator.new_faults(source, path) == []
