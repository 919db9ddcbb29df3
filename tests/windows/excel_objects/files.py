"""A workbook of the stand-in from a file and to one, by openpyxl."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import openpyxl
from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet.formula import ArrayFormula

from tests.windows.excel_objects.application import Application
from tests.windows.excel_objects.cells import ERRORS, Cell
from tests.windows.excel_objects.grid import Area, address_of, area_of
from tests.windows.excel_objects.listobject import ListObject
from tests.windows.excel_objects.workbook import Name, Workbook
from tests.windows.excel_objects.worksheet import Worksheet


def load(application: Application, file: Path, place: str) -> Workbook:
    """Return what a file holds; ``place`` is where Excel says it lies."""
    content = file.read_bytes()
    formulas = openpyxl.load_workbook(BytesIO(content))
    values = openpyxl.load_workbook(BytesIO(content), data_only=True)
    book = Workbook(application, place)
    for source in formulas.worksheets:
        sheet = Worksheet(book, source.title, visible=source.sheet_state == "visible")
        sheet.protected = source.protection.sheet
        results = values[source.title]
        for row in source.iter_rows():
            for cell in row:
                at = (cell.row, cell.column)
                if cell.number_format != "General":
                    sheet.grid.formats[at] = cell.number_format
                result = results.cell(*at).value if cell.data_type == "f" else cell.value
                formula = _formula(cell.value) if cell.data_type == "f" else None
                sheet.grid.set(at, _cell(result, formula))
        for table in source.tables.values():
            totals = bool(table.totalsRowCount)
            area = area_of(table.ref)
            sheet.tables.append(ListObject(sheet, table.displayName, area, totals=totals))
        selection = source.sheet_view.selection
        selected = selection[0].sqref if selection else None
        first = str(selected).split(" ")[0] if selected else "A1"
        book.selected[sheet.Name] = area_of(first)
        book.sheets.append(sheet)
    for name, defined in formulas.defined_names.items():
        book.names.append(Name(book, name, f"={defined.attr_text}", visible=not defined.hidden))
    book.active = book.sheets[formulas.index(formulas.active)]
    return book


def _formula(value: Any) -> str:
    return str(value.text if isinstance(value, ArrayFormula) else value)


def _cell(value: Any, formula: str | None) -> Cell:
    if isinstance(value, str) and value in ERRORS:
        return Cell(formula=formula, error=value)
    if isinstance(value, dt.datetime | dt.date | dt.time | dt.timedelta):
        value = to_excel(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = float(value)
    return Cell(value, formula)


def save(book: Workbook, target: str) -> None:
    """Write what the workbook holds to a file: cells, number formats, tables, names. No more."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for sheet in book.sheets:
        into = made.create_sheet(sheet.Name)
        into.sheet_state = "visible" if sheet.Visible else "hidden"
        into.protection.sheet = sheet.protected
        for at, cell in sheet.grid.cells.items():
            there = into.cell(*at)
            there.value = cell.formula or cell.error or cell.value
            if cell.formula is None and isinstance(cell.value, str):
                there.data_type = "s"
        for at, number_format in sheet.grid.formats.items():
            into.cell(*at).number_format = number_format
        for table in sheet.tables:
            ref = address_of(table.area, fixed_row=False, fixed_column=False)
            added = openpyxl.worksheet.table.Table(displayName=table.Name, ref=ref)
            added.totalsRowCount = 1 if table.ShowTotals else None
            into.add_table(added)
    for name in book.names:
        defined = openpyxl.workbook.defined_name.DefinedName(
            name.Name, attr_text=name.RefersTo.removeprefix("="), hidden=not name.Visible or None
        )
        made.defined_names[name.Name] = defined
    made.active = book.sheets.index(book.active)
    plain = BytesIO()
    made.save(plain)
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(target, "w") as copy:
        for entry in source.infolist():
            content = source.read(entry)
            if number := re.fullmatch(r"xl/worksheets/sheet(\d+)\.xml", entry.filename):
                content = _with_results(content, book.sheets[int(number[1]) - 1])
            copy.writestr(entry, content)


def _with_results(xml: bytes, sheet: Worksheet) -> bytes:
    """Add what the formulas of a sheet show, which openpyxl leaves out."""

    def filled(found: re.Match[str]) -> str:
        cell = sheet.grid.cells[area_of(found[1])[:2]]
        kind = ' t="str"' if isinstance(cell.value, str) else ""
        kind = ' t="b"' if isinstance(cell.value, bool) else kind
        kind = ' t="e"' if cell.error else kind
        value = int(cell.value) if isinstance(cell.value, bool) else cell.value
        shown = escape(str(cell.error or ("" if value is None else value)))
        return f"<c{found[0][2 : found.end(2) - found.start()]}{kind}{found[3]}<v>{shown}</v></c>"

    pattern = re.compile(r'<c r="([A-Z]+\d+)"((?: s="\d+")?)(><f>[^<]*</f>)<v ?/?>(?:</v>)?</c>')
    return pattern.sub(filled, xml.decode()).encode()


def state(book: Workbook) -> dict[str, Any]:
    """Return all that a user may look at, as plain data."""
    return {
        "cells": {
            sheet.Name: {
                address_of(Area(*at), fixed_row=False, fixed_column=False): [
                    cell.formula,
                    cell.error or cell.value,
                    sheet.grid.formats.get(at, "General"),
                ]
                for at, cell in sorted(sheet.grid.cells.items())
            }
            for sheet in book.sheets
        },
        "formats": {
            sheet.Name: {
                address_of(Area(*at), fixed_row=False, fixed_column=False): number_format
                for at, number_format in sorted(sheet.grid.formats.items())
                if number_format != "General"
            }
            for sheet in book.sheets
        },
        "tables": {
            table.Name: address_of(table.area) for sheet in book.sheets for table in sheet.tables
        },
        "names": {name.Name: name.RefersTo for name in book.names},
        "active": book.active.Name,
        "selected": {name: address_of(area) for name, area in book.selected.items()},
        "settings": dict(book.application.settings),
    }
