"""Conditional formats. They only repeat what the cell's own text or number says."""

from __future__ import annotations

from openpyxl.formatting.rule import CellIsRule, ColorScaleRule, DataBarRule
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from xlsegment.text import Lang
from xlsegment.workbook.declare import LAST_ROW, LevelFormat, ScaleFormat, TableSpec

BAR = "56B4E9"
HEAT_LOW, HEAT_HIGH = "FFFFFF", "6DB1DB"


def _column_range(table: TableSpec, key: str) -> str:
    letter = get_column_letter(table.col_index(key))
    return f"{letter}{table.header_row + 1}:{letter}{LAST_ROW}"


def add_format(
    sheet: Worksheet, table: TableSpec, spec: LevelFormat | ScaleFormat, lang: Lang
) -> None:
    """Add one declared conditional format to a sheet.

    Like the validations it reaches to the last row, so it holds for rows added later.
    """
    ranges = [_column_range(table, key) for key in spec.columns]
    if isinstance(spec, LevelFormat):
        shade = PatternFill(bgColor=spec.colour)
        for text in spec.texts:
            rule = CellIsRule(operator="equal", formula=[f'"{text.in_(lang)}"'], fill=shade)
            sheet.conditional_formatting.add(" ".join(ranges), rule)
    elif spec.style == "heat":
        rule = ColorScaleRule(
            start_type="num",
            start_value=0,
            start_color=HEAT_LOW,
            end_type="max",
            end_color=HEAT_HIGH,
        )
        sheet.conditional_formatting.add(" ".join(ranges), rule)
    else:
        for cells in ranges:
            bar = DataBarRule("num", 0, "num", 1, color=BAR, showValue=True)
            sheet.conditional_formatting.add(cells, bar)
