"""The totals row of a table that grows or shrinks: it moves, whole, or the edit is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsegment.engine import peek, references
from xlsegment.engine.cells import BLANK, CellContent, RawCell
from xlsegment.engine.draft import Draft
from xlsegment.engine.edits import KEEP, Area
from xlsegment.engine.formulas import references as addresses
from xlsegment.engine.formulas import stretch
from xlsegment.engine.guards import address
from xlsegment.engine.markup import content
from xlsegment.engine.package import SheetPart
from xlsegment.engine.plan import RawBlock, SheetTarget
from xlsegment.engine.tables import TableInfo
from xlsegment.errors import TableBlocked, TableShape
from xlsegment.text import Text

if TYPE_CHECKING:
    from xlsegment.engine.tablework import TableWork


def move_totals(
    draft: Draft,
    sheet: SheetPart,
    table: TableInfo,
    area: Area,
    written: SheetTarget,
    work: TableWork,
) -> None:
    """Add to the work what carries a totals row from the old last row to the new one."""
    old_row, new_row = table.area.row2, area.row2
    cells = peek.rows_of(draft, sheet.part, [old_row, new_row])
    columns = range(max(table.area.col1, area.col1), min(table.area.col2, area.col2) + 1)
    for column in columns:
        there = cells[new_row].get(column)
        if there is not None and there.filled and written.value_at(new_row, column) is KEEP:
            where = address(new_row, column)
            raise TableBlocked(table=table.name, sheet=sheet.name, cell=where)
    _check_references(draft, sheet, table, old_row, new_row)
    last = new_row - table.totals_rows
    for column in columns:
        cell = cells[old_row].get(column)
        moved: CellContent = None
        if cell is not None:
            if cell.odd_formula:
                reason = Text("汇总行含数组或共享公式", "its totals row holds an array formula")
                raise TableShape(table=table.name, sheet=sheet.name, reason=reason)
            moved = RawCell(cell.style, cell.tail)
            now = stretch(cell.formula or "", table.body, last)
            if now != (cell.formula or ""):
                moved = RawCell(cell.style, b"><f>%b</f></c>" % content(now))
        work.after.append(RawBlock(new_row, {column: [moved]}))
        # The old place becomes a data row, or lies below the table.
        gone: CellContent = None if new_row > old_row else RawCell(b"", BLANK)
        work.before.append(RawBlock(old_row, {column: [gone]}))


def _check_references(
    draft: Draft, sheet: SheetPart, table: TableInfo, old_row: int, new_row: int
) -> None:
    """Refuse to move totals that formulas elsewhere find by address: they would go astray."""
    for formula in references.formulas(draft, references.formula_parts(draft)):
        for found in addresses(formula.formula):
            here = (
                formula.part == sheet.part
                if found.sheet is None
                else (found.sheet.casefold() == sheet.name.casefold())
            )
            area = found.area
            if not here or area.col2 < table.area.col1 or area.col1 > table.area.col2:
                continue
            had = area.row1 <= old_row <= area.row2
            has = area.row1 <= new_row <= area.row2
            # A name for the data rows is the user's to keep right, as it is in Excel.
            if (had and not has) or (has and not had and not formula.name):
                reason = Text(
                    f"“{formula.part}”中有公式按地址引用了汇总行",
                    f"a formula in {formula.part} points at its totals row",
                )
                raise TableShape(table=table.name, sheet=sheet.name, reason=reason)
