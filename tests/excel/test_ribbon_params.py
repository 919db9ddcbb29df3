"""The buttons that put parameters back and export the dashboard, on an Excel in memory."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlwings as xw

from tests.support.live_excel import CHINESE, cells_of, open_live, state_of
from tests.support.small_book import small_book
from xlsegment.actions import snapshot
from xlsegment.excel.live import log, ready
from xlsegment.excel.ribbon import press
from xlsegment.workbook.params import PARAMS
from xlsegment.workbook.sheets import TABLES


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
def book(monkeypatch, tmp_path):
    found = open_live(small_book(full=True), tmp_path / "客户.xlsx", CHINESE)
    monkeypatch.setattr(xw.Book, "caller", staticmethod(lambda: found))
    return found


def value_cell(book: xw.Book, key: str) -> xw.Range:
    row = TABLES["params"].header_row + 1 + [spec.key for spec in PARAMS].index(key)
    return book.sheets["参数"].range((row, TABLES["params"].col_index("value")))


def test_reset_asks_first_and_no_changes_nothing(book):
    value_cell(book, "bins").value = 7
    before = state_of(book)
    book.impl.app.answers.append("no")

    press("btnReset")

    assert state_of(book) == before
    assert "已取消" in book.impl.app.lines[-1]


def test_reset_puts_values_back_and_undo_takes_that_back(book):
    value_cell(book, "bins").value = 7
    value_cell(book, "window_days").value = "全部"
    before, cells = state_of(book), cells_of(book)
    book.impl.app.answers.append("yes")

    press("btnReset")

    assert (value_cell(book, "bins").value, value_cell(book, "window_days").value) == (5, 180)
    changed = {sheet for sheet, now in cells_of(book).items() if now != cells[sheet]}
    assert changed == {"参数"}
    assert "2 个参数已恢复默认" in book.impl.app.lines[-1]
    assert book.impl.app.activated[-1] == "参数"
    press("btnUndo")
    assert state_of(book) == before


def test_reset_of_defaults_says_so_and_writes_nothing(book):
    before = state_of(book)
    book.impl.app.answers.append("yes")

    press("btnReset")

    assert state_of(book) == before
    assert "都已是默认值" in book.impl.app.lines[-1]


@pytest.mark.parametrize("chosen", ["看板.pdf", "看板"])
def test_the_dashboard_goes_where_it_is_wanted_and_the_workbook_stays(book, tmp_path, chosen):
    before = state_of(book)
    book.impl.app.files.append(str(tmp_path / chosen))

    press("btnPdf")

    assert (tmp_path / "看板.pdf").read_bytes() == b"%PDF of " + "看板".encode()
    assert state_of(book) == before
    assert "看板.pdf" in book.impl.app.lines[-1]


def test_no_place_for_the_pdf_is_a_cancel(book, tmp_path):
    book.impl.app.files.append(False)

    press("btnPdf")

    assert "已取消" in book.impl.app.lines[-1]
    assert not list(tmp_path.glob("*.pdf"))


def test_without_a_dashboard_an_error_names_the_sheets_there_are(book):
    book.sheets["看板"].impl.name = "别的"

    press("btnPdf")

    (told,) = book.impl.app.boxes
    assert "E-162" in told
    assert "参数" in told


def test_an_excel_that_refuses_is_told_in_our_words(book, monkeypatch, tmp_path):
    monkeypatch.setattr(book.sheets["看板"].impl.live, "refuses_pdf", True)
    book.impl.app.files.append(str(tmp_path / "x.pdf"))

    press("btnPdf")

    (told,) = book.impl.app.boxes
    assert "E-161" in told
    assert Path(tmp_path / "x.pdf").exists() is False
