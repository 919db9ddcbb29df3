"""Codes for what tier management, customer feedback and allocation meet."""

from __future__ import annotations

from typing import Final

from xlsegment.core.finding_kind import FindingKind, kinds
from xlsegment.text import Text

_ROW_OUT = Text("这一行未计入，原值未改。", "The row was left out; unchanged.")

TIER_KINDS: Final = kinds(
    FindingKind(
        "W-100",
        "warning",
        Text("反馈没有可用的日期。", "The feedback has no usable date."),
        _ROW_OUT,
    ),
    FindingKind(
        "W-101",
        "warning",
        Text(
            "反馈的客户ID在客户表和订单里都没有。",
            "The feedback's customer is neither among the customers nor in the orders.",
        ),
        _ROW_OUT,
    ),
    FindingKind(
        "W-102",
        "warning",
        Text("满意度不是 1 到 5 的数。", "The satisfaction is no number from 1 to 5."),
        Text("满意度按空白处理，内容照常计入。", "Taken as blank; the text counts."),
    ),
    FindingKind(
        "I-108",
        "info",
        Text("反馈晚于分析基准日。", "The feedback is later than the analysis date."),
        _ROW_OUT,
    ),
    FindingKind(
        "W-104",
        "warning",
        Text(
            "分层标准“{name}”既不是内置的标准，也不是客户表的列名。",
            "Criterion “{name}” is neither built in nor a column of the customer table.",
        ),
        Text("这条标准未计入，其余权重按比例放大。", "Left out; the other weights share its part."),
    ),
    FindingKind(
        "I-105",
        "info",
        Text(
            "分层标准“{name}”没有任何客户有数据。",
            "No customer has a value for the criterion “{name}”.",
        ),
        Text("这条标准未计入，其余权重按比例放大。", "Left out; the other weights share its part."),
    ),
    FindingKind(
        "W-106",
        "warning",
        Text(
            "列“{name}”有 {n} 个值不能用来打分(既不是数，也不在“取值得分”里)。",
            "Column “{name}”: {n} value(s) are neither numbers nor among “Scores of values”.",
        ),
        Text("这些客户的这条标准未计入。", "Left out for those customers."),
    ),
    FindingKind(
        "W-107",
        "warning",
        Text(
            "{p} 的客户都在同一个层级“{tier}”。请复核“分层标准”和层级界限。",
            "{p} of the customers are in one tier, “{tier}”; review the criteria and tier cuts.",
        ),
        Text("照常计算。", "Calculated as usual."),
    ),
    FindingKind(
        "W-108",
        "warning",
        Text(
            "调整系数须为 0 到 100 的数。",
            "The adjustment must be a number from 0 to 100.",
        ),
        Text("按 1(不调整)计算。", "Taken as 1 (no adjustment)."),
    ),
    FindingKind(
        "W-109",
        "warning",
        Text("反馈没有客户ID。", "The feedback has no customer ID."),
        _ROW_OUT,
    ),
)
