"""In which cell of each matrix every customer is; 价值矩阵 and 客户生命周期价值 show it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
import pandas as pd

from xlsegment.actions.decide.ltv import values_of
from xlsegment.actions.decide.section import Basis
from xlsegment.core.arrays import BoolArray, Int64Array
from xlsegment.core.behaviour import repurchase_days
from xlsegment.core.behaviour_rules import QUARTER_DAYS
from xlsegment.core.celltext import clean_text
from xlsegment.core.column_cells import FloatArray
from xlsegment.core.columns import (
    BROWSE_MINUTES,
    CLICKS,
    CUSTOMER_ID,
    FIRST_ORDER_DAY,
    LAST_ORDER_DAY,
    PURCHASE_DAYS,
    R_LEVEL,
    RECENCY_DAYS,
    RFM_CLASS,
    ROW,
)
from xlsegment.core.feedback import COMPLAINT, latest_feedback
from xlsegment.core.findings import Finding, row_findings
from xlsegment.core.matrix.axes import Facts
from xlsegment.core.matrix.bounds import Bounds
from xlsegment.core.matrix.matrices import MATRICES, place_customers
from xlsegment.core.parse import parse_ids, parse_numbers

_URGENT: Final = frozenset({"迫切", "紧急", "急", "高", "是", "urgent", "high", "yes"})
_USUAL: Final = frozenset(
    {"一般", "普通", "正常", "不急", "低", "否", "usual", "normal", "low", "no"}
)
_HIGH: Final = 3


def places_of(basis: Basis) -> Mapping[str, Int64Array]:
    """Return the place of each customer of ``result.counted`` by matrix; for ``basis.once``."""
    facts, bounds = facts_of(basis), bounds_of(basis)
    return {matrix.key: place_customers(matrix, facts, bounds) for matrix in MATRICES}


def bounds_of(basis: Basis) -> Bounds:
    """Return the bounds that stand on the parameter sheet."""
    params = basis.params
    return Bounds(
        due_from=params.need_from,
        due_until=params.need_until,
        active_minutes=params.tag_active_minutes,
        active_clicks=params.tag_active_clicks,
        interactive_clicks=params.tag_interactive_clicks,
    )


def facts_of(basis: Basis) -> Facts:
    """Return what the axes look at."""
    people, values = basis.result.counted, basis.once(values_of)
    recency = people[RECENCY_DAYS].to_numpy(dtype=np.float64, na_value=np.nan)
    first, last = (
        people[key].to_numpy(dtype=np.float64, na_value=np.nan)
        for key in (FIRST_ORDER_DAY, LAST_ORDER_DAY)
    )
    days = people[PURCHASE_DAYS].to_numpy(dtype=np.int64)
    minutes, clicks = _visits(basis)
    classes = people[RFM_CLASS].astype(str)
    return Facts(
        bought=values.bought,
        much=(classes.str[-1] == "1").to_numpy(dtype=np.bool_),
        classed=(classes != "").to_numpy(dtype=np.bool_),
        worth=values.levels.astype(np.int64),
        recency=recency,
        cycle=repurchase_days(first, last, days),
        recent=(people[R_LEVEL] == _HIGH).to_numpy(dtype=np.bool_),
        minutes=minutes,
        clicks=clicks,
        typed=_typed(basis)[0],
        unhappy=_unhappy(basis),
    )


def urgency_findings(basis: Basis) -> list[Finding]:
    """Return the rows whose need urgency is neither of the two."""
    rows = _typed(basis)[1].tolist()
    return row_findings("W-120", "customers", rows, column="need_urgency")


def _typed(basis: Basis) -> tuple[Int64Array, Int64Array]:
    """Return what people entered as urgency, and the rows that hold something else."""
    people = basis.result.counted
    stated = np.full(len(people), -1, dtype=np.int64)
    table = basis.inputs.table("customers")
    if table is None or "need_urgency" not in table:
        return stated, np.zeros(0, dtype=np.int64)
    codes, words = pd.factorize(table["need_urgency"].astype(object))
    says = np.array([*(_urgency(word) for word in words), -1], dtype=np.int64)[codes]
    rows = people[ROW].to_numpy(dtype=np.int64)
    listed = (rows >= 0) & (rows < len(table))
    stated[listed] = np.maximum(says[rows[listed]], -1)
    return stated, np.flatnonzero(says == -2)


def _urgency(word: object) -> int:
    text = clean_text(str(word)).lower()
    if text in _URGENT or text in _USUAL:
        return int(text in _URGENT)
    return -2 if text else -1


def _visits(basis: Basis) -> tuple[FloatArray, FloatArray]:
    """Return browsing and clicks of each customer; the first row of a customer counts."""
    people = basis.result.counted
    table = basis.inputs.table("behaviour")
    blank = np.full(len(people), np.nan)
    if table is None or CUSTOMER_ID not in table:
        return blank, blank
    ids = pd.Series(parse_ids(table[CUSTOMER_ID]).values, dtype=object)
    first = (ids.notna() & ~ids.duplicated()).to_numpy(dtype=np.bool_)
    rows = pd.Series(np.flatnonzero(first), index=pd.Index(ids[first], dtype=object))
    at = rows.reindex(people[CUSTOMER_ID].to_numpy(dtype=object)).to_numpy(dtype=np.float64)
    there = ~np.isnan(at)
    figures = []
    for column in (BROWSE_MINUTES, CLICKS):
        figure = blank.copy()
        if column in table:
            parsed = parse_numbers(table[column])
            numbers = np.where(parsed.ok, parsed.values, np.nan)
            figure[there] = numbers[at[there].astype(np.int64)]
        figures.append(figure)
    return figures[0], figures[1]


def _unhappy(basis: Basis) -> BoolArray:
    """Tell who was not satisfied the last time they said anything, within the last quarter."""
    people = basis.result.counted
    table = basis.inputs.table("feedback")
    if table is None:
        return np.zeros(len(people), dtype=np.bool_)
    said = latest_feedback(table, basis.as_of)
    late = said["rated_day"] > basis.as_of - QUARTER_DAYS
    bad = said.loc[late & (said["latest_satisfaction"] <= COMPLAINT), CUSTOMER_ID]
    return people[CUSTOMER_ID].isin(bad.tolist()).to_numpy(dtype=np.bool_)
