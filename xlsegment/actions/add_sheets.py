"""Sheets that workbooks of earlier versions lack, added when somebody asks for them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from xlsegment.actions.decide.plan import Fill, Inputs, Outcome, Rewrite
from xlsegment.actions.gather import Gathered
from xlsegment.actions.report import Filled
from xlsegment.text import Lang
from xlsegment.workbook.addsheet import AddSheet, free_sheet_name
from xlsegment.workbook.declare import SheetSpec, TableSpec
from xlsegment.workbook.sheets import SHEETS

if TYPE_CHECKING:
    import xlwings as xw


def lacking(gathered: Gathered, keys: Collection[str]) -> list[SheetSpec]:
    """Return the sheets among ``keys`` of which a workbook has not a single table."""
    there = gathered.located.found
    return [
        sheet
        for sheet in SHEETS
        if sheet.key in keys and not any(table.key in there for table in sheet.tables)
    ]


def with_presets(inputs: Inputs, sheets: Sequence[SheetSpec]) -> Inputs:
    """Return the inputs with the tables of sheets that are about to be added."""
    lang = inputs.lang
    presets = {table.key: _preset(table, lang) for sheet in sheets for table in sheet.tables}
    return replace(inputs, tables={**inputs.tables, **presets})


def prepare_sheets(
    book: xw.Book, sheets: Sequence[SheetSpec], inputs: Inputs, outcome: Outcome
) -> tuple[list[AddSheet], list[Filled]]:
    """Turn what was decided for sheets that are not there yet into steps that add them.

    Their changes are taken out of ``outcome``: what stays is for tables that are there.
    """
    steps, filled = [], []
    for sheet in sheets:
        keys = {table.key: table for table in sheet.tables}
        rows = {key: inputs.tables[key] for key in keys}
        for change in outcome.changes:
            if change.table in keys:
                rows[change.table] = _after(rows[change.table], change)
        outcome.changes = [c for c in outcome.changes if c.table not in keys]
        name = free_sheet_name(book, sheet, inputs.lang)
        values = {text.in_(inputs.lang): value for text, value in outcome.names.items()}
        steps.append(AddSheet(book, sheet, name, inputs.lang, rows, values))
        filled += [
            Filled(table.name, name, len(rows[key]), len(table.columns), len(rows[key]))
            for key, table in keys.items()
        ]
    return steps, filled


def _preset(table: TableSpec, lang: Lang) -> pd.DataFrame:
    return pd.DataFrame(list(table.rows(lang)), columns=list(table.keys), dtype=object)


def _after(table: pd.DataFrame, change: Fill | Rewrite) -> pd.DataFrame:
    """Return the rows of a table once a change is made."""
    if isinstance(change, Rewrite):
        return change.rows
    filled = table.copy()
    for column in change.filled:
        filled[column] = change.filled[column]
    if change.appended is None:
        return filled
    return pd.concat([filled, change.appended], ignore_index=True).astype(object)
