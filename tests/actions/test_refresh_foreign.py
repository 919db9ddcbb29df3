"""Closed workbooks that never were our template: made by hand, in another program."""

import datetime as dt

import openpyxl
import pytest
from openpyxl.worksheet.table import Table

from tests.support.sheets import open_book
from xlsegment.actions.refresh import refresh_file
from xlsegment.errors import NoRoomRight, TableNotFound

DAY = dt.date(2025, 6, 30)
CUSTOMERS = [
    ["备注", "客户姓名", "会员编号", "联系电话"],
    ["老客户", "张三", "007", "13800000000"],
    [None, "李四", "008", "+86 139-0000-1111"],
]
ORDERS = [
    ["Paid amount", "订单日期", "会员号", "我的计算"],
    [1000, dt.date(2025, 6, 1), "007", "=A2*2"],
    ["¥1,500.00", "2025年6月20日", "007", "=A3*2"],
    [20, "2024/1/5", "008", "=A4*2"],
    [5, DAY, "009", "=A5*2"],
]


@pytest.fixture
def foreign(tmp_path):
    """Return a workbook of two plain ranges under a title; a chart sheet's worth of own cells."""
    book = openpyxl.Workbook()
    people = book.active
    people.title = "VIP & 普通"
    people["A1"] = "客户一览"
    people.merge_cells("A1:D1")
    for row, cells in enumerate(CUSTOMERS, start=3):
        for column, value in enumerate(cells, start=2):
            people.cell(row, column, value)
    people["B20"] = "制表人:张经理"
    orders = book.create_sheet("流水")
    for cells in ORDERS:
        orders.append(cells)
    orders.add_table(Table(displayName="Tabelle7", ref="A1:D5"))
    path = tmp_path / "foreign.xlsx"
    book.save(path)
    return path


def test_it_is_filled_where_it_stands_and_the_rest_is_left_alone(foreign):
    report = refresh_file(foreign)
    book = open_book(foreign)
    people, orders = book["VIP & 普通"], book["流水"]
    header = [cell.value for cell in people[3]][1:]
    rows = {
        people.cell(row, 4).value: dict(
            zip(header, [c.value for c in people[row]][1:], strict=True)
        )
        for row in (4, 5, 6)
    }
    assert header[:4] == CUSTOMERS[0]
    assert list(rows) == ["007", "008", "009"]
    assert [row["最近购买天数"] for row in rows.values()] == [10, 542, 0]
    assert [row["期内消费"] for row in rows.values()] == [2500, 0, 5]
    assert [row["备注"] for row in rows.values()] == ["老客户", None, None]
    assert rows["008"]["手机(脱敏)"] == "139****1111"
    assert people["A1"].value == "客户一览"
    assert people["B20"].value == "制表人:张经理"
    assert [orders.cell(row, 4).value for row in range(2, 6)] == [row[3] for row in ORDERS[1:]]
    assert report.as_of == DAY
    assert {skip.what.zh for skip in report.skipped} >= {"参数表", "分层规则", "问题表"}


def test_a_second_refresh_changes_not_a_byte(foreign):
    refresh_file(foreign)
    once = foreign.read_bytes()
    refresh_file(foreign)
    assert foreign.read_bytes() == once


def test_what_stands_in_the_way_is_named_and_the_file_untouched(foreign):
    book = openpyxl.load_workbook(foreign)
    book["VIP & 普通"]["G4"] = "别动"
    book.save(foreign)
    before = foreign.read_bytes()
    with pytest.raises(NoRoomRight, match="G4"):
        refresh_file(foreign)
    assert foreign.read_bytes() == before


def test_a_workbook_of_something_else_is_refused_with_what_is_missing(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["客户名字", "金额", "城市"])
    book.active.append(["张三", 5, "杭州"])
    path = tmp_path / "other.xlsx"
    book.save(path)
    before = path.read_bytes()
    with pytest.raises(TableNotFound) as caught:
        refresh_file(path)
    assert "客户ID" in caught.value.message("zh")
    assert "客户名字" in caught.value.message("zh")
    assert path.read_bytes() == before
