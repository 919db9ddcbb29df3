"""Columns of the tables of 分层迁移."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from xlsegment.text import Text
from xlsegment.workbook.declare import (
    ColumnSpec,
    Kind,
)
from xlsegment.workbook.sheets.customer_results import RESULTS
from xlsegment.workbook.sheets.per_customer import CUSTOMER, FOLLOW_UP, MASKED_NAME

#: Segments with a line and a column of their own in the matrix; further ones stand together.
MATRIX_SEGMENTS = 13
MATRIX_LINES = MATRIX_SEGMENTS + 2  # those, the rest, new customers
PREVIOUS, CHANGED_ON = (
    replace(column, width=20)
    for key in ("previous_segment", "segment_changed_on")
    for column in RESULTS
    if column.key == key
)


def _result(
    key: str, zh: str, en: str, kind: Kind, note: Text, width: float, *aliases: str
) -> ColumnSpec:
    return ColumnSpec(key, Text(zh, en), kind, "result", note, aliases=aliases, width=width)


BY_SEGMENT = (
    _result("segment", "客户群体", "Segment", "text", Text("群体名称。", "The segment."), 24),
    _result(
        "before",
        "上期人数",
        "Before",
        "count",
        Text("上期截止日在这一群体的客户。", "Customers on the last day of the earlier period."),
        11,
    ),
    _result(
        "stayed", "留在本层", "Stayed", "count", Text("两期都在这一群体。", "In it both times."), 11
    ),
    _result(
        "left",
        "流出",
        "Left",
        "count",
        Text("上期在、本期到了别的群体。", "In it before, in another one now."),
        10,
    ),
    _result(
        "entered",
        "流入",
        "Entered",
        "count",
        Text("上期在别的群体、本期到了这里。", "In another one before, in it now."),
        10,
    ),
    _result(
        "new",
        "新客",
        "New",
        "count",
        Text("上期还不是客户。", "Not a customer yet in the earlier period."),
        10,
    ),
    _result("now", "本期人数", "Now", "count", Text("现在的客户数。", "Customers now."), 11),
    _result(
        "net",
        "净变化",
        "Net change",
        "count",
        Text("流入 + 新客 - 流出。", "Entered + new - left."),
        11,
    ),
)
ALERTS = (
    CUSTOMER,
    MASKED_NAME,
    replace(PREVIOUS, role="result"),
    _result(
        "segment",
        "本期分层",
        "Segment now",
        "text",
        Text("现在所在的群体；切点沿用上期时按上期切点。", "By the cuts chosen under Parameters."),
        20,
        "现分层",
    ),
    replace(CHANGED_ON, width=14),
    _result(
        "before_spend",
        "上期净消费",
        "Spend before",
        "money",
        Text("上期统计窗口内的净消费。", "Net spend in the window of the earlier period."),
        14,
    ),
    _result(
        "now_spend",
        "本期净消费",
        "Spend now",
        "money",
        Text("本期统计窗口内的净消费。", "Net spend in the window now."),
        14,
    ),
    _result(
        "spend_change",
        "消费变化",
        "Change of spend",
        "rate",
        Text("(本期 - 上期)÷ 上期。", "(now - before) / before."),
        12,
    ),
    _result(
        "elapsed_days",
        "已隔天数",
        "Days since last",
        "days",
        Text("分析基准日减最近购买日期。", "Analysis date minus the last purchase date."),
        11,
    ),
    ColumnSpec(
        "idea",
        Text("建议", "Idea"),
        "text",
        "result",
        Text("现在所在群体的策略方向(策略表)。", "The direction of the segment they are in now."),
        aliases=("策略方向",),
        width=32,
    ),
    *FOLLOW_UP,
)
FLOWS = (
    _result(
        "from_segment",
        "从(上期)",
        "From (before)",
        "text",
        Text("上期所在的群体；新客为上期还不是客户。", "The earlier segment, or new customers."),
        22,
    ),
    _result("to_segment", "到(本期)", "To (now)", "text", Text("现在的群体。", "Now."), 22),
    _result("customers", "客户数", "Customers", "count", Text("这样走的客户。", "How many."), 10),
    _result(
        "share",
        "占上期群体",
        "Share of before",
        "rate",
        Text("占上期这一群体的比例。", "Of those who were in the earlier segment."),
        12,
    ),
    _result(
        "before_spend",
        "上期净消费",
        "Spend before",
        "money",
        Text("这些客户上期统计窗口内的净消费。", "Their net spend in the window before."),
        15,
    ),
    _result(
        "now_spend",
        "本期净消费",
        "Spend now",
        "money",
        Text("这些客户本期统计窗口内的净消费。", "Their net spend in the window now."),
        15,
    ),
)
_FROM = _result(
    "from_segment",
    "上期 ＼ 本期",
    "Before \\ now",
    "text",
    Text(
        "行是上期的群体，列是本期的群体，编号相同即同一群体；对角线上的客户没有变。",
        "Rows before, columns now, the same number is the same segment; the diagonal stayed.",
    ),
    26,
)


def _matrix(kind: Literal["count", "rate"]) -> tuple[ColumnSpec, ...]:
    to = [
        _result(
            f"to_{number}",
            f"本期{number}",
            f"To {number}",
            kind,
            Text("本期在这一编号群体的客户。", "In the segment of this number now."),
            8,
        )
        for number in range(1, MATRIX_SEGMENTS + 1)
    ]
    rest = _result(
        "to_rest",
        "本期其余",
        "To others",
        kind,
        Text("其余群体合计。", "All further segments."),
        10,
    )
    return (_FROM, *to, rest)


MATRIX = (
    *_matrix("count"),
    _result("before", "行合计", "Row total", "count", Text("这一行的客户。", "Of the row."), 10),
)
SHARES = _matrix("rate")
MATRIX_KEYS = tuple(column.key for column in SHARES[1:])
