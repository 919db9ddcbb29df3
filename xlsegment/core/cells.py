"""Results as cells: what each result column of the customer table holds, in one language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from xlsegment.core.classes import EIGHT
from xlsegment.core.columns import (
    CUSTOMER_ID,
    F_LEVEL,
    FIRST_ORDER_DATE,
    FIRST_ORDER_DAY,
    FREQUENCY,
    INCOMPLETE,
    LAST_ORDER_DATE,
    LAST_ORDER_DAY,
    LIFETIME_CENTS,
    LIFETIME_FREQUENCY,
    M_LEVEL,
    MONETARY,
    MONETARY_CENTS,
    R_LEVEL,
    RECENCY_DAYS,
    RFM_CLASS,
    RFM_SCORE,
    SEGMENT,
    SEGMENT_ID,
    STRATEGY,
    TAGS,
    TIER_CODE,
    TOTAL_SPEND,
)
from xlsegment.core.level_columns import level_text, tier_code
from xlsegment.core.schemes import scheme_groups
from xlsegment.core.segments import OTHER
from xlsegment.core.strategies import strategy_for
from xlsegment.core.tag_columns import customer_tags
from xlsegment.core.tags import merge_tags
from xlsegment.text import Lang

if TYPE_CHECKING:
    from xlsegment.core.model import Result


def customer_cells(
    result: Result,
    customers: pd.DataFrame | None,
    lang: Lang,
    *,
    strategies: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Return the result columns of the customer table, ready to write.

    Parameters
    ----------
    result : Result
        A run.
    customers : DataFrame or None
        The customer table as read, for the cells that the tool shares with people: tags, and
        first purchase and total spend of customers without orders.
    lang : {"zh", "en"}
        Language of levels, classes, segments, tags and strategies.
    strategies : mapping, optional
        Measures by segment name, as the strategy sheet has them; the built-in ones otherwise.

    Returns
    -------
    DataFrame
        Rows as in ``result.customers``; canonical columns from ``customer_id`` to ``strategy``.
        Cells are str, int, float, date or None; a row without an id is all None.
    """
    table = result.customers
    bought = table[RECENCY_DAYS].notna()
    refunded = table[LIFETIME_CENTS].ne(0)  # of an order from before the table begins
    known = table[CUSTOMER_ID].notna()
    groups = scheme_groups(result.settings, result.cuts)
    texts = strategies or {}
    columns: dict[str, Any] = {
        CUSTOMER_ID: table[CUSTOMER_ID],
        FIRST_ORDER_DATE: _dates(table[FIRST_ORDER_DAY]),
        TOTAL_SPEND: _money(table[LIFETIME_CENTS]).where(bought | refunded, None),
        TAGS: _tags(result, customers, lang),
        LAST_ORDER_DATE: _dates(table[LAST_ORDER_DAY]),
        RECENCY_DAYS: _integers(table[RECENCY_DAYS]),
        FREQUENCY: _integers(table[FREQUENCY]),
        MONETARY: _money(table[MONETARY_CENTS]),
        LIFETIME_FREQUENCY: _integers(table[LIFETIME_FREQUENCY]),
        R_LEVEL: level_text(table[R_LEVEL], lang),
        F_LEVEL: level_text(table[F_LEVEL], lang),
        M_LEVEL: level_text(table[M_LEVEL], lang),
        TIER_CODE: tier_code(table, lang),
        RFM_SCORE: table[RFM_SCORE],
        RFM_CLASS: table[RFM_CLASS].map({code: name.in_(lang) for code, name in EIGHT.items()}),
        SEGMENT: table[SEGMENT_ID].map(
            {key: group.name.in_(lang) for key, group in groups.items()}
        ),
        STRATEGY: _strategies(
            table, {k: texts.get(g.name.in_(lang)) for k, g in groups.items()}, lang
        ),
    }
    cells = pd.DataFrame({key: _objects(column, known) for key, column in columns.items()})
    return _with_typed(_as_far_as_known(cells, table, customers), table, customers)


def _objects(column: pd.Series[Any], known: pd.Series[bool]) -> pd.Series[Any]:
    cells = column.astype(object)
    return cells.where(known & cells.notna() & (cells != ""), None)


def _dates(days: pd.Series[int]) -> pd.Series[Any]:
    known = days.notna().to_numpy()
    cells = np.full(len(days), None, dtype=object)
    numbers = days.to_numpy(dtype=np.int64, na_value=0)
    cells[known] = numbers[known].astype("datetime64[D]").astype(object)
    return pd.Series(cells, index=days.index, dtype=object)


def _integers(column: pd.Series[int]) -> pd.Series[Any]:
    known = column.notna().to_numpy()
    cells = column.to_numpy(dtype=np.int64, na_value=0).astype(object)
    cells[~known] = None
    return pd.Series(cells, index=column.index, dtype=object)


def _money(cents: pd.Series[int]) -> pd.Series[Any]:
    return pd.Series((cents.to_numpy(dtype=np.float64) / 100).astype(object), index=cents.index)


def _tags(result: Result, customers: pd.DataFrame | None, lang: Lang) -> pd.Series[Any]:
    table = result.customers
    existing = _existing(table, customers, TAGS)
    tags = customer_tags(table, from_orders=result.orders is not None)
    merged = [merge_tags(cell, holds, lang) for cell, holds in zip(existing, tags, strict=True)]
    return pd.Series(merged, index=table.index, dtype=object)


def _strategies(table: pd.DataFrame, typed: Mapping[str, str | None], lang: Lang) -> pd.Series[Any]:
    """Return measures per customer; those in 其他 get what fits their eight class."""
    texts = {key: text or strategy_for(key).measures.in_(lang) for key, text in typed.items()}
    by_class = {code: strategy_for(code).measures.in_(lang) for code in EIGHT}
    found = table[SEGMENT_ID].map(texts)
    other = (table[SEGMENT_ID] == OTHER.segment_id) & (table[RFM_CLASS] != "")
    if typed.get(OTHER.segment_id):
        return found
    return found.where(~other, table[RFM_CLASS].map(by_class))


def _existing(table: pd.DataFrame, customers: pd.DataFrame | None, column: str) -> list[object]:
    cells: list[object] = [None] * len(table)
    if customers is not None and column in customers:
        there = customers[column].astype(object).tolist()
        cells[: len(there)] = there
    return cells


def _as_far_as_known(
    cells: pd.DataFrame, table: pd.DataFrame, customers: pd.DataFrame | None
) -> pd.DataFrame:
    """Leave the figures of those whose data are incomplete as they were typed; 0 is none."""
    incomplete = table[INCOMPLETE].to_numpy(dtype=np.bool_)
    if not incomplete.any():
        return cells
    for column in (LAST_ORDER_DATE, FREQUENCY, MONETARY, LIFETIME_FREQUENCY):
        existing = pd.Series(_existing(table, customers, column), index=cells.index, dtype=object)
        typed = existing.where(existing.notna() & (existing != 0), None)
        cells = cells.assign(**{column: cells[column].where(~incomplete, typed)})
    return cells


def _with_typed(
    cells: pd.DataFrame, table: pd.DataFrame, customers: pd.DataFrame | None
) -> pd.DataFrame:
    """Keep what stands in shared columns where the run has nothing to put there."""
    for column in (FIRST_ORDER_DATE, TOTAL_SPEND, TAGS):
        existing = pd.Series(_existing(table, customers, column), index=cells.index, dtype=object)
        own = cells[column].notna()
        # a cell whose tags were all withdrawn is emptied, not restored
        keep = ~own & (table[CUSTOMER_ID].isna() if column == TAGS else True)
        filled = cells[column].where(~keep, existing)
        cells = cells.assign(**{column: filled.where(filled.notna(), None)})
    return cells
