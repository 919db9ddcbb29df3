"""How cells travel between a test and the host: JSON, with what JSON has no word for.

Both sides import it, so it needs the standard library only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import Enum
from typing import Any, Final


class Cell(Enum):
    """What is neither number nor text: a blank cell, and an argument that was left out."""

    BLANK = "blank"
    MISSING = "missing"


BLANK: Final = Cell.BLANK
MISSING: Final = Cell.MISSING


@dataclass(frozen=True, slots=True)
class Error:
    """An error value, by Excel's number: 2042 is ``#N/A``."""

    number: int


@dataclass(frozen=True, slots=True)
class Cells:
    """Rows of cells that are handed over as a Range, not as an array."""

    rows: Sequence[Sequence[Any]]


def pack(value: Any) -> Any:
    """Return a value as JSON has it; arrays are sequences, of sequences if they have two ways."""
    match value:
        case Cell():
            return {"cell": value.value}
        case Error(number):
            return {"error": number}
        case datetime():
            return {"date": value.isoformat()}
        case Decimal():
            return {"currency": str(value)}
        case Cells(rows):
            return {"range": pack(rows)}
        case list() | tuple():
            return [pack(item) for item in value]
        case _:
            return value


def unpack(value: Any) -> Any:
    """Return what `pack` was given; arrays come as tuples."""
    if isinstance(value, list):
        return tuple(unpack(item) for item in value)
    if not isinstance(value, dict):
        return value
    ((kind, inner),) = value.items()
    match kind:
        case "cell":
            return Cell(inner)
        case "error":
            return Error(inner)
        case "date":
            return datetime.fromisoformat(inner)
        case "currency":
            return Decimal(inner)
        case "range":
            return Cells(unpack(inner))
    raise ValueError(kind)
