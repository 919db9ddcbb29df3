"""Workbooks with a person planted in one place, for every place that a workbook has."""

from __future__ import annotations

import base64
import gzip
import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import xlsxwriter

from tests.privacy.people import Person
from xlsegment.addin.cfb import compound_file
from xlsegment.addin.compression import compress

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = "xl/worksheets/sheet1.xml"
_RELS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SML = "application/vnd.openxmlformats-officedocument.spreadsheetml."


@dataclass
class Pack:
    """The parts of a package that is being made."""

    parts: dict[str, bytes]
    comment: bytes = b""
    labels: dict[str, tuple[bytes, bytes]] = field(default_factory=dict)

    def replace(self, part: str, old: str, new: str) -> None:
        text = self.parts[part].decode()
        assert old in text, (part, old)
        self.parts[part] = text.replace(old, new, 1).encode()

    def add(
        self,
        part: str,
        data: bytes | str,
        kind: str,
        content_type: str,
        source: str = "xl/workbook.xml",
        *,
        namespace: str = OFFICE,
    ) -> str:
        """Add a part with its content type and a relationship; return the relationship's id."""
        self.parts[part] = data.encode() if isinstance(data, str) else data
        self.replace(
            "[Content_Types].xml",
            "</Types>",
            f'<Override PartName="/{part}" ContentType="{content_type}"/></Types>',
        )
        return self.relate(source, namespace + kind, "/" + part)

    def relate(self, source: str, kind: str, target: str, mode: str = "") -> str:
        folder, _, base = source.rpartition("/")
        rels = f"{folder}/_rels/{base}.rels".lstrip("/")
        if rels not in self.parts:
            self.parts[rels] = (_HEAD + _RELS + "</Relationships>").encode()
        number = self.parts[rels].count(b"<Relationship ") + 101
        self.replace(
            rels,
            "</Relationships>",
            f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"{mode}/>'
            "</Relationships>",
        )
        return f"rId{number}"

    def in_sheet(self, before: str, xml: str) -> None:
        """Put markup into the sheet, before an element."""
        self.replace(SHEET, before, xml + before)

    def cell(self, xml: str) -> None:
        """Put a cell into a row of its own."""
        self.replace(SHEET, "</sheetData>", f'<row r="90">{xml}</row></sheetData>')

    def write(self, path: Path) -> Path:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
            for name, data in self.parts.items():
                info = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
                info.compress_type = zipfile.ZIP_DEFLATED
                info.comment, info.extra = self.labels.get(name, (b"", b""))
                package.writestr(info, data)
            package.comment = self.comment
        return path


def base() -> Pack:
    """Return a small workbook: a table, a hidden sheet and a very hidden one."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet("数据")
    sheet.add_table("A1:B3", {"columns": [{"header": "项目"}, {"header": "值"}]})
    sheet.write("A2", "苹果")
    sheet.write("B2", 12.5)
    sheet.set_header("&C标题")
    hidden, very_hidden = book.add_worksheet("隐藏"), book.add_worksheet("深藏")
    hidden.write("A1", "x")
    hidden.hide()
    very_hidden.write("A1", "y")
    very_hidden.very_hidden()
    book.close()
    with zipfile.ZipFile(out) as package:
        return Pack({name: package.read(name) for name in package.namelist()})


Plant = Callable[[Pack, Person], None]
#: Place -> how a person gets there. What can be cleaned, and what makes us refuse.
CLEANED: dict[str, Plant] = {}
REFUSED: dict[str, Plant] = {}


def cleaned(plant: Plant) -> Plant:
    CLEANED[plant.__name__] = plant
    return plant


def refused(plant: Plant) -> Plant:
    REFUSED[plant.__name__] = plant
    return plant


def every(person: Person) -> str:
    return " ".join(person.values.values())


@cleaned
def inline_string(pack: Pack, person: Person) -> None:
    pack.cell(f'<c r="A90" t="inlineStr"><is><t>{every(person)}</t></is></c>')


@cleaned
def inline_string_in_runs(pack: Pack, person: Person) -> None:
    pack.cell(
        f'<c r="A90" t="inlineStr"><is><r><t>{person.name[:1]}</t></r><r><rPr><b/></rPr>'
        f'<t>{person.name[1:]}</t></r><r><t xml:space="preserve"> {person.mobile[:5]}</t></r>'
        f"<r><t>{person.mobile[5:]}</t></r></is></c>"
    )


@cleaned
def number_written_with_dashes(pack: Pack, person: Person) -> None:
    mobile = f"{person.mobile[:3]}-{person.mobile[3:7]}-{person.mobile[7:]}"
    pack.cell(f'<c r="A90" t="inlineStr"><is><t>{mobile}</t></is></c>')
    pack.replace("xl/sharedStrings.xml", "</sst>", f"<si><t>{mobile}</t></si></sst>")


@cleaned
def orphaned_shared_string(pack: Pack, person: Person) -> None:
    pack.replace("xl/sharedStrings.xml", "</sst>", f"<si><t>{every(person)}</t></si></sst>")


@cleaned
def shared_string_with_reading(pack: Pack, person: Person) -> None:
    pack.replace(
        "xl/sharedStrings.xml",
        "</sst>",
        f'<si><t>{person.name}</t><rPh sb="0" eb="3"><t>{person.name}</t></rPh></si></sst>',
    )


@cleaned
def reading_of_an_inline_string(pack: Pack, person: Person) -> None:
    pack.cell(
        f'<c r="A90" t="inlineStr"><is><t>x</t><rPh sb="0" eb="1"><t>{person.mobile}</t></rPh>'
        "</is></c>"
    )


@cleaned
def wide_letters(pack: Pack, person: Person) -> None:
    mobile = "".join(chr(ord(digit) + 0xFEE0) for digit in person.mobile)
    pack.cell(
        f'<c r="A90" t="inlineStr"><is><t>{person.email.replace("@", "＠")} {mobile}</t></is></c>'
    )


@cleaned
def unknown_extension(pack: Pack, person: Person) -> None:
    pack.in_sheet(
        "</worksheet>",
        '<extLst><ext uri="{X}" xmlns:y="urn:y"><y:z a="'
        f'{person.mobile}" b="{person.identity}">{person.name}</y:z></ext></extLst>',
    )


@cleaned
def protected_range(pack: Pack, person: Person) -> None:
    pack.in_sheet(
        "<pageMargins",
        f'<protectedRanges><protectedRange name="{person.name}" sqref="A1" '
        f'securityDescriptor="{person.mobile}"/></protectedRanges>',
    )


@cleaned
def character_references(pack: Pack, person: Person) -> None:
    written = "".join(f"&#{ord(c)};" for c in person.name)
    pack.cell(
        f'<c r="A90" t="inlineStr"><is><t>{written} &#x{ord(person.mobile[0]):x};'
        f"{person.mobile[1:]} {person.email.replace('@', '&#64;')}</t></is></c>"
    )


@cleaned
def escaped_characters(pack: Pack, person: Person) -> None:
    first, rest = person.name[0], person.name[1:]
    pack.cell(f'<c r="A90" t="inlineStr"><is><t>_x{ord(first):04X}_{rest}</t></is></c>')


@cleaned
def number_cell(pack: Pack, person: Person) -> None:
    pack.cell(f'<c r="A90"><v>{person.mobile}</v></c>')


@cleaned
def number_cell_with_fraction(pack: Pack, person: Person) -> None:
    pack.cell(f'<c r="A90" t="n"><v>{person.mobile}.0</v></c>')


@cleaned
def number_cell_with_power(pack: Pack, person: Person) -> None:
    pack.cell(f'<c r="A90"><v>{person.mobile[0]}.{person.mobile[1:]}E+10</v></c>')


@cleaned
def number_of_a_formula(pack: Pack, person: Person) -> None:
    pack.cell(f'<c r="A90"><f>{person.mobile}+0</f><v>{person.mobile}</v></c>')


@cleaned
def text_of_a_formula(pack: Pack, person: Person) -> None:
    half = f"&quot;{person.name[:2]}&quot;&amp;&quot;{person.name[2:]}&quot;"
    pack.cell(
        f'<c r="A90" t="str"><f>&quot;a&quot;&quot;{person.name}&quot;</f><v>a"{person.name}</v>'
        f'</c><c r="B90" t="str"><f>{half}</f><v>{person.name}</v></c>'
    )


@cleaned
def comment(pack: Pack, person: Person) -> None:
    pack.add(
        "xl/comments1.xml",
        f'{_HEAD}<comments xmlns="{MAIN}"><authors><author>{person.name}</author></authors>'
        f'<commentList><comment ref="A2" authorId="0"><text><r><t>{person.name[:2]}</t></r><r>'
        f"<t>{person.name[2:]} {person.mobile}</t></r></text></comment></commentList></comments>",
        "comments",
        _SML + "comments+xml",
        SHEET,
    )


@cleaned
def vml_drawing(pack: Pack, person: Person) -> None:
    pack.parts["xl/drawings/vmlDrawing1.vml"] = (
        '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:'
        f'office"><v:shape id="s1" type="#t" alt="{person.email}"><v:textbox><div><font>'
        f"{person.name[:1]}</font><font>{person.name[1:]}</font></div></v:textbox></v:shape></xml>"
    ).encode()
    pack.replace(
        "[Content_Types].xml",
        "</Types>",
        '<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.'
        'vmlDrawing"/></Types>',
    )
    pack.relate(SHEET, OFFICE + "vmlDrawing", "/xl/drawings/vmlDrawing1.vml")


@cleaned
def caption_with_an_open_break(pack: Pack, person: Person) -> None:
    pack.add(
        "xl/drawings/vmlDrawing2.vml",
        '<xml xmlns:v="urn:schemas-microsoft-com:vml"><v:shape id="s2"><v:textbox><div>'
        f"{person.name}<br>{person.mobile[:3]}<BR clear='all'>{person.mobile}<br/><br></br>"
        "</div></v:textbox></v:shape></xml>",
        "vmlDrawing",
        "application/vnd.openxmlformats-officedocument.vmlDrawing",
        SHEET,
    )


@cleaned
def threaded_comment(pack: Pack, person: Person) -> None:
    uri = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
    guid = "{11111111-2222-3333-4444-555555555555}"
    pack.add(
        "xl/persons/person.xml",
        f'{_HEAD}<personList xmlns="{uri}"><person displayName="{person.name}" id="{guid}" '
        f'userId="{person.email}" providerId="None"/></personList>',
        "person",
        "application/vnd.ms-excel.person+xml",
        namespace="http://schemas.microsoft.com/office/2017/10/relationships/",
    )
    pack.add(
        "xl/threadedComments/threadedComment1.xml",
        f'{_HEAD}<ThreadedComments xmlns="{uri}"><threadedComment ref="A2" personId="{guid}" '
        f'id="{guid}"><text>{every(person)}</text></threadedComment></ThreadedComments>',
        "threadedComment",
        "application/vnd.ms-excel.threadedcomments+xml",
        SHEET,
        namespace="http://schemas.microsoft.com/office/2017/10/relationships/",
    )


@cleaned
def defined_name(pack: Pack, person: Person) -> None:
    names = (
        f'<definedNames><definedName name="{person.name}_区" comment="{person.mobile}">'
        f'"{person.email}"</definedName></definedNames>'
    )
    pack.replace("xl/workbook.xml", "<calcPr", names + "<calcPr")
    pack.cell(f'<c r="A90" t="str"><f>{person.name}_区</f><v>{person.email}</v></c>')


@cleaned
def header_and_footer(pack: Pack, person: Person) -> None:
    pack.replace(
        SHEET, "&amp;C标题", f'&amp;C&amp;"Arial,Bold"&amp;12{person.name} {person.mobile}'
    )


@cleaned
def data_validation(pack: Pack, person: Person) -> None:
    pack.in_sheet(
        "<pageMargins",
        f'<dataValidations count="1"><dataValidation type="list" sqref="D2" showInputMessage="1" '
        f'promptTitle="{person.name}" prompt="{person.mobile}" error="{person.email}">'
        f'<formula1>"{person.name},其他"</formula1></dataValidation></dataValidations>',
    )


@cleaned
def conditional_format(pack: Pack, person: Person) -> None:
    pack.in_sheet(
        "<pageMargins",
        '<conditionalFormatting sqref="A2"><cfRule type="containsText" priority="1" '
        f'operator="containsText" text="{person.name}"><formula>NOT(ISERROR(SEARCH("{person.name}"'
        ",A2)))</formula></cfRule></conditionalFormatting>",
    )


@cleaned
def hyperlink(pack: Pack, person: Person) -> None:
    rel = pack.relate(
        SHEET, OFFICE + "hyperlink", f"mailto:{person.email}", ' TargetMode="External"'
    )
    coded = "".join(f"%{byte:02X}" for byte in person.name.encode())
    other = pack.relate(
        SHEET, OFFICE + "hyperlink", f"https://a.example/{coded}", ' TargetMode="External"'
    )
    pack.in_sheet(
        "<pageMargins",
        f'<hyperlinks><hyperlink xmlns:r="{OFFICE[:-1]}" ref="A2" r:id="{rel}" '
        f'tooltip="{person.name}" display="{person.email}"/>'
        f'<hyperlink xmlns:r="{OFFICE[:-1]}" ref="A3" r:id="{other}"/></hyperlinks>',
    )


@cleaned
def table_column(pack: Pack, person: Person) -> None:
    pack.replace("xl/tables/table1.xml", 'name="值"', f'name="{person.name}"')
    pack.replace("xl/sharedStrings.xml", "<t>值</t>", f"<t>{person.name}</t>")
    pack.cell(f'<c r="D90"><f>SUM(Table1[{person.name}])</f><v>12.5</v></c>')


@cleaned
def query_and_connection(pack: Pack, person: Person) -> None:
    pack.add(
        "xl/connections.xml",
        f'{_HEAD}<connections xmlns="{MAIN}"><connection id="1" name="{person.name}" '
        f'description="{person.mobile}" type="1" refreshedVersion="6"><dbPr connection="DSN=x;'
        f'UID={person.email}" command="SELECT * FROM t WHERE n=\'{person.name}\'"/></connection>'
        "</connections>",
        "connections",
        _SML + "connections+xml",
    )
    pack.add(
        "xl/queryTables/queryTable1.xml",
        f'{_HEAD}<queryTable xmlns="{MAIN}" name="{person.name}" connectionId="1" '
        'autoFormatId="0"/>',
        "queryTable",
        _SML + "queryTable+xml",
        SHEET,
    )


@cleaned
def pivot_cache(pack: Pack, person: Person) -> None:
    pack.add(
        "xl/pivotCache/pivotCacheDefinition1.xml",
        f'{_HEAD}<pivotCacheDefinition xmlns="{MAIN}" refreshedBy="{person.name}" recordCount="2">'
        '<cacheSource type="worksheet"><worksheetSource ref="A1:C3" sheet="数据"/></cacheSource>'
        f'<cacheFields count="3"><cacheField name="甲" numFmtId="0"><sharedItems count="1">'
        f'<s v="{person.name}"/></sharedItems></cacheField><cacheField name="乙" numFmtId="0">'
        '<sharedItems containsSemiMixedTypes="0" containsString="0" containsNumber="1" '
        f'containsInteger="1" minValue="5" maxValue="{person.mobile}"/></cacheField>'
        '<cacheField name="丙" numFmtId="0"><sharedItems/></cacheField></cacheFields>'
        "</pivotCacheDefinition>",
        "pivotCacheDefinition",
        _SML + "pivotCacheDefinition+xml",
    )
    pack.add(
        "xl/pivotCache/pivotCacheRecords1.xml",
        f'{_HEAD}<pivotCacheRecords xmlns="{MAIN}" count="2"><r><x v="0"/><n v="{person.mobile}"/>'
        f'<s v="{person.email}"/></r><r><x v="0"/><n v="5"/><s v="{person.address}"/></r>'
        "</pivotCacheRecords>",
        "pivotCacheRecords",
        _SML + "pivotCacheRecords+xml",
        "xl/pivotCache/pivotCacheDefinition1.xml",
    )


@cleaned
def chart(pack: Pack, person: Person) -> None:
    uri = "http://schemas.openxmlformats.org/drawingml/2006/"
    pack.add(
        "xl/charts/chart1.xml",
        f'{_HEAD}<c:chartSpace xmlns:c="{uri}chart" xmlns:a="{uri}main"><c:chart><c:title><c:tx>'
        f"<c:rich><a:bodyPr/><a:p><a:r><a:t>{person.name[:2]}</a:t></a:r><a:r><a:t>"
        f"{person.name[2:]}</a:t></a:r></a:p></c:rich></c:tx></c:title><c:plotArea><c:barChart>"
        "<c:ser><c:idx val='0'/><c:order val='0'/><c:cat><c:strRef><c:f>数据!A2</c:f><c:strCache>"
        f'<c:ptCount val="1"/><c:pt idx="0"><c:v>{person.name}</c:v></c:pt></c:strCache>'
        "</c:strRef></c:cat><c:val><c:numRef><c:f>数据!B2</c:f><c:numCache><c:ptCount val='1'/>"
        f'<c:pt idx="0"><c:v>{person.mobile}</c:v></c:pt></c:numCache></c:numRef></c:val></c:ser>'
        "</c:barChart></c:plotArea></c:chart></c:chartSpace>",
        "chart",
        "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
        SHEET,
    )


@cleaned
def drawing(pack: Pack, person: Person) -> None:
    uri = "http://schemas.openxmlformats.org/drawingml/2006/"
    pack.add(
        "xl/drawings/drawing9.xml",
        f'{_HEAD}<xdr:wsDr xmlns:xdr="{uri}spreadsheetDrawing" xmlns:a="{uri}main">'
        f'<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="2" name="{person.name}" descr="{person.mobile}"/>'
        f"</xdr:nvSpPr><xdr:txBody><a:p><a:r><a:t>{person.name[:1]}</a:t></a:r><a:r><a:t>"
        f"{person.name[1:]} {person.email}</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:wsDr>",
        "drawing",
        "application/vnd.openxmlformats-officedocument.drawing+xml",
        SHEET,
    )


@cleaned
def footer_with_codes_in_a_name(pack: Pack, person: Person) -> None:
    first, rest = person.name[:1], person.name[1:]
    codes = f'&amp;C{first}&amp;"宋体,Bold"&amp;12{rest}&amp;R{person.mobile}'
    pack.replace(SHEET, "</headerFooter>", f"<oddFooter>{codes}</oddFooter></headerFooter>")


@cleaned
def document_properties(pack: Pack, person: Person) -> None:
    pack.replace("docProps/core.xml", "<dc:creator>", f"<dc:title>{person.email}</dc:title>"
                 f"<dc:creator>{person.name}")  # fmt: skip
    pack.replace("docProps/app.xml", "</Properties>", f"<Manager>{person.name}</Manager>"
                 f"<HyperlinkBase>{person.email}</HyperlinkBase></Properties>")  # fmt: skip
    uri = "http://schemas.openxmlformats.org/officeDocument/2006/"
    pack.add(
        "docProps/custom.xml",
        f'{_HEAD}<Properties xmlns="{uri}custom-properties" xmlns:vt="{uri}docPropsVTypes">'
        '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" '
        f'name="{person.name}"><vt:lpwstr>{person.mobile}</vt:lpwstr></property></Properties>',
        "custom-properties",
        "application/vnd.openxmlformats-officedocument.custom-properties+xml",
        "",
    )


@cleaned
def custom_xml(pack: Pack, person: Person) -> None:
    pack.add(
        "customXml/item1.xml",
        f'<?编者 {person.name}?><!-- {person.mobile} --><资料 谁="{person.name}"><![CDATA['
        f"{person.email}]]>{person.identity}</资料>",
        "customXml",
        "application/xml",
    )


@cleaned
def custom_xml_in_utf16(pack: Pack, person: Person) -> None:
    text = f'<?xml version="1.0" encoding="UTF-16"?><a b="{person.name}">{every(person)}</a>'
    pack.add(
        "customXml/item2.xml", b"\xff\xfe" + text.encode("utf-16-le"), "customXml",
        "application/xml",
    )  # fmt: skip


@cleaned
def external_link(pack: Pack, person: Person) -> None:
    pack.add(
        "xl/externalLinks/externalLink1.xml",
        f'{_HEAD}<externalLink xmlns="{MAIN}"><externalBook xmlns:r="{OFFICE[:-1]}" r:id="rId101">'
        f'<sheetNames><sheetName val="{person.name}"/></sheetNames><sheetDataSet><sheetData '
        f'sheetId="0"><row r="1"><cell r="A1" t="str"><v>{person.name}</v></cell><cell r="B1"><v>'
        f"{person.mobile}</v></cell></row></sheetData></sheetDataSet></externalBook>"
        "</externalLink>",
        "externalLink",
        _SML + "externalLink+xml",
    )
    pack.relate(
        "xl/externalLinks/externalLink1.xml",
        OFFICE + "externalLinkPath",
        f"file:///C:/{person.name}.xlsx",
        ' TargetMode="External"',
    )


@cleaned
def printer_settings(pack: Pack, person: Person) -> None:
    rel = pack.add(
        "xl/printerSettings/printerSettings1.bin",
        b"\0" * 40 + person.name.encode("utf-16-le") + b"\0" * 40,
        "printerSettings",
        _SML + "printerSettings",
        SHEET,
    )
    pack.in_sheet(
        "<headerFooter", f'<pageSetup paperSize="9" orientation="portrait" r:id="{rel}"/>'
    )


@cleaned
def thumbnail(pack: Pack, person: Person) -> None:
    pack.add(
        "docProps/thumbnail.emf", person.name.encode("utf-16-le"), "thumbnail", "image/x-emf", "",
        namespace=PACKAGE,
    )  # fmt: skip


@cleaned
def revisions(pack: Pack, person: Person) -> None:
    pack.add(
        "xl/revisions/revisionHeaders.xml",
        f'{_HEAD}<headers xmlns="{MAIN}"><header userName="{person.name}"/></headers>',
        "revisionHeaders",
        _SML + "revisionHeaders+xml",
    )
    pack.add(
        "xl/revisions/revisionLog1.xml",
        f'{_HEAD}<revisions xmlns="{MAIN}"><rcc><nc><is><t>{person.mobile}</t></is></nc></rcc>'
        "</revisions>",
        "revisionLog",
        _SML + "revisionLog+xml",
        "xl/revisions/revisionHeaders.xml",
    )


@cleaned
def hidden_sheets(pack: Pack, person: Person) -> None:
    for number, value in ((2, person.name), (3, person.mobile)):
        pack.replace(
            f"xl/worksheets/sheet{number}.xml",
            "</sheetData>",
            f'<row r="9"><c r="A9" t="inlineStr"><is><t>{value}</t></is></c></row></sheetData>',
        )


@cleaned
def zip_labels(pack: Pack, person: Person) -> None:
    pack.comment = person.name.encode()
    extra = person.mobile.encode()
    pack.labels["xl/styles.xml"] = (
        person.email.encode(),
        struct.pack("<HH", 0x6375, len(extra)) + extra,
    )


@refused
def sheet_name(pack: Pack, person: Person) -> None:
    pack.replace("xl/workbook.xml", 'name="隐藏"', f'name="{person.name}"')


@refused
def part_name(pack: Pack, person: Person) -> None:
    pack.add(f"customXml/{person.mobile}.xml", "<a/>", "customXml", "application/xml")


@refused
def sheet_property(pack: Pack, person: Person) -> None:
    pack.add(
        "xl/customProperty1.bin", person.name.encode("utf-16-le"), "customProperty",
        _SML + "customProperty", SHEET,
    )  # fmt: skip


def with_code(pack: Pack, line: str) -> None:
    code = f'Attribute VB_Name = "M"\r\nSub A()\r\n{line}\r\nEnd Sub\r\n'
    project = compound_file(
        {"VBA": {"M": b"\x01" * 20 + compress(code.encode("gbk")), "dir": compress(b"\0" * 30)},
         "PROJECT": b'ID="{0}"\r\n'}
    )  # fmt: skip
    pack.add("xl/vbaProject.bin", project, "vbaProject", "application/vnd.ms-office.vbaProject")


def zipped(members: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as inner:
        for name, text in members.items():
            inner.writestr(name, text)
    return out.getvalue()


@refused
def macro(pack: Pack, person: Person) -> None:
    with_code(pack, f'x = "{person.name}"')


@refused
def old_object(pack: Pack, person: Person) -> None:
    data = compound_file({"Contents": b"\0\0" + person.name.encode("gbk") + b"\0\0"})
    pack.add("xl/embeddings/oleObject1.bin", data, "oleObject", _SML + "oleObject", SHEET)


@refused
def number_in_an_old_workbook(pack: Pack, person: Person) -> None:
    data = compound_file({"Workbook": b"\x03\x02" + struct.pack("<d", float(person.mobile))})
    pack.add("xl/embeddings/oleObject1.bin", data, "oleObject", _SML + "oleObject", SHEET)


def in_an_object(pack: Pack, content: bytes) -> None:
    data = compound_file({"\x01Ole10Native": b"\1\2" * 20 + content})
    pack.add("xl/embeddings/oleObject1.bin", data, "oleObject", _SML + "oleObject", SHEET)


@refused
def among_other_words_of_an_old_object(pack: Pack, person: Person) -> None:
    in_an_object(pack, f"尊敬的{person.name}先生".encode("utf-16-le"))


@refused
def behind_a_length_that_looks_like_a_character(pack: Pack, person: Person) -> None:
    in_an_object(pack, b"\0\x86" + person.name.encode("gbk") + b"\0")


@refused
def old_object_with_a_package(pack: Pack, person: Person) -> None:
    in_an_object(pack, zipped({"a.xml": "<a/>", "b.xml": f"<b>{person.name}</b>"}) + b"\0\0")


@refused
def old_object_with_a_document_nobody_reads(pack: Pack, person: Person) -> None:
    packed = zlib.compress(f"({person.name}) Tj".encode())
    in_an_object(pack, b"%PDF-1.7\n1 0 obj<</Filter/FlateDecode>>stream\n" + packed)


@refused
def packed_metafile(pack: Pack, person: Person) -> None:
    data = gzip.compress(b"\1\0\0\0" + person.mobile.encode("utf-16-le"))
    pack.add("xl/media/image1.emz", data, "image", "image/x-emz", SHEET)


@refused
def macro_that_puts_a_number_together(pack: Pack, person: Person) -> None:
    first, rest = person.mobile[:3], person.mobile[3:]
    with_code(pack, f'x = "{first}" & _\r\n  "{rest}"')


@refused
def embedded_workbook(pack: Pack, person: Person) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as inner:
        inner.writestr(
            "xl/sharedStrings.xml",
            f'<sst xmlns="{MAIN}"><si><r><t>{person.name[:1]}</t></r><r><t>{person.name[1:]}</t>'
            "</r></si></sst>",
        )
    pack.add(
        "xl/embeddings/Microsoft_Excel_Sheet1.xlsx", out.getvalue(), "package",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", SHEET,
    )  # fmt: skip


@refused
def active_x(pack: Pack, person: Person) -> None:
    pack.add(
        "xl/activeX/activeX1.bin", b"\1\2\3" + person.name.encode("utf-16-le") + b"\0\0",
        "activeXControlBinary", "application/vnd.ms-office.activeX", SHEET,
    )  # fmt: skip


@refused
def metafile(pack: Pack, person: Person) -> None:
    data = b"\x01\0\0\0" + b"\0" * 40 + person.mobile.encode("utf-16-le") + b"\0" * 20
    pack.add("xl/media/image1.emf", data, "image", "image/x-emf", SHEET)


@refused
def picture_text(pack: Pack, person: Person) -> None:
    def chunk(kind: bytes, body: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + body))
        return struct.pack(">I", len(body)) + kind + body + check

    text = b"Comment\0\0" + zlib.compress(person.name.encode())
    data = b"\x89PNG\r\n\x1a\n" + chunk(b"zTXt", text) + chunk(b"IEND", b"")
    pack.add("xl/media/image1.png", data, "image", "image/png", SHEET)


@refused
def photo_text(pack: Pack, person: Person) -> None:
    body = person.email.encode()
    data = b"\xff\xd8\xff\xfe" + struct.pack(">H", len(body) + 2) + body + b"\xff\xda\0\2\xff\xd9"
    pack.add("xl/media/image1.jpeg", data, "image", "image/jpeg", SHEET)


@refused
def power_query(pack: Pack, person: Person) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as inner:
        inner.writestr("Formulas/Section1.m", f'shared 查询 = "{person.name}";')
    packed = struct.pack("<II", 0, len(out.getvalue())) + out.getvalue() + struct.pack("<I", 0)
    text = (
        '<DataMashup xmlns="http://schemas.microsoft.com/DataMashup">'
        f"{base64.b64encode(packed).decode()}</DataMashup>"
    )
    pack.add("customXml/item1.xml", text, "customXml", "application/xml")


@refused
def data_model(pack: Pack, person: Person) -> None:
    data = b"\1\2" + zlib.compress(person.name.encode())
    pack.add("xl/model/item.data", data, "powerPivotData", "application/vnd.ms-model", SHEET)
