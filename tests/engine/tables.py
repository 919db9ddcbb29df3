"""Edits of the table that `books.orders` makes."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from tests.engine import books
from xlsegment.engine.edits import Area, Block, PackageEdits, TableEdit
from xlsegment.engine.save import apply_edits


def edit(path: Path, **changes: object) -> PackageEdits:
    plan = books.edits(path)
    for name, value in changes.items():
        setattr(plan.sheets[0].edits, name, value)
    return plan


def resize(path: Path, area: Area, *blocks: Block, adopt: bool = False) -> Path:
    changes = {"Orders": TableEdit(area=area, adopt=adopt)}
    apply_edits(path, path, edit(path, tables=changes, blocks=list(blocks)))
    return path


def sheet_of(path: Path) -> openpyxl.worksheet.worksheet.Worksheet:
    return openpyxl.load_workbook(path)["订单"]
