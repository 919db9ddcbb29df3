"""公式示例: its rows, and the tables that functions return, to the right of them.

Excel keeps the last result of a formula in the file and shows it until something is calculated,
so each formula is written together with what its function returns; the same values stand beside
it as plain values, for programs that calculate it and do not know the function. A result of
several cells is one array formula over its block: it works in every version of Excel, whereas a
formula that spills would need one that knows dynamic arrays, and none may stand in a table.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.worksheet import Worksheet

from xlsegment.excel.declare import Example, Function
from xlsegment.excel.examples import result_of
from xlsegment.excel.udfs import FUNCTIONS
from xlsegment.text import Lang, Text
from xlsegment.workbook.declare import HEADER_ROW, NUMBER_FORMATS, Row
from xlsegment.workbook.sheets.examples import EXAMPLES
from xlsegment.workbook.styles import (
    ACCENT,
    BODY_BORDER,
    CARD,
    HEADER_ALIGNMENT,
    LINE_ALIGNMENT,
    MUTED,
    fill,
    font,
)

_TABLE: Final = EXAMPLES.tables[0]
_FIRST_ROW: Final = HEADER_ROW + 1
#: The first column of the blocks.
_BESIDE: Final = _TABLE.last_col + 2
_BLOCK_WIDTH: Final = 13.0
_SEE: Final = Text("见右侧 {area}", "at the right, {area}")
_SIZE: Final = Text("{rows} 行 × {columns} 列", "{rows} rows × {columns} columns")
_LIVE: Final = Text("{name}：实时结果，一个公式填满整块", "{name}: live, one formula for the block")
_VALUES: Final = Text("{name}：应得结果", "{name}: expected result")


@dataclass(frozen=True, slots=True)
class Shown:
    """One example with its result; ``top`` is the first row of its block, 0 for a single cell."""

    function: Function
    example: Example
    result: Any
    top: int

    @property
    def height(self) -> int:
        """Rows of the block."""
        return len(self.result)

    @property
    def area(self) -> str:
        """Where the array formula stands."""
        last = get_column_letter(_BESIDE + len(self.result[0]) - 1)
        return f"{get_column_letter(_BESIDE)}{self.top}:{last}{self.top + self.height - 1}"


@cache
def _examples() -> tuple[Shown, ...]:
    return tuple(_placed())


def _placed() -> Iterator[Shown]:
    caption = _FIRST_ROW
    for function in FUNCTIONS:
        for example in function.examples:
            result = result_of(function, example)
            if isinstance(result, list):
                yield Shown(function, example, result, caption + 1)
                # the values and their caption stand beneath, then a free row
                caption += 2 * (len(result) + 1) + 1
            else:
                yield Shown(function, example, result, 0)


def example_rows(lang: Lang) -> list[Row]:
    """Return one row per example."""
    rows: list[Row] = []
    for shown in _examples():
        live, value = shown.example.formula, shown.result
        if shown.top:
            live = _SEE.in_(lang, area=shown.area)
            value = _SIZE.in_(lang, rows=shown.height, columns=len(shown.result[0]))
        rows.append(
            {
                "function": shown.function.name,
                "formula": shown.example.formula,
                "live": live,
                "value": value,
                "note": shown.example.note.in_(lang),
            }
        )
    return rows


def fill_examples(sheet: Worksheet, lang: Lang) -> dict[str, object]:
    """Format the results and write the blocks beside the table.

    Returns
    -------
    dict
        Cell -> the result that the file is to keep for it.
    """
    kept: dict[str, object] = {}
    for row, shown in enumerate(_examples(), start=_FIRST_ROW):
        if shown.top:
            kept |= _fill_blocks(sheet, shown, lang)
            continue
        for key in ("live", "value"):
            cell = sheet.cell(row, _TABLE.col_index(key))
            cell.number_format = _format(shown.example, 0)
        kept[f"{get_column_letter(_TABLE.col_index('live'))}{row}"] = shown.result
    return kept


def _fill_blocks(sheet: Worksheet, shown: Shown, lang: Lang) -> dict[str, object]:
    name = shown.function.name
    values = shown.top + shown.height + 1
    for top, text in ((shown.top, _LIVE), (values, _VALUES)):
        caption = sheet.cell(top - 1, _BESIDE, text.in_(lang, name=name))
        caption.font, caption.alignment = font(bold=True, color=ACCENT), LINE_ALIGNMENT
    kept: dict[str, object] = {}
    for down, line in enumerate(shown.result):
        for right, value in enumerate(line):
            live = sheet.cell(shown.top + down, _BESIDE + right)
            plain = sheet.cell(values + down, _BESIDE + right, value)
            kept[live.coordinate] = value
            for cell, colour in ((live, None), (plain, MUTED)):
                header = shown.function.spills and not down
                cell.font = font(bold=header, color=colour) if colour else font(bold=header)
                cell.border = BODY_BORDER
                cell.alignment = HEADER_ALIGNMENT if header else LINE_ALIGNMENT
                cell.number_format = _format(shown.example, right)
                if header:
                    cell.fill = fill(CARD)
            letter = get_column_letter(_BESIDE + right)
            sheet.column_dimensions[letter].width = _BLOCK_WIDTH
    sheet.cell(shown.top, _BESIDE).value = ArrayFormula(shown.area, shown.example.formula)
    return kept


def _format(example: Example, column: int) -> str:
    codes = example.formats
    return codes[column] if column < len(codes) and codes[column] else NUMBER_FORMATS["text"]
