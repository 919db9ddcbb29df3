"""分层迁移: this period's segments against those of an earlier one."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from xlsegment.core.alone import ALONE
from xlsegment.text import Text
from xlsegment.workbook.declare import (
    ChartSpec,
    ColumnSpec,
    Kind,
    NameSpec,
    ScaleFormat,
    SheetSpec,
    TableSpec,
)
from xlsegment.workbook.sheets.customer_results import RESULTS
from xlsegment.workbook.sheets.per_customer import CUSTOMER, FOLLOW_UP, MASKED_NAME

#: Segments with a line and a column of their own in the matrix; further ones stand together.
MATRIX_SEGMENTS = 13
_LINES = MATRIX_SEGMENTS + 2  # those, the rest, new customers
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

PERIODS = NameSpec(
    "migration_periods",
    Text("结论_迁移口径", "migration_periods"),
    "J2",
    Text("两期的截止日与切点", "Both periods and their cuts"),
    Text("比较的是哪两期，用谁的切点。", "Which periods are compared, and by whose cuts."),
)
ALERTED = NameSpec(
    "migration_alerts",
    Text("结论_迁移提醒", "finding_migration_alerts"),
    "J3",
    Text("跌落的重点客户", "Valuable customers who fell"),
    Text("跌落的重点客户有多少，消费少了多少。", "How many fell, and how much less they spend."),
)
NET = NameSpec(
    "migration_net",
    Text("结论_迁移净变化", "finding_migration_net"),
    "AD2",
    Text("各群体人数的净变化", "Net change of each segment"),
    Text("净变化图的标题。", "Title of the chart of net changes."),
)
ORIGIN = NameSpec(
    "migration_origin",
    Text("结论_迁移来源", "finding_migration_origin"),
    "AD3",
    Text("本期各群体的客户从哪里来", "Where each segment's customers come from"),
    Text("来源图的标题。", "Title of the chart of origins."),
)

MIGRATION = SheetSpec(
    key="migration",
    title=ALONE["migration"],
    area="output",
    heading=Text("分层迁移", "Migration"),
    caution=Text(
        "一期的变动不是趋势；先看多期、再看原因，这里只说谁变了，不说为什么。",
        "One move is no trend: look at several periods; this tells who moved, not why.",
    ),
    tables=(
        TableSpec(
            key="migration_segments",
            name=Text("迁移汇总", "MigrationBySegment"),
            columns=BY_SEGMENT,
            fixed_rows=MATRIX_SEGMENTS + 1,
            later=True,
            note=Text(
                "每个群体的上期、流出、流入、新客与本期人数。",
                "Each segment before, who left, entered or is new, and now.",
            ),
        ),
        TableSpec(
            key="migration_alerts",
            name=Text("迁移提醒", "MigrationAlerts"),
            columns=ALERTS,
            first_col=10,
            later=True,
            note=Text(
                "上期的重点客户里跌落的：换了群体，且消费减少或之后没有再买；按上期净消费排序。",
                "Valuable customers who fell: another segment, less spend or no purchase since.",
            ),
        ),
        TableSpec(
            key="migration_flows",
            name=Text("迁移流向", "MigrationFlows"),
            columns=FLOWS,
            first_col=23,
            later=True,
            note=Text("从哪个群体到哪个群体，多少人。", "From which segment to which, how many."),
        ),
        TableSpec(
            key="migration_matrix",
            name=Text("迁移矩阵", "MigrationMatrix"),
            columns=MATRIX,
            first_col=30,
            fixed_rows=_LINES,
            later=True,
            note=Text(
                "上期群体 × 本期群体的客户数；行合计是上期人数。",
                "Customers by earlier segment and segment now; row totals are those before.",
            ),
        ),
        TableSpec(
            key="migration_shares",
            name=Text("迁移比例", "MigrationShares"),
            columns=SHARES,
            first_col=47,
            fixed_rows=_LINES,
            later=True,
            note=Text("同一矩阵占每行的比例。", "The same matrix as shares of each row."),
        ),
    ),
    names=(PERIODS, ALERTED, NET, ORIGIN),
    charts=(
        ChartSpec(
            "migration_net",
            "column",
            table="migration_segments",
            category="segment",
            values=("net",),
            title_name="migration_net",
            alt=Text(
                "柱形图：各群体人数的净变化，数据见 迁移汇总 表。",
                "Columns: net change of each segment; data in MigrationBySegment.",
            ),
            category_axis=Text("客户群体", "Segment"),
            value_axis=Text("净变化(人)", "Net change (customers)"),
            anchor="A21",
            rows=MATRIX_SEGMENTS,
            signed=True,
        ),
        ChartSpec(
            "migration_origin",
            "stacked",
            table="migration_segments",
            category="segment",
            values=("stayed", "entered", "new"),
            title_name="migration_origin",
            alt=Text(
                "堆积柱形图：本期各群体里留下的、流入的和新客，数据见 迁移汇总 表。",
                "Stacked columns: who stayed, entered or is new in each segment; data in "
                "MigrationBySegment.",
            ),
            category_axis=Text("客户群体", "Segment"),
            value_axis=Text("客户数(人)", "Customers"),
            anchor="A40",
            rows=MATRIX_SEGMENTS,
        ),
    ),
    formats=(
        ScaleFormat("migration_matrix", MATRIX_KEYS, "heat"),
        ScaleFormat("migration_shares", MATRIX_KEYS, "heat"),
    ),
    personal=True,
    print_to="U",
    freeze="B5",
    alone=True,
)
