"""The buttons of the group 隐私, on an Excel in memory."""

from __future__ import annotations

import re
import tempfile
import zipfile
from collections import deque
from contextlib import nullcontext
from pathlib import Path

import pytest
import xlwings as xw

from tests.support.live_excel import CHINESE, cells_of, open_live, state_of
from tests.support.memory_excel import Failure
from tests.support.personal_book import Person, personal_book
from tests.support.vaults import MANAGER, cheap, passphrase_of
from xlsegment.actions import snapshot
from xlsegment.actions.share_check import share_check_file
from xlsegment.excel.buttons import privacy
from xlsegment.excel.live import log, ready
from xlsegment.excel.ribbon import press
from xlsegment.vault import api

__all__ = ["cheap"]


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    folder = tmp_path / "home"
    monkeypatch.setattr(snapshot.platformdirs, "user_data_dir", lambda *a, **k: str(folder))
    monkeypatch.setattr(ready, "_PAUSE", 0)
    scratch = tmp_path / "tmp"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    yield folder
    assert list(scratch.iterdir()) == [], "a copy with originals was left"
    for handler in list(log._LOG.handlers):
        if isinstance(handler, log.RotatingFileHandler):
            log._LOG.removeHandler(handler)
            handler.close()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "客户.xlsx"


@pytest.fixture
def people(place: Path) -> list[Person]:
    return personal_book(place)


@pytest.fixture
def book(people, place, monkeypatch) -> xw.Book:
    book = open_live(place.read_bytes(), place, CHINESE)
    monkeypatch.setattr(xw.Book, "caller", staticmethod(lambda: book))
    return book


def left(path: Path, people: list[Person]) -> list[str]:
    with zipfile.ZipFile(path) as package:
        data = b"\0".join(package.read(name) for name in package.namelist())
    return [o for person in people for o in person.originals if o.encode() in data]


def test_a_masked_copy_of_what_is_open_is_saved_where_one_wants_it(book, people, tmp_path):
    sheet = next(s for s in book.impl.sheets.items if s.name == "订单明细")
    sheet.cells_[5, 6] = f"找{people[0].name}，{people[0].mobile}"  # not saved yet
    state, app = state_of(book), book.impl.app
    app.files.append(str(tmp_path / "外发.xlsx"))

    press("btnMask")

    assert app.boxes == []
    assert re.search("已另存脱敏副本“外发.xlsx”：1[0-9]{2} 个单元格", app.lines[-1])
    assert left(tmp_path / "外发.xlsx", people) == []
    assert share_check_file(tmp_path / "外发.xlsx").clean
    assert state_of(book) == state
    stages = [int(n) for line in app.lines for n in re.findall(r"(\d)/7", line)]
    assert stages == sorted(stages)
    assert len(app.books) == 1


def test_cancel_of_the_place_saves_nothing(book, tmp_path):
    book.impl.app.files.append(False)

    press("btnMask")

    assert "E-041" in book.impl.app.lines[-1]
    assert [path.name for path in tmp_path.glob("*.xlsx")] == ["客户.xlsx"]


def test_a_copy_over_something_is_refused(book, place):
    before = place.read_bytes()
    book.impl.app.files.append(str(place))

    press("btnMask")

    (told,) = book.impl.app.boxes
    assert told.startswith("E-006")
    assert place.read_bytes() == before


@pytest.mark.parametrize("button", ["btnMask", "btnInspect", "btnMaskInPlace"])
def test_a_workbook_that_was_never_saved_is_to_be_saved_first(book, button):
    book.impl.api.place = "工作簿1"

    press(button)

    (told,) = book.impl.app.boxes
    assert told.startswith("E-002")


@pytest.mark.parametrize("button", ["btnMask", "btnInspect"])
def test_an_excel_that_makes_no_copy_is_told(book, button):
    book.impl.api.refuses_copies = True
    state = state_of(book)

    press(button)

    assert len(book.impl.app.boxes) == 1
    assert state_of(book) == state


def test_the_share_check_lists_places_and_counts_in_a_box(book, people):
    state = state_of(book)

    press("btnInspect")

    (told,) = book.impl.app.boxes
    assert "单元格 客户基础信息表!B5：姓名 20 处" in told
    assert not any(original in told for p in people for original in p.originals)
    assert "处个人信息" in book.impl.app.lines[-1]
    assert state_of(book) == state


def test_in_place_the_workbook_is_saved_closed_masked_and_opened_again(book, people, place):
    app = book.impl.app
    sheet = next(s for s in book.impl.sheets.items if s.name == "订单明细")
    sheet.cells_[5, 6] = "改过"
    app.answers = deque(["yes"])

    press("btnMaskInPlace")

    (asked,) = app.boxes
    assert "永远无法找回" in asked
    (opened,) = app.books
    assert opened is not book.impl
    cells = cells_of(xw.Book(impl=opened))
    assert cells["订单明细"][5, 6] == "改过"
    assert cells["客户基础信息表"][5, 2] == f"{people[0].name[0]}**"
    assert left(place, people) == []
    assert "没有保留原文" in app.lines[-1]


def test_in_place_no_means_nothing_happens(book, people, place):
    before, app = place.read_bytes(), book.impl.app
    app.answers = deque(["no"])

    press("btnMaskInPlace")

    assert list(app.books) == [book.impl]
    assert place.read_bytes() == before
    assert "E-041" in app.lines[-1]


def test_in_place_the_originals_go_into_the_vault(book, people, place, cheap, monkeypatch):
    api.create(place, MANAGER, passphrase_of(MANAGER))
    vault = api.open_vault(place, MANAGER, passphrase_of(MANAGER))
    monkeypatch.setattr(privacy, "_opened", lambda session, path: nullcontext(vault))
    app = book.impl.app
    app.answers = deque(["yes"])

    press("btnMaskInPlace")

    assert "凭保险库取回" in app.boxes[0]
    assert "客户.xlsx.vault" in app.lines[-1]
    kept = {entry.original for entry in vault.everything("核对")}
    assert {person.name for person in people} <= kept


def test_when_masking_fails_the_workbook_is_open_again_as_it_was(book, people, place, monkeypatch):
    app = book.impl.app
    app.answers = deque(["yes"])
    monkeypatch.setattr(
        "xlsegment.actions.mask_in_place.put", lambda *_, **__: (_ for _ in ()).throw(Failure("x"))
    )

    press("btnMaskInPlace")

    (opened,) = app.books
    assert cells_of(xw.Book(impl=opened))["客户基础信息表"][5, 2] == people[0].name
    assert len(app.boxes) == 2
    assert app.boxes[1].startswith("E-04")


def test_a_workbook_in_the_cloud_is_not_masked_in_place(book):
    book.impl.api.place = "https://example.sharepoint.com/sites/x/客户.xlsx"

    press("btnMaskInPlace")

    (told,) = book.impl.app.boxes
    assert told.startswith("E-073")


def test_a_long_list_is_cut_short(book, monkeypatch):
    monkeypatch.setattr(privacy, "share_lines", lambda *_: [f"第 {n} 行" for n in range(50)])

    press("btnInspect")

    (told,) = book.impl.app.boxes
    assert "另有 30 行" in told
    assert "第 20 行" not in told
