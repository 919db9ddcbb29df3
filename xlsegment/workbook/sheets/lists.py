"""What several sheets share: the customer ID column, checks on entry, closed lists."""

from __future__ import annotations

from xlsegment.core.levels import LEVEL_TEXT
from xlsegment.text import Text
from xlsegment.workbook.declare import ColumnSpec

CUSTOMER_ID = ColumnSpec(
    "customer_id",
    Text("客户ID", "Customer ID"),
    "id",
    "input",
    Text(
        "客户的唯一编号，由系统生成，不得重复。各表靠它对应。",
        "The customer's unique number, never repeated. It joins all tables.",
    ),
    aliases=(
        "客户编号",
        "会员ID",
        "会员号",
        "会员编号",
        "用户ID",
        "买家ID",
        "顾客编号",
        "客户代码",
        "client id",
        "user id",
        "member id",
        "buyer id",
        "cust id",
        "customer no",
        "customer number",
    ),
    example="C20230815001",
    width=16,
    required=True,
    entry="id",
)

# Okabe-Ito colours, lightened so that black text keeps its contrast.
BLUE, YELLOW, RED = "CCE3F0", "FBF3C4", "F7DFCC"

# Best first; the words are the core's.
LEVELS: tuple[tuple[Text, str], ...] = (
    (LEVEL_TEXT[3], BLUE),
    (LEVEL_TEXT[2], YELLOW),
    (LEVEL_TEXT[1], RED),
)
SEXES = (Text("男", "Male"), Text("女", "Female"), Text("未知", "Unknown"))
URGENCIES = (Text("迫切", "Urgent"), Text("一般", "Usual"))
ORDER_STATES = (
    Text("已完成", "Completed"),
    Text("退款", "Refund"),
    Text("退货", "Return"),
    Text("已退款", "Refunded"),
    Text("已取消", "Cancelled"),
)
CHANNELS = (
    Text("天猫", "Tmall"),
    Text("京东", "JD"),
    Text("小程序", "Mini program"),
    Text("官网", "Website"),
    Text("门店", "Store"),
)
PAYMENTS = (
    Text("微信支付", "WeChat Pay"),
    Text("支付宝", "Alipay"),
    Text("银行卡", "Bank card"),
    Text("现金", "Cash"),
)
