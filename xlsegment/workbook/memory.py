"""Short texts that one refresh leaves for the next, in defined names of the workbook."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    import xlwings as xw

#: Fingerprints of what was written into editable cells.
TEXTS = "xlsegment_memory"
#: Where the figures of the customer table came from.
FIGURES = "xlsegment_figures"

# Excel keeps 255 characters in one text of a name; a longer one goes on in the next name.
_PART: Final = 240


def recall(book: xw.Book, name: str) -> str:
    """Return what was remembered under a name, an empty text when nothing was."""
    parts: list[str] = []
    for part in _numbered(name):
        if not book.names.contains(part):
            return "".join(parts)
        parts.append(str(book.names[part].refers_to).removeprefix("=").strip('"'))
    raise AssertionError  # names are numbered without end


@dataclass(frozen=True, slots=True)
class Remember:
    """Leave a text of letters, digits, ``-`` and ``_`` for the next refresh."""

    book: xw.Book
    name: str
    text: str

    def apply(self) -> None:
        """Write the name, and numbered ones after it where one is too short."""
        for start, name in zip(count(0, _PART), _numbered(self.name), strict=False):
            there = self.book.names.contains(name)
            if start and start >= len(self.text) and not there:
                return
            refers_to = f'="{self.text[start : start + _PART]}"'
            if there:
                self.book.names[name].refers_to = refers_to
            else:
                self.book.names.add(name, refers_to)


def is_part_of(defined: str, name: str) -> bool:
    """Tell whether a defined name holds a part of what is remembered under a name.

    Examples
    --------
    >>> [is_part_of(n, TEXTS) for n in ("xlsegment_memory", "xlsegment_memory_2", "xlsegment_m")]
    [True, True, False]
    """
    return re.fullmatch(rf"{re.escape(name)}(_[0-9]+)?", defined) is not None


def _numbered(name: str) -> Iterator[str]:
    """Yield ``name``, ``name_2``, ``name_3`` and so on."""
    yield name
    for number in count(2):
        yield f"{name}_{number}"
