"""The fields that are worth collecting, and which column of ours holds each of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from xlsegment.text import Text


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of data: where it comes from, how often it is collected.

    Attributes
    ----------
    name, source, frequency : Text
        As the list states them.
    home : str
        Key of the table where a column for a field of this kind belongs.
    """

    name: Text
    source: Text
    frequency: Text
    home: str


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the list.

    Attributes
    ----------
    kind : Kind
        What kind of data it is.
    name : Text
        As the list names it; a * marks what is sensitive.
    table, column : str
        The column of ours that holds it; empty where there is none.
    instead : Text or None
        For a column that holds something else: what stands in, or how the field follows from it.
    near : bool
        Whether that only comes near to the field.
    """

    kind: Kind
    name: Text
    table: str = ""
    column: str = ""
    instead: Text | None = None
    near: bool = False


_BASIC: Final = Kind(
    Text("基础属性", "Basic attributes"),
    Text("CRM系统、注册信息", "CRM, registration"),
    Text("一次性采集", "Once"),
    "customers",
)
_TRADE: Final = Kind(
    Text("交易行为", "Transactions"),
    Text("ERP系统、电商平台", "ERP, shop platforms"),
    Text("实时采集", "Real time"),
    "orders",
)
_HABITS: Final = Kind(
    Text("行为偏好", "Behaviour and preferences"),
    Text("用户行为分析系统", "User behaviour analytics"),
    Text("每日采集", "Daily"),
    "behaviour",
)
_WORTH: Final = Kind(
    Text("价值贡献", "Value"),
    Text("财务系统、CRM系统", "Finance, CRM"),
    Text("每月更新", "Monthly"),
    "customers",
)
KINDS_OF_DATA: Final = (_BASIC, _TRADE, _HABITS, _WORTH)

#: In the order of the list.
FIELDS: Final[Sequence[Field]] = (
    Field(_BASIC, Text("客户ID", "Customer ID"), "customers", "customer_id"),
    Field(_BASIC, Text("姓名(*)", "Name (*)"), "customers", "name"),
    Field(_BASIC, Text("性别", "Sex"), "customers", "gender"),
    Field(_BASIC, Text("年龄", "Age"), "customers", "age"),
    Field(_BASIC, Text("手机号(*)", "Mobile number (*)"), "customers", "mobile"),
    Field(_BASIC, Text("所在城市", "City"), "customers", "city"),
    Field(_TRADE, Text("订单日期", "Order date"), "orders", "order_date"),
    Field(_TRADE, Text("订单金额", "Order amount"), "orders", "amount"),
    Field(_TRADE, Text("订单商品品类", "Category of goods"), "orders", "category"),
    Field(_TRADE, Text("支付方式", "Payment"), "orders", "payment"),
    Field(_HABITS, Text("登录频次", "Logins")),
    Field(
        _HABITS,
        Text("功能使用时长", "Time of use"),
        "behaviour",
        "browse_minutes",
        Text("以浏览时长代替", "minutes of browsing stand in"),
        near=True,
    ),
    Field(_HABITS, Text("浏览页面类型", "Kinds of pages visited")),
    Field(
        _HABITS,
        Text("互动行为(点赞/评论)", "Interaction (likes, comments)"),
        "behaviour",
        "clicks",
        Text("以点击次数代替", "clicks stand in"),
        near=True,
    ),
    Field(_WORTH, Text("累计消费金额", "Total spend"), "customers", "total_spend"),
    Field(_WORTH, Text("利润贡献", "Profit contribution"), "customers", "profit_contribution"),
    Field(
        _WORTH,
        Text("复购次数", "Repeat purchases"),
        "customers",
        "lifetime_frequency",
        Text("累计购买次数减 1", "purchases to date less 1"),
    ),
    Field(_WORTH, Text("转介绍人数", "Referrals"), "customers", "referrals"),
)
