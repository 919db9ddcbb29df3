"""What is put into the vault: one original cell and where it stood."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

Value = None | bool | int | float | str | dt.datetime | dt.date


@dataclass(frozen=True, slots=True)
class Entry:
    """One original. It is not shown by what prints objects.

    Attributes
    ----------
    sheet, column
        Name of the sheet, header of the column.
    row_id
        The customer ID of the row as it stands there after masking, "" where it has none.
    cell
        Where the cell stood when it was masked, such as ``B5``.
    masked
        What was written in its place.
    original
        The value with its type.
    formula
        The formula as it was, "" for none.
    number_format
        The cell's number format.
    kind
        Key of `xlsegment.core.masking.MASKS`.
    """

    sheet: str
    column: str
    row_id: str
    cell: str
    masked: str
    original: Value = field(repr=False)
    formula: str = field(default="", repr=False)
    number_format: str = "General"
    kind: str = ""


def shown(entry: Entry) -> str:
    """Return an original as a person reads it; asked for by somebody who may see it."""
    value = entry.original
    if isinstance(value, bool):
        text = "TRUE" if value else "FALSE"
    elif isinstance(value, float) and value.is_integer():
        text = str(int(value))
    elif isinstance(value, dt.datetime) and value.time() == dt.time():
        text = value.date().isoformat()
    else:
        text = "" if value is None else str(value)
    return f"{text} ({entry.formula})" if entry.formula else text
