"""Written, saved, opened again: the same values, for us and for independent readers."""

# ruff: noqa: DTZ001 - cells have no time zone
from __future__ import annotations

import datetime as dt
import math
from pathlib import Path

import openpyxl
import pytest
import xlwings as xw
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

import xlsegment.engine
from xlsegment.engine.app import Apps
from xlsegment.engine.edits import ErrorValue
from xlsegment.engine.frame import read_frame
from xlsegment.errors import FileChanged, NotOnClosedFile, TableBlocked

assert xlsegment.engine.__doc__


@pytest.fixture
def app():
    app = xw.App(impl=Apps().add())
    yield app
    app.quit()


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="￾￿"), max_size=20)
NUMBERS = st.one_of(
    st.floats(allow_nan=False, allow_infinity=False), st.integers(-(2**53), 2**53).map(float)
)
MOMENTS = st.datetimes(dt.datetime(1900, 3, 1), dt.datetime(9999, 12, 31)).map(
    lambda moment: moment.replace(microsecond=moment.microsecond // 1000 * 1000)
)
ERRORS = st.sampled_from(["#N/A", "#DIV/0!", "#REF!", "#VALUE!"]).map(ErrorValue)
VALUES = st.one_of(st.none(), st.booleans(), NUMBERS, TEXTS, MOMENTS, ERRORS)
GRIDS = st.integers(1, 4).flatmap(
    lambda width: st.lists(
        st.lists(VALUES, min_size=width, max_size=width), min_size=1, max_size=10
    )
)


def literal(value: object) -> object:
    """Spell a value so that a text stays a text, as in Excel."""
    return "'" + value if isinstance(value, str) else value


def read_back(value: object) -> object:
    return None if value == "" else value


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(GRIDS)
def test_every_value_survives_saving(app, tmp_path, grid):
    path = tmp_path / "values.xlsx"
    book = app.books.add()
    cells = book.sheets[0]["B3"].resize(len(grid), len(grid[0]))
    cells.value = [[literal(value) for value in row] for row in grid]
    expected = [[read_back(value) for value in row] for row in grid]
    assert cells.options(ndim=2).value == [
        [None if isinstance(v, ErrorValue) else v for v in row] for row in expected
    ]
    path.unlink(missing_ok=True)
    book.save(path)
    book.close()
    again = app.books.open(path)
    read = again.sheets[0]["B3"].resize(len(grid), len(grid[0]))
    raw = read.raw_value if len(read) > 1 else [[read.raw_value]]
    again.close()
    assert [[read_back(value) for value in row] for row in raw] == expected
    check_with_openpyxl(path, expected)
    check_with_calamine(path, expected)


def check_with_openpyxl(path: Path, expected: list[list[object]]) -> None:
    sheet = openpyxl.load_workbook(path).worksheets[0]
    for i, row in enumerate(expected, 3):
        for j, value in enumerate(row, 2):
            found = sheet.cell(i, j).value
            if isinstance(value, ErrorValue):
                assert found == value.text
            elif isinstance(value, dt.datetime):
                assert abs(found - value) <= dt.timedelta(milliseconds=1)
            elif isinstance(value, str):
                # openpyxl does not undo the spelling of characters XML cannot hold.
                assert "_x" in found or found.replace("\r\n", "\n") == value.replace("\r\n", "\n")
            else:
                assert found == value


def check_with_calamine(path: Path, expected: list[list[object]]) -> None:
    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python(skip_empty_area=False)
    for i, row in enumerate(expected, 2):
        for j, value in enumerate(row, 1):
            found = rows[i][j] if i < len(rows) and j < len(rows[i]) else ""
            if isinstance(value, float):
                assert math.isclose(found, value) or found == value
            elif isinstance(value, bool):
                assert found is value


@pytest.mark.parametrize("date1904", [False, True])
def test_dates_survive_in_both_date_systems(app, tmp_path, date1904):
    path = tmp_path / "dates.xlsx"
    other = openpyxl.Workbook()
    if date1904:
        other.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    other.active["A1"] = dt.datetime(2024, 2, 29, 12)
    other.save(path)
    moments = [dt.datetime(2024, 2, 29, 12), dt.datetime(1999, 12, 31, 23, 59, 59)]
    book = app.books.open(path)
    assert book.sheets[0]["A1"].value == moments[0]
    book.sheets[0]["A2:B2"].value = moments
    book.save()
    book.close()
    assert app.books.open(path).sheets[0]["A2:B2"].value == moments
    sheet = openpyxl.load_workbook(path).active
    assert [cell.value for cell in sheet[2]] == moments


def test_a_time_of_day_stays_one_where_no_format_says_so(app, tmp_path):
    book = app.books.add()
    book.sheets[0]["A1"].value = [[dt.datetime(1899, 12, 30, 3, 4)], [dt.datetime(1899, 12, 30)]]
    path = tmp_path / "time.xlsx"
    book.save(path)

    again = app.books.open(path).sheets[0]
    assert again["A1:A2"].value == [dt.datetime(1899, 12, 30, 3, 4), dt.datetime(1899, 12, 30)]
    seen = openpyxl.load_workbook(path).active
    assert [seen["A1"].value, seen["A2"].value] == [dt.time(3, 4), dt.time(0, 0)]


def test_number_formats_decide_what_a_number_is(app, tmp_path):
    book = app.books.add()
    sheet = book.sheets[0]
    sheet["A1:A2"].value = [[45292], [45292.5]]
    sheet["A1:A2"].number_format = "yyyy-mm-dd"
    dates = [dt.datetime(2024, 1, 1), dt.datetime(2024, 1, 1, 12)]
    assert sheet["A1:A2"].value == dates
    book.save(tmp_path / "formats.xlsx")
    assert sheet["A1:A2"].value == dates
    assert sheet["A1"].number_format == "yyyy-mm-dd"
    sheet["A2"].number_format = "0.00"
    assert sheet["A2"].value == 45292.5
    book.save()
    assert sheet["A1:A2"].value == [dates[0], 45292.5]


def test_sheets_names_and_tables_survive_saving(app, tmp_path):
    book = app.books.add()
    sheet = book.sheets[0]
    sheet["A1"].value = [["客户", "金额"], ["甲", 1], ["乙", 2]]
    table = sheet.tables.add(sheet["A1:B3"], name="客户表")
    sheet["B2:B3"].name = "金额列"
    sheet["D1"].name = "Sheet1!自己"
    new = book.sheets.add("第二 页", after=sheet)
    new["A1"].value = "x"
    new["B1"].formula = "=SUM(客户表[金额])"
    book.save(tmp_path / "book.xlsx")
    # What users hold stays good after saving.
    table.resize(sheet["A1:C4"])
    sheet["C1"].value = "备注"
    sheet["A4"].value = ["丙", 3, "n"]
    sheet.name = "客户 一览"
    table.name = "Customers"
    sheet["C:C"].column_width = 20
    book.save()
    book.close()
    again = app.books.open(tmp_path / "book.xlsx")
    assert again.sheet_names == ["客户 一览", "第二 页"]
    first = again.sheets[0]
    assert first.tables["Customers"].range.address == "$A$1:$C$4"
    assert first.range("Customers[备注]").value == [None, None, "n"]
    assert [name.name for name in again.names] == ["'客户 一览'!自己", "金额列"]
    assert again.names["金额列"].refers_to == "='客户 一览'!$B$2:$B$3"
    assert first["C1"].column_width == 20
    assert again.sheets[1]["B1"].formula == "=SUM(Customers[金额])"
    frame = read_frame(tmp_path / "book.xlsx").iloc[:2, :2]
    first.tables["Customers"].update(frame, index=False)
    again.sheets[1].delete()
    again.save()
    assert first.tables[0].range.address == "$A$1:$B$3"
    assert app.books.open(tmp_path / "book.xlsx").sheet_names == ["客户 一览"]


def test_a_table_never_grows_over_what_stands_below_it(app, tmp_path):
    book = app.books.add()
    sheet = book.sheets[0]
    sheet["A1"].value = [["a"], [1]]
    sheet["A5"].value = "note"
    table = sheet.tables.add(sheet["A1:A2"])
    book.save(tmp_path / "b.xlsx")
    with pytest.raises(TableBlocked, match="A5"):
        table.resize(sheet["A1:A6"])
    assert table.range.address == "$A$1:$A$2"
    sheet["A5"].value = "mine now"  # written in this session: taken in
    table.resize(sheet["A1:A6"])
    book.save()
    assert table.data_body_range.value == [1.0, None, None, "mine now", None]


def test_a_file_changed_behind_our_back_is_not_overwritten(app, tmp_path):
    book = app.books.add()
    book.save(tmp_path / "b.xlsx")
    book.sheets[0]["A1"].value = 1
    openpyxl.Workbook().save(tmp_path / "b.xlsx")
    before = (tmp_path / "b.xlsx").read_bytes()
    with pytest.raises(FileChanged):
        book.save()
    assert (tmp_path / "b.xlsx").read_bytes() == before


def test_another_file_type_or_a_password_is_refused(app, tmp_path):
    book = app.books.add()
    with pytest.raises(NotOnClosedFile):
        book.save(tmp_path / "b.xlsm")
    with pytest.raises(NotOnClosedFile):
        book.save(tmp_path / "b.xlsx", password="secret")
    with pytest.raises(NotOnClosedFile):
        app.books.open(__file__, read_only=True)
    assert list(tmp_path.iterdir()) == []
