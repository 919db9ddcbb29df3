import datetime as dt
from decimal import Decimal

from tests.support.memory_excel import add_table, new_book
from xlsegment.workbook.locate import locate
from xlsegment.workbook.read import read_table
from xlsegment.workbook.sheets import TABLES

ROWS = [
    ["我的列", "客户ID", "首次购买时间", "累计消费金额", "空", "姓名"],
    ["a", "C1", dt.datetime.fromisoformat("2025-01-02"), 10, None, "=张"],
    [None, None, None, None, None, None],
    ["b", 7, "2025年3月", "#N/A", None, ""],
]


def handle():
    book = new_book(甲=ROWS)
    add_table(book.sheets[0].impl, "客户表", "A1:F4")
    return locate(book, [TABLES["customers"]], inputs=frozenset({"customers"})).found["customers"]


def test_cells_come_back_as_they_are_under_canonical_names():
    frame = read_table(handle())
    assert list(frame.columns) == [
        *("customer_id", "first_order_date", "total_spend", "name", "我的列", "空")
    ]
    assert frame.loc[0].tolist() == [
        "C1",
        dt.datetime.fromisoformat("2025-01-02"),
        10.0,
        "=张",
        "a",
        None,
    ]
    assert frame.loc[2].tolist() == [7.0, "2025年3月", "#N/A", None, "b", None]
    assert set(map(str, frame.dtypes)) == {"object"}


def test_a_number_in_a_currency_format_is_a_number_in_a_live_excel_too():
    book = new_book(甲=[["客户ID", "累计消费金额", "预算"], ["C1", Decimal("10.5"), Decimal("3")]])
    add_table(book.sheets[0].impl, "客户表", "A1:C2")
    found = locate(book, [TABLES["customers"]], inputs=frozenset({"customers"})).found["customers"]
    cells = read_table(found).loc[0].tolist()
    assert cells == ["C1", 10.5, 3.0]
    assert [type(cell) for cell in cells] == [str, float, float]


def test_blank_rows_are_left_out_and_the_others_keep_their_place():
    assert read_table(handle()).index.tolist() == [0, 2]


def test_only_the_columns_asked_for_are_read_with_one_call_per_neighbourhood():
    found = handle()
    app = found.sheet.book.app.impl
    app.calls = 0
    frame = read_table(found, ["customer_id", "first_order_date", "name", "industry"])
    assert list(frame.columns) == ["customer_id", "first_order_date", "name"]
    assert app.calls == 2


def test_the_number_of_calls_does_not_depend_on_the_number_of_rows():
    calls = []
    for rows in (10, 1000):
        book = new_book(甲=[["客户ID", "姓名"], *[[f"C{i}", "x"] for i in range(rows)]])
        add_table(book.sheets[0].impl, "客户表", f"A1:B{rows + 1}")
        specs = [TABLES["customers"]]
        found = locate(book, specs, inputs=frozenset({"customers"})).found["customers"]
        book.app.impl.calls = 0
        assert len(read_table(found)) == rows
        calls.append(book.app.impl.calls)
    assert calls[0] == calls[1]


def test_an_empty_table_reads_as_no_rows():
    book = new_book(甲=[["客户ID", "姓名"]])
    add_table(book.sheets[0].impl, "客户表", "A1:B1")
    specs = [TABLES["customers"]]
    found = locate(book, specs, inputs=frozenset({"customers"})).found["customers"]
    frame = read_table(found)
    assert len(frame) == 0
    assert list(frame.columns) == ["customer_id", "name"]
