import datetime as dt

import pandas as pd
import pytest

from tests.support.memory_excel import Formula, add_sheet, add_table, new_book
from xlsegment.errors import NoRoomBelow, NoRoomRight
from xlsegment.workbook.keep import follow
from xlsegment.workbook.locate import locate
from xlsegment.workbook.named import named_cells
from xlsegment.workbook.read import read_table
from xlsegment.workbook.sheets import TABLES
from xlsegment.workbook.write import prepare_fill, prepare_names, prepare_rewrite

CUSTOMERS = [["客户ID", "我的列", "姓名", "RFM得分"], ["C1", 1, "张", None], ["C2", 2, "李", None]]
SEGMENTS = [
    [
        "客户群体ID",
        "客户群体名称",
        "细分维度组合",
        "核心特征描述",
        "客户数量(人)",
        "占比(%)",
        "策略建议关键词",
        "负责人",
        "我的备注",
    ],
    *[[f"A{i}", f"群{i}", "r", "f", 1, 0.1, "k", f"人{i}", f"注{i}"] for i in range(3)],
]


def found(book, key):
    return locate(book, [TABLES[key]], inputs=frozenset({"customers"})).found[key]


def customers(table=True):
    book = new_book(甲=CUSTOMERS)
    if table:
        add_table(book.sheets[0].impl, "客户表", "A1:D3")
    return book


def run(steps):
    for step in steps:
        step.apply()


def cells(book, address, sheet=0):
    return book.sheets[sheet].range(address).options(ndim=2).value


def frame(index=(0, 1), **columns):
    return pd.DataFrame(columns, index=list(index), dtype=object)


@pytest.mark.parametrize("table", [True, False])
def test_columns_are_filled_where_they_stand_and_others_are_left_alone(table):
    book = customers(table)
    run(prepare_fill(found(book, "customers"), frame(rfm_score=["545", "111"])))
    assert cells(book, "A1:D3") == [
        CUSTOMERS[0],
        ["C1", 1.0, "张", "545"],  # text although it looks like a number
        ["C2", 2.0, "李", "111"],
    ]


@pytest.mark.parametrize("text", ["=1+1", "+86", "-5", "@x", "'quoted", "=cmd|' /C calc'!A0"])
def test_text_that_looks_like_a_formula_stays_text(text):
    book = customers()
    run(prepare_fill(found(book, "customers"), frame(name=[text, "李"])))
    assert cells(book, "C2:C2") == [[text]]
    assert not isinstance(book.sheets[0].impl.cells_[(2, 3)], Formula)


def test_preparing_changes_nothing():
    book = customers()
    before = dict(book.sheets[0].impl.cells_)
    prepare_fill(found(book, "customers"), frame(rfm_score=["5", "1"], segment=["a", "b"]))
    assert book.sheets[0].impl.cells_ == before
    assert book.app.impl.writes == 0


@pytest.mark.parametrize("table", [True, False])
def test_missing_result_columns_join_the_table_at_its_right_end(table):
    book = customers(table)
    filled = frame(segment=["核心", "其他"], last_order_date=[dt.date(2025, 1, 2), None])
    run(prepare_fill(found(book, "customers"), filled))
    assert cells(book, "E1:F3") == [
        ["最近购买日期", "客户群体"],  # in the order of the declaration
        [dt.datetime.fromisoformat("2025-01-02"), "核心"],
        [None, "其他"],
    ]
    if table:
        assert book.sheets[0].tables[0].range.address == "$A$1:$F$3"
    assert book.sheets[0].range("E2:E3").number_format == "yyyy-mm-dd"


def test_added_headers_speak_the_language_of_the_table():
    book = new_book(甲=[["Customer ID", "Name", "备注"], ["C1", "A", "x"]])
    run(prepare_fill(found(book, "customers"), frame([0], segment=["Other"])))
    assert cells(book, "D1:D2") == [["Segment"], ["Other"]]


def test_what_stands_right_of_the_table_is_never_overwritten():
    book = customers()
    book.sheets[0].impl.cells_[(3, 5)] = "mine"
    with pytest.raises(NoRoomRight, match="E3"):
        prepare_fill(found(book, "customers"), frame(segment=["a", "b"]))


def test_blank_rows_inside_a_table_stay_blank():
    book = new_book(甲=[["客户ID", "姓名"], ["C1", "a"], [None, None], ["C3", "c"]])
    add_table(book.sheets[0].impl, "客户表", "A1:B4")
    handle = found(book, "customers")
    assert read_table(handle).index.tolist() == [0, 2]
    run(prepare_fill(handle, frame([0, 2], name=["x", "z"])))
    assert cells(book, "A2:B4") == [["C1", "x"], [None, None], ["C3", "z"]]


@pytest.mark.parametrize("table", [True, False])
def test_appended_rows_grow_the_table(table):
    book = customers(table)
    appended = pd.DataFrame({"customer_id": ["001", "C4"], "rfm_score": ["555", None]})
    run(prepare_fill(found(book, "customers"), frame(rfm_score=["1", "2"]), appended))
    assert cells(book, "A4:D5") == [["001", None, None, "555"], ["C4", None, None, None]]
    if table:
        assert book.sheets[0].tables[0].range.address == "$A$1:$D$5"


def test_a_totals_row_steps_aside_and_comes_back():
    book = customers()
    table = book.sheets[0].tables[0].impl
    table.box, table.totals = (1, 1, 4, 4), True
    run(prepare_fill(found(book, "customers"), frame(), pd.DataFrame({"customer_id": ["C3"]})))
    assert table.totals
    assert table.box == (1, 1, 5, 4)


@pytest.mark.parametrize("in_the_way", ["cell", "table"])
def test_what_stands_below_the_table_is_never_overwritten(in_the_way):
    book = customers()
    sheet = book.sheets[0].impl
    if in_the_way == "cell":
        sheet.cells_[(5, 2)] = "mine"
    else:
        add_table(sheet, "mine", "B5:C6")
    appended = pd.DataFrame({"customer_id": ["C3", "C4"]})
    with pytest.raises(NoRoomBelow, match="B5"):
        prepare_fill(found(book, "customers"), frame(), appended)


def segments():
    book = new_book(结果=SEGMENTS)
    add_table(book.sheets[0].impl, "细分结果表", "A1:I4")
    return book


def rewrite(book, names):
    handle = found(book, "segments")
    rows = pd.DataFrame({"segment": names, "customers": range(len(names))}, dtype=object)
    own = follow(handle, read_table(handle), rows, ["segment"])
    run(prepare_rewrite(handle, rows, own=own))
    return book


def test_a_result_table_shrinks_and_leaves_nothing_behind():
    book = rewrite(segments(), ["群1"])
    assert book.sheets[0].tables[0].range.address == "$A$1:$I$2"
    assert cells(book, "B2:B4") == [["群1"], [None], [None]]
    assert cells(book, "A3:I4") == [[None] * 9] * 2


def test_a_result_table_grows_and_the_users_own_column_follows_its_rows():
    book = rewrite(segments(), ["新", "群2", "群0", "群1", "又新"])
    assert book.sheets[0].tables[0].range.address == "$A$1:$I$6"
    assert [row[0] for row in cells(book, "I2:I6")] == [None, "注2", "注0", "注1", None]


def test_a_result_table_without_rows_keeps_one_blank_row():
    book = rewrite(segments(), [])
    assert book.sheets[0].tables[0].range.address == "$A$1:$I$2"
    assert cells(book, "A2:I4") == [[None] * 9] * 3


def test_the_users_own_formulas_are_not_turned_into_values():
    book = segments()
    for row in (2, 3, 4):
        book.sheets[0].impl.cells_[(row, 9)] = Formula(f"=E{row}*2")
    rewrite(book, ["群2", "群1", "群0"])
    assert book.sheets[0].impl.cells_[(2, 9)] == "=E2*2"
    assert isinstance(book.sheets[0].impl.cells_[(2, 9)], Formula)


def test_own_cells_are_not_written_when_no_row_moved():
    book = segments()
    handle = found(book, "segments")
    old = read_table(handle)
    assert follow(handle, old, old, ["segment"]) == {}


def test_formula_columns_hold_formulas():
    header = ["级别", "代码", "工作表", "单元格", "原值", "处理"]
    book = new_book(数据检查=[header, ["x"] * 6])
    add_table(book.sheets[0].impl, "问题表", "A1:F2")
    book.sheets[0].range("A2:F2").number_format = "@"
    link = '=HYPERLINK("#\'订单明细\'!C5","C5")'
    rows = pd.DataFrame({"level": ["错误"] * 2, "cell": [link] * 2, "found": ["=x"] * 2})
    run(prepare_rewrite(found(book, "issues"), rows, formulas=frozenset({"cell"})))
    sheet = book.sheets[0].impl
    assert sheet.cells_[(3, 4)] == link
    assert isinstance(sheet.cells_[(3, 4)], Formula)
    assert not isinstance(sheet.cells_[(3, 5)], Formula)


def test_named_cells_are_found_by_either_name_and_skipped_when_gone():
    book = new_book(首页=[["x"]])
    book.impl.defined = {"kpi_customers": "首页!$B$2"}
    add_sheet(book.impl, "s", [])
    run(
        prepare_names(
            named_cells(book).cells, {("指标_客户数", "kpi_customers"): 5, ("无", "none"): 1}
        )
    )
    assert cells(book, "B2:B2") == [[5.0]]


def test_a_formula_that_a_person_put_into_a_column_of_theirs_stays():
    book = customers()
    book.sheets[0].impl.cells_[(2, 3)] = Formula("=A2")
    run(prepare_fill(found(book, "customers"), frame(name=["x", "y"], rfm_score=["1", "2"])))
    assert isinstance(book.sheets[0].impl.cells_[(2, 3)], Formula)
    assert cells(book, "C3:D3") == [["y", "2"]]


def test_text_that_only_looks_like_a_formula_does_not_become_one():
    book = customers()
    book.sheets[0].impl.cells_[(2, 3)] = "=1+1"
    run(prepare_fill(found(book, "customers"), frame(name=["=1+1", "y"])))
    assert not isinstance(book.sheets[0].impl.cells_[(2, 3)], Formula)
