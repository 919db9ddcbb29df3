"""References written as text -> the sheet and area they lead to."""

from __future__ import annotations

import re
from typing import Final

from xlsegment.engine.address import parse_area, split_sheet
from xlsegment.engine.bookmodel import BookModel, NameState
from xlsegment.engine.edits import Area
from xlsegment.engine.sheetmodel import SheetModel
from xlsegment.engine.tablestate import TableState, body_area, header_area, totals_area
from xlsegment.errors import BadReference

Target = tuple[SheetModel, Area]

_MAX_DEPTH: Final = 8  # names that lead to names
_STRUCTURED = re.compile(r"([^\[\]!]+?)(?:\[(.*)\])?", re.DOTALL)
_ITEM = re.compile(r"\[((?:[^'\[\]]|'.)*)\]")


def resolve(book: BookModel, sheet: SheetModel, text: str) -> Target:
    """Return where a reference leads: an address, a defined name or (a part of) a table.

    Raises
    ------
    BadReference
        It leads nowhere, or to several areas at once.
    """
    found = _resolve(book, sheet, text.strip().removeprefix("="), _MAX_DEPTH)
    if found is None:
        raise BadReference(reference=text)
    return found


def _resolve(book: BookModel, sheet: SheetModel, text: str, depth: int) -> Target | None:
    if depth == 0:
        return None
    prefix, rest = split_sheet(text)
    if prefix is not None:
        owner = book.find_sheet(prefix)
        if owner is None or "!" in rest:
            return None
        sheet = owner
    # A second sheet in "Sheet1!A1:Sheet1!B2" does not occur in what Excel writes.
    area = parse_area(rest)
    if area is not None:
        return sheet, area
    name = find_name(book, sheet, rest, only_sheet=prefix is not None)
    if name is not None:
        return _resolve(book, name.sheet or sheet, name.refers_to, depth - 1)
    return _table_part(book, rest) if prefix is None else None


def find_name(
    book: BookModel, sheet: SheetModel | None, text: str, *, only_sheet: bool = False
) -> NameState | None:
    """Return a defined name: the sheet's own before the workbook's."""
    folded = text.casefold()
    scopes = (sheet,) if only_sheet else (sheet, None)
    for scope in scopes:
        for name in book.names:
            if name.sheet is scope and name.name.casefold() == folded:
                return name
    return None


def find_table(book: BookModel, name: str) -> tuple[SheetModel, TableState] | None:
    """Return a table and its sheet by name; table names are unique in a workbook."""
    folded = name.casefold()
    for sheet in book.worksheets:
        for table in sheet.tables:
            if table.name.casefold() == folded:
                return sheet, table
    return None


def column_names(sheet: SheetModel, table: TableState) -> list[str]:
    """Return a table's column names: its header cells as they are now."""
    header = header_area(table)
    if header is None:
        return list(table.was.columns) if table.was else []
    names = [column[0] for column in sheet.values(header)]
    return [
        name if isinstance(name, str) else "" if name is None else f"{name:g}"
        if isinstance(name, float) else str(name)
        for name in names
    ]  # fmt: skip


def _table_part(book: BookModel, text: str) -> Target | None:
    match = _STRUCTURED.fullmatch(text)
    found = find_table(book, match[1]) if match else None
    if match is None or found is None:
        return None
    sheet, table = found
    inner = match[2]
    if not inner:
        return sheet, body_area(table)
    # Inside an item an apostrophe makes the next character plain.
    items = [re.sub(r"'(.)", r"\1", item) for item in _ITEM.findall(inner) or [inner]]
    area = _rows(table, [item for item in items if item.startswith("#")])
    columns = [item for item in items if not item.startswith("#")]
    if area is None or len(columns) > 2:
        return None
    if columns:
        names = [name.casefold() for name in column_names(sheet, table)]
        try:
            places = [names.index(column.casefold()) for column in columns]
        except ValueError:
            return None
        first = area.col1
        area = Area(area.row1, first + min(places), area.row2, first + max(places))
    return sheet, area


def _rows(table: TableState, items: list[str]) -> Area | None:
    wanted = {item.casefold() for item in items} or {"#data"}
    if wanted == {"#all"}:
        return table.area
    parts = {
        "#data": body_area(table),
        "#headers": header_area(table),
        "#totals": totals_area(table),
    }
    found = [parts.get(item) for item in sorted(wanted)]
    areas = [area for area in found if area is not None]
    if len(areas) != len(found) or wanted == {"#headers", "#totals"}:
        return None
    return Area(
        min(area.row1 for area in areas), areas[0].col1,
        max(area.row2 for area in areas), areas[0].col2,
    )  # fmt: skip
