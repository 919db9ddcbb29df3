"""What a refresh reads, and what it says it could not."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.table import Table

from tests.support import command, sheets
from tests.support.small_book import small_book
from xlsegment.actions.check import check_file


@pytest.mark.parametrize(
    ("missing", "told"),
    [(("预测月数",), "预测月数"), (("线索转化期限", "线索响应时限", "匹配度高下限"), "")],
    ids=["a parameter that was deleted", "a topic that an earlier version did not have"],
)
def test_missing_parameters_are_told_unless_their_whole_topic_is_missing(
    missing: tuple[str, ...], told: str, tmp_path: Path
) -> None:
    path = tmp_path / "客户.xlsx"
    path.write_bytes(small_book(full=True))
    book = sheets.open_book(path)
    params = book["参数"]
    for row in params.iter_rows(min_row=5):
        if row[1].value in missing:
            row[1].value = None
    for label in missing:
        del book.defined_names[f"参数_{label}"]
    book.save(path)

    said = command.run("refresh", path).out

    assert ("没有这些参数" in said) == bool(told)
    assert told in said
    assert not any(label in said for label in missing if label != told)


@pytest.mark.parametrize("table", [None, "A1:D3"], ids=["plain", "table"])
def test_rows_below_the_table_are_told_and_not_read(tmp_path: Path, table: str | None) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "订单明细"
    below = [] if table else [()]
    for row in (
        ("订单号", "客户ID", "下单日期", "金额"),
        ("O1", "C1", "2025-05-01", 10),
        ("O2", "C2", "2025-05-02", 20),
        *below,
        ("O3", "C3", "2025-05-03", 30),
        ("O4", "C4", "2025-05-04", "abc"),
        ("合计",),
    ):
        sheet.append(row)
    if table:
        sheet.add_table(Table(displayName="订单表", ref=table))
    path = tmp_path / "orders.xlsx"
    book.save(path)

    (row,) = [row for row in check_file(path).rows if row.finding.code == "W-034"]

    assert (row.sheet, row.finding.fields["n"]) == ("订单明细", "2")
