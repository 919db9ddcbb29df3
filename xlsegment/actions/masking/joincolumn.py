"""A column of join codes in every table that has customer IDs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from xlsegment.actions.gather import INPUTS, REFRESHED
from xlsegment.actions.masking.joincodes import JOIN_CODE, JoinCodes
from xlsegment.core.header_text import fold
from xlsegment.text import Text
from xlsegment.workbook.declare import ColumnSpec
from xlsegment.workbook.locate import locate
from xlsegment.workbook.read import read_table
from xlsegment.workbook.sheets import TABLES
from xlsegment.workbook.sheets.lists import CUSTOMER_ID
from xlsegment.workbook.write import prepare_fill

if TYPE_CHECKING:
    import xlwings as xw

_COLUMN: Final = ColumnSpec(
    "join_code",
    JOIN_CODE,
    "id",
    "result",
    Text("代替客户ID，各表靠它对应。", "Stands for the customer ID and joins all tables."),
    width=18,
)


def add_join_codes(book: xw.Book, codes: JoinCodes) -> tuple[str, ...]:
    """Add the column to the tables that lack it; return the sheets it was added to.

    Raises
    ------
    NoRoomRight
        Something stands to the right of a table.
    """
    import pandas as pd

    added: list[str] = []
    located = locate(book, [TABLES[key] for key in REFRESHED], inputs=INPUTS)
    for handle in located.found.values():
        if CUSTOMER_ID.key not in handle.columns:
            continue
        ids = read_table(handle, [CUSTOMER_ID.key])[CUSTOMER_ID.key]
        there = {fold(header) for header in handle.own}
        if there & {fold(header) for header in JOIN_CODE.both} or not len(ids):
            continue
        wider = replace(handle.spec, columns=(*handle.spec.columns, _COLUMN))
        made = pd.DataFrame({_COLUMN.key: [codes.code(value) for value in ids]}, index=ids.index)
        for step in prepare_fill(replace(handle, spec=wider), made):
            step.apply()
        added.append(handle.sheet.name)
    return tuple(added)
