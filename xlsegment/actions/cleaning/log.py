"""清洗记录: one row for every change, added below those that stand there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

import pandas as pd

from xlsegment.actions.cleaning.changes import Entry
from xlsegment.text import Lang
from xlsegment.workbook.addsheet import AddSheet, free_sheet_name
from xlsegment.workbook.handle import TableHandle
from xlsegment.workbook.read import read_table
from xlsegment.workbook.sheets import TABLES
from xlsegment.workbook.sheets.cleaning_log import CLEANING_LOG
from xlsegment.workbook.steps import Step
from xlsegment.workbook.widen import widened
from xlsegment.workbook.write import prepare_fill

if TYPE_CHECKING:
    import xlwings as xw

LOG: Final = CLEANING_LOG.tables[0].key


def prepare_log(
    book: xw.Book,
    handles: Mapping[str, TableHandle],
    entries: Sequence[Entry],
    now: dt.datetime,
    lang: Lang,
) -> list[Step | AddSheet]:
    """Prepare to add the changes to 清洗记录, which is added if need be, as is a column of it."""
    rows = _rows(handles, entries, now, lang)
    handle = handles.get(LOG)
    if handle is not None:
        there = read_table(handle)
        whole, steps = widened(handle, {column.key for column in handle.spec.columns})
        return [*steps, *prepare_fill(whole, there.iloc[:, :0], rows)]
    name = free_sheet_name(book, CLEANING_LOG, lang)
    return [AddSheet(book, CLEANING_LOG, name, lang, {LOG: rows})]


def _rows(
    handles: Mapping[str, TableHandle], entries: Sequence[Entry], now: dt.datetime, lang: Lang
) -> pd.DataFrame:
    moment = now.replace(tzinfo=None, microsecond=0)
    titles = {key: handle.sheet.name for key, handle in handles.items()}
    headers = {
        (table, column.key): column.header.in_(lang)
        for table in titles
        for column in TABLES[table].columns
    }
    rows = [
        (
            moment,
            entry.code,
            titles[entry.table],
            entry.row_id,
            headers.get((entry.table, entry.column or ""), entry.column or ""),
            entry.before,
            entry.after,
            entry.what.in_(lang),
        )
        for entry in entries
    ]
    return pd.DataFrame(rows, columns=[c.key for c in CLEANING_LOG.tables[0].columns], dtype=object)
