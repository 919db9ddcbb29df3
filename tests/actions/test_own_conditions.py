"""A column that somebody adds to the customer table, and a rule on it, in an edited workbook."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from tests.support import sheets
from tests.support.small_book import small_book
from xlsegment.actions.refresh import refresh_file
from xlsegment.actions.report import Report
from xlsegment.errors import RuleColumnError
from xlsegment.workbook.sheets import TABLES

RULES = TABLES["rules"]


def edited(path: Path, complaints: list[object], condition: str, header: str = "投诉次数") -> Path:
    """Add a column right of the customers, and a first rule with a condition."""
    path.write_bytes(small_book(full=True))
    book = openpyxl.load_workbook(path)
    customers = book["客户基础信息表"]
    table = customers.tables["客户表"]
    column = TABLES["customers"].last_col + 1
    for row, cell in enumerate([header, *complaints], start=4):
        customers.cell(row, column, cell)
    first, last = table.ref.split(":")
    rows = "".join(c for c in last if c.isdigit())
    table.ref = f"{first}:{get_column_letter(column)}{rows}"
    table.tableColumns = []
    rule = {"segment_id": "B001", "segment": "高投诉客户", "conditions": condition}
    params = book["参数"]
    for key in RULES.keys:  # in place of the first rule
        params.cell(5, RULES.col_index(key)).value = rule.get(key)
    book.save(path)
    return path


@pytest.fixture(scope="module")
def refreshed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Report]:
    path = tmp_path_factory.mktemp("own") / "客户.xlsx"
    return path, refresh_file(edited(path, [5, "0", None], "投诉次数>=3"))


def segments(path: Path) -> dict[str, str]:
    return {
        r["customer_id"]: r["segment"] for r in sheets.rows(sheets.open_book(path), "customers")
    }


def test_the_rule_takes_who_meets_its_condition_and_nobody_else(refreshed):
    book, report = refreshed
    found = segments(book)

    # 001 complained five times; C2 not at all, so R = 97 and F = 1 decide; C3 never bought.
    assert found["001"] == "高投诉客户"
    assert found["C2"] == "流失风险客户"
    assert found["C3"] == "未购买"
    assert found["C4"] == "沉睡流失客户"  # known from the orders alone
    (row,) = [
        r for r in sheets.rows(sheets.open_book(book), "segments") if r["segment"] == "高投诉客户"
    ]
    assert (row["dimensions"], row["customers"]) == ("投诉次数≥3", 1)
    (blank,) = [f for f in report.findings if f.code == "I-110"]
    assert blank.count == 1
    assert "投诉次数" in blank.what("zh")


def test_what_is_no_number_is_listed_where_it_stands(tmp_path):
    path = edited(tmp_path / "客户.xlsx", ["很多", 0, 1], "投诉次数>=3")
    report = refresh_file(path)

    (finding,) = [f for f in report.findings if f.code == "W-111"]
    assert (finding.row, finding.column) == (0, "投诉次数")
    issues = sheets.rows(sheets.open_book(path), "issues")
    (row,) = [r for r in issues if r["code"] == "W-111"]
    assert f"{get_column_letter(TABLES['customers'].last_col + 1)}5" in row["cell"]
    assert segments(path)["001"] != "高投诉客户"


def test_a_column_of_words_can_be_used(tmp_path):
    path = edited(tmp_path / "客户.xlsx", ["金卡", "银卡", "金卡"], "会员等级=金卡", "会员等级")
    refresh_file(path)

    assert segments(path)["001"] == "高投诉客户"
    assert segments(path)["C2"] == "流失风险客户"


def test_an_unknown_column_stops_the_refresh_and_changes_nothing(tmp_path):
    path = edited(tmp_path / "客户.xlsx", [5, 0, 1], "投诉>=3")
    before = path.read_bytes()

    with pytest.raises(RuleColumnError, match="投诉次数"):
        refresh_file(path)
    assert path.read_bytes() == before
