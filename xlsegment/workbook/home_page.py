"""The first sheet: steps, key numbers, findings, colours of the headers, links."""

from __future__ import annotations

from openpyxl.styles import Alignment, Border, Side
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from xlsegment.text import Lang, Text
from xlsegment.workbook.declare import NUMBER_FORMATS, ROLE_NAMES
from xlsegment.workbook.sheets import SHEETS
from xlsegment.workbook.sheets.home import FINDINGS, HOME_REVIEW, KPIS, LAST_REFRESH, STEPS
from xlsegment.workbook.styles import (
    ACCENT,
    CARD,
    HEADERS,
    LINE,
    LINE_ALIGNMENT,
    MUTED,
    RULE,
    WARN,
    fill,
    font,
)

_COLUMNS = "ABCDEF"
_WIDTH = 22.0
_CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_NUMBER = Alignment(horizontal="center", vertical="center", shrink_to_fit=True)
_SECTIONS = (
    (5, Text("三步", "Three steps")),
    (10, Text("关键数字", "Key numbers")),
    (14, Text("结论", "Findings")),
    (21, Text("表头颜色", "Header colours")),
    (24, Text("工作表", "Sheets")),
)


def fill_home(sheet: Worksheet, lang: Lang) -> None:
    """Fill the first sheet."""
    for letter in _COLUMNS:
        sheet.column_dimensions[letter].width = _WIDTH
    for row, text in _SECTIONS:
        _section(sheet, row, text.in_(lang))
    for row, step in enumerate(STEPS, start=6):
        _line(sheet, f"A{row}", step.in_(lang))
    _key_numbers(sheet, lang)
    for finding in FINDINGS:
        _line(sheet, finding.cell, finding.label.in_(lang))
    _line(sheet, "A19", LAST_REFRESH.label.in_(lang), color=MUTED)
    sheet[LAST_REFRESH.cell].font = font()
    sheet[LAST_REFRESH.cell].number_format = "yyyy-mm-dd hh:mm"
    sheet[LAST_REFRESH.cell].alignment = LINE_ALIGNMENT
    _line(sheet, HOME_REVIEW.cell, HOME_REVIEW.label.in_(lang), color=WARN)
    for letter, role in zip(_COLUMNS, HEADERS, strict=False):
        back, letters = HEADERS[role]
        cell = sheet[f"{letter}22"]
        cell.value = ROLE_NAMES[role].in_(lang)
        cell.fill, cell.font, cell.alignment = fill(back), font(color=letters), _CENTRE
    sheet.row_dimensions[22].height = 32
    _links(sheet, lang)


def _section(sheet: Worksheet, row: int, text: str) -> None:
    for letter in _COLUMNS:
        sheet[f"{letter}{row}"].border = RULE
    cell = sheet[f"A{row}"]
    cell.value, cell.font, cell.alignment = text, font(12, bold=True, color=ACCENT), LINE_ALIGNMENT
    sheet.row_dimensions[row].height = 22


def _line(sheet: Worksheet, address: str, text: str, color: str | None = None) -> None:
    cell = sheet[address]
    cell.value, cell.alignment = text, LINE_ALIGNMENT
    cell.font = font(color=color) if color else font()
    sheet.row_dimensions[cell.row].height = 19


def _key_numbers(sheet: Worksheet, lang: Lang) -> None:
    side = Side(style="thin", color=LINE)
    for named in KPIS:
        value = sheet[named.cell]
        label = sheet.cell(value.row - 1, value.column, named.label.in_(lang))
        label.font, label.alignment, label.fill = font(9, color=MUTED), _CENTRE, fill(CARD)
        label.border = Border(left=side, right=side, top=side)
        value.number_format = NUMBER_FORMATS[named.kind]
        value.font, value.alignment = font(18, bold=True, color=ACCENT), _NUMBER
        value.fill, value.border = fill(CARD), Border(left=side, right=side, bottom=side)
    sheet.row_dimensions[11].height = 22
    sheet.row_dimensions[12].height = 36


def _links(sheet: Worksheet, lang: Lang) -> None:
    for row, spec in enumerate(SHEETS[1:], start=25):
        cell = sheet.cell(row, 1, spec.title.in_(lang))
        cell.hyperlink = Hyperlink(
            ref=cell.coordinate, location=f"'{spec.title.in_(lang)}'!A1", display=str(cell.value)
        )
        cell.font = font(color="0563C1")
        cell.alignment = LINE_ALIGNMENT
        what = spec.tables[0].note.in_(lang)
        _line(sheet, f"C{row}", what, color=MUTED)
