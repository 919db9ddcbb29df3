"""A short text that one refresh leaves for the next, in a defined name of the workbook."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import xlwings as xw

NAME = "xlsegment_memory"


def recall(book: xw.Book) -> str:
    """Return what was remembered, an empty text when nothing was."""
    if NAME not in book.names:
        return ""
    return str(book.names[NAME].refers_to).removeprefix("=").strip('"')


@dataclass(frozen=True, slots=True)
class Remember:
    """Leave a text of at most 255 letters and digits for the next refresh."""

    book: xw.Book
    text: str

    def apply(self) -> None:
        """Write the name."""
        refers_to = f'="{self.text}"'
        if NAME in self.book.names:
            self.book.names[NAME].refers_to = refers_to
        else:
            self.book.names.add(NAME, refers_to)
