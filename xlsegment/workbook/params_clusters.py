"""Parameters of the clusters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from xlsegment.core.cluster_limits import FEWEST, MOST
from xlsegment.text import Text
from xlsegment.workbook.param_fields import NONE, param


@dataclass(frozen=True)
class ClusterParams:
    """What customers are clustered by, and into how many clusters."""

    group: ClassVar[Text] = Text("客户聚类", "Clusters")

    cluster_features: str | None = param(
        "聚类特征",
        "Cluster features",
        "text",
        None,
        NONE,
        Text(
            "按哪些列聚类，用“,”分隔，可写客户基础信息表中您自己加的列；空白为 最近购买天数,"
            "购买次数,期内消费。内容是文字的列按各取值分别计入。",
            "The columns to cluster by, separated by “,”, your own columns of the customer table "
            "included; blank: recency, frequency, monetary. Of a column of words each word counts.",
        ),
    )
    clusters: int | None = param(
        "聚类数",
        "Clusters",
        "whole",
        None,
        Text("类", "clusters"),
        Text(
            "把客户聚成几类，2 到 8；空白为按肘部法与轮廓系数自动选择。",
            "Into how many clusters, 2 to 8; blank: chosen by elbow and silhouette.",
        ),
        low=FEWEST,
        high=MOST,
    )
