"""Writes that would break something are refused, with sheet and cell, and the file stays."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter

from tests.engine import books
from xlsegment.engine.edits import (
    KEEP,
    Area,
    Block,
    ErrorValue,
    Formula,
    NewTable,
    SheetEdits,
    TableEdit,
)
from xlsegment.engine.save import apply_edits
from xlsegment.errors import (
    ArrayFormula,
    BadFormula,
    EngineError,
    MergedCell,
    NotACellSheet,
    OutsideSheet,
    PivotArea,
    ProtectedSheet,
    SheetMissing,
    TableShape,
    TextTooLong,
    UnsupportedValue,
)

SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A sheet with merged cells, an array, a spill and shared formulas."""
    path = tmp_path / "book.xlsx"
    made = xlsxwriter.Workbook(path)
    sheet = made.add_worksheet("S")
    sheet.merge_range("B2:C4", "merged")
    sheet.write_array_formula("E2:E4", "{=B2:B4*2}")
    sheet.write_dynamic_array_formula("G2:G4", "=UNIQUE(A1:A3)")
    for row in range(1, 6):
        sheet.write_number(row - 1, 8, row)
        sheet.write_formula(row - 1, 9, f"=I{row}*2")
    made.close()
    return path


def share(path: Path) -> None:
    """Turn the formulas of column J into one shared formula, as Excel stores them."""

    def change(content: dict[str, bytes]) -> None:
        data = content[SHEET].replace(b"<f>I1*2</f>", b'<f t="shared" ref="J1:J5" si="0">I1*2</f>')
        for row in range(2, 6):
            data = data.replace(b"<f>I%d*2</f>" % row, b'<f t="shared" si="0"/>')
        content[SHEET] = data

    books.rebuilt(path, change)


def refused(path: Path, error: type[EngineError], match: str, **changes: object) -> None:
    before = path.read_bytes()
    plan = books.edits(path)
    for name, value in changes.items():
        setattr(plan.sheets[0].edits, name, value)
    with pytest.raises(error, match=match) as caught:
        apply_edits(path, path, plan)
    assert "未改动" in caught.value.message("zh")
    assert path.read_bytes() == before


@pytest.mark.parametrize(("row", "column"), [(2, 3), (3, 2), (4, 3)])
def test_merged_cells_but_the_first(book: Path, row: int, column: int) -> None:
    refused(book, MergedCell, "B2:C4", blocks=[Block(row, {column: ["x"]})])


def test_the_first_merged_cell_takes_a_value_and_others_can_be_emptied(book: Path) -> None:
    books.write(book, "S", Block(2, {2: ["new", None, None], 3: [KEEP, None, None]}))
    assert b"new" in books.parts(book)[SHEET]


@pytest.mark.parametrize("value", [1, None, Formula("=1")])
@pytest.mark.parametrize(("column", "area"), [(5, "E2:E4"), (7, "G2:G4")])
def test_arrays_and_spills(book: Path, value: object, column: int, area: str) -> None:
    for row in (2, 4):
        refused(book, ArrayFormula, area, blocks=[Block(row, {column: [value]})])


@pytest.mark.parametrize("column", [5, 7])
def test_a_whole_array_or_spill_can_be_overwritten_at_once(book: Path, column: int) -> None:
    books.write(book, "S", Block(2, {column: [1, None, "x"]}))
    text = books.parts(book)[SHEET].decode()
    letter = chr(64 + column)
    assert f'<c r="{letter}2"><v>1</v></c>' in text
    assert f'ref="{letter}2:{letter}4"' not in text


def test_data_tables(book: Path) -> None:
    old = "<f>I3*2</f>"
    books.substitute(book, SHEET, old, '<f t="dataTable" ref="J3:J5" dt2D="0" dtr="0" r1="I1"/>')
    refused(book, ArrayFormula, "J5", blocks=[Block(5, {10: [1]})])


def test_cells_that_share_a_formula_can_be_overwritten_one_by_one(book: Path) -> None:
    share(book)
    books.write(book, "S", Block(1, {10: [7]}))
    text = books.parts(book)[SHEET].decode()
    assert '<c r="J1"><v>7</v></c>' in text
    assert [f"<f>I{row}*2</f>" in text for row in range(2, 6)] == [True] * 4
    assert "shared" not in text


def test_a_shared_formula_stays_shared_while_its_first_cell_does(book: Path) -> None:
    share(book)
    books.write(book, "S", Block(3, {10: [7]}))
    text = books.parts(book)[SHEET].decode()
    assert text.count('si="0"') == 4
    books.write(book, "S", Block(1, {10: [1, 2, 3, 4, 5]}))
    assert "shared" not in books.parts(book)[SHEET].decode()


def test_a_shared_formula_that_cannot_be_written_out_is_left(book: Path) -> None:
    share(book)

    def requote(content: dict[str, bytes]) -> None:
        content[SHEET] = content[SHEET].replace(b'<c r="J2"', b"<c r='J2'")

    books.rebuilt(book, requote)
    refused(book, BadFormula, "J1", blocks=[Block(1, {10: [7]})])


@pytest.mark.parametrize("flag", ['sheet="1"', 'sheet="true" password="CC1A"'])
def test_protected_sheets(book: Path, flag: str) -> None:
    books.substitute(book, SHEET, "</sheetData>", f"</sheetData><sheetProtection {flag}/>")
    refused(book, ProtectedSheet, "S", blocks=[Block(9, {1: ["x"]})])
    refused(book, ProtectedSheet, "S", column_widths={1: 9.0})


def test_a_protection_that_is_off_does_not_matter(book: Path) -> None:
    books.substitute(book, SHEET, "</sheetData>", '</sheetData><sheetProtection sheet="0"/>')
    books.write(book, "S", Block(9, {1: ["x"]}))


def pivot(book: Path) -> Path:
    def add(content: dict[str, bytes]) -> None:
        content["xl/pivotTables/pivotTable1.xml"] = (
            b'<pivotTableDefinition xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/'
            b'main"><location ref="L6:N9" firstHeaderRow="1" firstDataRow="1" firstDataCol="1" '
            b'rowPageCount="2" colPageCount="1"/></pivotTableDefinition>'
        )
        content["xl/worksheets/_rels/sheet1.xml.rels"] = (
            b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            b'<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
            b'relationships/pivotTable" Target="../pivotTables/pivotTable1.xml"/></Relationships>'
        )

    return books.rebuilt(book, add)


@pytest.mark.parametrize("row", [3, 6, 9])
def test_pivot_tables_and_their_page_filters(book: Path, row: int) -> None:
    refused(pivot(book), PivotArea, "L", blocks=[Block(row, {12: [1]})])


def test_beside_a_pivot_table_there_is_room(book: Path) -> None:
    books.write(pivot(book), "S", Block(10, {12: [1]}), Block(6, {15: [1]}))


@pytest.mark.parametrize(
    "changes",
    [
        {"blocks": [Block(1_048_576, {1: [1, 2]})]},
        {"blocks": [Block(0, {1: [1]})]},
        {"blocks": [Block(1, {16_385: [1]})]},
        {"blocks": [Block(1, {0: [1]})]},
        {"number_formats": [(Area(1, 1, 1_048_577, 1), "0")]},
        {"new_tables": [NewTable("T_1", Area(1, 16_384, 2, 16_385))]},
    ],
)
def test_rows_and_columns_that_excel_lacks(book: Path, changes: dict[str, object]) -> None:
    refused(book, OutsideSheet, "S", **changes)


def test_the_last_cell_of_a_sheet_can_be_written(book: Path) -> None:
    books.write(book, "S", Block(1_048_576, {16_384: [1]}))
    assert b'r="XFD1048576"' in books.parts(book)[SHEET]


@pytest.mark.parametrize("text", ["x" * 32_768, "😀" * 16_384])
def test_texts_that_no_cell_holds(book: Path, text: str) -> None:
    refused(book, TextTooLong, "A9", blocks=[Block(8, {1: ["ok", text]})])


@pytest.mark.parametrize("text", ["x" * 32_767, "😀" * 16_383])
def test_the_longest_texts(book: Path, text: str) -> None:
    books.write(book, "S", Block(8, {1: [text]}))


@pytest.mark.parametrize("value", [b"bytes", object(), [1], 1j, ErrorValue("#OOPS!")])
def test_values_that_no_cell_holds(book: Path, value: object) -> None:
    refused(book, UnsupportedValue, "A9", blocks=[Block(9, {1: [value]})])


@pytest.mark.parametrize("text", ["=", "= ", "{=A1:A2}", '=A1&"\x01"'])
def test_formulas_that_cannot_be(book: Path, text: str) -> None:
    refused(book, BadFormula, "A9", blocks=[Block(9, {1: [Formula(text)]})])
    refused(book, TextTooLong, "A9", blocks=[Block(9, {1: [Formula("=" + "1" * 8_193)]})])


def test_chart_sheets_have_no_cells(tmp_path: Path) -> None:
    path = books.decorated(tmp_path / "d.xlsx")
    plan = books.edits(path, Chart=SheetEdits(blocks=[Block(1, {1: [1]})]))
    with pytest.raises(NotACellSheet, match="Chart"):
        apply_edits(path, path, plan)


def test_sheets_that_are_not_there(book: Path) -> None:
    plan = books.edits(book)
    plan.sheets[0].source = "Nope"
    with pytest.raises(SheetMissing, match="Nope"):
        apply_edits(book, book, plan)


@pytest.mark.parametrize("area", [Area(2, 1, 4, 3), Area(4, 5, 8, 6), Area(8, 11, 12, 13)])
def test_tables_over_merged_cells_arrays_and_pivots(book: Path, area: Area) -> None:
    refused(pivot(book), TableShape, "T_1", new_tables=[NewTable("T_1", area)])


def test_a_table_does_not_grow_over_merged_cells(tmp_path: Path) -> None:
    path = books.orders(tmp_path / "o.xlsx")
    merges = '</sheetData><mergeCells count="1"><mergeCell ref="C8:D9"/></mergeCells>'
    books.substitute(path, SHEET, "</sheetData>", merges)
    grown = {"Orders": TableEdit(area=Area(2, 2, 8, 5))}
    refused(path, TableShape, "C8:D9", tables=grown)


def test_blocks_must_be_rectangles(book: Path) -> None:
    with pytest.raises(ValueError, match="length"):
        books.write(book, "S", Block(1, {1: [1, 2], 2: [1]}))
