"""Which columns of a workbook hold personal data: declared, asked for, or found by looking."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

from xlsegment.core.masked import Masked
from xlsegment.core.masking import MASKS
from xlsegment.engine.address import column_name

#: The kind of a column of customer IDs, of which only those go that are somebody's number.
ID: Final = "id"

Origin = Literal["declared", "asked", "detected"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of cells.

    Attributes
    ----------
    sheet, header
        As they stand in the workbook.
    column, first_row, last_row
        Sheet coordinates of its cells, without the header.
    kind
        A key of `MASKS`, or `ID`.
    origin
        How it is known to be personal.
    id_column
        The column of the customer ID in the same rows; 0 for none.
    """

    sheet: str
    header: str
    column: int
    first_row: int
    last_row: int
    kind: str
    origin: Origin
    id_column: int = 0

    @property
    def letters(self) -> str:
        """The column as Excel calls it."""
        return column_name(self.column)

    def overlaps(self, other: Column) -> bool:
        """Tell whether two columns share cells."""
        return (
            self.sheet == other.sheet
            and self.column == other.column
            and self.first_row <= other.last_row
            and other.first_row <= self.last_row
        )


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be masked.

    Attributes
    ----------
    columns
        Each cell is in one of them at most.
    names
        Masks a person's name, by the style that the workbook asks for.
    kept
        Columns that were found but are left as they are, since somebody said so.
    """

    columns: tuple[Column, ...]
    names: Callable[[object], Masked]
    kept: tuple[Column, ...] = ()

    def mask(self, kind: str) -> Callable[[object], Masked]:
        """Return what masks a cell of a kind."""
        return self.names if kind == "name" else MASKS[kind].apply
