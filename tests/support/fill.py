"""Type rows into a table of a closed workbook, the way a person would."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import xlwings as xw

import xlsegment.engine  # noqa: F401 (registers the engine)


def fill_table(path: Path, name: str, rows: Sequence[Mapping[str, object]]) -> None:
    """Write rows below the header of a table, from its first row down, and save."""
    before = xw.engines.active
    xw.engines["xlsegment"].activate()
    try:
        book = xw.Book(str(path))
        for sheet in book.sheets:
            for table in sheet.tables:
                if table.name == name:
                    _fill(table, rows)
        book.save()
        book.close()
    finally:
        if before is not None:
            before.activate()


def _fill(table: xw.main.Table, rows: Sequence[Mapping[str, object]]) -> None:
    header = table.header_row_range
    columns = {text: header.column + index for index, text in enumerate(header.value)}
    sheet = header.sheet
    for offset, row in enumerate(rows, start=1):
        for text, value in row.items():
            sheet.range((header.row + offset, columns[text])).value = value
    table.resize(header.resize(len(rows) + 1, len(columns)))
