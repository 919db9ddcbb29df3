"""The fictional feedback of the sample, and the needs that somebody has noted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from random import Random
from typing import Final

from xlsegment.text import Lang, Text
from xlsegment.workbook.declare import Row
from xlsegment.workbook.sample_customers import AS_OF, Person
from xlsegment.workbook.sheets.feedback import CHANNELS

COUNT: Final = 90
# What people write, and how content they were.
_SAID: Final[tuple[tuple[Text, int | None], ...]] = (
    (Text("快递太慢，等了一周", "Delivery took a week"), 2),
    (Text("物流很快，包装完好", "Shipping was fast, nothing broken"), 5),
    (Text("商品质量不错，会再买", "Good quality, will buy again"), 5),
    (Text("收到时有破损，希望换货", "Arrived damaged, please exchange it"), 1),
    (Text("客服回复慢，打了三次电话", "Support answers slowly, I called three times"), 2),
    (Text("客服很耐心，解决得好", "Support was patient and helpful"), 5),
    (Text("价格比别家贵，有优惠吗", "More expensive than elsewhere, any offer?"), 3),
    (Text("优惠券门槛太高用不上", "The coupon's threshold is too high for me"), 2),
    (Text("想咨询怎么选尺码", "I need advice on the size"), 4),
    (Text("想定制刻字礼盒送人", "I would like an engraved gift box"), 4),
    (Text("希望有专属顾问", "I would like a personal adviser"), None),
    (Text("新品很喜欢，常缺货", "I love the new products, often out of stock"), 4),
    (Text("售后退款很顺利", "The refund went smoothly"), 4),
    (Text("退货运费要自己出，不满意", "I had to pay for the return"), 2),
    (Text("一切都好", "All fine"), 5),
)
_SERVICE: Final = (
    Text("高：售后优先处理", "High: after-sales first"),
    Text("中：发货前电话确认", "Mid: call before shipping"),
    Text("低", "Low"),
)
_PERSONAL: Final = (
    Text("高：刻字礼盒", "High: engraved gift boxes"),
    Text("中：按季推荐新品", "Mid: new products each season"),
    Text("低", "Low"),
)


def feedback_rows(everybody: Sequence[Person], draw: Random, lang: Lang) -> list[Row]:
    """Return feedback of about a quarter of the customers, a little of it unusable."""
    rows: list[Row] = []
    for _ in range(COUNT):
        person = everybody[int(draw.random() ** 1.5 * len(everybody))]
        text, satisfaction = _SAID[int(draw.random() * len(_SAID))]
        channel = CHANNELS[int(draw.random() ** 1.3 * len(CHANNELS))]
        rows.append(
            {
                "feedback_date": AS_OF - dt.timedelta(days=int(300 * draw.random() ** 1.4)),
                "customer_id": person.customer_id,
                "feedback_channel": channel.in_(lang),
                "content": text.in_(lang),
                "satisfaction": satisfaction,
            }
        )
    rows.sort(key=lambda row: str(row["feedback_date"]))
    rows[7] = {**rows[7], "satisfaction": 10}
    rows[19] = {**rows[19], "customer_id": "C20991231999"}
    rows[40] = {**rows[40], "feedback_date": Text("上周", "last week").in_(lang)}
    return rows


def need_rows(everybody: Sequence[Person], draw: Random, lang: Lang) -> list[Row]:
    """Return what somebody has noted of the needs of the best known customers."""
    noted = sorted(everybody, key=lambda person: -person.orders)[:40]
    return [
        {
            "customer_id": person.customer_id,
            "service_need": _SERVICE[int(draw.random() ** 1.3 * len(_SERVICE))].in_(lang),
            "personal_need": _PERSONAL[int(draw.random() ** 1.3 * len(_PERSONAL))].in_(lang)
            if draw.random() < 0.6
            else None,
        }
        for person in noted
    ]
