"""Check and clean: what is changed, what stays, what is logged, and the way back."""

import datetime as dt
import hashlib
import re
from collections import Counter

import openpyxl
import pytest

from tests.engine.books import rebuilt
from tests.support import sheets
from tests.support.dirty_book import APP, SHOP, dirty_book, fill
from xlsegment.actions import snapshot
from xlsegment.actions.check import check_file
from xlsegment.actions.clean import clean_file
from xlsegment.actions.import_orders import import_orders
from xlsegment.actions.refresh import refresh_file
from xlsegment.actions.undo import undo_file
from xlsegment.errors import (
    AcceptedAndSkipped,
    FileExists,
    OtherExtension,
    TableNotFound,
    UnknownCodes,
)

NOW = dt.datetime(2026, 11, 22, 9, 30)  # noqa: DTZ001  shown as local time


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    folder = tmp_path / "home"
    monkeypatch.setattr(snapshot.platformdirs, "user_data_dir", lambda *a, **k: str(folder))


@pytest.fixture(scope="module")
def imported(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dirty")
    path = dirty_book(folder / "客户.xlsx")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(snapshot.platformdirs, "user_data_dir", lambda *a, **k: str(folder / "home"))
        for name, text, encoding in (("天猫.csv", SHOP, "gbk"), ("小程序.csv", APP, "utf-8")):
            orders = folder / name
            orders.write_text(text, encoding=encoding)
            import_orders(orders, path)
    # The same export pasted once more.
    again = {"order_id": "D2", "customer_id": "C002", "order_date": dt.datetime(2023, 9, 3)}  # noqa: DTZ001
    fill(path, {"orders": [*rows(path, "orders"), again | {"amount": 80, "channel": "天猫"}]})
    return path.read_bytes()


@pytest.fixture
def dirty(tmp_path, imported):
    path = tmp_path / "客户.xlsx"
    path.write_bytes(imported)
    return path


def rows(path, key):
    found = sheets.rows(sheets.open_book(path), key)
    return [row for row in found if any(value is not None for value in row.values())]


def column(path, key, name):
    return [row[name] for row in rows(path, key)]


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def customer(path, customer_id):
    return next(row for row in rows(path, "customers") if row["customer_id"] == customer_id)


def edit(path, change):
    """Change a file as another program would."""
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)


def answer(path, code, word):
    def change(book):
        page = book["数据检查"]
        heads = {cell.value: cell.column for cell in page[4]}
        for row in range(5, page.max_row + 1):
            if page.cell(row, heads["代码"]).value == code:
                page.cell(row, heads["采纳"]).value = word

    edit(path, change)


# --- the whole way -----------------------------------------------------------------------------


def test_a_dirty_workbook_goes_check_clean_refresh_and_back_byte_for_byte(dirty):
    before = digest(dirty)
    report = check_file(dirty)
    assert digest(dirty) == before
    assert {"W-068", "W-024", "I-063", "I-064", "I-066", "W-066"} <= report.by_code.keys()

    done = clean_file(dirty, now=NOW)

    ids = column(dirty, "customers", "customer_id")
    assert ids == ["C002", "T-900", "C003", "C004"]
    kept = customer(dirty, "T-900")
    assert (kept["mobile"], kept["name"]) == ("13905716283", "王小明")
    assert kept["industry"] == "信息传输、软件和信息技术服务业"  # from the other record
    # since when somebody is a customer is the earlier of both days
    assert kept["registered_on"] == dt.datetime(2023, 5, 10)  # noqa: DTZ001
    assert customer(dirty, "C003")["mobile"] == "待补充"
    assert customer(dirty, "C002")["industry"] == "服务业"  # no section: ask
    assert customer(dirty, "C004")["age"] == 150  # listed, corrected by nobody
    orders = rows(dirty, "orders")
    assert Counter(row["order_id"] for row in orders) == Counter(
        ["D1", "D2", "D3", "D8", "D9", "D4"]
    )
    assert {r["order_id"] for r in orders if r["customer_id"] == "T-900"} == {"D1", "D8", "D9"}
    (visits,) = rows(dirty, "behaviour")
    assert (visits["customer_id"], visits["browse_minutes"], visits["clicks"]) == ("T-900", 90, 4)

    log = rows(dirty, "cleaning_log")
    assert len(log) == done.changed == sum(done.by_code.values())
    assert {row["time"] for row in log} == {NOW}
    text = " ".join(str(value) for row in log for value in row.values())
    assert "13905716283" not in text
    assert "王小明" not in text
    assert "wxm@example.com" not in text

    cleaned = digest(dirty)
    again = clean_file(dirty)
    assert again.changed == 0
    assert again.snapshot is None
    assert digest(dirty) == cleaned

    refresh_file(dirty, now=NOW)
    assert customer(dirty, "T-900")["lifetime_frequency"] == 3
    undo_file(dirty)
    assert digest(dirty) == cleaned
    undo_file(dirty)
    assert digest(dirty) == before


def test_check_and_refresh_list_the_same(dirty):
    def listed(row):
        return row.finding.code, row.sheet, row.cell, row.found, row.finding.suggested

    checked = {listed(row) for row in check_file(dirty).rows}
    report = refresh_file(dirty, now=NOW)
    quality = {row for row in checked if row[0] in ("W-068", "W-024", "I-063", "I-066", "I-064")}
    shown = {
        (row["code"], row["sheet"], row["found"] or "", row["suggested"] or "")
        for row in rows(dirty, "issues")
    }
    assert {(code, sheet, found, offer) for code, sheet, _, found, offer in quality} <= shown
    once = Counter(
        (f.code, f.table, f.row, f.column)
        for f in report.findings
        if f.row is not None and f.table in ("customers", "orders")
    )
    assert max(once.values()) == 1


def test_dry_run_and_a_copy_leave_the_file(dirty, tmp_path):
    before = digest(dirty)
    told = clean_file(dirty, dry_run=True)
    assert told.changed
    assert digest(dirty) == before
    out = tmp_path / "干净.xlsx"
    assert clean_file(dirty, out).changed == told.changed
    assert digest(dirty) == before
    assert column(out, "customers", "customer_id") == ["C002", "T-900", "C003", "C004"]


def test_a_copy_takes_the_place_of_another_file_only_when_told_to(dirty, tmp_path):
    out = tmp_path / "别的.xlsx"
    out.write_bytes(b"precious")
    with pytest.raises(FileExists, match=r"别的\.xlsx.*--force"):
        clean_file(dirty, out)
    assert out.read_bytes() == b"precious"
    assert clean_file(dirty, out, dry_run=True).changed

    assert clean_file(dirty, out, force=True).changed
    undo_file(out)
    assert out.read_bytes() == b"precious"


def test_a_copy_may_go_over_the_workbook_itself(dirty):
    assert clean_file(dirty, dirty).snapshot is not None


# --- what is wanted ----------------------------------------------------------------------------


def test_codes_can_be_skipped(dirty):
    clean_file(dirty, skip=["W-068", "I-064"])
    assert "C001" in column(dirty, "customers", "customer_id")
    assert customer(dirty, "C001")["mobile"] == "+86 139-0571-6283"


def test_unknown_codes_are_refused(dirty):
    before = digest(dirty)
    with pytest.raises(UnknownCodes, match="X-1"):
        clean_file(dirty, accept=["X-1"])
    assert digest(dirty) == before


def test_a_code_is_not_both_taken_and_left(dirty):
    before = digest(dirty)
    with pytest.raises(AcceptedAndSkipped, match="W-068"):
        clean_file(dirty, accept=["W-068", "I-064"], skip=["W-068"])
    assert digest(dirty) == before


def test_another_extension_is_refused(dirty, tmp_path):
    with pytest.raises(OtherExtension):
        clean_file(dirty, tmp_path / "a.xlsm")


def test_no_keeps_what_is_there(dirty):
    refresh_file(dirty)
    answer(dirty, "W-068", "否")
    clean_file(dirty)
    assert {"C001", "T-900"} <= set(column(dirty, "customers", "customer_id"))


def test_an_answer_survives_refreshes(dirty):
    refresh_file(dirty)
    answer(dirty, "W-068", "否")
    refresh_file(dirty)
    kept = [row["accept"] for row in rows(dirty, "issues") if row["code"] == "W-068"]
    assert kept == ["否"]


def twins(path):
    """Two customers with one number and different names: nobody but a person can tell."""

    def change(book):
        page = book["客户基础信息表"]
        page["B7"] = "欧阳娜娜"

    edit(path, change)


def test_what_is_doubtful_waits_for_yes(dirty):
    twins(dirty)
    refresh_file(dirty)
    assert {row["accept"] for row in rows(dirty, "issues") if row["code"] == "W-069"} == {None}
    clean_file(dirty)
    assert {"C001", "T-900"} <= set(column(dirty, "customers", "customer_id"))
    answer(dirty, "W-069", "是")
    clean_file(dirty)
    assert "C001" not in column(dirty, "customers", "customer_id")


@pytest.fixture(scope="module")
def asked(tmp_path_factory, imported):
    """Return a workbook with a doubtful pair of customers, refreshed."""
    path = tmp_path_factory.mktemp("asked") / "客户.xlsx"
    path.write_bytes(imported)
    twins(path)
    refresh_file(path)
    return path.read_bytes()


@pytest.mark.parametrize(
    ("word", "means"),
    [
        *((word, True) for word in ("是", " yes ", "Y", "ｙ", 1, "1", True, "TRUE", "✓", "√")),
        *((word, False) for word in ("否", "No", 0, False, "×")),
        *((word, None) for word in ("再说", "?", 2)),
    ],
)
def test_answers_are_understood_as_people_give_them(dirty, asked, word, means):
    dirty.write_bytes(asked)
    answer(dirty, "W-069", word)
    done = clean_file(dirty, dry_run=True)
    assert ("W-069" in done.by_code) is (means is True)
    # A no is an answer, too: nobody is asked again.
    assert any(row.finding.code == "W-069" for row in done.rows) is (means is not True)
    waits = sum(row.finding.accept == "ask" for row in done.rows)
    assert done.waiting == waits - (means is False)
    assert done.unclear == (means is None)


def test_a_yes_to_another_value_is_no_yes(dirty):
    twins(dirty)
    clean_file(dirty)
    refresh_file(dirty)
    answer(dirty, "W-069", "是")

    def move(book):
        page = book["客户基础信息表"]
        ids = {page.cell(row, 1).value: row for row in range(5, page.max_row + 1)}
        page.cell(ids["C001"], 1).value = "C001-B"
        orders = book["订单明细"]
        for row in range(5, orders.max_row + 1):
            if orders.cell(row, 2).value == "C001":
                orders.cell(row, 2).value = "C001-B"

    edit(dirty, move)
    clean_file(dirty)
    assert {"C001-B", "T-900"} <= set(column(dirty, "customers", "customer_id"))


def test_accept_takes_all_of_a_code(dirty):
    twins(dirty)
    clean_file(dirty, accept=["W-069"])
    assert "C001" not in column(dirty, "customers", "customer_id")


# --- what people put there ---------------------------------------------------------------------


def with_own_columns(path, values):
    def change(book):
        page = book["客户基础信息表"]
        table = page.tables["客户表"]
        letters, last = table.ref.split(":")[1].rstrip("0123456789"), table.ref.rpartition(":")[2]
        number = openpyxl.utils.column_index_from_string(letters) + 1
        bottom = int(last.removeprefix(letters))
        page.cell(4, number).value = "备注"
        page.cell(4, number + 1).value = "两倍年龄"
        for offset, value in enumerate(values):
            page.cell(5 + offset, number).value = value
            page.cell(5 + offset, number + 1).value = f"=X{5 + offset}*2"
        right = openpyxl.utils.get_column_letter(number + 1)
        table.ref = f"A4:{right}{bottom}"
        table.tableColumns = []
        table._initialise_columns()
        for cell, field in zip(page[4], table.tableColumns, strict=False):
            field.name = cell.value

    edit(path, change)


def test_own_columns_and_formulas_follow_their_rows(dirty):
    with_own_columns(dirty, ["", "老李", "", "小赵", "别动"])
    clean_file(dirty)
    page = openpyxl.load_workbook(dirty)["客户基础信息表"]
    heads = {cell.value: cell.column for cell in page[4]}
    found = {}
    for row in range(5, page.max_row + 1):
        if page.cell(row, 1).value:
            own = page.cell(row, heads["备注"]).value, page.cell(row, heads["两倍年龄"]).value
            found[page.cell(row, 1).value] = (*own, row)
    assert {key: value[0] for key, value in found.items()} == {
        "C002": "老李", "T-900": None, "C003": "小赵", "C004": "别动"
    }  # fmt: skip
    assert all(formula == f"=X{row}*2" for _, formula, row in found.values())


def test_notes_of_both_records_that_differ_need_a_yes(dirty):
    with_own_columns(dirty, ["欠款", "", "VIP", "", ""])
    clean_file(dirty)
    assert {"C001", "T-900"} <= set(column(dirty, "customers", "customer_id"))


def test_formulas_are_never_overwritten(dirty):
    edit(dirty, lambda book: book["客户基础信息表"].__setitem__("D6", '="+86 13588121947"'))
    done = clean_file(dirty)
    assert openpyxl.load_workbook(dirty)["客户基础信息表"]["D5"].value == '="+86 13588121947"'
    assert done.changed


def test_a_column_of_formulas_is_nobodys_test_account(dirty):
    def compute(book):
        page = book["客户基础信息表"]
        mail = next(cell.column for cell in page[4] if cell.value == "邮箱")
        for row in range(5, 10):
            page.cell(row, mail).value = f'=LOWER(A{row})&"@example.com"'

    def calculate(parts):
        sheet = next(name for name, part in parts.items() if b"<f>LOWER(" in part)
        parts[sheet], count = re.subn(
            rb'(<c r="[A-Z]+\d+"[^>]*)>(<f>LOWER[^<]*</f>)<v ?/?>(?:</v>)?',
            rb'\1 t="str">\2<v>c@example.com</v>',
            parts[sheet],
        )
        assert count == 5

    edit(dirty, compute)
    rebuilt(dirty, calculate)
    found = [row for row in check_file(dirty).rows if row.finding.column == "email"]
    assert not found


def test_rows_with_notes_stay_where_they_are(dirty):
    def note(book):
        book["客户基础信息表"]["B8"].comment = openpyxl.comments.Comment("老板的朋友", "我")

    edit(dirty, note)
    done = clean_file(dirty)
    page = openpyxl.load_workbook(dirty)["客户基础信息表"]
    assert page["A8"].value == "C003"
    assert page["B8"].comment.text == "老板的朋友"
    assert page["A5"].value is None
    assert done.blank_rows == ["客户基础信息表"]
    assert clean_file(dirty).changed == 0


def painted(book):
    rule = openpyxl.formatting.rule.FormulaRule(["$A8<>1"])
    book["客户基础信息表"].conditional_formatting.add("B8:C8", rule)


TIES = {
    "a cell": lambda book: book["策略表"].__setitem__("K30", "=客户基础信息表!A8"),
    "some rows": lambda book: book["策略表"].__setitem__("K30", "=COUNTA(客户基础信息表!A7:A8)"),
    "a running total": lambda book: book["客户基础信息表"].__setitem__("L8", "=SUM(L$5:L7)"),
    "a name": lambda book: book.defined_names.add(
        openpyxl.workbook.defined_name.DefinedName("老板的朋友", attr_text="客户基础信息表!$A$8")
    ),
    "a rule": painted,
}


@pytest.mark.parametrize("tie", TIES.values(), ids=TIES)
def test_whatever_points_at_rows_keeps_pointing_at_them(dirty, tie):
    edit(dirty, tie)
    clean_file(dirty)
    assert openpyxl.load_workbook(dirty)["客户基础信息表"]["A8"].value == "C003"


def test_what_is_about_all_rows_lets_them_move(dirty):
    edit(dirty, lambda book: book["策略表"].__setitem__("K30", "=COUNTA(客户基础信息表!A5:A9)"))
    clean_file(dirty)
    assert openpyxl.load_workbook(dirty)["客户基础信息表"]["A7"].value == "C003"


# --- other workbooks ---------------------------------------------------------------------------


def test_an_older_workbook_gets_the_columns_and_the_log(dirty):
    def older(book):
        del book["清洗记录"]
        page = book["参数"]
        del page.tables["行业别名"]
        page.delete_cols(19, 3)
        issues = book["数据检查"]
        issues.delete_cols(6, 2)
        table = issues.tables["问题表"]
        table.ref = "A4:F5"
        table.tableColumns = []
        table._initialise_columns()
        for cell, field in zip(issues[4], table.tableColumns, strict=False):
            field.name = cell.value
        table.autoFilter.ref = "A4:F5"

    edit(dirty, older)
    before = digest(dirty)
    done = clean_file(dirty, now=NOW)
    assert len(rows(dirty, "cleaning_log")) == done.changed
    found = openpyxl.load_workbook(dirty)
    assert [cell.value for cell in found["数据检查"][4]][-2:] == ["建议", "采纳"]
    clean_file(dirty, accept=["W-066"])
    undo_file(dirty)
    assert digest(dirty) == before


def test_a_log_that_has_lost_a_column_gets_it_again(dirty):
    clean_file(dirty, skip=["W-068"])
    edit(dirty, lambda book: book["清洗记录"].__setitem__("D4", None))

    done = clean_file(dirty)

    added = rows(dirty, "cleaning_log")[-done.changed :]
    assert done.changed
    assert all(row["row_id"] for row in added)


def test_english_workbooks_are_cleaned_in_english(tmp_path):
    path = dirty_book(tmp_path / "customers.xlsx", "en")
    orders = tmp_path / "orders.csv"
    orders.write_text(APP, encoding="utf-8")
    import_orders(orders, path)
    clean_file(path, now=NOW)
    book = openpyxl.load_workbook(path)
    assert book["Customer base info"]["C5"].value != "互联网"
    log = list(book["Cleaning log"].iter_rows(min_row=5, values_only=True))
    assert {row[2] for row in log if row[2]} <= {
        "Customer base info",
        "Orders",
        "Behaviour analysis",
    }


def test_workbooks_without_customers_or_orders_are_cleaned(dirty, tmp_path):
    for title in ("客户基础信息表", "订单明细"):
        path = tmp_path / f"没有{title}.xlsx"
        path.write_bytes(dirty.read_bytes())
        edit(path, lambda book, title=title: book.__delitem__(title))
        clean_file(path)
        assert clean_file(path).changed == 0


def test_a_workbook_of_somebody_elses_is_refused(tmp_path):
    path = tmp_path / "x.xlsx"
    openpyxl.Workbook().save(path)
    with pytest.raises(TableNotFound):
        check_file(path)
