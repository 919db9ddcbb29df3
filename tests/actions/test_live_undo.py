"""Writing to a workbook that is open: a snapshot first, all or nothing, and the way back."""

import datetime as dt
import hashlib
import shutil
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.live_excel import cells_of, open_live, state_of
from tests.support.memory_excel import Failure, Formula, load, new_book
from tests.support.small_book import small_book
from xlsegment.actions import live as live_module
from xlsegment.actions import snapshot
from xlsegment.actions.import_orders import import_into
from xlsegment.actions.live import OpenBook
from xlsegment.actions.put_back import put_back
from xlsegment.actions.refresh import refresh, refresh_file, refresh_open
from xlsegment.actions.touched import Block, Touched, from_json
from xlsegment.actions.undo import undo_file, undo_open
from xlsegment.errors import (
    Cancelled,
    ChangedSince,
    MovedSince,
    NoRoomBelow,
    NoSnapshotPossible,
    NothingToUndo,
    NotUndoneInExcel,
    RestoreFailed,
    SheetsProtected,
    SnapshotFailed,
)

NOW = dt.datetime(2026, 11, 22, 9, 30)  # noqa: DTZ001  shown as local time
CLOUD = "https://example.sharepoint.com/sites/x/客户 表.xlsx"
ORDERS = "订单号,客户ID,下单时间,订单金额\nN1,001,2025-06-28,10\nN2,C9,2025-06-29,20.5\n"


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    folder = tmp_path / "home"
    monkeypatch.setattr(snapshot.platformdirs, "user_data_dir", lambda *a, **k: str(folder))
    return folder


@pytest.fixture
def place(request, tmp_path):
    where = getattr(request, "param", "file")
    return tmp_path / "客户.xlsx" if where == "file" else CLOUD


anywhere = pytest.mark.parametrize("place", ["file", "cloud"], indirect=True)


@pytest.fixture
def book():
    return open_live(small_book(), "客户.xlsx")


def as_open(book, place, protected=()):
    api = book.impl.api
    return OpenBook(
        book=book,
        place=place,
        save_copy=lambda path: api.SaveCopyAs(str(path)),
        is_protected=lambda sheet: sheet.name in protected,
    )


@pytest.fixture
def live(book, place):
    return as_open(book, place)


def never():
    raise AssertionError("nobody should have been asked")


def undo(live, answer=never):
    return undo_open(live, lose_edits=answer)


def taken(live):
    return snapshot.snapshots(live.place, dt.datetime.now(dt.UTC))


def table_of(book, name):
    return next(t for s in book.impl.sheets.items for t in s.tables_ if t.name == name)


@anywhere
def test_undo_gives_back_every_cell_format_table_and_name(place):
    book = open_live(small_book(full=True), "客户.xlsx")
    live = as_open(book, place)
    before = state_of(book)
    report = refresh_open(live)
    after = state_of(book)
    assert after != before
    assert report.snapshot == taken(live)[0].path

    done = undo(live)

    assert state_of(book) == before
    assert done.left == 0
    assert cells_of(load(done.replaced.read_bytes())) == after[0]
    with pytest.raises(NothingToUndo):
        undo(live)


@anywhere
def test_undo_goes_back_step_by_step(live, book):
    first = state_of(book)
    refresh_open(live, now=NOW)
    second = state_of(book)
    refresh_open(live, as_of=dt.date(2025, 7, 31), now=NOW)
    assert state_of(book) != second

    assert undo(live).left == 1
    assert state_of(book) == second
    undo(live)
    assert state_of(book) == first


def test_orders_go_into_an_open_workbook_and_out_again(live, book, tmp_path):
    before = state_of(book)
    source = tmp_path / "o.csv"
    source.write_text(ORDERS, encoding="utf-8")

    done = import_into(live, source)

    assert (done.added, done.before, done.after) == (2, 5, 7)
    height = table_of(book, "订单表").box[2]
    undo(live)
    assert state_of(book) == before
    assert table_of(book, "订单表").box[2] < height


def test_repeated_orders_write_nothing_and_take_no_snapshot(live, book, tmp_path):
    source = tmp_path / "o.csv"
    source.write_text(ORDERS, encoding="utf-8")
    import_into(live, source)
    state = state_of(book)

    assert import_into(live, source).added == 0
    assert state_of(book) == state
    assert len(taken(live)) == 1


def test_an_open_workbook_gets_the_same_cells_as_a_closed_one(live, book, tmp_path):
    closed = tmp_path / "closed.xlsx"
    closed.write_bytes(small_book())
    refresh_file(closed, now=NOW)

    refresh_open(live, now=NOW)

    assert cells_of(book) == cells_of(load(closed.read_bytes()))


def writes_of_a_refresh():
    book = open_live(small_book(), "客户.xlsx")
    refresh(book)
    return book.impl.app.writes


@pytest.mark.parametrize("part", [0, 0.2, 0.4, 0.6, 0.8, 1])
def test_a_failure_in_the_middle_puts_everything_back(live, book, part):
    before, state = state_of(book), dict(book.impl.app.state)
    count = writes_of_a_refresh()
    book.impl.app.fail_at = max(1, round(part * count))

    with pytest.raises(Failure):
        refresh_open(live)

    assert state_of(book) == before
    assert book.impl.app.state == state
    assert book.impl.app.writes > book.impl.app.fail_at  # it was a write that put it back
    assert taken(live) == []


@pytest.mark.parametrize("part", [0, 0.5, 1])
def test_a_failure_in_the_middle_of_an_undo_leaves_what_the_run_wrote(live, book, part):
    refresh_open(live)
    after = state_of(book)
    app = book.impl.app
    start = app.writes
    undo(live)
    count = app.writes - start
    refresh_open(live)
    after = state_of(book)
    app.fail_at = app.writes + max(1, round(part * count))

    with pytest.raises(Failure):
        undo(live)

    assert state_of(book) == after
    undo(live)  # it can be tried again


@pytest.mark.parametrize("nth", range(1, 7))
def test_settings_come_back_when_one_of_them_fails_and_so_do_cells(live, book, nth):
    before, state = state_of(book), dict(book.impl.app.state)
    book.impl.app.fail_setting_at = nth  # 3 changes, then 3 the other way

    with pytest.raises(Failure):
        refresh_open(live)

    assert book.impl.app.state == state
    assert state_of(book) == before


def test_where_nothing_can_be_put_back_the_copy_is_kept_and_named(live, book, monkeypatch):
    before = cells_of(book)

    def fail(*_):
        raise Failure("again")

    monkeypatch.setattr(live_module, "put_back", fail)
    book.impl.app.fail_at = 5
    with pytest.raises(RestoreFailed, match="E-009") as caught:
        refresh_open(live)

    kept = caught.value.fields["copy"]
    assert kept.suffix == ".xlsx"
    assert cells_of(load(kept.read_bytes())) == before


def test_what_was_edited_since_is_not_lost_silently(live, book):
    before = state_of(book)
    refresh_open(live)
    table = table_of(book, "细分结果表")
    table.sheet.cells_[(table.box[0] + 1, table.box[1] + 1)] = "我改的"
    edited = state_of(book)

    with pytest.raises(Cancelled):
        undo(live, lambda: False)
    assert state_of(book) == edited
    assert len(taken(live)) == 1

    done = undo(live, lambda: True)
    assert state_of(book) == before
    assert cells_of(load(done.replaced.read_bytes())) == edited[0]


def test_edits_elsewhere_stay(live, book):
    before = state_of(book)
    refresh_open(live)
    orders = table_of(book, "订单表")
    corner = (orders.box[0] + 40, orders.box[1] + 40)
    orders.sheet.cells_[corner] = "我的笔记"
    orders.sheet.cells_[(orders.box[0] + 1, orders.box[1])] = "D0-0改"

    undo(live)

    assert orders.sheet.cells_[corner] == "我的笔记"
    assert orders.sheet.cells_.pop((orders.box[0] + 1, orders.box[1])) == "D0-0改"
    del orders.sheet.cells_[corner]
    orders.sheet.cells_[(orders.box[0] + 1, orders.box[1])] = "D0-0"
    assert state_of(book) == before


def rename_sheet(book):
    table_of(book, "客户表").sheet.name = "别的名字"


def insert_row_above(book):
    for table in (table_of(book, "客户表"),):
        row, column, height, width = table.box
        table.box = (row + 1, column, height, width)
        sheet = table.sheet
        below = {at: v for at, v in sheet.cells_.items() if at[0] >= row}
        for at in below:
            del sheet.cells_[at]
        sheet.cells_ |= {(r + 1, c): value for (r, c), value in below.items()}


def delete_table(book):
    table = table_of(book, "客户表")
    table.sheet.tables_.remove(table)


def grow_table(book):
    table = table_of(book, "客户表")
    row, column, height, width = table.box
    table.box = (row, column, height + 1, width)


def insert_row_on_a_sheet_without_tables(book):
    (sheet,) = (s for s in book.impl.sheets.items if s.name == "首页")
    assert not sheet.tables_
    sheet.cells_ = {(r + (r > 9), c): value for (r, c), value in sheet.cells_.items()}


@anywhere
@pytest.mark.parametrize(
    "move",
    [
        rename_sheet,
        insert_row_above,
        delete_table,
        grow_table,
        insert_row_on_a_sheet_without_tables,
    ],
)
def test_places_that_have_moved_are_left_alone(live, book, move):
    refresh_open(live)
    move(book)
    state = state_of(book)

    with pytest.raises(MovedSince, match="--force"):
        undo(live)

    assert state_of(book) == state
    assert len(taken(live)) == 1


def test_protected_sheets_are_named_and_nothing_is_written(book, place):
    before = state_of(book)
    sheets = [table_of(book, name).sheet.name for name in ("客户表", "细分结果表")]
    with pytest.raises(SheetsProtected) as caught:
        refresh_open(as_open(book, place, protected=sheets))

    assert all(name in str(caught.value) for name in sheets)
    assert (state_of(book), book.impl.app.writes, book.impl.api.copies) == (before, 0, 0)

    refresh_open(as_open(book, place, protected=["说明"]))  # which is not written
    with pytest.raises(SheetsProtected):
        undo(as_open(book, place, protected=sheets))


def test_what_stands_in_the_way_is_found_before_a_snapshot_is_taken(live, book):
    table = table_of(book, "客户表")
    row, column, height, _ = table.box
    table.sheet.cells_[(row + height, column)] = "挡路"
    with pytest.raises(NoRoomBelow):
        refresh_open(live)
    assert (book.impl.api.copies, book.impl.app.writes) == (0, 0)


@anywhere
def test_a_snapshot_that_cannot_be_read_is_no_snapshot(book, place):
    before = state_of(book)
    live = OpenBook(
        book=book,
        place=place,
        # What an encrypted workbook is inside.
        save_copy=lambda path: path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)),
        is_protected=lambda _: False,
    )
    with pytest.raises(NoSnapshotPossible, match="E-007"):
        refresh_open(live)
    assert (state_of(book), book.impl.app.writes) == (before, 0)
    assert taken(live) == []


def test_a_snapshot_with_a_sheet_that_cannot_be_read_is_no_snapshot(book, place):
    before = state_of(book)

    def damaged(path):
        book.impl.api.SaveCopyAs(str(path))
        with zipfile.ZipFile(path) as package:
            parts = {name: package.read(name) for name in package.namelist()}
        with zipfile.ZipFile(path, "w") as package:
            for name, content in parts.items():
                cut = content[: len(content) // 2] if "worksheets/sheet" in name else content
                package.writestr(name, cut)

    live = OpenBook(book=book, place=place, save_copy=damaged, is_protected=lambda _: False)
    with pytest.raises(NoSnapshotPossible):
        refresh_open(live)
    assert (state_of(book), book.impl.app.writes) == (before, 0)


def test_a_totals_row_goes_down_and_up_again(live, book):
    table = table_of(book, "客户表")
    row, column, height, width = table.box
    table.totals = True
    table.box = (row, column, height + 1, width)
    table.sheet.cells_[(row + height, column)] = "合计"
    table.sheet.cells_[(row + height, column + 1)] = Formula("=SUBTOTAL(103,A6:A8)")
    before = state_of(book)

    refresh_open(live)
    assert table.box[2] > height + 1
    undo(live)

    assert state_of(book) == before


@anywhere
def test_a_copy_that_fails_leaves_nothing_behind(book, place, home):
    def half(path):
        path.write_bytes(b"PK")
        raise SnapshotFailed(file="x", reason="disk")

    live = OpenBook(book=book, place=place, save_copy=half, is_protected=lambda _: False)
    with pytest.raises(SnapshotFailed):
        refresh_open(live)
    assert [path for path in home.rglob("*") if path.is_file()] == []


def test_what_a_command_did_to_the_closed_file_is_not_undone_in_excel(tmp_path):
    path = tmp_path / "客户.xlsx"
    path.write_bytes(small_book())
    refresh_file(path)
    book = open_live(path.read_bytes(), path)
    with pytest.raises(NotUndoneInExcel, match="xlsegment undo"):
        undo(as_open(book, path))


def test_what_a_button_did_can_be_undone_in_the_closed_file(tmp_path):
    path = tmp_path / "客户.xlsx"
    path.write_bytes(small_book())
    book = open_live(small_book(), path)
    before = cells_of(book)
    refresh_open(as_open(book, path))
    book.impl.api.SaveCopyAs(str(path))  # the person saves

    with pytest.raises(ChangedSince):  # it does not know what else was edited
        undo_file(path)
    undo_file(path, force=True)
    assert cells_of(load(path.read_bytes())) == before
    assert not snapshot.folder_of(path).exists() or not list(
        snapshot.folder_of(path).glob("*.note")
    )


def test_an_undo_after_saving_and_opening_again_works(tmp_path):
    path = tmp_path / "客户.xlsx"
    book = open_live(small_book(), path)
    before = cells_of(book)
    refresh_open(as_open(book, path))
    book.impl.api.SaveCopyAs(str(path))

    again = open_live(path.read_bytes(), path)
    undo(as_open(again, path))

    assert cells_of(again) == before


@anywhere
def test_the_note_beside_a_snapshot_holds_places_and_no_contents(live, book):
    refresh_open(live)
    (copy,) = taken(live)
    text = snapshot.noted(copy)
    assert from_json(text).touched.tables
    assert "张三" not in text
    assert "13800001234" not in text


@anywhere
def test_the_note_goes_with_its_snapshot(live, home, monkeypatch):
    monkeypatch.setattr(snapshot, "KEEP", 2)
    for _ in range(4):
        refresh_open(live)
    assert len(list(home.rglob("*.note"))) == len(list(home.rglob("*.snapshot"))) == 2


def test_a_workbook_in_the_cloud_has_a_folder_of_its_own(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    folder = snapshot.folder_of(CLOUD)
    assert folder != snapshot.folder_of(CLOUD + "2")
    assert folder.name == hashlib.sha256(CLOUD.encode()).hexdigest()[:32]
    with pytest.raises(NothingToUndo, match=r"客户 表\.xlsx"):
        snapshot.latest(CLOUD.replace(" ", "%20"), dt.datetime.now(dt.UTC))


TEXTS = st.sampled_from(
    [
        "=1+1",
        "'a",
        "-5",
        "+86",
        "@x",
        "00123",
        "1.50",
        "2023-05-10",
        "12:30",
        "TRUE",
        "#N/A",
        "张三",
    ]
)
VALUES = st.one_of(
    st.none(),
    TEXTS,
    st.booleans(),
    st.floats(-1e9, 1e9),
    st.integers(-(10**6), 10**6).map(float),
    st.datetimes(dt.datetime(1950, 1, 1), dt.datetime(2090, 1, 1)).map(  # noqa: DTZ001
        lambda moment: moment.replace(microsecond=0)
    ),
    st.sampled_from(["=SUM(A1:A2)", '="x"&B2', "=1/0"]).map(Formula),
)
FORMATS = st.sampled_from(["General", "@", "0.00"])


@given(st.lists(st.lists(st.tuples(VALUES, FORMATS), min_size=3, max_size=3), min_size=1))
def test_whatever_stood_in_cells_comes_back(tmp_path_factory, rows):
    from xlsegment.actions.closed_file import opened
    from xlsegment.actions.progress import Stopwatch

    book = new_book(甲=[[]])
    sheet = book.impl.sheets.items[0]
    for r, row in enumerate(rows, 1):
        for c, (value, code) in enumerate(row, 1):
            date = isinstance(value, dt.datetime)
            sheet.formats[(r, c)] = "yyyy-mm-dd hh:mm:ss" if date else code
            if value is not None:
                sheet.cells_[(r, c)] = value
    book = open_live(to_content(book), "x.xlsx")
    before = state_of(book)
    copy = tmp_path_factory.mktemp("copy") / "x.xlsx"
    book.impl.api.SaveCopyAs(str(copy))
    block = Block("甲", 1, 1, len(rows), 3)
    block.on(book).number_format = "0%"
    block.on(book).value = [[1, "b", None]] * len(rows)

    with opened(copy, Stopwatch(None)) as copied:
        put_back(book, copied, Touched((block,), (), ()))

    assert state_of(book) == before
    shutil.rmtree(copy.parent)


def to_content(book):
    from tests.support.live_excel import to_bytes

    return to_bytes(book.impl, None)
