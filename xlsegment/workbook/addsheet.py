"""A sheet of ours that a workbook of an earlier version lacks, added as one step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from xlsegment.text import Lang
from xlsegment.workbook.block import Block
from xlsegment.workbook.declare import SheetSpec, TableSpec
from xlsegment.workbook.handle import cells
from xlsegment.workbook.steps import Cell

if TYPE_CHECKING:
    import xlwings as xw

_STYLE: Final = "TableStyleLight1"


@dataclass(frozen=True, slots=True)
class AddSheet:
    """Add a sheet with one table and fill it."""

    book: xw.Book
    spec: SheetSpec
    name: str
    lang: Lang
    rows: Sequence[Sequence[Cell]]

    def apply(self) -> None:
        """Add the sheet behind the last one; the active sheet stays active."""
        active = self.book.sheets.active
        sheet = self.book.sheets.add(self.name, after=self.book.sheets[-1])
        active.impl.activate()  # at once: whatever fails from here on, people stay where they are
        (table,) = self.spec.tables
        lines = [[self.spec.heading.in_(self.lang)], [None], [self.spec.caution.in_(self.lang)]]
        cells(sheet, 1, 1, 3, 1).options(convert=Block).value = lines
        self._table(sheet, table)

    def _table(self, sheet: xw.Sheet, table: TableSpec) -> None:
        top, width, height = table.header_row, len(table.columns), max(len(self.rows), 1)
        for offset, column in enumerate(table.columns):
            body = cells(sheet, top + 1, table.first_col + offset, height, 1)
            body.column_width = column.width
            body.number_format = column.excel_format
        head = cells(sheet, top, table.first_col, 1, width)
        head.options(convert=Block).value = [[c.header.in_(self.lang) for c in table.columns]]
        if self.rows:
            body = cells(sheet, top + 1, table.first_col, height, width)
            body.options(convert=Block).value = [list(row) for row in self.rows]
        area = cells(sheet, top, table.first_col, height + 1, width)
        sheet.tables.add(area, name=table.name.in_(self.lang), table_style_name=_STYLE)


def free_sheet_name(book: xw.Book, spec: SheetSpec, lang: Lang) -> str:
    """Return the sheet's title, with a number where a sheet is called so already."""
    taken = {sheet.name.casefold() for sheet in book.sheets}
    title = spec.title.in_(lang)
    names = (title, *(f"{title} {number}" for number in range(2, len(taken) + 3)))
    return next(name for name in names if name.casefold() not in taken)
