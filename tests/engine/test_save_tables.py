"""Tables in closed files grow, shrink, get renamed and added, and what belongs to them follows."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import openpyxl
import pytest

from tests.engine import books
from tests.engine.tables import edit, resize, sheet_of
from xlsegment.engine.edits import (
    Area,
    Block,
    Formula,
    NewTable,
    SheetEdits,
    TableEdit,
)
from xlsegment.engine.save import apply_edits
from xlsegment.errors import BadName, EngineError, TableBlocked, TableMissing, TableShape

SHEET1 = "xl/worksheets/sheet1.xml"
TABLE1 = "xl/tables/table1.xml"


pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported")  # openpyxl's


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return books.orders(tmp_path / "orders.xlsx")


@pytest.fixture
def totals(tmp_path: Path) -> Path:
    return books.orders(tmp_path / "totals.xlsx", totals=True)


def test_growing_extends_area_filter_rules_and_formulas(path: Path) -> None:
    resize(path, Area(2, 2, 7, 5), Block(6, {2: ["C4", "C5"], 3: [6.5, 7.5]}))
    content = books.parts(path)
    table, sheet = content[TABLE1].decode(), content[SHEET1].decode()
    assert 'ref="B2:E7"' in table
    assert '<autoFilter ref="B2:E7"/>' in table
    assert 'sqref="C3:C7"' in sheet
    assert "<xm:sqref>C3:C7</xm:sqref>" in sheet
    assert 'sqref="E3:E7"' in sheet
    assert 'sqref="H1:H9"' in sheet
    found = sheet_of(path)
    assert [found.cell(7, c).value for c in (2, 3, 4)] == ["C5", 7.5, "=[[#This Row],金额]*2"]
    assert found["C7"].number_format == "#,##0.00"
    assert found["E7"].number_format == "yyyy/m/d"  # blank, but dressed like the cells above
    assert openpyxl.load_workbook(path).defined_names["body"].attr_text == "订单!$B$3:$E$5"


def test_new_columns_take_their_names_from_the_header_cells(path: Path) -> None:
    days = [dt.date(2024, 1, day) for day in (1, 2, 3)]
    resize(path, Area(2, 2, 5, 7), Block(2, {6: ["ID", *days], 7: [None, 1, 2, 3]}))
    names = re.findall(
        r'<tableColumn id="(\d+)" name="([^"]*)"', books.parts(path)[TABLE1].decode()
    )
    assert names[-2:] == [("5", "ID2"), ("6", "Column6")]  # ID is taken: case does not count
    found = sheet_of(path)
    assert [cell.value for cell in found[2]][1:] == ["id", "金额", "双倍", "日期", "ID2", "Column6"]


def test_a_header_that_stands_there_already_is_taken_over(path: Path) -> None:
    books.write(path, "订单", Block(2, {6: ["stands"]}))
    resize(path, Area(2, 2, 5, 6), Block(3, {6: [1, 2, 3]}))
    assert 'name="stands"' in books.parts(path)[TABLE1].decode()


def test_renaming_a_header_cell_renames_the_column_everywhere(path: Path) -> None:
    apply_edits(path, path, edit(path, blocks=[Block(2, {3: ["钱 [元]"]})]))
    assert 'name="钱 [元]"' in books.parts(path)[TABLE1].decode()
    book = openpyxl.load_workbook(path)
    assert book["Other"]["A1"].value == "=SUM(Orders[钱 '[元']])"
    assert book["订单"]["D3"].value == "=[[#This Row],钱 '[元']]*2"


def test_two_headers_can_swap(path: Path) -> None:
    apply_edits(path, path, edit(path, blocks=[Block(2, {2: ["金额"], 3: ["id"]})]))
    assert openpyxl.load_workbook(path)["Other"]["A1"].value == "=SUM(Orders[id])"
    assert re.findall(r' name="(id|金额)"', books.parts(path)[TABLE1].decode()) == ["金额", "id"]


def test_shrinking_takes_rules_along_and_keeps_the_cells(path: Path) -> None:
    resize(path, Area(2, 2, 4, 5))
    content = books.parts(path)
    assert 'ref="B2:E4"' in content[TABLE1].decode()
    assert 'sqref="E3:E4"' in content[SHEET1].decode()
    assert sheet_of(path)["B5"].value == "C3"


def test_columns_at_the_right_can_go_unless_a_formula_uses_them(path: Path) -> None:
    resize(path, Area(2, 2, 5, 4))
    table = books.parts(path)[TABLE1].decode()
    assert '<tableColumns count="3">' in table
    assert "日期" not in table
    before = path.read_bytes()
    with pytest.raises(TableShape, match=r"table1\.xml"):
        resize(path, Area(2, 2, 5, 2))
    assert path.read_bytes() == before


def test_what_stands_below_is_never_covered(path: Path) -> None:
    books.write(path, "订单", Block(7, {3: ["precious"]}))
    before = path.read_bytes()
    with pytest.raises(TableBlocked, match="C7"):
        resize(path, Area(2, 2, 8, 5), Block(6, {2: ["a"]}))
    assert path.read_bytes() == before
    resize(path, Area(2, 2, 8, 5), Block(6, {2: ["a"]}), adopt=True)
    assert sheet_of(path)["C7"].value == "precious"


def test_what_the_same_edit_overwrites_is_not_in_the_way(path: Path) -> None:
    books.write(path, "订单", Block(7, {3: ["old"]}))
    resize(path, Area(2, 2, 7, 5), Block(6, {3: [1.0, None]}))
    assert sheet_of(path)["C7"].value is None


def test_a_calculated_column_by_address_is_copied_down(path: Path) -> None:
    def by_address(content: dict[str, bytes]) -> None:
        for part in (SHEET1, TABLE1):
            old = "[[#This Row],金额]*2".encode()
            pieces = content[part].split(old)
            rows = iter(range(3, 99))
            content[part] = pieces[0] + b"".join(
                b"$C%d*B$1+C3" % next(rows) + piece for piece in pieces[1:]
            )

    books.rebuilt(path, by_address)
    resize(path, Area(2, 2, 7, 5))
    assert sheet_of(path)["D7"].value == "=$C7*B$1+C5"


def test_a_table_renamed_is_renamed_in_formulas(path: Path) -> None:
    apply_edits(path, path, edit(path, tables={"orders": TableEdit(name="订单表", style="")}))
    assert openpyxl.load_workbook(path)["Other"]["A1"].value == "=SUM(订单表[金额])"
    table = books.parts(path)[TABLE1].decode()
    assert 'name="订单表" displayName="订单表"' in table
    assert "<tableStyleInfo show" in table


@pytest.mark.parametrize("name", ["A1", "R1C1", "two words", "1st", "", "x" * 256, "body", "c"])
def test_table_names_that_excel_refuses(path: Path, name: str) -> None:
    if not name:
        name = " "
    with pytest.raises(BadName):
        apply_edits(path, path, edit(path, tables={"Orders": TableEdit(name=name)}))


def test_a_new_table_is_complete(path: Path) -> None:
    plan = books.edits(path)
    plan.sheets[1].edits = SheetEdits(
        blocks=[Block(4, {1: ["k", 1, 2], 2: [7, Formula("=1"), 3]})],
        new_tables=[NewTable("新表", Area(4, 1, 6, 2)), NewTable("Second", Area(4, 4, 5, 4))],
    )
    apply_edits(path, path, plan)
    content = books.parts(path)
    assert 'id="2" name="新表"' in content["xl/tables/table2.xml"].decode()
    assert 'id="3" name="Second"' in content["xl/tables/table3.xml"].decode()
    assert b'name="7"' in content["xl/tables/table2.xml"]
    assert b'<tableParts count="2">' in content["xl/worksheets/sheet2.xml"]
    book = openpyxl.load_workbook(path)
    assert dict(book["Other"].tables.items()) == {
        "新表": "A4:B6",
        "Second": "D4:D5",
    }
    assert (book["Other"]["B4"].value, book["Other"]["D4"].value) == ("7", "Column1")


def test_a_new_table_over_cells_of_the_file_reads_its_headers_there(tmp_path: Path) -> None:
    path = books.decorated(tmp_path / "b.xlsx")
    plan = books.edits(path)
    plan.sheets[0].edits.new_tables = [NewTable("T_1", Area(20, 1, 21, 3))]
    plan.sheets[0].edits.blocks = [Block(20, {1: ["written"]})]
    books.write(path, "Data", Block(20, {3: ["stands"]}))
    apply_edits(path, path, plan)
    assert re.findall(r' name="([^"]*)"', books.parts(path)[TABLE1].decode())[1:4] == [
        "written",
        "Column2",
        "stands",
    ]


def test_shared_strings_serve_as_headers(tmp_path: Path) -> None:
    path = books.decorated(tmp_path / "b.xlsx")
    books.substitute(path, SHEET1, '<autoFilter ref="A1:C9"/>', "")
    plan = books.edits(path)
    plan.sheets[0].edits.new_tables = [NewTable("T_1", Area(1, 1, 9, 3))]
    apply_edits(path, path, plan)
    table = books.parts(path)[TABLE1].decode()
    assert [n for n in re.findall(r' name="([^"]*)"', table) if len(n) == 1] == ["k", "v", "w"]


@pytest.mark.parametrize(
    ("area", "error"),
    [
        (Area(3, 2, 6, 5), TableShape),
        (Area(2, 2, 2, 5), TableShape),
        (Area(2, 8, 5, 9), TableShape),
        (Area(2, 2, 1_048_577, 5), EngineError),
    ],
    ids=["another first row", "no data row", "elsewhere", "off the sheet"],
)
def test_sizes_that_no_table_can_take(path: Path, area: Area, error: type[EngineError]) -> None:
    before = path.read_bytes()
    with pytest.raises(error):
        resize(path, area)
    assert path.read_bytes() == before


def test_a_new_table_must_not_overlap(path: Path) -> None:
    with pytest.raises(TableShape):
        apply_edits(path, path, edit(path, new_tables=[NewTable("T_1", Area(5, 5, 9, 6))]))


def test_an_unknown_table_is_named(path: Path) -> None:
    with pytest.raises(TableMissing, match="Nope"):
        apply_edits(path, path, edit(path, tables={"Nope": TableEdit()}))


def test_a_filter_of_the_same_area_follows_with_its_hidden_name(path: Path) -> None:
    books.substitute(path, SHEET1, "<pageMargins", '<autoFilter ref="B2:E5"/><pageMargins')
    books.substitute(
        path, "xl/workbook.xml", "<definedNames>",
        '<definedNames><definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">'
        "订单!$B$2:$E$5</definedName>",
    )  # fmt: skip
    # Rules stand in front of the filter here, which no program minds but ours must not either.
    resize(path, Area(2, 2, 9, 5))
    content = books.parts(path)
    assert '<autoFilter ref="B2:E9"/>' in content[SHEET1].decode()
    assert "订单!$B$2:$E$9</definedName>" in content["xl/workbook.xml"].decode()


def test_rules_that_cover_only_some_rows_of_a_column_stay(path: Path) -> None:
    books.substitute(
        path,
        SHEET1,
        "<pageMargins",
        '<conditionalFormatting sqref="C4:C5 B3:B4 D3:D5 A1:A9 B3:B9 C1:C1048576"/><pageMargins',
    )
    resize(path, Area(2, 2, 8, 5))
    expected = 'sqref="C4:C5 B3:B4 D3:D8 A1:A9 B3:B9 C1:C1048576"'
    assert expected in books.parts(path)[SHEET1].decode()


def test_a_table_without_header_cells_grows(path: Path) -> None:
    def headless(content: dict[str, bytes]) -> None:
        content[TABLE1] = (
            content[TABLE1]
            .replace(b'ref="B2:E5" totals', b'ref="B3:E5" headerRowCount="0" totals', 1)
            .replace(b'<autoFilter ref="B2:E5"/>', b"")
        )

    books.rebuilt(path, headless)
    resize(path, Area(3, 2, 7, 6), Block(6, {2: ["x", "y"]}))
    table = books.parts(path)[TABLE1].decode()
    assert 'ref="B3:F7"' in table
    assert 'name="Column5"' in table
    assert sheet_of(path)["D7"].value == "=[[#This Row],金额]*2"
