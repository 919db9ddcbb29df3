"""The fast and the general splicer write the same bytes, and only what the edits ask for."""

from __future__ import annotations

import datetime as dt
import re
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xlsegment.engine.address import column_name
from xlsegment.engine.cells import Renderer
from xlsegment.engine.edits import KEEP, Area, Block, ErrorValue, Formula
from xlsegment.engine.markup import parse
from xlsegment.engine.outline import Outline
from xlsegment.engine.plan import Format, Growth, SheetTarget, Watch
from xlsegment.engine.splice import SheetJob
from xlsegment.engine.splice_fast import FastSplicer, NotFast
from xlsegment.engine.splice_general import GeneralSplicer
from xlsegment.engine.styles import Styles
from xlsegment.errors import EngineError

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
STYLES = (
    f"<styleSheet {MAIN}><cellXfs count='3'><xf numFmtId='0'/><xf numFmtId='14'/>"
    "<xf numFmtId='2' applyAlignment='1'><alignment wrapText='1'/></xf></cellXfs></styleSheet>"
).encode()

CELLS = [
    '<c r="{a}"{s}/>',
    '<c r="{a}"{s}><v>1.5</v></c>',
    '<c r="{a}"{s} t="s"><v>0</v></c>',
    '<c r="{a}"{s} t="inlineStr"><is><t>a &lt; b</t></is></c>',
    '<c r="{a}"{s} t="inlineStr"><is><r><rPr><color rgb="FF0000"/></rPr><t>x</t></r></is></c>',
    '<c r="{a}"{s}><f>A1+1</f><v>2</v></c>',
    '<c r="{a}"{s} t="str"><f t="shared" ref="{a}" si="3">B1</f><v>x</v></c>',
    '<c r="{a}"{s} vm="1"><v>9</v></c>',
]
values: st.SearchStrategy[Any] = st.one_of(
    st.none(),
    st.just(KEEP),
    st.booleans(),
    st.integers(-10, 10**17),
    st.floats(),
    st.text(max_size=8),
    st.sampled_from([" a\n", "=1+1", "_x0041_", "\x00\r", "中文"]),
    st.dates(dt.date(1899, 12, 1)),
    st.datetimes(dt.datetime(1900, 1, 1)),  # noqa: DTZ001
    st.just(Formula('=A1&"<"')),
    st.just(ErrorValue("#N/A")),
)


@st.composite
def sheets(draw: st.DrawFn) -> bytes:
    """Draw a sheet of the shape that spreadsheet programs write."""
    rows = []
    for number in sorted(draw(st.sets(st.integers(1, 14), max_size=8))):
        spans = draw(st.sampled_from(["", ' spans="2:4"', ' spans="1:1"']))
        look = draw(st.sampled_from(["", ' s="2" customFormat="1"', ' s="1"', ' ht="20"']))
        cells = ""
        for column in sorted(draw(st.sets(st.integers(1, 6), max_size=4))):
            style = draw(st.sampled_from(["", ' s="1"', ' s="2"']))
            address = f"{column_name(column)}{number}"
            cells += draw(st.sampled_from(CELLS)).format(a=address, s=style)
        gap = draw(st.sampled_from(["", "\n  "]))
        tag = f'{gap}<row r="{number}"{spans}{look}'
        closed = not cells and draw(st.booleans())
        rows.append(tag + ("/>" if closed else f">{cells}</row>"))
    data = "<sheetData>" + "".join(rows) + "</sheetData>"
    if not rows and draw(st.booleans()):
        data = "<sheetData/>"
    columns = draw(st.sampled_from(["", '<cols><col min="2" max="4" width="9" style="1"/></cols>']))
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\r\n<worksheet {MAIN}><dimension ref="B2:D4"/>'
        f'{columns}{data}<pageMargins left="1"/></worksheet>'
    ).encode()


@st.composite
def targets(draw: st.DrawFn) -> dict[str, Any]:
    """Draw edits of a sheet."""
    blocks = []
    for _ in range(draw(st.integers(0, 3))):
        height = draw(st.integers(1, 5))
        columns = draw(st.sets(st.integers(1, 8), min_size=1, max_size=4))
        content = {c: draw(st.lists(values, min_size=height, max_size=height)) for c in columns}
        blocks.append(Block(draw(st.integers(1, 15)), content))
    if draw(st.booleans()):  # columns side by side, every cell filled: the shape of a fill
        left, height = draw(st.integers(1, 6)), draw(st.integers(1, 9))
        filled = st.lists(st.sampled_from([1.5, "x", True]), min_size=height, max_size=height)
        wide = range(left, left + draw(st.integers(1, 3)))
        blocks = [Block(draw(st.integers(1, 9)), {c: draw(filled) for c in wide})]
    formats = []
    if draw(st.booleans()):
        top, left = draw(st.integers(1, 10)), draw(st.integers(1, 6))
        bottom = draw(st.sampled_from([top, top + 2, 1_048_576]))
        formats.append(Format(Area(top, left, bottom, left + 1), "0.000"))
    growths, watches = [], []
    if draw(st.booleans()):
        growths.append(Growth(4, Area(5, 2, 8, 5), draw(st.sampled_from([0, 5]))))
        watches.append(Watch(Area(6, 2, 8, 5), "T"))
    return {"blocks": blocks, "formats": formats, "watches": watches, "growths": growths}


def run(kind: type[Any], sheet: bytes, target: dict[str, Any], cuts: list[int]) -> Any:
    """Splice a sheet cut into pieces; return the bytes, the formats and the ledger."""
    styles = Styles(STYLES, parse(STYLES))
    goal = SheetTarget(**target)
    outline = Outline(extent=goal.extent(), style_with=styles.with_code)
    job = SheetJob("S", goal, outline, Renderer("S", date1904=False), lambda: styles)
    splicer = kind(job)
    edges = [0, *sorted(cut % (len(sheet) + 1) for cut in cuts), len(sheet)]
    pieces = [sheet[a:b] for a, b in pairwise(edges) if a < b]
    try:
        out = b"".join(splicer.run(pieces))
    except EngineError as error:
        return (type(error), error.fields.get("cell"))
    return out, styles.result(), splicer.writer.ledger


@given(sheets(), targets(), st.lists(st.integers(0, 5000), max_size=4))
@settings(max_examples=400)
def test_both_splicers_write_the_same_bytes(
    sheet: bytes, target: dict[str, Any], cuts: list[int]
) -> None:
    fast = run(FastSplicer, sheet, target, cuts)
    assert fast == run(GeneralSplicer, sheet, target, [])
    if isinstance(fast[0], bytes):
        parse(fast[0])


@given(sheets(), targets())
@settings(max_examples=200)
def test_cells_that_no_edit_names_keep_their_bytes(sheet: bytes, target: dict[str, Any]) -> None:
    found = run(FastSplicer, sheet, target, [])
    if not isinstance(found[0], bytes):
        return
    written = {
        f"{column_name(c)}{block.first_row + i}"
        for block in target["blocks"]
        for c, column in block.columns.items()
        for i in range(len(column))
    }
    for form in target["formats"]:
        for row in range(form.area.row1, min(form.area.row2, 30) + 1):
            written |= {f"{column_name(c)}{row}" for c in (form.area.col1, form.area.col2)}
    pattern = re.compile(rb'<c r="([A-Z]+\d+)"[^>]*?(?:/>|>.*?</c>)')
    before = {m[1].decode(): m[0] for m in pattern.finditer(sheet)}
    after = {m[1].decode(): m[0] for m in pattern.finditer(found[0])}
    for address, cell in before.items():
        if address not in written:
            assert after[address] == cell
    rows = [int(n) for n in re.findall(rb'<row r="(\d+)"', found[0])]
    assert rows == sorted(set(rows))


@given(sheets(), targets())
@settings(max_examples=100)
def test_splicing_twice_changes_nothing_more(sheet: bytes, target: dict[str, Any]) -> None:
    target["watches"] = target["growths"] = []  # a table grows once
    once = run(FastSplicer, sheet, target, [])
    if isinstance(once[0], bytes) and once[1] is None:
        assert run(FastSplicer, once[0], target, [])[0] == once[0]


@pytest.mark.parametrize(
    "sheet",
    [
        '<x:worksheet xmlns:x="{ns}"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c>'
        "</x:row></x:sheetData></x:worksheet>",
        '<worksheet xmlns="{ns}"><sheetData ><row><c><v>1</v></c><c/></row></sheetData>'
        "</worksheet>",
        "<worksheet xmlns='{ns}'><sheetData><row r='1'><c r='A1' s='1'><v>1</v></c></row>"
        "</sheetData></worksheet>",
        '<worksheet xmlns="{ns}"><!-- <sheetData/> --><sheetData><row r="1"><c\nr="A1"><v>1</v></c>'
        "</row></sheetData></worksheet>",
        '<worksheet xmlns="{ns}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>'
        '<![CDATA[<row r="9">]]></t></is></c></row></sheetData></worksheet>',
    ],
    ids=["prefixed", "no addresses", "single quotes", "comment", "CDATA"],
)
def test_unusual_xml_goes_through_the_general_splicer(sheet: str) -> None:
    data = sheet.format(ns=MAIN[7:-1]).encode()
    target = {"blocks": [Block(1, {2: ["b", 2.5]})]}
    with pytest.raises(NotFast):
        run(FastSplicer, data, target, [])
    out = run(GeneralSplicer, data, target, [])[0]
    root = parse(out)
    rows = [node for node in root.walk() if node.name == "row"]
    assert [[cell.attrs.get("r") for cell in row.children][-1] for row in rows] == ["B1", "B2"]
    assert {node.ns for node in root.walk()} == {MAIN[7:-1]}
