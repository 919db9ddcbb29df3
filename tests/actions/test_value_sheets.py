"""客户生命周期价值 and 价值矩阵 in a workbook file: filled, kept, added where they are missing."""

from __future__ import annotations

from decimal import Decimal

import openpyxl
import pytest
from openpyxl.worksheet.table import TableColumn

from tests.support import expected, sheets
from xlsegment.actions.refresh import refresh_file
from xlsegment.workbook.sample import AS_OF

SHEETS = ("客户生命周期价值", "价值矩阵")


@pytest.fixture(scope="module")
def after(refreshed):
    return sheets.open_book(refreshed)


def test_the_samples_historic_values_equal_a_second_computation(after):
    truth = expected.customers(sheets.rows(after, "orders"), AS_OF, 180)
    people = {row["customer_id"]: row for row in sheets.rows(after, "ltv")}

    assert set(truth) <= set(people)
    for who, customer in truth.items():
        assert Decimal(str(people[who]["ltv_historic"])) == customer.net, who


def test_the_sample_shows_both_sheets_filled(after):
    people = sheets.rows(after, "ltv")
    facts = {row["ltv_item"]: row["ltv_value"] for row in sheets.rows(after, "ltv_facts")}

    for key in ("p_alive", "ltv_predicted", "ltv_profit", "ltv_level", "worth_activity"):
        assert sum(row[key] is not None for row in people) > 100, key
    assert "实际" in facts["回测：消费"]
    assert {row["dimension"] for row in sheets.rows(after, "demographics")} == {
        "性别", "年龄段", "省份", "城市", "行业", "收入",
    }  # fmt: skip
    assert all(row["customers"] > 0 for row in sheets.rows(after, "matrix_cells"))
    titles = [
        after.defined_names[name] for name in ("结论_客户价值", "结论_价值四类", "结论_人口特征")
    ]
    assert len(titles) == 3
    names = {row["masked_name"] for row in people} - {None}
    assert all("*" in name for name in names)


@pytest.fixture(scope="module")
def edited(refreshed, tmp_path_factory):
    """Both sheets refreshed again after people typed wherever they may, and sorted the rows."""
    path = tmp_path_factory.mktemp("edited") / "客户.xlsx"
    book = openpyxl.load_workbook(refreshed)
    matrix = book["价值矩阵"]
    advice = next(cell.column for cell in matrix[4] if cell.value == "怎么做")
    matrix.cell(6, advice).value = "先打电话"
    # a column of one's own right of the rows per customer, and the rows the other way round
    ltv = book["客户生命周期价值"]
    table = ltv.tables["客户价值表"]
    last = ltv[table.ref.split(":")[1]].row
    ltv.cell(4, 15).value = "我的备注"
    for row in range(5, last + 1):
        ltv.cell(row, 15).value = f"记 {ltv.cell(row, 1).value}"
    table.ref = f"A4:O{last}"
    table.autoFilter.ref = table.ref
    table.tableColumns.append(TableColumn(id=15, name="我的备注"))
    lines = [[cell.value for cell in row] for row in ltv[table.ref][1:]]
    for row, line in zip(ltv[table.ref][1:], reversed(lines), strict=True):
        for cell, value in zip(row, line, strict=True):
            cell.value = value
    customers = book["客户基础信息表"]
    column = next(cell.column for cell in customers[4] if cell.value == "需求紧急度")
    customers.cell(7, column).value = "迫切"
    customers.cell(8, column).value = "很急"
    book.save(path)
    report = refresh_file(path, only=["ltv", "matrices"])
    return sheets.open_book(path), report


def test_own_texts_and_columns_go_with_their_rows(edited):
    book, _ = edited
    cells = {(r["matrix"], r["cell"]): r for r in sheets.rows(book, "matrix_cells")}

    assert cells["价值×活跃度", "高价值低活跃"]["matrix_advice"] == "先打电话"
    for row in sheets.rows(book, "ltv"):
        assert row["我的备注"] == f"记 {row['customer_id']}"


def test_urgency_typed_by_people_stays_and_counts(edited):
    book, report = edited
    typed = [row["need_urgency"] for row in sheets.rows(book, "customers")]
    who = sheets.rows(book, "customers")[2]["customer_id"]
    people = {row["customer_id"]: row for row in sheets.rows(book, "ltv")}

    assert typed[2:4] == ["迫切", "很急"]
    assert people[who]["spend_need"].endswith("迫切")
    assert [f.row for f in report.findings if f.code == "W-120"] == [3]


def test_what_does_not_rest_on_the_edits_is_the_same_after_another_refresh(after, edited):
    for key in ("ltv_segments", "ltv_facts", "demographics", "demographic_bars"):
        assert sheets.rows(after, key) == sheets.rows(edited[0], key)


def test_workbooks_without_the_sheets_get_them_when_asked_for(refreshed, tmp_path):
    path = tmp_path / "客户.xlsx"
    book = openpyxl.load_workbook(refreshed)
    for title in SHEETS:
        del book[title]
    book.save(path)

    refresh_file(path, only=["ltv", "matrices"])

    found = sheets.open_book(path)
    assert set(SHEETS) <= set(found.sheetnames)
    assert len(sheets.rows(found, "ltv")) > 290
    assert len(sheets.rows(found, "matrix_cells")) == 10
