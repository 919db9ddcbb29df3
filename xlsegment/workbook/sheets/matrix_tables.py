"""The tables of 价值矩阵: the cells of the matrices, their grid, and groups of customers."""

from __future__ import annotations

from xlsegment.core.matrix.matrices import CELLS, MATRICES
from xlsegment.text import Text
from xlsegment.workbook.declare import ColumnSpec, TableSpec

#: Bars of the chart of groups.
CHART_GROUPS = 8


def _customers(width: float = 11) -> ColumnSpec:
    return ColumnSpec(
        "customers",
        Text("客户数", "Customers"),
        "count",
        "result",
        Text("归入这一格或这一组的客户数。", "Customers in the cell or group."),
        aliases=("人数",),
        width=width,
    )


_SHARE = ColumnSpec(
    "share",
    Text("占比", "Share"),
    "rate",
    "result",
    Text("客户数 ÷ 全部客户。", "Customers / all customers."),
    aliases=("客户占比",),
    width=10,
)
_SPEND = ColumnSpec(
    "spend",
    Text("累计消费合计", "Total spend, sum"),
    "money",
    "result",
    Text("这些客户到分析基准日的净消费。", "Their net spend up to the analysis date."),
    aliases=("消费合计",),
    width=17,
)
_SPEND_SHARE = ColumnSpec(
    "spend_share",
    Text("消费占比", "Share of spend"),
    "rate",
    "result",
    Text("累计消费 ÷ 全部客户的累计消费。", "Their spend / that of all customers."),
    width=11,
)

CELL_COLUMNS = (
    ColumnSpec(
        "matrix",
        Text("矩阵", "Matrix"),
        "text",
        "result",
        Text("哪一个矩阵。", "Which matrix."),
        example=MATRICES[0].name,
        width=23,
        required=True,
    ),
    ColumnSpec(
        "cell",
        Text("客户类别", "Class"),
        "text",
        "result",
        Text("矩阵的一格。", "A cell of the matrix."),
        example=MATRICES[0].cell_name(0),
        width=24,
        required=True,
    ),
    _customers(),
    _SHARE,
    _SPEND,
    _SPEND_SHARE,
    ColumnSpec(
        "matrix_advice",
        Text("怎么做", "What to do"),
        "text",
        "editable",
        Text("对这一类客户的建议；您改写的内容保留。", "What to do with them; your text stays."),
        aliases=("策略建议", "建议"),
        width=50,
        wrap=True,
    ),
    ColumnSpec(
        "matrix_rule",
        Text("划分口径", "Rule"),
        "text",
        "result",
        Text("高低怎样划分，参数在参数表。", "How high and low are told apart."),
        width=64,
        wrap=True,
    ),
)
GRID_COLUMNS = (
    ColumnSpec(
        "grid_row",
        Text("价值", "Value"),
        "text",
        "result",
        Text("哪个矩阵的哪一行。", "Which row of which matrix."),
        width=32,
        required=True,
    ),
    ColumnSpec(
        "grid_high",
        Text("高活跃或迫切", "Active or urgent"),
        "count",
        "result",
        Text("该行中高活跃(或需求迫切)的客户数。", "Customers who are active (or urgent)."),
        width=15,
    ),
    ColumnSpec(
        "grid_low",
        Text("低活跃或一般", "Inactive or usual"),
        "count",
        "result",
        Text("该行中低活跃(或需求一般)的客户数。", "Customers who are hardly active (or usual)."),
        width=15,
    ),
)
GROUP_COLUMNS = (
    ColumnSpec(
        "dimension",
        Text("维度", "Dimension"),
        "text",
        "result",
        Text("按什么分组。", "What customers are grouped by."),
        example=Text("年龄段", "Age band"),
        width=12,
        required=True,
    ),
    ColumnSpec(
        "group",
        Text("分组", "Group"),
        "text",
        "result",
        Text("组名；没有填写的归入“未知”。", "The group; what is not filled in is “Unknown”."),
        example=Text("25–34岁", "25–34"),
        width=36,
        required=True,
    ),
    _customers(),
    _SHARE,
    _SPEND,
    _SPEND_SHARE,
    ColumnSpec(
        "spend_mean",
        Text("客均消费", "Spend per customer"),
        "money",
        "result",
        Text("累计消费 ÷ 客户数。", "Total spend / customers."),
        width=14,
    ),
    ColumnSpec(
        "group_index",
        Text("指数", "Index"),
        "number",
        "result",
        Text(
            "客均消费与全部客户相比，全部=100。",
            "Spend per customer against all customers, all = 100.",
        ),
        example="120",
        width=9,
        number_format="0",
    ),
    ColumnSpec(
        "group_note",
        Text("说明", "Note"),
        "text",
        "result",
        Text("人数太少等提醒。", "Cautions, e.g. few customers."),
        width=26,
    ),
)
BAR_COLUMNS = (
    ColumnSpec(
        "bar_group",
        Text("图中分组", "Group in chart"),
        "text",
        "result",
        Text("客均消费差异最大的维度的各组。", "Groups of the dimension that differs most."),
        width=30,
    ),
    ColumnSpec(
        "bar_mean",
        Text("客均消费(元)", "Spend per customer (CNY)"),
        "money",
        "result",
        Text("累计消费 ÷ 客户数。", "Total spend / customers."),
        width=16,
    ),
)

MATRIX_CELLS = TableSpec(
    key="matrix_cells",
    name=Text("矩阵表", "MatrixCells"),
    columns=CELL_COLUMNS,
    fixed_rows=(len(CELLS) + 1) * len(MATRICES),
    min_lines=2,
    note=Text(
        "每个矩阵四类客户：人数、消费与怎么做。",
        "Four classes per matrix: customers, spend and what to do.",
    ),
    later=True,
)
MATRIX_GRID = TableSpec(
    key="matrix_grid",
    name=Text("矩阵热力图", "MatrixGrid"),
    columns=GRID_COLUMNS,
    first_col=10,
    fixed_rows=2 * len(MATRICES),
    note=Text(
        "同样的客户数排成 2×2，颜色越深人数越多。",
        "The same customers as two times two; darker means more.",
    ),
    later=True,
)
DEMOGRAPHICS = TableSpec(
    key="demographics",
    name=Text("人口特征表", "Demographics"),
    columns=GROUP_COLUMNS,
    first_col=26,
    note=Text(
        "按性别、年龄、地区、行业、收入分组的人数与消费。",
        "Customers and spend by sex, age, place, industry and income.",
    ),
    later=True,
)
DEMOGRAPHIC_BARS = TableSpec(
    key="demographic_bars",
    name=Text("人口特征图数据", "DemographicBars"),
    columns=BAR_COLUMNS,
    first_col=36,
    fixed_rows=CHART_GROUPS,
    note=Text("条形图的数据。", "What the bar chart shows."),
    later=True,
)
