"""Originals that stood in cells of no masked column, such as notes: the vault keeps them, too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from xlsegment.actions.closed_file import opened
from xlsegment.actions.masking.find import blocks
from xlsegment.actions.progress import Stopwatch
from xlsegment.core.masked import cell_text
from xlsegment.engine.address import column_name
from xlsegment.engine.edits import Area, Formula
from xlsegment.vault.entry import Entry

if TYPE_CHECKING:
    from xlsegment.engine.sheetmodel import SheetModel


def with_cells_beside(entries: Iterable[Entry], before: Path, after: Path) -> tuple[Entry, ...]:
    """Return entries for all cells that masking changed.

    Parameters
    ----------
    entries
        Those of the masked columns. Where more of a mask was taken out, they tell what stands
        there now.
    before
        The workbook with its columns masked and nothing else.
    after
        The same with every original taken out.
    """
    changed: dict[tuple[str, str], Entry] = {}
    with opened(before, Stopwatch(None)) as old, opened(after, Stopwatch(None)) as new:
        sheets = {sheet.name: sheet for sheet in new.impl.model.worksheets}
        for sheet in old.impl.model.worksheets:
            for entry in _changed(sheet, sheets[sheet.name]):
                changed[entry.sheet, entry.cell] = entry
    kept = []
    for entry in entries:
        later = changed.pop((entry.sheet, entry.cell), None)
        kept.append(entry if later is None else replace(entry, masked=later.masked))
    return (*kept, *changed.values())


def _changed(old: SheetModel, new: SheetModel) -> Iterator[Entry]:
    """Yield the cells in which a typed text or number is another one now."""
    last = old.last_row()
    named: dict[int, list[tuple[range, str, int]]] = {}
    for block in blocks(new):
        column = block.column("", "detected")
        rows = range(column.first_row, column.last_row + 1)
        named.setdefault(column.column, []).append((rows, column.header, column.id_column))
    for number in old.known_columns():
        area = Area(1, number, last, number)
        was, now = old.contents(area)[0], new.contents(area)[0]
        for row, (original, masked) in enumerate(zip(was, now, strict=True), 1):
            if original == masked or isinstance(original, Formula) or type(masked) is not str:
                continue
            fitting = (told for told in named.get(number, ()) if row in told[0])
            _, header, id_column = next(fitting, (range(0), column_name(number), 0))
            row_id = cell_text(_value(new, row, id_column)) if id_column else ""
            yield Entry(
                sheet=old.name,
                column=header,
                row_id=row_id,
                cell=f"{column_name(number)}{row}",
                masked=masked,
                original=_value(old, row, number),  # type: ignore[arg-type]
                number_format=str(old.codes(number, row, row)[0]),
            )


def _value(sheet: SheetModel, row: int, column: int) -> object:
    return sheet.values(Area(row, column, row, column))[0][0]
