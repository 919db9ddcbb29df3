"""Codes for what is met in the order and customer tables."""

from __future__ import annotations

from typing import Final

from xlsegment.core.finding_kind import FindingKind, kinds
from xlsegment.text import Text

_NOT_COUNTED = Text("未计入，原值未改。", "Left out of the figures; the value is unchanged.")

DATA_KINDS: Final = kinds(
    FindingKind(
        "E-020",
        "error",
        Text(
            "日期无法识别，只有时间，或早于 1950 年。支持 2023-05-10、2023/5/10、2023年5月10日、"
            "20230510。",
            "Date not understood, a time alone, or before 1950. Use 2023-05-10, 2023/5/10 or "
            "20230510.",
        ),
        _NOT_COUNTED,
    ),
    FindingKind(
        "E-021",
        "error",
        Text(
            "编号被 Excel 存成了数字或缩写成 1.23E+17，末几位已丢失，无法恢复。",
            "The ID was stored as a number by Excel, or shortened as 1.23E+17; its last digits "
            "are lost for good.",
        ),
        Text(
            "按现值使用，不同的编号可能并成一个；请从源系统按文本重新导出。",
            "Used as it stands, so that different IDs may become one; export again as text.",
        ),
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
            "两行填同样的结果，汇总只计一次。",
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
        Text(
            "订单整行重复；这样多出来的行共 {n} 行，金额合计 {sum}。",
            "The whole order row is a duplicate; such further rows: {n}, together {sum}.",
        ),
        Text(
            "只计一次，原数据未改；若是同一商品买了两件，请加上能区分各行的列。",
            "Counted once, the data is unchanged; if an item was bought twice, add a column that "
            "tells the lines apart.",
        ),
    ),
    FindingKind(
        "I-025",
        "info",
        Text(
            "同一订单号有多行，内容不同。",
            "One order ID on several rows that differ.",
        ),
        Text("视为同一订单的多行：金额相加，次数计一次。", "Taken as lines: summed, counted once."),
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
            "不参与切点计算；有客户标签列时标记“净额≤0”。",
            "Kept out of the cut points; tagged “Net ≤ 0” where there are tags.",
        ),
    ),
    FindingKind(
        "W-028",
        "warning",
        Text("客户只有退款，没有订单。", "The customer has returns but no order."),
        Text("按未购买处理，不评分。", "Treated as without purchase; no score."),
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
        Text("客户有订单，没有客户资料。", "The customer has orders but no details."),
        Text(
            "照常计算；客户表里没有的已补在表末，请填写资料。",
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
            "另起一行的退款从期内消费中扣除；状态写明已退款的订单整单不计。都不计次数和最近购买。",
            "Returns on rows of their own are taken from spend; an order whose status says that "
            "it was refunded is left out. Neither counts for frequency or recency.",
        ),
    ),
    FindingKind(
        "I-033",
        "info",
        Text("统计期内没有订单的老客户。", "Earlier customers without an order in the window."),
        Text("照常分群，不参与切点计算。", "Segmented as usual; kept out of the cut points."),
    ),
    FindingKind(
        "I-034",
        "info",
        Text("金额为 0 的订单。", "Orders of amount 0."),
        Text("计入次数和最近购买。", "Counted for frequency and recency."),
    ),
    FindingKind(
        "W-034",
        "warning",
        Text(
            "表下还有 {n} 行：隔着空行，或在表格范围之外。",
            "There are {n} more row(s) below the table, after a blank row or outside its range.",
        ),
        Text(
            "没有读取，不计入；请删去空行，或把表格拉到最后一行。",
            "Not read and not counted; delete the blank row or extend the table.",
        ),
    ),
    FindingKind(
        "W-035",
        "warning",
        Text(
            "{n} 行的日期晚于今天，或比其他订单晚一年以上且极少，像是写错了；分析基准日取 {day}。",
            "{n} row(s) are dated after today, or so few and over a year after all others that "
            "they look mistyped; the analysis date is {day}.",
        ),
        Text(
            "这些行未计入；日期若无误，请填写分析基准日。",
            "These rows were left out; if the dates are right, give the analysis date.",
        ),
    ),
    FindingKind(
        "W-037",
        "warning",
        Text(
            "状态“{status}”：订单退了一部分，退了多少不知道。",
            "Status “{status}”: a part of the order was refunded; how much is not known.",
        ),
        Text(
            "按全额计为订单；请把退款另记一行(负金额)。",
            "Counted in full; put the refund on a row of its own, as a negative amount.",
        ),
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
        "W-048",
        "warning",
        Text("不认识的状态“{status}”。", "Unknown status “{status}”."),
        Text(
            "照常计为订单；如未成交，请把状态改为“已取消”。",
            "Counted as an order; if it was none, set the status to “Cancelled”.",
        ),
    ),
    FindingKind(
        "W-049",
        "warning",
        Text(
            "客户买过(有首次购买、累计消费等)，但没有订单或数字不全。",
            "The customer has bought (first purchase, total spend …), but orders or figures lack.",
        ),
        Text(
            "归入“数据不全”，不评分；已填的内容保留。",
            "Put into “Incomplete data” without a score; what was filled in stays.",
        ),
    ),
    FindingKind(
        "W-062",
        "warning",
        Text(
            "客户表只有累计数，没有统计期内的数({metrics})。",
            "The customer table has lifetime figures only, none of the window ({metrics}).",
        ),
        Text(
            "用累计数代替；F、M 因此偏高，请按期内数补填或录入订单。",
            "Lifetime figures were used: F and M come out high; add window figures or orders.",
        ),
    ),
    FindingKind(
        "W-047",
        "warning",
        Text("有最近购买日期，但缺少次数或金额。", "A last order date without count or amount."),
        Text("该客户未评分。", "The customer was not scored."),
    ),
)
