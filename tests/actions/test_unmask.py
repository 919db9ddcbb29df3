"""Originals back into a workbook: exactly, wherever their rows are now, and never by guessing."""

from __future__ import annotations

import datetime as dt
import random

import openpyxl
import pytest

from tests.support.vaults import MANAGER, MEMBER, VIEWER, cheap, passphrase_of
from xlsegment.actions.undo import undo_file
from xlsegment.actions.unmask import original_file, unmask_file
from xlsegment.actions.unmasking.settle import AMBIGUOUS, CHANGED, FORMULA, GONE, NO_VALUE
from xlsegment.errors import (
    FileInTheWay,
    NotAllowed,
    NothingStored,
    OtherExtension,
    WorkbookOpen,
)
from xlsegment.vault import api, managing
from xlsegment.vault.entry import Entry
from xlsegment.vault.people import Role

__all__ = ["cheap"]

DAY = dt.datetime.fromisoformat("1990-05-17")
#: ID, name, contact of many types and formats, each with its mask.
ROWS = [
    ("C1", "张三", "13812345678", "@", "138****5678"),
    ("C2", "李四", 13987654321, "0", "139****4321"),
    (3, "王五", "=1+1", "@", "****"),
    ("C4", "赵六", "'quoted", "General", "'******"),
    ("C5", "钱七", 1234.5, "#,##0.00", "1***.*"),
    ("C6", "孙八", True, "General", "****x"),
    ("C7", "周九", DAY, "yyyy-mm-dd", "1990-**-**"),
    ("C8", "吴十", "=A2&B2", "General", "***"),
    ("C9", "郑一", "001", "General", "0**"),
    ("C10", "冯二", None, "General", ""),
]
MASKED = [row for row in ROWS if row[4]]


def build(path, masked=False):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "客户"
    sheet.append(["我的客户"])
    sheet.append(["客户ID", "姓名", "联系", "备注"])
    for number, (who, name, value, code, mask) in enumerate(ROWS, 3):
        sheet.cell(number, 1, who)
        sheet.cell(number, 2, f"{name[0]}*" if masked else name)
        cell = sheet.cell(number, 3, mask if masked else value)
        if value in ("=1+1",) and not masked:
            cell.data_type = "s"
        cell.number_format = "@" if masked else code
        sheet.cell(number, 4, "普通备注")
    other = book.create_sheet("散的")
    other["B2"] = "****" if masked else "张三的电话 13812345678"
    other["B3"] = "***" if masked else 42
    book.save(path)


def entries():
    made = []
    for number, (who, name, value, code, mask) in enumerate(ROWS, 3):
        row_id = str(who)
        made.append(Entry("客户", "姓名", row_id, f"B{number}", f"{name[0]}*", name, "", "General"))
        if mask:
            formula = value if value == "=A2&B2" else ""
            shown = "C2李四" if formula else value
            made.append(Entry("客户", "联系", row_id, f"C{number}", mask, shown, formula, code))
    made.append(Entry("散的", "", "", "B2", "****", "张三的电话 13812345678"))
    made.append(Entry("散的", "", "", "B3", "***", 42))
    return made


@pytest.fixture
def book(cheap, tmp_path):
    """A masked workbook with its vault."""
    path = tmp_path / "客户.xlsx"
    build(path)
    plain = path.read_bytes()
    with api.create(path, MANAGER, passphrase_of(MANAGER)) as vault:
        managing.add(vault, VIEWER, Role.VIEWER, passphrase_of(VIEWER))
        managing.add(vault, MEMBER, Role.MEMBER, passphrase_of(MEMBER))
        vault.deposit(entries(), plain)
    build(path, masked=True)
    return path


def opened(book, person=MANAGER):
    return api.open_vault(book, person, passphrase_of(person))


def unmask(book, **options):
    with opened(book) as vault:
        return unmask_file(book, vault, "test", **options)


def state(path):
    """Every cell with value, type and format, by sheet and address."""
    found = {}
    for sheet in openpyxl.load_workbook(path).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    found[sheet.title, cell.coordinate] = (
                        cell.value, type(cell.value), cell.data_type, cell.number_format
                    )  # fmt: skip
    return found


def edited(path, change):
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)


def by_customer(path):
    """Name, contact, type and format by customer ID, wherever they stand."""
    found = {}
    for sheet in openpyxl.load_workbook(path).worksheets:
        rows = list(sheet.iter_rows())
        for at, row in enumerate(rows):
            headers = {cell.value: cell.column for cell in row}
            if {"客户ID", "姓名", "联系"} <= headers.keys():
                for below in rows[at + 1 :]:
                    cells = {cell.column: cell for cell in below}
                    contact = cells[headers["联系"]]
                    found[cells[headers["客户ID"]].value] = (
                        cells[headers["姓名"]].value,
                        contact.value, contact.data_type, contact.number_format,
                    )  # fmt: skip
    return found


# --- exactly as it was ---------------------------------------------------------------------------


def test_every_value_type_format_and_formula_is_back(book, tmp_path):
    plain = tmp_path / "plain.xlsx"
    build(plain)
    masked = book.read_bytes()

    done = unmask(book)

    assert state(book) == state(plain)
    assert (done.restored, done.left) == (len(entries()), ())
    undo_file(book)
    assert book.read_bytes() == masked


def test_restoring_twice_finds_everything_there(book):
    unmask(book)
    again = book.read_bytes()

    done = unmask(book)

    assert (done.restored, done.there, done.left) == (0, len(entries()), ())
    assert book.read_bytes() == again


def test_a_copy_is_written_and_the_workbook_left_alone(book, tmp_path):
    before, out = book.read_bytes(), tmp_path / "copy.xlsx"

    done = unmask(book, out=out)

    assert done.snapshot is None
    assert book.read_bytes() == before
    assert state(out)["客户", "B3"][0] == "张三"


def test_a_sorted_renamed_and_rearranged_sheet_gets_each_row_its_own(book, tmp_path):
    plain = tmp_path / "plain.xlsx"
    build(plain)
    wanted = by_customer(plain)

    def rearrange(workbook):
        sheet = workbook["客户"]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3, max_col=4)]
        random.Random(5).shuffle(rows)
        sheet.delete_rows(1, sheet.max_row)
        for _ in range(4):
            sheet.append(["上面"])
        sheet.append(["自己的列", "联系", "客户ID", "姓名", "备注"])
        for row in rows:
            sheet.append([None, row[2], row[0], row[1], row[3]])
        sheet.title = "换了名字"
        workbook.move_sheet(sheet, 1)

    edited(book, rearrange)
    done = unmask(book)

    wanted["C8"] = ("吴十", "C2李四", "s", "General")
    assert by_customer(book) == wanted
    assert [(left.entry.row_id, left.why) for left in done.left] == [("C8", FORMULA)]


def test_an_id_that_became_a_text_or_a_number_is_the_same_id(book):
    edited(book, lambda workbook: workbook["客户"].cell(5, 1, "3"))

    assert unmask(book).left == ()


# --- never by guessing ---------------------------------------------------------------------------


def test_what_people_have_changed_is_left_alone_and_listed(book):
    def change(workbook):
        sheet = workbook["客户"]
        sheet["B3"] = "张三丰"
        sheet["C4"] = "=1+2"
        workbook["散的"]["B2"] = "新的备注"

    edited(book, change)
    done = unmask(book)

    assert state(book)["客户", "B3"][0] == "张三丰"
    assert state(book)["客户", "C4"][0] == "=1+2"
    assert state(book)["散的", "B2"][0] == "新的备注"
    assert [(left.entry.cell, left.why) for left in done.left] == [
        ("B3", CHANGED), ("C4", CHANGED), ("B2", CHANGED),
    ]  # fmt: skip
    assert done.restored == len(entries()) - 3


def test_rows_and_columns_that_are_gone_are_listed(book):
    def change(workbook):
        workbook["客户"].delete_rows(3)
        workbook["客户"].delete_cols(3)
        del workbook["散的"]

    edited(book, change)
    done = unmask(book)

    assert {left.why for left in done.left} == {GONE}
    assert done.restored == len(ROWS) - 1
    with opened(book) as vault:
        assert len(vault.everything("still there")) == len(entries())


def test_an_empty_plan_leaves_the_file_as_it_is(book):
    edited(
        book,
        lambda workbook: [
            workbook.create_sheet("空"),
            *map(workbook.remove, workbook.worksheets[:2]),
        ],
    )
    before = book.read_bytes()

    done = unmask(book)

    assert done.restored == 0
    assert len(done.left) == len(entries())
    assert book.read_bytes() == before


def several(tmp_path, rows, made):
    """Return an order sheet in which a customer has several rows."""
    path = tmp_path / "订单.xlsx"
    book = openpyxl.Workbook()
    book.active.title = "订单"
    book.active.append(["客户ID", "收货人"])
    for row in rows:
        book.active.append(row)
    book.save(path)
    with api.create(path, MANAGER, passphrase_of(MANAGER)) as vault:
        vault.deposit(made, None)
    return path


def order(row, who, original, mask="张*"):
    return Entry("订单", "收货人", who, f"B{row}", mask, original)


def values(path):
    return [row[1] for row in openpyxl.load_workbook(path).active.iter_rows(2, values_only=True)]


def test_rows_of_one_customer_with_one_original_are_all_restored_wherever_they_are(cheap, tmp_path):
    made = [order(2, "C1", "张三"), order(3, "C2", "李四", "李*"), order(4, "C1", "张三")]
    path = several(tmp_path, [["C2", "李*"], ["C1", "张*"], ["C1", "张*"]], made)

    assert unmask(path).left == ()
    assert values(path) == ["李四", "张三", "张三"]


def test_rows_of_one_customer_with_two_originals_are_restored_in_place(cheap, tmp_path):
    made = [order(2, "C1", "张三"), order(3, "C2", "李四", "李*"), order(4, "C1", "张五")]
    path = several(tmp_path, [["C1", "张*"], ["C2", "李*"], ["C1", "张*"]], made)

    assert unmask(path).left == ()
    assert values(path) == ["张三", "李四", "张五"]


def test_rows_of_one_customer_with_two_originals_that_moved_are_listed(cheap, tmp_path):
    made = [order(2, "C1", "张三"), order(3, "C2", "李四", "李*"), order(4, "C1", "张五")]
    path = several(tmp_path, [["C1", "张*"], ["C1", "张*"], ["C2", "李*"]], made)

    done = unmask(path)

    assert [left.why for left in done.left] == [AMBIGUOUS, AMBIGUOUS]
    assert values(path) == ["张*", "张*", "李四"]


def test_a_masked_row_that_came_later_gets_nobody_elses_original(cheap, tmp_path):
    made = [order(2, "C1", "张三")]
    path = several(tmp_path, [["C1", "张*"], ["C1", "张*"]], made)

    unmask(path)

    assert values(path) == ["张三", "张*"]


def test_a_masked_id_is_found_by_its_mask(cheap, tmp_path):
    """Where an ID was a phone number, its code took its place in every row."""
    made = [
        Entry("订单", "客户ID", "", "A2", "K-aaa", "13812345678"),
        Entry("订单", "客户ID", "", "A3", "K-bbb", 13987654321, "", "0"),
        order(2, "K-aaa", "张三"),
        order(3, "K-bbb", "李四", "李*"),
    ]
    path = several(tmp_path, [["K-bbb", "李*"], ["K-aaa", "张*"]], made)

    assert unmask(path).left == ()
    rows = list(openpyxl.load_workbook(path).active.iter_rows(2, values_only=True))
    assert rows == [(13987654321, "李四"), ("13812345678", "张三")]


def test_a_formula_that_moved_and_never_had_a_value_is_listed_as_not_put_back(cheap, tmp_path):
    made = [
        Entry("订单", "收货人", "C1", "B2", "***", None, "=B3"),
        order(3, "C2", "李四", "李*"),
    ]
    path = several(tmp_path, [["C2", "李*"], ["C1", "***"]], made)

    done = unmask(path)

    assert [(left.entry.row_id, left.why) for left in done.left] == [("C1", NO_VALUE)]
    assert openpyxl.load_workbook(path).active["B3"].value == "***"


def loose(tmp_path, cells, made):
    path = tmp_path / "备注.xlsx"
    book = openpyxl.Workbook()
    book.active.title = "备注"
    for address, value in cells.items():
        book.active[address] = value
    book.save(path)
    with api.create(path, MANAGER, passphrase_of(MANAGER)) as vault:
        vault.deposit(made, None)
    return path


def test_cells_without_an_id_that_look_alike_are_restored_only_if_none_moved(cheap, tmp_path):
    made = [Entry("备注", "", "", f"A{row}", "****", text) for row, text in ((2, "甲"), (3, "乙"))]
    path = loose(tmp_path, {"A2": "****", "A4": "****"}, made)

    done = unmask(path)

    assert {left.why for left in done.left} == {AMBIGUOUS, CHANGED}
    assert openpyxl.load_workbook(path).active["A2"].value == "****"


@pytest.mark.parametrize("cell", ["", "odd", "ZZZZ9", "A0", "A99999999", "XFD1048576"])
def test_a_cell_that_is_none_is_listed(cheap, tmp_path, cell):
    path = loose(tmp_path, {"A2": "****"}, [Entry("备注", "", "", cell, "****", "甲")])

    done = unmask(path)

    assert len(done.left) == 1


# --- roles, log, files ---------------------------------------------------------------------------


@pytest.mark.parametrize("person", [VIEWER, MEMBER])
def test_only_a_manager_restores(book, tmp_path, person):
    before = book.read_bytes()
    with opened(book, person) as vault:
        with pytest.raises(NotAllowed):
            unmask_file(book, vault, "test")
        with pytest.raises(NotAllowed):
            original_file(vault, tmp_path / "out.xlsx", "test")

    assert book.read_bytes() == before
    assert not (tmp_path / "out.xlsx").exists()


def test_a_workbook_that_is_open_is_refused_before_anything_is_revealed(book):
    book.with_name(f"~${book.name}").write_bytes(b"")
    with opened(book) as vault:
        entries_before = len(vault.content.log)
        with pytest.raises(WorkbookOpen):
            unmask_file(book, vault, "test")
        assert len(vault.content.log) == entries_before


def test_another_extension_is_refused(book, tmp_path):
    with opened(book) as vault, pytest.raises(OtherExtension):
        unmask_file(book, vault, "test", tmp_path / "a.xlsm")


def test_the_file_as_it_was_is_the_same_bytes_and_the_users_own(book, tmp_path):
    out, plain = tmp_path / "out.xlsx", tmp_path / "plain.xlsx"
    build(plain)
    with opened(book) as vault:
        original_file(vault, out, "test")
        with pytest.raises(FileInTheWay):
            original_file(vault, out, "test")
        with pytest.raises(NothingStored):
            original_file(vault, tmp_path / "other.xlsx", "test", 2)

    assert state(out) == state(plain)
    assert out.stat().st_mode & 0o077 == 0
    assert not (tmp_path / "other.xlsx").exists()
