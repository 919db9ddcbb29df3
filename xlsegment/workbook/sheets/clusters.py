"""客户聚类: K-Means over the customers, beside the segments of the scheme."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from xlsegment.core.alone import ALONE
from xlsegment.core.cluster_limits import MOST
from xlsegment.text import Lang, Text
from xlsegment.workbook.declare import (
    ChartSpec,
    NameSpec,
    Row,
    ScaleFormat,
    SheetSpec,
    TableSpec,
)
from xlsegment.workbook.sheets import cluster_tables

CLUSTER_NAMES: Final = (
    NameSpec(
        "finding_cluster_choice",
        Text("结论_聚类数", "finding_cluster_choice"),
        "Q2",
        Text("聚类数的选择", "How many clusters"),
        Text("聚类数图的标题。", "Title of the chart on the number of clusters."),
    ),
    NameSpec(
        "cluster_basis",
        Text("聚类依据", "cluster_basis"),
        "Q3",
        Text("聚类依据", "Clustered by"),
        Text("按什么聚类、谁没有参与。", "What was clustered by, and who was left out."),
    ),
    NameSpec(
        "finding_clusters",
        Text("结论_聚类", "finding_clusters"),
        "AB2",
        Text("各聚类占比", "Share of each cluster"),
        Text("聚类占比图的标题。", "Title of the chart of shares."),
    ),
    NameSpec(
        "finding_silhouette",
        Text("结论_轮廓系数", "finding_silhouette"),
        "AB3",
        Text("轮廓系数", "Silhouette"),
        Text("轮廓系数图的标题。", "Title of the silhouette chart."),
    ),
)


def blank_rows(lang: Lang) -> Sequence[Row]:
    """Return as many rows as there may be clusters, so that each is high enough for its texts."""
    return [{}] * MOST


CLUSTERS: Final = SheetSpec(
    key="clusters",
    title=ALONE["clusters"],
    area="output",
    heading=Text("客户聚类", "Clusters"),
    caution=Text(
        "聚类只看数字远近，不说明原因；与分层规则对照着看，类数以 3–6 个为宜。",
        "Clusters tell what is near in figures, not why; read them beside the segments. "
        "3–6 of them work best.",
    ),
    tables=(
        TableSpec(
            key="clusters",
            name=Text("聚类表", "ClusterTable"),
            columns=cluster_tables.CLUSTERS,
            min_lines=2,
            rows=blank_rows,
            later=True,
            note=Text(
                "每个聚类一行；“建议”可改写，其余由刷新填写。",
                "One row per cluster; rewrite the suggestion as you like, refresh fills the rest.",
            ),
        ),
        TableSpec(
            key="cluster_choice",
            name=Text("聚类数表", "ClusterChoice"),
            columns=cluster_tables.CHOICE,
            first_col=12,
            fixed_rows=MOST,
            later=True,
            note=Text(
                "试过的每个聚类数，和为什么采用其中一个。",
                "Every number of clusters tried, and why one of them was used.",
            ),
        ),
        TableSpec(
            key="cluster_segments",
            name=Text("群体聚类对照", "SegmentsByCluster"),
            columns=cluster_tables.SEGMENTS,
            first_col=17,
            later=True,
            note=Text(
                "每个客户群体的人落在哪些聚类里，颜色越深人数越多。",
                "Into which clusters the customers of each segment fall; darker means more.",
            ),
        ),
        TableSpec(
            key="cluster_members",
            name=Text("聚类名单", "ClusterMembers"),
            columns=cluster_tables.MEMBERS,
            first_col=28,
            later=True,
            note=Text(
                "每位参与聚类的客户属于哪一类。", "The cluster of every customer that has one."
            ),
        ),
    ),
    names=CLUSTER_NAMES,
    charts=(
        ChartSpec(
            "cluster_shares",
            "bar",
            table="clusters",
            category="cluster_name",
            values=("share",),
            title_name="finding_clusters",
            alt=Text(
                "条形图：各聚类占参与聚类客户的比例，数据见 聚类表。",
                "Bar chart: each cluster's share of the customers clustered; data in ClusterTable.",
            ),
            category_axis=Text("聚类", "Cluster"),
            value_axis=Text("占客户比例", "Share of customers"),
            anchor="A15",
            rows=MOST,
        ),
        ChartSpec(
            "cluster_elbow",
            "line",
            table="cluster_choice",
            category="k",
            values=("inertia",),
            title_name="finding_cluster_choice",
            alt=Text(
                "折线图：聚类数从 1 到 8 时的类内距离平方和，数据见 聚类数表。",
                "Line chart: inertia for 1 to 8 clusters; data in ClusterChoice.",
            ),
            category_axis=Text("聚类数 K", "Clusters K"),
            value_axis=Text("类内距离平方和", "Inertia"),
            anchor="I15",
            rows=MOST,
        ),
        ChartSpec(
            "cluster_silhouette",
            "line",
            table="cluster_choice",
            category="k",
            values=("silhouette",),
            title_name="finding_silhouette",
            alt=Text(
                "折线图：聚类数从 2 到 8 时的轮廓系数，数据见 聚类数表。",
                "Line chart: silhouette for 2 to 8 clusters; data in ClusterChoice.",
            ),
            category_axis=Text("聚类数 K", "Clusters K"),
            value_axis=Text("轮廓系数", "Silhouette"),
            anchor="L15",
            rows=MOST,
            to="Q33",
        ),
    ),
    formats=(
        ScaleFormat("clusters", ("share", "monetary_share"), "bar"),
        ScaleFormat("cluster_segments", tuple(f"c{n}" for n in range(1, MOST + 1)), "heat"),
    ),
    personal=True,
    print_to="Z",
    freeze="C5",
)
