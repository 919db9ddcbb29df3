"""The rating in words: how a score came about, what customers do, what to do for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

import numpy as np
import pandas as pd

from xlsegment.core.arrays import BoolArray, Int64Array
from xlsegment.core.column_cells import ObjectArray, as_objects
from xlsegment.core.feedback import COMPLAINT
from xlsegment.core.feedback_topics import TOPICS
from xlsegment.core.tiers.points import Scored
from xlsegment.core.tiers.rating import Rating
from xlsegment.core.tiers.tier import Tier
from xlsegment.text import Lang, Text

#: What each tier is offered by default.
SERVICE_TEXT: Final[dict[Tier, Text]] = {
    "high": Text(
        "VIP 服务：专属客服、定制产品与方案、新品优先体验",
        "VIP care: personal contact, made-to-measure offers, new products first",
    ),
    "mid": Text(
        "优惠促销与定期回访：满额优惠、每季度回访、关联商品推荐",
        "Offers and regular calls: gift above a spend, a call each quarter, related products",
    ),
    "low": Text(
        "引导购买与基础服务：入门优惠、使用指导、自助服务",
        "Guided purchase and basic service: entry offers, how-to, self-service",
    ),
    "": Text(
        "引导首次购买，补全客户资料", "Win the first purchase and complete the customer's data"
    ),
}

_PART: Final = Text("{name} {points}×{weight}%", "{name} {points}×{weight}%")
_SUM: Final = Text("{parts} = {score}", "{parts} = {score}")
_WITHOUT: Final = Text(
    "{text}；无数据不计(其余权重按比例放大)：{names}",
    "{text}; without data, so the other weights share their part: {names}",
)
_NOT_BOUGHT: Final = Text("没有购买记录，不评层级", "No purchase yet, so no tier")
_NO_FIGURES: Final = Text("没有可用来打分的数据，不评层级", "Nothing to score by, so no tier")

_SHARE: Final = Text("{name}({share}%)", "{name} ({share}%)")
_ONE_ORDER: Final = Text("{name}(仅 1 笔)", "{name} (1 order)")
_DAYS_AGO: Final = Text("{n} 天前购买", "Bought {n} day(s) ago")
_TODAY: Final = Text("分析基准日当天购买", "Bought on the analysis date")
_USUALLY: Final = Text("{text}，常用 {names}", "{text}, mostly {names}")
_VISITS: Final = (
    Text("每月浏览 {n} 分钟", "{n} minutes browsed a month"),
    Text("每月点击 {n} 次", "{n} clicks a month"),
    Text("反馈 {n} 次", "{n} feedback(s)"),
)
_NO_VISITS: Final = Text("没有浏览、点击或反馈记录", "No visits or feedback on record")
_AGAIN: Final = Text("复购 {n} 次", "{n} repeat order(s)")
_ONCE: Final = Text("尚未复购", "No repeat order")
_REFERRED: Final = Text("转介绍 {n} 人", "{n} referral(s)")
_COMMA: Final = Text("，", ", ")
_BETWEEN: Final = Text("、", ", ")
_THEN: Final = Text("；", "; ")
_COMPLAINED: Final = Text(
    "最近反馈满意度 {n}{topic}，请先回应",
    "Last satisfaction {n}{topic}: answer that first",
)
_ABOUT: Final = Text("({topic})", " ({topic})")
_SUGGEST_SERVICE: Final = Text("可登记服务需求：{topic}", "Service need to note: {topic}")
_SUGGEST_PERSONAL: Final = Text("可登记个性化需求：{topic}", "Personal need to note: {topic}")


def explained(rating: Rating, bought: BoolArray, lang: Lang) -> ObjectArray:
    """Return for every customer how the score came about."""
    points = rating.points
    out = as_objects([""] * len(points))
    code = np.zeros(len(points), dtype=np.int64)
    for column in points.T:
        code = code * 4 + column
    code, where = np.unique(code, return_inverse=True)
    # customers with equal points read the same sentence, and there are far fewer of those
    first = np.zeros(len(code), dtype=np.int64)
    first[where[::-1]] = np.arange(len(points))[::-1]
    scored = rating.scored
    texts = [
        _sentence(scored, rating.weights, points[row], int(rating.tenths[row]), lang)
        for row in first.tolist()
    ]
    out = as_objects(texts)[where.reshape(-1)] if len(points) else out
    out[~bought] = _NOT_BOUGHT.in_(lang)
    return out


def _sentence(
    scored: tuple[Scored, ...],
    weights: Int64Array,
    points: Int64Array,
    tenths: int,
    lang: Lang,
) -> str:
    if tenths < 0:
        return _NO_FIGURES.in_(lang)
    known = int(weights[points > 0].sum())
    parts, missing = [], []
    for criterion, weight, given in zip(scored, weights.tolist(), points.tolist(), strict=True):
        name = criterion.standard.name
        if given:
            share = f"{100 * weight / known:.1f}".removesuffix(".0")
            parts.append(_PART.in_(lang, name=name, points=given, weight=share))
        else:
            missing.append(name)
    text = _SUM.in_(lang, parts=" + ".join(parts), score=f"{tenths / 10:.1f}")
    if not missing:
        return text
    return _WITHOUT.in_(lang, text=text, names=_BETWEEN.in_(lang).join(missing))


def in_words(facts: pd.DataFrame, lang: Lang) -> dict[str, list[str | None]]:
    """Return preference, purchase behaviour, interaction and loyalty in plain words.

    None where nothing is known.
    """
    return {
        "preference": [
            _preference(lang, *row)
            for row in _rows(facts, "category", "category_share", "category_orders")
        ],
        "purchase": [
            _purchase(lang, *row) for row in _rows(facts, "recency", "channel", "payment")
        ],
        "interaction": [
            _interaction(lang, row) for row in _rows(facts, "minutes", "clicks", "feedbacks")
        ],
        "loyalty": [
            _loyalty(lang, *row) for row in _rows(facts, "bought", "repurchases", "referrals")
        ],
    }


def service_texts(
    facts: pd.DataFrame, tiers: Iterable[Any], texts: Mapping[Tier, str], lang: Lang
) -> list[str]:
    """Return what to do for every customer: about what they said last, then the tier's service.

    A need that nobody has typed is suggested from the feedback; what is typed is never changed.
    """
    columns = (
        *("latest_satisfaction", "complaint_topic", "service_topic", "personal_topic"),
        *("service_need", "personal_need"),
    )
    kept: dict[tuple[Any, ...], str] = {}
    out = []
    filled = facts.assign(
        service_need=facts["service_need"] != "", personal_need=facts["personal_need"] != ""
    )
    for tier, row in zip(tiers, _rows(filled, *columns), strict=True):
        key = (tier, *(None if cell != cell else cell for cell in row))
        if key not in kept:
            parts = [*_hints(key[1:], lang), texts[tier]]
            kept[key] = _THEN.in_(lang).join(part for part in parts if part)
        out.append(kept[key])
    return out


def _hints(row: tuple[Any, ...], lang: Lang) -> list[str]:
    satisfaction, complaint, service, personal, has_service, has_personal = row
    hints = []
    if satisfaction is not None and satisfaction <= COMPLAINT:
        about = _ABOUT.in_(lang, topic=_topic(complaint, lang)) if complaint else ""
        hints.append(_COMPLAINED.in_(lang, n=f"{satisfaction:g}", topic=about))
    if service and not has_service:
        hints.append(_SUGGEST_SERVICE.in_(lang, topic=_topic(service, lang)))
    if personal and not has_personal:
        hints.append(_SUGGEST_PERSONAL.in_(lang, topic=_topic(personal, lang)))
    return hints


def _topic(key: str, lang: Lang) -> str:
    return TOPICS[key].name.in_(lang)


def _rows(facts: pd.DataFrame, *columns: str) -> zip[tuple[Any, ...]]:
    return zip(*(facts[column].tolist() for column in columns), strict=True)


def _preference(lang: Lang, name: str, share: float, orders: float) -> str | None:
    if not name:
        return None
    if orders == 1:
        return _ONE_ORDER.in_(lang, name=name)
    return _SHARE.in_(lang, name=name, share=f"{share:.1f}".removesuffix(".0"))


def _purchase(lang: Lang, recency: float, channel: str, payment: str) -> str | None:
    if recency != recency:
        return None
    text = _DAYS_AGO.in_(lang, n=f"{recency:.0f}") if recency else _TODAY.in_(lang)
    names = _BETWEEN.in_(lang).join(str(name) for name in (channel, payment) if name)
    return _USUALLY.in_(lang, text=text, names=names) if names else text


def _interaction(lang: Lang, row: tuple[float, ...]) -> str:
    parts = [
        text.in_(lang, n=f"{figure:g}")
        for text, figure in zip(_VISITS, row, strict=True)
        if figure == figure and (figure or text is not _VISITS[-1])
    ]
    return _COMMA.in_(lang).join(parts) or _NO_VISITS.in_(lang)


def _loyalty(lang: Lang, bought: bool, again: float, referrals: float) -> str | None:
    parts = []
    if bought:
        parts.append(_AGAIN.in_(lang, n=f"{again:.0f}") if again else _ONCE.in_(lang))
    if referrals:
        parts.append(_REFERRED.in_(lang, n=f"{referrals:.0f}"))
    return _COMMA.in_(lang).join(parts) or None
