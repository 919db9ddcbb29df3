"""What stands in a saved workbook, read by openpyxl: one dict of cells per table row."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import openpyxl

from xlsegment.workbook.headers import HeaderIndex
from xlsegment.workbook.sheets import TABLES


def open_book(path: Path) -> openpyxl.Workbook:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of printing titles it does not know
        return openpyxl.load_workbook(path)


def rows(book: openpyxl.Workbook, key: str) -> list[dict[str, Any]]:
    """Return the rows of a table, found by its name, under canonical keys."""
    names = TABLES[key].name.both
    for sheet in book.worksheets:
        for table in sheet.tables.values():
            if table.displayName in names:
                header, *body = [[cell.value for cell in row] for row in sheet[table.ref]]
                index = HeaderIndex(TABLES[key])
                keys = [index.key(text) or text for text in header]
                return [dict(zip(keys, row, strict=True)) for row in body]
    raise KeyError(key)
