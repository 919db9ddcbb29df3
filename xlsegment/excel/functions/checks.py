"""Checking one cell by a rule, and dates in one form."""

from __future__ import annotations

from xlsegment.core.checks import CHECKS, Check, result_of, rule_named
from xlsegment.core.daycell import serial_of
from xlsegment.excel.boundary import worksheet_function
from xlsegment.excel.cells import Cell, CellError
from xlsegment.excel.declare import Argument, Example
from xlsegment.excel.readers import as_it_is, day, text
from xlsegment.excel.spread import Given, constant, needed, spread
from xlsegment.text import Lang, Text


@worksheet_function(
    summary=Text(
        "按规则检查一个单元格：合格为“通过”，否则说明原因。只检查，不修改。",
        "Check a cell by a rule: OK, or the reason in words. Nothing is changed.",
    ),
    arguments=(
        Argument("value", Text("要检查的单元格，可为整列", "The cell to check, or a column")),
        Argument(
            "rule",
            Text(
                f"规则：{'、'.join(check.label.zh for check in CHECKS.values())}",
                f"The rule: {', '.join(check.label.en for check in CHECKS.values())}; the answer "
                "is in the language of this word",
            ),
        ),
    ),
    returns=Text(
        "“通过”或原因；空白为空（规则“必填”除外），未知的规则 #VALUE!",
        "OK or the reason; blank stays blank except by Required; an unknown rule is #VALUE!",
    ),
    examples=(
        Example('=DATA_CHECK("13812345678","手机")', Text("通过", "通过 (OK)")),
        Example(
            '=DATA_CHECK("2023-02-30","Date")',
            Text("二月没有 30 日：No date", "February has no 30th: No date"),
        ),
    ),
)
def DATA_CHECK(value: object, rule: object) -> object:
    """Check a cell by a rule."""
    cells = Given(value, as_it_is, needed=False, of_row=False)
    return spread(_checked, cells, constant(rule, _rule))


def _checked(cell: Cell, rule: tuple[Check, Lang]) -> object:
    check, lang = rule
    assert not isinstance(cell, CellError)
    found = result_of(check, cell)
    return "" if found is None else found.in_(lang)


def _rule(cell: Cell) -> object:
    return rule_named(str(text(cell))) or CellError.VALUE


@worksheet_function(
    summary=Text(
        "把各种写法的日期变成真正的日期；请把单元格格式设为日期 yyyy-mm-dd。",
        "Turn a date, however it is written, into a real one; format the cell as yyyy-mm-dd.",
    ),
    arguments=(
        Argument(
            "value",
            Text(
                "日期：2023-05-10、2023/5/10、20230510、2023年5月10日 等，可为整列",
                "A date such as 2023-05-10, 2023/5/10, 20230510, 2023年5月10日, or a column",
            ),
        ),
    ),
    returns=Text(
        "日期的序列号；空白为空，不是日期 #VALUE!",
        "The date as Excel counts it; blank stays blank, no date is #VALUE!",
    ),
    examples=(
        Example(
            '=STD_DATE("2023年5月10日")',
            Text("真正的日期，可参与计算", "A real date, to count with"),
            ("yyyy-mm-dd",),
        ),
    ),
)
def STD_DATE(value: object) -> object:
    """Turn a date, however it is written, into a real one."""
    return spread(serial_of, needed(value, day))
