"""The cells of a workbook that call worksheet functions of the add-in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.formula import ArrayFormula

from tests.support.results import open_book
from xlsegment.excel.udfs import FUNCTIONS
from xlsegment.workbook.sheets.examples import EXAMPLES

_CALL = re.compile(rf"\b(?:{'|'.join(function.name for function in FUNCTIONS)})\(")


def formulas(path: Path) -> Iterator[tuple[str, str, str]]:
    """Yield sheet, cells and formula of every call on the sheet of examples."""
    book = open_book(path, formulas=True)
    for title in EXAMPLES.title.both:
        for row in book[title].iter_rows() if title in book.sheetnames else ():
            for cell in row:
                value: Any = cell.value
                if isinstance(value, ArrayFormula):
                    yield title, value.ref, value.text
                elif cell.data_type == "f" and _CALL.search(value):
                    yield title, cell.coordinate, value


def live_cells(path: Path) -> set[tuple[str, str]]:
    """Return sheet and address of every cell that shows what a function of ours returns."""
    return {
        (sheet, f"{openpyxl.utils.get_column_letter(column)}{row}")
        for sheet, cells, _ in formulas(path)
        for row, column in _places(cells)
    }


def _places(cells: str) -> Iterator[tuple[int, int]]:
    first, top, last, bottom = openpyxl.utils.range_boundaries(cells)
    for row in range(top, bottom + 1):
        for column in range(first, last + 1):
            yield row, column
