"""The workbook around the cells: sheets, names, tables, number formats, date system."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from xlsegment.engine.address import parse_area
from xlsegment.engine.edits import Area
from xlsegment.engine.grid import DateRule
from xlsegment.engine.markup import MarkupFault, Node, text_of
from xlsegment.engine.package import Package, SheetKind
from xlsegment.engine.serials import BUILTIN_FORMATS, is_date_format
from xlsegment.engine.textbytes import unescape_text

_STYLE_FLAGS = ("showFirstColumn", "showLastColumn", "showRowStripes", "showColumnStripes")


@dataclass(frozen=True, slots=True)
class SheetMeta:
    """One tab: a worksheet, or a chart, macro or dialog sheet that is only carried along."""

    name: str
    kind: SheetKind
    part: str
    state: str = "visible"


@dataclass(frozen=True, slots=True)
class NameMeta:
    """A defined name; ``refers_to`` is without the leading ``=``."""

    name: str
    sheet: str | None
    refers_to: str


@dataclass(frozen=True, slots=True)
class TableMeta:
    """A table (ListObject) as the file has it; ``flags`` are the style options that are on."""

    name: str
    area: Area
    columns: tuple[str, ...]
    header_rows: int = 1
    totals_rows: int = 0
    style: str | None = None
    flags: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class WorkbookMeta:
    """What the small parts of a workbook say."""

    sheets: tuple[SheetMeta, ...]
    names: tuple[NameMeta, ...]
    strings_part: str | None
    dates: DateRule
    formats: tuple[str, ...]
    active: int = 0


def is_true(text: str | None) -> bool:
    """Read an XML boolean."""
    return text in ("1", "true")


def read_workbook(package: Package) -> WorkbookMeta:
    """Read the workbook part and what hangs on it, except the sheets themselves."""
    data, root = package.parsed(package.workbook_part)
    try:
        sheets = tuple(_sheets(package, root))
        formats = _formats(package)
        names = tuple(_names(data, root, sheets))
        active = _active(root, len(sheets))
    except (ValueError, MarkupFault) as error:
        fault = MarkupFault("内容有误", "its content is wrong")
        raise package.fault(package.workbook_part, fault) from error
    properties = root.find("workbookPr")
    strings = package.related(package.workbook_part, "sharedStrings")
    return WorkbookMeta(
        sheets=sheets,
        names=names,
        strings_part=strings[0].target if strings else None,
        dates=DateRule(
            np.array([is_date_format(code) for code in formats], dtype=np.bool_),
            properties is not None and is_true(properties.attrs.get("date1904")),
        ),
        formats=formats,
        active=active,
    )


def _sheets(package: Package, root: Node) -> Iterator[SheetMeta]:
    listing = root.find("sheets")
    for node in listing.children if listing else ():
        part = package.sheet_parts[node.attrs["name"]]
        yield SheetMeta(part.name, part.kind, part.part, node.attrs.get("state", "visible"))


def _names(data: bytes, root: Node, sheets: tuple[SheetMeta, ...]) -> Iterator[NameMeta]:
    listing = root.find("definedNames")
    for node in listing.every("definedName") if listing else ():
        scope = node.attrs.get("localSheetId")
        owner = None
        if scope is not None:
            if int(scope) >= len(sheets):
                continue
            owner = sheets[int(scope)].name
        yield NameMeta(node.attrs.get("name", ""), owner, text_of(data, node).strip())


def _active(root: Node, count: int) -> int:
    view = root.find("bookViews", "workbookView")
    active = int(view.attrs.get("activeTab", "0")) if view else 0
    return active if active < count else 0


def _formats(package: Package) -> tuple[str, ...]:
    """Return the number format of every cell style, by style id."""
    found = package.related(package.workbook_part, "styles")
    if not found:
        return ("General",)
    _, root = package.parsed(found[0].target)
    codes = dict(BUILTIN_FORMATS)
    own = root.find("numFmts")
    for node in own.children if own else ():
        codes[node.number("numFmtId")] = node.attrs.get("formatCode", "General")
    styles = root.find("cellXfs")
    return tuple(
        codes.get(node.number("numFmtId"), "General")
        for node in (styles.every("xf") if styles else ())
    ) or ("General",)


def read_tables(package: Package, sheet_part: str) -> tuple[TableMeta, ...]:
    """Read the tables of one sheet, from the top left to the bottom right."""
    found = []
    for relation in package.related(sheet_part, "table"):
        _, root = package.parsed(relation.target)
        area = parse_area(root.attrs.get("ref", ""))
        try:
            if area is None:
                raise MarkupFault("缺少表格区域", "the table's area is missing")
            found.append(_table(root, area))
        except MarkupFault as fault:
            raise package.fault(relation.target, fault) from fault
    return tuple(found)


def _table(root: Node, area: Area) -> TableMeta:
    columns, style = root.find("tableColumns"), root.find("tableStyleInfo")
    flags = {key for key in _STYLE_FLAGS if style and is_true(style.attrs.get(key))}
    if root.find("autoFilter"):
        flags.add("autoFilter")
    return TableMeta(
        name=root.attrs.get("displayName") or root.attrs.get("name", ""),
        area=area,
        columns=tuple(
            unescape_text(node.attrs.get("name", ""))
            for node in (columns.every("tableColumn") if columns else ())
        ),
        header_rows=root.number("headerRowCount", 1),
        totals_rows=root.number("totalsRowCount"),
        style=(style.attrs.get("name") or None) if style else None,
        flags=frozenset(flags),
    )
