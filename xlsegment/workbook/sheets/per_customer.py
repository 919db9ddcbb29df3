"""Columns that lists of single customers share: who it is, and what people do about it."""

from __future__ import annotations

from dataclasses import replace

from xlsegment.text import Text
from xlsegment.workbook.declare import ColumnSpec, Validation
from xlsegment.workbook.sheets.customer_results import RESULTS
from xlsegment.workbook.sheets.lists import CUSTOMER_ID

CUSTOMER = replace(CUSTOMER_ID, role="result", required=True)
MASKED_NAME = replace(
    next(column for column in RESULTS if column.key == "masked_name"),
    note=Text(
        "由客户表的姓名脱敏；参数“脱敏方式”为关闭时留空。",
        "The customer table's name, masked; blank where the parameter Masking is off.",
    ),
    width=16,
)
FOLLOW_STATES = (
    Text("待跟进", "To do"),
    Text("跟进中", "In progress"),
    Text("已挽回", "Won back"),
    Text("已放弃", "Given up"),
)
FOLLOW_UP = (
    ColumnSpec(
        "follow_state",
        Text("跟进状态", "Follow-up"),
        "text",
        "input",
        Text(
            "您填写，如 待跟进、跟进中、已挽回；随客户走，刷新不改。",
            "Yours, e.g. To do, In progress, Won back; it goes with the customer and stays.",
        ),
        aliases=("处理状态", "follow up", "follow-up state"),
        width=13,
        validation=Validation("list", choices=FOLLOW_STATES, stop=False),
    ),
    ColumnSpec(
        "follow_note",
        Text("备注", "Note"),
        "text",
        "input",
        Text("您填写；随客户走，刷新不改。", "Yours; it goes with the customer and stays."),
        aliases=("跟进备注", "follow-up note", "remark"),
        width=24,
    ),
)
