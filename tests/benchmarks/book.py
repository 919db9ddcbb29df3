"""A large workbook the way Excel writes it: one table of ten columns, shared strings, styles."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

HEADERS = ["客户ID", "姓名", "所属行业", "手机", "首次购买", "累计消费", "次数", "分", "群体", "率"]
INDUSTRIES = ["互联网", "制造业", "零售业", "金融业", "教育"]
SEGMENTS = ["核心忠诚客户", "新锐潜力客户", "稳定普通客户", "沉睡流失客户"]
SURNAMES = "赵钱孙李周吴郑王"

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SML = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"


def make(path: str, rows: int) -> None:
    """Write the workbook with ``rows`` rows below its header."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as package:
        for name, text in _small_parts(rows).items():
            package.writestr(name, _HEAD + text)
        with package.open("xl/sharedStrings.xml", "w", force_zip64=True) as part:
            for chunk in _strings(rows):
                part.write(chunk.encode())
        with package.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for chunk in _sheet(rows):
                part.write(chunk.encode())


def size_mb(path: Path) -> float:
    """Return the size of a file in MB."""
    return path.stat().st_size / 1e6


def _fixed_strings() -> list[str]:
    return [*HEADERS, *INDUSTRIES, *SEGMENTS, *(f"{surname}某" for surname in SURNAMES)]


def _strings(rows: int) -> Iterator[str]:
    fixed = _fixed_strings()
    yield f'{_HEAD}<sst xmlns="{_MAIN}" uniqueCount="{len(fixed) + 2 * rows}">'
    yield "".join(f"<si><t>{text}</t></si>" for text in fixed)
    for row in range(rows):
        yield f"<si><t>C{row:09d}</t></si><si><t>138{row:08d}</t></si>"
    yield "</sst>"


def _sheet(rows: int) -> Iterator[str]:
    fixed = _fixed_strings()
    industries, segments = len(HEADERS), len(HEADERS) + len(INDUSTRIES)
    names = segments + len(SEGMENTS)
    yield (
        f'{_HEAD}<worksheet xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><dimension ref="A1:J{rows + 1}"/>'
        '<sheetViews><sheetView workbookViewId="0"/></sheetViews>'
        '<sheetFormatPr defaultRowHeight="15"/><sheetData><row r="1" spans="1:10">'
    )
    yield "".join(f'<c r="{"ABCDEFGHIJ"[i]}1" t="s"><v>{i}</v></c>' for i in range(10))
    yield "</row>"
    for row in range(rows):
        r = row + 2
        unique = len(fixed) + 2 * row
        yield (
            f'<row r="{r}" spans="1:10"><c r="A{r}" t="s"><v>{unique}</v></c>'
            f'<c r="B{r}" t="s"><v>{names + row % 8}</v></c>'
            f'<c r="C{r}" t="s"><v>{industries + row % 5}</v></c>'
            f'<c r="D{r}" t="s"><v>{unique + 1}</v></c>'
            f'<c r="E{r}" s="1"><v>{45000 + row % 900}</v></c>'
            f'<c r="F{r}" s="2"><v>{row % 9973 + 0.25}</v></c>'
            f'<c r="G{r}"><v>{row % 17}</v></c><c r="H{r}"><v>{row % 5 + 1}</v></c>'
            f'<c r="I{r}" t="s"><v>{segments + row % 4}</v></c>'
            f'<c r="J{r}" s="2"><v>{row % 101 / 100}</v></c></row>'
        )
    yield (
        '</sheetData><pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" '
        'footer="0.3"/><tableParts count="1"><tablePart r:id="rId1"/></tableParts></worksheet>'
    )


def _small_parts(rows: int) -> dict[str, str]:
    columns = "".join(
        f'<tableColumn id="{number}" name="{name}"/>' for number, name in enumerate(HEADERS, 1)
    )
    reference = f"A1:J{rows + 1}"
    return {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{_SML}sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_SML}worksheet+xml"/>'
            f'<Override PartName="/xl/tables/table1.xml" ContentType="{_SML}table+xml"/>'
            f'<Override PartName="/xl/styles.xml" ContentType="{_SML}styles+xml"/>'
            f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_SML}sharedStrings+xml"/>'
            "</Types>"
        ),
        "_rels/.rels": _relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": (
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
            '<sheet name="Customers" sheetId="1" r:id="rId1"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": _relations(
            ("worksheet", "worksheets/sheet1.xml"),
            ("styles", "styles.xml"),
            ("sharedStrings", "sharedStrings.xml"),
        ),
        "xl/worksheets/_rels/sheet1.xml.rels": _relations(("table", "../tables/table1.xml")),
        "xl/tables/table1.xml": (
            f'<table xmlns="{_MAIN}" id="1" name="Customers" displayName="Customers" '
            f'ref="{reference}"><autoFilter ref="{reference}"/>'
            f'<tableColumns count="10">{columns}</tableColumns></table>'
        ),
        "xl/styles.xml": (
            f'<styleSheet xmlns="{_MAIN}"><fonts count="1"><font><sz val="11"/>'
            '<name val="Calibri"/></font></fonts><fills count="2"><fill>'
            '<patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/>'
            '</fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1">'
            '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
            '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
            '<xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" '
            'applyNumberFormat="1"/><xf numFmtId="4" fontId="0" fillId="0" borderId="0" xfId="0" '
            'applyNumberFormat="1"/></cellXfs><cellStyles count="1">'
            '<cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
        ),
    }


def _relations(*targets: tuple[str, str]) -> str:
    nodes = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_RELS}">{nodes}</Relationships>'
