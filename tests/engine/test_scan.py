"""Sheets are read alike whoever wrote them, and alike in both lanes."""

# ruff: noqa: DTZ001 - cells have no time zone
from __future__ import annotations

import datetime as dt
import sys
from xml.sax.saxutils import escape

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsegment.engine import pieces, scan
from xlsegment.engine.address import column_name
from xlsegment.engine.edits import ErrorValue
from xlsegment.engine.fastscan import Unusual, read_block
from xlsegment.engine.grid import DateRule, SheetCells, text_array
from xlsegment.engine.markup import MarkupFault
from xlsegment.engine.sharedstrings import scan_strings

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRINGS = text_array(["zero", "one", "名"])
DATES = DateRule(np.array([False, True]), date1904=False)


def sheet_xml(rows: str, *, head: str = "", tail: str = "", prefix: str = "") -> bytes:
    name = f":{prefix}" if prefix else ""
    colon = f"{prefix}:" if prefix else ""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><{colon}worksheet xmlns{name}="{MAIN}">{head}'
        f"<{colon}sheetData>{rows}</{colon}sheetData>{tail}</{colon}worksheet>"
    ).encode()


def read(xml: bytes, size: int = 1 << 20) -> SheetCells:
    chunks = [xml[i : i + size] for i in range(0, len(xml), size)]
    return scan.scan_sheet(chunks, STRINGS)


def values(sheet: SheetCells, rows: int = 5, columns: int = 4) -> list[list[object]]:
    found = [sheet.values(c, 1, rows, DATES).tolist() for c in range(1, columns + 1)]
    return [list(row) for row in zip(*found, strict=True)]


KINDS = """
<row r="1"><c r="A1"><v>1.5</v></c><c r="B1" t="s"><v>2</v></c><c r="C1" t="b"><v>1</v></c>
<c r="D1" t="e"><v>#N/A</v></c></row>
<row r="2"><c r="A2" s="1"><v>45292.5</v></c><c r="B2" t="str"><f>A1&amp;"&lt;"</f><v>x&lt;y</v></c>
<c r="C2" t="inlineStr"><is><t xml:space="preserve"> a&amp;b </t></is></c>
<c r="D2" t="inlineStr"><is><r><t>ri</t></r><rPh sb="0" eb="1"><t>NO</t></rPh><r><t>ch</t></r></is>
</c></row>
<row r="4"><c r="A4" s="1"/><c r="B4"><f>SUM(A1)</f></c><c r="C4" t="d"><v>2024-01-01T06:00:00</v>
</c><c r="D4" t="str"><v>_x000D_x_x005F_x000D_</v></c></row>
"""
EXPECTED = [
    [1.5, "名", True, ErrorValue("#N/A")],
    [dt.datetime(2024, 1, 1, 12), "x<y", " a&b ", "rich"],
    [None] * 4,
    [None, None, dt.datetime(2024, 1, 1, 6), "\rx_x000D_"],
    [None] * 4,
]


@pytest.mark.parametrize("size", [7, 64, 1 << 20])
@pytest.mark.parametrize("spaced", [True, False])
def test_every_kind_of_cell(size, spaced):
    rows = KINDS if spaced else KINDS.replace("\n", "")
    sheet = read(sheet_xml(rows), size)
    assert values(sheet) == EXPECTED
    assert sheet.formulas == {2: {2: '=A1&"<"', 4: "=SUM(A1)"}}


def test_prefixes_change_nothing():
    rows = KINDS.replace("<", "<x:").replace("<x:/", "</x:").replace("\n", "")
    assert values(read(sheet_xml(rows, prefix="x"))) == EXPECTED


def test_missing_references_are_counted():
    rows = "<row><c><v>1</v></c><c><v>2</v></c></row><row r='3'><c/><c r='D3'><v>3</v></c></row>"
    rows += "<row><c><v>4</v></c></row>"
    assert values(read(sheet_xml(rows))) == [
        [1.0, 2.0, None, None],
        [None] * 4,
        [None, None, None, 3.0],
        [4.0, None, None, None],
        [None] * 4,
    ]


@pytest.mark.parametrize("block", [1, 60, 100, 1 << 20])
def test_comments_and_cdata_may_hold_what_looks_like_markup(block, monkeypatch):
    monkeypatch.setattr(pieces, "_BLOCK", block)
    rows = (
        '<row r="1"><c r="A1"><v>1</v></c></row><!-- <row r="1"><c r="B1"><v>2</v></c></row>'
        '<row r="1"><c r="B1"><v>3</v></c></row></sheetData> -->'
        '<row r="2"><c r="A2" t="str"><v><![CDATA[</row></sheetData>]]></v></c></row>'
    )
    for size in (1, 50, 1 << 20):
        assert values(read(sheet_xml(rows), size))[:2] == [
            [1.0, None, None, None],
            ["</row></sheetData>", None, None, None],
        ]


def test_what_stands_around_the_rows_is_read_too():
    sheet = read(
        sheet_xml(
            '<row r="1"><c r="A1"><f t="array" ref="A1:B2">X</f><v>1</v></c></row>'
            '<row r="2"><c r="C2"><f t="shared" ref="C2:C3" si="0">A2</f><v>1</v></c></row>'
            '<row r="3"><c r="C3"><f t="shared" si="0"/><v>2</v></c></row>',
            head='<cols><col min="1" max="2" width="12.5" style="1"/></cols>',
            tail='<mergeCells count="1"><mergeCell ref="D1:E2"/></mergeCells>',
        )
    )
    assert sheet.widths == {1: 12.5, 2: 12.5}
    assert sheet.column_styles == {1: 1, 2: 1}
    assert [(a.row1, a.col1, a.row2, a.col2) for a in sheet.merged] == [(1, 4, 2, 5)]
    assert [(a.row1, a.col1, a.row2, a.col2) for a in sheet.arrays] == [(1, 1, 2, 2)]
    assert sheet.shared == {"0": (2, 3, "A2")}


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="A1" t="s"><v>3</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>-1</v></c></row>',
        '<row r="1"><c r="A1"><v>one</v></c></row>',
        '<row r="1"><c r="A1"><v>INF</v></c></row>',
        '<row r="1"><c r="A1"><v>nan</v></c></row>',
        '<row r="1"><c r="A1"><v>1_000</v></c></row>',
        '<row r="1"><c r="A1"><v>1</c></row>',
        '<row r="x"><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="1A"><v>1</v></c></row>',
    ],
)
def test_wrong_cells_are_faults(rows):
    with pytest.raises(MarkupFault):
        read(sheet_xml(rows))


@pytest.mark.parametrize(
    "reference", ["&#xD800;", "&#57343;", "&#0;", "&#x1F;", "&#xFFFF;", "&#1114112;", "&nbsp;", "&"]
)
def test_references_to_no_character_are_faults_in_cells_and_shared_strings(reference):
    with pytest.raises(MarkupFault):
        read(sheet_xml(f'<row r="1"><c r="A1" t="str"><v>{reference}</v></c></row>'))
    with pytest.raises(MarkupFault):
        scan_strings([f'<sst xmlns="{MAIN}"><si><t>{reference}</t></si></sst>'.encode()])


def test_references_to_characters_are_no_reason_to_leave_the_fast_lane():
    said = "&#23458;&#x6237;&#10;&#13;&#9;&#xA;&amp;&lt;&gt;&quot;&apos;&#128512;&#x1F600;"
    rows = f'<row r="1"><c r="A1" t="str"><v>{said}</v></c></row>'

    found = read_block(rows.encode(), 0, 0)

    assert found.texts == ["客户\n\r\t\n&<>\"'😀😀"]


def test_a_number_beyond_the_largest_is_the_largest():
    cells = "".join(
        f'<row r="{row}"><c r="A{row}"><v>{text}</v></c></row>'
        for row, text in enumerate(("1.797693134862316E+308", "-1e999"), 1)
    )
    largest = sys.float_info.max
    assert read(sheet_xml(cells)).columns[1].numbers.tolist() == [largest, -largest]


def test_a_document_type_is_refused():
    xml = sheet_xml("").replace(b"<worksheet", b'<!DOCTYPE w [<!ENTITY a "b">]><worksheet', 1)
    with pytest.raises(MarkupFault) as fault:
        read(xml)
    assert fault.value.hostile


def test_shared_strings_drop_formatting_and_reading_aids():
    xml = (
        f'<sst xmlns="{MAIN}" count="9"><si><t>plain</t></si>'
        '<si><t xml:space="preserve"> s </t></si>'
        "<si><r><rPr><b/></rPr><t>ri</t></r><r><t>ch</t></r></si><si/>"
        "<si><t>東京</t><rPh sb='0' eb='2'><t>とうきょう</t></rPh></si>"
        "<si><t>a&amp;b&#65;&#38;lt;_x0041_</t></si></sst>"
    ).encode()
    for size in (3, 1 << 20):
        chunks = [xml[i : i + size] for i in range(0, len(xml), size)]
        found = scan_strings(chunks).tolist()
        assert found == ["plain", " s ", "rich", "", "東京", "a&bA&lt;A"]


# --- the fast lane reads what the parser reads ------------------------------------------------

TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="￾￿"), max_size=12
)
NUMBERS = st.one_of(
    st.integers(-(10**17), 10**17).map(str),
    st.floats(allow_nan=False, allow_infinity=False).map(repr),
    st.decimals(places=4, allow_nan=False, allow_infinity=False, min_value=-(10**9)).map(str),
    st.sampled_from(["-0", "0.1", ".5", "1.", "1E5", "1e-300", "123456789012345678", "00012"]),
    st.sampled_from(["1.797693134862316E+308", "-1e999"]),
)


@st.composite
def cell_markup(draw: st.DrawFn, row: int, column: int) -> str:
    place = f'r="{column_name(column)}{row}"'
    style = draw(st.sampled_from(["", ' s="0"', ' s="1"', ' s="12345"']))
    kind = draw(st.sampled_from(["blank", "n", "n", "s", "b", "e", "str", "inline", "f"]))
    if kind == "blank":
        return f"<c {place}{style}/>"
    if kind == "n":
        typed = draw(st.sampled_from(["", ' t="n"']))
        return f"<c {place}{style}{typed}><v>{draw(NUMBERS)}</v></c>"
    if kind == "s":
        return f'<c {place}{style} t="s"><v>{draw(st.integers(0, 2))}</v></c>'
    if kind == "b":
        return f'<c {place}{style} t="b"><v>{draw(st.integers(0, 1))}</v></c>'
    if kind == "e":
        return f'<c {place}{style} t="e"><v>{draw(st.sampled_from(["#N/A", "#REF!"]))}</v></c>'
    text = escape(draw(TEXTS))
    if kind == "str":
        return f'<c {place}{style} t="str"><v>{text}</v></c>'
    if kind == "inline":
        space = draw(st.sampled_from(["", ' xml:space="preserve"']))
        return f'<c {place}{style} t="inlineStr"><is><t{space}>{text}</t></is></c>'
    formula = draw(st.sampled_from(["<f>A1+1</f>", '<f t="shared" si="0"/>', "<f/>"]))
    value = draw(st.sampled_from(["", "<v>1</v>", "<v></v>"]))
    return f"<c {place}{style}>{formula}{value}</c>"


@st.composite
def rows_markup(draw: st.DrawFn) -> str:
    rows = sorted(draw(st.sets(st.integers(1, 1_048_576), min_size=1, max_size=6)))
    found = []
    for row in rows:
        columns = sorted(draw(st.sets(st.sampled_from([1, 2, 3, 26, 27, 702, 703, 16384]))))
        cells = "".join(draw(cell_markup(row, column)) for column in columns)
        found.append(f'<row r="{row}" spans="1:2">{cells}</row>')
    return "".join(found)


def flat(sheet: SheetCells) -> dict[tuple[int, int], tuple[object, ...]]:
    found = {}
    for column, cells in sheet.columns.items():
        for row, kind, number, style in zip(
            cells.rows.tolist(), cells.kinds.tolist(), cells.numbers.tolist(),
            cells.styles.tolist(), strict=True,
        ):  # fmt: skip
            text = sheet.texts[int(number)] if kind in (2, 4) else number
            found[row, column] = (kind, text, style)
    return found


@given(rows_markup(), st.sampled_from([1, 100, 1 << 20]))
def test_both_lanes_read_the_same(rows, block):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pieces, "_BLOCK", block)
        fast = read(sheet_xml(rows), size=50)
    # A comment sends everything to the parser.
    slow = read(sheet_xml("<!-- -->" + rows))
    assert flat(fast) == flat(slow)
    assert fast.formulas == slow.formulas
    read_block(rows.encode(), len(STRINGS), len(STRINGS))  # not Unusual: the fast lane was used


def test_every_number_is_the_double_nearest_to_its_text():
    random = np.random.default_rng(7)
    texts = [
        repr(x) for x in (random.random(2000) * 10.0 ** random.integers(-8, 12, 2000)).tolist()
    ]
    texts += [f"{x:.15g}" for x in random.random(2000) * 1000]
    texts += [str(x) for x in random.integers(-(10**18), 10**18, 500)]
    xml = "".join(f'<row r="{i}"><c r="A{i}"><v>{t}</v></c></row>' for i, t in enumerate(texts, 1))
    found = read_block(xml.encode(), 0, 0).columns[1].numbers.tolist()
    assert found == [float(text) for text in texts]


@pytest.mark.parametrize(
    "rows",
    [
        '<row><c r="A1"/></row>',
        '<row r="1"><c/></row>',
        '<row r="1"><c s="1" r="A1"/></row>',
        '<row r="1"><c r="A1" t="s" s="1"><v>1</v></c></row>',
        '<row r="1"><c r="A1" cm="1"><v>1</v></c></row>',
        '<row r="1"><c r="A2"><v>1</v></c></row>'.replace("A2", "A12"),
        '<row r="1"><c r="a1"><v>1</v></c></row>',
        '<row r="1"><c r="A1"> <v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c>\r\n</row>',
        '<x:row r="1"/>',
    ],
)
def test_any_other_form_is_left_to_the_parser(rows):
    with pytest.raises(Unusual):
        read_block(rows.encode(), len(STRINGS), len(STRINGS))
