"""Conditional formats. They only repeat what the cell's own text or number says."""

from __future__ import annotations

from openpyxl.formatting.rule import ColorScale, DataBar, FormatObject, Rule
from openpyxl.styles import PatternFill
from openpyxl.styles.colors import Color
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from xlsegment.text import Lang
from xlsegment.workbook.declare import LAST_ROW, LevelFormat, ScaleFormat, TableSpec, UnitFormat

BAR = "56B4E9"
HEAT_LOW, HEAT_HIGH = "FFFFFF", "6DB1DB"
# Number formats below it are Excel's own; those of the cells take the first ones above.
_FIRST_FORMAT = 300


def _column_range(table: TableSpec, key: str) -> str:
    letter = get_column_letter(table.col_index(key))
    return f"{letter}{table.header_row + 1}:{letter}{LAST_ROW}"


def add_format(
    sheet: Worksheet, table: TableSpec, spec: LevelFormat | ScaleFormat | UnitFormat, lang: Lang
) -> None:
    """Add one declared conditional format to a sheet.

    Like the validations it reaches to the last row, so it holds for rows added later.
    """
    ranges = [_column_range(table, key) for key in spec.columns]
    # One block where the columns are neighbours: LibreOffice misplaces a scale over several.
    block = f"{ranges[0].split(':')[0]}:{ranges[-1].split(':')[1]}"
    if isinstance(spec, LevelFormat):
        look = DifferentialStyle(fill=PatternFill(bgColor=spec.colour))
        for text in spec.texts:
            formula = [f'"{text.in_(lang)}"']
            rule = Rule(type="cellIs", operator="equal", dxf=look, formula=formula)
            sheet.conditional_formatting.add(block, rule)
    elif isinstance(spec, UnitFormat):
        unit = get_column_letter(table.col_index(spec.unit))
        for number, (text, shown) in enumerate(spec.looks):
            style = DifferentialStyle(numFmt=NumberFormat(_FIRST_FORMAT + number, shown))
            formula = [f'${unit}{table.header_row + 1}="{text.in_(lang)}"']
            for cells in ranges:
                rule = Rule(type="expression", dxf=style, formula=formula)
                sheet.conditional_formatting.add(cells, rule)
    elif spec.style == "heat":
        low, high = FormatObject(type="num", val=0), FormatObject(type="max")
        scale = ColorScale(cfvo=[low, high], color=[Color(HEAT_LOW), Color(HEAT_HIGH)])
        rule = Rule(type="colorScale", colorScale=scale)
        sheet.conditional_formatting.add(block, rule)
    else:
        for cells in ranges:
            ends = [FormatObject(type="num", val=value) for value in (0, 1)]
            bar = DataBar(cfvo=ends, color=Color(BAR), showValue=True)
            sheet.conditional_formatting.add(cells, Rule(type="dataBar", dataBar=bar))
