"""图表: the tables behind the charts, and the charts."""

from __future__ import annotations

from xlsegment.text import Text
from xlsegment.workbook.declare import ChartSpec, ColumnSpec, ScaleFormat, SheetSpec, TableSpec
from xlsegment.workbook.sheets.preset_rows import matrix_rows

MONTHLY = (
    ColumnSpec(
        "month",
        Text("月份", "Month"),
        "month",
        "result",
        Text(
            "自然月，最后一行是分析基准日所在月。",
            "Calendar month; the last row is the month of the analysis date.",
        ),
        aliases=("年月",),
        example="2025-06",
        width=11,
    ),
    ColumnSpec(
        "net_spend",
        Text("净消费", "Net spend"),
        "money",
        "result",
        Text("当月有效订单金额减退款。", "Valid orders of the month less returns."),
        aliases=("月消费",),
        width=17,
    ),
    ColumnSpec(
        "orders",
        Text("订单数", "Orders"),
        "count",
        "result",
        Text("当月有效订单数。", "Valid orders of the month."),
        aliases=("月订单数",),
        width=10,
    ),
    ColumnSpec(
        "buyers",
        Text("购买客户数", "Buyers"),
        "count",
        "result",
        Text("当月下单的客户数。", "Customers who ordered in the month."),
        aliases=("下单客户数",),
        width=13,
    ),
)
MATRIX = (
    ColumnSpec(
        "r_level",
        Text("R档", "R level"),
        "text",
        "result",
        Text("最近购买天数的档。", "Level by recency."),
        example=Text("高", "High"),
        width=10,
    ),
    ColumnSpec(
        "f_high",
        Text("F高", "F high"),
        "count",
        "result",
        Text(
            "该 R 档中购买次数为高的客户数。", "Customers of that R level whose frequency is high."
        ),
        width=10,
    ),
    ColumnSpec(
        "f_mid",
        Text("F中", "F mid"),
        "count",
        "result",
        Text(
            "该 R 档中购买次数为中的客户数。", "Customers of that R level whose frequency is mid."
        ),
        width=10,
    ),
    ColumnSpec(
        "f_low",
        Text("F低", "F low"),
        "count",
        "result",
        Text(
            "该 R 档中购买次数为低的客户数。", "Customers of that R level whose frequency is low."
        ),
        width=10,
    ),
)

CHARTS = SheetSpec(
    key="charts",
    title=Text("图表", "Charts"),
    area="output",
    one_page=True,
    print_to="V",
    heading=Text("图表", "Charts"),
    caution=Text(
        "图表随表格更新；一个点的起伏不足以下结论，至少看 3–7 天。",
        "The charts follow the tables; one point is no trend, watch at least 3–7 days.",
    ),
    tables=(
        TableSpec(
            key="monthly",
            name=Text("月度消费", "MonthlySpend"),
            columns=MONTHLY,
            fixed_rows=24,
            note=Text(
                "最近 24 个月的净消费、订单数与购买客户数。",
                "Net spend, orders and buyers of the last 24 months.",
            ),
        ),
        TableSpec(
            key="rf_matrix",
            name=Text("RF矩阵", "RFMatrix"),
            columns=MATRIX,
            first_col=6,
            fixed_rows=3,
            rows=matrix_rows,
            note=Text(
                "R×F 热力图：各档组合的客户数，颜色越深人数越多。",
                "R x F heat map: customers per pair of levels, darker means more.",
            ),
        ),
    ),
    charts=(
        ChartSpec(
            "segment_share",
            "bar",
            table="segments",
            category="segment",
            values=("share",),
            title_name="finding_segments",
            alt=Text(
                "条形图：各客户群体占全部客户的比例，数据见 客户细分结果表。",
                "Bar chart: each segment's share of all customers; data in Segment result.",
            ),
            category_axis=Text("客户群体", "Segment"),
            value_axis=Text("占客户比例", "Share of customers"),
            anchor="K4",
            rows=12,
        ),
        ChartSpec(
            "monthly_spend",
            "line",
            table="monthly",
            category="month",
            values=("net_spend",),
            title_name="finding_monthly",
            alt=Text(
                "折线图：最近 24 个月每月净消费，数据见 月度消费 表。",
                "Line chart: net spend of each of the last 24 months; data in MonthlySpend.",
            ),
            category_axis=Text("月份", "Month"),
            value_axis=Text("净消费(元)", "Net spend (CNY)"),
            anchor="K22",
            rows=24,
        ),
        ChartSpec(
            "rf_stack",
            "stacked",
            table="rf_matrix",
            category="r_level",
            values=("f_high", "f_mid", "f_low"),
            title_name="finding_rf",
            alt=Text(
                "堆积柱形图：各 R 档客户按 F 档的构成，数据见 RF矩阵 表。",
                "Stacked columns: customers per R level split by F level; data in RFMatrix.",
            ),
            category_axis=Text("R档(最近购买)", "R level (recency)"),
            value_axis=Text("客户数(人)", "Customers"),
            anchor="K40",
            rows=3,
        ),
    ),
    formats=(ScaleFormat("rf_matrix", ("f_high", "f_mid", "f_low"), "heat"),),
)
