"""说明: every sheet, column, parameter, function, button and code, from the declarations."""

from __future__ import annotations

from collections.abc import Sequence

from xlsegment.text import Lang, Text
from xlsegment.workbook.declare import ColumnSpec, Row, SheetSpec, TableSpec
from xlsegment.workbook.sheets.preset_rows import industry_rows


def _help_rows(lang: Lang) -> Sequence[Row]:
    # Imported here: the help explains every sheet, this one included.
    from xlsegment.workbook.help_text import help_rows
    from xlsegment.workbook.sheets import SHEETS

    return help_rows(SHEETS, lang)


HELP_COLUMNS = (
    ColumnSpec(
        "kind",
        Text("类别", "Kind"),
        "text",
        "result",
        Text("这一行说明的是什么。", "What this row explains."),
        width=12,
    ),
    ColumnSpec(
        "place",
        Text("位置", "Where"),
        "text",
        "result",
        Text("所在工作表或表。", "The sheet or table."),
        width=22,
    ),
    ColumnSpec(
        "item",
        Text("项目", "Item"),
        "text",
        "result",
        Text(
            "列名、参数名、群体名、函数名、按钮名或代码。",
            "Column, parameter, segment, function, button or code.",
        ),
        width=26,
        wrap=True,
    ),
    ColumnSpec(
        "filled_by",
        Text("由谁填写", "Filled by"),
        "text",
        "result",
        Text("您填写，还是刷新填写。", "You or refresh."),
        width=26,
        wrap=True,
    ),
    ColumnSpec(
        "meaning",
        Text("含义与规则", "Meaning and rule"),
        "text",
        "result",
        Text("含义、算法、规则。", "Meaning and rule."),
        width=70,
        wrap=True,
    ),
    ColumnSpec(
        "example",
        Text("示例", "Example"),
        "text",
        "result",
        Text("示例值。", "An example."),
        width=26,
        wrap=True,
    ),
)
INDUSTRY_COLUMNS = (
    ColumnSpec(
        "section",
        Text("门类", "Section"),
        "text",
        "result",
        Text("GB/T 4754-2017 门类代码。", "Letter of the GB/T 4754-2017 section."),
        width=10,
    ),
    ColumnSpec(
        "industry",
        Text("行业门类", "Industry section"),
        "text",
        "result",
        Text("门类名称，“所属行业”的下拉选项。", "Its name; the choices under Industry."),
        width=38,
    ),
)

HELP = SheetSpec(
    key="help",
    title=Text("说明", "Help"),
    area="help",
    heading=Text("说明", "Help"),
    caution=Text(
        "每个工作表、列、参数、规则、函数、按钮和代码的含义；可用筛选按钮查找。",
        "What every sheet, column, parameter, rule, function, button and code means; use the "
        "filter buttons.",
    ),
    tables=(
        TableSpec(
            key="help",
            name=Text("说明表", "HelpTable"),
            columns=HELP_COLUMNS,
            rows=_help_rows,
            note=Text(
                "每个工作表、列、参数、规则、函数、按钮、代码的含义。",
                "What each sheet, column, parameter, rule, function, button and code means.",
            ),
        ),
        TableSpec(
            key="industries",
            name=Text("行业门类表", "IndustrySections"),
            columns=INDUSTRY_COLUMNS,
            first_col=8,
            rows=industry_rows,
            note=Text(
                "国民经济行业分类 GB/T 4754-2017 的 20 个门类。",
                "The 20 sections of GB/T 4754-2017.",
            ),
        ),
    ),
    basis=False,
    print_to="F",
    freeze="A5",
)
