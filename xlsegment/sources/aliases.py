"""What shops, tills and ERP systems call the columns of an order export.

Each list is ordered: when a file has several of the names, the earlier one is taken (what was
paid before what was asked for, the day of payment before the day of ordering). A new export is
supported by adding its headers here.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from xlsegment.core.columns import (
    AMOUNT,
    CATEGORY,
    CHANNEL,
    CUSTOMER_ID,
    ORDER_DATE,
    ORDER_ID,
    PAYMENT,
    STATUS,
)

REQUIRED: Final = (CUSTOMER_ID, ORDER_DATE, AMOUNT)

ALIASES: Final[dict[str, tuple[str, ...]]] = {
    CUSTOMER_ID: (
        *("客户ID", "客户编号", "客户编码", "客户代码", "客户号", "客户账号", "客户帐号"),
        *("会员ID", "会员编号", "会员号", "会员卡号", "会员编码", "会员账号", "会员帐号", "会员卡"),
        *("买家ID", "买家编号", "买家会员名", "买家账号", "买家帐号", "买家旺旺", "旺旺号"),
        *("用户ID", "用户编号", "用户账号", "用户帐号", "用户PIN", "下单账号", "下单帐号"),
        *(
            "下单用户",
            "顾客ID",
            "顾客编号",
            "顾客号",
            "购买人ID",
            "UnionID",
            "OpenID",
            "微信OpenID",
        ),
        *("customer id", "customer no", "customer number", "customer code", "customer key"),
        *("cust id", "cust no", "client id", "client no", "client number", "client code"),
        *("member id", "member no", "member number", "membership no", "membership number"),
        *("loyalty id", "buyer id", "buyer username", "buyer user id", "user id", "user no"),
        *("account id", "account no", "account number", "shopper id", "customer user", "master id"),
        *("买家昵称", "粉丝昵称", "会员名", "用户名", "客户", "会员", "买家", "顾客", "用户"),
        *("customer", "client", "member", "buyer", "user", "shopper"),
        *("买家手机号", "客户手机号", "会员手机号", "手机号", "手机号码", "买家手机", "联系手机"),
        *("收货人手机", "收货人手机号", "联系电话", "客户名称", "客户姓名", "会员姓名"),
        *("email", "customer email", "buyer email", "billing email", "contact email"),
        *("phone", "mobile", "billing phone", "customer phone", "customer name", "buyer name"),
    ),
    ORDER_ID: (
        *("订单号", "订单编号", "主订单编号", "主订单号", "订单ID", "订单编码", "订单流水号"),
        *("线上订单号", "平台订单号", "网店订单号", "原始订单号", "原始单号", "内部订单号"),
        *("交易订单号", "交易编号", "交易单号", "交易号", "商户订单号", "销售订单号", "销售单号"),
        *("单据编号", "单据号", "出库单号", "小票号", "小票编号", "流水号", "单号"),
        *("发票号", "发票号码", "支付单号"),
        *("order id", "order no", "order number", "order name", "order ref", "order reference"),
        *("amazon order id", "sales order no", "sales order", "order", "invoice no", "invoice"),
        *("invoice number", "invoice id", "transaction id", "transaction no", "receipt no"),
        *("receipt number", "receipt id", "purchase id", "document no", "bill no", "ticket no"),
    ),
    ORDER_DATE: (
        *("付款时间", "支付时间", "付款日期", "支付日期", "订单付款时间", "买家付款时间"),
        *("付款确认时间", "支付完成时间", "订单支付时间", "成交时间", "成交日期", "订单成交时间"),
        *("交易时间", "交易日期", "订单日期", "订单时间", "下单日期", "下单时间", "订购日期"),
        *("订单创建时间", "订单提交时间", "拍下时间", "购买日期", "购买时间", "消费日期"),
        *("消费时间", "销售日期", "销售时间", "业务日期", "单据日期", "开单日期", "制单日期"),
        *("出库日期", "发货日期", "发货时间", "创建时间", "创建日期", "日期", "时间"),
        *("paid at", "payment date", "paid date", "date paid", "order date", "order datetime"),
        *("order time", "ordered at", "purchase date", "purchased at", "order purchase timestamp"),
        *("purchase timestamp", "transaction date", "transaction time", "invoice date"),
        *("sale date", "sales date", "processed at", "created at", "date created", "order created"),
        *("posting date", "document date", "date", "datetime", "timestamp", "day"),
    ),
    AMOUNT: (
        *("实付金额", "实际支付金额", "买家实际支付金额", "买家实付金额", "订单实付金额"),
        *("用户实付金额", "实付款", "实付", "实收金额", "订单实收金额", "商家实收金额", "实收款"),
        *("实收", "支付金额", "付款金额", "订单支付金额", "已付金额", "订单金额", "订单总金额"),
        *("订单总额", "订单应付金额", "应付金额", "应付款", "买家应付货款", "应收金额"),
        *("应收订单金额", "成交金额", "交易金额", "交易额", "结算金额", "消费金额", "购买金额"),
        *("销售金额", "销售额", "总金额", "价税合计", "商品总价", "商品金额合计", "合计金额"),
        *("金额合计", "总价", "总额", "合计", "金额", "货款"),
        *("amount paid", "paid amount", "total paid", "net amount", "net sales", "order total"),
        *("order amount", "total amount", "total price", "grand total", "order value", "total"),
        *("payment amount", "payment value", "transaction amount", "invoice amount"),
        *("sales amount", "sales", "revenue", "monetary", "spend", "line total", "line amount"),
        *("amount", "item price", "subtotal", "value"),
    ),
    CATEGORY: (
        *("商品品类", "品类", "商品类目", "类目", "一级类目", "商品分类", "商品类别"),
        *("产品品类", "产品类别", "产品分类", "类别", "分类"),
        *("category", "product category", "item category", "product type", "department"),
    ),
    CHANNEL: (
        *("渠道", "下单渠道", "订单渠道", "销售渠道", "购买渠道", "来源渠道", "渠道来源"),
        *("APP渠道", "订单来源", "下单来源", "交易来源", "来源", "平台", "店铺名称", "归属店铺"),
        *("店铺", "门店名称", "门店"),
        *("channel", "sales channel", "order channel", "order source", "source", "source name"),
        *("platform", "marketplace", "store", "store name", "shop"),
    ),
    PAYMENT: (
        *("支付方式", "付款方式", "支付类型", "支付渠道", "结算方式", "收款方式", "支付详情"),
        *("payment method", "payment type", "pay type", "pay method", "payment gateway"),
        *("gateway", "payment", "tender"),
    ),
    STATUS: (
        *("订单状态", "状态", "交易状态", "单据状态", "支付状态"),
        *("order status", "financial status", "transaction status", "payment status", "status"),
        *("state", "fulfillment status"),
    ),
}

# A header that means this only beside another one: Shopify calls the order number "Name".
BESIDE: Final[dict[tuple[str, str], str]] = {(ORDER_ID, "name"): "lineitemname"}

# Words that turn a familiar header into something else: 退款金额 is not what was paid.
NOT_MEANT: Final = (
    *(
        "退款",
        "退货",
        "运费",
        "邮费",
        "优惠",
        "折扣",
        "积分",
        "抵扣",
        "返点",
        "税额",
        "服务费",
        "预计",
    ),
    *("成本", "单价", "余额", "关闭", "取消"),
    *("refund", "shipping", "discount", "tax", "freight", "cost", "unit", "cancel"),
)

_BRACKETS = re.compile(r"[(\[【{][^)\]】}]*[)\]】}]$")
_FILLER = re.compile(r"[\s_\-./#:：*'\"“”‘’\u200b\ufeff]+")


def plain(header: str) -> str:
    """Return a header without case, width, blanks, punctuation and a trailing unit."""
    text = unicodedata.normalize("NFKC", header).casefold().strip()
    without_unit = _BRACKETS.sub("", text).strip()
    return _FILLER.sub("", without_unit or text)


PLAIN: Final[dict[str, tuple[str, ...]]] = {
    column: tuple(plain(alias) for alias in names) for column, names in ALIASES.items()
}
KNOWN: Final[frozenset[str]] = frozenset(alias for names in PLAIN.values() for alias in names)


def header_hits(cells: list[str]) -> int:
    """Count the distinct cells of a row that are headers we know."""
    return len({name for cell in cells if len(cell) <= 60 and (name := plain(cell)) in KNOWN})
