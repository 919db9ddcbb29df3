"""Refreshing closed files: in place, twice, elsewhere, failing half way, undone."""

import datetime as dt
import os
import shlex
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlwings  # noqa: F401  the engine registers with it

from tests.support import sheets
from xlsegment.actions import snapshot
from xlsegment.actions.refresh import refresh_file
from xlsegment.actions.undo import undo_file
from xlsegment.engine.book import Book
from xlsegment.errors import (
    FileChanged,
    FileExists,
    FileMissing,
    FolderMissing,
    NotAWorkbook,
    NothingToUndo,
    OtherExtension,
    XlsegmentError,
)

NOW = dt.datetime(2026, 11, 22, 9, 30)  # noqa: DTZ001  shown as local time


def snapshots(path):
    return snapshot.snapshots(path, dt.datetime.now(dt.UTC))


def parts(path):
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_a_second_refresh_changes_nothing_but_the_time(book):
    refresh_file(book, now=NOW)
    once = book.read_bytes()
    refresh_file(book, now=NOW)
    assert book.read_bytes() == once

    before = parts(book)
    refresh_file(book, now=NOW + dt.timedelta(minutes=1))
    after = parts(book)
    changed = {name for name in before if before[name] != after[name]}
    assert before.keys() == after.keys()
    assert len(changed) == 1
    home = sheets.open_book(book)["首页"]
    assert home["B19"].value == "2026-11-22 09:31:00"


def test_undo_brings_back_the_file_byte_for_byte(book, sample):
    refresh_file(book)
    assert book.read_bytes() != sample
    undo_file(book)
    assert book.read_bytes() == sample


def test_the_report_names_the_snapshot_that_undo_goes_back_to(book, sample):
    report = refresh_file(book)
    assert report.snapshot.read_bytes() == sample
    assert report.file == book


def test_another_output_leaves_the_workbook_alone(book, sample, tmp_path):
    out = tmp_path / "out.xlsx"
    report = refresh_file(book, out)
    assert book.read_bytes() == sample
    assert sheets.rows(sheets.open_book(out), "segments")
    assert (report.file, report.snapshot) == (out, None)
    with pytest.raises(NothingToUndo):
        undo_file(out)


def test_an_output_that_is_replaced_can_be_brought_back(book, tmp_path):
    out = tmp_path / "out.xlsx"
    out.write_bytes(b"precious")
    with pytest.raises(FileExists, match=r"out\.xlsx.*--force"):
        refresh_file(book, out)
    assert out.read_bytes() == b"precious"

    refresh_file(book, out, force=True)
    undo_file(out)
    assert out.read_bytes() == b"precious"


def test_an_output_may_be_the_workbook_itself(book, monkeypatch):
    monkeypatch.chdir(book.parent)
    report = refresh_file(book, Path(book.name))
    assert report.snapshot is not None


def test_an_output_keeps_the_extension_of_the_workbook(book, sample):
    macros = book.rename(book.with_suffix(".xlsm"))
    with pytest.raises(OtherExtension, match=r"\.xlsm") as caught:
        refresh_file(macros, macros.with_suffix(".xlsx"))
    assert "扩展名" in caught.value.message("zh")
    assert macros.read_bytes() == sample
    assert not macros.with_suffix(".xlsx").exists()


def test_an_output_folder_that_is_not_there_is_told_before_anything_is_done(book):
    told = []
    with pytest.raises(FolderMissing, match="nowhere"):
        refresh_file(
            book,
            book.parent / "nowhere" / "out.xlsx",
            progress=lambda stage, *_: told.append(stage.name),
        )
    assert set(told) == {"OPEN"}


@pytest.mark.parametrize("failure", [OSError("disk full"), KeyboardInterrupt()])
def test_a_failure_after_the_save_restores_the_file(book, sample, monkeypatch, failure):
    saved = Book.save

    def broken(self, path=None, password=None):
        saved(self, path, password)
        assert book.read_bytes() != sample
        raise failure

    monkeypatch.setattr("xlsegment.engine.book.Book.save", broken)
    with pytest.raises(type(failure)):
        refresh_file(book)
    assert book.read_bytes() == sample
    assert snapshots(book) == []  # nothing happened that could be undone


def test_what_the_user_saves_during_a_refresh_stays(book, sample):
    def save(stage, *_):
        if stage.name == "SAVE":
            book.write_bytes(b"mine")

    with pytest.raises(FileChanged):
        refresh_file(book, progress=save)
    assert book.read_bytes() == b"mine"
    assert snapshots(book) == []


def test_what_is_refused_leaves_no_snapshot(book, sample, monkeypatch):
    def refused(*args, **kwargs):
        raise XlsegmentError

    monkeypatch.setattr("xlsegment.actions.decide.segment_customers", refused)
    with pytest.raises(XlsegmentError):
        refresh_file(book)
    assert book.read_bytes() == sample
    assert snapshots(book) == []


def test_a_file_that_is_not_there_or_no_workbook_is_refused(tmp_path):
    with pytest.raises(FileMissing):
        refresh_file(tmp_path / "none.xlsx")
    (tmp_path / "text.xlsx").write_text("客户ID,姓名")
    with pytest.raises(NotAWorkbook):
        refresh_file(tmp_path / "text.xlsx")


def test_the_analysis_date_asked_for_goes_before_the_parameter(book):
    report = refresh_file(book, as_of=dt.date(2025, 3, 31))
    assert report.as_of == dt.date(2025, 3, 31)
    assert "2025-03-31" in report.basis.zh
    people = sheets.rows(sheets.open_book(book), "customers")
    assert min(row["recency_days"] for row in people if row["recency_days"] is not None) == 0
    assert max(r["last_order_date"] for r in people if r["last_order_date"]).date() <= report.as_of


def test_progress_tells_of_every_stage_in_order(book):
    told = []
    refresh_file(book, progress=lambda stage, done, total, rows: told.append((stage.name, done)))
    stages = list(dict.fromkeys(name for name, _ in told))
    assert stages == ["OPEN", "LOCATE", "READ", "COMPUTE", "PREPARE", "WRITE", "SNAPSHOT", "SAVE"]


def test_the_report_reads_well_in_both_languages(book):
    report = refresh_file(book)
    assert report.exit_status == 1  # the sample has dirt on purpose
    chinese, english = report.summary("zh"), report.summary("en")
    for words in ("刷新完成", "核心忠诚客户", "客户表", "W-030", "xlsegment undo"):
        assert words in chinese
    for words in ("Refreshed", "Customers", "W-030", "xlsegment undo"):
        assert words in english
    assert "{" not in chinese + english
    assert set(report.seconds) >= {stage for stage in report.seconds if stage.name != "OPEN"}


@pytest.mark.skipif(os.name == "nt", reason="quoting of POSIX shells")
@pytest.mark.parametrize(
    "name", ["my book.xlsx", "it's.xlsx", "客户.xlsx", "-a.xlsx", "a$b;c.xlsx"]
)
def test_the_command_to_undo_can_be_copied(book, monkeypatch, name):
    folder = book.parent / "sub folder"
    folder.mkdir()
    book.rename(folder / name)
    monkeypatch.chdir(folder)
    report = refresh_file(Path(name))
    line = next(x for x in report.summary("en").splitlines() if "xlsegment undo" in x)
    (typed,) = shlex.split(line.partition("xlsegment undo ")[2])
    assert not typed.startswith("-")
    assert Path(typed) == Path(name)

    monkeypatch.chdir(book.parent)
    report = refresh_file(Path("sub folder") / name)
    assert "xlsegment undo 'sub folder/" in report.summary("zh")


def test_dates_and_times_among_notes_look_like_them_when_their_rows_move(refreshed, tmp_path):
    path = tmp_path / "客户.xlsx"
    edited = openpyxl.load_workbook(refreshed)
    sheet = edited["流失预警"]
    note = next(cell.column for cell in sheet[4] if cell.value == "备注")
    typed = {sheet["A5"].value: dt.date(2025, 7, 1), sheet["A6"].value: dt.time(3, 4)}
    for row, value in zip((5, 6), typed.values(), strict=True):
        sheet.cell(row, note).value = value
    edited.save(path)

    refresh_file(path, as_of=dt.date(2025, 3, 1))  # the table grows

    rows = list(openpyxl.load_workbook(path)["流失预警"].iter_rows(min_row=5))
    moved = {row[0].value: row for row in rows if row[0].value in typed}
    assert {row[0].row for row in moved.values()} != {5, 6}
    found = {who: row[note - 1].value for who, row in moved.items()}
    assert found == {
        who: dt.datetime(2025, 7, 1) if isinstance(value, dt.date) else value  # noqa: DTZ001
        for who, value in typed.items()
    }
