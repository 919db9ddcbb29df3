"""The totals row of a table moves whole when the table grows or shrinks, or nothing happens."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.engine import books
from tests.engine.tables import resize, sheet_of
from xlsegment.engine.edits import (
    Area,
    Block,
)
from xlsegment.errors import TableBlocked, TableShape

SHEET1 = "xl/worksheets/sheet1.xml"
TABLE1 = "xl/tables/table1.xml"


pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported")  # openpyxl's


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return books.orders(tmp_path / "orders.xlsx")


@pytest.fixture
def totals(tmp_path: Path) -> Path:
    return books.orders(tmp_path / "totals.xlsx", totals=True)


def test_totals_move_down_and_their_old_row_becomes_data(totals: Path) -> None:
    resize(totals, Area(2, 2, 8, 5), Block(6, {2: ["x", "y"], 3: [1.5, 2.5]}))
    found = sheet_of(totals)
    assert [found.cell(8, c).value for c in (2, 3)] == ["合计", "=SUBTOTAL(109,[金额])"]
    assert [found.cell(6, c).value for c in (2, 3, 4)] == ["x", 1.5, "=[[#This Row],金额]*2"]
    content = books.parts(totals)
    assert 'ref="B2:E8"' in content[TABLE1].decode()
    assert '<autoFilter ref="B2:E7"/>' in content[TABLE1].decode()
    assert 'sqref="C3:C7"' in content[SHEET1].decode()


def test_totals_by_address_grow_with_the_data(totals: Path) -> None:
    books.substitute(totals, SHEET1, "SUBTOTAL(109,[金额])", "SUM(C3:C5)+C3")
    resize(totals, Area(2, 2, 8, 5))
    assert sheet_of(totals)["C8"].value == "=SUM(C3:C7)+C3"


def test_totals_move_up_over_rows_that_are_emptied(totals: Path) -> None:
    gone = {column: [None] for column in (2, 3, 4, 5)}
    resize(totals, Area(2, 2, 5, 5), Block(5, gone))
    found = sheet_of(totals)
    assert found["B5"].value == "合计"
    assert all(found.cell(6, column).value is None for column in (2, 3, 4, 5))
    assert not found["C6"].has_style


@pytest.mark.parametrize("last", [5, 8])
def test_totals_stay_when_something_is_in_the_way(totals: Path, last: int) -> None:
    if last == 8:
        books.write(totals, "订单", Block(8, {4: ["precious"]}))
    before = totals.read_bytes()
    with pytest.raises(TableBlocked):
        resize(totals, Area(2, 2, last, 5))
    assert totals.read_bytes() == before


def test_totals_that_others_find_by_address_stay(totals: Path) -> None:
    books.substitute(totals, "xl/worksheets/sheet2.xml", "订单!B3&amp;", "订单!C6&amp;")
    with pytest.raises(TableShape, match="sheet2"):
        resize(totals, Area(2, 2, 8, 5))
