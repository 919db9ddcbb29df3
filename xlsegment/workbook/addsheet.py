"""A sheet of ours that a workbook of an earlier version lacks, added as one step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from xlsegment.text import Lang
from xlsegment.workbook.block import Block
from xlsegment.workbook.declare import NUMBER_FORMATS, SheetSpec, TableSpec
from xlsegment.workbook.handle import cells
from xlsegment.workbook.steps import Cell, as_cell, looks_like_number

if TYPE_CHECKING:
    import pandas as pd
    import xlwings as xw

_STYLE: Final = "TableStyleLight1"


@dataclass(frozen=True, slots=True)
class AddSheet:
    """Add a sheet with its tables and named cells, and fill it. Charts are not added.

    Attributes
    ----------
    book
        The workbook.
    spec
        The sheet.
    name
        What it is to be called.
    lang
        The language of its headers.
    rows
        Table -> its rows, canonical columns; a table without has one blank row.
    names
        Defined name -> what its cell holds, of the names that the sheet declares.
    """

    book: xw.Book
    spec: SheetSpec
    name: str
    lang: Lang
    rows: Mapping[str, pd.DataFrame]
    names: Mapping[str, object] = field(default_factory=dict)

    def apply(self) -> None:
        """Add the sheet behind the last one; the active sheet stays active."""
        active = self.book.sheets.active
        sheet = self.book.sheets.add(self.name, after=self.book.sheets[-1])
        active.impl.activate()  # at once: whatever fails from here on, people stay where they are
        lines = [[self.spec.heading.in_(self.lang)], [None], [self.spec.caution.in_(self.lang)]]
        cells(sheet, 1, 1, 3, 1).options(convert=Block).value = lines
        for table in self.spec.tables:
            self._table(sheet, table)
        self._names(sheet)

    def _table(self, sheet: xw.Sheet, table: TableSpec) -> None:
        rows = self.rows.get(table.key)
        body = [] if rows is None else _body(table, rows)
        top, width = table.header_row, len(table.columns)
        height = table.fixed_rows or max(len(body), 1)
        for offset, column in enumerate(table.columns):
            area = cells(sheet, top + 1, table.first_col + offset, height, 1)
            area.column_width = column.width
            area.number_format = column.excel_format
        head = cells(sheet, top, table.first_col, 1, width)
        head.options(convert=Block).value = [[c.header.in_(self.lang) for c in table.columns]]
        if body:
            area = cells(sheet, top + 1, table.first_col, len(body), width)
            area.options(convert=Block).value = body
        area = cells(sheet, top, table.first_col, height + 1, width)
        sheet.tables.add(area, name=table.name.in_(self.lang), table_style_name=_STYLE)

    def _names(self, sheet: xw.Sheet) -> None:
        places = {named.name: named.cell for named in self.spec.names}
        if self.spec.basis:
            places[self.spec.basis_name] = "A2"
        quoted = self.name.replace("'", "''")
        for name, place in places.items():
            cell = sheet.range(place)
            self.book.names.add(name.in_(self.lang), f"='{quoted}'!{cell.address}")
            value = self.names.get(name.in_(self.lang))
            if looks_like_number(value):
                cell.number_format = "@"
            cell.options(convert=Block).value = [[as_cell(value)]]
        for named in self.spec.names:
            if named.kind != "text":
                sheet.range(named.cell).number_format = NUMBER_FORMATS[named.kind]
            if named.labelled:
                label = [[named.label.in_(self.lang)]]
                sheet.range(named.labelled).options(convert=Block).value = label


def free_sheet_name(book: xw.Book, spec: SheetSpec, lang: Lang) -> str:
    """Return the sheet's title, with a number where a sheet is called so already."""
    taken = {sheet.name.casefold() for sheet in book.sheets}
    title = spec.title.in_(lang)
    names = (title, *(f"{title} {number}" for number in range(2, len(taken) + 3)))
    return next(name for name in names if name.casefold() not in taken)


def _body(table: TableSpec, rows: pd.DataFrame) -> list[list[Cell]]:
    """Return rows as cells; texts stay texts."""
    columns = []
    for column in table.columns:
        given = [as_cell(v) for v in rows[column.key]] if column.key in rows else [None] * len(rows)
        if column.excel_format != "@":
            given = [f"'{cell}" if looks_like_number(cell) else cell for cell in given]
        columns.append(given)
    return [list(row) for row in zip(*columns, strict=True)]
