"""价值矩阵: value by activity, value by need, and groups of customers by what they are."""

from __future__ import annotations

from xlsegment.core.alone import ALONE
from xlsegment.core.matrix.matrices import CELLS
from xlsegment.text import Text
from xlsegment.workbook.declare import ChartSpec, NameSpec, ScaleFormat, SheetSpec
from xlsegment.workbook.sheets.matrix_tables import (
    CHART_GROUPS,
    DEMOGRAPHIC_BARS,
    DEMOGRAPHICS,
    MATRIX_CELLS,
    MATRIX_GRID,
)

FOUR = NameSpec(
    "finding_four",
    Text("结论_价值四类", "finding_four"),
    "N2",
    Text("价值四类", "Four classes by value"),
    Text("四类客户图的标题，刷新时写入。", "Title of the chart of the four classes."),
)
GROUPS = NameSpec(
    "finding_groups",
    Text("结论_人口特征", "finding_groups"),
    "N3",
    Text("客户特征", "Who customers are"),
    Text("人口特征图的标题，刷新时写入。", "Title of the chart of groups."),
)
MATRICES_SHEET = SheetSpec(
    key="matrices",
    title=ALONE["matrices"],
    area="output",
    heading=Text("价值矩阵与人口特征", "Value matrices and demographics"),
    caution=Text(
        "仅凭一个维度(如性别、地域)不要下结论，请与分层、矩阵交叉着看；差异不说明原因。",
        "Do not conclude from one dimension (sex, region) alone: cross it with segments and "
        "matrices; a difference proves no cause.",
    ),
    tables=(MATRIX_CELLS, MATRIX_GRID, DEMOGRAPHICS, DEMOGRAPHIC_BARS),
    names=(FOUR, GROUPS),
    charts=(
        ChartSpec(
            "value_four",
            "bar",
            table="matrix_cells",
            category="cell",
            values=("customers",),
            title_name="finding_four",
            alt=Text(
                "条形图：高低价值与高低活跃四类客户的人数，数据见 矩阵表。",
                "Bar chart: customers in the four classes by value and activity; data in "
                "MatrixCells.",
            ),
            category_axis=Text("客户类别", "Class"),
            value_axis=Text("客户数(人)", "Customers"),
            anchor="N4",
            rows=len(CELLS),
        ),
        ChartSpec(
            "demographic_spend",
            "bar",
            table="demographic_bars",
            category="bar_group",
            values=("bar_mean",),
            title_name="finding_groups",
            alt=Text(
                "条形图：客均消费差异最大的维度的各组，数据见 人口特征图数据。",
                "Bar chart: spend per customer in the groups of the dimension that differs most; "
                "data in DemographicBars.",
            ),
            category_axis=Text("分组", "Group"),
            value_axis=Text("客均消费(元)", "Spend per customer (CNY)"),
            anchor="N14",
            rows=CHART_GROUPS,
        ),
    ),
    formats=(
        ScaleFormat("matrix_cells", ("share",), "bar"),
        ScaleFormat("matrix_grid", ("grid_high", "grid_low"), "heat"),
        ScaleFormat("demographics", ("share",), "bar"),
    ),
    print_to="AH",
    freeze="C5",
)
