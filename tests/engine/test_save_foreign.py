"""Parts that this engine knows nothing of survive; files stay sound for other programs."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.engine import books
from tests.support import soffice, validator
from xlsegment.engine.edits import Area, Block, Formula, NewTable, SheetPlan, TableEdit
from xlsegment.engine.markup import parse
from xlsegment.engine.save import apply_edits
from xlsegment.engine.styles import DAY_CODE, Styles

SHEET = "xl/worksheets/sheet1.xml"
MAIN = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def foreign(path: Path) -> Path:
    """Add a slicer, a pivot cache, macros, custom XML and an unknown part by hand."""
    books.orders(path)

    def add(content: dict[str, bytes]) -> None:
        content["xl/slicers/slicer1.xml"] = b"<slicers><slicer name='s'/></slicers>"
        content["xl/slicerCaches/slicerCache1.xml"] = b"<slicerCacheDefinition/>"
        content["xl/pivotCache/pivotCacheDefinition1.xml"] = (
            b"<pivotCacheDefinition " + MAIN + b'><cacheSource type="worksheet">'
            b'<worksheetSource name="Orders"/></cacheSource></pivotCacheDefinition>'
        )
        content["xl/vbaProject.bin"] = bytes(range(256)) * 40
        content["customXml/item1.xml"] = b"<?xml version='1.0'?><x>\xe4\xb8\xad</x>"
        content["xl/unknown/thing.dat"] = b"\0\1\2" * 99
        rels = content["xl/_rels/workbook.xml.rels"].decode()
        for number, (kind, target) in enumerate(
            [("slicerCache", "slicerCaches/slicerCache1.xml"), ("vbaProject", "vbaProject.bin"),
             ("pivotCacheDefinition", "pivotCache/pivotCacheDefinition1.xml")]
        ):  # fmt: skip
            relation = f'<Relationship Id="x{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
            rels = rels.replace("</Relationships>", relation + "</Relationships>")
        content["xl/_rels/workbook.xml.rels"] = rels.encode()
        extension = (
            b'<ext uri="{3A4CF648-6AED-40f4-86FF-DC5316D8AED3}"><x14:slicerList '
            b'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">'
            b'<x14:slicer r:id="rId7"/></x14:slicerList></ext></extLst></worksheet>'
        )
        assert b"</extLst></worksheet>" in content[SHEET]
        content[SHEET] = content[SHEET].replace(b"</extLst></worksheet>", extension)

    return books.rebuilt(path, add)


def test_slicers_pivots_macros_and_unknown_parts_survive_a_growing_table(tmp_path: Path) -> None:
    path = foreign(tmp_path / "book.xlsm")
    before = books.parts(path)
    plan = books.edits(path)
    plan.sheets[0].edits.tables = {"Orders": TableEdit(area=Area(2, 2, 9, 6))}
    plan.sheets[0].edits.blocks = [Block(2, {6: ["新", *[dt.date(2024, 1, 1)] * 3]})]
    apply_edits(path, path, plan)
    after = books.parts(path)
    assert {name for name in before if before[name] != after[name]} == {
        SHEET,
        "xl/tables/table1.xml",
        "xl/styles.xml",
    }
    assert b"<x14:slicer " in after[SHEET]


def test_a_pivot_reads_from_a_table_by_its_new_name(tmp_path: Path) -> None:
    path = foreign(tmp_path / "book.xlsm")
    plan = books.edits(path)
    plan.sheets[0].edits.tables = {"Orders": TableEdit(name="Neu")}
    apply_edits(path, path, plan)
    cache = books.parts(path)["xl/pivotCache/pivotCacheDefinition1.xml"]
    assert b'<worksheetSource name="Neu"/>' in cache


def everything(path: Path) -> Path:
    """Make one edit of every kind."""
    books.orders(path, totals=True)
    plan = books.edits(path)
    first, other = plan.sheets
    first.edits.tables = {"Orders": TableEdit(area=Area(2, 2, 9, 6), name="Bestellung")}
    first.edits.blocks = [
        Block(6, {2: ["a\n", "b", "=c"], 3: [1, 2.5, None]}),
        Block(2, {6: ["neu", dt.date(2024, 2, 29), dt.datetime(2024, 1, 1, 2, 3)]}),  # noqa: DTZ001
    ]
    first.edits.column_widths = {2: 22.5, 9: 4}
    first.edits.number_formats = [(Area(3, 6, 4, 7), "0.0%"), (Area(1, 8, 1_048_576, 8), "@")]
    other.edits.new_tables = [NewTable("Zweite", Area(5, 1, 7, 2))]
    other.edits.blocks = [Block(5, {1: ["k", 1, 2], 2: ["v", Formula("=A6*2"), True]})]
    other.name = "Andere"
    plan.sheets.append(SheetPlan("Leer", None))
    plan.sheets.insert(0, SheetPlan("Kopie", "Other"))
    plan.names = {("n_1", None): "Andere!$A$1", ("n_2", "Leer"): "Leer!$A$1"}
    apply_edits(path, path, plan)
    return path


@pytest.mark.node
def test_the_validator_finds_nothing_after_every_kind_of_edit(tmp_path: Path) -> None:
    assert validator.faults(everything(tmp_path / "all.xlsx")) == []


@pytest.mark.libreoffice
def test_libreoffice_opens_and_computes_it(tmp_path: Path) -> None:
    found = soffice.recalculate(everything(tmp_path / "all.xlsx"))
    assert found.sheets["Andere"]["B6"] == 2


STYLES = (
    b"<styleSheet " + MAIN + b"><fonts/><cellXfs count='4'><xf numFmtId='0' fontId='1'/>"
    b"<xf numFmtId='14'/><xf numFmtId='49' applyNumberFormat='1'><alignment/></xf>"
    b'<xf numFmtId="31"/></cellXfs></styleSheet>'
)


def styles(data: bytes = STYLES) -> Styles:
    return Styles(data, parse(data))


def test_a_format_is_a_copy_of_the_cells_own_with_another_number_format() -> None:
    made = styles()
    assert made.with_code(b' s="2"', "0.00") == b' s="4"'
    assert made.with_code(b"", "0.000") == b' s="5"'
    text = made.result()
    assert text is not None
    assert b'<numFmts count="1"><numFmt numFmtId="164" formatCode="0.000"/></numFmts>' in text
    assert b'<xf numFmtId="2" applyNumberFormat="1"><alignment/></xf>' in text
    assert b'<xf numFmtId="164" fontId=\'1\' applyNumberFormat="1"/>' in text
    assert b'count="6"' in text
    again = styles(text)
    assert again.with_code(b' s="2"', "0.00") == b' s="4"'
    assert again.with_code(b"", "0.000") == b' s="5"'
    assert again.result() is None


@pytest.mark.parametrize("style", [b' s="1"', b' s="3"'])
def test_formats_that_show_dates_are_kept(style: bytes) -> None:
    made = styles()
    assert made.with_date(style, 1) == style
    assert made.with_date(b' s="2"', 1) != b' s="2"'
    assert DAY_CODE.encode() in (made.result() or b"")


def test_a_style_that_does_not_exist_counts_as_the_default() -> None:
    assert styles().with_code(b' s="99"', "0.00") == styles().with_code(b"", "0.00")
