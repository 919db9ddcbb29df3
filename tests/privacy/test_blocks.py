"""Which cells of a sheet stand under which header, tables and blank rows between them or not."""

from __future__ import annotations

import openpyxl
import pytest
from openpyxl.worksheet.table import Table

from xlsegment.actions.mask_copy import mask_copy
from xlsegment.actions.share_check import share_check_file

HEAD = ("客户ID", "姓名", "手机")
ONE, TWO = ("C1", "张伟", "13812345678"), ("C2", "李娜", "13912345678")
MORE = ("C3", "欧阳修", "13712345678"), ("C4", "Zoe", None)


def book(path, rows, table=None):
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = "客户基础信息表"
    for row in rows:
        sheet.append(row)
    if table is not None:
        sheet.add_table(Table(displayName="客户", ref=table))
    made.save(path)
    return path


def masked(tmp_path, rows, table=None):
    copy = tmp_path / "copy.xlsx"
    mask_copy(book(tmp_path / "book.xlsx", rows, table), copy)
    assert share_check_file(copy).clean
    return [*openpyxl.load_workbook(copy).active.iter_rows(values_only=True)]


@pytest.mark.parametrize(
    ("rows", "table"),
    [
        ([HEAD, ONE, TWO, (), *MORE], None),
        ([HEAD, ONE, TWO, (), MORE[0], (), (), MORE[1]], None),
        ([HEAD, ONE, TWO, *MORE], "A1:C3"),
        ([HEAD, ONE, TWO, (), *MORE], "A1:C3"),
        ([("导出",), (), HEAD, ONE, TWO, *MORE], "A3:C5"),
        ([HEAD, (), ONE, TWO, *MORE], None),
        ([HEAD, (), ONE, (), TWO, (), MORE[0], (), MORE[1]], None),
    ],
    ids=[
        *("blank row", "several", "below a table", "blank row below a table", "title above"),
        *("below a bare header", "each apart"),
    ],
)
def test_rows_that_go_on_below_are_masked_like_those_above(tmp_path, rows, table):
    names = [row[1] for row in masked(tmp_path, rows, table) if row[1]]

    assert names == ["姓名", "张*", "李*", "欧阳*", "Z**"]


def test_names_below_a_name_go_on_without_numbers_beside_them(tmp_path):
    rows = masked(tmp_path, [("姓名",), ("张伟",), ("李娜",), (), ("欧阳修",), ("王芳",)])

    assert [row[0] for row in rows] == ["姓名", "张*", "李*", None, "欧阳*", "王*"]


def test_another_range_below_keeps_its_own_headers(tmp_path):
    below = [("城市", "门店", "数量"), ("北京", "王府井", 3), ("上海", "外滩", 4)]
    summary = ("合计", None, 7)

    rows = masked(tmp_path, [HEAD, ONE, TWO, (), *below, (), summary])

    assert rows[4:] == [*below, (None, None, None), summary]


def test_a_sheet_that_was_not_masked_is_told_to_hold_the_names_below(tmp_path):
    path = book(tmp_path / "book.xlsx", [HEAD, ("C1", "张*", None), (), ("C3", "欧阳修", None)])

    (hit,) = share_check_file(path).hits

    assert (hit.kind, hit.place.cell, hit.count) == ("name", "B4", 1)
