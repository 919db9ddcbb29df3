"""客户基础信息表: what refresh fills for every customer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from xlsegment.actions.decide.masks import masked_columns
from xlsegment.actions.decide.plan import Fill, Inputs, Outcome
from xlsegment.actions.decide.typed import Cell, OurTexts
from xlsegment.core.cells import customer_cells
from xlsegment.core.classes import EIGHT
from xlsegment.core.model import Result
from xlsegment.core.schemes import Group
from xlsegment.core.segments import OTHER
from xlsegment.core.strategies import strategy_for

# Without orders these are what people typed, and what everything else is computed from.
_FIGURES = (
    *("first_order_date", "total_spend", "last_order_date"),
    *("frequency", "monetary", "lifetime_frequency"),
)


def decide_customers(
    inputs: Inputs,
    result: Result,
    groups: Mapping[str, Group],
    directions: Mapping[str, str],
    ours: OurTexts,
) -> Outcome:
    """Fill the customer table; customers that only the orders know are added below it."""
    if "customers" not in inputs.tables:
        return Outcome()
    people = result.customers
    known = len(inputs.tables["customers"])
    table = inputs.tables["customers"].reset_index(drop=True).reindex(range(len(people)))
    table = table.astype(object).where(table.notna(), None)
    cells = customer_cells(result, table, inputs.lang)
    if result.orders is None:
        cells = cells.drop(columns=list(_FIGURES))
    suggested = _suggested(inputs, result, directions)
    cells["strategy"] = _column(_strategies(inputs, suggested, cells, table, groups, ours))
    for key, values in masked_columns(inputs, table).items():
        cells[key] = _column(values)
    filled = cells.iloc[:known].drop(columns="customer_id")
    change = Fill(
        "customers",
        inputs.placed("customers", filled),
        cells.iloc[known:] if len(cells) > known else None,
    )
    return Outcome([change])


def _suggested(inputs: Inputs, result: Result, directions: Mapping[str, str]) -> pd.Series[Any]:
    """Return the strategy of every customer; those in 其他 get the one of their eight class."""
    people = result.customers
    suggested = people["segment_id"].map(directions).astype(object)
    own_other = directions.get(OTHER.segment_id)
    if own_other == strategy_for(OTHER.segment_id).direction.in_(inputs.lang):
        by_class = {code: strategy_for(code).direction.in_(inputs.lang) for code in EIGHT}
        classes = people["rfm_class"].map(by_class)
        other = (people["segment_id"] == OTHER.segment_id) & classes.notna()
        suggested = suggested.where(~other, classes)
    return suggested.where(suggested.notna() & people["customer_id"].notna(), "")


def _strategies(
    inputs: Inputs,
    suggested: pd.Series[Any],
    cells: pd.DataFrame,
    table: pd.DataFrame,
    groups: Mapping[str, Group],
    ours: OurTexts,
) -> list[str | None]:
    """Return the strategy cells.

    What the last refresh wrote is known by the segment and the class that it put into the row.
    """
    nothing = [None] * len(table)
    before, classes, existing = (
        table.get(key, nothing) for key in ("segment", "rfm_class", "strategy")
    )
    defaults = {
        name: strategy_for(key).direction.both
        for key, group in groups.items()
        for name in group.name.both
    }
    known: dict[tuple[object, ...], str | None] = {}
    kept = []
    for row in zip(before, classes, existing, suggested, strict=True):
        if row not in known:
            segment, rfm_class, cell, text = row
            own = (*defaults.get(str(segment), ()), text)
            typed = ours.is_typed(_cell(segment, rfm_class), cell, own)
            known[row] = str(cell) if typed else text or None
        kept.append(known[row])
    for segment, rfm_class, text in dict.fromkeys(
        zip(cells["segment"], cells["rfm_class"], suggested, strict=True)
    ):
        if segment is not None:
            ours.written(_cell(segment, rfm_class), text)
    return kept


def _cell(segment: object, rfm_class: object) -> Cell:
    return "customers", str(segment or ""), str(rfm_class or ""), "strategy"


def _column(values: Iterable[object]) -> np.ndarray[Any, Any]:
    listed = list(values)
    column = np.empty(len(listed), dtype=object)
    column[:] = listed
    return column
