"""What every order file looks like to the rest of the package, whatever its format."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

from xlsegment.text import Text

# A cell of Excel holds no more characters than this.
LONGEST_CELL: Final = 32_767

Progress = Callable[[int], None]


def no_progress(rows: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Note:
    """Something a person should know about the file: how often, and where first.

    ``problem`` notes make the command end with status 1; the others only inform.
    """

    text: Text
    count: int
    lines: tuple[int, ...] = ()
    problem: bool = True


@dataclass(slots=True)
class Tally:
    """Counts occurrences of one thing and remembers the first few lines."""

    text: Text
    problem: bool = True
    count: int = 0
    lines: list[int] = field(default_factory=list)

    def add(self, line: int, count: int = 1) -> None:
        """Count an occurrence at a line of the file."""
        self.count += count
        if len(self.lines) < 5:
            self.lines.append(line)

    def notes(self) -> list[Note]:
        """Return the note, or nothing when nothing was counted."""
        if not self.count:
            return []
        return [Note(self.text, self.count, tuple(self.lines), self.problem)]


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """How a file was understood.

    Attributes
    ----------
    headers
        The column headers, made unique: a repeated one gets `` (2)``, an empty one ``#5``.
    header_line
        The line (text) or row (sheet) that holds them.
    how
        The format in words: encoding and delimiter, or the sheet.
    typed
        Whether cells carry types (Excel, Parquet) or are all text (CSV).
    notes
        What was noticed while opening.
    """

    headers: tuple[str, ...]
    header_line: int
    how: Text
    typed: bool
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Cells:
    """The wanted columns of a file, as lists of equal length.

    Text cells are stripped of what spreadsheets and shops wrap around them (blanks, tabs,
    ``="…"``, a leading apostrophe); an empty cell is None.

    Attributes
    ----------
    columns
        One list per wanted column.
    lines
        The line or row of the file each row comes from.
    prints
        A number per row made of all its cells, those of other columns included: two lines of one
        order may look alike in the wanted columns and still be two.
    notes
        What was noticed while reading.
    """

    columns: list[list[object]]
    lines: Sequence[int]
    prints: Sequence[int]
    notes: tuple[Note, ...]

    def __len__(self) -> int:
        return len(self.lines)


class Source(Protocol):
    """An order file that has been opened and understood."""

    @property
    def info(self) -> SourceInfo:
        """How the file was understood."""
        ...

    def read(self, wanted: Sequence[int], progress: Progress = no_progress) -> Cells:
        """Read the columns with these positions, in this order."""
        ...


def unique_headers(cells: Sequence[str]) -> tuple[str, ...]:
    """Make headers distinct so that each can be named: ``金额``, ``金额 (2)``, ``#5``."""
    taken: set[str] = set()
    names: list[str] = []
    for position, cell in enumerate(cells, start=1):
        base = cell or f"#{position}"
        name, turn = base, 1
        while name in taken:
            turn += 1
            name = f"{base} ({turn})"
        taken.add(name)
        names.append(name)
    return tuple(names)


def find_header(rows: Sequence[Sequence[str]], hits: Callable[[list[str]], int]) -> int | None:
    """Return the index of the header row: the first with most known headers.

    Exports of payment services put account details above the table, so the header is not
    always the first row. With fewer than two known headers in any row, the first row that is
    not blank is taken.
    """
    counts = [hits(list(row)) for row in rows]
    best = max(counts, default=0)
    if best >= 2:
        return counts.index(best)
    return next((i for i, row in enumerate(rows) if any(cell.strip() for cell in row)), None)
