"""What follows a customer whose records become one: orders, leads, feedback, figures, tags."""

from __future__ import annotations

import openpyxl
import pytest

from tests.support import command, sheets
from tests.support.earlier import earlier_book
from tests.support.small_book import filled
from xlsegment.actions import snapshot
from xlsegment.actions.clean import clean_file
from xlsegment.actions.refresh import refresh_file
from xlsegment.actions.share_check import share_check_file
from xlsegment.actions.undo import undo_file
from xlsegment.workbook.template import build_workbook

PEOPLE = [
    {"customer_id": "P1", "name": "张三", "mobile": "13905716283"},
    {"customer_id": "P2", "name": "张三", "mobile": "139 0571 6283"},
]
ORDERS = [
    {"order_id": "D1", "customer_id": "P1", "order_date": "2025-05-01", "amount": 10},
    {"order_id": "D2", "customer_id": "P2", "order_date": "2025-06-01", "amount": 20},
]


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    folder = tmp_path / "home"
    monkeypatch.setattr(snapshot.platformdirs, "user_data_dir", lambda *a, **k: str(folder))


def rows(path, key):
    found = sheets.rows(sheets.open_book(path), key)
    return [row for row in found if any(value is not None for value in row.values())]


def logged(path, table):
    return [
        (row["row_id"], row["column"], row["before"], row["after"])
        for row in rows(path, "cleaning_log")
        if row["sheet"] == table
    ]


def test_leads_and_feedback_follow_the_customer(tmp_path):
    path = tmp_path / "book.xlsx"
    leads = [{"lead_id": "L1", "lead_source": "抖音", "created_at": "2025-04-01",
              "customer_id": "P1"}]  # fmt: skip
    feedback = [{"feedback_date": "2025-05-02", "customer_id": "P1", "content": "太慢了",
                 "satisfaction": 1}]  # fmt: skip
    tables = {"customers": PEOPLE, "orders": ORDERS, "leads": leads, "feedback": feedback}
    path.write_bytes(filled(build_workbook("zh", False), tables))
    before = path.read_bytes()

    clean_file(path)

    assert [row["customer_id"] for row in rows(path, "leads")] == ["P2"]
    assert [row["customer_id"] for row in rows(path, "feedback")] == ["P2"]
    assert ("L1", "客户ID", "P1", "P2") in logged(path, "销售线索")
    assert ("P1", "客户ID", "P1", "P2") in logged(path, "客户反馈")
    refresh_file(path)
    assert not [row for row in rows(path, "issues") if row["code"] == "W-101"]
    undo_file(path)
    undo_file(path)
    assert path.read_bytes() == before


def test_figures_without_orders_wait_for_a_person_and_then_add_up_in_the_log(tmp_path):
    path = tmp_path / "book.xlsx"
    people = [
        PEOPLE[0] | {"total_spend": 1000, "frequency": 3, "tags": "老客户"},
        PEOPLE[1] | {"total_spend": 5000, "frequency": 9, "tags": "VIP"},
    ]
    path.write_bytes(filled(earlier_book(), {"customers": people}))

    assert "W-080" not in clean_file(path).by_code
    assert [row["customer_id"] for row in rows(path, "customers")] == ["P1", "P2"]
    clean_file(path, accept=["W-080"])

    (kept,) = rows(path, "customers")
    assert (kept["customer_id"], kept["total_spend"], kept["frequency"]) == ("P2", 6000, 12)
    assert kept["tags"] == "VIP,老客户"
    assert {
        ("P2", "累计消费金额", "5000", "6000"),
        ("P2", "购买次数", "9", "12"),
        ("P2", "客户标签", "VIP", "VIP,老客户"),
    } <= set(logged(path, "客户基础信息表"))


def test_figures_that_do_not_go_along_are_listed(tmp_path):
    path = tmp_path / "book.xlsx"
    people = [PEOPLE[0] | {"total_spend": 1000}, PEOPLE[1] | {"total_spend": 20}]
    path.write_bytes(filled(earlier_book(), {"customers": people, "orders": ORDERS[1:]}))

    clean_file(path, accept=["W-080"])

    (kept,) = rows(path, "customers")
    assert (kept["customer_id"], kept["total_spend"]) == ("P2", 20)  # its orders say so
    assert ("P1", "累计消费金额", "1000", "20") in logged(path, "客户基础信息表")


def test_what_a_merge_logs_of_free_text_shows_nobody(tmp_path):
    path = tmp_path / "book.xlsx"
    people = [
        PEOPLE[0] | {"tags": "请联系 wanglei@corp.cn"},
        PEOPLE[1] | {"tags": "李娜13912345678"},
    ]
    path.write_bytes(filled(build_workbook("zh", False), {"customers": people, "orders": ORDERS}))

    clean_file(path)

    log = str(rows(path, "cleaning_log"))
    assert "请联系 w***@corp.cn" in log
    assert not [word for word in ("wanglei", "李娜", "13912345678") if word in log]
    assert "清洗记录" not in {hit.place.sheet for hit in share_check_file(path).hits}


def test_without_a_list_the_command_says_by_which_code_to_accept(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "客户基础信息表"
    for row in (
        ("客户ID", "姓名", "手机"),
        ("P1", "张*", "13905716283"),
        ("P2", "李*", "13905716283"),
    ):
        sheet.append(row)
    path = tmp_path / "book.xlsx"
    book.save(path)

    said = command.run("clean", path, "--lang", "zh")

    assert "--accept W-069" in said.err
    assert "“采纳”列" not in said.err
