"""Results of formulas that use masked cells: they may hold pieces of originals, so they go.

``=MID(C5,4,4)`` shows what the mask of C5 hides. Excel calculates such a formula anew from the
masked cells when it opens the file; until then it shows nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from xlsegment.core.masked import cell_text, whole
from xlsegment.engine.address import MAX_COLUMNS
from xlsegment.engine.edits import Area, Content, Formula
from xlsegment.engine.formulas import calls, references, structured, words
from xlsegment.engine.grid import SharedFormula
from xlsegment.engine.reference import column_names

if TYPE_CHECKING:
    from xlsegment.actions.masking.columns import Column
    from xlsegment.engine.bookmodel import BookModel
    from xlsegment.engine.sheetmodel import SheetModel

#: A sheet, in small letters, and one of its columns.
Place = tuple[str, int]

#: What they read is told only when they are calculated.
_ANYWHERE: Final = frozenset({"INDIRECT", "OFFSET"})
_ITEM: Final = re.compile(r"\[((?:[^'\[\]]|'.)*)\]")
_NAMED: Final = re.compile(r"[!'\[\"]")
_ROW: Final = re.compile(r"(?<![\w.])(\$?[A-Za-z]{1,3}\$?)\d+(?![\w.(])")
_DEPTH: Final = 8  # names that lead to names
_TURNS: Final = 64  # formulas that use results of formulas


def forget_results(model: BookModel, masked: Iterable[Column]) -> int:
    """Let formulas that use masked columns be calculated anew; return how many there are.

    Formulas that spill cannot be written again: what they show becomes stars.
    """
    tainted = {(column.sheet.casefold(), column.column) for column in masked}
    if not tainted:
        return 0
    readers = _Readers(model)
    forgotten: dict[tuple[str, int], dict[int, str]] = {}
    for _ in range(_TURNS):
        found = dict(readers.using(tainted))
        if found.keys() <= forgotten.keys() and all(
            len(found[place]) == len(forgotten[place]) for place in found
        ):
            break
        forgotten = found
        tainted |= found.keys()
    return sum(_forget(model, place, cells) for place, cells in forgotten.items())


def _forget(model: BookModel, place: Place, cells: dict[int, str]) -> int:
    sheet = model.find_sheet(place[0])
    assert sheet is not None, "its formulas were read"
    column, count = place[1], 0
    arrays = {(area.row1, area.col1): area for area in sheet.cells.arrays}
    for row, text in cells.items():
        if sheet.overlay.touches(column, row, row):
            continue  # a masked cell: the formula is gone
        count += 1
        area = arrays.get((row, column))
        if area is not None:
            sheet.write_contents(area.row1, _stars(sheet, area))
        elif not _in_array(sheet, row, column):
            sheet.write_contents(row, {column: [Formula(text)]})
    return count


def _stars(sheet: SheetModel, area: Area) -> dict[int, Sequence[Content]]:
    return {
        area.col1 + at: [whole(cell_text(value)).text or None for value in values]
        for at, values in enumerate(sheet.values(area))
    }


def _in_array(sheet: SheetModel, row: int, column: int) -> bool:
    return any(
        area.row1 <= row <= area.row2 and area.col1 <= column <= area.col2
        for area in sheet.cells.arrays
    )


class _Readers:
    """Which columns each formula of a workbook reads."""

    def __init__(self, model: BookModel) -> None:
        self._model = model
        self._tables = {
            table.name.casefold(): (sheet.name.casefold(), table.area.col1, table.area.col2,
                                    [name.casefold() for name in column_names(sheet, table)])
            for sheet in model.worksheets
            for table in sheet.tables
        }  # fmt: skip
        self._names = {name.name.casefold(): name.refers_to for name in model.names}
        self._known: dict[tuple[str, str], frozenset[Place] | None] = {}
        #: place -> row -> formula and what it reads
        self._cells: dict[Place, dict[int, tuple[str, frozenset[Place] | None]]] = {}
        for sheet in model.worksheets:
            for column, formulas in sheet.cells.formulas.items():
                self._cells[sheet.name.casefold(), column] = self._read(sheet, column, formulas)

    def using(self, tainted: set[Place]) -> Iterator[tuple[Place, dict[int, str]]]:
        """Yield the formulas, by place and row, that read one of the columns or anything."""
        for place, cells in self._cells.items():
            found = {
                row: text
                for row, (text, reads) in cells.items()
                if reads is None or not tainted.isdisjoint(reads)
            }
            if found:
                yield place, found

    def _read(
        self, sheet: SheetModel, column: int, formulas: dict[int, str | SharedFormula]
    ) -> dict[int, tuple[str, frozenset[Place] | None]]:
        rows = sorted(formulas)
        texts = sheet.formulas(Area(rows[0], column, rows[-1], column))[0]
        found: dict[int, tuple[str, frozenset[Place] | None]] = {}
        shared: dict[str, frozenset[Place] | None] = {}
        for row in rows:
            formula, text = formulas[row], texts[row - rows[0]]
            if isinstance(formula, SharedFormula):
                # Filled down, it reads the same columns in every row.
                if formula.group not in shared:
                    shared[formula.group] = self._columns(text, sheet.name.casefold())
                reads = shared[formula.group]
            else:
                reads = self._columns(text, sheet.name.casefold())
            found[row] = text, reads
        return found

    def _columns(self, formula: str, sheet: str) -> frozenset[Place] | None:
        """Return the columns that a formula reads; None where nobody can tell."""
        # Filled down, formulas differ in their rows; in names of sheets digits mean something.
        alike = formula if _NAMED.search(formula) else _ROW.sub(r"\g<1>1", formula)
        key = (alike, sheet)
        if key not in self._known:
            self._known[key] = self._looked_up(alike, sheet, _DEPTH)
        return self._known[key]

    def _looked_up(self, formula: str, sheet: str, depth: int) -> frozenset[Place] | None:
        if depth == 0 or any(name.upper() in _ANYWHERE for _, name in calls(formula)):
            return None
        found: set[Place] = set()
        for reference in references(formula):
            owner = sheet if reference.sheet is None else reference.sheet.casefold()
            area = reference.area
            last = area.col2 if area.col2 < MAX_COLUMNS else self._last(owner, area.col1)
            found.update((owner, column) for column in range(area.col1, last + 1))
        for name, part in structured(formula):
            found |= self._of_table(name.casefold(), part, sheet)
        for word in words(formula):
            folded = word.casefold()
            if folded in self._tables:
                found |= self._of_table(folded, "", sheet)
            elif folded in self._names:
                inner = self._looked_up(self._names[folded], sheet, depth - 1)
                if inner is None:
                    return None
                found |= inner
        return frozenset(found)

    def _last(self, sheet: str, first: int) -> int:
        owner = self._model.find_sheet(sheet)
        return max(first, owner.last_column()) if owner is not None else first

    def _of_table(self, name: str, part: str, sheet: str) -> set[Place]:
        """Return the columns of a table that a part of it names; all where it names none."""
        tables = [self._tables[name]] if name in self._tables else []
        if not name:  # within a table its name is left out
            tables = [table for table in self._tables.values() if table[0] == sheet]
        found: set[Place] = set()
        for owner, first, last, names in tables:
            inner = part[1:-1] if part else ""
            items = [item.lstrip("@") for item in _ITEM.findall(inner)] or [inner.lstrip("@")]
            columns = [re.sub(r"'(.)", r"\1", i).casefold() for i in items if i[:1] != "#"]
            places = [first + names.index(each) for each in columns if each in names]
            if len(places) != len(columns) or not places or "]:[" in inner:
                places = list(range(first, last + 1))
            found.update((owner, place) for place in places)
        return found
