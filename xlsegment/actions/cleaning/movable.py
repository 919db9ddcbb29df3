"""Whether the rows of a table may move up: whatever would not move with them must not be there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsegment.workbook.handle import TableHandle

if TYPE_CHECKING:
    from xlsegment.engine.draft import Draft
    from xlsegment.engine.sheetmodel import SheetModel

_ROW: Final = re.compile(rb'<row [^>]*?\br="(\d+)"[^>]*>')
_OF_ITS_OWN: Final = re.compile(rb'\b(?:hidden|customHeight|customFormat)="(?:1|true)"')
_COLUMN: Final = r"\$?[A-Za-z]{1,3}\$?"
_CELL: Final = rf"{_COLUMN}\d+"
_HERE: Final = re.compile(rf"(?<![\w.$!\[:'])({_CELL})(?![\w.(!\[:])")
# Kept of a piece, so that nothing is missed where two meet.
_REST: Final = 1024


def rows_may_move(handle: TableHandle) -> bool:
    """Tell whether nothing is tied to single rows of a table in a closed file.

    That is: notes, links, merged cells, rows of their own height or format, hidden ones (as by a
    filter), cells that look different from their neighbours, texts in several fonts, errors that
    are no results, and formulas that refer to single cells of other rows or from elsewhere.
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
            _has_rich_texts(draft)
            or _has_tied_parts(draft, source.part)
            or _has_own_rows(draft, source.part, handle)
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
    """Tell whether formulas of the sheet refer to no single cell of the table in another row."""
    from xlsegment.engine.edits import Area

    for column, formulas in model.cells.formulas.items():
        inside = handle.first_col <= column <= handle.last_col
        top, bottom = min(formulas), max(formulas)
        texts = model.formulas(Area(top, column, bottom, column))[0]
        for row in formulas:
            for reference in _single(texts[row - top]):
                at = int(re.sub(r"\D", "", reference))
                own = inside and at == row and "$" not in reference.lstrip("$")
                if handle.first_row <= at <= handle.last_row and not own:
                    return False
    return True


def _single(formula: str) -> Iterator[str]:
    """Yield the references to single cells of the formula's own sheet."""
    without_texts = re.sub(r'"(?:[^"]|"")*"', '""', formula)
    for match in _HERE.finditer(without_texts):
        yield match[1]


def _has_rich_texts(draft: Draft) -> bool:
    return any(
        _holds(draft, name, re.compile(rb"<(?:\w+:)?r[ >]"))
        for name in draft.names
        if name.endswith("sharedStrings.xml")
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


def _is_pointed_at(draft: Draft, part: str, handle: TableHandle) -> bool:
    """Tell whether formulas elsewhere refer to single cells of the sheet."""
    from xlsegment.engine.references import formula_parts, formulas

    name = handle.sheet.name
    quoted = re.escape(name.replace("'", "''"))
    single = re.compile(
        rf"(?:'{quoted}'|\b{re.escape(name)})!{_COLUMN}(\d+)(?![\w:])", re.IGNORECASE
    )
    # Some programs write every sign that is not ASCII as a number.
    named = re.compile(re.escape(name.encode()) + rb"|&#")
    parts = [each for each in formula_parts(draft) if each != part and _holds(draft, each, named)]
    found = (each for each in formulas(draft, parts) if not each.name)
    hits = (match for each in found for match in single.finditer(unescape(each.formula)))
    return any(handle.first_row <= int(match[1]) <= handle.last_row for match in hits)


def _holds(draft: Draft, part: str, pattern: re.Pattern[bytes]) -> bool:
    rest = b""
    for piece in draft.stream(part):
        rest += piece
        if pattern.search(rest):
            return True
        rest = rest[-_REST:]
    return False
