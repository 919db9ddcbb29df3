"""The file: a macro-enabled add-in with the fewest parts that Excel needs (ECMA-376)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from xlsegment.addin.sheets import AddinSheet
from xlsegment.text import Text

_SHEETML: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006"
_MICROSOFT: Final = "http://schemas.microsoft.com/office"

_XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)

#: What Excel's list of add-ins shows.
_TITLE: Final = "xlsegment"
_ABOUT: Final = Text("Excel 里的客户分层", "Customer segmentation inside Excel")

_STYLES: Final = (
    f'<styleSheet xmlns="{_SHEETML}">'
    '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)


def package(sheets: Sequence[AddinSheet], customui: str, vba_project: bytes) -> bytes:
    """Return the add-in's bytes, the same ones for the same content on every machine."""
    parts: dict[str, str] = {
        "[Content_Types].xml": _content_types(sheets),
        "_rels/.rels": _relationships(
            {
                "rId1": (f"{_OFFICE}/relationships/officeDocument", "xl/workbook.xml"),
                "rId2": (
                    f"{_PACKAGE}/relationships/metadata/core-properties",
                    "docProps/core.xml",
                ),
                "rId3": (
                    f"{_MICROSOFT}/2007/relationships/ui/extensibility",
                    "customUI/customUI14.xml",
                ),
            }
        ),
        "docProps/core.xml": _core_properties(),
        "customUI/customUI14.xml": customui,
        "xl/workbook.xml": _workbook(sheets),
        "xl/_rels/workbook.xml.rels": _workbook_relationships(sheets),
        "xl/styles.xml": _STYLES,
    }
    for number, sheet in enumerate(sheets, 1):
        parts[f"xl/worksheets/sheet{number}.xml"] = sheet.xml()
    content = {name: (_XML + text).encode("utf-8") for name, text in parts.items()}
    return _zipped({**content, "xl/vbaProject.bin": vba_project})


def _content_types(sheets: Sequence[AddinSheet]) -> str:
    spreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    overrides = {
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "/xl/workbook.xml": "application/vnd.ms-excel.addin.macroEnabled.main+xml",
        "/xl/styles.xml": f"{spreadsheet}.styles+xml",
        **{
            f"/xl/worksheets/sheet{number}.xml": f"{spreadsheet}.worksheet+xml"
            for number in range(1, len(sheets) + 1)
        },
    }
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
        + "".join(
            f'<Override PartName="{part}" ContentType="{kind}"/>'
            for part, kind in overrides.items()
        )
        + "</Types>"
    )


def _relationships(targets: Mapping[str, tuple[str, str]]) -> str:
    return (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        + "".join(
            f'<Relationship Id="{identity}" Type="{kind}" Target="{target}"/>'
            for identity, (kind, target) in targets.items()
        )
        + "</Relationships>"
    )


def _workbook(sheets: Sequence[AddinSheet]) -> str:
    return (
        f'<workbook xmlns="{_SHEETML}" xmlns:r="{_OFFICE}/relationships">'
        # The code name ties the workbook to its module of the VBA project. Nothing is computed on
        # load, so that Excel never asks whether to save the add-in.
        '<workbookPr codeName="ThisWorkbook"/><bookViews><workbookView/></bookViews><sheets>'
        + "".join(
            f'<sheet name={quoteattr(sheet.name)} sheetId="{number}" r:id="rId{number}"/>'
            for number, sheet in enumerate(sheets, 1)
        )
        + '</sheets><calcPr calcId="191029"/></workbook>'
    )


def _workbook_relationships(sheets: Sequence[AddinSheet]) -> str:
    targets = {
        f"rId{number}": (f"{_OFFICE}/relationships/worksheet", f"worksheets/sheet{number}.xml")
        for number in range(1, len(sheets) + 1)
    }
    styles, project = f"rId{len(sheets) + 1}", f"rId{len(sheets) + 2}"
    targets[styles] = (f"{_OFFICE}/relationships/styles", "styles.xml")
    targets[project] = (f"{_MICROSOFT}/2006/relationships/vbaProject", "vbaProject.bin")
    return _relationships(targets)


def _core_properties() -> str:
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{_TITLE}</dc:title><dc:creator>{_TITLE}</dc:creator>"
        f"<dc:description>{escape(' / '.join(_ABOUT.both))}</dc:description>"
        "</cp:coreProperties>"
    )


def _zipped(content: Mapping[str, bytes]) -> bytes:
    """Return a zip file of stored parts: what deflate writes differs between zlib's builds."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in content.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system = 0  # otherwise that of the machine
            archive.writestr(entry, data)
    return out.getvalue()
