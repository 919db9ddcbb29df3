from __future__ import annotations

import pandas as pd
import pytest

from tests.engine.xlwings_suite.catalogue import covers


@pytest.fixture
def table(sheet):
    sheet["A1"].value = [["a", "b"], [1, 2]]
    return sheet.tables.add(source=sheet["A1"].expand())


@covers("table", "add_table_no_name add_table_with_name parent name display_name")
@covers("engines", "table_names table_parent")
def test_tables_have_names_of_their_own(sheet, table):
    assert table.name == sheet.tables[0].name == "Table1"
    assert table.parent == sheet
    sheet["A4"].value = [["a", "b"], [1, 2]]
    sheet.tables.add(source=sheet["A4"].expand(), name="AABBCC")
    assert sheet.tables["aabbcc"].name == "AABBCC"
    table.name = "XYZ"
    assert table.name == table.display_name == sheet.tables["XYZ"].name == "XYZ"
    table.display_name = "ABCDE"
    assert table.name == "ABCDE"
    assert len(sheet.tables) == 2
    assert "nothing" not in sheet.tables
    for taken in ("AABBCC", "aabbcc"):
        with pytest.raises(Exception, match="E-233"):
            table.name = taken


@covers("table", "data_body_range header_row_range insert_row_range_none")
@covers("engines", "table_range table_header_row_range table_totals_row_range")
@covers("engines", "table_data_body_range")
def test_a_table_consists_of_header_and_body(sheet, table):
    assert table.range == sheet["A1:B2"]
    assert table.header_row_range == sheet["A1:B1"]
    assert table.data_body_range == sheet["A2:B2"]
    assert table.totals_row_range is None
    assert table.insert_row_range is None


@covers("table", "insert_row_range")
def test_a_table_of_one_cell_gets_a_header_and_an_empty_row(sheet):
    table = sheet.tables.add(sheet["A10"])
    assert table.range == sheet["A10:A11"]
    assert table.insert_row_range == sheet["A11"]
    assert table.header_row_range.value == "Column1"
    assert len(table.rows) == 0


@covers("engines", "table_show_headers table_show_totals table_table_style table_show_autofilter")
@covers("table", "table_style")
def test_a_new_table_looks_as_excel_makes_it(table):
    assert table.show_headers
    assert table.show_autofilter
    assert table.show_table_style_row_stripes
    assert not table.show_totals
    assert not table.show_table_style_column_stripes
    assert not table.show_table_style_first_column
    assert not table.show_table_style_last_column
    assert table.table_style == "TableStyleMedium2"
    table.table_style = "TableStyleMedium1"
    assert table.table_style == "TableStyleMedium1"


@covers("table", "resize")
def test_a_table_is_resized_both_ways(sheet, table):
    table.resize(sheet["A1:C3"])
    assert table.range.address == "$A$1:$C$3"
    assert table.header_row_range.value == ["a", "b", "Column3"]
    table.resize(sheet["$A$1:$B$2"])
    assert table.range.address == "$A$1:$B$2"


@covers("table", "table_update")
@pytest.mark.parametrize("index", [True, False])
@pytest.mark.parametrize("old", [(2, 2), (7, 6)], ids=["grows", "shrinks"])
def test_update_fits_the_table_to_the_data(sheet, index, old):
    sheet["B3"].value = [[f"old{i}" for i in range(old[1])]] + [[0] * old[1]] * (old[0] - 1)
    table = sheet.tables.add(sheet["B3"].expand(), name="T")
    data = pd.DataFrame({"a": [1, 2, 3], "b": ["x", "y", "z"], "c": [0.5, None, 2.5]})
    table.update(data, index=index)
    assert table.range.shape == (4, 3 + index)
    assert table.header_row_range.value == [" "] * index + ["a", "b", "c"]
    body = [[1, "x", 0.5], [2, "y", None], [3, "z", 2.5]]
    if index:
        body = [[float(i), *row] for i, row in enumerate(body)]
    assert table.data_body_range.value == body
    assert sheet["B3"].expand().shape == (4, 3 + index)


def test_columns_and_rows_of_a_table(sheet, table):
    assert [column.name for column in table.columns] == ["a", "b"]
    assert table.columns["B"].index == 2
    assert table.columns["b"].data_body_range == sheet["B2"]
    assert table.columns[0].range == sheet["A1:A2"]
    assert len(table.rows) == 1
    assert table.rows.add([3, 4]).index == 2
    assert table.rows[1].range.value == [3.0, 4.0]
    assert table.range == sheet["A1:B3"]


def test_parts_of_a_table_are_found_by_structured_references(sheet, table):
    sheet["A3"].value = [[3, 4], [5, 6]]
    table.resize(sheet["A1:B4"])
    for text, address in {
        "Table1": "$A$2:$B$4",
        "table1[b]": "$B$2:$B$4",
        "Table1[#All]": "$A$1:$B$4",
        "Table1[#Headers]": "$A$1:$B$1",
        "Table1[#Data]": "$A$2:$B$4",
        "Table1[[a]:[b]]": "$A$2:$B$4",
        "Table1[[#Headers],[b]]": "$B$1",
        "Table1[[#Headers],[#Data],[a]]": "$A$1:$A$4",
    }.items():
        assert sheet.range(text).address == address, text
    for text in ("Table1[c]", "Table1[#Totals]", "Table2", "Table1[#Nonsense]"):
        with pytest.raises(ValueError, match="E-083"):
            sheet.range(text)


def test_a_range_knows_its_table(sheet, table):
    assert sheet["B2"].table == table
    assert sheet["D4"].table is None
