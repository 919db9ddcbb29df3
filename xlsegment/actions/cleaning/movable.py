"""Whether the rows of a table may move up: whatever would not move with them must not be there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsegment.engine.address import MAX_ROWS, parse_area
from xlsegment.engine.formulas import Reference, references
from xlsegment.workbook.handle import TableHandle
from xlsegment.workbook.keep import moved

if TYPE_CHECKING:
    from xlsegment.engine.draft import Draft
    from xlsegment.engine.sheetmodel import SheetModel

_ROW: Final = re.compile(rb'<row [^>]*?\br="(\d+)"[^>]*>')
_OF_ITS_OWN: Final = re.compile(rb'\b(?:hidden|customHeight|customFormat)="(?:1|true)"')
_RULE: Final = re.compile(
    rb'<(?:conditionalFormatting|dataValidation)\s[^<>]*?\bsqref="([^"<>]*)"|<xm:sqref>([^<>]*)<'
)
# Kept of a piece, so that nothing is missed where two meet.
_REST: Final = 1024


def rows_may_move(handle: TableHandle) -> bool:
    """Tell whether nothing is tied to single rows of a table in a closed file.

    That is: notes, links, merged cells, rows of their own height or format, hidden ones (as by a
    filter), cells that look different from their neighbours, texts in several fonts, errors that
    are no results, rules and formulas that are about some rows and not about others.
    """
    from xlsegment.engine.draft import Draft
    from xlsegment.engine.package import Package

    model: SheetModel = handle.sheet.impl.model
    source = model.source
    if source is None or not _alike(model, handle) or not _own_rows_only(model, handle):
        return False
    path = handle.sheet.book.impl.model.path
    with Package(path) as package:
        draft = Draft(package, path.parent)
        return not (
            _has_rich_texts(draft, source.part)
            or _has_tied_parts(draft, source.part)
            or _has_own_rows(draft, source.part, handle)
            or _has_own_rules(draft, source.part, handle)
            or _is_pointed_at(draft, source.part, handle)
        )


def _alike(model: SheetModel, handle: TableHandle) -> bool:
    from xlsegment.engine.grid import ERROR

    sheet = model.cells
    first, last = handle.first_row, handle.last_row
    if any(area.row1 <= last and area.row2 >= first for area in (*sheet.merged, *sheet.arrays)):
        return False
    for number in range(handle.first_col, handle.last_col + 1):
        cells = sheet.columns.get(number)
        if cells is None:
            continue
        part = cells.between(first, last)
        if len(np.unique(cells.styles[part])) > 1:
            return False
        errors = cells.rows[part][cells.kinds[part] == ERROR]
        if len(np.setdiff1d(errors, list(sheet.formulas.get(number, {})))):
            return False
    return True


def _own_rows_only(model: SheetModel, handle: TableHandle) -> bool:
    """Tell whether formulas of the sheet refer to no part of the table but their own row."""
    from xlsegment.engine.edits import Area

    for column, formulas in model.cells.formulas.items():
        inside = handle.first_col <= column <= handle.last_col
        top, bottom = min(formulas), max(formulas)
        texts = model.formulas(Area(top, column, bottom, column))[0]
        for row in formulas:
            in_table = inside and handle.first_row <= row <= handle.last_row
            # What goes along when the row moves is not in the way.
            text = moved(texts[row - top], row, MAX_ROWS) if in_table else texts[row - top]
            if any(_splits(each, handle, own=True) for each in references(text)):
                return False
    return True


def _splits(reference: Reference, handle: TableHandle, *, own: bool) -> bool:
    """Tell whether a reference, from the table's ``own`` sheet or not, is to some rows only."""
    name, area = reference.sheet, reference.area
    if not own if name is None else name.casefold() != handle.sheet.name.casefold():
        return False
    first, last = handle.first_row, handle.last_row
    rows = area.row1 <= last and area.row2 >= first
    columns = area.col1 <= handle.last_col and area.col2 >= handle.first_col
    return rows and columns and not (area.row1 <= first and area.row2 >= last)


def _has_rich_texts(draft: Draft, part: str) -> bool:
    """Tell whether there are texts in several fonts, shared ones or such as stand in the sheet."""
    return any(
        _holds(draft, name, re.compile(rb"<(?:\w+:)?r[ >]"))
        for name in draft.names
        if name == part or name.endswith("sharedStrings.xml")
    )


def _has_tied_parts(draft: Draft, part: str) -> bool:
    """Tell whether the sheet has notes or links."""
    kinds = [each.type.rpartition("/")[2].lower() for each in draft.package.rels(part).values()]
    return any("comment" in kind or "hyperlink" in kind for kind in kinds) or _holds(
        draft, part, re.compile(rb"<(?:\w+:)?hyperlink ")
    )


def _has_own_rows(draft: Draft, part: str, handle: TableHandle) -> bool:
    rest = b""
    for piece in draft.stream(part):
        rest += piece
        for match in _ROW.finditer(rest):
            inside = handle.first_row <= int(match[1]) <= handle.last_row
            if inside and _OF_ITS_OWN.search(match[0]):
                return True
        rest = rest[-_REST:]
    return False


def _has_own_rules(draft: Draft, part: str, handle: TableHandle) -> bool:
    """Tell whether conditional formats or validations hold for some rows and not for others."""
    rest = b""
    for piece in draft.stream(part):
        rest += piece
        for match in _RULE.finditer(rest):
            for text in (match[1] or match[2]).decode().split():
                area = parse_area(text)
                if area and _splits(Reference(None, area), handle, own=True):
                    return True
        rest = rest[-_REST:]
    return False


def _is_pointed_at(draft: Draft, part: str, handle: TableHandle) -> bool:
    """Tell whether formulas elsewhere refer to some rows of the table and not to others."""
    from xlsegment.engine.references import formulas, mentioning

    parts = [each for each in mentioning(draft, handle.sheet.name) if each != part]
    return any(
        _splits(reference, handle, own=False)
        for found in formulas(draft, parts)
        for reference in references(found.formula)
    )


def _holds(draft: Draft, part: str, pattern: re.Pattern[bytes]) -> bool:
    rest = b""
    for piece in draft.stream(part):
        rest += piece
        if pattern.search(rest):
            return True
        rest = rest[-_REST:]
    return False
