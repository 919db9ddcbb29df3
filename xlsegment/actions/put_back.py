"""Give an open workbook back what an earlier copy of it holds, in the places that were touched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsegment.actions.touched import Block, Touched, grid
from xlsegment.workbook.memory import is_part_of
from xlsegment.workbook.steps import Resize, as_cell, looks_like_number

if TYPE_CHECKING:
    import datetime as dt

    import xlwings as xw


def put_back(book: xw.Book, before: xw.Book, touched: Touched) -> None:
    """Make what was touched in a workbook what it is in an earlier copy.

    Contents, formulas, number formats, the size of tables, remembered names, added sheets.
    Nothing else is looked at, so what people have done elsewhere stays.
    """
    for sheet, name in touched.tables:
        _resize(book.sheets[sheet].tables[name], before.sheets[sheet].tables[name])
    for block in touched.blocks:
        for piece in block.pieces():
            _formats(piece, book, before)
            piece.on(book).value = contents(piece.on(before))
    for name in touched.names:
        _names(book, before, name)
    surplus = {sheet.name for sheet in book.sheets} - {sheet.name for sheet in before.sheets}
    for name in surplus.intersection(touched.added):
        _forget(book, name)
        book.sheets[name].delete()


def _forget(book: xw.Book, sheet: str) -> None:
    """Delete the names that lead to a sheet: Excel would leave them behind as ``#REF!``."""
    place = "='" + sheet.replace("'", "''").casefold() + "'!"
    bare = f"={sheet.casefold()}!"
    for name in list(book.names):
        if str(name.refers_to).casefold().startswith((place, bare)):
            name.delete()


def _resize(table: xw.main.Table, was: xw.main.Table) -> None:
    totals = was.totals_row_range is not None
    area, now = was.range, table.range
    top, left, (rows, columns) = area.row, area.column, area.shape
    last = top + rows - totals - 1
    surplus = now.row + now.shape[0] - (table.totals_row_range is not None) - 1
    if surplus > last:
        # A totals row that comes to stand on filled cells would push them down.
        right = left + now.shape[1] - 1
        table.parent.range((last + 1, left), (surplus, right)).clear_contents()
    if now.address != area.address:
        Resize(table, table.parent.range((top, left), (last, left + columns - 1))).apply()
    # A failure may have come between hiding the totals row and showing it again.
    if (table.totals_row_range is not None) != totals:
        table.show_totals = totals


def _formats(block: Block, book: xw.Book, before: xw.Book) -> None:
    """Set number formats that differ, in the largest pieces that have only one."""
    here, wanted = block.on(book), _format(block.on(before))
    if wanted is None:
        for half in _halves(block):
            _formats(half, book, before)
    elif _format(here) != wanted:
        here.number_format = wanted


def _format(area: xw.Range) -> str | None:
    """Return the number format, None where the cells have several."""
    return area.number_format


def _halves(block: Block) -> tuple[Block, Block]:
    """Split a block of more than one cell; columns first, for they are mostly of one format."""
    sheet, row, column, rows, columns = (
        block.sheet, block.row, block.column, block.rows, block.columns
    )  # fmt: skip
    if columns > 1:
        half = columns // 2
        return (
            Block(sheet, row, column, rows, half),
            Block(sheet, row, column + half, rows, columns - half),
        )
    half = rows // 2
    return (
        Block(sheet, row, column, half, columns),
        Block(sheet, row + half, column, rows - half, columns),
    )


def contents(area: xw.Range) -> list[list[object]]:
    """Return what has to be written so that cells hold what these hold."""
    formulas, values = grid(area.formula), area.options(ndim=2).value
    as_text = area.number_format == "@"
    return [
        [_content(formula, value, as_text=as_text) for formula, value in zip(*pair, strict=True)]
        for pair in zip(formulas, values, strict=True)
    ]


def _content(
    formula: object, value: str | float | bool | dt.datetime | None, *, as_text: bool
) -> object:
    """Return what has to be written so that a cell holds what it held."""
    # A text that merely begins with "=" has itself as its value.
    if isinstance(formula, str) and formula.startswith("=") and formula != value:
        return formula
    if value is None:
        # An error that is no formula's result has no value, only its text.
        return formula if isinstance(formula, str) and formula.startswith("#") else None
    if not as_text and looks_like_number(value):
        return f"'{value}"
    return as_cell(value)


def _names(book: xw.Book, before: xw.Book, name: str) -> None:
    was = {n.name: n.refers_to for n in before.names if is_part_of(n.name, name)}
    now = {n.name: n for n in book.names if is_part_of(n.name, name)}
    for part, defined in now.items():
        if part not in was:
            defined.delete()
        elif defined.refers_to != was[part]:
            defined.refers_to = was[part] or '=""'
    for part in was.keys() - now.keys():
        book.names.add(part, was[part] or '=""')
