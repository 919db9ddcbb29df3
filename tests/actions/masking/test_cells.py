"""Which columns are masked, what becomes of their cells, and of formulas that use them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
import xlwings as xw

from tests.support.personal_book import Person, personal_book
from xlsegment.actions.closed_file import opened
from xlsegment.actions.masking.cells import MaskedCells, mask_cells
from xlsegment.actions.masking.columns import Column
from xlsegment.actions.masking.find import Wish, find_columns
from xlsegment.actions.masking.joincodes import JoinCodes
from xlsegment.actions.masking.joincolumn import add_join_codes
from xlsegment.actions.masking.results import forget_results
from xlsegment.actions.progress import Stopwatch
from xlsegment.errors import NoSuchColumn, NotKept

CODES = JoinCodes(bytes(32))


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "客户.xlsx"


@pytest.fixture
def people(place: Path) -> list[Person]:
    return personal_book(place)


def columns(place: Path, wish: Wish = Wish()) -> dict[tuple[str, str], Column]:  # noqa: B008
    with opened(place, Stopwatch(None)) as book:
        return {(c.sheet, c.header): c for c in find_columns(book, wish).columns}


def masked(place: Path, target: Path, wish: Wish = Wish()) -> tuple[MaskedCells, int]:  # noqa: B008
    with opened(place, Stopwatch(None)) as book:
        cells = mask_cells(book.impl.model, find_columns(book, wish), CODES)
        forgotten = forget_results(book.impl.model, [done.column for done in cells.done])
        book.save(str(target))
    return cells, forgotten


def rows(path: Path, sheet: str) -> list[tuple[object, ...]]:
    return list(openpyxl.load_workbook(path, data_only=True)[sheet].values)


def test_declared_columns_are_found_under_whatever_sheet(people, place):
    found = columns(place)
    kinds = {h: c.kind for (s, h), c in found.items() if s == "客户基础信息表"}

    assert kinds == {
        "客户ID": "id", "姓名": "name", "联系方式(手机)": "mobile", "身份证号": "identity",
        "邮箱": "email", "地址": "address",
    }  # fmt: skip
    assert all(c.origin == "declared" for (s, _), c in found.items() if s == "客户基础信息表")


def test_columns_nobody_declared_are_found_by_what_stands_in_them(people, place):
    found = {h: c for (s, h), c in columns(place).items() if s == "回访"}

    assert {h: (c.kind, c.origin) for h, c in found.items()} == {
        "客户编号": ("id", "detected"),
        "微信": ("mobile", "detected"),
        "谁接的": ("name", "detected"),
    }
    assert found["微信"].first_row == 3, "below title and header"
    assert found["微信"].id_column == 1


def test_a_row_of_data_is_no_row_of_headers(place):
    made = xlsxwriter.Workbook(place)
    sheet = made.add_worksheet()
    for row in range(5):
        person = Person(row + 1)
        sheet.write_row(row, 0, [person.name, person.mobile])
    made.close()

    found = columns(place)

    assert {(h, c.first_row) for (_, h), c in found.items()} == {("A", 1), ("B", 1)}


def test_what_was_taken_for_personal_can_be_kept_and_more_can_be_named(people, place):
    kept = columns(place, Wish(keep=("谁接的",)))
    asked = columns(place, Wish(also=(("回访", "结果", "姓名"), ("回访", "B", "银行卡"))))

    assert ("回访", "谁接的") not in kept
    assert asked["回访", "结果"].kind == "name"
    assert asked["回访", "微信"].kind == "card"


@pytest.mark.parametrize(
    ("wish", "error"),
    [
        (Wish(keep=("姓名",)), NotKept),
        (Wish(keep=("没有",)), NoSuchColumn),
        (Wish(also=(("回访", "没有", "姓名"),)), NoSuchColumn),
        (Wish(also=(("没有", "结果", "姓名"),)), NoSuchColumn),
        (Wish(also=(("回访", "结果", "血型"),)), NoSuchColumn),
    ],
)
def test_a_wish_that_cannot_be_met_is_refused(people, place, wish, error):
    with pytest.raises(error):
        columns(place, wish)


def test_cells_are_masked_whole_and_numbers_become_text(people, place, tmp_path):
    cells, _ = masked(place, tmp_path / "b.xlsx")
    table = rows(tmp_path / "b.xlsx", "客户基础信息表")[4:]

    for person, row in zip(people, table, strict=True):
        mobile = f"{person.mobile[:3]}****{person.mobile[7:]}"
        assert row[:4] == (person.id, person.name[0] + "**", "互联网", mobile)
        assert row[4] == person.number * 10.5
        assert not set(person.originals) & set(row)
    by_header = {(d.column.sheet, d.column.header): d for d in cells.done}
    assert by_header["客户基础信息表", "姓名"].masked == 20
    assert sum(done.whole for done in cells.done) == 0
    assert {"+86 131-0000-7919"[:3]} <= {v[:3] for v in cells.originals}


def test_originals_are_noted_with_their_place_for_the_vault(people, place, tmp_path):
    cells, _ = masked(place, tmp_path / "b.xlsx")
    third = [e for e in cells.entries if e.cell == "D7" and e.sheet == "客户基础信息表"]

    assert [(e.original, e.masked, e.row_id, e.column, e.kind) for e in third] == [
        (float(people[2].mobile), f"{people[2].mobile[:3]}****{people[2].mobile[7:]}",
         people[2].id, "联系方式(手机)", "mobile")
    ]  # fmt: skip


def test_masking_again_changes_nothing(people, place, tmp_path):
    masked(place, tmp_path / "b.xlsx")

    again, forgotten = masked(tmp_path / "b.xlsx", tmp_path / "c.xlsx")

    assert (again.done, again.entries, forgotten) == ([], [], 0)


def test_an_id_that_is_a_number_of_somebody_becomes_a_code_that_joins(place, tmp_path):
    everybody = personal_book(place, ids_are_mobiles=True)
    masked(place, tmp_path / "b.xlsx")

    ids = [row[0] for row in rows(tmp_path / "b.xlsx", "客户基础信息表")[4:]]
    ordered = [row[1] for row in rows(tmp_path / "b.xlsx", "订单明细")[4:]]
    visited = [row[0] for row in rows(tmp_path / "b.xlsx", "回访")[2:]]

    assert len(set(ids)) == 20
    assert ids == ordered == visited
    assert not set(ids) & {person.mobile for person in everybody}


def test_results_of_formulas_that_use_masked_cells_are_forgotten(people, place, tmp_path):
    _, forgotten = masked(place, tmp_path / "b.xlsx")
    shown = [row[0] for row in rows(tmp_path / "b.xlsx", "查询")]
    formulas = [cell.value for cell in openpyxl.load_workbook(tmp_path / "b.xlsx")["查询"]["A"]]

    assert forgotten == 4
    assert shown == [None, None, None, 210, None]
    assert formulas[1:3] == ["=MID(客户基础信息表!D6,4,4)", "=A2"]


def test_formulas_in_masked_columns_go_whatever_they_show(place, tmp_path):
    made = xlsxwriter.Workbook(place)
    sheet = made.add_worksheet("客户")
    sheet.write_row(0, 0, ["客户ID", "姓名", "手机号"])
    for row in range(1, 5):
        sheet.write(row, 0, f"C{row}")
        sheet.write_formula(row, 1, '="张"&"三丰"', None, "张三丰")
        sheet.write(row, 2, Person(row).mobile)
    sheet.write_dynamic_array_formula("F1:F4", "=MID(C2:C5,4,4)", None, "1234")
    for row in range(1, 4):
        sheet.write(row, 5, "5678")
    made.close()

    cells, _ = masked(place, tmp_path / "b.xlsx")

    after = openpyxl.load_workbook(tmp_path / "b.xlsx")["客户"]
    assert {cell.value for cell in after["B"][1:]} == {"张**"}
    assert {cell.value for cell in after["F"][:4]} == {"****"}
    assert cells.entries[0].formula == '="张"&"三丰"'


def test_blank_error_and_missing_cells_are_left_alone(place, tmp_path):
    made = xlsxwriter.Workbook(place)
    sheet = made.add_worksheet("客户")
    sheet.write_row(0, 0, ["客户ID", "姓名", "手机号"])
    for row, name in enumerate(("张小明", "", "待补充", "-", "见附件2"), 1):
        sheet.write_row(row, 0, [f"C{row}", name, Person(row).mobile])
    sheet.write_formula("B7", "=NA()", None, "#N/A")
    sheet.write("C7", Person(9).mobile)
    made.close()

    cells, _ = masked(place, tmp_path / "b.xlsx")

    names = [row[1] for row in rows(tmp_path / "b.xlsx", "客户")[1:]]
    assert names == ["张**", None, "待补充", "-", "****", "#N/A"]
    assert [d.whole for d in cells.done if d.column.kind == "name"] == [1]
    assert cells.doubtful == {"见附件2"}


def test_regions_among_addresses_stay_and_short_numbers_are_no_reason_to_pass(place, tmp_path):
    made = xlsxwriter.Workbook(place)
    sheet = made.add_worksheet("客户")
    sheet.write_row(0, 0, ["客户ID", "地址", "手机号", "电话次数"])
    for row, city in enumerate(
        ("浙江省-杭州市", "上海市-上海市", "北京市", "浙江省杭州市文三路1号"), 1
    ):
        sheet.write_row(row, 0, [f"C{row}", city, 95588, row])
    made.close()

    masked(place, tmp_path / "b.xlsx")

    table = rows(tmp_path / "b.xlsx", "客户")[1:]
    cities = ["浙江省-杭州市", "上海市-上海市", "北京市", "浙江省杭州市***"]
    assert [row[1] for row in table] == cities
    assert [row[2:] for row in table] == [("*****", row) for row in range(1, 5)]


@pytest.fixture
def book(people, place) -> Iterator[xw.Book]:
    with opened(place, Stopwatch(None)) as book:
        yield book


def test_join_codes_stand_beside_every_customer_id_once(book, tmp_path):
    sheets = add_join_codes(book, CODES)
    again = add_join_codes(book, CODES)
    book.save(str(tmp_path / "b.xlsx"))

    assert sheets == ("客户基础信息表", "订单明细")
    assert again == ()
    customers = rows(tmp_path / "b.xlsx", "客户基础信息表")[3:]
    orders = rows(tmp_path / "b.xlsx", "订单明细")[3:]
    assert customers[0][9] == orders[0][4] == "关联码"
    assert [row[9] for row in customers] == [row[4] for row in orders]
    assert {str(row[9])[0] for row in customers[1:]} == {"K"}


def test_codes_differ_by_key_and_never_show_the_id():
    one, other = JoinCodes(bytes(32)), JoinCodes(b"k" * 32)

    assert one.code("C001") != other.code("C001")
    assert one.code("13812345678") == one.code(13812345678.0)
    assert one.code(None) == ""
    assert len({one.code(number) for number in range(10_000)}) == 10_000


def test_an_id_with_a_mobile_in_it_becomes_a_code_since_masks_are_alike(place, tmp_path):
    mobiles = ("13987651234", "13900001234")
    book = xlsxwriter.Workbook(place)
    customers, orders = book.add_worksheet("客户基础信息表"), book.add_worksheet("订单明细")
    for row, mobile in enumerate(mobiles):
        customers.write_row(row + 1, 0, [f"C{mobile}", f"王{'伟芳'[row]}", mobile])
        orders.write_row(row + 1, 0, [f"D{row}", f"C{mobile}", 5])
    for sheet, name, headers in (
        (customers, "客户表", ["客户ID", "姓名", "联系方式(手机)"]),
        (orders, "订单表", ["订单号", "客户ID", "订单金额"]),
    ):
        columns = [{"header": header} for header in headers]
        sheet.add_table(0, 0, 2, 2, {"name": name, "columns": columns})
    book.close()

    masked(place, tmp_path / "b.xlsx")

    ids = [row[0] for row in rows(tmp_path / "b.xlsx", "客户基础信息表")[1:]]
    assert [row[1] for row in rows(tmp_path / "b.xlsx", "订单明细")[1:]] == ids
    assert len(set(ids)) == 2
    assert not any(mobile[3:7] in str(i) for mobile, i in zip(mobiles, ids, strict=True))
