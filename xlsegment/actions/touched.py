"""What a run touches in a workbook, and fingerprints of it: places, never contents."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from xlsegment.workbook.addsheet import AddSheet
from xlsegment.workbook.memory import Remember, recall
from xlsegment.workbook.steps import Resize, Step

if TYPE_CHECKING:
    import xlwings as xw

# Rows read or written in one call: a million rows at once would not fit into one answer.
_ROWS: Final = 20_000


@dataclass(frozen=True, slots=True)
class Block:
    """A block of cells of one sheet."""

    sheet: str
    row: int
    column: int
    rows: int
    columns: int

    def holds(self, other: Block) -> bool:
        """Tell whether another block lies within this one."""
        return (
            self.sheet == other.sheet
            and self.row <= other.row
            and self.column <= other.column
            and self.row + self.rows >= other.row + other.rows
            and self.column + self.columns >= other.column + other.columns
        )

    def pieces(self) -> Iterator[Block]:
        """Yield the block in pieces that can be read in one call each."""
        for start in range(0, self.rows, _ROWS):
            rows = min(_ROWS, self.rows - start)
            yield Block(self.sheet, self.row + start, self.column, rows, self.columns)

    def on(self, book: xw.Book) -> xw.Range:
        """Return the cells in a workbook."""
        last = (self.row + self.rows - 1, self.column + self.columns - 1)
        return book.sheets[self.sheet].range((self.row, self.column), last)


@dataclass(frozen=True, slots=True)
class Touched:
    """Everything that steps may change.

    Attributes
    ----------
    blocks
        Cells, each of them once if it can be helped.
    tables
        Sheet and name of each table whose size changes.
    names
        Names under which something is remembered (see `xlsegment.workbook.memory`).
    added
        Sheets that are not there before.
    """

    blocks: tuple[Block, ...]
    tables: tuple[tuple[str, str], ...]
    names: tuple[str, ...]
    added: tuple[str, ...] = ()

    @property
    def sheets(self) -> list[str]:
        """The sheets that are written, each once."""
        return list(dict.fromkeys(block.sheet for block in self.blocks))


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """Two hashes of what was touched: where it stands, and what it holds."""

    places: str
    contents: str


@dataclass(frozen=True, slots=True)
class Note:
    """What is kept beside a snapshot: what the run touched and how it left it."""

    touched: Touched
    left: Fingerprints


def touched_by(steps: Iterable[Step | Remember | AddSheet]) -> Touched:
    """Return what steps are going to change. Nothing may have been applied yet."""
    blocks: list[Block] = []
    tables: list[tuple[str, str]] = []
    names: list[str] = []
    added: list[str] = []
    for step in steps:
        if isinstance(step, Remember):
            names.append(step.name)
        elif isinstance(step, AddSheet):
            added.append(step.name)
        elif isinstance(step, Resize):
            tables.append((step.table.parent.name, step.table.name))
            blocks += _resized(step)
        else:
            blocks.append(_block(step.area))
    # The largest first, so that what lies within them is left out.
    kept: list[Block] = []
    for block in sorted(blocks, key=lambda b: -b.rows * b.columns):
        if not any(other.holds(block) for other in kept):
            kept.append(block)
    return Touched(tuple(kept), tuple(dict.fromkeys(tables)), tuple(names), tuple(added))


def fingerprints(book: xw.Book, touched: Touched) -> Fingerprints | None:
    """Return the hashes of what was touched as it is now; None where sheets or tables are gone."""
    sheets = {sheet.name for sheet in book.sheets}
    if not sheets.issuperset((*touched.sheets, *touched.added)):
        return None
    places, contents = hashlib.sha256(), hashlib.sha256()
    for sheet, name in touched.tables:
        found = {table.name: table for table in book.sheets[sheet].tables}
        if name not in found:
            return None
        _add(places, [name, found[name].range.address])
    for block in touched.blocks:
        # What stands above tells whether rows or columns were put in or taken out.
        if block.row > 1:
            above = Block(block.sheet, block.row - 1, block.column, 1, block.columns)
            if not any(other.holds(above) for other in touched.blocks):
                _add(places, grid(above.on(book).formula)[0])
        for piece in block.pieces():
            for row in grid(piece.on(book).formula):
                _add(contents, row)
    for name in touched.added:
        for row in grid(book.sheets[name].used_range.formula):
            _add(contents, row)
    _add(contents, [recall(book, name) for name in touched.names])
    return Fingerprints(places.hexdigest(), contents.hexdigest())


def to_json(note: Note) -> str:
    """Return a note as text to keep."""
    touched = note.touched
    return json.dumps(
        {
            "blocks": [[b.sheet, b.row, b.column, b.rows, b.columns] for b in touched.blocks],
            "tables": touched.tables,
            "names": touched.names,
            "added": touched.added,
            "places": note.left.places,
            "contents": note.left.contents,
        }
    )


def from_json(text: str) -> Note:
    """Read a note back."""
    kept: dict[str, Any] = json.loads(text)
    touched = Touched(
        blocks=tuple(Block(*block) for block in kept["blocks"]),
        tables=tuple((sheet, name) for sheet, name in kept["tables"]),
        names=tuple(kept["names"]),
        added=tuple(kept.get("added", ())),  # notes of earlier versions do without
    )
    return Note(touched, Fingerprints(kept["places"], kept["contents"]))


def grid(cells: object) -> Sequence[Sequence[object]]:
    """Return what a range holds as rows, whichever way it was handed over."""
    if not isinstance(cells, list | tuple):
        return [[cells]]
    return [row if isinstance(row, list | tuple) else [row] for row in cells]


def _resized(step: Resize) -> Iterator[Block]:
    """Yield what a table gains or loses: new rows and columns, and a totals row that moves."""
    before, after = _block(step.table.range), _block(step.area)
    totals = step.table.totals_row_range is not None
    bottoms = (before.row + before.rows - totals, after.row + after.rows)
    rights = (before.column + before.columns, after.column + after.columns)
    if bottoms[0] != bottoms[1]:
        rows = max(bottoms) - min(bottoms) + totals
        width = max(rights) - before.column
        yield Block(before.sheet, min(bottoms), before.column, rows, width)
    if rights[0] != rights[1]:
        rows = max(bottoms) + totals - before.row
        yield Block(before.sheet, before.row, min(rights), rows, max(rights) - min(rights))


def _block(area: xw.Range) -> Block:
    rows, columns = area.shape
    return Block(area.sheet.name, area.row, area.column, rows, columns)


def _add(digest: hashlib._Hash, cells: Iterable[object]) -> None:
    # The length goes first, so that no two rows of cells can look alike.
    for cell in cells:
        text = ("" if cell is None else str(cell)).encode("utf-8", "surrogatepass")
        digest.update(b"%d:" % len(text))
        digest.update(text)
