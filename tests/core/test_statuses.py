"""What shops write as the status of an order, and what it means for the figures."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsegment.core import orders as orders_module
from xlsegment.core.orders import clean_orders
from xlsegment.core.rfm import CANCELLED, ORDER, RETURN
from xlsegment.core.statuses import STATUSES, status_of
from xlsegment.workbook.sheets.lists import ORDER_STATES

WORDS = {
    "cancelled": (
        "等待买家付款 待付款 未付款 未支付 待支付 等待付款 买家未付款 交易关闭 已关闭 关闭 "
        "支付失败 付款失败 交易失败 拒收 客户拒收 无效 无效订单 作废 已作废 买家取消 卖家取消 "
        "系统取消 取消 已取消 已取消(超时) 已取消（超时未支付） 订单已取消 已取消-超时 "
        "已取消：买家原因 超时关闭 交易自动关闭 已过期 已失效 测试 测试订单 test pending "
        "pending_payment Pending-Payment closed cancelled CANCELED void voided failed expired "
        "unpaid wc-cancelled wc-failed 等待买家付款，超时"
    ),
    "reversed": (
        "已退款 已退货 退款成功 退款完成 全额退款 已全额退款 退货退款成功 订单已退款 refunded "
        "returned wc-refunded 未发货，退款成功 已发货，退款成功 交易成功(退款成功)"
    ),
    "partial": ("部分退款 已部分退款 partially_refunded 已退款(￥12.00) 已完成(部分退款)"),
    "return": ("退款 退货 退货退款 仅退款 refund Return chargeback"),
    "order": (
        "已完成 完成 交易成功 成功 已发货 已付款 已支付 支付成功 待发货 部分发货 待收货 "
        "已签收 运输中 等待出库 等待确认收货 买家已付款，等待卖家发货 "
        "卖家已发货，等待买家确认 已发货，待签收 paid Completed shipped fulfilled unfulfilled "
        "processing delivered in_transit wc-completed 没有申请退款 退款失败 退款关闭"
    ),
    "unknown": ("退款中 申请取消 取消失败 待付尾款 未到账 拍下 on-hold authorized 7 测试员推荐"),
}
CASES = [(word, meaning) for meaning, words in WORDS.items() for word in words.split()]


@pytest.mark.parametrize(("word", "meaning"), CASES)
def test_exported_statuses_are_known(word, meaning):
    assert status_of(word) == meaning


def test_a_blank_status_is_an_order_and_every_choice_of_the_template_is_known():
    assert status_of("  ") == "order"
    assert "unknown" not in {status_of(word) for text in ORDER_STATES for word in text.both}


@given(st.text())
def test_any_text_has_a_meaning(text):
    assert status_of(text) in STATUSES


def table(*statuses: object) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "order_id": [f"T{i}" for i in range(len(statuses))],
            "customer_id": "a",
            "order_date": "2023-05-10",
            "amount": 50,
            "status": list(statuses),
        },
        dtype=object,
    )


def test_what_was_never_paid_is_no_order_and_what_went_back_brings_nothing():
    canonical, found = clean_orders(table("等待买家付款", "退款成功", "已发货"))

    assert canonical["kind"].tolist() == [CANCELLED, RETURN, ORDER]
    assert canonical["amount_cents"].tolist() == [5000, 0, 5000]
    assert not {"W-037", "W-048"} & {f.code for f in found}


def test_each_unknown_status_is_counted_as_an_order_and_listed_with_its_number():
    canonical, found = clean_orders(table("神秘", "Odd", "神秘", "已完成", None, " 神秘 "))

    assert set(canonical["kind"]) == {ORDER}
    listed = [(f.shown, f.count, f.row) for f in found if f.code == "W-048"]
    assert listed == [("神秘", 3, None), ("Odd", 1, None)]
    assert found[0].what("zh") == "不认识的状态“神秘”。(共 3 行)"


def test_a_partly_refunded_order_counts_in_full_and_says_so():
    canonical, found = clean_orders(table("partially_refunded"))

    assert canonical[["kind", "amount_cents"]].to_numpy().tolist() == [[ORDER, 5000]]
    assert [(f.code, f.shown) for f in found] == [("W-037", "partially_refunded")]


def test_a_column_that_is_no_status_neither_floods_the_list_nor_shows_numbers_of_people(
    monkeypatch,
):
    monkeypatch.setattr(orders_module, "STATUSES_LISTED", 2)
    _, found = clean_orders(table("13812345678 a", "13812345678 b", "x", "y"))

    listed = [(f.shown, f.count) for f in found if f.code == "W-048"]
    assert listed == [("138****5678 a", 1), ("138****5678 b", 1), ("…", 2)]


@pytest.mark.parametrize(
    "status", ["zhouyu@corp.cn", "李娜13912345678", "李娜", "已付 13912345678"]
)
def test_what_is_said_of_an_unknown_status_shows_nobody(status):
    _, found = clean_orders(table(status))

    said = [finding.what(lang) for finding in found for lang in ("zh", "en")]
    assert any("*" in sentence for sentence in said)
    assert not [word for word in ("zhouyu", "李娜", "13912345678") if word in str(said)]
