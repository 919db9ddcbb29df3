"""清洗记录: every change that cleaning made, one row each, never rewritten."""

from __future__ import annotations

from xlsegment.text import Text
from xlsegment.workbook.declare import ColumnSpec, SheetSpec, TableSpec

COLUMNS = (
    ColumnSpec(
        "time",
        Text("时间", "Time"),
        "date",
        "result",
        Text("清洗的时间。", "When it was cleaned."),
        aliases=("清洗时间", "cleaned at"),
        example="2025-06-30 09:30",
        width=18,
        number_format="yyyy-mm-dd hh:mm",
    ),
    ColumnSpec(
        "code",
        Text("代码", "Code"),
        "text",
        "result",
        Text("按哪条规则改的，含义见“说明”。", "By which rule; see Help for its meaning."),
        aliases=("规则代码",),
        example="I-070",
        width=10,
    ),
    ColumnSpec(
        "sheet",
        Text("工作表", "Sheet"),
        "text",
        "result",
        Text("改了哪张工作表。", "Which sheet was changed."),
        aliases=("表", "worksheet"),
        example=Text("客户基础信息表", "Customer base info"),
        width=20,
    ),
    ColumnSpec(
        "row_id",
        Text("行编号", "Row ID"),
        "id",
        "result",
        Text(
            "这一行的客户ID或订单号；是手机号、证件号的已脱敏。",
            "The row's customer or order ID; masked where it is a phone or identity number.",
        ),
        aliases=("行标识", "record id"),
        example="C20230815001",
        width=20,
    ),
    ColumnSpec(
        "column",
        Text("列", "Column"),
        "text",
        "result",
        Text("改了哪一列；空白指整行。", "Which column; blank: the whole row."),
        aliases=("字段", "field"),
        example=Text("首次购买时间", "First purchase date"),
        width=20,
    ),
    ColumnSpec(
        "before",
        Text("原值", "Before"),
        "id",
        "result",
        Text("原来的内容；个人信息已脱敏。", "What was there; personal data is masked."),
        aliases=("改前", "old value"),
        example="20230510",
        width=26,
        wrap=True,
    ),
    ColumnSpec(
        "after",
        Text("新值", "After"),
        "id",
        "result",
        Text("改成的内容；个人信息已脱敏。", "What stands there now; personal data is masked."),
        aliases=("改后", "new value"),
        example="2023-05-10",
        width=26,
        wrap=True,
    ),
    ColumnSpec(
        "what",
        Text("做了什么", "What was done"),
        "text",
        "result",
        Text("这一次改动。", "The change in words."),
        aliases=("操作", "action"),
        example=Text("统一格式", "Standardised"),
        width=44,
        wrap=True,
    ),
)

CLEANING_LOG = SheetSpec(
    key="cleaning_log",
    title=Text("清洗记录", "Cleaning log"),
    area="check",
    heading=Text("清洗记录", "Cleaning log"),
    caution=Text(
        "每处改动一行，只增不改。整次清洗可以撤销；个人信息在这里只有脱敏后的样子。",
        "One row per change, only ever added to. A whole cleaning can be undone; personal data "
        "stands here masked only.",
    ),
    tables=(
        TableSpec(
            key="cleaning_log",
            name=Text("清洗记录表", "CleaningLog"),
            columns=COLUMNS,
            note=Text(
                "清洗改过的每一处：何时、按哪条规则、哪一行哪一列、改前改后。",
                "Every change of a cleaning: when, by which rule, where, before and after.",
            ),
        ),
    ),
    basis=False,
)
