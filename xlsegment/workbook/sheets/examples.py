"""公式示例: every example of every worksheet function, live and as a plain value beside it."""

from __future__ import annotations

from collections.abc import Sequence

from xlsegment.text import Lang, Text
from xlsegment.workbook.declare import ColumnSpec, Row, SheetSpec, TableSpec


def _example_rows(lang: Lang) -> Sequence[Row]:
    # Imported here: whoever only reads or refreshes a workbook need not know the functions.
    from xlsegment.workbook.example_page import example_rows

    return example_rows(lang)


COLUMNS = (
    ColumnSpec(
        "function",
        Text("函数", "Function"),
        "text",
        "result",
        Text(
            "函数名；用法和参数见“说明”，或 xlsegment functions 函数名。",
            "Its name; arguments are explained under Help or by xlsegment functions NAME.",
        ),
        width=25,
    ),
    ColumnSpec(
        "formula",
        Text("公式", "Formula"),
        "text",
        "result",
        Text(
            "可以照抄的公式；把常数换成您的单元格即可。",
            "A formula to copy; put your cells in place of the constants.",
        ),
        width=46,
        wrap=True,
    ),
    ColumnSpec(
        "live",
        Text("实时结果", "Live result"),
        "text",
        "result",
        Text(
            "真正的公式，装了加载项才会计算(Ctrl+Alt+F9 重算)；没有时保留原值，或显示 #NAME?。",
            "The formula itself: computed where the add-in is installed (Ctrl+Alt+F9); elsewhere "
            "it keeps its value or shows #NAME?.",
        ),
        width=25,
        wrap=True,
        computes=True,
    ),
    ColumnSpec(
        "value",
        Text("应得结果", "Expected result"),
        "text",
        "result",
        Text(
            "函数返回的值，不是公式：没有加载项也看得到。",
            "What the function returns, as a plain value: readable without the add-in.",
        ),
        width=25,
        wrap=True,
    ),
    ColumnSpec(
        "note",
        Text("含义", "Meaning"),
        "text",
        "result",
        Text("这个例子说明什么。", "What the example shows."),
        width=38,
        wrap=True,
    ),
)

EXAMPLES = SheetSpec(
    key="examples",
    title=Text("公式示例", "Formula examples"),
    area="help",
    heading=Text("公式示例", "Formula examples"),
    caution=Text(
        "“实时结果”是真正的公式，需要安装加载项；没有加载项时可能显示 #NAME?，请看右边的"
        "“应得结果”，两者应当相同。刷新不改动本表。",
        "Live results are formulas and need the add-in; without it they may show #NAME?, and the "
        "expected result beside them is what they would be. Refresh leaves this sheet alone.",
    ),
    tables=(
        TableSpec(
            key="examples",
            name=Text("公式示例表", "FormulaExamples"),
            columns=COLUMNS,
            rows=_example_rows,
            note=Text(
                "每个单元格函数的公式、实时结果和应得结果。",
                "Formula, live result and expected result of every worksheet function.",
            ),
        ),
    ),
    basis=False,
    print_to="E",
    freeze="B5",
)
