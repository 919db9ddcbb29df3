"""A workbook as people make them: our tables, and around them everything Excel can hold.

The charts, pictures, shapes, comments, sparklines and data bars come from xlsxwriter; pivot table,
threaded comments, slicer, VBA project, custom XML and the rest are written by hand. All of it is
put into an existing package, whose own parts stay but for the places that point to the new ones.
"""

from __future__ import annotations

import io
import posixpath
import re
import struct
import zipfile
import zlib
from pathlib import Path

import xlsxwriter
import xlwings
from lxml import etree

from tests.support import decorations as xml
from tests.support import packages

Parts = dict[str, bytes]

FOREIGN_SHEETS = ("我的分析", "我的透视")

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_MS = "http://schemas.microsoft.com/office/"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_SML = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_MACRO_BOOK = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"

# The order of the elements that follow the cells in a sheet part.
_SHEET_ORDER = [
    "sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection",
    "protectedRanges scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells",
    "phoneticPr conditionalFormatting dataValidations hyperlinks printOptions pageMargins",
    "pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches ignoredErrors",
    "smartTags drawing legacyDrawing legacyDrawingHF drawingHF picture oleObjects controls",
    "webPublishItems tableParts extLst",
]
_BOOK_ORDER = [
    "fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups",
    "externalReferences definedNames calcPr oleSize customWorkbookViews pivotCaches",
    "smartTagPr smartTagTypes webPublishing fileRecoveryPr webPublishObjects extLst",
]


def decorate(source: Path, target: Path, *, sheet: str) -> Path:
    """Write ``source`` with every decoration to ``target`` (.xlsm).

    ``sheet`` is the tab of the source, with a table on it, that gets a drawing, comments, a
    slicer, sparklines, data bars and printer settings of its own; two more tabs are added.
    """
    package = _Package(packages.parts(source))
    donor = _donor()
    own = packages.sheet_parts(source)[sheet]
    _decorate_own_sheet(package, own, donor)
    _add_analysis_sheet(package, donor)
    _add_pivot_sheet(package)
    _add_loose_parts(package)
    package.set_type("xl/workbook.xml", _MACRO_BOOK)
    package.write(target)
    return target


class _Package:
    """Parts by name, with the two indexes that name them: relationships and content types."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts

    def relate(self, owner: str, kind: str, target: str) -> str:
        """Add a relationship from one part (or the package, ``""``) to another; return its id."""
        folder, name = posixpath.split(owner)
        index = posixpath.join(folder, "_rels", f"{name}.rels")
        root = etree.fromstring(self.parts.get(index, f'<Relationships xmlns="{_RELS}"/>'.encode()))
        taken = {node.get("Id") for node in root}
        number = next(n for n in range(1, 999) if f"rId{n}" not in taken)
        etree.SubElement(
            root, f"{{{_RELS}}}Relationship", Id=f"rId{number}", Type=kind, Target=f"/{target}"
        )
        self.parts[index] = _text(root)
        return f"rId{number}"

    def add(self, name: str, content: bytes | str, content_type: str = "") -> str:
        """Add a part; without a content type its extension's default holds."""
        assert name not in self.parts
        self.parts[name] = content.encode() if isinstance(content, str) else content
        if content_type:
            self.set_type(name, content_type)
        return name

    def set_type(self, name: str, content_type: str) -> None:
        root = etree.fromstring(self.parts["[Content_Types].xml"])
        for node in root.findall(f"{{{_TYPES}}}Override"):
            if node.get("PartName") == f"/{name}":
                root.remove(node)
        etree.SubElement(
            root, f"{{{_TYPES}}}Override", PartName=f"/{name}", ContentType=content_type
        )
        self.parts["[Content_Types].xml"] = _text(root)

    def set_default(self, extension: str, content_type: str) -> None:
        root = etree.fromstring(self.parts["[Content_Types].xml"])
        if all(node.get("Extension") != extension for node in root):
            node = etree.Element(
                f"{{{_TYPES}}}Default", Extension=extension, ContentType=content_type
            )
            root.insert(0, node)
            self.parts["[Content_Types].xml"] = _text(root)

    def add_sheet(self, tab: str, name: str) -> None:
        """List a sheet part in the workbook, as its last tab."""
        relation = self.relate("xl/workbook.xml", _OFFICE + "worksheet", name)
        book = etree.fromstring(self.parts["xl/workbook.xml"])
        sheets = book.find(f"{{{xml.MAIN}}}sheets")
        assert sheets is not None
        number = max(int(node.get("sheetId", "0")) for node in sheets) + 1
        node = _element("sheet", name=tab, sheetId=str(number))
        node.set(f"{{{xml.R}}}id", relation)
        sheets.append(node)
        self.parts["xl/workbook.xml"] = _text(book)

    def write(self, target: Path) -> None:
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
            for name in sorted(self.parts, key=lambda name: name != "[Content_Types].xml"):
                package.writestr(name, self.parts[name])


def _text(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _element(tag: str, **attributes: str) -> etree._Element:
    node = etree.Element(f"{{{xml.MAIN}}}{tag}", nsmap={None: xml.MAIN, "r": xml.R})
    for key, value in attributes.items():
        node.set(key, value)
    return node


def _insert(root: etree._Element, node: etree._Element, order: list[str]) -> None:
    """Put a child where the schema's order wants it."""
    names = " ".join(order).split()
    rank = names.index(etree.QName(node).localname)
    place = sum(1 for child in root if names.index(etree.QName(child).localname) <= rank)
    root.insert(place, node)


def _extend(root: etree._Element, extension: etree._Element, order: list[str]) -> None:
    """Add an extension to the extension list, making the list where there is none."""
    extensions = root.find(f"{{{xml.MAIN}}}extLst")
    if extensions is None:
        extensions = _element("extLst")
        _insert(root, extensions, order)
    extensions.append(extension)


def _pointer(tag: str, relation: str) -> etree._Element:
    node = _element(tag)
    node.set(f"{{{xml.R}}}id", relation)
    return node


def _png() -> bytes:
    """Return a small picture, different from any other."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    rows = b"".join(
        b"\0" + b"".join(bytes((x * 10, y * 10, 90)) for x in range(24)) for y in range(24)
    )
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", 24, 24, 8, 2, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def _vba_project() -> bytes:
    """Return a real VBA project: the one in the workbook that xlwings gives to new projects."""
    made = Path(xlwings.__file__).parent / "quickstart.xlsm"
    return packages.parts(made)["xl/vbaProject.bin"]


def _donor() -> Parts:
    """Build the workbook that gives charts, pictures, shapes, comments, sparklines, data bars.

    ``constant_memory`` makes its strings stand in the cells, so that its sheets can move into
    another workbook without that one's shared strings.
    """
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"constant_memory": True})
    for tab in FOREIGN_SHEETS:
        sheet = book.add_worksheet(tab)
        sheet.write_row(0, 0, ["城市", "人数", "合计"])
        sheet.write_formula("C2", "=SUM(B2:B7)", None, 21)
        sheet.write_comment("D2", "[Threaded comment]", {"author": f"tc={xml.THREAD}"})
        sheet.write_comment("AN2", "普通批注", {"author": "Analyst"})
        for number in range(6):
            sheet.write_row(number + 1, 0, [["上海", "北京", "成都"][number % 3], number + 1])
        chart = book.add_chart({"type": "column"})
        chart.add_series(
            {
                "name": "人数",
                "categories": [tab, 1, 0, 6, 0],
                "values": [tab, 1, 1, 6, 1],
                "fill": {"color": "#2F6DB5"},
                "data_labels": {"value": True},
            }
        )
        sheet.insert_chart("AO12", chart, {"description": "各城市人数"})
        sheet.insert_image("AO30", "logo.png", {"image_data": io.BytesIO(_png())})
        sheet.insert_textbox("AO36", "活动说明", {"fill": {"color": "#FFF2CC"}})
        sheet.add_sparkline("AM2", {"range": f"'{tab}'!B2:B7", "markers": True})
        sheet.conditional_format("AM5:AM9", {"type": "data_bar", "data_bar_2010": True})
    book.close()
    with zipfile.ZipFile(stream) as package:
        return {name: package.read(name) for name in package.namelist()}


def _graft(package: _Package, donor: Parts, part: str) -> str:
    """Copy a part of the donor and all it points to under new names; return the new name."""
    folder, name = posixpath.split(part)
    new = posixpath.join(folder, re.sub(r"(\d*)(\.\w+)$", r"90\1\2", name))
    if new in package.parts:
        return new
    types = etree.fromstring(donor["[Content_Types].xml"])
    override = {node.get("PartName"): node.get("ContentType") for node in types}.get(f"/{part}")
    package.add(new, donor[part], override or "")
    for kind, target, identifier in _relations(donor, part):
        copied = package.relate(new, kind, _graft(package, donor, target))
        assert copied == identifier
    return new


def _relations(donor: Parts, part: str) -> list[tuple[str, str, str]]:
    folder, name = posixpath.split(part)
    index = donor.get(posixpath.join(folder, "_rels", f"{name}.rels"))
    nodes = [] if index is None else list(etree.fromstring(index))
    nodes.sort(key=lambda node: int(node.get("Id").removeprefix("rId")))
    return [
        (
            node.get("Type"),
            posixpath.normpath(posixpath.join(folder, node.get("Target"))).removeprefix("/"),
            node.get("Id"),
        )
        for node in nodes
    ]


def _add_analysis_sheet(package: _Package, donor: Parts) -> None:
    part = _graft(package, donor, "xl/worksheets/sheet1.xml")
    package.add_sheet(FOREIGN_SHEETS[0], part)
    _add_threaded_comments(package, part, "901")
    persons = package.add(
        "xl/persons/person901.xml", xml.PERSONS, "application/vnd.ms-excel.person+xml"
    )
    package.relate("xl/workbook.xml", _MS + "2017/10/relationships/person", persons)


def _add_threaded_comments(package: _Package, sheet: str, number: str) -> None:
    part = package.add(
        f"xl/threadedComments/threadedComment{number}.xml",
        xml.THREADED_COMMENTS,
        "application/vnd.ms-excel.threadedcomments+xml",
    )
    package.relate(sheet, _MS + "2017/10/relationships/threadedComment", part)


def _decorate_own_sheet(package: _Package, own: str, donor: Parts) -> None:
    root = etree.fromstring(package.parts[own])
    donor_sheet = "xl/worksheets/sheet2.xml"
    for kind, target, _ in _relations(donor, donor_sheet):
        relation = package.relate(own, kind, _graft(package, donor, target))
        tag = {"drawing": "drawing", "vmlDrawing": "legacyDrawing"}.get(kind.rpartition("/")[2])
        if tag:
            assert root.find(f"{{{xml.MAIN}}}{tag}") is None, f"{own} already has a {tag}"
            _insert(root, _pointer(tag, relation), _SHEET_ORDER)
    _add_threaded_comments(package, own, "902")

    settings = package.add(
        "xl/printerSettings/printerSettings901.bin",
        bytes(range(256)) * 4,
        _SML + "printerSettings",
    )
    setup = root.find(f"{{{xml.MAIN}}}pageSetup")
    if setup is None:
        setup = _element("pageSetup")
        _insert(root, setup, _SHEET_ORDER)
    setup.set(f"{{{xml.R}}}id", package.relate(own, _OFFICE + "printerSettings", settings))

    given = etree.fromstring(donor[donor_sheet])
    for node in given.findall(f"{{{xml.MAIN}}}conditionalFormatting"):
        _insert(root, node, _SHEET_ORDER)
    for extension in given.find(f"{{{xml.MAIN}}}extLst"):
        for formula in extension.iter("{http://schemas.microsoft.com/office/excel/2006/main}f"):
            formula.text = f"'{FOREIGN_SHEETS[0]}'!B2:B7"
        _extend(root, extension, _SHEET_ORDER)
    relation = _add_slicer(package, own)
    extension = etree.fromstring(xml.SLICER_SHEET_EXT.replace("RELATION", relation))
    _extend(root, extension, _SHEET_ORDER)
    package.parts[own] = _text(root)


def _add_slicer(package: _Package, own: str) -> str:
    """Add a slicer over the first column of the sheet's first table, shown in its drawing."""
    targets = {
        kind.rpartition("/")[2]: target for kind, target, _ in _relations(package.parts, own)
    }
    table = etree.fromstring(package.parts[targets["table"]])
    column = next(table.iter(f"{{{xml.MAIN}}}tableColumn"))
    cache = package.add(
        "xl/slicerCaches/slicerCache901.xml",
        xml.slicer_cache(table.get("id"), column.get("id"), column.get("name")),
        "application/vnd.ms-excel.slicerCache+xml",
    )
    relation = package.relate("xl/workbook.xml", _MS + "2007/relationships/slicerCache", cache)
    book = etree.fromstring(package.parts["xl/workbook.xml"])
    extension = etree.fromstring(xml.SLICER_BOOK_EXT.replace("RELATION", relation))
    _extend(book, extension, _BOOK_ORDER)
    package.parts["xl/workbook.xml"] = _text(book)

    drawing = etree.fromstring(package.parts[targets["drawing"]])
    drawing.append(etree.fromstring(xml.SLICER_ANCHOR))
    package.parts[targets["drawing"]] = _text(drawing)
    slicer = package.add(
        "xl/slicers/slicer901.xml", xml.SLICERS, "application/vnd.ms-excel.slicer+xml"
    )
    return package.relate(own, _MS + "2007/relationships/slicer", slicer)


def _add_pivot_sheet(package: _Package) -> None:
    cache = package.add(
        "xl/pivotCache/pivotCacheDefinition901.xml",
        xml.PIVOT_CACHE,
        _SML + "pivotCacheDefinition+xml",
    )
    records = package.add(
        "xl/pivotCache/pivotCacheRecords901.xml", xml.PIVOT_RECORDS, _SML + "pivotCacheRecords+xml"
    )
    table = package.add(
        "xl/pivotTables/pivotTable901.xml", xml.PIVOT_TABLE, _SML + "pivotTable+xml"
    )
    sheet = package.add("xl/worksheets/sheet902.xml", xml.PIVOT_SHEET, _SML + "worksheet+xml")
    package.add_sheet(FOREIGN_SHEETS[1], sheet)
    package.relate(cache, _OFFICE + "pivotCacheRecords", records)
    package.relate(table, _OFFICE + "pivotCacheDefinition", cache)
    package.relate(sheet, _OFFICE + "pivotTable", table)
    relation = package.relate("xl/workbook.xml", _OFFICE + "pivotCacheDefinition", cache)

    book = etree.fromstring(package.parts["xl/workbook.xml"])
    node = _pointer("pivotCache", relation)
    node.set("cacheId", "901")
    caches = book.find(f"{{{xml.MAIN}}}pivotCaches")
    if caches is None:
        caches = _element("pivotCaches")
        _insert(book, caches, _BOOK_ORDER)
    caches.append(node)
    package.parts["xl/workbook.xml"] = _text(book)


def _add_loose_parts(package: _Package) -> None:
    package.set_default("png", "image/png")
    package.set_default("vml", "application/vnd.openxmlformats-officedocument.vmlDrawing")
    vba = package.add("xl/vbaProject.bin", _vba_project(), "application/vnd.ms-office.vbaProject")
    package.relate("xl/workbook.xml", _MS + "2006/relationships/vbaProject", vba)
    item = package.add("customXml/item901.xml", xml.CUSTOM_XML, "application/xml")
    package.relate("xl/workbook.xml", _OFFICE + "customXml", item)
    properties = package.add(
        "customXml/itemProps901.xml",
        xml.CUSTOM_XML_PROPERTIES,
        "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
    )
    package.relate(item, _OFFICE + "customXmlProps", properties)
    if "docProps/custom.xml" not in package.parts:
        custom = package.add(
            "docProps/custom.xml",
            xml.CUSTOM_PROPERTIES,
            "application/vnd.openxmlformats-officedocument.custom-properties+xml",
        )
        package.relate("", _OFFICE + "custom-properties", custom)
    unknown = package.add("xl/vendor/notes.dat", b"\0\1\2 kept as it is", "application/x-vendor")
    package.relate("xl/workbook.xml", "http://example.com/relationships/notes", unknown)
