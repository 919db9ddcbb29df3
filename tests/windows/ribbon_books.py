"""Workbooks for the ribbon's buttons, and what is compared of them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.table import Table

from tests.windows.excel_objects.application import Application
from tests.windows.excel_objects.files import load, state
from xlsegment.workbook.sheets.home import LAST_REFRESH


def in_file(path: Path) -> dict[str, Any]:
    """Return what a file holds, as the stand-in shows an open workbook."""
    seen: dict[str, Any] = json.loads(json.dumps(state(load(Application(), path, str(path)))))
    return seen


def comparable(seen: dict[str, Any]) -> dict[str, Any]:
    """Return cells, tables and names; of formulas not the result, for the stand-in has none."""
    cells = {
        sheet: {at: [c[0] or c[1], c[2]] for at, c in there.items()}
        for sheet, there in seen["cells"].items()
    }
    return {"cells": cells, "tables": seen["tables"], "names": seen["names"]}


def refreshed(seen: dict[str, Any]) -> dict[str, Any]:
    """Return the same without the time of the refresh, which has to be there."""
    told = comparable(seen)
    (place,) = (told["names"][name] for name in LAST_REFRESH.name.both if name in told["names"])
    sheet, at = place.removeprefix("=").replace("$", "").split("!")
    time, _ = told["cells"][sheet.strip("'")].pop(at)
    assert re.fullmatch(r"\d{4}-\d\d-\d\d [\d:]{8}", time)
    return told


def differing(one: dict[str, Any], other: dict[str, Any]) -> list[tuple[str, str, Any, Any]]:
    """Return where two workbooks differ: sheet or kind, place, and what each of them holds."""
    pairs = [(sheet, one["cells"].get(sheet, {}), cells) for sheet, cells in other["cells"].items()]
    pairs += [(kind, one[kind], other[kind]) for kind in ("tables", "names")]
    return [
        (kind, at, here.get(at), there.get(at))
        for kind, here, there in pairs
        for at in sorted({*here, *there})
        if here.get(at) != there.get(at) and not _by_its_column(here.get(at), there.get(at))
    ]


def _by_its_column(here: Any, there: Any) -> bool:
    """Tell whether cells differ by a format of their column alone, which the stand-in lacks."""
    return bool(here and there) and (here[0], here[1], there[1]) == (there[0], "General", "@")


def two_tables(path: Path) -> Path:
    """Make a workbook of somebody's own: customers and orders, columns of theirs, a formula."""
    book = openpyxl.Workbook()
    people, orders = book.active, book.create_sheet("流水")
    people.title = "会员"
    for row in [
        ("客户ID", "姓名", "预算", "翻倍"),
        ("C001", "张明", 120.5, "=C2*2"),
        ("C002", "李华", None, "=C3*2"),
    ]:
        people.append(row)
    people["C2"].number_format = "¥#,##0.00"
    for row in [
        ("订单ID", "客户ID", "下单日期", "金额"),
        ("D1", "C001", "2025-06-01", 100),
        ("D2", "C001", "2025-06-20", 250.5),
        ("D3", "C002", "2025-01-05", 80),
        ("D4", "-C003", "2025-05-05", "一百"),
        ("D5", "-C003", "2025-05-06", 30),
    ]:
        orders.append(row)
    for (cell,) in orders["D2:D4"]:
        cell.number_format = "¥#,##0.00"
    people.add_table(Table(displayName="客户表", ref="A1:D3"))
    orders.add_table(Table(displayName="订单表", ref="A1:D6"))
    book.save(path)
    return path
