"""Codes for what is met in the order and customer tables."""

from __future__ import annotations

from typing import Final

from xlsegment.core.finding_kind import FindingKind, kinds
from xlsegment.text import Text

_NOT_COUNTED = Text("未计入,原值未改。", "Left out of the figures; the cell is unchanged.")

DATA_KINDS: Final = kinds(
    FindingKind(
        "E-020",
        "error",
        Text(
            "日期无法识别。支持 2023-05-10、2023/5/10、2023年5月10日、20230510。",
            "Date not understood. Use 2023-05-10, 2023/5/10 or 20230510.",
        ),
        _NOT_COUNTED,
    ),
    FindingKind(
        "E-021",
        "error",
        Text(
            "编号被存成了数字,末几位可能已变成 0,无法恢复。",
            "The number was stored as a number; its last digits may be lost for good.",
        ),
        Text("按现值使用,请核对。", "Used as it stands; please check."),
    ),
    FindingKind(
        "E-022",
        "error",
        Text("金额不是可用的数。", "The amount is not a usable number."),
        _NOT_COUNTED,
    ),
    FindingKind(
        "E-023",
        "error",
        Text("客户ID重复。", "Duplicate customer ID."),
        Text(
            "两行填同样的结果,汇总只计一次。",
            "Both rows get the same results; summaries count one.",
        ),
    ),
    FindingKind(
        "W-020",
        "warning",
        Text("订单没有客户ID。", "The order has no customer ID."),
        _NOT_COUNTED,
    ),
    FindingKind(
        "W-021",
        "warning",
        Text("订单没有日期。", "The order has no date."),
        _NOT_COUNTED,
    ),
    FindingKind(
        "W-022",
        "warning",
        Text("订单没有金额。", "The order has no amount."),
        _NOT_COUNTED,
    ),
    FindingKind(
        "W-023",
        "warning",
        Text("订单晚于分析基准日。", "The order is later than the analysis date."),
        _NOT_COUNTED,
    ),
    FindingKind(
        "W-024",
        "warning",
        Text("订单整行重复。", "The whole order row is a duplicate."),
        Text("只计一次,表中保留。", "Counted once; the row stays in the table."),
    ),
    FindingKind(
        "I-025",
        "info",
        Text(
            "同一订单号有多行,内容不同。",
            "One order ID on several rows that differ.",
        ),
        Text("视为同一订单的多行:金额相加,次数计一次。", "Taken as lines: summed, counted once."),
    ),
    FindingKind(
        "W-026",
        "warning",
        Text("同一订单号属于不同客户。", "One order ID belongs to different customers."),
        Text("每位客户各计一次。", "Counted once for each customer."),
    ),
    FindingKind(
        "W-027",
        "warning",
        Text("期内净消费不大于 0。", "Net spend in the window is not above 0."),
        Text(
            "标记“净额≤0”,不参与切点计算。",
            "Tagged “Net ≤ 0” and kept out of the cut points.",
        ),
    ),
    FindingKind(
        "W-028",
        "warning",
        Text("客户只有退款,没有订单。", "The customer has returns but no order."),
        Text("按未购买处理,不评分。", "Treated as without purchase; no score."),
    ),
    FindingKind(
        "W-029",
        "warning",
        Text("客户行没有客户ID。", "The customer row has no ID."),
        Text("该行未计算。", "The row was skipped."),
    ),
    FindingKind(
        "W-030",
        "warning",
        Text("客户有订单,没有客户资料。", "The customer has orders but no details."),
        Text(
            "照常计算;客户表里没有的已补在表末,请填写资料。",
            "Calculated as usual and added below the customer table; please fill the details in.",
        ),
    ),
    FindingKind(
        "I-031",
        "info",
        Text("已取消的订单。", "Cancelled orders."),
        Text("不算订单。", "Not counted as orders."),
    ),
    FindingKind(
        "I-032",
        "info",
        Text("退款行。", "Return rows."),
        Text(
            "从期内消费中扣除,不计次数和最近购买。",
            "Netted from spend; never counted for frequency or recency.",
        ),
    ),
    FindingKind(
        "I-033",
        "info",
        Text("统计期内没有订单的老客户。", "Earlier customers without an order in the window."),
        Text("照常分群,不参与切点计算。", "Segmented as usual; kept out of the cut points."),
    ),
    FindingKind(
        "I-034",
        "info",
        Text("金额为 0 的订单。", "Orders of amount 0."),
        Text("计入次数和最近购买。", "Counted for frequency and recency."),
    ),
    FindingKind(
        "I-044",
        "info",
        Text("没有注册日期的客户。", "Customers without a registration date."),
        Text("注册时长改用首次购买日期。", "Tenure counts from the first order instead."),
    ),
    FindingKind(
        "W-045",
        "warning",
        Text(
            "没有净额大于 0 的客户可供计算切点。",
            "No customer with net spend above 0 to fit cuts on.",
        ),
        Text("改用全部有订单的客户。", "All customers with orders were used instead."),
    ),
    FindingKind(
        "W-046",
        "warning",
        Text("注册日期无法识别。", "Registration date not understood."),
        Text("注册时长改用首次购买日期。", "Tenure counts from the first order instead."),
    ),
    FindingKind(
        "W-047",
        "warning",
        Text("有最近购买日期,但缺少次数或金额。", "A last order date without count or amount."),
        Text("该客户未评分。", "The customer was not scored."),
    ),
)
