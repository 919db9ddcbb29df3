"""Every customer's tier, computed once per refresh for all the sheets that rest on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import pandas as pd

from xlsegment.actions.decide.clusters import clusters_of
from xlsegment.actions.decide.section import Basis
from xlsegment.actions.decide.usable_columns import usable_columns
from xlsegment.core.column_cells import ObjectArray, as_objects
from xlsegment.core.findings import Finding
from xlsegment.core.header_text import fold
from xlsegment.core.tiers.facts import customer_facts
from xlsegment.core.tiers.rating import Rating, rate, rating_findings
from xlsegment.core.tiers.standards import default_rows, standards_from_rows
from xlsegment.core.tiers.tier import Tier
from xlsegment.core.tiers.words import explained
from xlsegment.text import LANGS, Lang, Text

_CLUSTER: Final = Text(
    "聚类“{name}”(人均消费第 {n}，共 {k} 类)；分数法：{text}",
    "Cluster “{name}” (no. {n} of {k} by spend per customer); by scores: {text}",
)
_NO_CLUSTER: Final = Text(
    "缺少聚类所用的数据，不评层级；分数法：{text}",
    "Data that clusters need are missing, so no tier; by scores: {text}",
)
_BY_SCORES: Final = Text(
    "不能按聚类评层级({why})，已改用分数法", "no tiers by clusters ({why}); by scores instead"
)


@dataclass(frozen=True, slots=True)
class Tiering:
    """The customers rated.

    Attributes
    ----------
    facts
        What is known of them, one row each, in the order of the result's counted customers.
    rating
        Their points, scores and tiers.
    why
        How each tier came about.
    findings
        What deserves a look.
    instead
        Why the tiers go by scores although clusters were wanted; None otherwise.
    """

    facts: pd.DataFrame
    rating: Rating
    why: ObjectArray
    findings: list[Finding]
    instead: Text | None = None


def facts_of(basis: Basis) -> pd.DataFrame:
    """Return what the criteria measure, for every customer."""
    table = basis.inputs.table
    return customer_facts(
        basis.result.counted,
        basis.sales,
        orders=table("orders"),
        customers=table("customers"),
        behaviour=table("behaviour"),
        feedback=table("feedback"),
        typed=table("tiers"),
        as_of=basis.as_of,
    )


def tiering_of(basis: Basis) -> Tiering:
    """Rate the customers by the table 分层标准, or by the default criteria where it is absent."""
    facts = basis.once(facts_of)
    criteria = basis.inputs.table("tier_criteria")
    rows = default_rows(basis.lang) if criteria is None else criteria.to_dict("records")
    customers = basis.inputs.table("customers")
    columns = {
        fold(header): column.key
        for column in reversed(usable_columns(customers))
        for header in column.headers
    }
    named = ({str(key): cell for key, cell in row.items()} for row in rows)
    standards, findings = standards_from_rows(named, columns)
    own = {s.column: _own_column(basis, customers, s.column) for s in standards if s.column}
    bought = facts["bought"].to_numpy(dtype=np.bool_)
    cuts = basis.params.tier_high, basis.params.tier_mid
    rating = rate(facts, own, standards, bought, cuts)
    why = explained(rating, bought, basis.lang)
    instead = None
    if basis.params.tier_method == "clusters":
        rating, why, instead = _by_clusters(basis, rating, why)
    return Tiering(facts, rating, why, [*findings, *rating_findings(rating)], instead)


def _by_clusters(
    basis: Basis, rating: Rating, why: ObjectArray
) -> tuple[Rating, ObjectArray, Text | None]:
    """Take the tiers from the clusters, which are numbered by what they spend per customer."""
    found = basis.once(clusters_of)
    if found.reason is not None:
        reasons = (_BY_SCORES.in_(lang, why=found.reason.in_(lang)) for lang in LANGS)
        return rating, why, Text(*reasons)
    labels = found.labels.to_numpy(dtype=np.int64, na_value=0)
    tiers = as_objects(["", *tiers_by_rank(len(found.clusters))])
    names = ["", *(cluster.name.in_(basis.lang) for cluster in found.clusters)]
    rated = rating.tenths >= 0
    texts = [
        _worded(number, names, text, basis.lang) if has else text
        for number, has, text in zip(labels.tolist(), rated.tolist(), why.tolist(), strict=True)
    ]
    return replace(rating, tier=pd.Series(tiers[labels], dtype=object)), as_objects(texts), None


def tiers_by_rank(count: int) -> list[Tier]:
    """Return the tiers of groups ranked by value: the first is high, the last low.

    Examples
    --------
    >>> tiers_by_rank(4), tiers_by_rank(2), tiers_by_rank(1)
    (['high', 'mid', 'mid', 'low'], ['high', 'low'], ['mid'])
    """
    between: list[Tier] = ["mid"] * (count if count < 2 else count - 2)
    return between if count < 2 else ["high", *between, "low"]


def _worded(number: int, names: Sequence[str], text: str, lang: Lang) -> str:
    if not number:
        return _NO_CLUSTER.in_(lang, text=text)
    return _CLUSTER.in_(lang, name=names[number], n=number, k=len(names) - 1, text=text)


def _own_column(basis: Basis, customers: pd.DataFrame | None, column: str) -> pd.Series[str]:
    """Return a column of the customer table, one cell per customer; None for others."""
    cells = [] if customers is None else customers[column].tolist()
    at = basis.result.counted["row"].to_numpy()  # -1, of a customer that the table lacks: the last
    return pd.Series(as_objects([*cells, None])[at], dtype=object)
