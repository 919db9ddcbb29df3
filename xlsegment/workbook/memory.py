"""Short texts that one refresh leaves for the next, in defined names of the workbook."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import xlwings as xw

#: Fingerprints of texts that flow from one table to another.
TEXTS = "xlsegment_memory"
#: Where the figures of the customer table came from.
FIGURES = "xlsegment_figures"


def recall(book: xw.Book, name: str) -> str:
    """Return what was remembered under a name, an empty text when nothing was."""
    if name not in book.names:
        return ""
    return str(book.names[name].refers_to).removeprefix("=").strip('"')


@dataclass(frozen=True, slots=True)
class Remember:
    """Leave a text of at most 250 letters and digits for the next refresh."""

    book: xw.Book
    name: str
    text: str

    def apply(self) -> None:
        """Write the name."""
        refers_to = f'="{self.text}"'
        if self.name in self.book.names:
            self.book.names[self.name].refers_to = refers_to
        else:
            self.book.names.add(self.name, refers_to)
