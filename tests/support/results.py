"""Tables of a finished workbook as a person sees them: header texts and cell values."""

from __future__ import annotations

import io
import warnings
from pathlib import Path

import openpyxl
import pandas as pd


def open_book(path: Path, *, formulas: bool = False) -> openpyxl.Workbook:
    """Open a workbook with openpyxl, values instead of formulas unless these are asked for."""
    with warnings.catch_warnings():
        # openpyxl says of foreign workbooks what it would drop, if it saved them.
        warnings.simplefilter("ignore", UserWarning)
        # From memory: openpyxl keeps a file open that holds pictures.
        return openpyxl.load_workbook(io.BytesIO(path.read_bytes()), data_only=not formulas)


def table(path: Path, name: str) -> pd.DataFrame:
    """Return one Excel table of a workbook, cells as objects."""
    for sheet in open_book(path).worksheets:
        if name in sheet.tables:
            header, *rows = sheet[sheet.tables[name].ref]
            return pd.DataFrame(
                [[cell.value for cell in row] for row in rows],
                columns=[cell.value for cell in header],
                dtype=object,
            )
    raise AssertionError(f"{path.name} has no table {name}")


def named(path: Path, name: str) -> object:
    """Return the value of the cell that a defined name points to."""
    book = open_book(path)
    ((sheet, cell),) = book.defined_names[name].destinations
    return book[sheet][cell].value
