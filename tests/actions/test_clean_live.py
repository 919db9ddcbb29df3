"""Check and clean in a workbook that is open in Excel: the same plan, all or nothing, undo."""

import datetime as dt

import openpyxl
import pytest

from tests.support.dirty_book import dirty_book, fill
from tests.support.live_excel import cells_of, open_live, state_of
from tests.support.memory_excel import Failure
from xlsegment.actions import snapshot
from xlsegment.actions.check import check_open
from xlsegment.actions.clean import clean_file, clean_open
from xlsegment.actions.live import OpenBook
from xlsegment.actions.undo import undo_open
from xlsegment.errors import Cancelled, NowhereToList, SheetsProtected

NOW = dt.datetime(2026, 11, 22, 9, 30)  # noqa: DTZ001  shown as local time
ORDERS = [
    {"order_id": "D1", "customer_id": "C001", "order_date": "2023/9/1", "amount": 120.5},
    {"order_id": "D2", "customer_id": "C002", "order_date": "20230903", "amount": 80},
    {"order_id": "D2", "customer_id": "C002", "order_date": "20230903", "amount": 80},
    {"order_id": "D8", "customer_id": "T-900", "order_date": "2024年1月5日", "amount": 300},
]


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    folder = tmp_path / "home"
    monkeypatch.setattr(snapshot.platformdirs, "user_data_dir", lambda *a, **k: str(folder))


@pytest.fixture(scope="module")
def content(tmp_path_factory):
    made = dirty_book(tmp_path_factory.mktemp("made") / "客户.xlsx")
    fill(made, {"orders": ORDERS})
    return made.read_bytes()


@pytest.fixture
def path(tmp_path, content):
    made = tmp_path / "客户.xlsx"
    made.write_bytes(content)
    return made


def as_open(path, protected=()):
    book = open_live(path.read_bytes(), path)
    return OpenBook(
        book=book,
        place=path,
        save_copy=lambda target: book.impl.api.SaveCopyAs(str(target)),
        is_protected=lambda sheet: sheet.name in protected,
    )


def sheet(live, title):
    cells = cells_of(live.book)[title]
    heads = {column: value for (row, column), value in cells.items() if row == 4}
    rows = {}
    for (row, column), value in cells.items():
        if row > 4 and column in heads:
            rows.setdefault(row, {})[heads[column]] = value
    return rows


def test_check_writes_the_list_and_nothing_else(path):
    live = as_open(path)
    before = cells_of(live.book)
    report = check_open(live)
    after = cells_of(live.book)
    changed = {title for title in after if after[title] != before[title]}
    assert changed == {"数据检查"}
    codes = {row["代码"] for row in sheet(live, "数据检查").values()}
    assert codes == {row.finding.code for row in report.rows}
    undo_open(live, lose_edits=lambda: True)
    assert cells_of(live.book) == before


def test_what_goes_leaves_blank_rows_and_the_rest_is_as_in_a_closed_file(path, tmp_path):
    live = as_open(path)
    done = clean_open(live, now=NOW)
    closed = clean_file(path, tmp_path / "b.xlsx", now=NOW)
    assert done.by_code == closed.by_code
    assert done.blank_rows
    customers = sheet(live, "客户基础信息表")
    assert {row: cells["客户ID"] for row, cells in customers.items()} == {
        6: "C002", 7: "T-900", 8: "C003", 9: "C004"
    }  # fmt: skip
    assert customers[7]["联系方式(手机)"] == "13905716283"
    assert isinstance(customers[7]["注册日期"], dt.datetime)
    orders = sheet(live, "订单明细")
    assert [row["客户ID"] for row in orders.values()] == ["T-900", "C002", "T-900"]
    assert orders[5]["订单日期"] == dt.datetime(2023, 9, 1)  # noqa: DTZ001
    assert len(sheet(live, "清洗记录")) == done.changed
    again = clean_open(live)
    assert (again.changed, again.snapshot) == (0, None)


def test_undo_puts_everything_back(path):
    live = as_open(path)
    before = state_of(live.book)
    clean_open(live, now=NOW)
    assert state_of(live.book) != before
    undo_open(live, lose_edits=lambda: True)
    assert cells_of(live.book) == before[0]


@pytest.mark.parametrize("nth", [1, 4, 9])
def test_a_write_that_fails_leaves_nothing_behind(path, nth):
    live = as_open(path)
    before = cells_of(live.book)
    live.book.impl.app.fail_at = live.book.impl.app.writes + nth
    with pytest.raises(Failure):
        clean_open(live, now=NOW)
    assert cells_of(live.book) == before


def test_protected_sheets_are_refused_before_anything_is_written(path):
    live = as_open(path, protected={"客户基础信息表"})
    before = cells_of(live.book)
    with pytest.raises(SheetsProtected, match="客户基础信息表"):
        clean_open(live, now=NOW)
    assert cells_of(live.book) == before


def test_without_a_sheet_for_findings_the_check_says_so(path):
    live = as_open(path)
    items = live.book.impl.sheets.items
    items[:] = [page for page in items if page.name != "数据检查"]
    with pytest.raises(NowhereToList):
        check_open(live)


# --- a workbook of an earlier version, without the sheet for the log ----------------------------


@pytest.fixture
def older(path):
    book = openpyxl.load_workbook(path)
    del book["清洗记录"]
    book.save(path)
    live = as_open(path)
    live.book.sheets["订单明细"].impl.activate()
    return live


def test_a_workbook_without_the_log_gets_it_behind_its_sheets(older):
    done = clean_open(older, now=NOW)
    assert older.book.sheets[-1].name == "清洗记录"
    assert older.book.sheets.active.name == "订单明细"
    log = sheet(older, "清洗记录")
    assert len(log) == done.changed
    assert {row["时间"] for row in log.values()} == {NOW}
    (table,) = older.book.sheets["清洗记录"].tables
    assert (table.name, table.range.shape[0]) == ("清洗记录表", done.changed + 1)
    # the one that is added is found and continued as one that was there
    older.book.sheets["客户基础信息表"].range("D6").value = "'+86 13700001234"
    again = clean_open(older, now=NOW)
    assert again.changed == 1
    assert len(sheet(older, "清洗记录")) == done.changed + again.changed


def test_undo_takes_the_added_log_away(older):
    before = state_of(older.book)
    clean_open(older, now=NOW)
    undo_open(older, lose_edits=lambda: True)
    assert state_of(older.book) == before


def test_undo_asks_where_the_added_log_was_edited(older):
    clean_open(older, now=NOW)
    older.book.sheets["清洗记录"].range("J9").value = "问过老板"
    after = state_of(older.book)
    with pytest.raises(Cancelled):
        undo_open(older, lose_edits=lambda: False)
    assert state_of(older.book) == after


@pytest.mark.parametrize("nth", [1, 3, 8])
def test_an_undo_that_fails_leaves_the_added_log(older, nth):
    clean_open(older, now=NOW)
    after = state_of(older.book)
    older.book.impl.app.fail_at = older.book.impl.app.writes + nth
    with pytest.raises(Failure):
        undo_open(older, lose_edits=lambda: True)
    assert state_of(older.book) == after


@pytest.mark.parametrize("left", [0, 1, 2, 5, 9, 13])
def test_an_added_log_that_is_not_finished_goes_again(older, path, left):
    other = as_open(path)
    start = other.book.impl.app.writes
    clean_open(other, now=NOW)
    writes = other.book.impl.app.writes - start
    before = state_of(older.book)
    older.book.impl.app.fail_at = older.book.impl.app.writes + writes - left
    with pytest.raises(Failure):
        clean_open(older, now=NOW)
    assert state_of(older.book) == before
    assert older.book.sheets.active.name == "订单明细"
