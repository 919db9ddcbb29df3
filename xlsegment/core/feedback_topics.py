"""What customers write about: one line per topic, found by the words that people use."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from xlsegment.text import Text


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic of feedback.

    Attributes
    ----------
    key
        What the program calls it.
    name
        What people read.
    chinese, english
        Words by which it is known.
    personal
        Whether it is a wish to be treated individually rather than a need for service.
    """

    key: str
    name: Text
    chinese: tuple[str, ...]
    english: tuple[str, ...]
    personal: bool = False


#: The topics; where a text names several, the one that it names first counts.
TOPICS: Final[dict[str, Topic]] = {
    topic.key: topic
    for topic in (
        Topic(
            "delivery",
            Text("物流配送", "Delivery"),
            ("物流", "快递", "配送", "发货", "送货", "到货", "运费"),
            ("delivery", "shipping", "courier", "parcel", "late"),
        ),
        Topic(
            "quality",
            Text("商品质量", "Product quality"),
            ("质量", "破损", "瑕疵", "损坏", "坏了", "掉色", "异味"),
            ("quality", "broken", "damaged", "defect", "faulty"),
        ),
        Topic(
            "after_sale",
            Text("售后服务", "After-sales service"),
            ("售后", "退货", "退款", "换货", "维修", "保修", "退换"),
            ("refund", "return", "exchange", "repair", "warranty"),
        ),
        Topic(
            "reply",
            Text("客服响应", "Response of support"),
            ("客服", "回复", "响应", "态度", "没人理", "电话打不通"),
            ("support", "reply", "response", "rude", "answer"),
        ),
        Topic(
            "price",
            Text("价格优惠", "Price and offers"),
            ("价格", "太贵", "优惠", "折扣", "降价", "满减", "券"),
            ("price", "expensive", "discount", "coupon", "offer"),
        ),
        Topic(
            "advice",
            Text("选购与使用指导", "Advice on choice and use"),
            ("咨询", "怎么选", "怎么用", "使用方法", "教程", "说明书", "指导"),
            ("advice", "how to", "manual", "instructions", "guide"),
        ),
        Topic(
            "custom",
            Text("定制与专属", "Made to measure"),
            ("定制", "专属", "个性化", "刻字", "礼盒", "包装", "尺码"),
            ("custom", "engraved", "personal", "gift box", "size"),
            personal=True,
        ),
        Topic(
            "range",
            Text("新品与缺货", "Range and stock"),
            ("新品", "上新", "缺货", "补货", "新款", "口味"),
            ("new product", "out of stock", "restock", "flavour"),
            personal=True,
        ),
    )
}

_COMPLAINS: Final = re.compile(
    r"投诉|差评|不满意|太差|complain|terrible|unacceptable", re.IGNORECASE
)


def _words(topic: Topic) -> str:
    # English words stand alone, or "late" would be found in "chocolate"
    return "|".join((*topic.chinese, *(rf"\b{word}" for word in topic.english)))


_TOPIC: Final = re.compile(
    "|".join(f"(?P<{topic.key}>{_words(topic)})" for topic in TOPICS.values()),
    re.IGNORECASE | re.ASCII,
)


def topic_of(text: str) -> str:
    """Return the key of the topic that a text names first, empty when it names none.

    Examples
    --------
    >>> topic_of("快递太慢，客服也不回复"), topic_of("很好")
    ('delivery', '')
    """
    match = _TOPIC.search(text)
    return "" if match is None else match.lastgroup or ""


def complains(text: str) -> bool:
    """Tell whether a text is a complaint by its words.

    Examples
    --------
    >>> complains("我要投诉"), complains("很满意")
    (True, False)
    """
    return _COMPLAINS.search(text) is not None
