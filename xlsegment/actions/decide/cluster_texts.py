"""What 客户聚类 says in words."""

from __future__ import annotations

from typing import Final

from xlsegment.core.cluster_features import Feature
from xlsegment.core.cluster_fit import Fit
from xlsegment.core.clusters import Cluster, Clusters
from xlsegment.core.strategies import strategy_for
from xlsegment.text import LANGS, Lang, Text

_NOTHING: Final = Text("暂无聚类", "No clusters")
_ELBOW: Final = Text("肘部", "Elbow")
_USED: Final = Text("采用", "used")
_GIVEN: Final = Text("按参数采用", "used as given")
_SHARE: Final = Text(
    "“{name}”占客户 {share}，占期内净消费 {spend}",
    "“{name}”: {share} of the customers, {spend} of the net spend in the window",
)
_SHARE_ONLY: Final = Text("“{name}”占客户 {share}", "“{name}”: {share} of the customers")
_CHOICE: Final = Text(
    "采用 {k} 类：肘部在 {elbow} 类", "{k} clusters used; the elbow is at {elbow}"
)
_CHOICE_GIVEN: Final = Text(
    "按参数采用 {k} 类；肘部在 {elbow} 类", "{k} clusters as given; the elbow is at {elbow}"
)
_SILHOUETTE: Final = Text(
    "轮廓系数最高的是 {best} 类({width})，采用的 {k} 类为 {used}",
    "The best silhouette is that of {best} clusters ({width}); the {k} used have {used}",
)
_BASED: Final = Text(
    "按 {features} 聚类，共 {n} 位客户{lacking}；没有购买记录的客户不参与。",
    "Clustered by {features}: {n} customers{lacking}; those without purchases take no part.",
)
_LACKING: Final = Text(
    "，另有 {n} 位缺少这些列的内容，没有参与", "; {n} more lack one of these and take no part"
)
_SPEND: Final = Text("人均消费为全体的 {x} 倍", "spend {x} times the mean")
_ORDERS: Final = Text("购买次数 {x} 倍", "orders {x} times the mean")
_HARDLY: Final = Text("不到 0.1", "less than 0.1")
_NO_PURCHASE: Final = Text("统计窗口内没有购买", "no purchase in the window")
_RECENCY: Final = Text(
    "平均 {r} 天前购买(全体 {all} 天)", "last purchase {r} days ago (all: {all})"
)
_NUMBER: Final = Text("{name}平均 {mean}(全体 {all})", "{name} {mean} on average (all: {all})")
_WORD: Final = Text("{name} 占 {mean}(全体 {all})", "{name}: {mean} (all: {all})")
_ADVICE: Final = Text("{direction}：{measures}", "{direction}: {measures}")
_FROM_FIGURES: Final = frozenset({"recency_days", "frequency", "monetary"})


def described(cluster: Cluster, found: Clusters) -> Text:
    """Return what a cluster is like, compared with all customers clustered."""
    recency, orders, spend = _means(found)

    def said(lang: Lang) -> str:
        parts = []
        if not cluster.frequency and not cluster.monetary_cents:
            parts.append(_NO_PURCHASE.in_(lang))
        else:
            if spend > 0:
                parts.append(_SPEND.in_(lang, x=_times(cluster.monetary_cents / spend, lang)))
            if orders > 0:
                parts.append(_ORDERS.in_(lang, x=_times(cluster.frequency / orders, lang)))
        parts.append(_RECENCY.in_(lang, r=f"{cluster.recency:.0f}", all=f"{recency:.0f}"))
        parts += [
            _feature(feature, mean, overall, lang)
            for feature, mean, overall in zip(
                found.features, cluster.means, found.overall, strict=True
            )
            if feature.key not in _FROM_FIGURES
        ]
        return Text("，", ", ").in_(lang).join(parts)

    return Text(*(said(lang) for lang in LANGS))


def advice(cluster: Cluster, found: Clusters) -> Text:
    """Return what to do: the strategy of the eight class that the cluster's means fall into."""
    recency, orders, spend = _means(found)
    good = (
        cluster.recency <= recency,
        cluster.frequency >= orders,
        cluster.monetary_cents >= spend,
    )
    strategy = strategy_for("".join("1" if one else "0" for one in good))
    return Text(
        *(
            _ADVICE.in_(
                lang, direction=strategy.direction.in_(lang), measures=strategy.measures.in_(lang)
            )
            for lang in LANGS
        )
    )


def remark(fit: Fit, k: int, given: int | None) -> Text:
    """Return what is special about a number of clusters."""
    parts = [_ELBOW] if k == fit.elbow else []
    if k == fit.chosen:
        parts.append(_GIVEN if given else _USED)
    return Text("，".join(part.zh for part in parts), ", ".join(part.en for part in parts))


def share_finding(found: Clusters) -> Text:
    """Return the title of the chart of shares: the cluster that spends most."""
    if not found.clusters:
        return _NOTHING
    top = max(found.clusters, key=lambda one: (one.spend_share or 0.0, -one.number))
    fields = {"share": f"{top.share:.1%}"}
    text = _SHARE_ONLY
    if top.spend_share is not None:
        text, fields = _SHARE, {**fields, "spend": f"{top.spend_share:.1%}"}
    return Text(*(text.in_(lang, name=top.name.in_(lang), **fields) for lang in LANGS))


def choice_finding(found: Clusters, given: int | None) -> Text:
    """Return the title of the chart of inertia."""
    if found.fit is None:
        return _NOTHING
    text = _CHOICE_GIVEN if given else _CHOICE
    return Text(*(text.in_(lang, k=found.fit.chosen, elbow=found.fit.elbow) for lang in LANGS))


def silhouette_finding(found: Clusters) -> Text:
    """Return the title of the chart of silhouettes."""
    trials = found.fit.trials if found.fit is not None else ()
    widths = {trial.k: trial.silhouette for trial in trials if trial.silhouette is not None}
    if found.fit is None or found.fit.chosen not in widths:
        return _NOTHING
    best = max(widths, key=lambda k: (widths[k], -k))
    fields = {"best": best, "width": f"{widths[best]:.2f}"}
    used = {"k": found.fit.chosen, "used": f"{widths[found.fit.chosen]:.2f}"}
    return Text(*(_SILHOUETTE.in_(lang, **fields, **used) for lang in LANGS))


def based_on(found: Clusters) -> Text:
    """Return by what customers were clustered, and who was left out."""

    def said(lang: Lang) -> str:
        lacking = _LACKING.in_(lang, n=found.lacking) if found.lacking else ""
        names = Text("、", ", ").in_(lang).join(f.name.in_(lang) for f in found.features)
        people = sum(cluster.customers for cluster in found.clusters)
        return _BASED.in_(lang, features=names, n=f"{people:,}", lacking=lacking)

    return Text(*(said(lang) for lang in LANGS))


def _times(ratio: float, lang: Lang) -> str:
    return _HARDLY.in_(lang) if 0 < ratio < 0.05 else f"{ratio:.1f}"


def _feature(feature: Feature, mean: float, overall: float, lang: Lang) -> str:
    if feature.unit == "word":
        shares = {"mean": f"{mean:.0%}", "all": f"{overall:.0%}"}
        return _WORD.in_(lang, name=feature.name.in_(lang), **shares)
    figures = {"mean": f"{mean:,.1f}", "all": f"{overall:,.1f}"}
    return _NUMBER.in_(lang, name=feature.name.in_(lang), **figures)


def _means(found: Clusters) -> tuple[float, float, float]:
    """Return recency, orders and spend of the average customer clustered."""
    people = sum(cluster.customers for cluster in found.clusters)

    def mean(of: str) -> float:
        total: float = sum(getattr(c, of) * c.customers for c in found.clusters)
        return total / people

    return mean("recency"), mean("frequency"), mean("monetary_cents")
