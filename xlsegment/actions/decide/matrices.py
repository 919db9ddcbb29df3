"""价值矩阵: the cells of the matrices, groups of customers, and the titles of both charts."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from xlsegment.actions.decide.ltv import values_of
from xlsegment.actions.decide.matrix import bounds_of, places_of, urgency_findings
from xlsegment.actions.decide.plan import Outcome, Rewrite
from xlsegment.actions.decide.quality import industry_aliases
from xlsegment.actions.decide.section import Basis
from xlsegment.core.arrays import Int64Array
from xlsegment.core.columns import INCOMPLETE, ROW
from xlsegment.core.matrix.dimensions import DIMENSIONS, UNKNOWN, Dimension, grouped
from xlsegment.core.matrix.groups import FEW, OTHERS, comparable, count_groups, most_different
from xlsegment.core.matrix.matrices import CELLS, MATRICES, NOT_JUDGED, Matrix, count_cells
from xlsegment.text import Lang, Text
from xlsegment.workbook.sheets.matrices import FOUR, GROUPS
from xlsegment.workbook.sheets.matrix_tables import CHART_GROUPS

_GRID_ROW: Final = Text("{matrix}：{value}", "{matrix}: {value}")
_FEW: Final = Text("人数少，仅供参考", "Few customers, a hint only")
_FOUR_TITLE: Final = Text(
    "{cell}的 {n} 位客户({share})占累计消费的 {spend}",
    "{cell}: {n} customers ({share}) hold {spend} of all spend so far",
)
_GROUP_TITLE: Final = Text(
    "按{dimension}差异最大：{most} 客均 {high} 元，{least} 客均 {low} 元",
    "{dimension} differs most: {most} {high} per customer, {least} {low}",
)
_NO_GROUPS: Final = Text("没有可比较的分组", "No groups to compare")
_NOBODY: Final = Text("暂无数据", "No data yet")


def decide_matrices(basis: Basis) -> Outcome:
    """Fill 价值矩阵."""
    outcome = Outcome(findings=urgency_findings(basis))
    cents = basis.once(values_of).net
    groups = _group_tables(basis, cents)
    shown = most_different(groups, UNKNOWN.in_(basis.lang))
    tables = {
        "matrix_cells": (_cell_rows(basis, cents), ("matrix", "cell")),
        "matrix_grid": (_grid_rows(basis), ("grid_row",)),
        "demographics": (_group_rows(basis, groups), ("dimension", "group")),
        "demographic_bars": (_bar_rows(groups, shown, basis.lang), ("bar_group",)),
    }
    for key, (rows, by) in tables.items():
        if key in basis.inputs.tables:
            outcome.changes.append(Rewrite(key, rows, by))
    outcome.names[FOUR.name] = _four_title(basis, cents)
    outcome.names[GROUPS.name] = _group_title(basis, groups, shown)
    return outcome


def _cell_rows(basis: Basis, cents: Int64Array) -> pd.DataFrame:
    lang, bounds = basis.lang, bounds_of(basis)
    before = _advice_before(basis)
    rows: list[dict[str, object]] = []
    for matrix in MATRICES:
        customers, spend = count_cells(basis.once(places_of)[matrix.key], cents)
        everybody, everything = int(customers.sum()), int(spend.sum())
        rules = matrix.rules(bounds)
        for place in range(len(CELLS) + 1):
            name = matrix.cell_name(place)
            rows.append(
                {
                    "matrix": matrix.name.in_(lang),
                    "cell": name.in_(lang),
                    "customers": int(customers[place]),
                    "share": int(customers[place]) / everybody if everybody else None,
                    "spend": int(spend[place]) / 100,
                    "spend_share": int(spend[place]) / everything if everything > 0 else None,
                    "matrix_advice": _advice(basis, matrix, place, before),
                    "matrix_rule": rules[place].in_(lang) if place < len(rules) else None,
                }
            )
    return pd.DataFrame(rows, dtype=object)


def _advice_before(basis: Basis) -> dict[tuple[str, str], object]:
    table = basis.inputs.tables.get("matrix_cells")
    if table is None or not {"matrix", "cell", "matrix_advice"} <= set(table.columns):
        return {}
    found = zip(table["matrix"], table["cell"], table["matrix_advice"], strict=True)
    return {(str(matrix).strip(), str(cell).strip()): text for matrix, cell, text in found}


def _advice(
    basis: Basis, matrix: Matrix, place: int, before: dict[tuple[str, str], object]
) -> str | None:
    """Return what to do with a cell: what somebody wrote there, else the suggestion."""
    name = matrix.cell_name(place)
    suggested = Text("", "") if name is NOT_JUDGED else matrix.advice[CELLS[place]]
    ways = ((m, c) for m in matrix.name.both for c in name.both)
    existing = next((before[way] for way in ways if way in before), None)
    key = "matrix_cells", matrix.key, str(place), "matrix_advice"
    return basis.ours.keep(key, existing, suggested, basis.lang)


def _grid_rows(basis: Basis) -> pd.DataFrame:
    lang = basis.lang
    rows: list[dict[str, object]] = []
    for matrix in MATRICES:
        places = basis.once(places_of)[matrix.key]
        counts = np.bincount(places, minlength=len(CELLS) + 1)
        for place in (0, 2):
            name = matrix.name.in_(lang)
            value = matrix.sides(place)[0].in_(lang)
            rows.append(
                {
                    "grid_row": _GRID_ROW.in_(lang, matrix=name, value=value),
                    "grid_high": int(counts[place]),
                    "grid_low": int(counts[place + 1]),
                }
            )
    return pd.DataFrame(rows, dtype=object)


def _group_tables(basis: Basis, cents: Int64Array) -> dict[str, pd.DataFrame]:
    """Return the counted groups of each dimension that the customer table has."""
    people, lang = basis.result.counted, basis.lang
    table = basis.inputs.table("customers")
    rows = people[ROW].to_numpy(dtype=np.int64)
    counted = ~people[INCOMPLETE].to_numpy(dtype=np.bool_)  # what they spent is not known
    if table is None or not counted.any():
        return {}
    aliases = industry_aliases(basis.inputs.tables.get("industry_aliases"))
    listed = (rows >= 0) & (rows < len(table))
    tables: dict[str, pd.DataFrame] = {}
    for dimension in DIMENSIONS:
        found = grouped(dimension, table, lang, aliases)
        if found is None:
            continue
        groups = np.full(len(people), UNKNOWN.in_(lang), dtype=object)
        groups[listed] = found[0][rows[listed]]
        tables[dimension.key] = count_groups(
            groups[counted],
            cents[counted],
            found[1],
            unknown=UNKNOWN.in_(lang),
            others=OTHERS.in_(lang),
        )
    return tables


def _group_rows(basis: Basis, groups: dict[str, pd.DataFrame]) -> pd.DataFrame:
    rows: list[dict[str, object]] = []
    for dimension in DIMENSIONS:
        if dimension.key not in groups:
            continue
        for row in groups[dimension.key].to_dict("records"):
            few = row["customers"] < FEW
            rows.append(
                {
                    "dimension": dimension.name.in_(basis.lang),
                    "group": row["group"],
                    "customers": int(row["customers"]),
                    "share": float(row["share"]),
                    "spend": int(row["cents"]) / 100,
                    "spend_share": _or_none(row["cents_share"]),
                    "spend_mean": round(float(row["mean_cents"]) / 100, 2),
                    "group_index": _or_none(row["index"]),
                    "group_note": _FEW.in_(basis.lang) if few else None,
                }
            )
    columns = (
        *("dimension", "group", "customers", "share", "spend", "spend_share"),
        *("spend_mean", "group_index", "group_note"),
    )
    return pd.DataFrame(rows, columns=list(columns), dtype=object)


def _or_none(number: float) -> float | None:
    return None if number != number else round(float(number), 6)


def _bar_rows(groups: dict[str, pd.DataFrame], shown: str | None, lang: Lang) -> pd.DataFrame:
    """Return the groups of the dimension that is charted; the bars left over are blank."""
    empty: list[dict[str, object]] = [{"bar_group": None, "bar_mean": None}] * CHART_GROUPS
    if shown is None:
        return pd.DataFrame(empty, dtype=object)
    known = groups[shown][groups[shown]["group"] != UNKNOWN.in_(lang)]
    largest = known["customers"].nlargest(CHART_GROUPS).index
    known = known[known.index.isin(largest)]
    bars = [
        {"bar_group": group, "bar_mean": round(float(mean) / 100, 2)}
        for group, mean in zip(known["group"], known["mean_cents"], strict=True)
    ]
    return pd.DataFrame([*bars, *empty][:CHART_GROUPS], dtype=object)


def _four_title(basis: Basis, cents: Int64Array) -> str:
    """Name the cell of the first matrix in which most was spent."""
    matrix = MATRICES[0]
    customers, spend = count_cells(basis.once(places_of)[matrix.key], cents)
    everybody, everything = int(customers.sum()), int(spend.sum())
    if everything <= 0 or not customers[: len(CELLS)].any():
        return _NOBODY.in_(basis.lang)
    top = int(np.argmax(spend[: len(CELLS)]))
    return _FOUR_TITLE.in_(
        basis.lang,
        cell=matrix.cell_name(top).in_(basis.lang),
        n=f"{int(customers[top]):,}",
        share=f"{customers[top] / everybody:.0%}",
        spend=f"{spend[top] / everything:.0%}",
    )


def _group_title(basis: Basis, groups: dict[str, pd.DataFrame], shown: str | None) -> str:
    if shown is None:
        return _NO_GROUPS.in_(basis.lang)
    dimension: Dimension = next(d for d in DIMENSIONS if d.key == shown)
    table = comparable(groups[shown], UNKNOWN.in_(basis.lang))
    ranked = table.sort_values("index", kind="stable")
    return _GROUP_TITLE.in_(
        basis.lang,
        dimension=dimension.name.in_(basis.lang),
        most=ranked["group"].iloc[-1],
        high=f"{float(ranked['mean_cents'].iloc[-1]) / 100:,.0f}",
        least=ranked["group"].iloc[0],
        low=f"{float(ranked['mean_cents'].iloc[0]) / 100:,.0f}",
    )
