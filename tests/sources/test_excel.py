"""Order workbooks, clean, dirty and hostile."""

from __future__ import annotations

import datetime as dt
import zipfile

import openpyxl
import pytest

from tests.support import soffice
from xlsegment.errors import (
    EngineError,
    NotATable,
    SheetNotInSource,
    SourceEmpty,
)
from xlsegment.sources import excel
from xlsegment.sources.mapping import guess_columns
from xlsegment.sources.opening import open_source

MORNING = dt.datetime.fromisoformat("2024-05-01 10:30:00")
HEADERS = ["订单编号", "会员号", "付款时间", "实付金额", "备注"]


def book(tmp_path, *rows, name="orders.xlsx", title="订单", more=()):
    made = openpyxl.Workbook()
    made.active.title = title
    for row in rows:
        made.active.append(row)
    for other, other_rows in more:
        sheet = made.create_sheet(other)
        for row in other_rows:
            sheet.append(row)
    path = tmp_path / name
    made.save(path)
    return path


def read(path, **options):
    source = open_source(path, **options)
    cells = source.read(guess_columns(source.info.headers).positions)
    notes = [*source.info.notes, *cells.notes]
    return list(zip(*cells.columns, strict=True)), notes


def test_cells_keep_their_types(tmp_path):
    path = book(
        tmp_path,
        HEADERS,
        ["007", "00123", MORNING, 12.5, None],
        ["123456789012345678", 42, dt.date(2024, 5, 2), 7, "x"],
        ["T3", 42.5, "2024/5/3", "¥1,200", True],
    )

    rows, notes = read(path)

    assert rows == [
        ("00123", "007", MORNING, 12.5),
        (42, "123456789012345678", dt.datetime.combine(dt.date(2024, 5, 2), dt.time()), 7),
        (42.5, "T3", "2024/5/3", "¥1,200"),
    ]
    assert not notes


def test_the_name_does_not_matter(tmp_path):
    for name in ("orders.csv", "orders.xls", "orders", "orders.parquet"):
        assert len(read(book(tmp_path, HEADERS, ["1", "2", "2024-01-01", 3], name=name))[0]) == 1


def test_the_header_row_may_stand_lower_and_further_right(tmp_path):
    path = book(
        tmp_path,
        ["某某商城订单导出"],
        [None, "导出时间", "2024-06-01"],
        [],
        [None, *HEADERS],
        [None, "1", "a", "2024-01-01", 3],
    )

    source = open_source(path)

    assert source.info.header_line == 4
    assert read(path)[0] == [("a", "1", "2024-01-01", 3)]


def test_the_sheet_with_most_known_headers_is_taken_and_the_others_are_told(tmp_path):
    path = book(
        tmp_path,
        ["说明", "请先核对"],
        more=[("导出", [HEADERS, ["1", "a", "2024-01-01", 3]]), ("汇总", [["金额", "合计"]])],
    )

    rows, notes = read(path)

    assert rows == [("a", "1", "2024-01-01", 3)]
    assert [note.count for note in notes] == [2]
    assert not notes[0].problem


def test_a_sheet_can_be_named(tmp_path):
    more = [("二月", [HEADERS, ["2", "b", "2024-02-01", 3]])]
    path = book(tmp_path, HEADERS, ["1", "a", "2024-01-01", 3], title="一月", more=more)

    assert read(path, sheet="二月") == ([("b", "2", "2024-02-01", 3)], [])
    with pytest.raises(SheetNotInSource) as caught:
        open_source(path, sheet="三月")
    assert caught.value.fields["sheets"] == "一月 · 二月"


def test_long_numbers_that_lost_digits_are_reported(tmp_path):
    path = book(tmp_path, HEADERS, [123456789012345678, "a", "2024-01-01", 3])

    rows, notes = read(path)

    assert isinstance(rows[0][1], int)
    assert [note.text for note in notes] == [excel.LONG_NUMBERS]
    assert notes[0].lines == (2,)


def test_blank_rows_are_skipped_and_lines_are_those_of_the_sheet(tmp_path):
    path = book(tmp_path, HEADERS, [], ["1", "a", "2024-01-01", 3], [None, " "], ["2", "b"])

    source = open_source(path)
    cells = source.read(guess_columns(source.info.headers).positions)

    assert list(cells.lines) == [3, 5]


def test_a_cell_far_away_costs_neither_memory_nor_the_process(tmp_path):
    made = openpyxl.Workbook()
    made.active.append(HEADERS)
    made.active.append(["1", "a", "2024-01-01", 3])
    made.active["XFD1048576"] = "stray"
    path = tmp_path / "far.xlsx"
    made.save(path)

    assert read(path)[0] == [("a", "1", "2024-01-01", 3)]


def test_error_values_are_text(tmp_path):
    path = book(tmp_path, HEADERS, ["1", "a", "2024-01-01", "#N/A"])

    assert read(path)[0] == [("a", "1", "2024-01-01", "#N/A")]


@pytest.mark.parametrize("rows", [[], [[None, " "]]], ids=["nothing", "blanks"])
def test_an_empty_workbook_is_refused(tmp_path, rows):
    with pytest.raises(SourceEmpty):
        open_source(book(tmp_path, *rows))


def test_chunks_join_without_a_seam(tmp_path, monkeypatch):
    monkeypatch.setattr(excel, "_CHUNK", 3)
    rows = [[str(i), "a", "2024-01-01", i] for i in range(10)]

    assert [row[1] for row in read(book(tmp_path, HEADERS, *rows))[0]] == [
        str(i) for i in range(10)
    ]


def test_an_archive_of_an_export_is_no_workbook(tmp_path):
    path = tmp_path / "orders.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("orders.csv", "a,b")

    with pytest.raises(NotATable):
        open_source(path)


def test_a_damaged_workbook_is_refused(tmp_path):
    path = book(tmp_path, HEADERS, ["1", "a", "2024-01-01", 3])
    path.write_bytes(path.read_bytes()[:-200])

    with pytest.raises((NotATable, EngineError)):
        read(path)


@pytest.mark.libreoffice
def test_old_xls_files_are_read_too(tmp_path):
    path = book(tmp_path, HEADERS, ["007", "a", MORNING, 12.5], ["8", "b", "2024/5/3", 7])
    old = soffice.convert(path, "xls", tmp_path / "old")

    rows, _ = read(old)

    assert rows == [("a", "007", MORNING, 12.5), ("b", "8", "2024/5/3", 7)]
