"""The printed page of 看板: equal columns, tiles with key figures, lines about the heat maps."""

from __future__ import annotations

from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.worksheet import Worksheet

from xlsegment.text import Lang, Text
from xlsegment.workbook.declare import NUMBER_FORMATS, NameSpec
from xlsegment.workbook.sheets.dashboard_names import REVIEW, TILES, TITLES
from xlsegment.workbook.sheets.dashboard_tables import CATEGORIES, HEAT_ROW, PAGE_WIDTH
from xlsegment.workbook.styles import ACCENT, CARD, LINE, LINE_ALIGNMENT, MUTED, WARN, fill, font

_COLUMNS = "ABCDEFGHI"
_CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_NUMBER = Alignment(horizontal="center", vertical="center", shrink_to_fit=True)
_TILE_LABELS, _TILE_VALUES, _GAP = 4, 5, 6
_CHART_ROWS = range(7, 25)
_LINES = (
    Text("颜色越深人数越多。", "Darker means more customers."),
    Text(
        "高、中、低的分界见 参数；指标少而精，群体以 3–6 个为宜。",
        "Where high, mid and low part: see Parameters. Few metrics, 3–6 segments.",
    ),
)
#: The last row whose height matters to where charts stand.
LAST_ROW_OF_PAGE = HEAT_ROW + CATEGORIES


def fill_dashboard(sheet: Worksheet, lang: Lang) -> None:
    """Lay out the page; tables and charts are put on it as on any other sheet."""
    for letter in _COLUMNS:
        sheet.column_dimensions[letter].width = PAGE_WIDTH
    _tiles(sheet, lang)
    for title in TITLES:
        on_page = title.cell[0] in _COLUMNS
        _line(sheet, title, lang, font(10, bold=True) if on_page else font(9, color=MUTED))
    _line(sheet, REVIEW, lang, font(9, color=WARN))
    first = HEAT_ROW + 4  # below the three levels of recency
    for row, text in zip((first, first + 2), _LINES, strict=True):
        cell = sheet.cell(row, 1, text.in_(lang))
        cell.font, cell.alignment = font(9, color=MUTED), LINE_ALIGNMENT
    heights = {
        _GAP: 6.0,
        HEAT_ROW - 1: 20.0,
        HEAT_ROW: 19.0,
        **dict.fromkeys(_CHART_ROWS, 21.0),
        **dict.fromkeys(range(HEAT_ROW + 1, LAST_ROW_OF_PAGE + 1), 16.0),
        _TILE_LABELS: 20.0,
        _TILE_VALUES: 32.0,
    }
    for row, height in heights.items():
        sheet.row_dimensions[row].height = height


def _tiles(sheet: Worksheet, lang: Lang) -> None:
    side = Side(style="thin", color=LINE)
    for tile in TILES:
        value = sheet[tile.cell]
        label = sheet[tile.labelled]
        label.value = tile.label.in_(lang)
        label.font, label.alignment, label.fill = font(9, color=MUTED), _CENTRE, fill(CARD)
        label.border = Border(left=side, right=side, top=side)
        value.number_format = "#,##0" if tile.kind == "money" else NUMBER_FORMATS[tile.kind]
        value.font, value.alignment = font(16, bold=True, color=ACCENT), _NUMBER
        value.fill, value.border = fill(CARD), Border(left=side, right=side, bottom=side)


def _line(sheet: Worksheet, named: NameSpec, lang: Lang, letters: Font) -> None:
    cell = sheet[named.cell]
    cell.value, cell.alignment = named.label.in_(lang), LINE_ALIGNMENT
    cell.font = letters
    cell.number_format = "General"
