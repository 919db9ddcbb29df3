"""The settings that an add-in or a workbook carries on its sheet ``xlsegment.conf``."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from typing import Final
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

from xlsegment.install.places import CONF

_MAX_PART: Final = 16 * 1024**2
_RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def settings_of(content: bytes) -> dict[str, str] | None:
    """Return keys (in capitals) and values of the sheet; None if this is no such file.

    As VBA reads them: from the first row down to the first blank one. An empty value counts.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            part = _sheet_part(package)
            return {} if part is None else dict(_rows(package, part))
    except (zipfile.BadZipFile, ET.ParseError, KeyError, ValueError, NotImplementedError):
        return None


def with_setting(content: bytes, key: str, value: str) -> bytes:
    """Return the add-in with one more setting at the end of its sheet.

    For a user whose own folder VBA cannot open: its name is not in the ANSI code page.
    """
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as package,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy,
    ):
        sheet = _sheet_part(package)
        for info in package.infolist():
            part = package.read(info)
            if info.filename == sheet:
                cells = "".join(
                    f'<c t="inlineStr"><is><t>{escape(text)}</t></is></c>' for text in (key, value)
                )
                number = part.count(b"<row ") + 1
                row = f'<row r="{number}">{cells}</row></sheetData>'.encode()
                part = part.replace(b"</sheetData>", row)
            copy.writestr(info, part)
    return out.getvalue()


def _sheet_part(package: zipfile.ZipFile) -> str | None:
    book = _parsed(package, "xl/workbook.xml")
    targets = {
        each.get("Id"): each.get("Target", "")
        for each in _parsed(package, "xl/_rels/workbook.xml.rels")
    }
    for sheet in book.iterfind("{*}sheets/{*}sheet"):
        if sheet.get("name", "").casefold() == CONF:
            return posixpath.normpath(posixpath.join("/xl", targets[sheet.get(_RELATION)]))[1:]
    return None


def _rows(package: zipfile.ZipFile, part: str) -> Iterator[tuple[str, str]]:
    texts = _shared(package)
    for row in _parsed(package, part).iterfind("{*}sheetData/{*}row"):
        cells = {
            # A cell without an address follows the one before it.
            cell.get("r", "AB"[place : place + 1]).rstrip("0123456789"): _text(cell, texts)
            for place, cell in enumerate(row.iterfind("{*}c"))
        }
        key = cells.get("A", "").strip()
        if not key:
            return
        yield key.upper(), cells.get("B", "")


def _text(cell: ET.Element, texts: list[str]) -> str:
    value = cell.findtext("{*}v") or ""
    kind = cell.get("t", "n")
    if kind == "s":
        return texts[int(value)]
    if kind == "inlineStr":
        return "".join(each.text or "" for each in cell.iterfind(".//{*}t"))
    if kind == "b":
        return "TRUE" if value == "1" else "FALSE"
    return value


def _shared(package: zipfile.ZipFile) -> list[str]:
    name = "xl/sharedStrings.xml"
    if name not in package.namelist():
        return []
    return [
        "".join(each.text or "" for each in item.iterfind(".//{*}t"))
        for item in _parsed(package, name)
    ]


def _parsed(package: zipfile.ZipFile, name: str) -> ET.Element:
    if package.getinfo(name).file_size > _MAX_PART:
        raise ValueError(f"{name} is too large")
    content = package.read(name)
    if b"<!DOCTYPE" in content:
        raise ValueError(f"{name} declares a document type")
    return ET.fromstring(content)
