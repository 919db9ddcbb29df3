"""数据检查: everything that was found doubtful, refused or changed, and what cleaning offers."""

from __future__ import annotations

from xlsegment.core.finding_kind import LEVEL_TEXT
from xlsegment.text import Text
from xlsegment.workbook.declare import ColumnSpec, LevelFormat, SheetSpec, TableSpec, Validation
from xlsegment.workbook.param_values import NO, YES
from xlsegment.workbook.sheets.lists import BLUE, RED, YELLOW

COLUMNS = (
    ColumnSpec(
        "level",
        Text("级别", "Level"),
        "text",
        "result",
        Text(
            "错误：未计入或须改正；警告：请核对；提示：仅告知。",
            "Error: left out or to be corrected; warning: please check; info: for your knowledge.",
        ),
        aliases=("严重程度", "severity"),
        example=Text("警告", "Warning"),
        width=10,
    ),
    ColumnSpec(
        "code",
        Text("代码", "Code"),
        "text",
        "result",
        Text("问题代码，含义见“说明”。", "The code; see Help for its meaning."),
        aliases=("问题代码",),
        example="W-031",
        width=10,
    ),
    ColumnSpec(
        "sheet",
        Text("工作表", "Sheet"),
        "text",
        "result",
        Text("问题所在工作表。", "Where it is."),
        aliases=("表", "worksheet"),
        example=Text("订单明细", "Orders"),
        width=20,
    ),
    ColumnSpec(
        "cell",
        Text("单元格", "Cell"),
        "text",
        "result",
        Text("点击可跳到该单元格。", "Click to jump to the cell."),
        aliases=("位置", "cell address"),
        example="C15",
        width=11,
    ),
    ColumnSpec(
        "found",
        Text("原值", "Found"),
        "id",
        "result",
        Text("原来的内容；个人信息已脱敏。", "What was there; personal data is masked."),
        aliases=("原内容", "value found"),
        example="2023-13-40",
        width=24,
        wrap=True,
    ),
    ColumnSpec(
        "suggested",
        Text("建议", "Suggested"),
        "id",
        "result",
        Text(
            "清洗会写入的内容；个人信息已脱敏。空白表示没有可靠的建议。",
            "What Clean would write; personal data is masked. Blank: nothing safe to suggest.",
        ),
        aliases=("建议值", "suggestion"),
        example="2023-05-10",
        width=24,
        wrap=True,
    ),
    ColumnSpec(
        "accept",
        Text("采纳", "Accept"),
        "text",
        "editable",
        Text(
            "填“是”或“否”，再点“清洗去重”(或 xlsegment clean)。“是”的才写入；"
            "预填“是”的不必再填，不想改就填“否”。",
            "Yes or No, then click Clean (or xlsegment clean). Only Yes is written; "
            "where Yes stands already, type No to keep what is there.",
        ),
        aliases=("是否采纳", "accepted"),
        example=YES,
        width=9,
        validation=Validation("list", choices=(YES, NO)),
    ),
    ColumnSpec(
        "done",
        Text("处理", "Done"),
        "text",
        "result",
        Text("工具做了什么，您该做什么。", "What was done and what you should do."),
        aliases=("处理方式", "处理结果", "action taken"),
        width=120,
        wrap=True,
    ),
)

ISSUES = SheetSpec(
    key="issues",
    title=Text("数据检查", "Data check"),
    area="check",
    heading=Text("数据检查", "Data check"),
    caution=Text(
        "先看这里，再看结论。能自动改的点“清洗去重”；其余改好原表，再刷新一次。",
        "Look here before you conclude. Clean does what can be done by itself; correct the rest "
        "in the source and refresh again.",
    ),
    tables=(
        TableSpec(
            key="issues",
            name=Text("问题表", "Issues"),
            columns=COLUMNS,
            note=Text(
                "每个问题一行，检查、清洗和刷新都会重写；“采纳”一列您填的保留。",
                "One row per finding, rewritten by check, clean and refresh; your answers under "
                "Accept stay.",
            ),
        ),
    ),
    formats=tuple(
        LevelFormat("issues", ("level",), (level,), colour)
        for level, colour in zip(LEVEL_TEXT.values(), (RED, YELLOW, BLUE), strict=True)
    ),
)
