"""How the forecast would have done on the workbook's own past, in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from xlsegment.actions.decide.filled import filled, money, percent
from xlsegment.core.days import day_date
from xlsegment.core.lifetime.forecast import BackTest, Refused
from xlsegment.text import Text

#: A back-test that was off by more than this share is a warning.
HIGH_ERROR: Final = 0.3


def tested_lines(test: BackTest | Refused) -> Iterator[tuple[Text, Text, Text]]:
    """Yield the lines of 估算依据 on how the forecast would have done before."""
    item = Text("回测", "Back-test")
    if isinstance(test, Refused):
        yield (
            item,
            filled(Text("无法回测：{reason}", "None: {reason}"), reason=test.reason),
            Text("误差不明，谨慎使用。", "The error is unknown: take care."),
        )
        return
    yield (
        item,
        filled(
            Text(
                "只用到 {cut} 为止的订单，预测其后 {days} 天，再与实际相比",
                "From the orders until {cut} the next {days} days were forecast and compared",
            ),
            cut=day_date(test.cut).isoformat(),
            days=test.days,
        ),
        filled(
            Text(
                "用您自己的过去检验，共 {n} 位当时的客户。",
                "Tested on your own past, for the {n} customers of that day.",
            ),
            n=f"{test.customers:,}",
        ),
    )
    reading = Text(
        "误差大于 30%：预计价值只作参考。",
        "Off by more than 30%: take the forecast as a hint only.",
    )
    if abs(test.error) <= HIGH_ERROR:
        reading = Text(
            "正数为预计偏高，负数为偏低；促销、缺货、季节都会带来误差。",
            "Above 0: too high, below: too low; sales, stock and season all play a part.",
        )
    yield (
        Text("回测：消费", "Back-test: spend"),
        filled(
            Text(
                "预计 {cents} 元，实际 {paid} 元，误差 {error}",
                "Expected {cents}, really {paid}, error {error}",
            ),
            cents=money(test.cents),
            paid=money(test.paid),
            error=percent(test.error),
        ),
        reading,
    )
    error = test.purchases / test.bought - 1 if test.bought else float("nan")
    yield (
        Text("回测：购买次数", "Back-test: purchases"),
        filled(
            Text(
                "预计 {purchases} 次，实际 {bought} 次，误差 {error}",
                "Expected {purchases}, really {bought}, error {error}",
            ),
            purchases=f"{test.purchases:,.0f}",
            bought=f"{test.bought:,}",
            error=percent(error),
        ),
        Text("同一天的订单算一次。", "Orders of one day are one purchase."),
    )
    yield _ranked(test)


def _ranked(test: BackTest) -> tuple[Text, Text, Text]:
    value = Text("期间没有消费", "Nothing was spent")
    if test.best_share == test.best_share:
        value = filled(
            Text(
                "预计价值最高的 20% 客户，实际带来 {p} 的消费",
                "The 20% of customers with the highest forecasts really brought {p} of the spend",
            ),
            p=f"{test.best_share:.0%}",
        )
    return (
        Text("排序准不准", "Is the order right"),
        value,
        Text("越高，越适合按它分配资源。", "The higher, the better to allocate resources by it."),
    )
