"""Guessing what the columns of an export are."""

from __future__ import annotations

import pytest

from xlsegment.errors import HeaderNotInSource, SourceColumnsMissing, UnknownColumn
from xlsegment.sources.aliases import ALIASES, PLAIN, plain
from xlsegment.sources.mapping import guess_columns
from xlsegment.workbook.sheets.orders import COLUMNS

# As the systems export them, the columns that matter among those that do not.
EXPORTS = {
    "taobao": (
        "订单编号,买家会员名,买家支付宝账号,支付单号,买家应付货款,买家应付邮费,总金额,返点积分,"
        "买家实际支付金额,订单状态,收货人姓名,联系手机,订单创建时间,订单付款时间,宝贝标题,店铺名称",
        {
            "order_id": "订单编号",
            "customer_id": "买家会员名",
            "order_date": "订单付款时间",
            "amount": "买家实际支付金额",
            "status": "订单状态",
            "channel": "店铺名称",
        },
    ),
    "jd": (
        "订单号,商品ID,商品名称,订购数量,支付方式,下单时间,京东价,订单金额,结算金额,余额支付,"
        "应付金额,订单状态,订单类型,下单帐号,客户姓名,联系电话,付款确认时间,订单渠道",
        {
            "order_id": "订单号",
            "customer_id": "下单帐号",
            "order_date": "付款确认时间",
            "amount": "订单金额",
            "payment": "支付方式",
            "status": "订单状态",
            "channel": "订单渠道",
        },
    ),
    "youzan": (
        "订单号,订单状态,订单类型,订单创建时间,买家付款时间,商品金额合计,运费,订单实付金额,"
        "归属店铺,付款方式,买家昵称,买家手机号,订单来源",
        {
            "order_id": "订单号",
            "customer_id": "买家昵称",
            "order_date": "买家付款时间",
            "amount": "订单实付金额",
            "payment": "付款方式",
            "channel": "订单来源",
            "status": "订单状态",
        },
    ),
    "pinduoduo": (
        "商品,订单号,订单状态,商品总价(元),店铺优惠折扣(元),用户实付金额(元),商家实收金额(元),支付时间,"
        "联系电话",
        {
            "order_id": "订单号",
            "customer_id": "联系电话",
            "order_date": "支付时间",
            "amount": "用户实付金额(元)",
            "status": "订单状态",
        },
    ),
    "shopify": (
        "Name,Email,Financial Status,Paid at,Currency,Subtotal,Shipping,Taxes,Total,"
        "Discount Code,Created at,Lineitem name,Payment Method,Source,Refunded Amount",
        {
            "order_id": "Name",
            "customer_id": "Email",
            "order_date": "Paid at",
            "amount": "Total",
            "payment": "Payment Method",
            "channel": "Source",
            "status": "Financial Status",
        },
    ),
    "woocommerce": (
        "order_id,order_date,status,order_total,payment_method,customer_user,billing_email",
        {
            "order_id": "order_id",
            "customer_id": "customer_user",
            "order_date": "order_date",
            "amount": "order_total",
            "payment": "payment_method",
            "status": "status",
        },
    ),
    "erp": (
        "单据编号,单据日期,客户编码,客户名称,业务员,价税合计,结算方式,单据状态",
        {
            "order_id": "单据编号",
            "customer_id": "客户编码",
            "order_date": "单据日期",
            "amount": "价税合计",
            "payment": "结算方式",
            "status": "单据状态",
        },
    ),
    "till": (
        "小票号,会员卡号,消费时间,消费金额,积分,门店",
        {
            "order_id": "小票号",
            "customer_id": "会员卡号",
            "order_date": "消费时间",
            "amount": "消费金额",
            "channel": "门店",
        },
    ),
    "ledger": (
        "Invoice No.,Customer,Invoice Date,Grand Total,Sales Tax",
        {
            "order_id": "Invoice No.",
            "customer_id": "Customer",
            "order_date": "Invoice Date",
            "amount": "Grand Total",
        },
    ),
}


@pytest.mark.parametrize("system", EXPORTS)
def test_exports_of_real_systems_are_understood(system):
    headers, expected = EXPORTS[system]

    guess = guess_columns(headers.split(","))

    assert {match.column: match.header for match in guess.matches} == expected


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_our_own_headers_are_understood(lang):
    headers = [column.header.in_(lang) for column in COLUMNS]

    guess = guess_columns(headers)

    assert {m.column: m.header for m in guess.matches} == {
        column.key: column.header.in_(lang) for column in COLUMNS
    }


def test_no_alias_belongs_to_two_columns():
    seen = [alias for names in PLAIN.values() for alias in names]

    assert len(seen) == len(set(seen)) == sum(map(len, ALIASES.values()))


@pytest.mark.parametrize(
    "header", ["订单编号", " 订单 编号 ", "订单编号:", "*订单编号", "订单编号(必填)"]
)
def test_blanks_marks_width_and_remarks_do_not_matter(header):
    assert plain(header) == "订单编号"


def test_case_and_separators_do_not_matter():
    same = ["Order ID", "order_id", "ORDER-ID", "Order Id", "orderid"]

    assert {plain(header) for header in same} == {"orderid"}


def test_a_header_of_brackets_only_keeps_its_name():
    assert plain("(金额)") == "(金额)"


def test_others_that_could_have_been_meant_are_told():
    guess = guess_columns(["customer", "date", "order date", "amount", "total"])

    found = {match.column: match for match in guess.matches}
    assert found["order_date"].header == "order date"
    assert found["order_date"].others == ("date",)
    assert found["amount"].others == ("amount",)
    assert set(guess.unused) == {"date", "amount"}


def test_a_header_that_ends_like_one_we_know_is_a_guess_by_part():
    guess = guess_columns(["门店会员卡号", "本店付款时间", "门店实付金额"])

    assert [match.how for match in guess.matches] == ["part"] * 3


def test_what_a_header_is_not_is_not_guessed():
    with pytest.raises(SourceColumnsMissing) as caught:
        guess_columns(["customer", "date", "退款实付金额", "运费支付金额"])

    assert caught.value.fields["missing"] == "amount"
    assert caught.value.fields["example"] == "--map amount=…"


def test_the_message_names_the_options_that_the_caller_has():
    flags = {"customer_id": "--customer-id", "order_date": "--date", "amount": "--amount"}

    with pytest.raises(SourceColumnsMissing) as caught:
        guess_columns(["who", "when", "amount"], flags=flags)

    assert caught.value.fields["example"] == "--customer-id … --date …"


def test_a_given_header_wins():
    guess = guess_columns(
        ["customer", "date", "amount", "net"], {"amount": "net", "customer_id": " Customer "}
    )

    found = {match.column: (match.header, match.how) for match in guess.matches}
    assert found["amount"] == ("net", "given")
    assert found["customer_id"] == ("customer", "given")


def test_an_empty_given_header_leaves_the_column_out():
    headers = ["customer", "date", "amount", "status"]

    assert "status" not in guess_columns(headers, {"status": ""}).columns


def test_a_required_column_that_was_left_out_is_missing():
    with pytest.raises(SourceColumnsMissing):
        guess_columns(["customer", "date", "amount"], {"amount": ""})


def test_one_header_is_read_once():
    guess = guess_columns(
        ["customer", "date", "amount"], {"category": "date", "order_date": "date"}
    )

    assert [m.header for m in guess.matches].count("date") == 2  # asked for twice, so be it
    assert len(set(guess_columns(["customer", "date", "amount"]).positions)) == 3


def test_a_header_that_is_not_there_names_the_nearest():
    with pytest.raises(HeaderNotInSource) as caught:
        guess_columns(["customer", "date", "amount paid"], {"amount": "amount payd"})

    assert caught.value.fields["headers"] == "amount paid"


def test_a_column_we_do_not_have_is_refused():
    with pytest.raises(UnknownColumn):
        guess_columns(["customer", "date", "amount"], {"colour": "date"})
