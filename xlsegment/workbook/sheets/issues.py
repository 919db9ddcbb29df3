"""数据检查: everything refresh found doubtful, refused or changed."""

from __future__ import annotations

from xlsegment.core.finding_kind import LEVEL_TEXT
from xlsegment.text import Text
from xlsegment.workbook.declare import ColumnSpec, LevelFormat, SheetSpec, TableSpec
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
        "done",
        Text("处理", "Done"),
        "text",
        "result",
        Text("工具做了什么，您该做什么。", "What was done and what you should do."),
        aliases=("处理方式", "处理结果", "action taken"),
        width=112,
        wrap=True,
    ),
)

ISSUES = SheetSpec(
    key="issues",
    title=Text("数据检查", "Data check"),
    area="check",
    heading=Text("数据检查", "Data check"),
    caution=Text(
        "先看这里，再看结论；改好原表后再刷新一次。",
        "Look here before you conclude; correct the source and refresh again.",
    ),
    tables=(
        TableSpec(
            key="issues",
            name=Text("问题表", "Issues"),
            columns=COLUMNS,
            note=Text("每个问题一行，每次刷新重写。", "One row per finding, rewritten each time."),
        ),
    ),
    formats=tuple(
        LevelFormat("issues", ("level",), (level,), colour)
        for level, colour in zip(LEVEL_TEXT.values(), (RED, YELLOW, BLUE), strict=True)
    ),
)
