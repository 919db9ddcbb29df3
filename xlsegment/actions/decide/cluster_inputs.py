"""The parameter 聚类特征 -> the features that customers are clustered by."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd

from xlsegment.actions.decide.section import Basis
from xlsegment.actions.decide.usable_columns import listed, usable_columns
from xlsegment.core.cluster_features import Feature, Unit
from xlsegment.core.column_cells import FloatArray
from xlsegment.core.columns import (
    FREQUENCY,
    LIFETIME_CENTS,
    LIFETIME_FREQUENCY,
    MONETARY,
    MONETARY_CENTS,
    RECENCY_DAYS,
    ROW,
    TOTAL_SPEND,
)
from xlsegment.core.header_text import fold
from xlsegment.core.own_columns import OwnColumn
from xlsegment.core.own_values import KnownColumn
from xlsegment.text import LANGS, Text
from xlsegment.workbook.sheets import TABLES

#: A column of words with more different ones is no list.
MOST_WORDS: Final = 12

# What every customer with orders has: column -> column of the result, unit.
_FIGURES: Final[dict[str, tuple[str, Unit]]] = {
    RECENCY_DAYS: (RECENCY_DAYS, "days"),
    FREQUENCY: (FREQUENCY, "count"),
    MONETARY: (MONETARY_CENTS, "money"),
    LIFETIME_FREQUENCY: (LIFETIME_FREQUENCY, "count"),
    TOTAL_SPEND: (LIFETIME_CENTS, "money"),
}
_DEFAULT: Final = (RECENCY_DAYS, FREQUENCY, MONETARY)
_BETWEEN: Final = re.compile(r"[,，、;；\n]")

_UNKNOWN: Final = Text(
    "参数“聚类特征”中的“{name}”不是能用的列；能用的有：{columns}",
    "“{name}” in the parameter Cluster features is no column that can be used; there are: "
    "{columns}",
)
_WORDS: Final = Text(
    "参数“聚类特征”中的“{name}”有 {n} 种不同的文字，超过 {most} 种，不适合聚类",
    "“{name}” in the parameter Cluster features holds {n} different words, more than {most}: it "
    "does not suit clusters",
)
_EMPTY: Final = Text(
    "参数“聚类特征”中的“{name}”这一列没有内容",
    "the column “{name}” in the parameter Cluster features is empty",
)
_IS: Final = Text("{name}={word}", "{name}={word}")


def cluster_features(basis: Basis) -> list[Feature] | Text:
    """Return the features of every counted customer, or why they cannot be used."""
    customers = basis.result.counted
    table = basis.inputs.table("customers")
    own = usable_columns(table)
    features: list[Feature] = []
    for name in _wanted(basis.params.cluster_features):
        key = _figure(name)
        if key is not None:
            features.append(_from_figures(customers, key))
            continue
        column = next((c for c in own if fold(name) in map(fold, c.headers)), None)
        if column is None or table is None:
            return _said(_UNKNOWN, name=name, columns=_all_names(own, basis))
        more = _from_column(customers, table, column, name)
        if isinstance(more, Text):
            return more
        features += more
    return list({feature.key: feature for feature in features}.values())


def _wanted(text: str | None) -> list[str]:
    named = [name.strip() for name in _BETWEEN.split(text or "") if name.strip()]
    return named or list(_DEFAULT)


def _figure(name: str) -> str | None:
    for key in _FIGURES:
        spec = TABLES["customers"].column(key)
        if fold(name) in map(fold, (key, *spec.header.both, *spec.aliases)):
            return key
    return None


def _from_figures(customers: pd.DataFrame, key: str) -> Feature:
    column, unit = _FIGURES[key]
    values = customers[column].to_numpy(dtype=np.float64, na_value=np.nan)
    if unit == "money":
        values = values / 100
    return Feature(key, TABLES["customers"].column(key).header, unit, values)


def _from_column(
    customers: pd.DataFrame, table: pd.DataFrame, column: KnownColumn, name: str
) -> list[Feature] | Text:
    """Return the numbers of a column, or one feature for each of its words."""
    read = OwnColumn.of(table[column.key])
    place = customers[ROW].to_numpy(dtype=np.int64)
    there = place >= 0  # the others are known from the orders alone

    def spread(values: FloatArray) -> FloatArray:
        return np.where(there, values[np.where(there, place, 0)], np.nan)

    label = Text(column.headers[0], column.headers[1 if len(column.headers) > 1 else 0])
    numbers, words = int(read.is_number.sum()), int(read.is_word.sum())
    if not numbers and not words:
        return _said(_EMPTY, name=name)
    if numbers >= words:
        declared = {spec.key: spec.kind for spec in TABLES["customers"].columns}
        unit: Unit = "money" if declared.get(column.key) == "money" else "number"
        return [Feature(column.key, label, unit, spread(read.numbers))]
    different = sorted({str(word) for word in read.words[read.is_word]})
    if len(different) > MOST_WORDS:
        return _said(_WORDS, name=name, n=len(different), most=MOST_WORDS)
    features = []
    for word in different:
        held = np.where(read.is_word, (read.words == word).astype(np.float64), np.nan)
        about = Text(*(_IS.in_(lang, name=label.in_(lang), word=word) for lang in LANGS))
        features.append(Feature(f"{column.key}={word}", about, "word", spread(held)))
    return features


def _all_names(own: Sequence[KnownColumn], basis: Basis) -> str:
    figures = [TABLES["customers"].column(key).header.in_(basis.lang) for key in _FIGURES]
    return "、".join([*figures, listed(own)] if own else figures)


def _said(text: Text, **fields: object) -> Text:
    return Text(*(text.in_(lang, **fields) for lang in LANGS))
