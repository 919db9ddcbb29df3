"""What people type on the sheets of tiers, feedback and allocation, through refreshes of a file.

One workbook is filled, edited in every such column, sorted the other way round, a segment is
renamed, and it is refreshed again; then each column is looked at by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.support import command, sheets
from tests.support.small_book import small_book
from xlsegment.actions.refresh import refresh_file
from xlsegment.workbook.headers import HeaderIndex
from xlsegment.workbook.sheets import TABLES

# table, column, by what its rows are known, which row, what is typed there
EDITS = [
    ("tiers", "service_need", "customer_id", "C4", "高：先回电话"),
    ("tiers", "personal_need", "customer_id", "001", "中：要礼盒"),
    ("tier_summary", "tier_service", "tier", "中价值", "每月回访一次"),
    ("allocation", "adjustment", "tier", "低价值", 1.5),
    ("segment_allocation", "adjustment", "segment_id", "A007", 2),
    ("tier_criteria", "weight", "criterion", "购买金额", 45),
    ("tier_criteria", "better", "criterion", "互动行为", "越低越好"),
    ("tier_criteria", "cut3", "criterion", "产品偏好", 70),
    ("tier_criteria", "cut2", "criterion", "产品偏好", 30),
    ("tier_criteria", "value_scores", "criterion", "服务需求", "高=3；低=2"),
    ("tier_criteria", "criterion_note", "criterion", "满意度", "我的说明"),
    ("feedback", "feedback_date", "content", "快递太慢", "2025-06-03"),
    ("feedback", "customer_id", "content", "很好", "C2"),
    ("feedback", "feedback_channel", "content", "很好", "上门"),
    ("feedback", "content", "satisfaction", 4, "想刻字"),
    ("feedback", "satisfaction", "content", "快递太慢", 1),
]
TYPED_IN = (
    "tiers",
    "tier_summary",
    "allocation",
    "segment_allocation",
    "tier_criteria",
    "feedback",
)


def cells(sheet: Worksheet, table: str) -> tuple[dict[str, int], range]:
    """Return the sheet columns of a table's keys, and its body rows."""
    native = next(t for t in sheet.tables.values() if t.displayName in TABLES[table].name.both)
    header, *body = sheet[native.ref]
    match = HeaderIndex(TABLES[table]).match([cell.value for cell in header])
    columns = {key: header[0].column + place for key, place in match.keys.items()}
    return columns, range(body[0][0].row, body[-1][0].row + 1)


def each_table(book) -> Iterator[tuple[str, Worksheet]]:
    for sheet in book.worksheets:
        for native in sheet.tables.values():
            for key in TYPED_IN:
                if native.displayName in TABLES[key].name.both:
                    yield key, sheet


def put(book, key: str, by: str, known: object, column: str, value: object) -> None:
    sheet = dict(each_table(book))[key]
    columns, body = cells(sheet, key)
    row = next(row for row in body if sheet.cell(row, columns[by]).value == known)
    sheet.cell(row, columns[column]).value = value


def turn_round(book) -> None:
    """Sort every table the other way round, as a person may in Excel."""
    for key, sheet in each_table(book):
        columns, body = cells(sheet, key)
        numbers = list(columns.values())
        before = [[sheet.cell(row, number).value for number in numbers] for row in body]
        for row, values in zip(body, reversed(before), strict=True):
            for number, value in zip(numbers, values, strict=True):
                sheet.cell(row, number).value = value


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("tiers") / "客户.xlsx"
    path.write_bytes(small_book(full=True))
    book = sheets.open_book(path)
    feedback = dict(each_table(book))["feedback"]
    said = (
        ["2025-06-01", "001", "微信", "快递太慢", 2],
        ["2025-06-02", "C4", "电话", "很好", 5],
        ["2025-06-05", "C4", "电话", "想定制", 4],
    )
    for row, values in enumerate(said, start=5):
        for column, value in enumerate(values, start=1):
            feedback.cell(row, column).value = value
    native = next(iter(feedback.tables.values()))
    native.ref = native.autoFilter.ref = f"A4:G{4 + len(said)}"
    book.save(path)
    command.run("refresh", path)
    book = sheets.open_book(path)
    for key, column, by, known, value in EDITS:
        put(book, key, by, known, column, value)
    rules = next(s for s in book.worksheets if any(t == "分层规则" for t in s.tables))
    columns, body = cells(rules, "rules")
    row = next(row for row in body if rules.cell(row, columns["segment_id"]).value == "A007")
    rules.cell(row, columns["segment"]).value = "头号客户"
    turn_round(book)
    book.save(path)
    command.run("refresh", path)
    return path


@pytest.fixture(scope="module")
def now(edited: Path):
    return sheets.open_book(edited)


@pytest.mark.parametrize(
    ("key", "column", "by", "known", "value"), EDITS, ids=[f"{e[0]}.{e[1]}" for e in EDITS]
)
def test_what_was_typed_is_still_in_its_row(now, key, column, by, known, value):
    rows = sheets.rows(now, key)
    known = value if column == by else known
    found = [
        row[column]
        for row in rows
        if row[by] == known or (column == "content" and row[column] == value)
    ]
    assert found == [value]


def test_every_column_that_people_fill_is_among_them():
    typed = {
        (key, column.key)
        for key in TYPED_IN
        for column in TABLES[key].columns
        if column.role in ("input", "optional", "editable")
    }
    assert typed - {(key, column) for key, column, *_ in EDITS} == {("tier_criteria", "criterion")}


def test_the_renamed_segment_kept_its_adjustment_and_what_was_typed_counts(now):
    by_id = {row["segment_id"]: row for row in sheets.rows(now, "segment_allocation")}
    assert by_id["A007"]["segment"] == "头号客户"
    assert "调整系数 2" in by_id["A007"]["allocation_why"]
    tiers = {row["customer_id"]: row for row in sheets.rows(now, "tiers")}
    assert "服务需求 3×" in tiers["C4"]["tier_why"]
    weights = {row["criterion"]: row["effective_weight"] for row in sheets.rows(now, "tier_cuts")}
    assert weights["购买金额"] == max(weights.values())
    mid = [row for row in tiers.values() if row["tier"] == "中价值"]
    assert all(row["service_advice"].endswith("每月回访一次") for row in mid)


@pytest.fixture(scope="module")
def again(edited: Path, tmp_path_factory: pytest.TempPathFactory):
    """The workbook once a customer is gone and formulas stand in columns that people fill."""
    path = tmp_path_factory.mktemp("again") / "客户.xlsx"
    path.write_bytes(edited.read_bytes())
    book = sheets.open_book(path)
    for table, name in (("orders", "订单表"), ("customers", "客户表")):
        sheet = next(s for s in book.worksheets if name in s.tables)
        columns, body = cells(sheet, table)
        for row in body:
            if sheet.cell(row, columns["customer_id"]).value == "C4":
                for number in columns.values():
                    sheet.cell(row, number).value = None
    put(book, "tiers", "customer_id", "C3", "service_need", '="高"&"：电话"')
    put(book, "allocation", "tier", "中价值", "adjustment", "=1+1")
    turn_round(book)
    book.save(path)
    refresh_file(path)
    return sheets.open_book(path)


def test_a_customer_who_is_gone_keeps_the_needs_that_were_noted(again):
    rows = sheets.rows(again, "tiers")
    assert rows[-1]["customer_id"] == "C4"
    assert (rows[-1]["service_need"], rows[-1]["tier"]) == ("高：先回电话", None)


def test_a_formula_in_a_column_of_theirs_stays_one_and_moves_with_its_row(again):
    needs = {row["customer_id"]: row["service_need"] for row in sheets.rows(again, "tiers")}
    assert needs["C3"] == '="高"&"：电话"'
    factors = {row["tier"]: row["adjustment"] for row in sheets.rows(again, "allocation")}
    assert factors["中价值"] == "=1+1"


def test_names_and_numbers_in_feedback_and_needs_are_masked(edited: Path, tmp_path: Path):
    path, shared = tmp_path / "客户.xlsx", tmp_path / "分享.xlsx"
    path.write_bytes(edited.read_bytes())
    book = sheets.open_book(path)
    said = "我是欧阳娜，电话13912345678"
    put(book, "feedback", "content", "很好", "content", said)
    put(book, "tiers", "customer_id", "C3", "personal_need", said)
    book.save(path)
    command.run("mask", path, "-o", shared)
    text = "我是欧阳*，电话139****5678"
    book = sheets.open_book(shared)
    assert text in [row["content"] for row in sheets.rows(book, "feedback")]
    assert text in [row["personal_need"] for row in sheets.rows(book, "tiers")]


def test_a_second_refresh_changes_nothing(edited: Path, tmp_path: Path):
    path = tmp_path / "客户.xlsx"
    path.write_bytes(edited.read_bytes())
    before = {key: sheets.rows(sheets.open_book(path), key) for key in TYPED_IN}
    refresh_file(path)
    assert {key: sheets.rows(sheets.open_book(path), key) for key in TYPED_IN} == before


def test_an_older_workbook_gets_the_sheets_one_by_one(edited: Path, tmp_path: Path):
    path = tmp_path / "客户.xlsx"
    path.write_bytes(edited.read_bytes())
    book = sheets.open_book(path)
    for title in ("客户分层管理表", "客户反馈", "资源配置"):
        del book[title]
    book.save(path)
    command.run("refresh", path, "--only", "tiers", "资源配置")
    book = sheets.open_book(path)
    assert len(sheets.rows(book, "tiers")) == 4
    assert sum(row["customers"] for row in sheets.rows(book, "allocation")) == 4
    assert "客户反馈" not in book.sheetnames
