"""Single sheets are refreshed, or added, and everything else stays."""

from __future__ import annotations

import datetime as dt
import shutil

import openpyxl
import pytest

from tests.support import command, packages
from xlsegment.actions.demo import demo
from xlsegment.actions.refresh import refresh_file


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    path = tmp_path_factory.mktemp("only") / "demo.xlsx"
    demo(path, "zh")
    return path


def test_only_the_sheet_that_was_asked_for_changes(filled, tmp_path):
    path = tmp_path / "book.xlsx"
    shutil.copy(filled, path)
    book = openpyxl.load_workbook(path)
    book["营销活动效果评估表"]["D5"] = 4250
    book.save(path)
    before = path.with_name("before.xlsx")
    shutil.copy(path, before)

    report = refresh_file(path, only=["campaigns"])

    assert [filled.table.zh for filled in report.filled] == ["活动表"]
    sheet = openpyxl.load_workbook(path)["营销活动效果评估表"]
    assert sheet["E5"].value == 0.425
    tab = packages.sheet_parts(path)["营销活动效果评估表"]
    difference = packages.compare(before, path)
    assert {part for part in difference.changed if "worksheets" in part} == {tab}


def test_a_sheet_that_is_not_there_is_added_and_filled_and_undo_takes_it_away(filled, tmp_path):
    path = tmp_path / "book.xlsx"
    shutil.copy(filled, path)
    book = openpyxl.load_workbook(path)
    del book["客户行为分析表"]
    book.save(path)
    bytes_before = path.read_bytes()

    command.run("refresh", path, "--only", "客户行为分析表")

    sheet = openpyxl.load_workbook(path)["客户行为分析表"]
    assert sheet["A4"].value == "客户ID"
    assert sheet.max_row > 200
    assert "分析基准日 2025-06-30" in sheet["A2"].value
    command.run("undo", path, status=0)
    assert path.read_bytes() == bytes_before


def test_a_full_refresh_adds_no_sheet_and_keeps_what_a_single_one_wrote(filled, tmp_path):
    path = tmp_path / "book.xlsx"
    shutil.copy(filled, path)
    now = dt.datetime(2025, 7, 1, 9, tzinfo=dt.UTC)
    refresh_file(path, now=now)
    whole = packages.parts(path)

    refresh_file(path, only=["campaigns", "behaviour"])
    refresh_file(path, now=now)

    assert packages.parts(path) == whole


def test_a_sheet_that_cannot_be_refreshed_alone_is_refused_with_those_that_can(filled, capsys):
    command.run("refresh", filled, "--only", "首页", status=2)
