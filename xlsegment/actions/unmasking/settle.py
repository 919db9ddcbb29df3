"""Decide for every original where it goes, or why it stays in the vault: never guess."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from xlsegment.actions.unmasking.columns import Book, Sheet, Spot
from xlsegment.engine.address import parse_area
from xlsegment.engine.edits import Area, Formula
from xlsegment.text import Text
from xlsegment.vault.entry import Entry

GONE: Final = Text("找不到这一列或这一行", "its column or row is not there any more")
CHANGED: Final = Text(
    "单元格里已不是脱敏后的内容，没有覆盖", "the cell does not hold the mask any more; left alone"
)
AMBIGUOUS: Final = Text(
    "有几行一样，顺序变了，分不清是哪一行",
    "several rows look the same and have moved; which is which cannot be told",
)
FORMULA: Final = Text(
    "公式换了位置，引用会指向别处：没有放回公式，只放回它的值",
    "the formula has moved and would refer to other cells: its value was put back, not the formula",
)
NO_VALUE: Final = Text(
    "公式换了位置，引用会指向别处，又没有算过：没有放回",
    "the formula has moved, would refer to other cells and was never calculated: not put back",
)


@dataclass(frozen=True, slots=True)
class Put:
    """An original and the cell it goes to."""

    sheet: Sheet
    row: int
    column: int
    entry: Entry


@dataclass(frozen=True, slots=True)
class Left:
    """An original that is not put back, and why; it stays in the vault."""

    entry: Entry
    why: Text


@dataclass(slots=True)
class Settled:
    """What goes where, what stays, and how many stand in the workbook already."""

    puts: list[Put] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    there: int = 0


def settle(book: Book, entries: Iterable[Entry]) -> Settled:
    """Find the cells of originals.

    A row is found by its customer ID, wherever it has moved, on whatever sheet the column stands
    now; a row without one by its cell. Where several originals share ID and mask, or mask alone,
    they are put back only if none of them has moved.
    """
    settled = Settled()
    groups: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    loose: dict[str, list[Entry]] = defaultdict(list)
    found = list(entries)
    ids = {entry.row_id for entry in found}
    for entry in found:
        # Where an ID itself was masked, its mask is the ID by which the row is known now.
        if not entry.row_id and entry.masked in ids:
            entry = replace(entry, row_id=entry.masked)
        if entry.row_id:
            groups[entry.sheet, entry.column].append(entry)
        else:
            loose[entry.sheet].append(entry)
    moved: dict[str, Sheet] = {}
    for (name, header), group in groups.items():
        spot = _best(book, name, header, group)
        if spot is None:
            settled.left += [Left(entry, GONE) for entry in group]
            continue
        moved.setdefault(name, spot.sheet)
        _settle_rows(spot, group, settled)
    for name, group in loose.items():
        sheet = book.named(name) or moved.get(name)
        if sheet is None:
            settled.left += [Left(entry, GONE) for entry in group]
        else:
            _settle_cells(sheet, group, settled)
    _spare_formulas(settled)
    return settled


def _spare_formulas(settled: Settled) -> None:
    """Put the value of a formula that has moved: what it referred to may be elsewhere now."""
    puts, settled.puts = settled.puts, []
    for put in puts:
        entry = put.entry
        if not entry.formula or (put.row, put.column) == (_row(entry), _column(entry)):
            settled.puts.append(put)
            continue
        settled.left.append(Left(entry, NO_VALUE if entry.original is None else FORMULA))
        if entry.original is not None:
            settled.puts.append(replace(put, entry=replace(entry, formula="")))


def _best(book: Book, name: str, header: str, group: Sequence[Entry]) -> Spot | None:
    """Return where most masks of a column stand; of equals, on the sheet it came from."""
    ids = {entry.row_id for entry in group}
    best: tuple[int, bool, int] | None = None
    found: Spot | None = None
    for spot in book.spots(header, ids):
        masks = sum(bool(_masked(spot, entry)) for entry in group)
        score = (masks, spot.sheet.name == name, len(spot.rows))
        if best is None or score > best:
            best, found = score, spot
    return found


def _masked(spot: Spot, entry: Entry) -> list[int]:
    """Return the rows of an entry's customer in which its mask stands."""
    rows = spot.rows.get(entry.row_id, ())
    return [row for row in rows if spot.sheet.holds(row, spot.column, entry.masked)]


def _settle_rows(spot: Spot, group: Sequence[Entry], settled: Settled) -> None:
    same: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in group:
        same[entry.row_id, entry.masked].append(entry)
    unmoved: bool | None = None
    for entries in same.values():
        rows = _masked(spot, entries[0])
        if not rows:
            _settle_absent(spot, entries, settled)
        elif len({_original(entry) for entry in entries}) == 1 and len(rows) <= len(entries):
            settled.puts += [Put(spot.sheet, row, spot.column, entries[-1]) for row in rows]
        else:
            if unmoved is None:
                unmoved = all(_row(entry) in spot.rows.get(entry.row_id, ()) for entry in group)
            _by_row(spot, entries, rows if unmoved else (), settled)


def _by_row(spot: Spot, entries: Sequence[Entry], rows: Sequence[int], settled: Settled) -> None:
    for entry in entries:
        row = _row(entry)
        if row is not None and row in rows:
            settled.puts.append(Put(spot.sheet, row, spot.column, entry))
        else:
            settled.left.append(Left(entry, AMBIGUOUS))


def _settle_absent(spot: Spot, entries: Sequence[Entry], settled: Settled) -> None:
    rows = spot.rows.get(entries[0].row_id, ())
    for entry in entries:
        if any(_stands(spot.sheet, row, spot.column, entry) for row in rows):
            settled.there += 1
        else:
            settled.left.append(Left(entry, CHANGED if rows else GONE))


def _settle_cells(sheet: Sheet, group: Sequence[Entry], settled: Settled) -> None:
    same: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in group:
        same[entry.column, entry.masked].append(entry)
    for entries in same.values():
        standing = [entry for entry in entries if _holds(sheet, entry)]
        alike = len({_original(entry) for entry in entries}) == 1
        for entry in entries:
            row, column = _row(entry), _column(entry)
            if entry in standing and (alike or len(standing) == len(entries)):
                assert row is not None
                settled.puts.append(Put(sheet, row, column, entry))
            elif entry in standing:
                settled.left.append(Left(entry, AMBIGUOUS))
            elif row is not None and _stands(sheet, row, column, entry):
                settled.there += 1
            else:
                settled.left.append(Left(entry, CHANGED))


def _holds(sheet: Sheet, entry: Entry) -> bool:
    row, column = _row(entry), _column(entry)
    return row is not None and column in sheet.columns and sheet.holds(row, column, entry.masked)


def _stands(sheet: Sheet, row: int, column: int, entry: Entry) -> bool:
    """Tell whether a cell holds the original already."""
    if column not in sheet.columns or not 1 <= row <= sheet.last_row:
        return False
    content = sheet.contents(column)[row - 1]
    if entry.formula:
        return isinstance(content, Formula) and content.text == entry.formula
    shown, original = sheet.model.values(Area(row, column, row, column))[0][0], entry.original
    # TRUE equals 1 in Python, not in a cell.
    return isinstance(shown, bool) is isinstance(original, bool) and bool(shown == original)


def _original(entry: Entry) -> tuple[str, str, str, str]:
    value = entry.original
    return type(value).__name__, repr(value), entry.formula, entry.number_format


def _row(entry: Entry) -> int | None:
    area = parse_area(entry.cell)
    return None if area is None else area.row1


def _column(entry: Entry) -> int:
    area = parse_area(entry.cell)
    return 0 if area is None else area.col1
