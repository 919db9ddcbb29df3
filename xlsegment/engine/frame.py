"""A whole sheet as a DataFrame, fast, with every cell where and what it is.

Columns of one kind come as arrays of that kind; a column that mixes kinds comes as objects, so
that a text among numbers stays a text and an error stays an error.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from xlsegment.engine.address import column_name
from xlsegment.engine.bookmodel import BookModel
from xlsegment.engine.edits import Area, ErrorValue
from xlsegment.engine.sheetmodel import SheetModel
from xlsegment.errors import SheetMissing

if TYPE_CHECKING:
    import pandas as pd


def read_frame(
    path: Path, sheet: str | int | None = None, *, header_row: int | None = 1
) -> pd.DataFrame:
    """Read a sheet of a closed workbook.

    Parameters
    ----------
    path
        An .xlsx or .xlsm file.
    sheet
        Its name, or its position from 0 among the worksheets; by default the first one.
    header_row
        The row, from 1, that holds the headers; None when there is none.

    Returns
    -------
    DataFrame
        The rows below the header row. The index holds their numbers in Excel; the columns run
        from column A on, so that position 0 is always column A. A column is labelled by its
        header, or by its letters when the header is blank. Numbers are ``float64``, dates
        ``datetime64[ms]``; anything else, and every mixed column, is ``object``: str, float,
        bool, datetime, `ErrorValue` and None, cell by cell.
    """
    import pandas as pd

    book = BookModel(path)
    model = _chosen(book, path, sheet)
    used = model.used_area()
    first = 1 if header_row is None else header_row + 1
    last = max(used.row2, first - 1)
    columns = range(1, used.col2 + 1)
    if header_row is None:
        labels = [column_name(column) for column in columns]
    else:
        header = model.values(Area(header_row, 1, header_row, used.col2))
        labels = [_label(found[0], column) for found, column in zip(header, columns, strict=True)]
    index = pd.RangeIndex(first, last + 1)
    series = [_series(model, column, first, last, index) for column in columns]
    frame = pd.concat(series, axis=1) if series else pd.DataFrame(index=index)
    frame.columns = pd.Index(labels, dtype=object)
    return frame


def _chosen(book: BookModel, path: Path, sheet: str | int | None) -> SheetModel:
    sheets = book.worksheets
    if isinstance(sheet, str):
        found = book.find_sheet(sheet)
    else:
        place = sheet or 0
        found = sheets[place] if 0 <= place < len(sheets) else None
    if found is None:
        raise SheetMissing(sheet=sheet if sheet is not None else path.name)
    return found


def _label(header: Any, column: int) -> str:
    if header is None or header == "":
        return column_name(column)
    if isinstance(header, ErrorValue):
        return header.text
    if isinstance(header, float):
        return f"{header:.15g}"
    return str(header)


def _series(model: SheetModel, column: int, first: int, last: int, index: Any) -> pd.Series[Any]:
    import pandas as pd

    if last < first:
        return pd.Series([], index=index, dtype=object)
    values = model.cells.typed(column, first, last, model.dates)
    return pd.Series(values, index=index, dtype=values.dtype, copy=False)
