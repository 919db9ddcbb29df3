from __future__ import annotations

import pytest

from tests.engine.xlwings_suite.catalogue import covers


@covers("sheet.Sheets", "active index len iter")
@covers("engines", "sheet_access sheet_active sheets_iteration")
def test_sheets_are_found_by_position_and_name(book):
    assert book.sheets.active == book.sheets[0] == book.sheets(1) == book.sheets["sheet1"]
    assert len(book.sheets) == 3
    assert [s.name for s in book.sheets] == ["Sheet1", "Sheet2", "Sheet3"] == book.sheet_names
    assert "SHEET2" in book.sheets
    with pytest.raises(KeyError):
        book.sheets["none"]


@covers("sheet.Sheets", "add add_default")
@covers("book.Book", "sheet")
def test_a_new_sheet_stands_before_the_active_one_and_becomes_active(book):
    book.sheets[1].activate()
    new = book.sheets.add()
    assert len(book.sheets) == 4
    assert book.sheets.active == new == book.sheets[1]


@covers("sheet.Sheets", "add_before add_after add_named")
def test_a_new_sheet_goes_where_it_is_told(book):
    assert book.sheets.add(before="Sheet1") == book.sheets[0]
    assert book.sheets.add(after=len(book.sheets)) == book.sheets[-1] == book.sheets.active
    assert book.sheets.add("test", after=1).name == book.sheets[1].name == "test"


@covers("sheet.Sheets", "add_name_already_taken")
@pytest.mark.parametrize("name", ["Sheet1", "sheet1", "a:b", "x" * 32, "'q", "\x01"])
def test_a_bad_or_taken_name_is_refused(book, name):
    with pytest.raises(Exception, match=r"E-233|already present"):
        book.sheets.add(name)
    assert len(book.sheets) == 3


@covers("sheet.Sheet", "name")
def test_a_renamed_sheet_takes_its_names_along(book):
    sheet = book.sheets[0]
    sheet["A1"].name = "spot"
    sheet.name = "New Name"
    assert book.sheets[0].name == "New Name"
    assert book.names["spot"].refers_to == "='New Name'!$A$1"
    for bad in ("", "a/b", "x" * 32):
        with pytest.raises(ValueError, match="sheet name"):
            sheet.name = bad


@covers("sheet.Sheet", "names book index range")
def test_a_sheet_knows_its_book_place_and_names(book):
    sheet = book.sheets[0]
    sheet["A1"].name = "test1"
    assert len(sheet.names) == 0
    sheet.names.add("Sheet1!test2", "Sheet1!B2")
    assert len(sheet.names) == 1
    assert sheet.book.name == book.name
    assert book.sheets["Sheet2"].index == 2
    sheet.range("A1").value = 123
    assert sheet.range("A1").value == 123.0


@covers("sheet.Sheet", "activate select")
def test_the_active_sheet_is_kept_for_the_session(book):
    book.sheets["Sheet2"].activate()
    assert book.sheets.active.name == "Sheet2"
    book.sheets[2].select()
    assert book.sheets.active.index == 3


@covers("sheet.Sheet", "clear_content clear")
def test_a_cleared_sheet_is_empty(book):
    sheet = book.sheets["Sheet2"]
    for clear in (sheet.clear_contents, sheet.clear):
        sheet["G10"].value = 22
        clear()
        assert sheet["G10"].value is None
        assert sheet.used_range.address == "$A$1"


@covers("sheet.Sheet", "delete")
def test_a_deleted_sheet_is_gone_with_its_names(book):
    book.sheets["Sheet1"].names.add("own", "=Sheet1!$A$1")
    book.sheets["Sheet1"].delete()
    del book.sheets["Sheet2"]
    assert book.sheet_names == ["Sheet3"]
    assert len(book.names) == 0
    with pytest.raises(Exception, match="visible sheet"):
        book.sheets[0].delete()


@covers("sheet.Sheet", "used_range")
def test_the_used_range_surrounds_everything_filled(sheet):
    sheet["B2:C7"].value = 1
    assert sheet.used_range == sheet["B2:C7"]
    sheet["B2:B7"].clear_contents()
    assert sheet.used_range == sheet["C2:C7"]


def test_a_moved_sheet_changes_its_place_only(book):
    book.sheets["Sheet3"].move(before=book.sheets["Sheet1"])
    assert book.sheet_names == ["Sheet3", "Sheet1", "Sheet2"]


@covers("sheet.Sheet", "sheet_copy_without_arguments sheet_copy_with_before_and_after")
@covers("sheet.Sheet", "sheet_copy_before_same_book sheet_copy_after_same_book")
def test_a_copy_carries_the_cells_and_a_numbered_name(book):
    sheet = book.sheets[0]
    sheet["A1"].value = "xyz"
    assert sheet.copy().name == book.sheets[-1].name == "Sheet1 (2)"
    assert book.sheets[-1]["A1"].value == "xyz"
    assert sheet.copy(before=sheet) == book.sheets[0] == book.sheets["Sheet1 (3)"]
    assert sheet.copy(after=sheet) == book.sheets[2] == book.sheets["Sheet1 (4)"]
    with pytest.raises(AssertionError):
        sheet.copy(before=sheet, after=sheet)


@covers("sheet.Sheet", "sheet_copy_before_same_book_new_name")
@covers("sheet.Sheet", "sheet_copy_before_same_book_new_name_already_exists")
def test_a_copy_can_be_named(book):
    book.sheets[0]["A1"].value = "xyz"
    book.sheets[0].copy(before=book.sheets[0], name="mycopy")
    assert book.sheets[0].name == "mycopy"
    assert book.sheets[0]["A1"].value == "xyz"
    with pytest.raises(ValueError, match="already present"):
        book.sheets[0].copy(before=book.sheets[0], name="mycopy")


def test_what_is_written_to_a_copy_stays_in_the_copy(book):
    book.sheets[0]["A1"].value = "old"
    copy = book.sheets[0].copy()
    copy["A1"].value = "new"
    assert book.sheets[0]["A1"].value == "old"
