"""An edit changes what it names and nothing else."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from tests.engine import books
from xlsegment.engine import codec
from xlsegment.engine.edits import KEEP, Area, Block, ErrorValue, Formula, SheetEdits
from xlsegment.engine.package import Package
from xlsegment.engine.save import apply_edits

SHEET1 = "xl/worksheets/sheet1.xml"


@pytest.fixture
def decorated(tmp_path: Path) -> Path:
    return books.decorated(tmp_path / "book.xlsx")


def test_only_the_sheet_and_the_calculation_flag_change(decorated: Path, tmp_path: Path) -> None:
    out = books.write(decorated, "Data", Block(2, {2: [9.5]}), out=tmp_path / "out.xlsx")
    # The flag is set already in files that XlsxWriter makes.
    assert books.changed(decorated, out) == {SHEET1}


def test_the_rest_of_the_sheet_keeps_its_bytes(decorated: Path) -> None:
    before = books.parts(decorated)[SHEET1]
    after = books.parts(books.write(decorated, "Data", Block(3, {2: [9.5]})))[SHEET1]
    assert after == before.replace(b'<c r="B3"><v>2.5</v></c>', b'<c r="B3"><v>9.5</v></c>')


def test_members_that_do_not_change_are_copied_compressed(decorated: Path, tmp_path: Path) -> None:
    out = books.write(decorated, "Data", Block(2, {2: [9.5]}), out=tmp_path / "out.xlsx")
    with Package(decorated) as old, Package(out) as new:
        assert old.names == new.names
        for name in old.names:
            assert old.info(name).date_time == new.info(name).date_time
            if name != SHEET1:
                assert b"".join(old.raw(name)) == b"".join(new.raw(name))


def test_the_same_edit_gives_the_same_file(decorated: Path, tmp_path: Path) -> None:
    edit = SheetEdits(
        blocks=[Block(2, {2: [dt.date(2024, 1, 1)], 5: ["x"]})],
        number_formats=[(Area(2, 3, 4, 3), "0.0")],
    )
    results = []
    for name in ("one.xlsx", "two.xlsx"):
        apply_edits(decorated, tmp_path / name, books.edits(decorated, Data=edit))
        results.append((tmp_path / name).read_bytes())
    assert results[0] == results[1]
    again = tmp_path / "one.xlsx"
    apply_edits(again, again, books.edits(again, Data=edit))
    assert again.read_bytes() == results[0]


def test_no_edit_leaves_the_file_alone(decorated: Path, tmp_path: Path) -> None:
    content, when = decorated.read_bytes(), decorated.stat().st_mtime_ns
    apply_edits(decorated, decorated, books.edits(decorated))
    assert (decorated.read_bytes(), decorated.stat().st_mtime_ns) == (content, when)
    apply_edits(decorated, tmp_path / "copy.xlsx", books.edits(decorated))
    assert (tmp_path / "copy.xlsx").read_bytes() == content


def test_values_read_back_in_other_programs(decorated: Path) -> None:
    moment = dt.datetime(2024, 5, 6, 7, 8, 9)  # noqa: DTZ001
    texts = ["=1+1", "+1", "-1", "@a", "'x", " a ", "行\n二", "_x0041_", "\x07", "a&<b>\"'"]
    numbers = [0, -1, 1.5, 0.1 + 0.2, 10**15, 1e300, True, False]
    books.write(
        decorated,
        "Data",
        Block(20, {1: texts}),
        Block(20, {2: numbers}),
        Block(20, {3: [moment, moment.date(), KEEP, None, "", ErrorValue("#DIV/0!")]}),
    )
    sheet = openpyxl.load_workbook(decorated)["Data"]
    escaped = {"\x07": "_x0007_", "_x0041_": "_x005F_x0041_"}  # openpyxl does not decode these
    for row, text in enumerate(texts, 20):
        cell = sheet.cell(row, 1)
        assert (cell.value, cell.data_type) == (escaped.get(text, text), "s")
    assert [sheet.cell(20 + i, 2).value for i in range(len(numbers))] == numbers
    assert sheet["C20"].value == moment
    assert sheet["C20"].number_format == "yyyy-mm-dd hh:mm:ss"
    assert sheet["C21"].value == dt.datetime(2024, 5, 6)  # noqa: DTZ001
    assert sheet["C21"].number_format == "yyyy-mm-dd"
    assert [sheet[f"C{row}"].value for row in (22, 23, 24)] == [None] * 3
    rows = CalamineWorkbook.from_path(decorated).get_sheet_by_name("Data").to_python()
    assert [row[0] for row in rows[19:29]] == [*texts[:7], "_x0041_", "\x07", *texts[9:]]


def test_a_formula_is_written_and_an_overwritten_one_leaves_the_chain(tmp_path: Path) -> None:
    path = books.decorated(tmp_path / "book.xlsx")

    def with_chain(content: dict[str, bytes]) -> None:
        content["xl/calcChain.xml"] = b'<calcChain xmlns="x"><c r="G1" i="1"/></calcChain>'
        content["[Content_Types].xml"] = content["[Content_Types].xml"].replace(
            b"</Types>",
            b'<Override PartName="/xl/calcChain.xml" ContentType="application/vnd.openxml'
            b'formats-officedocument.spreadsheetml.calcChain+xml"/></Types>',
        )
        content["xl/_rels/workbook.xml.rels"] = content["xl/_rels/workbook.xml.rels"].replace(
            b"</Relationships>",
            b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006'
            b'/relationships/calcChain" Target="calcChain.xml"/></Relationships>',
        )

    books.rebuilt(path, with_chain)
    kept = books.write(path, "Data", Block(1, {8: [Formula('=B2&"<"')]}), out=tmp_path / "k.xlsx")
    assert "xl/calcChain.xml" in books.parts(kept)
    gone = books.write(path, "Data", Block(1, {7: [1]}), out=tmp_path / "g.xlsx")
    content = books.parts(gone)
    assert "xl/calcChain.xml" not in content
    assert b"calcChain" not in content["[Content_Types].xml"]
    assert b"calcChain" not in content["xl/_rels/workbook.xml.rels"]
    assert openpyxl.load_workbook(kept)["Data"]["H1"].value == '=B2&"<"'


@pytest.mark.parametrize("calc", ["", "<calcPr calcId='1'/>", '<calcPr fullCalcOnLoad="0"/>'])
def test_excel_is_told_to_calculate(tmp_path: Path, calc: str) -> None:
    path = books.decorated(tmp_path / "book.xlsx")
    flag = '<calcPr calcId="124519" fullCalcOnLoad="1"/>'
    books.substitute(path, "xl/workbook.xml", flag, calc)
    books.write(path, "Data", Block(2, {2: [3]}))
    assert openpyxl.load_workbook(path).calculation.fullCalcOnLoad is True


def test_rows_and_columns_that_do_not_exist_are_made_in_order(decorated: Path) -> None:
    books.write(decorated, "Data", Block(4, {9: [1], 4: [2]}), Block(30, {1: [3]}))
    sheet = openpyxl.load_workbook(decorated)["Data"]
    assert (sheet["I4"].value, sheet["D4"].value, sheet["A30"].value) == (1, 2, 3)
    text = books.parts(decorated)[SHEET1].decode()
    assert text.index('r="C4"') < text.index('r="D4"') < text.index('r="I4"')
    assert '<dimension ref="A1:I30"/>' in text
    assert '<row r="4" spans="1:9"' in text


def test_later_blocks_win_and_keep_lets_earlier_ones_through(decorated: Path) -> None:
    books.write(
        decorated,
        "Data",
        Block(2, {2: [1, 2, 3]}),
        Block(3, {2: [KEEP, 30]}),
        Block(2, {2: [KEEP]}),
    )
    sheet = openpyxl.load_workbook(decorated)["Data"]
    assert [sheet.cell(row, 2).value for row in (2, 3, 4)] == [1, 2, 30]


def test_a_workbook_of_1904_counts_from_1904(tmp_path: Path) -> None:
    path = books.decorated(tmp_path / "book.xlsx")
    mark = '<workbookPr defaultThemeVersion="124226"/>'
    books.substitute(path, "xl/workbook.xml", mark, mark.replace("/>", ' date1904="1"/>'))
    books.write(path, "Data", Block(2, {2: [dt.date(2024, 1, 1)]}))
    assert openpyxl.load_workbook(path)["Data"]["B2"].value == dt.datetime(2024, 1, 1)  # noqa: DTZ001


def test_parts_read_by_turns_do_not_disturb_each_other(decorated: Path, tmp_path: Path) -> None:
    """The styles are first read in the midst of the sheet, when a date turns up."""
    count = 3 * codec.READ_BYTES
    dates = [dt.date(2000, 1, 1) + dt.timedelta(i % 999) for i in range(count // 10)]
    books.write(decorated, "Data", Block(2, {10: [f"文{i}" for i in range(count // 10)]}))
    books.write(
        decorated, "Data", Block(2, {12: [1] * len(dates), 11: dates}), out=tmp_path / "o.xlsx"
    )
    book = CalamineWorkbook.from_path(tmp_path / "o.xlsx")
    found = [row[10] for row in book.get_sheet_by_name("Data").to_python()[1:]]
    assert found == dates


def test_members_written_as_a_stream_get_proper_headers(tmp_path: Path) -> None:
    """LibreOffice and others put sizes behind the data; a copy has them in front."""
    path = books.decorated(tmp_path / "book.xlsx")
    content = books.parts(path)

    class Stream:
        def __init__(self, path: Path) -> None:
            self._file = path.open("wb")

        def write(self, data: bytes) -> int:
            return self._file.write(data)

        def flush(self) -> None:
            self._file.flush()

        def close(self) -> None:
            self._file.close()

    stream = Stream(path)
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:  # type: ignore[call-overload]
        for name, data in content.items():
            archive.writestr(name, data)
    stream.close()
    out = books.write(path, "Data", Block(2, {2: [9.5]}), out=tmp_path / "out.xlsx")
    assert books.changed(path, out) == {SHEET1}
    with zipfile.ZipFile(out) as archive:
        assert not any(info.flag_bits & 8 for info in archive.infolist())


def test_the_comment_of_the_zip_file_stays(decorated: Path) -> None:
    with zipfile.ZipFile(decorated, "a") as archive:
        archive.comment = b"hello"
    books.write(decorated, "Data", Block(2, {2: [9.5]}))
    with zipfile.ZipFile(decorated) as archive:
        assert archive.comment == b"hello"


def test_column_widths_are_set_without_touching_the_neighbours(decorated: Path) -> None:
    books.substitute(
        decorated, SHEET1, "<sheetData>", '<cols><col min="2" max="5" width="7"/></cols><sheetData>'
    )
    edit = SheetEdits(column_widths={3: 20.5, 8: 11})
    apply_edits(decorated, decorated, books.edits(decorated, Data=edit))
    text = books.parts(decorated)[SHEET1].decode()
    assert (
        '<cols><col min="2" max="2" width="7"/>'
        '<col min="3" max="3" width="20.5" customWidth="1"/><col min="4" max="5" width="7"/>'
        '<col min="8" max="8" width="11" customWidth="1"/></cols>'
    ) in text
