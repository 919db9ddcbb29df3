"""客户聚类: the clusters of the customers, how their number was chosen, who is in which."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd

from xlsegment.actions.decide.cluster_inputs import cluster_features
from xlsegment.actions.decide.cluster_texts import (
    advice,
    based_on,
    choice_finding,
    described,
    remark,
    share_finding,
    silhouette_finding,
)
from xlsegment.actions.decide.plan import Outcome, Rewrite
from xlsegment.actions.decide.section import Basis
from xlsegment.actions.decide.typed import Cell
from xlsegment.actions.report import Skipped
from xlsegment.core.celltext import clean_text
from xlsegment.core.cluster_limits import MOST
from xlsegment.core.clusters import Cluster, Clusters, cluster_customers
from xlsegment.core.columns import CUSTOMER_ID, SEGMENT_ID
from xlsegment.text import LANGS, Text
from xlsegment.workbook.sheets.clusters import CLUSTER_NAMES, CLUSTERS

#: Why there are no clusters where scikit-learn is not installed.
NOT_INSTALLED: Final = Text(
    '聚类要用 scikit-learn，还没有安装：pip install "xlsegment[models]"',
    'clusters need scikit-learn, which is not installed: pip install "xlsegment[models]"',
)

_NAMES: Final = {spec.key: spec.name for spec in CLUSTER_NAMES}
_GONE: Final = Text("本次没有这一类", "no such cluster this time")
_COLUMNS: Final = {table.key: table.keys for table in CLUSTERS.tables}


def clusters_of(basis: Basis) -> Clusters:
    """Return the clusters of the customers: ``basis.once(clusters_of)``.

    Their numbers go by value: 1 is the cluster that spends most per customer. ``reason`` says
    why there are none; it is `NOT_INSTALLED` without scikit-learn.
    """
    customers = basis.result.counted
    features = cluster_features(basis)
    if isinstance(features, Text):
        return _none(customers, features)
    try:
        return cluster_customers(customers, features, basis.params.clusters)
    except ImportError:
        return _none(customers, NOT_INSTALLED)


def decide_clusters(basis: Basis) -> Outcome:
    """Fill 客户聚类; without scikit-learn nothing on it is touched."""
    found = basis.once(clusters_of)
    outcome = Outcome()
    if found.reason is not None:
        outcome.skipped.append(Skipped(CLUSTERS.title, found.reason))
        if found.reason is NOT_INSTALLED:
            _Before(basis, ()).keep_marks()
            return outcome
    lang = basis.lang
    tables = {
        "clusters": (_cluster_rows(basis, found), ("cluster_name",), ("cluster",)),
        "cluster_choice": (_choice_rows(basis, found), ("k",), ()),
        "cluster_segments": (_segment_rows(basis, found), ("segment",), ()),
        "cluster_members": (_member_rows(basis, found), ("customer_id",), ()),
    }
    for key, (rows, by, or_by) in tables.items():
        if key in basis.inputs.tables:
            outcome.changes.append(Rewrite(key, rows, by, or_by))
    told = {
        "finding_clusters": share_finding(found),
        "finding_cluster_choice": choice_finding(found, basis.params.clusters),
        "finding_silhouette": silhouette_finding(found),
        "cluster_basis": found.reason or based_on(found),
    }
    outcome.names = {_NAMES[key]: text.in_(lang) for key, text in told.items()}
    return outcome


def _none(customers: pd.DataFrame, reason: Text) -> Clusters:
    return Clusters(pd.Series(pd.NA, index=customers.index, dtype="Int64"), reason=reason)


def _cluster_rows(basis: Basis, found: Clusters) -> pd.DataFrame:
    """Return a row per cluster, then those no longer there in which people had typed."""
    before = _Before(basis, [cluster.name for cluster in found.clusters])
    rows: list[dict[str, object]] = [
        {
            "cluster": f"C{cluster.number}",
            "cluster_name": cluster.name.in_(basis.lang),
            "customers": cluster.customers,
            "share": cluster.share,
            "recency_days": round(cluster.recency, 1),
            "frequency": round(cluster.frequency, 1),
            "monetary": round(cluster.monetary_cents / 100, 2),
            "monetary_share": cluster.spend_share,
            "description": described(cluster, found).in_(basis.lang),
            "suggestion": before.suggestion(cluster, advice(cluster, found)),
        }
        for cluster in found.clusters
    ]
    return _frame("clusters", [*rows, *before.left_behind()])


class _Before:
    """The suggestions before the refresh: they go with the cluster's name, else its number."""

    def __init__(self, basis: Basis, names: Sequence[Text]) -> None:
        self._ours, self._lang = basis.ours, basis.lang
        table = basis.inputs.tables.get("clusters")
        self._rows: dict[str, dict[str, object]] = {}
        for row in [] if table is None else table.to_dict("records"):
            name = clean_text(str(row.get("cluster_name") or ""))
            self._rows.setdefault(name, {str(key): cell for key, cell in row.items()})
        self._names = {name.in_(lang) for name in names for lang in LANGS}

    def suggestion(self, cluster: Cluster, suggested: Text) -> str | None:
        name = next((n for n in cluster.name.both if n in self._rows), None)
        if name is None:  # it is called otherwise now: whoever had its number gives what was typed
            number = f"C{cluster.number}"
            gone = [n for n in self._rows if n not in self._names]
            name = next((n for n in gone if self._rows[n].get("cluster") == number), None)
            if name is not None and not self._typed(name):
                name = None
        existing = self._rows.pop(name).get("suggestion") if name is not None else None
        cell = _cell(cluster.name.in_(self._lang))
        return self._ours.keep(cell, existing, suggested, self._lang)

    def keep_marks(self) -> None:
        """Remember which suggestions are the tool's own while the sheet stays as it is."""
        for name in self._rows:
            self._ours.keep_mark(_cell(name))

    def left_behind(self) -> list[dict[str, object]]:
        kept: list[dict[str, object]] = []
        for name, row in self._rows.items():
            if self._typed(name):
                self._ours.keep_mark(_cell(name))
                said = {"cluster_name": name, "suggestion": row.get("suggestion")}
                kept.append({**said, "customers": 0, "description": _GONE.in_(self._lang)})
        return kept

    def _typed(self, name: str) -> bool:
        return self._ours.is_typed(_cell(name), self._rows[name].get("suggestion"))


def _cell(name: str) -> Cell:
    return "clusters", name, "suggestion"


def _choice_rows(basis: Basis, found: Clusters) -> pd.DataFrame:
    if found.fit is None:
        return _frame("cluster_choice", [])
    rows: list[dict[str, object]] = [
        {
            "k": trial.k,
            "inertia": round(trial.inertia, 6),
            "silhouette": None if trial.silhouette is None else round(trial.silhouette, 6),
            "chosen": remark(found.fit, trial.k, basis.params.clusters).in_(basis.lang) or None,
        }
        for trial in found.fit.trials
    ]
    return _frame("cluster_choice", rows)


def _segment_rows(basis: Basis, found: Clusters) -> pd.DataFrame:
    """Return how many customers of each segment are in each cluster."""
    taken = found.labels.notna()
    segments = basis.result.counted.loc[taken.to_numpy(), SEGMENT_ID]
    kinds = list(basis.groups)
    place = pd.Index(kinds).get_indexer(pd.Index(segments))
    counts = np.zeros((len(kinds), MOST), dtype=np.int64)
    np.add.at(counts, (place, found.labels[taken].to_numpy(dtype=np.int64) - 1), 1)
    rows: list[dict[str, object]] = []
    for key, per in zip(kinds, counts.tolist(), strict=True):
        if sum(per):
            there = {f"c{n}": per[n - 1] for n in range(1, len(found.clusters) + 1)}
            name = basis.groups[key].name.in_(basis.lang)
            rows.append({"segment": name, **there, "total": sum(per)})
    return _frame("cluster_segments", rows)


def _member_rows(basis: Basis, found: Clusters) -> pd.DataFrame:
    taken = found.labels.notna().to_numpy()
    number = found.labels[taken].to_numpy(dtype=np.int64)
    names = np.array(["", *(c.name.in_(basis.lang) for c in found.clusters)], dtype=object)
    codes = np.array(["", *(f"C{c.number}" for c in found.clusters)], dtype=object)
    ids = basis.result.counted.loc[taken, CUSTOMER_ID].to_numpy(dtype=object)
    cells = {"customer_id": ids, "cluster": codes[number], "cluster_name": names[number]}
    return pd.DataFrame(cells, dtype=object)


def _frame(key: str, rows: Sequence[dict[str, object]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=list(_COLUMNS[key]), dtype=object)
    return frame.where(frame.notna(), None)
