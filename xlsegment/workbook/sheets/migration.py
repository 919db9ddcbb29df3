"""分层迁移: this period's segments against those of an earlier one."""

from __future__ import annotations

from xlsegment.core.alone import ALONE
from xlsegment.text import Text
from xlsegment.workbook.declare import (
    ChartSpec,
    NameSpec,
    ScaleFormat,
    SheetSpec,
    TableSpec,
)
from xlsegment.workbook.sheets.migration_tables import (
    ALERTS,
    BY_SEGMENT,
    FLOWS,
    MATRIX,
    MATRIX_KEYS,
    MATRIX_LINES,
    MATRIX_SEGMENTS,
    SHARES,
)

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
            fixed_rows=MATRIX_LINES,
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
            fixed_rows=MATRIX_LINES,
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
)
