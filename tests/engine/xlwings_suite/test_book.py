from __future__ import annotations

import pytest
import xlwings as xw

from tests.engine.xlwings_suite.catalogue import covers


@pytest.fixture
def path(app, tmp_path):
    """A saved workbook, closed again."""
    book = app.books.add()
    book.save(tmp_path / "test book.xlsx")
    book.close()
    return tmp_path / "test book.xlsx"


@covers("book.Books", "indexing len count add iter")
@covers("book.Book", "app active close")
def test_an_app_counts_its_books(app):
    first, second = app.books.add(), app.books.add()
    assert len(app.books) == app.books.count == 2
    assert app.books[0] == app.books(1) == first
    assert list(app.books) == [first, second]
    assert app.books.active == second
    assert first.app == app
    second.close()
    assert len(app.books) == 1
    assert app.books.active == first


@covers("book.Books", "open open_pathlib")
@covers("book.Book", "name name_pathlib fullname fullname_pathlib instantiate_saved_by_name")
@pytest.mark.parametrize("kind", [str, lambda path: path], ids=["str", "Path"])
def test_a_file_is_opened_once(app, path, kind):
    book = app.books.open(kind(path))
    assert app.books.active == book
    assert book.name == "test book.xlsx"
    assert book.fullname == str(path)
    assert app.books.open(kind(path)) == book
    book.sheets[0]["A1"].value = "xx"
    assert app.books["test book.xlsx"].sheets[0]["A1"].value == "xx"
    assert len(app.books) == 1


@covers("book.Books", "open_bad_name")
@covers("active.Active", "book_open_bad_name")
def test_a_missing_file_is_said_to_be_missing(app, tmp_path):
    with pytest.raises(FileNotFoundError):
        app.books.open(tmp_path / "none.xlsx")
    with pytest.raises(FileNotFoundError):
        xw.Book(tmp_path / "none.xlsx")


@covers("book.Book", "instantiate_unsaved instantiate_two_unsaved")
def test_books_that_were_never_saved_have_titles(app):
    first, second = app.books.add(), app.books.add()
    second.sheets[0]["A1"].value = 2
    first.sheets[0]["A1"].value = 1
    assert app.books[first.name].sheets[0]["A1"].value == 1
    assert app.books[second.name].sheets[0]["A1"].value == 2
    assert {first.name, second.name} == {"Book1", "Book2"}


@covers("book.Book", "instantiate_saved_by_fullpath save_path save_path_pathlib")
def test_a_saved_book_can_be_closed_and_opened_again(app, tmp_path):
    path = tmp_path / "üni cöde 客户.xlsx"
    book = app.books.add()
    book.save(path)
    again = app.books.open(path)
    again.sheets[0]["A1"].value = 1
    again.save()
    again.close()
    assert app.books.open(path).sheets[0]["A1"].value == 1.0


@covers("book.Book", "save_naked")
def test_a_new_book_saves_into_the_current_folder(app, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    book = app.books.add()
    book.save()
    assert (tmp_path / "Book1.xlsx").exists()
    assert book.name == "Book1.xlsx"


@covers("book.Book", "sheets names")
def test_a_new_book_has_one_sheet_and_no_names(app):
    book = app.books.add()
    assert book.sheet_names == ["Sheet1"]
    assert len(book.names) == 0


@covers("book.Book", "activate")
@covers("app.App", "activate wb_across_instances books pid len")
@covers("app.Apps", "active len count iter keys")
@covers("active.Active", "apps_active")
def test_apps_and_books_become_active(app):
    other = xw.App(add_book=False)
    assert xw.apps.active == other
    assert len(xw.apps) == xw.apps.count == 2
    assert list(xw.apps) == [other, app]
    assert xw.apps[xw.apps.keys()[0]] == xw.apps(xw.apps.keys()[0]) == other
    first, second = app.books.add(), other.books.add()
    assert first.app.pid != second.app.pid
    assert first.app.pid > 0
    first.activate()
    assert xw.books.active == first
    assert xw.apps.active == app
    second.activate()
    assert xw.books.active == second
    app.activate()
    assert xw.books.active == first
    assert len(other.books) == 1


@covers("app.App", "quit kill visible screen_updating display_alerts enable_events interactive")
@covers("app.App", "calculation version")
def test_settings_of_the_window_are_kept(app):
    for name in ("visible", "screen_updating", "display_alerts", "enable_events", "interactive"):
        for value in (False, True):
            setattr(app, name, value)
            assert getattr(app, name) is value
    for mode in ("automatic", "manual", "semiautomatic"):
        app.calculation = mode
        assert app.calculation == mode
    app.status_bar = "working"
    assert app.status_bar == "working"
    assert app.version.major == 16
    app.kill()
    assert len(xw.apps) == 0


@covers("app.Properties", "properties_context_manager")
def test_properties_come_back_after_the_block(app):
    with app.properties(display_alerts=False):
        assert not app.display_alerts
        with app.properties(display_alerts=True, enable_events=False):
            assert app.display_alerts
            assert not app.enable_events
        assert not app.display_alerts
        assert app.enable_events
    assert app.display_alerts


@covers("active.Active", "books_active sheets_active range book book_name_unsaved books")
def test_the_active_book_and_sheet_stand_for_themselves(app):
    book = xw.Book()
    assert xw.books.active == book == xw.Book(book.name) == xw.books[-1]
    xw.sheets.active["B2:C3"].value = 123
    assert xw.Range("B2:C3").value == [[123, 123], [123, 123]]
    book.sheets[0].name = "active sheet"
    assert xw.sheets.active.name == "active sheet"


@covers("active.Active", "book_fullname_closed book_fullname_open book_name_closed")
@covers("active.Active", "book_name_open")
def test_a_book_is_found_by_name_and_by_path(app, path, monkeypatch):
    monkeypatch.chdir(path.parent)
    for opened in (path, path.name):
        book = xw.Book(opened)
        assert book == app.books["test book.xlsx"] == xw.Book(path) == xw.Book(path.name)
        book.close()


@covers("book.Book", "mock_caller")
def test_a_book_can_stand_in_for_the_caller(app, monkeypatch):
    monkeypatch.setattr(xw.Book, "_mock_caller", None, raising=False)
    app.books.add().set_mock_caller()
    xw.Book.caller().sheets[0]["A1"].value = 333
    assert app.books[0].sheets[0]["A1"].value == 333


def test_without_an_app_one_is_made(path):
    book = xw.Book(path)
    assert len(xw.apps) == 1
    with book:
        assert book.sheet_names == ["Sheet1"]
    assert len(xw.apps.active.books) == 0
