from __future__ import annotations

import pytest

from tests.engine.xlwings_suite.catalogue import covers


@covers("names", "get_names_index names_contain len count names_iter names_collection")
@covers("names", "contains_name")
@covers("engines", "names_len names_index_vs_name name_contains names_iter")
def test_names_are_counted_found_and_listed_in_order(book):
    book.sheets[0]["B2:D10"].name = "two"
    book.sheets[0]["A1"].name = "One"
    assert len(book.names) == book.names.count == 2
    assert [name.name for name in book.names] == ["One", "two"]
    assert book.names(1).name == book.names[0].name == book.names["one"].name == "One"
    assert "TWO" in book.names
    assert book.names.contains("two")
    assert not book.names.contains("three")


@covers("names", "get_inexisting_name get_set_named_range")
def test_a_range_knows_the_name_of_exactly_its_cells(sheet):
    assert sheet["A1"].name is None
    sheet["A200:B204"].name = "area"
    assert sheet["A200:B204"].name.name == "area"
    assert sheet["A200"].name is None
    assert sheet.range("area").address == "$A$200:$B$204"


@covers("names", "delete_named_item1 delete_named_item2 delete_named_item3")
def test_names_are_deleted_in_every_way(book, sheet):
    cells = sheet["B10:C11"]
    for delete in (
        lambda: book.names.__delitem__("gone"),
        lambda: book.names["gone"].delete(),
        lambda: cells.name.delete(),
    ):
        cells.name = "gone"
        assert sheet.range("gone").name.name == "gone"
        delete()
        assert cells.name is None
        assert "gone" not in book.names


@covers("names", "sheet_scope workbook_scope sht_names_add wb_names_add")
@covers("engines", "named_range_book_scope named_range_sheet_scope named_range_missing")
@covers("engines", "name_local_scope1 name_local_scope2")
def test_names_of_a_sheet_and_of_the_workbook(book):
    one, two = book.sheets[0], book.sheets[1]
    one["B2:C3"].name = "Sheet1!own"
    one.range("own").value = [[1.0, 2.0], [3.0, 4.0]]
    assert one["B2:C3"].value == [[1.0, 2.0], [3.0, 4.0]]
    with pytest.raises(Exception, match="own"):
        two.range("own")
    one["A1"].name = "everywhere"
    one.range("everywhere").value = 123
    assert book.names["everywhere"].refers_to_range.value == 123.0
    book.names.add("test1", "=Sheet1!$A$1:$B$3")
    assert one["A1:B3"].name.name == "test1"
    one.names.add("test2", "=Sheet1!$D$1:$E$3")
    assert one["D1:E3"].name.name == "Sheet1!test2"
    assert [name.name for name in one.names] == ["Sheet1!own", "Sheet1!test2"]
    two["A1:A2"].name = "own"
    assert one.range("own") == one["B2:C3"]
    assert two.range("own") == two["A1:A2"]


@covers("names", "refers_to_range refers_to_range_sheet_with_spaces")
@covers("engines", "name_refers_to name_refers_to_range")
def test_a_name_leads_to_its_cells(book):
    sheet = book.sheets[0]
    sheet["B2:D10"].name = "test1"
    assert book.names["test1"].refers_to == "=Sheet1!$B$2:$D$10"
    assert sheet["B2:D10"].name.refers_to_range == sheet["B2:D10"]
    sheet.name = "She et1"
    assert book.names["test1"].refers_to_range == book.sheets["She et1"]["B2:D10"]


def test_a_name_is_renamed_and_pointed_elsewhere(book):
    name = book.names.add("first", "=Sheet1!$A$1")
    name.name = "second"
    name.refers_to = "=Sheet2!$B$2"
    assert [n.name for n in book.names] == ["second"]
    assert name.refers_to_range == book.sheets[1]["B2"]
    book.names.add("rate", "=0.13")
    assert book.names["rate"].refers_to == "=0.13"
    book.names["rate"] = "=0.14"
    assert book.names["rate"].refers_to == "=0.14"


@pytest.mark.parametrize("name", ["A1", "R1C1", "two words", "1st", "", "a!b", "x" * 256])
def test_what_excel_takes_for_no_name_is_refused(book, name):
    with pytest.raises(Exception, match=r"E-233"):
        book.names.add(name, "=Sheet1!$A$1")
