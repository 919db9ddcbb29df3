"""The cells written since the file was opened, kept as stretches of columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from xlsegment.engine.content import shown
from xlsegment.engine.edits import Block, Content
from xlsegment.engine.grid import Objects

# A stretch shorter than this goes to the column's single cells: thousands of one-cell writes
# then cost one dictionary entry each instead of one stretch each.
_SHORT = 8


@dataclass(slots=True)
class _Stretch:
    """Contents for rows ``first`` onward; ``write`` numbers the call it came with."""

    first: int
    contents: Sequence[Content]
    write: int
    _filled: NDArray[np.int32] | None = None

    @property
    def last(self) -> int:
        return self.first + len(self.contents) - 1

    @property
    def filled(self) -> NDArray[np.int32]:
        """The rows that get a content, not only emptied."""
        if self._filled is None:
            mask = np.fromiter(
                (content is not None for content in self.contents), np.bool_, len(self.contents)
            )
            self._filled = (np.flatnonzero(mask) + self.first).astype(np.int32)
        return self._filled


@dataclass(slots=True)
class _Column:
    """Pending contents of one column; single cells always win over stretches."""

    stretches: list[_Stretch] = field(default_factory=list)
    singles: dict[int, Content] = field(default_factory=dict)


@dataclass(slots=True)
class Overlay:
    """Pending contents of one sheet."""

    _columns: dict[int, _Column] = field(default_factory=dict)
    writes: int = 0

    def __bool__(self) -> bool:
        return bool(self._columns)

    @property
    def columns(self) -> Iterable[int]:
        """The columns something was written to."""
        return self._columns.keys()

    def write(self, first: int, columns: dict[int, Sequence[Content]]) -> None:
        """Note that the contents go to rows ``first`` onward of their columns."""
        self.writes += 1
        for number, contents in columns.items():
            column = self._columns.setdefault(number, _Column())
            last = first + len(contents) - 1
            if len(contents) < _SHORT:
                column.singles.update(enumerate(contents, first))
                continue
            if column.singles:
                column.singles = {
                    row: content
                    for row, content in column.singles.items()
                    if not first <= row <= last
                }
            column.stretches = [
                old for old in column.stretches if not (first <= old.first and old.last <= last)
            ]
            column.stretches.append(_Stretch(first, contents, self.writes))

    def touches(self, column: int, row1: int, row2: int) -> bool:
        """Tell whether something was written in a stretch of a column."""
        return next(self._pieces(column, row1, row2), None) is not None

    def _pieces(self, column: int, row1: int, row2: int) -> Iterator[tuple[int, Sequence[Content]]]:
        """Yield (first row, contents) of what lies in a stretch, later writes later."""
        pending = self._columns.get(column)
        if pending is None:
            return
        for stretch in pending.stretches:
            low, high = max(row1, stretch.first), min(row2, stretch.last)
            if low <= high:
                yield low, stretch.contents[low - stretch.first : high - stretch.first + 1]
        if len(pending.singles) > row2 - row1 + 1:
            for row in range(row1, row2 + 1):
                if row in pending.singles:
                    yield row, (pending.singles[row],)
        else:
            for row, content in pending.singles.items():
                if row1 <= row <= row2:
                    yield row, (content,)

    def put_values(self, column: int, row1: int, values: Objects) -> None:
        """Lay the pending values over those of the file, which start at row ``row1``."""
        for first, contents in self._pieces(column, row1, row1 + len(values) - 1):
            part: Objects = np.empty(len(contents), dtype=object)
            part[:] = [shown(content) for content in contents]
            values[first - row1 : first - row1 + len(contents)] = part

    def put_contents(self, column: int, row1: int, contents: list[object]) -> None:
        """Lay the pending contents (formulas as they are) over a list starting at ``row1``."""
        for first, found in self._pieces(column, row1, row1 + len(contents) - 1):
            contents[first - row1 : first - row1 + len(found)] = found

    def filled(self, column: int, rows: NDArray[np.int32]) -> NDArray[np.int32]:
        """Return the filled rows of a column, given those that are filled in the file."""
        pending = self._columns.get(column)
        if pending is None:
            return rows
        for stretch in pending.stretches:
            low, high = np.searchsorted(rows, (stretch.first, stretch.last + 1))
            rows = np.concatenate([rows[:low], stretch.filled, rows[high:]])
        if pending.singles:
            singles = np.fromiter(pending.singles, np.int32, len(pending.singles))
            kept = np.setdiff1d(rows, singles, assume_unique=True)
            new_rows = [row for row, content in pending.singles.items() if content is not None]
            rows = np.union1d(kept, np.array(new_rows, dtype=np.int32))
        return rows

    def blocks(self) -> list[Block]:
        """Return everything as blocks, later writes later.

        Stretches written by one call stay one block; single cells are joined into runs, and
        runs of neighbouring columns over the same rows into one block.
        """
        calls: dict[tuple[int, int, int], dict[int, Sequence[Content]]] = {}
        runs: dict[tuple[int, int], dict[int, Sequence[Content]]] = {}
        for number, column in sorted(self._columns.items()):
            for stretch in column.stretches:
                key = (stretch.write, stretch.first, len(stretch.contents))
                calls.setdefault(key, {})[number] = stretch.contents
            for first, contents in _runs(column.singles):
                runs.setdefault((first, len(contents)), {})[number] = contents
        return [Block(key[1], calls[key]) for key in sorted(calls)] + [
            Block(key[0], runs[key]) for key in sorted(runs)
        ]


def _runs(singles: dict[int, Content]) -> Iterator[tuple[int, list[Content]]]:
    run: list[Content] = []
    first = last = 0
    for row in sorted(singles):
        if run and row == last + 1:
            run.append(singles[row])
        else:
            if run:
                yield first, run
            first, run = row, [singles[row]]
        last = row
    if run:
        yield first, run
