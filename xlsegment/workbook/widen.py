"""Columns that a table got in a later version, added to tables of an earlier one."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection

from xlsegment.workbook.handle import TableHandle, cells
from xlsegment.workbook.steps import Fill, NumberFormat, Resize, Step
from xlsegment.workbook.write import first_occupied, language


def widened(handle: TableHandle, keys: Collection[str]) -> tuple[TableHandle, list[Step]]:
    """Prepare to add columns at the right end of a table.

    Parameters
    ----------
    handle : TableHandle
        The table.
    keys : collection of str
        Columns of its declaration; those that are there already are left out.

    Returns
    -------
    handle : TableHandle
        The table as it will be.
    steps : list
        What to do; nothing where something stands right of the table, or nothing is missing.
    """
    added = [c for c in handle.spec.columns if c.key in keys and c.key not in handle.columns]
    left, right = handle.last_col + 1, handle.last_col + len(added)
    bottom = handle.header_row + max(handle.rows, 1)
    if not added or first_occupied(handle, handle.header_row, bottom, left, right):
        return handle, []
    lang = language(handle)
    header = cells(handle.sheet, handle.header_row, left, 1, len(added))
    steps: list[Step] = [Fill(header, [[column.header.in_(lang) for column in added]])]
    if handle.table is not None:
        width, height = right - handle.first_col + 1, max(handle.rows, 1) + 1
        area = cells(handle.sheet, handle.header_row, handle.first_col, height, width)
        steps.append(Resize(handle.table, area))
    for position, column in enumerate(added):
        body = cells(handle.sheet, handle.first_row, left + position, max(handle.rows, 1), 1)
        steps.append(NumberFormat(body, column.excel_format))
    places = {column.key: left + position for position, column in enumerate(added)}
    return dataclasses.replace(handle, last_col=right, columns=handle.columns | places), steps
