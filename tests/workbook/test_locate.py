import pytest

from tests.support.memory_excel import add_sheet, add_table, new_book
from xlsegment.errors import ColumnsMissing, TableNotFound
from xlsegment.workbook.locate import locate
from xlsegment.workbook.sheets import TABLES

SPECS = [TABLES[key] for key in ("customers", "orders", "strategies")]
INPUTS = frozenset({"customers", "orders"})
ORDERS = [
    ["订单号", "客户ID", "订单日期", "订单金额"],
    ["D1", "C1", "2025-01-01", 10],
    ["D2", "C2", "2025-01-02", 20],
]
CUSTOMERS = [["客户ID", "姓名", "我的列"], ["C1", "张三", 1], ["C2", "李四", 2]]


def find(book):
    return locate(book, SPECS, inputs=INPUTS)


def test_by_table_name_in_either_language_on_renamed_sheets():
    book = new_book(甲=CUSTOMERS, 乙=ORDERS)
    add_table(book.sheets["甲"].impl, "Customers", "A1:C3")
    add_table(book.sheets["乙"].impl, "订单表", "A1:D3")
    found = find(book).found
    assert (found["customers"].sheet.name, found["customers"].rows) == ("甲", 2)
    assert found["customers"].own == {"我的列": 3}
    assert found["orders"].columns == {
        "order_id": 1,
        "customer_id": 2,
        "order_date": 3,
        "amount": 4,
    }


def test_by_headers_when_the_table_has_another_name():
    book = new_book(甲=CUSTOMERS, 乙=ORDERS)
    add_table(book.sheets["甲"].impl, "Tabelle1", "A1:C3")
    add_table(book.sheets["乙"].impl, "Tabelle2", "A1:D3")
    found = find(book).found
    assert found["customers"].table.name == "Tabelle1"
    assert found["orders"].table.name == "Tabelle2"


def test_a_plain_range_anywhere_on_a_sheet_reordered_and_mixed():
    rows = [
        ["Order amount", "备注", "客户编号", "Order date"],
        [10, "x", "C1", "2025-01-01"],
        [20, None, "C2", "2025-01-02"],
        [None, None, None, None],
        ["合计", None, None, None],
        [30, None, "C3", "2025-01-03"],
    ]
    book = new_book(封面=[["我的报告"]])
    add_sheet(book.impl, "数据", rows, at=(7, 3))
    orders = find(book).found["orders"]
    assert orders.table is None
    assert (orders.header_row, orders.first_col, orders.last_col) == (7, 3, 6)
    assert (orders.rows, orders.unread) == (2, 1)
    assert orders.columns == {"amount": 3, "customer_id": 5, "order_date": 6}
    assert orders.own == {"备注": 4}


def test_a_plain_range_far_below_the_top_is_still_found():
    rows = [[f"第{i}行"] for i in range(400)] + ORDERS
    assert find(new_book(数据=rows)).found["orders"].header_row == 401


def test_two_ranges_in_one_row_do_not_mix():
    rows = [[*c, None, *o] for c, o in zip(CUSTOMERS, ORDERS, strict=True)]
    found = find(new_book(数据=rows)).found
    assert found["customers"].last_col == 3
    assert found["orders"].first_col == 5


def test_a_customer_list_of_the_users_own_is_not_taken_when_the_real_one_is_there():
    book = new_book(名单=[["客户ID", "姓名"], ["C9", "王"]], 甲=CUSTOMERS)
    add_table(book.sheets["甲"].impl, "客户表", "A1:C3")
    assert find(book).found["customers"].sheet.name == "甲"


def test_a_small_table_of_the_users_own_is_never_taken_for_one_that_gets_rewritten():
    book = new_book(我的=[["客户群体", "负责人"], ["核心", "我"]])
    assert "strategies" in find(book).missing


def test_a_named_table_without_its_columns_says_which_and_what_is_nearest():
    book = new_book(乙=[["订单号", "客户ID", "订单日子", "订单金额"], ["D1", "C1", "x", 1]])
    add_table(book.sheets["乙"].impl, "订单表", "A1:D2")
    with pytest.raises(ColumnsMissing) as caught:
        find(book).require("orders")
    for lang, words in (("zh", "订单日期"), ("en", "Order date")):
        message = caught.value.message(lang)
        assert words in message
        assert "订单日子" in message
        assert "乙" in message


def test_a_missing_table_names_its_columns_and_the_nearest_row_of_headers():
    book = new_book(乙=[["客户ID", "日期", "备注"], ["C1", "x", 1]])
    error = find(book).missing["orders"]
    assert isinstance(error, TableNotFound)
    assert "“乙”:客户ID、日期、备注" in error.message("zh")
    assert "Order amount" in error.message("en")


def test_a_table_without_rows_is_found_with_none():
    book = new_book(乙=ORDERS[:1])
    add_table(book.sheets["乙"].impl, "订单表", "A1:D1")
    assert find(book).found["orders"].rows == 0


def test_a_long_range_that_was_found_is_not_searched_again_for_other_tables():
    long = [ORDERS[0], *[["D", "C", "2025-01-01", 1]] * 3000]
    book = new_book(数据=long)
    assert "customers" in find(book).missing
    # the top of the sheet, and once all of the range to find its end
    assert book.app.impl.cells_read < 1.5 * 4 * 3001
