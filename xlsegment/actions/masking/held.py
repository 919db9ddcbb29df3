"""Formulas that show an original without using a masked column: what they show stays, masked.

``=13812345670+8`` or ``=A1&B1`` over halves of a number would show it again when it is calculated.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from xlsegment.actions.masking.cells import Done, MaskedCells
from xlsegment.actions.masking.columns import Column
from xlsegment.core.masked import cell_text
from xlsegment.core.span import apply_spans
from xlsegment.engine.address import column_name
from xlsegment.engine.edits import Area
from xlsegment.vault.entry import Entry

if TYPE_CHECKING:
    from xlsegment.engine.bookmodel import BookModel
    from xlsegment.engine.sheetmodel import SheetModel
    from xlsegment.privacy.finder import Finder


def hold_results(model: BookModel, finder: Finder, cells: MaskedCells) -> None:
    """Replace formulas whose results are personal by their masked results.

    Parameters
    ----------
    model
        The workbook with its columns masked, and without the results of what uses them.
    finder
        Finds what is personal.
    cells
        What was masked; added to.
    """
    for sheet in model.worksheets:
        for number, formulas in sheet.cells.formulas.items():
            _hold(sheet, number, sorted(formulas), finder, cells)


def _hold(
    sheet: SheetModel, number: int, rows: list[int], finder: Finder, cells: MaskedCells
) -> None:
    area = Area(rows[0], number, rows[-1], number)
    values, texts = sheet.values(area)[0].tolist(), sheet.formulas(area)[0]
    shown = {
        row: values[row - rows[0]] for row in rows if not sheet.overlay.touches(number, row, row)
    }
    masks = {value: _masked(value, finder) for value in set(shown.values())}
    kinds: Counter[str] = Counter()
    for row, value in shown.items():
        mask = masks[value]
        if mask is None:
            continue
        masked, kind = mask
        sheet.write_contents(row, {number: [masked]})
        kinds[kind] += 1
        cells.entries.append(
            Entry(
                sheet=sheet.name,
                column=column_name(number),
                row_id="",
                cell=f"{column_name(number)}{row}",
                masked=masked,
                original=value,
                formula=texts[row - rows[0]],
                number_format=str(sheet.codes(number, row, row)[0]),
                kind=kind,
            )
        )
    for kind, count in kinds.items():
        column = Column(
            sheet.name, column_name(number), number, rows[0], rows[-1], kind, "detected"
        )
        cells.done.append(Done(column, count, 0, count))


def _masked(value: object, finder: Finder) -> tuple[str, str] | None:
    """Return the mask of a result and the kind of what it shows; None when it shows nobody."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        span = finder.number(cell_text(value)) if abs(value) >= 10**6 else None
        return None if span is None else (span.masked, span.kind)
    if not isinstance(value, str):
        return None
    spans = finder.text(value)
    return (apply_spans(value, spans), spans[0].kind) if spans else None
