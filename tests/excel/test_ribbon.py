"""The ribbon's buttons, pressed as VBA presses them, on an Excel in memory."""

import datetime as dt
import importlib
import re
from collections import deque
from pathlib import Path

import pytest
import xlwings as xw

from tests.support.live_excel import CHINESE, ENGLISH, cells_of, open_live, state_of
from tests.support.memory_excel import Failure
from tests.support.small_book import small_book
from xlsegment.actions import snapshot
from xlsegment.excel.live import escape, log, members, ready, user32
from xlsegment.excel.ribbon import BUTTONS, GROUPS, press

# Found in Microsoft's list of control ids for Excel 2016, 2019 and Microsoft 365.
ICONS = {
    "AddInManager",
    "ChartInsert",
    "ErrorChecking",
    "FileDocumentInspect",
    "FileNew",
    "FilePermissionRestrictMenu",
    "FilePermissionView",
    "FileSaveAsPdfOrXps",
    "FunctionWizard",
    "GetExternalDataFromText",
    "Help",
    "PropertySheet",
    "RefreshAll",
    "RemoveDuplicates",
    "ReviewNewComment",
    "ReviewProtectWorkbook",
    "TableInsertExcel",
    "Undo",
    "WhatIfAnalysisMenu",
}
EVERY = pytest.mark.parametrize("button", BUTTONS.values(), ids=BUTTONS)
ORDERS = "订单号,客户ID,订单日期,订单金额\nN1,001,2025-06-28,10\nN2,C9,2025-06-29,20.5\n"


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    folder = tmp_path / "home"
    monkeypatch.setattr(snapshot.platformdirs, "user_data_dir", lambda *a, **k: str(folder))
    monkeypatch.setattr(ready, "_PAUSE", 0)
    yield folder
    for handler in list(log._LOG.handlers):
        if isinstance(handler, log.RotatingFileHandler):
            log._LOG.removeHandler(handler)
            handler.close()


@pytest.fixture
def active(monkeypatch, tmp_path):
    """Put a workbook in front of the buttons."""

    def put(place=tmp_path / "客户.xlsx", language=CHINESE, content=None):
        book = open_live(content or small_book(), place, language)
        monkeypatch.setattr(xw.Book, "caller", staticmethod(lambda: book))
        return book

    return put


def settings(book):
    return dict(book.impl.app.state)


# --- what is declared --------------------------------------------------------------------------


def test_ids_are_unique():
    ids = [one.id for group in GROUPS for one in (group, *group.menus, *group.buttons)]

    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[A-Za-z]\w*", name) for name in ids)


@EVERY
def test_words_fit_and_icons_exist(button):
    for text in (button.label, button.tip):
        assert all(words.strip() == words != "" for words in text.both)
    assert max(map(len, button.label.both)) <= 30
    assert max(map(len, button.tip.both)) <= 1024
    in_menu = any(button in menu.buttons for group in GROUPS for menu in group.menus)
    assert button.icon == "" if in_menu else button.icon in ICONS


def test_a_menu_has_words_and_a_picture():
    for menu in (menu for group in GROUPS for menu in group.menus):
        assert max(map(len, menu.label.both)) <= 30
        assert all(words.strip() == words != "" for words in menu.tip.both)
        assert menu.icon in ICONS


@EVERY
def test_every_button_does_something_that_exists(button):
    module, _, name = button.action.partition(":")

    assert callable(getattr(importlib.import_module(f"xlsegment.excel.buttons.{module}"), name))


# --- refresh -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("language", "word"), [(CHINESE, "刷新完成"), (ENGLISH, "refreshed")])
def test_a_refresh_tells_its_stages_and_gives_every_setting_back(active, language, word):
    book = active(language=language)
    before, cells = settings(book), cells_of(book)

    press("btnRefresh")

    app = book.impl.app
    stages = [int(n) for line in app.lines for n in re.findall(r"(\d)/6", line)]
    assert stages == sorted(stages)
    assert set(stages) == set(range(1, 7))
    assert word in app.lines[-1]
    assert {**settings(book), "status_bar": None} == {**before, "status_bar": None}
    assert app.boxes == []
    assert app.activated == []
    assert cells_of(book) != cells


def test_the_button_of_a_sheet_fills_that_sheet_alone_and_undo_takes_it_back(active):
    book = active()
    before = state_of(book)

    press("btnSheet_campaigns")

    assert book.impl.app.boxes == []
    assert "营销活动效果评估表" in book.impl.app.lines[-1]
    changed = {sheet for sheet, cells in cells_of(book).items() if cells != before[0].get(sheet)}
    assert changed == {"营销活动效果评估表"}
    press("btnUndo")
    assert state_of(book) == before


def test_a_sheet_that_is_not_there_is_added_and_undo_takes_it_and_its_names_away(active):
    book = active()
    book.sheets["客户行为分析表"].delete()
    book.names["口径_客户行为分析表"].delete()
    before, names = state_of(book), sorted(name.name for name in book.names)

    press("btnSheet_behaviour")

    assert book.impl.app.boxes == []
    assert "客户行为分析表" in cells_of(book)
    assert "口径_客户行为分析表" in {name.name for name in book.names}
    press("btnUndo")
    assert state_of(book) == before
    assert sorted(name.name for name in book.names) == names


def test_undo_gives_back_what_the_refresh_wrote(active):
    book = active()
    before = state_of(book)
    press("btnRefresh")
    assert state_of(book) != before

    press("btnUndo")

    assert state_of(book) == before
    assert book.impl.app.boxes == []
    assert "已恢复" in book.impl.app.lines[-1]


@pytest.mark.parametrize(("answer", "kept"), [("no", True), ("yes", False)])
def test_undo_asks_before_it_drops_later_edits(active, answer, kept):
    book = active()
    press("btnRefresh")
    sheet = next(sheet for sheet in book.impl.sheets.items if "客户基础" in sheet.name)
    table = sheet.tables_[0]
    at = (table.box[0] + 1, table.box[1] + list(headers(sheet, table)).index("客户群体"))
    sheet.cells_[at] = "我改过的"
    book.impl.app.answers = deque([answer])

    press("btnUndo")

    assert (sheet.cells_.get(at) == "我改过的") is kept
    assert len(book.impl.app.boxes) == 1


def headers(sheet, table):
    row, column, _, width = table.box
    return (sheet.cells_.get((row, column + i)) for i in range(width))


@pytest.mark.parametrize("nth", range(1, 25))
def test_a_setting_that_fails_leaves_cells_and_settings_as_they_were(active, nth):
    book = active()
    before, state = settings(book), state_of(book)
    book.impl.app.fail_setting_at = nth

    press("btnRefresh")

    app = book.impl.app
    if app.set_calls < nth:  # fewer settings than that
        return
    assert {**settings(book), "status_bar": None} == {**before, "status_bar": None}
    if app.boxes:
        (told,) = app.boxes
        assert re.match("E-04[027]", told)
        assert (state_of(book) == state) is not told.startswith("E-047")


@pytest.mark.parametrize("nth", [1, 5, 17])
def test_a_write_that_fails_puts_everything_back_and_says_so(active, home, nth):
    book = active()
    before, state = settings(book), state_of(book)
    book.impl.app.fail_at = nth

    press("btnRefresh")

    (told,) = book.impl.app.boxes
    assert told.startswith("E-042")
    assert state_of(book) == state
    assert {**settings(book), "status_bar": None} == {**before, "status_bar": None}
    number = re.search(r"\b[0-9a-f]{8}\b", told)[0]
    logged = log.log_file().read_text(encoding="utf-8")
    assert number in logged
    assert not any(word in logged for word in ("张三", "13800001234", "欧阳"))


def test_escape_stops_between_any_two_stages_and_nothing_is_changed(active, monkeypatch):
    book = active()
    state = state_of(book)
    asked = 0

    def pressed(app):
        nonlocal asked
        asked += 1
        return asked == stop

    monkeypatch.setattr(escape, "pressed", pressed)
    stop = 2  # the first question forgets an Esc from before
    while True:
        asked = 0
        press("btnRefresh")
        if asked < stop:  # it got through
            break
        assert state_of(book) == state
        assert "E-041" in book.impl.app.lines[-1]
        stop += 1

    assert stop > 6
    assert book.impl.app.boxes == []
    # Of all these, only the run that got through has left a snapshot.
    place = Path(book.impl.api.place)
    assert len(snapshot.snapshots(place, dt.datetime.now(dt.UTC))) == 1


def test_escape_no_longer_stops_what_has_begun_to_be_written(active, monkeypatch):
    book = active()
    state = state_of(book)
    monkeypatch.setattr(escape, "pressed", lambda app: book.impl.app.writes > 0)

    press("btnRefresh")

    assert "刷新完成" in book.impl.app.lines[-1]
    assert state_of(book) != state


# --- workbooks that cannot be written ----------------------------------------------------------


def never_saved(book):
    book.impl.api.place = "工作簿1"


def read_only(book):
    book.impl.api.ReadOnly = True


def protected(book):
    book.impl.sheets.items[2].live.ProtectContents = True


def foreign(book):
    for sheet in book.impl.sheets.items:
        sheet.tables_.clear()
        sheet.cells_.clear()


@pytest.mark.parametrize("name", ["btnRefresh", "btnUndo", "btnImport"])
@pytest.mark.parametrize(
    ("spoil", "code"), [(never_saved, "E-002"), (read_only, "E-005")], ids=lambda v: str(v)[:20]
)
def test_a_workbook_that_cannot_be_written_is_told(active, name, spoil, code):
    book = active()
    spoil(book)
    state = state_of(book)

    press(name)

    (told,) = book.impl.app.boxes
    assert told.startswith(code)
    assert state_of(book) == state


@pytest.mark.parametrize(
    ("spoil", "code"), [(protected, "E-004"), (foreign, "E-001")], ids=["protected", "foreign"]
)
def test_a_refresh_of_a_protected_or_foreign_workbook_is_told(active, spoil, code):
    book = active()
    spoil(book)
    state, before = state_of(book), settings(book)

    press("btnRefresh")

    (told,) = book.impl.app.boxes
    assert told.startswith(code)
    assert state_of(book) == state
    assert settings(book) == before


def test_an_excel_that_stays_busy_is_told_and_one_that_answers_is_not(active):
    class Rejected(Exception):
        hresult = -2147418111

    book = active()
    book.impl.app.busy = [Rejected(), Rejected()]
    press("btnParams")
    assert book.impl.app.boxes == []

    book.impl.app.busy = [Rejected(), Rejected(), Rejected()]
    press("btnParams")
    (told,) = book.impl.app.boxes
    assert "E-003" in told


def test_what_nobody_foresaw_is_one_message_with_a_number_and_no_traceback(active, monkeypatch):
    book = active()
    state = state_of(book)
    monkeypatch.setattr("xlsegment.actions.refresh._plan", lambda *_: 1 / 0)

    press("btnRefresh")

    (told,) = book.impl.app.boxes
    assert told.startswith("E-040")
    assert "Traceback" not in told
    assert "ZeroDivisionError" in log.log_file().read_text(encoding="utf-8")
    assert state_of(book) == state


@pytest.mark.parametrize("name", ["btnRefresh", "btnUndo"])
def test_a_workbook_in_the_cloud_is_written_and_undone_like_any_other(active, name):
    book = active(place="https://example.sharepoint.com/sites/x/客户.xlsx")
    before = state_of(book)

    press("btnRefresh")
    refreshed = state_of(book)
    if name == "btnUndo":
        press(name)

    assert (state_of(book) == before) is (name == "btnUndo")
    assert refreshed != before
    assert book.impl.app.boxes == []


def test_what_cannot_be_put_back_is_told_with_the_place_of_the_copy(active, home, monkeypatch):
    book = active()
    book.impl.app.fail_at = 3

    def fail(*_):
        raise Failure("again")

    monkeypatch.setattr("xlsegment.actions.live.put_back", fail)
    press("btnRefresh")

    (told,) = book.impl.app.boxes
    assert told.startswith("E-009")
    (kept,) = home.rglob("*.undone.xlsx")
    assert str(kept) in told


def test_a_copy_that_excel_refuses_is_told_and_nothing_is_written(active):
    book = active()
    state = state_of(book)
    book.impl.api.refuses_copies = True

    press("btnRefresh")

    (told,) = book.impl.app.boxes
    assert told.startswith("E-043")
    assert (state_of(book), book.impl.app.writes) == (state, 0)


@pytest.mark.parametrize(("answer", "added"), [("yes", True), ("no", False)])
def test_columns_that_are_a_guess_are_asked_about(active, tmp_path, answer, added):
    orders = tmp_path / "orders.csv"
    orders.write_text(ORDERS.replace("订单金额", "订单的金额合计"), encoding="utf-8")
    book = active()
    state = state_of(book)
    book.impl.app.files = deque([str(orders)])
    book.impl.app.answers = deque([answer])

    press("btnImport")

    (asked,) = book.impl.app.boxes
    assert "amount ← 订单的金额合计" in asked
    assert (state_of(book) != state) is added


def test_what_is_shown_on_windows_needs_no_answer_from_excel(active, monkeypatch):
    book = active()
    shown = []
    monkeypatch.setattr(user32, "HERE", True)
    monkeypatch.setattr(user32, "box", lambda words, title, style: shown.append((words, style)))
    monkeypatch.setattr(user32, "escape_pressed", lambda: False)
    book.impl.app.busy = [AttributeError(), AttributeError(), AttributeError()]

    press("btnRefresh")

    ((words, _),) = shown
    assert "E-003" in words
    assert book.impl.app.boxes == []


@pytest.mark.parametrize(("front", "stopped"), [(4711, True), (1, False)])
def test_escape_counts_only_where_excel_is_in_front(active, monkeypatch, front, stopped):
    book = active()
    state = state_of(book)
    monkeypatch.setattr(user32, "HERE", True)
    monkeypatch.setattr(user32, "escape_pressed", lambda: True)
    monkeypatch.setattr(user32, "front_window", lambda: front)

    press("btnRefresh")

    assert (state_of(book) == state) is stopped


def test_what_an_error_says_of_cells_does_not_reach_the_log(active, monkeypatch):
    book = active()

    def fail(*_):
        try:
            float("张三 13800001234")
        except ValueError as error:
            raise RuntimeError("欧阳娜") from error

    monkeypatch.setattr("xlsegment.actions.refresh._plan", fail)
    press("btnRefresh")

    (told,) = book.impl.app.boxes
    logged = log.log_file().read_text(encoding="utf-8")
    assert "ValueError" in logged
    assert "RuntimeError" in logged
    assert not any(word in told + logged for word in ("张三", "13800001234", "欧阳娜"))


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("/home/x/客户.xlsx", Path("/home/x/客户.xlsx")),
        (
            "https://example.sharepoint.com/x/客户.xlsx",
            "https://example.sharepoint.com/x/客户.xlsx",
        ),
        ("工作簿1", None),
    ],
)
def test_where_a_workbook_lies_is_a_file_an_address_or_nowhere(active, name, place):
    assert members.place(active(place=name)) == place


# --- the other buttons -------------------------------------------------------------------------


def test_orders_are_imported_and_undone(active, tmp_path):
    orders = tmp_path / "orders.csv"
    orders.write_text(ORDERS, encoding="utf-8")
    book = active()
    before = state_of(book)
    book.impl.app.files = deque([str(orders)])

    press("btnImport")

    assert "已导入 2 行" in book.impl.app.lines[-1]
    assert any("N2" in cells.values() for cells in cells_of(book).values())
    press("btnUndo")
    assert state_of(book) == before
    assert book.impl.app.boxes == []


@pytest.mark.parametrize("name", ["btnImport", "btnNew", "btnSample"])
def test_a_dialog_that_is_cancelled_changes_nothing(active, name):
    book = active()
    state = state_of(book)
    book.impl.app.files = deque([False])

    press(name)

    assert state_of(book) == state
    assert book.impl.app.boxes == []
    assert len(book.impl.app.books) == 1


@pytest.mark.parametrize(("name", "word"), [("btnNew", "已新建"), ("btnSample", "已生成示例")])
def test_a_new_workbook_is_saved_where_asked_and_opened(active, tmp_path, name, word):
    book = active()
    path = tmp_path / "新的.xlsx"
    book.impl.app.files = deque([str(path)])

    press(name)

    assert path.exists()
    assert [opened.name for opened in book.impl.app.books] == ["客户.xlsx", "新的.xlsx"]
    assert word in book.impl.app.lines[-1]


@pytest.mark.parametrize("name", ["btnNew", "btnSample"])
def test_a_new_workbook_never_replaces_a_file(active, tmp_path, name):
    book = active()
    path = tmp_path / "there.xlsx"
    path.write_bytes(b"mine")
    book.impl.app.files = deque([str(path)])

    press(name)

    assert path.read_bytes() == b"mine"
    assert book.impl.app.boxes[0].startswith("E-006")


@pytest.mark.parametrize(("name", "title"), [("btnParams", "参数"), ("btnFx", "公式示例")])
def test_a_button_goes_to_its_sheet(active, name, title):
    book = active()

    press(name)

    assert book.impl.app.activated == [title]
    assert book.impl.app.boxes == []


def test_the_doctor_puts_its_report_into_a_new_workbook(active):
    book = active()

    press("btnDoctor")

    report = list(book.impl.app.books)[-1].sheets.items[0]
    assert "xlsegment" in str(report.cells_[1, 1])
    assert book.impl.app.boxes == []


def test_about_tells_version_and_places(active, home):
    book = active(language=ENGLISH)

    press("btnHelp")

    (told,) = book.impl.app.boxes
    assert str(home) in told
    assert "Never goes online" in told


@EVERY
def test_no_button_ever_raises(active, monkeypatch, button):
    book = active()
    book.impl.app.files = deque([Failure])  # no path: what no dialog gives
    book.impl.app.fail_setting_at = 1

    press(button.id)

    assert len(book.impl.app.boxes) <= 1
