"""Damaged, hostile and unsuitable files, and the error each must give."""

from __future__ import annotations

from tests.engine.hostile_makers import (
    BOOK,
    BOOK_RELS,
    CFB,
    DOCTYPE,
    EXTERNAL,
    MAIN,
    SHEET,
    STRICT,
    STYLES,
    TABLE,
    TYPES,
    XLSB_TYPE,
    XLSX_TYPE,
    Maker,
    as_utf16,
    beheaded,
    directory,
    duplicate,
    edited,
    flipped,
    many_members,
    nested_overlap,
    overlapping,
    pack,
    renamed,
    same_name,
    whole,
    with_part,
    without,
)
from xlsegment import errors

CASES: dict[str, tuple[Maker, type[errors.EngineError]]] = {}


def case(name: str, error: type[errors.EngineError], maker: Maker) -> None:
    assert name not in CASES
    CASES[name] = (maker, error)


case("empty file", errors.NotAWorkbook, lambda good: b"")
case("text", errors.NotAWorkbook, lambda good: "客户,金额\n1,2\n".encode())
case("web page named xlsx", errors.NotAWorkbook, lambda good: b"<html><table></table></html>")
case("xls", errors.LegacyFormat, lambda good: CFB + "Workbook".encode("utf-16-le"))
case(
    "ods",
    errors.LegacyFormat,
    lambda good: pack({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}),
)
case(
    "encrypted", errors.EncryptedWorkbook, lambda good: CFB + "EncryptedPackage".encode("utf-16-le")
)
case("half a file", errors.DamagedPackage, lambda good: good[: len(good) // 2])
case("one byte short", errors.DamagedPackage, lambda good: good[:-1] if good[-1:] else good)
case("no end record", errors.DamagedPackage, lambda good: good[: good.rindex(b"PK\5\6")])
case("only a signature", errors.DamagedPackage, lambda good: b"PK\3\4" + bytes(40))
case("zeros inside", errors.EngineError, lambda good: good[:200] + bytes(400) + good[600:])
case(
    "directory elsewhere",
    errors.EngineError,
    lambda good: good[:-6] + b"\xff\xff\xff\x7f" + good[-2:],
)
case("sheet bytes flipped", errors.DamagedPackage, flipped(SHEET))
case("copied part flipped", errors.DamagedPackage, flipped("xl/theme/theme1.xml"))
case("wrong checksum", errors.DamagedPackage, directory("xl/theme/theme1.xml", 16, "<I", 12345))
case("wrong sheet checksum", errors.DamagedPackage, directory(SHEET, 16, "<I", 12345))
case("declares too much", errors.DamagedPackage, directory(SHEET, 24, "<I", 999_999))
case("declares too little", errors.DamagedPackage, directory(SHEET, 24, "<I", 10))
case("packed size too large", errors.EngineError, directory(SHEET, 20, "<I", 1 << 30))
case("unknown compression", errors.DamagedPackage, directory("xl/theme/theme1.xml", 10, "<H", 99))
case("stored with two sizes", errors.DamagedPackage, directory("xl/theme/theme1.xml", 10, "<H", 0))
case("password on a part", errors.EncryptedWorkbook, directory("xl/theme/theme1.xml", 8, "<H", 1))
case("no header", errors.DamagedPackage, beheaded)
case(
    "header names another part",
    errors.HostilePackage,
    lambda good: good.replace(b"docProps/app.xml", b"docProps/zpp.xml", 1),
)
case("overlapping parts", errors.EngineError, overlapping)
case("nested parts", errors.HostilePackage, nested_overlap)
case("same name twice", errors.HostilePackage, same_name)
case("same name but for case", errors.HostilePackage, duplicate)
case("name goes up", errors.HostilePackage, renamed("docProps/app.xml", "../../../app.xml"))
case("absolute name", errors.HostilePackage, renamed("docProps/app.xml", "/ocProps/app.xml"))
case("backslash name", errors.HostilePackage, renamed("docProps/app.xml", "docProps\\app.xml"))
case("drive name", errors.HostilePackage, renamed("docProps/app.xml", "C:/Props/app.xml"))
case("dot name", errors.HostilePackage, renamed("docProps/app.xml", "docProp/./pp.xml"))
case("double slash name", errors.HostilePackage, renamed("docProps/app.xml", "docProps//pp.xml"))
case("NUL in a name", errors.EngineError, renamed("docProps/app.xml", "docProps/app\0xml"))
case(
    "line break in a name", errors.HostilePackage, renamed("docProps/app.xml", "docProps/app\nxml")
)
case("zip bomb", errors.HostilePackage, with_part("xl/media/image1.png", bytes(64 << 20)))
case(
    "declared terabytes",
    errors.HostilePackage,
    directory("xl/theme/theme1.xml", 24, "<I", 0xFFFFFFF0),
)
case("too many members", errors.HostilePackage, many_members)
case("no content types", errors.DamagedPackage, without(TYPES))
case("no package relationships", errors.DamagedPackage, without("_rels/.rels"))
case("no workbook", errors.DamagedPackage, without(BOOK))
case(
    "no workbook relationship",
    errors.DamagedPackage,
    edited(("_rels/.rels", b'/officeDocument"', b'/x"')),
)
case("no sheet part", errors.DamagedPackage, without(SHEET))
case("no styles part", errors.DamagedPackage, without(STYLES))
case("no table part", errors.DamagedPackage, without(TABLE))
case("no workbook relationships", errors.DamagedPackage, without(BOOK_RELS))
case(
    "sheet without relationship",
    errors.DamagedPackage,
    edited((BOOK, b'r:id="rId1"', b'r:id="rId77"')),
)
case(
    "sheet related as something else",
    errors.DamagedPackage,
    edited((BOOK, b'r:id="rId1"', b'r:id="rId3"')),
)
case("two sheets, one part", errors.DamagedPackage, edited((BOOK, b'r:id="rId2"', b'r:id="rId1"')))
case(
    "two sheets, one name",
    errors.DamagedPackage,
    edited((BOOK, b'name="Other"', 'name="订单"'.encode())),
)
case("sheet without a name", errors.DamagedPackage, edited((BOOK, b'name="Other"', b'name=""')))
case(
    "no sheets",
    errors.DamagedPackage,
    whole(BOOK, lambda d: d[: d.index(b"<sheets>")] + d[d.index(b"</sheets>") + 9 :]),
)
case(
    "relationship climbs out",
    errors.DamagedPackage,
    edited((BOOK_RELS, b"styles.xml", b"../../../../etc/passwd")),
)
case(
    "Word document",
    errors.NotAWorkbook,
    edited((TYPES, b"spreadsheetml.sheet.main", b"wordprocessingml.document.main")),
)
case("xlsb", errors.LegacyFormat, edited((TYPES, XLSX_TYPE, XLSB_TYPE)))
case("workbook is another root", errors.NotAWorkbook, whole(BOOK, lambda d: b"<presentation/>"))
case(
    "signed package",
    errors.SignedWorkbook,
    edited(
        (
            "_rels/.rels",
            b"</Relationships>",
            b'<Relationship Id="s" Type="http://schemas.openxmlformats.org/package/2006/relationships/'
            b'digital-signature/origin" Target="_xmlsignatures/origin.sigs"/></Relationships>',
        )
    ),
)
case("signature part", errors.SignedWorkbook, with_part("_xmlsignatures/sig1.xml", b"<x/>"))
case(
    "shared workbook",
    errors.SharedWorkbook,
    edited(
        (
            BOOK_RELS,
            b"</Relationships>",
            b'<Relationship Id="s" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
            b'relationships/revisionHeaders" Target="revisions/h.xml"/></Relationships>',
        )
    ),
)
case("strict workbook", errors.StrictFormat, edited((BOOK, MAIN, STRICT)))
case("strict sheet", errors.UnsupportedXml, edited((SHEET, MAIN, STRICT)))
for _label, _part in {
    "workbook": BOOK,
    "sheet": SHEET,
    "styles": STYLES,
    "table": TABLE,
    "content types": TYPES,
    "package relationships": "_rels/.rels",
    "workbook relationships": BOOK_RELS,
}.items():
    case(
        f"entities in {_label}",
        errors.HostilePackage,
        whole(_part, lambda d: d.replace(b"?>\n", b"?>\n" + DOCTYPE, 1)),
    )
    case(
        f"external DTD in {_label}",
        errors.HostilePackage,
        whole(_part, lambda d: d.replace(b"?>\n", b"?>\n" + EXTERNAL, 1)),
    )
    case(f"{_label} in UTF-16", errors.UnsupportedXml, whole(_part, as_utf16))
    case(f"{_label} cut off", errors.DamagedPackage, whole(_part, lambda d: d[:-9]))
case("sheet in Latin-1", errors.UnsupportedXml, edited((SHEET, b'"UTF-8"', b'"ISO-8859-1"')))
case(
    "sheet is another root",
    errors.DamagedPackage,
    edited((SHEET, b"<worksheet", b"<chartsheet"), (SHEET, b"</worksheet", b"</chartsheet")),
)
case(
    "sheet without rows element",
    errors.DamagedPackage,
    edited((SHEET, b"<sheetData>", b"<sheetDatb>"), (SHEET, b"</sheetData>", b"</sheetDatb>")),
)
case("sheet head broken", errors.DamagedPackage, edited((SHEET, b"<dimension", b"<dimension<")))
case("sheet tail broken", errors.DamagedPackage, edited((SHEET, b"<pageMargins", b"<pageMargins<")))
case("rows out of order", errors.DamagedPackage, edited((SHEET, b'<row r="2"', b'<row r="4"')))
case("negative row", errors.DamagedPackage, edited((SHEET, b'<row r="2"', b'<row r="-2"')))
case(
    "row beyond the sheet",
    errors.DamagedPackage,
    edited((SHEET, b'<row r="5"', b'<row r="5000000"')),
)
case("cell in the wrong row", errors.DamagedPackage, edited((SHEET, b'<c r="B2"', b"<c r='B9'")))
case("cells out of order", errors.DamagedPackage, edited((SHEET, b'<c r="B2"', b"<c r='Z2'")))
case("binary sheet", errors.DamagedPackage, whole(SHEET, lambda d: bytes(range(1, 200)) * 9))
case(
    "table of another width", errors.DamagedPackage, edited((TABLE, b'ref="B2:E5"', b'ref="B2:F5"'))
)
case("table without area", errors.DamagedPackage, edited((TABLE, b'ref="B2:E5"', b'ref="here"')))
case(
    "styles without formats",
    errors.DamagedPackage,
    whole(STYLES, lambda d: d.replace(b"cellXfs", b"cellXfz")),
)
case(
    "style number is no number",
    errors.DamagedPackage,
    whole(STYLES, lambda d: b'<xf numFmtId="x"'.join(d.rsplit(b'<xf numFmtId="0"', 1))),
)
case(
    "number of header rows is no number",
    errors.DamagedPackage,
    whole(TABLE, lambda d: d.replace(b" ref=", b' headerRowCount="1.5" ref=', 1)),
)
case(
    "number of totals rows is no number",
    errors.DamagedPackage,
    whole(TABLE, lambda d: d.replace(b" ref=", b' totalsRowCount="x" ref=', 1)),
)
