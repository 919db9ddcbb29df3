"""The buttons of the group 数据, pressed as VBA presses them, on an Excel in memory."""

import pytest
import xlwings as xw

from tests.support.live_excel import CHINESE, open_live, state_of
from tests.support.small_book import small_book
from xlsegment.actions import snapshot
from xlsegment.excel.live import log, ready
from xlsegment.excel.ribbon import press


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
    found = open_live(small_book(), tmp_path / "客户.xlsx", CHINESE)
    monkeypatch.setattr(xw.Book, "caller", staticmethod(lambda: found))
    return found


def told(book):
    bar = book.impl.app
    lines = [str(value) for name, value in bar.history if name == "status_bar"]
    return [line for line in lines if line != "False"]


def test_check_lists_and_goes_there(book):
    press("btnCheck")
    assert "检查完成" in " ".join(told(book))
    assert book.impl.app.activated[-1] == "数据检查"
    assert not book.impl.app.boxes


def test_clean_asks_first_and_no_changes_nothing(book):
    book.impl.app.answers.append("no")
    before = state_of(book)
    press("btnClean")
    assert state_of(book) == before
    assert "已取消" in " ".join(told(book))


def test_clean_says_what_it_did_and_then_that_nothing_is_left(book):
    book.impl.app.answers.extend(["yes", "yes"])
    press("btnClean")
    assert "清洗完成" in " ".join(told(book))
    press("btnClean")
    assert "没有可清洗的内容" in " ".join(told(book))
