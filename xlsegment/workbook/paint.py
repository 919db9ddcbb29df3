"""Put declared sheets on paper: page setup, the three lines above, tables with their cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import copy
from math import ceil
from unicodedata import east_asian_width

from openpyxl.cell import Cell, MergedCell
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.page import PageMargins, PrintPageSetup
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from xlsegment.text import Lang, Text
from xlsegment.workbook.declare import (
    LAST_ROW,
    NUMBER_FORMATS,
    ColumnSpec,
    Row,
    SheetSpec,
    TableSpec,
)
from xlsegment.workbook.params import PARAMS
from xlsegment.workbook.styles import (
    ACCENT,
    BODY_BORDER,
    HEADER_ALIGNMENT,
    HEADERS,
    INPUT_CELL,
    LINE_ALIGNMENT,
    MUTED,
    TABS,
    WARN,
    body_alignment,
    fill,
    font,
)
from xlsegment.workbook.validations import param_validation, table_validations

NOT_REFRESHED = Text(
    "尚未刷新。刷新后这里写明分析基准日、统计窗口、分层方案和全部切点。",
    "Not refreshed yet. Refresh states here the analysis date, window, scheme and every cut.",
)
PERSONAL = Text("含个人信息，请勿外传", "Contains personal data, do not pass on")
PAGE = Text("第 &P 页，共 &N 页", "Page &P of &N")
A4, A3 = 9, 8
LINE_HEIGHT = 14.5
# Wider than this is unreadable on A4.
_A4_CHARACTERS = 190

PARAM_FORMATS = {
    "date": NUMBER_FORMATS["date"],
    "whole": NUMBER_FORMATS["count"],
    "window": NUMBER_FORMATS["count"],
    "money": NUMBER_FORMATS["money"],
    "number": "#,##0.##",
    "rate": "0%",
    "choice": "@",
    "switch": "@",
    "text": "@",
}


def paint_page(sheet: Worksheet, spec: SheetSpec, lang: Lang) -> None:
    """Set the tab, the frozen panes, the print setup and the footer."""
    sheet.sheet_properties.tabColor = TABS[spec.area]
    sheet.freeze_panes = spec.freeze
    sheet.sheet_view.showGridLines = False
    # Fixed columns: the long line above a table must not make the print smaller.
    last = spec.print_to or get_column_letter(max(table.last_col for table in spec.tables))
    sheet.print_area = f"A1:{last}{LAST_ROW}"
    width = sum(
        column.width
        for table in spec.tables
        for offset, column in enumerate(table.columns)
        if table.first_col + offset <= column_index_from_string(last)
    )
    sheet.page_setup = PrintPageSetup(
        sheet,
        orientation="landscape",
        paperSize=A3 if width > _A4_CHARACTERS else A4,
        fitToWidth=1,
        fitToHeight=1 if spec.one_page else 0,
    )
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    if spec.tables:
        sheet.print_title_rows = "4:4"
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.75, footer=0.3)
    about = PERSONAL.in_(lang) if spec.personal else spec.title.in_(lang)
    sheet.oddFooter = HeaderFooterItem(
        left=_HeaderFooterPart(about),
        center=_HeaderFooterPart(PAGE.in_(lang)),
        right=_HeaderFooterPart("&D"),
    )


def paint_head(sheet: Worksheet, spec: SheetSpec, lang: Lang) -> None:
    """Write title, basis and caution into the first three rows."""
    lines = (
        (spec.heading.in_(lang), font(16, bold=True, color=ACCENT), 30.0),
        (NOT_REFRESHED.in_(lang) if spec.basis else "", font(9, color=MUTED), 18.0),
        (spec.caution.in_(lang), font(9, color=WARN), 18.0),
    )
    for row, (text, letters, height) in enumerate(lines, start=1):
        cell = sheet.cell(row, 1, text or None)
        cell.font = letters
        cell.alignment = LINE_ALIGNMENT
        sheet.row_dimensions[row].height = height


def paint_table(sheet: Worksheet, table: TableSpec, rows: Sequence[Row], lang: Lang) -> None:
    """Write a table: header, rows (at least one, as Excel asks), look and checks."""
    head = table.header_row
    sheet.row_dimensions[head].height = 34
    count = table.fixed_rows or max(len(rows), 1)
    for offset, column in enumerate(table.columns):
        number = table.first_col + offset
        _paint_header(sheet, head, number, column, lang)
        _paint_column(sheet, number, column)
        styled = _styled(sheet.cell(head + 1, number), column)
        for index in range(count):
            cell = sheet.cell(head + 1 + index, number)
            if index < len(rows):
                cell.value = rows[index].get(column.key)  # type: ignore[assignment]
            # Ten times as fast as setting font, format, alignment and border again.
            cell._style = copy(styled._style)  # type: ignore[union-attr]
            if cell.data_type == "f" and not column.computes:
                cell.data_type = "s"
                cell.quotePrefix = True
    _fit_rows(sheet, table, rows, count)
    first, last = (
        f"{get_column_letter(table.first_col + offset)}" for offset in (0, len(table.columns) - 1)
    )
    native = Table(displayName=table.name.in_(lang), ref=f"{first}{head}:{last}{head + count}")
    native.tableStyleInfo = TableStyleInfo("TableStyleLight1", showRowStripes=True)
    sheet.add_table(native)
    for check in table_validations(table, lang):
        sheet.add_data_validation(check)


def _styled(cell: Cell | MergedCell, column: ColumnSpec) -> Cell | MergedCell:
    cell.number_format = column.excel_format
    cell.font = font()
    cell.alignment = body_alignment(column)
    cell.border = BODY_BORDER
    return cell


def _fit_rows(sheet: Worksheet, table: TableSpec, rows: Sequence[Row], count: int) -> None:
    """Make rows as high as their wrapped text: not every program does so when it opens a file."""
    wrapped = [column for column in table.columns if column.wrap and not column.computes]
    for index in range(max(count, table.tall_rows) if wrapped else 0):
        row = rows[index] if index < len(rows) else {}
        texts = [(str(row.get(column.key) or ""), column.width) for column in wrapped]
        lines = max(
            sum(ceil(_digits(line) / (width - 2.5)) or 1 for line in text.split("\n"))
            for text, width in texts
        )
        number = table.header_row + 1 + index
        height = max(
            sheet.row_dimensions[number].height or 0,
            4 + LINE_HEIGHT * max(lines, table.min_lines),
        )
        sheet.row_dimensions[number].height = height


def _digits(text: str) -> float:
    """Return how many digits wide a text is, the unit of column widths."""
    return sum(1.85 if east_asian_width(letter) in "WFA" else 0.95 for letter in text)


def _paint_header(sheet: Worksheet, row: int, number: int, column: ColumnSpec, lang: Lang) -> None:
    back, letters = HEADERS[column.role]
    cell = sheet.cell(row, number, column.header.in_(lang))
    cell.font = font(bold=True, color=letters)
    cell.fill = fill(back)
    cell.alignment = HEADER_ALIGNMENT
    cell.border = BODY_BORDER


def _paint_column(sheet: Worksheet, number: int, column: ColumnSpec) -> None:
    """Give the whole sheet column its width and format, so that pasted IDs stay text."""
    dimension = sheet.column_dimensions[get_column_letter(number)]
    dimension.width = column.width
    dimension.number_format = column.excel_format
    dimension.font = font()
    dimension.alignment = body_alignment(column)


def paint_params(sheet: Worksheet, table: TableSpec, lang: Lang) -> Iterator[tuple[str, str]]:
    """Format the value cells one by one; yield each one's defined name and address."""
    column = table.col_index("value")
    _part_topics(sheet, table)
    for offset, spec in enumerate(PARAMS, start=1):
        cell = sheet.cell(table.header_row + offset, column)
        cell.number_format = PARAM_FORMATS[spec.kind]
        cell.font = font(bold=True, color=ACCENT)
        cell.fill = fill(INPUT_CELL)
        cell.alignment = Alignment(horizontal="center", vertical="center")
        address = f"{get_column_letter(column)}{table.header_row + offset}"
        sheet.add_data_validation(param_validation(spec, address, lang))
        yield spec.name.in_(lang), address


def _part_topics(sheet: Worksheet, table: TableSpec) -> None:
    """Draw a line where another topic begins, wherever sorting and filtering put it."""
    first, last = (get_column_letter(column) for column in (table.first_col, table.last_col))
    top = table.header_row + 1
    line = DifferentialStyle(border=Border(top=Side(style="thin", color=ACCENT)))
    begins = Rule(type="expression", dxf=line, formula=[f"${first}{top}<>${first}{top - 1}"])
    sheet.conditional_formatting.add(f"{first}{top}:{last}{LAST_ROW}", begins)
