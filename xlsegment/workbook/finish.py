"""What openpyxl cannot write, added to the finished package: alt texts, results of formulas.

openpyxl also writes a font's properties in an order that the schema does not allow.
Excel marks every digit-only ID as "number stored as text"; the marks are turned off for the ID
columns. Dates of the package and its parts are fixed, so that two builds of the same declarations
are equal.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from xlsegment.excel.cells import CellError

# The first moment a zip entry can carry.
ZIP_DATE = (1980, 1, 1, 0, 0, 0)

_TABLE_EXT = (
    '<extLst><ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" '
    'uri="{{504A1905-F514-4f6f-8877-14C23A59335A}}"><x14:table altText={title} '
    "altTextSummary={summary}/></ext></extLst></table>"
)
_CHART_NAME = re.compile(r'<(?:xdr:)?cNvPr id="(\d+)" name="[^"]*" ?/>')
_TABLE_NAME = re.compile(r'displayName="([^"]+)"')
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_FONT_ORDER = [
    *("b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign"),
    *("sz", "color", "name", "family", "charset", "scheme"),
]
_PROGRAM = re.compile("<Application>[^<]*</Application>")
_ROW = re.compile(r'(<row r="(\d+)"[^>]*?) customHeight="1"')
# The schema puts ignoredErrors before these.
_AFTER_IGNORED = re.compile(r"<(?:drawing|legacyDrawing|tableParts|extLst)[ >]|</worksheet>")


@dataclass(frozen=True, slots=True)
class Extras:
    """What is added.

    Attributes
    ----------
    charts
        Name and alt text of the charts of each sheet that has any, in order.
    tables
        Alt text by table name.
    text_cells
        The cells of ID columns, by the number of the sheet.
    fixed
        The last row whose height is fixed, by the number of the sheet.
    results
        What formulas show, by cell, by the number of the sheet.
    """

    charts: tuple[tuple[tuple[str, str], ...], ...]
    tables: Mapping[str, str]
    text_cells: Mapping[int, str]
    fixed: Mapping[int, int]
    results: Mapping[int, Mapping[str, object]]


def finish(package: bytes, extras: Extras) -> bytes:
    """Return the package with the extras, its entries dated alike."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as target,
    ):
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            target.writestr(entry, _part(name, source.read(name), extras))
    return out.getvalue()


def _part(name: str, data: bytes, extras: Extras) -> bytes:
    if drawing := re.fullmatch(r"xl/drawings/drawing(\d+)\.xml", name):
        return _with_chart_texts(data.decode(), extras.charts[int(drawing[1]) - 1]).encode()
    if name.startswith("xl/tables/"):
        return _with_table_text(data.decode(), extras.tables).encode()
    if name == "docProps/app.xml":
        return _PROGRAM.sub("<Application>xlsegment</Application>", data.decode()).encode()
    if name == "xl/styles.xml":
        return _with_ordered_fonts(data)
    sheet = re.fullmatch(r"xl/worksheets/sheet(\d+)\.xml", name)
    if sheet and int(sheet[1]) in extras.text_cells:
        data = _with_results(data, extras.results.get(int(sheet[1]), {}))
        xml = _with_loose_rows(data.decode(), extras.fixed[int(sheet[1])])
        return _with_ignored(xml, extras.text_cells[int(sheet[1])]).encode()
    return data


def _with_chart_texts(xml: str, charts: tuple[tuple[str, str], ...]) -> str:
    texts = iter(charts)

    def described(match: re.Match[str]) -> str:
        title, alt = next(texts)
        tag = match.group().split(" ", 1)[0]
        return f'{tag} id="{match[1]}" name={quoteattr(title)} descr={quoteattr(alt)}/>'

    return _CHART_NAME.sub(described, xml)


def _with_table_text(xml: str, tables: Mapping[str, str]) -> str:
    found = _TABLE_NAME.search(xml)
    if found is None:
        raise ValueError("a table part without a display name")
    name = found[1]
    extension = _TABLE_EXT.format(title=quoteattr(name), summary=quoteattr(tables[name]))
    return xml.removesuffix("</table>") + extension


def _with_loose_rows(xml: str, fixed: int) -> str:
    """Let Excel change the heights of table rows again when their text changes."""

    def loosened(match: re.Match[str]) -> str:
        return match[1] if int(match[2]) > fixed else match.group()

    return _ROW.sub(loosened, xml)


def _with_results(data: bytes, results: Mapping[str, object]) -> bytes:
    """Write what formulas show; Excel shows it until it calculates."""
    if not results:
        return data
    root = etree.fromstring(data)
    for cell in root.iter(f"{_MAIN}c"):
        if (shown := results.get(cell.get("r", ""))) is None:
            continue
        kind, text = _result(shown)
        if kind:
            cell.attrib["t"] = kind
        value = cell.find(f"{_MAIN}v")
        if value is None:
            value = etree.SubElement(cell, f"{_MAIN}v")
        value.text = text
    return etree.tostring(root, encoding="unicode").encode()


def _result(shown: object) -> tuple[str, str]:
    """Return the type and the text of a formula's result."""
    if isinstance(shown, CellError):
        return "e", shown.value
    if isinstance(shown, bool):
        return "b", str(int(shown))
    if isinstance(shown, str):
        return "str", shown
    return "", repr(shown)


def _with_ignored(xml: str, cells: str) -> str:
    if not cells:
        return xml
    mark = _AFTER_IGNORED.search(xml)
    if mark is None:
        raise ValueError("a worksheet part without an end")
    ignored = (
        f'<ignoredErrors><ignoredError sqref="{escape(cells)}" numberStoredAsText="1"/>'
        "</ignoredErrors>"
    )
    return xml[: mark.start()] + ignored + xml[mark.start() :]


def _with_ordered_fonts(data: bytes) -> bytes:
    root = etree.fromstring(data)
    for font in root.iter(f"{_MAIN}font"):
        font[:] = sorted(font, key=lambda child: _FONT_ORDER.index(etree.QName(child).localname))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
