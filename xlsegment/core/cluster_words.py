"""A cluster in words: where its centre lies, compared with all customers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from xlsegment.core.cluster_features import Feature
from xlsegment.text import LANGS, Text

#: So many standard deviations from the mean of all customers count as high or low.
APART: Final = 0.5

# Low, middling, high. A high recency is a long time without a purchase.
_RFM: Final[Mapping[str, tuple[Text, Text, Text]]] = {
    "frequency": (
        Text("低频", "Rare"),
        Text("中频", "Regular"),
        Text("高频", "Frequent"),
    ),
    "monetary": (
        Text("低额", "low spend"),
        Text("中额", "medium spend"),
        Text("高额", "high spend"),
    ),
    "recency_days": (
        Text("近期活跃", "active lately"),
        Text("间隔居中", "some time ago"),
        Text("久未购买", "long silent"),
    ),
}
_OTHERS: Final = (Text("{name}低", "low {name}"), Text("", ""), Text("{name}高", "high {name}"))
_WORDS: Final = (Text("", ""), Text("", ""), Text("{name}居多", "mostly {name}"))
_PLAIN: Final = Text("各项居中", "Average throughout")
# Tell clusters apart that would have one name: the lower and the higher by one feature.
_TELL_APART: Final[Mapping[str, tuple[Text, Text]]] = {
    "recency_days": (Text("更近", "more recent"), Text("更久", "longer ago")),
    "frequency": (Text("频次更低", "fewer orders"), Text("频次更高", "more orders")),
    "monetary": (Text("消费更低", "lower spend"), Text("消费更高", "higher spend")),
}
_LOWER_HIGHER: Final = (Text("{name}更低", "lower {name}"), Text("{name}更高", "higher {name}"))
_PLACE: Final = Text("{name}第{n}", "{name} no. {n}")


def names(features: Sequence[Feature], centres: Sequence[Sequence[float]]) -> list[Text]:
    """Return the names of clusters, each once.

    Parameters
    ----------
    features : sequence of Feature
        What was clustered by.
    centres : sequence of sequence of float
        Per cluster, how far its mean lies from that of all customers, in standard deviations
        (see `distance`).

    Returns
    -------
    list of Text
        ``高频高额近期活跃`` and the like.
    """
    plain = [_name(features, centre) for centre in centres]
    told = list(plain)
    for name in dict.fromkeys(plain):
        alike = [place for place, other in enumerate(plain) if other == name]
        if len(alike) > 1:
            for place, more in _apart(features, centres, alike).items():
                told[place] = _joined("·", ", ", name, more)
    return told


def level(distance: float) -> int:
    """Return −1 for low, 0 for middling, 1 for high."""
    return (distance >= APART) - (distance <= -APART)


def _name(features: Sequence[Feature], centre: Sequence[float]) -> Text:
    place = {feature.key: i for i, feature in enumerate(features)}
    said = [_RFM[key][1 + level(centre[place[key]])] for key in _RFM if key in place]
    parts = [_joined("", ", ", *said)] if said else []
    for feature, distance in zip(features, centre, strict=True):
        high = level(distance)
        words = _WORDS if feature.unit == "word" else _OTHERS
        if feature.key not in _RFM and words[1 + high].zh:
            parts.append(_filled(words[1 + high], feature))
    return _joined("·", ", ", *parts) if parts else _PLAIN


def _apart(
    features: Sequence[Feature], centres: Sequence[Sequence[float]], alike: list[int]
) -> dict[int, Text]:
    """Return what tells clusters of one name apart: their places by what differs most."""

    def spread(feature: int) -> float:
        distances = [centres[place][feature] for place in alike]
        return max(distances) - min(distances)

    widest = max(range(len(features)), key=spread)
    feature = features[widest]
    ranked = sorted(alike, key=lambda place: (centres[place][widest], place))
    if len(ranked) == 2:
        pair = _TELL_APART.get(feature.key, _LOWER_HIGHER)
        return {place: _filled(text, feature) for place, text in zip(ranked, pair, strict=True)}
    return {
        place: _filled(_PLACE, feature, n=n) for n, place in enumerate(reversed(ranked), start=1)
    }


def _filled(text: Text, feature: Feature, **fields: object) -> Text:
    return Text(*(text.in_(lang, name=feature.name.in_(lang), **fields) for lang in LANGS))


def _joined(zh: str, en: str, *texts: Text) -> Text:
    return Text(zh.join(text.zh for text in texts), en.join(text.en for text in texts))
