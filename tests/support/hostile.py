"""Damaged, hostile and impossible workbooks, each made from a sound one.

`HOSTILE` maps a name to a function that turns the bytes of a workbook made by ``xlsegment new``
into those of the bad file. All of them have to be refused.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Callable

Parts = dict[str, bytes]
Builder = Callable[[bytes], bytes]

HOSTILE: dict[str, Builder] = {}

_BOOK = "xl/workbook.xml"
_TYPES = "[Content_Types].xml"
_BOOK_RELS = "xl/_rels/workbook.xml.rels"
_STRINGS = "xl/sharedStrings.xml"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def hostile(builder: Builder) -> Builder:
    """Register a builder under its name."""
    HOSTILE[builder.__name__] = builder
    return builder


def unpack(good: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(good)) as package:
        return {name: package.read(name) for name in package.namelist()}


def pack(parts: Parts) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return stream.getvalue()


def _part_of(parts: Parts, tab: str) -> str:
    relation = re.search(rf'<sheet [^>]*name="{tab}"[^>]*r:id="(\w+)"'.encode(), parts[_BOOK])
    assert relation
    for node in re.findall(rb"<Relationship [^>]*>", parts[_BOOK_RELS]):
        if b'Id="' + relation[1] + b'"' in node:
            target = re.search(rb'Target="/?(?:xl/)?([^"]+)"', node)
            assert target
            return "xl/" + target[1].decode()
    raise AssertionError(tab)


def orders_sheet(parts: Parts) -> str:
    return _part_of(parts, "订单明细")


def customers_sheet(parts: Parts) -> str:
    return _part_of(parts, "客户基础信息表")


def _edit(name: str | Callable[[Parts], str], change: Callable[[bytes], bytes]) -> Builder:
    def build(good: bytes) -> bytes:
        parts = unpack(good)
        part = name if isinstance(name, str) else name(parts)
        changed = change(parts[part])
        assert changed != parts[part], "the damage has no effect"
        return pack({**parts, part: changed})

    return build


def _swap(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    return lambda content: content.replace(old, new, 1)


def _sub(pattern: bytes, new: bytes) -> Callable[[bytes], bytes]:
    return lambda content: re.sub(pattern, new, content, count=1, flags=re.DOTALL)


def _after_declaration(text: bytes) -> Callable[[bytes], bytes]:
    return lambda content: re.sub(rb"^(<\?xml[^>]*\?>)?", lambda m: m[0] + text, content, count=1)


# --- no package at all ------------------------------------------------------------------------
HOSTILE |= {
    "empty_file": lambda good: b"",
    "one_byte": lambda good: b"P",
    "plain_text": lambda good: "客户ID,姓名\nC1,张三\n".encode(),
    "utf16_text": lambda good: "客户ID\t姓名\r\n".encode("utf-16"),
    "html_table": lambda good: b"<html><table><tr><td>1</td></tr></table></html>",
    "xml_2003": lambda good: (
        b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>'
    ),
    "png_picture": lambda good: b"\x89PNG\r\n\x1a\n" + bytes(100),
    "pdf_document": lambda good: b"%PDF-1.7\n" + bytes(100),
    "legacy_xls": lambda good: _OLE + "Workbook".encode("utf-16-le"),
    "encrypted_workbook": lambda good: _OLE + "EncryptedPackage".encode("utf-16-le"),
    "gzip": lambda good: b"\x1f\x8b\x08" + good[:500],
    "rar": lambda good: b"Rar!\x1a\x07\x01\x00" + bytes(50),
    "zeros": lambda good: bytes(len(good)),
}

# --- damaged containers -----------------------------------------------------------------------
HOSTILE |= {
    "cut_after_the_first_header": lambda good: good[:60],
    "cut_at_a_tenth": lambda good: good[: len(good) // 10],
    "cut_in_the_middle": lambda good: good[: len(good) // 2],
    "cut_in_the_directory": lambda good: good[: good.rindex(b"PK\x01\x02") + 20],
    "cut_by_the_last_byte": lambda good: good[:-1],
    "start_missing": lambda good: good[30:],
    "directory_offset_wrong": lambda good: good[:-6] + struct.pack("<I", 2**31) + good[-2:],
    "entry_count_wrong": lambda good: good[:-12] + struct.pack("<H", 3) + good[-10:],
    "two_disks": lambda good: good[:-18] + struct.pack("<H", 1) + good[-16:],
    "no_entries": lambda good: b"PK\x05\x06" + bytes(18),
}


@hostile
def flipped_bits_in_a_sheet(good: bytes) -> bytes:
    name = orders_sheet(unpack(good))
    with zipfile.ZipFile(io.BytesIO(good)) as package:
        info = package.getinfo(name)
    middle = info.header_offset + 30 + len(name) + info.compress_size // 2
    return (
        good[:middle] + bytes([good[middle] ^ 0xFF, good[middle + 1] ^ 0xFF]) + good[middle + 2 :]
    )


@hostile
def wrong_checksum(good: bytes) -> bytes:
    return _patch_directory(good, orders_sheet(unpack(good)), 16, struct.pack("<I", 0xDEADBEEF))


@hostile
def wrong_size(good: bytes) -> bytes:
    return _patch_directory(good, orders_sheet(unpack(good)), 24, struct.pack("<I", 17))


@hostile
def encrypted_entry(good: bytes) -> bytes:
    return _patch_directory(good, _BOOK, 8, struct.pack("<H", 1))


@hostile
def unknown_compression(good: bytes) -> bytes:
    return _patch_directory(good, orders_sheet(unpack(good)), 10, struct.pack("<H", 97))


@hostile
def entry_leads_outside_the_file(good: bytes) -> bytes:
    return _patch_directory(good, _BOOK, 42, struct.pack("<I", len(good) + 99))


@hostile
def two_entries_share_their_bytes(good: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(good)) as package:
        offset = package.getinfo(_BOOK).header_offset
    return _patch_directory(good, _TYPES, 42, struct.pack("<I", offset))


@hostile
def name_differs_between_header_and_directory(good: bytes) -> bytes:
    at = good.index(_BOOK.encode())
    return good[:at] + b"xl/workbooK.xml" + good[at + len(_BOOK) :]


def _patch_directory(good: bytes, name: str, at: int, value: bytes) -> bytes:
    """Overwrite a field of an entry of the central directory."""
    entry = good.rindex(name.encode()) - 46
    assert good[entry : entry + 4] == b"PK\x01\x02"
    return good[: entry + at] + value + good[entry + at + len(value) :]


@hostile
def part_twice(good: bytes) -> bytes:
    stream = io.BytesIO(good)
    with zipfile.ZipFile(stream, "a") as package:
        package.filelist.append(package.getinfo(_BOOK))
        package._didModify = True  # type: ignore[attr-defined]
    return stream.getvalue()


def _extra(name: str, content: bytes) -> Builder:
    return lambda good: pack({**unpack(good), name: content})


HOSTILE |= {
    "path_upwards": _extra("../../evil.xml", b"<a/>"),
    "absolute_path": _extra("/etc/evil.xml", b"<a/>"),
    "backslash_path": _extra("xl\\..\\..\\evil.xml", b"<a/>"),
    "names_differ_in_case_only": _extra("XL/workbook.xml", b"<workbook/>"),
}


# --- bombs ------------------------------------------------------------------------------------
@hostile
def zip_bomb_in_a_sheet(good: bytes) -> bytes:
    parts = unpack(good)
    name = orders_sheet(parts)
    parts[name] = parts[name].replace(b"</sheetData>", b" " * 300_000_000 + b"</sheetData>")
    return pack(parts)


@hostile
def ten_thousands_of_entries(good: bytes) -> bytes:
    return pack({**unpack(good), **{f"xl/media/{number}.png": b"" for number in range(70_000)}})


_LAUGHS = (
    b'<!DOCTYPE a [<!ENTITY a0 "ha">'
    + b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10))
    + b"]>"
)
_OUTSIDE = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
_QUIET = b'<!DOCTYPE worksheet SYSTEM "http://127.0.0.1:9/x.dtd">'

for _name, _where in {
    "a_sheet": orders_sheet,
    "the_workbook": _BOOK,
    "the_styles": "xl/styles.xml",
    "the_content_types": _TYPES,
    "the_relationships": _BOOK_RELS,
}.items():
    HOSTILE[f"entity_expansion_in_{_name}"] = _edit(_where, _after_declaration(_LAUGHS))
    HOSTILE[f"external_entity_in_{_name}"] = _edit(_where, _after_declaration(_OUTSIDE))
HOSTILE["external_dtd_in_a_sheet"] = _edit(orders_sheet, _after_declaration(_QUIET))
HOSTILE["ten_thousand_levels_of_elements"] = _edit(
    orders_sheet,
    _swap(b"</worksheet>", b"<x>" * 100_000 + b"</x>" * 100_000 + b"</worksheet>"),
)


# --- parts that are missing or not what they should be ----------------------------------------
def _without(*names: str | Callable[[Parts], str]) -> Builder:
    def build(good: bytes) -> bytes:
        parts = unpack(good)
        for name in names:
            del parts[name if isinstance(name, str) else name(parts)]
        return pack(parts)

    return build


def _first_table(parts: Parts) -> str:
    return next(name for name in parts if name.startswith("xl/tables/"))


HOSTILE |= {
    "no_content_types": _without(_TYPES),
    "no_package_relationships": _without("_rels/.rels"),
    "no_workbook": _without(_BOOK),
    "no_workbook_relationships": _without(_BOOK_RELS),
    "a_sheet_is_missing": _without(orders_sheet),
    "a_table_is_missing": _without(_first_table),
    "the_styles_are_missing": _without("xl/styles.xml"),
    "empty_workbook_part": _edit(_BOOK, lambda content: b""),
    "empty_sheet_part": _edit(orders_sheet, lambda content: b""),
    "truncated_workbook_part": _edit(_BOOK, lambda content: content[: len(content) // 2]),
    "truncated_sheet_part": _edit(orders_sheet, lambda content: content[: len(content) // 2]),
    "truncated_table_part": _edit(_first_table, lambda content: content[: len(content) // 2]),
    "truncated_content_types": _edit(_TYPES, lambda content: content[: len(content) // 2]),
    "nul_bytes_in_a_sheet": _edit(orders_sheet, _swap(b"<sheetData>", b"<sheetData>\0\0")),
    "no_utf8_in_a_sheet": _edit(orders_sheet, _swap(b"<sheetData>", b"<sheetData><!--\xff\xfe-->")),
    "sheet_is_a_chartsheet": _edit(
        orders_sheet,
        lambda content: (
            b'<chartsheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
        ),
    ),
    "sheet_without_cells": _edit(orders_sheet, _sub(rb"<sheetData.*</sheetData>", b"")),
    "sheet_lies_elsewhere": _edit(
        _BOOK_RELS, _sub(rb'(worksheet" )?Target="[^"]+sheet4.xml"', rb'\1Target="sheet4.xml"')
    ),
    "word_document": _edit(
        _TYPES,
        _sub(rb"spreadsheetml\.sheet\.main\+xml", b"wordprocessingml.document.main+xml"),
    ),
    "binary_workbook": _edit(
        _TYPES,
        _sub(
            rb"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main\+xml",
            b"application/vnd.ms-excel.sheet.binary.macroEnabled.main",
        ),
    ),
    "prefixed_sheet": _edit(
        orders_sheet,
        lambda content: (
            re.sub(rb"<(/?)(?=[a-zA-Z])(?!\?)", rb"<\1x:", content)
            .replace(b"xmlns=", b"xmlns:x=", 1)
            .replace(b"<x:?xml", b"<?xml")
        ),
    ),
}

_TRANSITIONAL = b"http://schemas.openxmlformats.org/"
_STRICT = b"http://purl.oclc.org/ooxml/"


@hostile
def strict_format(good: bytes) -> bytes:
    parts = unpack(good)
    return pack(
        {
            name: content.replace(
                _TRANSITIONAL + b"spreadsheetml/2006/main", _STRICT + b"spreadsheetml/main"
            ).replace(
                _TRANSITIONAL + b"officeDocument/2006/relationships",
                _STRICT + b"officeDocument/relationships",
            )
            if name.endswith((".xml", ".rels"))
            else content
            for name, content in parts.items()
        }
    )


@hostile
def signed_workbook(good: bytes) -> bytes:
    parts = unpack(good)
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(
        b"</Relationships>",
        b'<Relationship Id="rIdS" Type="http://schemas.openxmlformats.org/package/2006/'
        b'relationships/digital-signature/origin" Target="_xmlsignatures/origin.sigs"/>'
        b"</Relationships>",
    )
    parts[_TYPES] = parts[_TYPES].replace(
        b"</Types>",
        b'<Default Extension="sigs" ContentType="application/vnd.openxmlformats-package.'
        b'digital-signature-origin"/></Types>',
    )
    parts["_xmlsignatures/origin.sigs"] = b""
    return pack(parts)


# --- cells that cannot be ---------------------------------------------------------------------
HOSTILE |= {
    "row_zero": _edit(orders_sheet, _swap(b'<row r="5"', b'<row r="0"')),
    "row_beyond_the_last": _edit(orders_sheet, _swap(b'<row r="5"', b'<row r="1048577"')),
    "row_number_is_text": _edit(orders_sheet, _swap(b'<row r="5"', b'<row r="five"')),
    "row_twice": _edit(orders_sheet, _swap(b'<row r="5"', b'<row r="4"')),
    "cell_beyond_the_last_column": _edit(orders_sheet, _swap(b'<c r="A5"', b'<c r="XFE5"')),
    "cell_reference_is_nonsense": _edit(orders_sheet, _swap(b'<c r="A5"', b'<c r="5A"')),
    "cell_of_another_row": _edit(orders_sheet, _swap(b'<c r="B5"', b'<c r="B9"')),
    "cell_twice": _edit(orders_sheet, _swap(b'<c r="B5"', b'<c r="A5"')),
    "number_is_text": _edit(orders_sheet, _sub(rb'(<c r="D5"[^>]*>)<v>[^<]*', rb"\1<v>1o0")),
    "unclosed_cell": _edit(orders_sheet, _swap(b"</c>", b"")),
    "protected_result_sheet": _edit(
        customers_sheet,
        _swap(b"</sheetData>", b'</sheetData><sheetProtection sheet="1" objects="1"/>'),
    ),
    "merged_cells_in_the_results": _edit(
        customers_sheet,
        _swap(b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="J5:L6"/></mergeCells>'),
    ),
    "table_reference_is_nonsense": _edit(_first_table, _sub(rb' ref="[^"]+"', b' ref="A1"')),
    "table_beyond_the_last_row": _edit(_first_table, _sub(rb' ref="[^"]+"', b' ref="A4:C1048577"')),
}
