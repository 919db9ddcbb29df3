"""Damaged and impossible workbooks, each made from one of ours that could be refreshed.

`HOSTILE` maps a name to a function that turns the bytes of a workbook made by ``xlsegment new``
into those of the bad file. All of them have to be refused. Files that are bad before anybody
looks into their sheets are in `tests.engine.hostile_inputs`.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

Parts = dict[str, bytes]
Builder = Callable[[bytes], bytes]

HOSTILE: dict[str, Builder] = {}

_BOOK = "xl/workbook.xml"
_TYPES = "[Content_Types].xml"
_BOOK_RELS = "xl/_rels/workbook.xml.rels"


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


#: Unusual, but sound: every element of a sheet carries a prefix.
prefixed_sheet = _edit(
    customers_sheet,
    lambda content: re.sub(rb"<(/?)(?=[a-zA-Z])", rb"<\1x:", content).replace(
        b" xmlns=", b" xmlns:x=", 1
    ),
)
