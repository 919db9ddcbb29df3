"""What a strategy may aim at: a rise, or a level to reach. One entry, and it is on the sheet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from xlsegment.core.celltext import clean_text
from xlsegment.core.repurchase import (
    Span,
    ordered,
    ordered_again,
    orders_per_member,
    spend_per_member,
    spend_per_order,
)
from xlsegment.core.units import Unit
from xlsegment.text import Text

if TYPE_CHECKING:
    from xlsegment.core.activity import Activity
    from xlsegment.core.arrays import BoolArray
    from xlsegment.core.effects import Sample


@dataclass(frozen=True, slots=True)
class TrackMetric:
    """One thing a strategy may aim at.

    Attributes
    ----------
    key : str
        Its key.
    name : Text
        As people choose it.
    aim : {"rise", "level"}
        Whether the target is a rise against the time before, or a value to reach.
    unit : str
        Of its value.
    measure : callable
        Its value for some customers over a span.
    check : Text
        What to look at again where the target was missed.
    aliases : tuple of str
        What else people call it.
    """

    key: str
    name: Text
    aim: Literal["rise", "level"]
    unit: Unit
    measure: Callable[[Activity, BoolArray, Span], Sample]
    check: Text
    aliases: tuple[str, ...] = ()


TRACK_METRICS: Final[tuple[TrackMetric, ...]] = (
    TrackMetric(
        "repurchase_rise",
        Text("复购率提升", "Repurchase rate up"),
        "rise",
        "rate",
        ordered,
        Text(
            "权益是否用得上、推荐是否对口、触达时间是否接近其复购周期",
            "Are the benefits usable, the products fitting, the timing near their usual interval?",
        ),
        ("复购率", "复购率增长", "repurchase rate", "repurchase"),
    ),
    TrackMetric(
        "order_value_rise",
        Text("客单价增长", "Order value up"),
        "rise",
        "money",
        spend_per_order,
        Text(
            "满减门槛是否低于现有客单价、组合与加购推荐是否清晰、折扣是否拉低单价",
            "Is the threshold below today's order value, are bundles clear, did discounts cut it?",
        ),
        ("客单价", "客单价提升", "order value", "average order value"),
    ),
    TrackMetric(
        "activation",
        Text("激活率", "Activation rate"),
        "level",
        "rate",
        ordered,
        Text(
            "优惠券门槛是否过高、有效期是否太短、短信与推送是否送达、流失原因是否已回访",
            "Is the coupon's threshold too high or its time too short, did messages arrive, "
            "is it known why they left?",
        ),
        ("唤醒率", "activation"),
    ),
    TrackMetric(
        "again_30",
        Text("30天内复购率", "Repurchase within 30 days"),
        "level",
        "rate",
        ordered_again,
        Text(
            "首单后的产品引导是否清晰、第二单优惠是否及时、有无售后回访",
            "Is the guidance after the first order clear, the second offer in time, is there a "
            "call afterwards?",
        ),
        ("30天复购率", "三十天内复购率", "30-day repurchase rate"),
    ),
    TrackMetric(
        "orders_rise",
        Text("人均订单数增长", "Orders per customer up"),
        "rise",
        "times",
        orders_per_member,
        Text(
            "复购提醒是否及时、货品是否有新意、会员任务是否过难",
            "Are reminders in time, are there new products, are membership goals too hard?",
        ),
        ("购买频次提升", "人均订单数", "orders per customer"),
    ),
    TrackMetric(
        "spend_rise",
        Text("人均消费增长", "Spend per customer up"),
        "rise",
        "money",
        spend_per_member,
        Text(
            "优惠是否只换来原本就会下的订单、主推商品是否符合其偏好",
            "Did offers only pay for orders that would have come anyway, do the products fit?",
        ),
        ("人均消费", "人均消费提升", "spend per customer"),
    ),
)

_BY_NAME: Final = {
    clean_text(name).casefold(): metric
    for metric in TRACK_METRICS
    for name in (*metric.name.both, *metric.aliases)
}


def track_metric(name: str) -> TrackMetric | None:
    """Return what somebody chose or typed; None for an unknown one.

    Examples
    --------
    >>> track_metric(" 激活率 ").key, track_metric("满意")
    ('activation', None)
    """
    return _BY_NAME.get(clean_text(name).casefold())
