"""The button 授权查看, and the boxes that ask for a passphrase."""

from __future__ import annotations

import ctypes
import subprocess
from types import SimpleNamespace

import pytest
import xlwings as xw

from tests.support import live_excel
from tests.support.live_excel import open_live, state_of
from tests.support.small_book import small_book
from tests.support.vaults import MANAGER, MEMBER, VIEWER, cheap, passphrase_of
from xlsegment.errors import Cancelled
from xlsegment.excel.live import credui, log, passphrase, ready, user32
from xlsegment.excel.ribbon import press
from xlsegment.vault import api, managing
from xlsegment.vault.entry import Entry
from xlsegment.vault.log import Act
from xlsegment.vault.people import Role

__all__ = ["cheap"]

CUSTOMERS = "客户基础信息表"


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch):
    monkeypatch.setattr(ready, "_PAUSE", 0)
    yield
    for handler in list(log._LOG.handlers):
        if isinstance(handler, log.RotatingFileHandler):
            log._LOG.removeHandler(handler)
            handler.close()


@pytest.fixture
def book(cheap, tmp_path, monkeypatch):
    """A workbook of ours with a vault, open in Excel."""
    place = tmp_path / "客户.xlsx"
    place.write_bytes(small_book())
    with api.create(place, MANAGER, passphrase_of(MANAGER)) as vault:
        managing.add(vault, VIEWER, Role.VIEWER, passphrase_of(VIEWER))
        managing.add(vault, MEMBER, Role.MEMBER, passphrase_of(MEMBER))
        vault.deposit([Entry(CUSTOMERS, "姓名", "C2", "B6", "李*", "李四真名")], None)
    book = open_live(place.read_bytes(), place)
    monkeypatch.setattr(xw.Book, "caller", staticmethod(lambda: book))
    return book


@pytest.fixture
def sits_there(monkeypatch):
    """Let a person type their name, passphrase and reason."""

    def sit(person, why="客户来电", typed=None):
        words = passphrase_of(person).text() if typed is None else typed
        monkeypatch.setattr(passphrase, "ask", lambda *_: (person, words))
        monkeypatch.setattr("xlsegment.excel.buttons.vault.ask_text", lambda *_: why)

    return sit


@pytest.fixture
def select(book, monkeypatch):
    """Select the row in which a customer stands."""

    def at(customer, sheet=CUSTOMERS):
        cells = next(s for s in book.impl.sheets.items if s.name == sheet).cells_
        row = next(r for (r, _), value in cells.items() if value == customer)
        chosen = book.sheets[sheet].range((row, 7))
        monkeypatch.setattr(
            live_excel.App, "selection", property(lambda _: chosen.impl), raising=False
        )

    return at


def entries(book):
    place = book.impl.api.place
    with api.open_vault(api.Path(place), MANAGER, passphrase_of(MANAGER)) as vault:
        return vault.log()


@pytest.mark.parametrize("person", [VIEWER, MANAGER])
def test_the_originals_of_the_selected_customer_are_shown_and_logged(
    book, sits_there, select, person
):
    before = state_of(book)
    sits_there(person)
    select("C2")

    press("btnUnmask")

    (told,) = book.impl.app.boxes
    assert "C2" in told
    assert "姓名：李四真名" in told
    assert "张三" not in told
    assert state_of(book) == before
    assert "李四真名" not in "".join(book.impl.app.lines)
    entry = entries(book)[-2]
    assert (entry.person, entry.act, entry.customers) == (person, Act.SHOW, ("C2",))
    assert entry.why == "客户来电"


def test_the_row_of_an_order_will_do(book, sits_there, select):
    sits_there(VIEWER)
    select("C2", "订单明细")

    press("btnUnmask")

    assert "李四真名" in book.impl.app.boxes[0]


@pytest.mark.parametrize(
    ("person", "typed", "code"), [(MEMBER, None, "E-080"), (VIEWER, "wrong words here", "E-078")]
)
def test_who_may_not_see_sees_nothing(book, sits_there, select, person, typed, code):
    sits_there(person, typed=typed)
    select("C2")

    press("btnUnmask")

    (told,) = book.impl.app.boxes
    assert told.startswith(code)
    assert "李四真名" not in told


def test_without_a_reason_nothing_is_shown(book, sits_there, select):
    sits_there(VIEWER, why="  ")
    select("C2")

    press("btnUnmask")

    assert book.impl.app.boxes == []
    assert "E-041" in book.impl.app.lines[-1]
    assert entries(book)[-2].act is not Act.SHOW


def test_a_row_without_a_customer_is_told_before_anybody_types(book, select, monkeypatch):
    monkeypatch.setattr(passphrase, "ask", lambda *_: pytest.fail("asked"))
    select("客户ID")

    press("btnUnmask")

    (told,) = book.impl.app.boxes
    assert told.startswith("E-088")


def test_a_workbook_without_a_vault_is_told_before_anybody_types(book, select, monkeypatch):
    monkeypatch.setattr(passphrase, "ask", lambda *_: pytest.fail("asked"))
    api.vault_of(api.Path(book.impl.api.place)).unlink()
    select("C2")

    press("btnUnmask")

    (told,) = book.impl.app.boxes
    assert told.startswith("E-075")


@pytest.mark.parametrize(
    ("place", "code"), [("https://example.com/客户.xlsx", "E-0"), ("工作簿1", "E-002")]
)
def test_a_workbook_that_is_no_file_is_told(book, place, code):
    book.impl.api.place = place

    press("btnUnmask")

    (told,) = book.impl.app.boxes
    assert told.startswith(code)


# --- the boxes -----------------------------------------------------------------------------------


class Credui:
    """The part of Windows that shows the box."""

    def __init__(self, answer, name, password):
        self.answer, self.name, self.password = answer, name, password
        self.buffers = []

    def CredUIPromptForCredentialsW(  # noqa: N802
        self, info, target, _, error, name, most, password, longest, save, flags
    ):
        shown = ctypes.cast(info, ctypes.POINTER(credui._Info)).contents
        assert shown.cbSize == ctypes.sizeof(credui._Info)
        assert (shown.pszMessageText, shown.hwndParent) == ("words", 4711)
        assert flags & 0x40000, "any name will do"
        assert flags & 0x2, "Windows keeps nothing"
        assert (len(name), len(password)) == (most, longest)
        name.value, password.value = self.name, self.password
        self.buffers.append(password)
        return self.answer


@pytest.fixture
def windows(monkeypatch):
    def here(answer=0):
        box = Credui(answer, "李客服", "另外四个毫不相干的词语呀")
        monkeypatch.setattr(user32, "HERE", True)
        monkeypatch.setattr(user32, "front_window", lambda: 4711)
        monkeypatch.setattr(credui, "_credui", lambda: box)
        return box

    return here


def test_windows_asks_for_both_in_its_own_box_and_nothing_is_left_in_memory(windows):
    box = windows()

    assert passphrase.ask(None, "words") == ("李客服", "另外四个毫不相干的词语呀")
    assert bytes(box.buffers[0]) == bytes(ctypes.sizeof(box.buffers[0]))


def test_cancel_in_the_box_of_windows_cancels(windows):
    windows(answer=1223)

    with pytest.raises(Cancelled):
        passphrase.ask(None, "words")


@pytest.mark.parametrize(("typed", "back"), [("why", "why"), ("", ""), (False, None)])
def test_a_reason_is_typed_into_excels_own_box(windows, typed, back):
    windows()
    api_ = SimpleNamespace(InputBox=lambda words, title: typed)
    session = SimpleNamespace(app=SimpleNamespace(api=api_))

    if back is None:
        with pytest.raises(Cancelled):
            passphrase.ask_text(session, "why?")
    else:
        assert passphrase.ask_text(session, "why?") == back


def test_a_mac_hides_the_passphrase_and_has_it_on_no_command_line(monkeypatch):
    ran, answers = [], ["李客服\n", " with blanks \n"]

    def run(words, **settings):
        ran.append(words)
        assert settings["capture_output"]
        return subprocess.CompletedProcess(words, 0, answers[len(ran) - 1], "")

    monkeypatch.setattr(user32, "HERE", False)
    monkeypatch.setattr(subprocess, "run", run)

    found = passphrase.ask(SimpleNamespace(lang="zh"), "words")

    assert found == ("李客服", " with blanks ")
    assert ["hidden answer" in words[2] for words in ran] == [False, True]
    assert not any(answer.strip() in " ".join(words) for words in ran for answer in answers)


def test_cancel_on_a_mac_cancels(monkeypatch):
    def run(words, **_):
        return subprocess.CompletedProcess(words, 1, "", "User canceled. (-128)")

    monkeypatch.setattr(user32, "HERE", False)
    monkeypatch.setattr(subprocess, "run", run)

    with pytest.raises(Cancelled):
        passphrase.ask_text(SimpleNamespace(lang="en"), "why?")
