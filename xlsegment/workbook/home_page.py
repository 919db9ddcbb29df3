"""The first sheet: steps, key numbers, findings, colours of the headers, links."""

from __future__ import annotations

from collections.abc import Mapping

from openpyxl.styles import Alignment, Border, Side
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from xlsegment.text import Lang, Text
from xlsegment.workbook.declare import NUMBER_FORMATS, ROLE_NAMES, Area, SheetSpec
from xlsegment.workbook.sheets import SHEETS
from xlsegment.workbook.sheets.home import FINDINGS, HOME_REVIEW, KPIS, LAST_REFRESH, STEPS
from xlsegment.workbook.styles import (
    ACCENT,
    CARD,
    HEADERS,
    INK,
    LINE,
    LINE_ALIGNMENT,
    MUTED,
    RULE,
    TABS,
    WARN,
    WHITE,
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
    (24, Text("工作表(鼠标停在名称上看用途)", "Sheets (rest the mouse on a name to see what for)")),
)
_LINKS = 25
_AREAS: Mapping[Area, Text] = {
    "start": Text("开始", "Start"),
    "input": Text("录入", "Fill in"),
    "output": Text("结果", "Results"),
    "track": Text("策略与跟踪", "Strategy and tracking"),
    "check": Text("检查", "Checks"),
    "help": Text("帮助", "Help"),
}
# Tab colours that carry dark letters; grey and green are too light for white ones.
_DARK_ON = frozenset({"output", "check", "track"})
_LONGEST_TIP = 255  # what Excel shows
_LINK = Alignment(horizontal="left", vertical="center", shrink_to_fit=True, indent=1)


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
    """Link every sheet, those of an area beside each other; the mouse shows what each is for."""
    row = _LINKS
    for area, name in _AREAS.items():
        specs = [spec for spec in SHEETS[1:] if spec.area == area]
        for offset, spec in enumerate(specs):
            here, place = divmod(offset, len(_COLUMNS) - 1)
            _link(sheet, row + here, place + 2, spec, lang)
        lines = -(-len(specs) // (len(_COLUMNS) - 1))
        label = sheet.cell(row, 1, name.in_(lang))
        for line in range(row, row + lines):
            sheet.cell(line, 1).fill = fill(TABS[area])
            sheet.row_dimensions[line].height = 19
        label.font = font(bold=True, color=INK if area in _DARK_ON else WHITE)
        label.alignment = _LINK
        row += lines


def _link(sheet: Worksheet, row: int, column: int, spec: SheetSpec, lang: Lang) -> None:
    title = spec.title.in_(lang)
    cell = sheet.cell(row, column, title)
    tip = spec.tables[0].note.in_(lang)[:_LONGEST_TIP]
    cell.hyperlink = Hyperlink(
        ref=cell.coordinate, location=f"'{title}'!A1", display=title, tooltip=tip
    )
    cell.font = font(color="0563C1")
    cell.alignment = _LINK
