"""Go to a sheet, or show a list in a new workbook that nobody has to save."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from xlsegment.excel.live import members
from xlsegment.text import Text
from xlsegment.workbook.steps import as_cell

if TYPE_CHECKING:
    import xlwings as xw


def go_to(book: xw.Book, *titles: Text) -> bool:
    """Activate the first sheet with one of the titles, in either language; tell whether any."""
    sheets = {sheet.name.casefold(): sheet for sheet in book.sheets}
    for title in titles:
        for name in title.both:
            if name.casefold() in sheets:
                # The sheet alone: xlwings would put Excel in front first, and fail where another
                # Excel stays there.
                sheets[name.casefold()].impl.activate()
                return True
    return False


def show_rows(app: xw.App, rows: Sequence[Sequence[str]], widths: Sequence[float]) -> None:
    """Show rows of text in a new workbook, from which they can be copied."""
    book = app.books.add()
    area = book.sheets[0].range((1, 1), (len(rows), len(widths)))
    area.number_format = "@"
    area.value = [[as_cell(text) for text in row] for row in rows]
    for column, width in enumerate(widths, 1):
        book.sheets[0].range((1, column)).column_width = width
    members.mark_saved(book)
