"""The columns of 客户聚类: the clusters, how their number was chosen, who is in which."""

from __future__ import annotations

from typing import Final

from xlsegment.core.cluster_limits import MOST
from xlsegment.text import Text
from xlsegment.workbook.declare import ColumnSpec

CLUSTERS: Final = (
    ColumnSpec(
        "cluster",
        Text("聚类", "Cluster"),
        "text",
        "result",
        Text(
            "编号；C1 是人均消费最高的一类，依次往下。",
            "Its number; C1 spends most per customer, then downwards.",
        ),
        aliases=("聚类编号", "cluster no"),
        example="C1",
        width=9,
        required=True,
    ),
    ColumnSpec(
        "cluster_name",
        Text("聚类名称", "Cluster name"),
        "text",
        "result",
        Text(
            "从类中心得出：各特征比全部客户的平均高或低半个标准差以上才说高、低。",
            "From its centre: high and low mean half a standard deviation or more off the mean "
            "of all customers.",
        ),
        example=Text("高频高额近期活跃", "Frequent, high spend, active lately"),
        width=30,
        wrap=True,
    ),
    ColumnSpec(
        "customers",
        Text("客户数", "Customers"),
        "count",
        "result",
        Text("归入这一类的客户数。", "Customers in the cluster."),
        aliases=("人数",),
        example="120",
        width=10,
    ),
    ColumnSpec(
        "share",
        Text("占比", "Share"),
        "rate",
        "result",
        Text("占参与聚类的客户的比例。", "Of all customers that were clustered."),
        example="15.0%",
        width=10,
    ),
    ColumnSpec(
        "recency_days",
        Text("平均最近购买天数", "Mean recency (days)"),
        "number",
        "result",
        Text("R：距最近一次购买的平均天数。", "R: mean days since the last purchase."),
        example="12.5",
        width=13,
        number_format="#,##0.0",
    ),
    ColumnSpec(
        "frequency",
        Text("平均购买次数", "Mean frequency"),
        "number",
        "result",
        Text("F：统计窗口内的平均订单数。", "F: mean orders in the window."),
        example="6.2",
        width=12,
        number_format="#,##0.0",
    ),
    ColumnSpec(
        "monetary",
        Text("平均期内消费", "Mean monetary"),
        "money",
        "result",
        Text("M：统计窗口内的人均净消费。", "M: mean net spend in the window."),
        example="3456.00",
        width=14,
    ),
    ColumnSpec(
        "monetary_share",
        Text("净消费占比", "Share of spend"),
        "rate",
        "result",
        Text(
            "这一类的期内净消费 ÷ 参与聚类的客户的期内净消费。",
            "The cluster's net spend in the window / that of all customers clustered.",
        ),
        example="45.0%",
        width=11,
    ),
    ColumnSpec(
        "description",
        Text("描述", "Description"),
        "text",
        "result",
        Text("这一类与全部客户相比的样子。", "What it is like, compared with all customers."),
        aliases=("聚类描述",),
        width=42,
        wrap=True,
    ),
    ColumnSpec(
        "suggestion",
        Text("建议", "Suggestion"),
        "text",
        "editable",
        Text(
            "按近、频、额三者高低给出；您改写的内容随聚类名称保留。",
            "From how recent, how often and how much; your own text stays with the name.",
        ),
        aliases=("运营建议", "聚类建议"),
        width=42,
        wrap=True,
    ),
)

CHOICE: Final = (
    ColumnSpec(
        "k",
        Text("聚类数 K", "Clusters K"),
        "count",
        "result",
        Text("试过的聚类数；1 只用来看拐点。", "Numbers tried; 1 is there for the elbow alone."),
        aliases=("K",),
        example="4",
        width=10,
    ),
    ColumnSpec(
        "inertia",
        Text("类内距离平方和", "Inertia"),
        "number",
        "result",
        Text(
            "每位客户到所属类中心的距离平方之和；肘部之后，再多一类也减少不了多少。",
            "Squared distances of customers to their centres; behind the elbow one more cluster "
            "takes little away.",
        ),
        aliases=("inertia", "SSE"),
        example="1234.5",
        width=14,
        number_format="#,##0",
        required=True,
    ),
    ColumnSpec(
        "silhouette",
        Text("轮廓系数", "Silhouette"),
        "number",
        "result",
        Text(
            "-1 到 1，越大分得越开；客户多时按固定抽取的 2,000 位计算。",
            "-1 to 1, higher is better apart; with many customers taken on a fixed 2,000 of them.",
        ),
        aliases=("silhouette",),
        example="0.412",
        width=11,
        number_format="0.00",
        required=True,
    ),
    ColumnSpec(
        "chosen",
        Text("说明", "Remark"),
        "text",
        "result",
        Text(
            "肘部：距离平方和(按比例看)由快降转为慢降的 K；采用：轮廓系数达到最高值九成的 K 中最近"
            "肘部的，或您在参数里填的。",
            "Elbow: where the inertia, in proportion, stops falling fast. Used: the K nearest the "
            "elbow with nine tenths of the best silhouette, or the number you gave.",
        ),
        example=Text("肘部，采用", "Elbow, used"),
        width=14,
    ),
)

SEGMENTS: Final = (
    ColumnSpec(
        "segment",
        Text("客户群体", "Segment"),
        "text",
        "result",
        Text("按所选分层方案的群体。", "The segment of the scheme chosen."),
        width=22,
    ),
    *(
        ColumnSpec(
            f"c{n}",
            Text(f"C{n}人数", f"In C{n}"),
            "count",
            "result",
            Text(f"该群体中归入聚类 C{n} 的客户数。", f"Customers of the segment in cluster C{n}."),
            width=9,
            required=n == 1,
        )
        for n in range(1, MOST + 1)
    ),
    ColumnSpec(
        "total",
        Text("合计人数", "In all"),
        "count",
        "result",
        Text("该群体中参与聚类的客户数。", "Customers of the segment that were clustered."),
        width=10,
    ),
)

MEMBERS: Final = (
    ColumnSpec(
        "customer_id",
        Text("客户ID", "Customer ID"),
        "id",
        "result",
        Text("参与聚类的客户。", "A customer that was clustered."),
        example="C20230815001",
        width=18,
        required=True,
    ),
    ColumnSpec(
        "cluster",
        Text("所属聚类", "In cluster"),
        "text",
        "result",
        Text("该客户归入的聚类。", "The customer's cluster."),
        example="C1",
        width=10,
        required=True,
    ),
    ColumnSpec(
        "cluster_name",
        Text("所属聚类名称", "In cluster, by name"),
        "text",
        "result",
        Text("该聚类的名称。", "The cluster's name."),
        width=30,
        required=True,
    ),
)
