# ruff: noqa: DTZ001 - cells have no time zone
from __future__ import annotations

import datetime as dt

import pytest
import xlwings as xw

from tests.engine.xlwings_suite.catalogue import covers

MIXED = [
    [7.0, 2.5, "é", None],
    ["名", None, 3.0, None],
    [dt.datetime(1962, 11, 3), dt.datetime(2020, 12, 31, 12, 12, 20), 9.999, None],
]


@covers("range.Instantiation", "range1 range2 range3 range4 range5 range6 range7 range8 range9")
@pytest.mark.parametrize(
    ("first", "last", "address"),
    [
        ("A1", None, "$A$1"),
        ("A1:A1", None, "$A$1"),
        ("B2:D5", None, "$B$2:$D$5"),
        ((1, 1), None, "$A$1"),
        ((1, 1), (1, 1), "$A$1"),
        ((2, 2), (5, 4), "$B$2:$D$5"),
        ("A1", (2, 2), "$A$1:$B$2"),
        ((1, 1), "B2", "$A$1:$B$2"),
        ("C:D", None, "$C:$D"),
        ("3:4", None, "$3:$4"),
        ("b4:A2", None, "$A$2:$B$4"),
    ],
)
def test_a_range_is_given_by_address_or_corners(sheet, first, last, address):
    assert sheet.range(first, last).address == address


@covers("range.Instantiation", "range9")
def test_a_range_is_given_by_two_ranges(sheet):
    assert sheet.range(sheet["A1"], sheet["B2"]).address == "$A$1:$B$2"


@covers("range.Instantiation", "range10 range11 range12 range13")
def test_corners_lie_on_the_sheet_itself(app, book):
    other = app.books.add().sheets[0]
    one, two = book.sheets[0], book.sheets[1]
    for home, first, last in [
        (one, other["A1"], one["B2"]),
        (two, one["A1"], one["B2"]),
        (one, two["A1"], one["B2"]),
        (one, one["A1"], two["B2"]),
    ]:
        with pytest.raises(ValueError, match="not on this sheet"):
            home.range(first, last)


@covers("range.Instantiation", "zero_based_index1 zero_based_index2 zero_based_index3")
@covers("range.Instantiation", "zero_based_index4")
def test_rows_and_columns_count_from_one(sheet):
    with pytest.raises(IndexError):
        sheet.range((0, 1))
    with pytest.raises(IndexError):
        sheet.range((1, 1), (1, 0))
    with pytest.raises(IndexError):
        xw.Range((1, 0))
    with pytest.raises(IndexError):
        xw.Range((1, 0), (1, 0))


@covers("range.Instantiation", "jagged_array")
def test_rows_of_different_length_are_refused(sheet):
    for jagged in ([[1], [1, 2]], [[1, 2], [3], [4, 5]], ((1,), (1, 2))):
        with pytest.raises(Exception, match="same length"):
            sheet["A1"].value = jagged
    for fine in (1, "s", [[1, 2], [1, 2]], [1, 2, 3], [[1, 2, 3]], []):
        sheet["A1"].value = fine


@covers("range.Attributes", "iterator")
def test_iteration_goes_row_by_row_and_can_be_repeated(sheet):
    sheet["A20"].value = [[1, 2], [3, 4]]
    cells = sheet["A20:B21"]
    assert [cell.value for cell in cells] == [1, 2, 3, 4]
    assert [cell.value for cell in cells] == [1, 2, 3, 4]


@covers("range.Attributes", "sheet len count row column row_count column_count shape size")
@covers("range.Attributes", "len_rows count_rows len_cols count_cols last_cell address")
@covers("engines", "len count last_cell")
def test_a_range_knows_its_place_and_size(book):
    cells = book.sheets[1]["B3:F5"]
    assert cells.sheet.name == "Sheet2"
    assert (cells.row, cells.column, cells.shape, cells.size) == (3, 2, (3, 5), 15)
    assert len(cells) == cells.count == 15
    assert len(cells.rows) == cells.rows.count == 3
    assert len(cells.columns) == cells.columns.count == 5
    assert (cells.last_cell.row, cells.last_cell.column) == (5, 6)
    assert cells.address == "$B$3:$F$5"
    assert [row.address for row in cells.rows] == ["$B$3:$F$3", "$B$4:$F$4", "$B$5:$F$5"]
    assert cells.columns(2) == cells.columns[1] == book.sheets[1]["C3:C5"]


@covers("range.Attributes", "clear_content clear")
def test_cleared_cells_are_empty(sheet):
    for clear in (xw.Range.clear_contents, xw.Range.clear):
        sheet["G1"].value = 22
        clear(sheet["G1"])
        assert sheet["G1"].value is None


@covers("range.Attributes", "end")
@pytest.mark.parametrize(
    ("start", "ways", "goal"),
    [
        ("A1", ("d", "down"), "A5"),
        ("C5", ("u", "up"), "C1"),
        ("A1", ("r", "right"), "C1"),
        ("C5", ("l", "left"), "A5"),
    ],
)
def test_end_goes_where_ctrl_and_an_arrow_go(sheet, start, ways, goal):
    sheet["A1:C5"].value = 1
    for way in ways:
        assert sheet[start].end(way) == sheet[goal]


def test_end_skips_a_gap_and_stops_at_the_edge(sheet):
    sheet["B2"].value = [[1], [None], [None], [4], [5]]
    assert sheet["B2"].end("down").address == "$B$5"
    assert sheet["B3"].end("down").address == "$B$5"
    assert sheet["B6"].end("down").address == "$B$1048576"
    assert sheet["B2"].end("up").address == "$B$1"
    assert sheet["B2"].end("right").address == "$XFD$2"


@covers("range.Attributes", "formula")
def test_formulas_read_back_as_written(sheet):
    sheet["A1"].formula = "=SUM(A2:A10)"
    assert sheet["A1"].formula == sheet["A1"].formula2 == "=SUM(A2:A10)"
    assert sheet["A1"].value is None  # only Excel computes it


def test_one_formula_for_many_cells_moves_its_relative_references(sheet):
    sheet["C1:D2"].formula = "=A1*$B$1"
    assert sheet["C1:D2"].formula == [["=A1*$B$1", "=B1*$B$1"], ["=A2*$B$1", "=B2*$B$1"]]


@covers("range.Attributes", "column_width")
def test_column_widths_are_in_characters(sheet):
    sheet["A1:B2"].column_width = 10.0
    assert sheet["A1"].column_width == 10.0
    sheet["B2"].column_width = 20.0
    assert sheet["A1:B2"].column_width is None


@covers("range.Attributes", "number_format_cell number_format_range")
def test_number_formats_are_set_and_read(sheet):
    assert sheet["A1"].number_format == "General"
    sheet["A1"].number_format = "mm/dd/yy;@"
    assert sheet["A1"].number_format == "mm/dd/yy;@"
    assert sheet["A1:B1"].number_format is None
    sheet["A1:D4"].number_format = "0.00"
    assert sheet["A1:D4"].number_format == "0.00"


@covers("range.Attributes", "get_address")
def test_addresses_come_in_every_form(app, tmp_path):
    book = app.books.add()
    book.sheets.add(after=1)
    book.save(tmp_path / "test book.xlsx")
    cells = book.sheets[0].range((1, 1), (3, 3))
    assert cells.get_address() == "$A$1:$C$3"
    assert cells.get_address(False) == "$A1:$C3"
    assert cells.get_address(True, False) == "A$1:C$3"
    assert cells.get_address(False, False) == "A1:C3"
    assert cells.get_address(include_sheetname=True) == "'Sheet1'!$A$1:$C$3"
    assert book.sheets[1]["A1"].get_address(include_sheetname=True) == "'Sheet2'!$A$1"
    assert cells.get_address(external=True) == "'[test book.xlsx]Sheet1'!$A$1:$C$3"


@covers("range.Attributes", "current_region")
def test_the_current_region_ends_at_blank_rows_and_columns(sheet):
    sheet["A20"].value = [[1.0, 2.0], [3.0, 4.0]]
    sheet["D20"].value = 5
    assert sheet["B21"].current_region.value == [[1.0, 2.0], [3.0, 4.0]]
    assert sheet["F1"].current_region.address == "$F$1"
    sheet["C22"].value = "corner"
    assert sheet["A20"].current_region.address == "$A$20:$D$22"


@covers("range.Attributes", "table vertical horizontal")
@covers("range.Expansion", "table vertical horizontal")
def test_expand_takes_in_what_adjoins(sheet):
    sheet["A10"].value = MIXED
    assert sheet["A10"].expand().value == [row[:3] for row in MIXED]
    for way in ("vertical", "down", "d"):
        assert sheet["A10"].expand(way).value == [row[0] for row in MIXED]
    for way in ("horizontal", "right", "r"):
        assert sheet["A10"].expand(way).value == MIXED[0][:3]
    sheet["J1"].value = [["a"] * 3] * 5
    assert sheet["J1"].options(expand="table").value == [["a"] * 3] * 5
    assert sheet["J1:L1"].options(expand="down").value == [["a"] * 3] * 5
    assert sheet["J1:J5"].options(expand="right").value == [["a"] * 3] * 5


@covers("range.Attributes", "resize")
def test_resize_keeps_the_first_cell(sheet):
    assert sheet["A1"].resize(4, 5).address == "$A$1:$E$4"
    assert sheet["A1"].resize(row_size=4).address == "$A$1:$A$4"
    assert sheet["A1:B4"].resize(column_size=5).address == "$A$1:$E$4"
    assert sheet["A1:B4"].resize().address == "$A$1:$B$4"
    for sizes in ({"row_size": 0}, {"column_size": 0}):
        with pytest.raises(AssertionError):
            sheet["A1:B4"].resize(**sizes)


@covers("range.Attributes", "offset")
def test_offset_keeps_the_size(sheet):
    assert sheet["A1:B3"].offset(3, 4).address == "$E$4:$F$6"
    assert sheet["A1:B3"].offset(row_offset=3).address == "$A$4:$B$6"
    assert sheet["A1:B3"].offset(column_offset=4).address == "$E$1:$F$3"
    assert sheet["E4:F6"].offset(-3, -4).address == "$A$1:$B$3"
    with pytest.raises(IndexError):
        sheet["A1"].offset(-1)


@covers("range.Attributes", "select")
@covers("book.Book", "selection")
@covers("app.App", "selection")
def test_the_selection_is_kept_for_the_session(app, book):
    assert app.selection.address == "$A$1"
    book.sheets[1]["C10:D12"].select()
    assert book.selection.address == "$C$10:$D$12"
    assert app.selection.sheet.name == "Sheet2"


@covers("range.CellErrors", "cell_errors")
def test_error_values_read_as_none_or_as_their_text(sheet):
    from xlsegment.engine.edits import ErrorValue

    kinds = ["#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"]
    sheet["A1"].value = [[ErrorValue(kind)] for kind in kinds]
    assert sheet["A1:A7"].value == [None] * 7
    assert sheet["A1:A7"].options(err_to_str=True).value == kinds
