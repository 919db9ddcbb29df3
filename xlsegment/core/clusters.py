"""Customers clustered: who belongs to which cluster, and what each cluster is like."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from xlsegment.core.arrays import BoolArray, Int64Array
from xlsegment.core.cluster_features import Feature, scaled, standardised
from xlsegment.core.cluster_fit import Fit, fit_clusters
from xlsegment.core.cluster_words import names
from xlsegment.core.column_cells import FloatArray
from xlsegment.core.columns import FREQUENCY, INCOMPLETE, MONETARY_CENTS, RECENCY_DAYS
from xlsegment.text import Text

#: Fewer customers than this are not clustered.
LEAST_CUSTOMERS: Final = 10

_FEW: Final = Text(
    "有购买记录且所选特征齐全的客户只有 {n} 位，不足 {least} 位，不做聚类",
    "only {n} customer(s) with purchases and with every feature, fewer than {least}: no clusters",
)
_ALIKE: Final = Text(
    "所选特征在客户之间完全相同，分不出聚类",
    "all customers have the same features, so there are no clusters",
)
_TOO_FEW_KINDS: Final = Text(
    "客户的特征只有 {n} 种不同取值，分不成 {k} 类；请改小“聚类数”或留空",
    "the features take {n} different values only, too few for {k} clusters; lower Clusters or "
    "leave it blank",
)


@dataclass(frozen=True, slots=True)
class Cluster:
    """One cluster.

    Attributes
    ----------
    number : int
        1 for the cluster that spends most per customer, then downwards.
    name : Text
        From its centre, in words; no other cluster has it.
    customers : int
        How many.
    share, spend_share : float, float or None
        Its part of all clustered customers and of their net spend; None where they spent nothing.
    recency, frequency, monetary_cents : float
        Means of its customers.
    centre : tuple of float
        Per feature how far its mean lies from that of all, in standard deviations on the scale
        that was clustered.
    means : tuple of float
        Per feature the mean as people know it; of a word the share of customers who have it.
    """

    number: int
    name: Text
    customers: int
    share: float
    spend_share: float | None
    recency: float
    frequency: float
    monetary_cents: float
    centre: tuple[float, ...]
    means: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Clusters:
    """The clusters of the customers, or why there are none.

    Attributes
    ----------
    labels : Series of Int64
        Per customer the number of the cluster; null for those who are in none: they never bought,
        or lack a feature. On the index of the customers.
    clusters : tuple of Cluster
        By number; the first spends most per customer. Empty where there are none.
    features : tuple of Feature
        What was clustered by.
    fit : Fit or None
        The numbers of clusters tried.
    overall : tuple of float
        Per feature the mean of all clustered customers as people know it.
    lacking : int
        Customers with purchases who lack a feature.
    reason : Text or None
        Why there are no clusters.
    """

    labels: pd.Series[int]
    clusters: tuple[Cluster, ...] = ()
    features: tuple[Feature, ...] = ()
    fit: Fit | None = None
    overall: tuple[float, ...] = ()
    lacking: int = 0
    reason: Text | None = None


def cluster_customers(
    customers: pd.DataFrame, features: Sequence[Feature], k: int | None = None
) -> Clusters:
    """Cluster the customers with purchases.

    Parameters
    ----------
    customers : DataFrame
        ``recency_days`` (null: never bought), ``frequency``, ``monetary_cents``, ``incomplete``.
    features : sequence of Feature
        At least one, a value per customer.
    k : int or None
        The number of clusters; None has it chosen.

    Raises
    ------
    ImportError
        If scikit-learn is not installed.
    """
    bought = customers[RECENCY_DAYS].notna().to_numpy() & ~customers[INCOMPLETE].to_numpy()
    known = ~np.any([np.isnan(feature.values) for feature in features], axis=0)
    taken: BoolArray = bought & known
    lacking = int((bought & ~known).sum())
    labels = pd.Series(pd.NA, index=customers.index, dtype="Int64")
    size = int(taken.sum())
    if size < LEAST_CUSTOMERS:
        reason = Text(*(text.format(n=size, least=LEAST_CUSTOMERS) for text in _FEW.both))
        return Clusters(labels, lacking=lacking, reason=reason)
    used = [Feature(f.key, f.name, f.unit, f.values[taken]) for f in features]
    points = scaled(used)
    kinds = len(np.unique(points, axis=0))
    if kinds < 2 or kinds < (k or 0):
        reason = Text(*(text.format(n=kinds, k=k) for text in _TOO_FEW_KINDS.both))
        return Clusters(labels, lacking=lacking, reason=_ALIKE if kinds < 2 else reason)
    fit = fit_clusters(points, k)
    people = customers[taken]
    number, count = _by_value(people, fit.labels)
    labels[taken] = number
    distances = np.stack([standardised(column) for column in points.T], axis=1)
    return Clusters(
        labels,
        tuple(_described(people, used, distances, number, count)),
        tuple(used),
        fit,
        tuple(float(np.sort(f.values).mean()) for f in used),
        lacking,
    )


def _by_value(people: pd.DataFrame, labels: Int64Array) -> tuple[Int64Array, int]:
    """Return the labels as 1 to K, and K; the cluster that spends most per customer is 1."""
    sizes = np.bincount(labels)

    def means(column: str) -> list[float]:
        sums = np.zeros(len(sizes), dtype=np.int64)
        np.add.at(sums, labels, people[column].to_numpy(dtype=np.int64))
        return [float(mean) for mean in sums / sizes]

    spend, orders, recency = means(MONETARY_CENTS), means(FREQUENCY), means(RECENCY_DAYS)
    order = sorted(range(len(sizes)), key=lambda c: (-spend[c], -orders[c], recency[c], -sizes[c]))
    numbers = np.empty(len(order), dtype=np.int64)
    numbers[order] = np.arange(1, len(order) + 1)
    return numbers[labels], len(order)


def _described(
    people: pd.DataFrame,
    features: Sequence[Feature],
    distances: FloatArray,
    number: Int64Array,
    count: int,
) -> list[Cluster]:
    total = int(people[MONETARY_CENTS].sum())
    places = [np.flatnonzero(number == n) for n in range(1, count + 1)]
    centres = [
        tuple(round(float(np.sort(column[place]).mean()), 6) for column in distances.T)
        for place in places
    ]
    described = []
    told = names(features, centres)
    for n, (place, centre, name) in enumerate(zip(places, centres, told, strict=True), start=1):
        of = people.iloc[place]
        spent = int(of[MONETARY_CENTS].sum())
        described.append(
            Cluster(
                number=n,
                name=name,
                customers=len(place),
                share=len(place) / len(people),
                spend_share=spent / total if total > 0 else None,
                recency=float(of[RECENCY_DAYS].astype(np.int64).mean()),
                frequency=float(of[FREQUENCY].mean()),
                monetary_cents=spent / len(place),
                centre=centre,
                means=tuple(float(np.sort(f.values[place]).mean()) for f in features),
            )
        )
    return described
