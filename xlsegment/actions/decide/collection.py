"""客户数据收集清单: for every field whether the workbook has it, and how complete it is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
import pandas as pd

from xlsegment.actions.decide.behaviour import behaviour_rows
from xlsegment.actions.decide.plan import Fill, Outcome
from xlsegment.actions.decide.section import Basis
from xlsegment.core.arrays import BoolArray
from xlsegment.core.collection import FIELDS, KINDS_OF_DATA, Field
from xlsegment.core.findings import Finding
from xlsegment.core.header_text import fold
from xlsegment.core.parse import parse_ids
from xlsegment.core.quality.missing import missing_cells
from xlsegment.core.quality.shown import shown_label
from xlsegment.core.ratios import ratio
from xlsegment.text import Lang, Text
from xlsegment.workbook.headers import HeaderIndex
from xlsegment.workbook.sheets import SHEET_OF_TABLE, TABLES
from xlsegment.workbook.sheets.collection import (
    ABSENT,
    COLLECTION,
    COMPLETE,
    EMPTY,
    INCOMPLETE,
    NEARLY,
)

TABLE: Final = "collection"
_TITLE: Final = COLLECTION.names[0].name
#: Tables in which a field may stand, the first one first.
_TABLES: Final = (
    *("customers", "orders", "behaviour", "campaigns"),
    *(key for key, table in TABLES.items() if table.fed and key != TABLE),
)
#: Columns of the customer table that a refresh computes where there are orders: what stands there
#: now is what the last one computed.
_SPENT: Final = frozenset({"first_order_date", "last_order_date", "total_spend"})
_COUNTED: Final = frozenset({"frequency", "lifetime_frequency"})
_OF_REFRESH: Final = _SPENT | _COUNTED

_STANDS: Final = Text("“{sheet}”的“{header}”列", "Column {header} of {sheet}")
_INSTEAD: Final = Text("{place}，{instead}", "{place}: {instead}")
_COLLECT: Final = Text("{place}；缺失超过 {limit}，请补采", "{place}; over {limit} are missing")
_COMPUTED: Final = Text("{place}；由刷新计算，不用采集", "{place}; computed by refresh")
_NO_ROWS: Final = Text("{place}；这张表还没有数据", "{place}; the table has no rows yet")
_COVERED: Final = Text(
    "{note}；全部 {all} 位客户中只有 {n} 位有行", "{note}; only {n} of {all} customers have a row"
)
_ADD: Final = Text(
    "没有这一列；可在“{sheet}”加一列“{field}”", "No such column; you can add {field} to {sheet}"
)
_BLANK: Final = Text("请填字段名称", "Please name the field")
_SUMMARY: Final = Text(
    "{n} 个字段：{complete} 个齐全，{partly} 个不完整，{nearly} 个近似，{absent} 个没有数据",
    "{n} fields: {complete} complete, {partly} incomplete, {nearly} nearly, {absent} without data",
)


@dataclass(frozen=True, slots=True)
class _Found:
    """Where a field stands; ``instead`` and ``near`` as the list has them."""

    table: str
    column: str
    header: str
    instead: Text | None = None
    near: bool = False


def decide_collection(basis: Basis) -> Outcome:
    """Fill the result columns; rows and texts are people's own."""
    table = basis.inputs.table(TABLE)
    if table is None:
        return Outcome()
    lang = basis.lang
    nothing = [None] * len(table)
    names = table.get("field", nothing)
    kinds = table.get("data_kind", nothing)
    rows = [_row(basis, name, kind) for name, kind in zip(names, kinds, strict=True)]
    filled = pd.DataFrame(rows, dtype=object)
    outcome = Outcome([Fill(TABLE, basis.inputs.placed(TABLE, filled))])
    count = filled["in_workbook"].value_counts()
    complete, partly, nearly, absent = (
        sum(int(count.get(state.in_(lang), 0)) for state in states)
        for states in ((COMPLETE,), (INCOMPLETE,), (NEARLY,), (EMPTY, ABSENT))
    )
    outcome.names[_TITLE] = _SUMMARY.in_(
        lang,
        n=complete + partly + nearly + absent,
        complete=complete,
        partly=partly,
        nearly=nearly,
        absent=absent,
    )
    if partly + absent:
        fields = {"n": partly + absent, "limit": f"{1 - basis.params.missing_limit:.0%}"}
        outcome.findings.append(Finding("I-143", TABLE, column="field", fields=fields))
    return outcome


def _row(basis: Basis, name: object, kind: object) -> dict[str, object]:
    lang = basis.lang
    row: dict[str, object] = dict.fromkeys(
        ("in_workbook", "completeness", "missing_count", "collection_note")
    )
    if not fold(name):
        return row | {"collection_note": _BLANK.in_(lang)}
    found = _find(basis, name)
    if found is None:
        sheet = _title(_home(kind), lang)
        note = _ADD.in_(lang, sheet=sheet, field=shown_label(str(name).strip()))
        return row | {"in_workbook": ABSENT.in_(lang), "collection_note": note}
    place = _STANDS.in_(lang, sheet=_title(found.table, lang), header=found.header)
    state = COMPLETE
    if found.instead is not None:
        place = _INSTEAD.in_(lang, place=place, instead=found.instead.in_(lang))
        state = NEARLY if found.near else COMPLETE
    row |= {"in_workbook": state.in_(lang), "collection_note": place}
    spec = {column.key: column for column in TABLES[found.table].columns}.get(found.column)
    if spec is not None and spec.role in ("result", "editable") and found.column not in _OF_REFRESH:
        return row | {"collection_note": _COMPUTED.in_(lang, place=place)}
    missing = _missing(basis, found)
    if not len(missing):
        return row | {"collection_note": _NO_ROWS.in_(lang, place=place)}
    lack = int(missing.sum())
    row |= {"completeness": ratio(len(missing) - lack, len(missing)), "missing_count": lack}
    if lack == len(missing):
        return row | {"in_workbook": EMPTY.in_(lang)}
    everybody, covered = len(basis.result.counted), _covered(basis, found.table)
    if covered < everybody:
        row["collection_note"] = _COVERED.in_(lang, note=place, all=everybody, n=covered)
    limit = basis.params.missing_limit
    if lack > limit * len(missing):
        row["collection_note"] = _COLLECT.in_(
            lang, place=row["collection_note"], limit=f"{limit:.0%}"
        )
        if state is COMPLETE:
            row["in_workbook"] = INCOMPLETE.in_(lang)
    return row


def _find(basis: Basis, name: object) -> _Found | None:
    """Return where a field stands: a column of its own name before one that comes near to it."""
    listed = _listed().get(fold(name))
    if listed is not None and listed.instead is None:
        return _declared(basis, listed)
    for table in _TABLES:
        frame = basis.inputs.tables.get(table)
        if frame is None:
            continue
        key = _index(table).key(name)
        if key is not None and key in frame:
            header = TABLES[table].column(key).header.in_(basis.lang)
            return _Found(table, key, header)
        for header in frame.columns:
            if header not in TABLES[table].keys and fold(header) == fold(name):
                return _Found(table, str(header), str(header))
    return None if listed is None else _declared(basis, listed)


def _declared(basis: Basis, field: Field) -> _Found | None:
    frame = basis.inputs.tables.get(field.table)
    there = frame is not None and (field.column in frame or _computes(basis, field))
    if not there:
        return None
    header = TABLES[field.table].column(field.column).header.in_(basis.lang)
    return _Found(field.table, field.column, header, field.instead, field.near)


def _computes(basis: Basis, field: Field) -> bool:
    """Tell whether this refresh adds the column."""
    fills = field.table == "customers" and field.column in _OF_REFRESH
    return fills and basis.result.orders is not None


def _missing(basis: Basis, found: _Found) -> BoolArray:
    """Tell which rows of a table lack a value, those among them that this refresh adds."""
    table = _rows(basis, found.table)
    if found.table != "customers":
        return missing_cells(table[found.column])
    people = basis.result.customers
    size = len(people) if basis.inputs.adds_customers else len(table)
    people = people.iloc[:size]
    blank = np.ones(size, dtype=np.bool_)
    if found.column in table:
        blank[: len(table)] = missing_cells(table[found.column])
    if found.column == "customer_id":
        return people["customer_id"].isna().to_numpy(dtype=np.bool_)
    if basis.result.orders is None or found.column not in _OF_REFRESH:
        return blank
    if found.column in _COUNTED:
        return people["customer_id"].isna().to_numpy(dtype=np.bool_)
    never: BoolArray = people["recency_days"].isna().to_numpy(dtype=np.bool_)
    return never & blank


def _covered(basis: Basis, table: str) -> int:
    """Return how many customers have a row in the table of behaviour; all have in the others."""
    everybody = basis.result.counted["customer_id"]
    if table != "behaviour":
        return len(everybody)
    frame = _rows(basis, table)
    if "customer_id" not in frame:
        return len(everybody)
    return int(everybody.isin(parse_ids(frame["customer_id"]).values).sum())


def _rows(basis: Basis, table: str) -> pd.DataFrame:
    """Return the rows of a table, of behaviour with those that this refresh adds."""
    if table == "behaviour":
        return behaviour_rows(basis.inputs, basis.result)
    return basis.inputs.tables[table].reset_index(drop=True)


def _home(kind: object) -> str:
    wanted = fold(kind)
    homes = (k.home for k in KINDS_OF_DATA if wanted in {fold(name) for name in k.name.both})
    return next(homes, "customers")


def _title(table: str, lang: Lang) -> str:
    return SHEET_OF_TABLE[table].title.in_(lang)


@cache
def _listed() -> dict[str, Field]:
    return {fold(name): field for field in FIELDS for name in field.name.both if field.table}


@cache
def _index(table: str) -> HeaderIndex:
    return HeaderIndex(TABLES[table])
