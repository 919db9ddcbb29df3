"""Findings of the quality rules: the same in check, clean and refresh, from one definition."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from xlsegment.actions.decide.plan import Inputs
from xlsegment.core.celltext import clean_text
from xlsegment.core.findings import ROWS_PER_CODE, Finding
from xlsegment.core.masked import cell_text
from xlsegment.core.masking import kind_of
from xlsegment.core.model import Result
from xlsegment.core.patterns import masked_within
from xlsegment.core.quality.checked import Checked, check_tables
from xlsegment.core.quality.rule import Accept, Found, Merge
from xlsegment.core.quality.tables import Tables
from xlsegment.text import Lang, Text
from xlsegment.workbook.sheets import TABLES

if TYPE_CHECKING:
    import pandas as pd

#: The tables that the rules look at, and what each of their columns is for.
ENTRIES: Final[Mapping[str, Mapping[str, str]]] = {
    key: {c.key: c.entry for c in TABLES[key].columns if c.entry and c.role != "result"}
    for key in ("customers", "orders", "behaviour", "campaigns")
}
#: By what a row of a table is known.
ROW_ID: Final[Mapping[str, str]] = {
    "customers": "customer_id",
    "orders": "order_id",
    "behaviour": "customer_id",
    "campaigns": "campaign",
    "leads": "lead_id",
    "feedback": "customer_id",
}
#: Tables into which the IDs of customers are typed: their rows follow a customer who is merged.
FOLLOWING: Final = tuple(
    key
    for key, table in TABLES.items()
    if key != "customers"
    and any(c.key == "customer_id" and c.role in ("input", "optional") for c in table.columns)
)
# Long numbers of orders look like bank cards.
_OF_PEOPLE: Final = frozenset({"mobile", "identity", "email", "name"})
_INTO: Final = Text("并入 {id}", "into {id}")
_DROPPED: Final = Text("只留一行", "keep one row")


def with_quality(
    known_already: Sequence[Finding], inputs: Inputs, as_of: dt.date, result: Result | None
) -> list[Finding]:
    """Return findings together with what the rules find, customers to be among the rows.

    Rows that are listed as repeated already are listed once, with what cleaning offers.
    """
    frames = {key: frame for key in ENTRIES if (frame := inputs.table(key)) is not None}
    listed = inputs.tables.get("customers")
    if result is not None and inputs.adds_customers and listed is not None:
        ids = result.customers["customer_id"].tolist()
        grown = listed.reset_index(drop=True).reindex(range(len(ids)))
        grown.loc[len(listed) :, "customer_id"] = ids[len(listed) :]
        frames["customers"] = grown
    checked = check_frames(frames, inputs, as_of)
    others = _not_merged(known_already, checked.merges)
    others += [Finding("W-034", key, fields={"n": f"{n:,}"}) for key, n in inputs.unread.items()]
    return [*others, *_findings(checked, frames, inputs.computed, inputs.lang)]


def _not_merged(findings: Sequence[Finding], merges: Sequence[Merge]) -> list[Finding]:
    """Leave out the findings whose rows a rule of the same code would merge."""
    groups: dict[tuple[str, str], set[int]] = {}
    gone = Counter[tuple[str, str]]()
    for merge in merges:
        kind = merge.code, merge.table
        groups.setdefault(kind, set()).update((merge.kept, *merge.gone))
        gone[kind] += len(merge.gone)
    others = []
    for finding in findings:
        kind = finding.code, finding.table
        if finding.row is None and gone[kind]:  # stands for rows that were not listed
            if finding.count > gone[kind]:
                others.append(replace(finding, count=finding.count - gone[kind]))
            gone[kind] -= min(gone[kind], finding.count)
        elif finding.row is not None and finding.row in groups.get(kind, ()):
            gone[kind] -= 1
        else:
            others.append(finding)
    return others


def check_frames(frames: Mapping[str, pd.DataFrame], inputs: Inputs, as_of: dt.date) -> Checked:
    """Check what people typed into tables, whose rows are numbered from 0."""
    aliases = industry_aliases(inputs.tables.get("industry_aliases"))
    typed = {
        table: {c: entry for c, entry in entries.items() if c not in inputs.computed.get(table, ())}
        for table, entries in ENTRIES.items()
    }
    return check_tables(Tables(frames, as_of, typed, aliases, inputs.lang))


def industry_aliases(table: pd.DataFrame | None) -> dict[str, str]:
    """Return the workbook's own aliases: alias in small letters -> section."""
    if table is None or not {"alias", "section"} <= set(table.columns):
        return {}
    pairs = zip(table["alias"], table["section"], strict=True)
    texts = ((clean_text(str(alias)), clean_text(str(section))) for alias, section in pairs)
    return {alias.lower(): section[:1].upper() for alias, section in texts if alias and section}


def merge_accept(
    merge: Merge, frames: Mapping[str, pd.DataFrame], computed: Mapping[str, frozenset[str]]
) -> Accept:
    """Return whether rows may be merged without asking.

    They may not where a column of the user's own holds something else in each of them: one of
    the two would be gone.
    """
    if merge.accept != "auto" or merge.table not in frames:
        return merge.accept
    frame = frames[merge.table]
    for header in own_columns(merge.table, frame, computed):
        cells = frame[header].to_numpy(dtype=object)
        held = {str(cells[row]) for row in (merge.kept, *merge.gone) if not is_blank(cells[row])}
        if len(held) > 1:
            return "ask"
    return "auto"


def own_columns(
    table: str, frame: pd.DataFrame, computed: Mapping[str, frozenset[str]]
) -> list[str]:
    """Return the user's own columns of a table that no formula fills."""
    ours = TABLES[table].keys
    formulas = computed.get(table, frozenset())
    return [name for name in frame.columns if name not in ours and name not in formulas]


def is_blank(cell: object) -> bool:
    """Tell whether a cell holds nothing."""
    return cell is None or cell != cell or (isinstance(cell, str) and not cell.strip())


def row_name(table: str, frame: pd.DataFrame) -> Callable[[int], str]:
    """Return what to call a row by its position: its ID, masked where it is a person's number."""
    key = ROW_ID.get(table, "")
    if key not in frame:
        return lambda row: ""
    ids = frame[key].to_numpy(dtype=object)
    return lambda row: id_shown(ids[row])


def id_shown(cell: object) -> str:
    """Return an ID to be shown: as it is, unless it is a person's number, address or name.

    Examples
    --------
    >>> id_shown("C20230815001"), id_shown("13812345678"), id_shown("李娜 13812345678")
    ('C20230815001', '138****5678', '李* 138****5678')
    """
    if is_blank(cell):
        return ""
    kind = kind_of(cell)
    if kind is None:
        return masked_within(cell_text(cell))
    return kind.apply(cell).text if kind.key in _OF_PEOPLE else cell_text(cell)


def _findings(
    checked: Checked,
    frames: Mapping[str, pd.DataFrame],
    computed: Mapping[str, frozenset[str]],
    lang: Lang,
) -> Iterator[Finding]:
    for found in checked.founds:
        yield from _of_found(found)
    by_kind: dict[tuple[str, str, Accept], list[tuple[int, Merge]]] = {}
    for merge in checked.merges:
        kind = (merge.code, merge.table, merge_accept(merge, frames, computed))
        by_kind.setdefault(kind, []).extend((row, merge) for row in merge.gone)
    for (code, table, accept), rows in by_kind.items():
        name = row_name(table, frames[table])
        for row, merge in sorted(rows[:ROWS_PER_CODE], key=lambda pair: pair[0]):
            yield merge_finding(merge, row, accept, name, lang)
        rest = len(rows) - ROWS_PER_CODE
        if rest > 0:
            yield _rest(code, table, ROW_ID.get(table), rest, rows[0][1].fields, accept)


def merge_finding(
    merge: Merge, row: int, accept: Accept, name: Callable[[int], str], lang: Lang
) -> Finding:
    """Return what is said of one row that a merge takes away; ``name`` tells a row's ID."""
    kept, here = name(merge.kept), name(row)
    same = merge.table != "customers" or kept in ("", here)
    offer = _DROPPED.in_(lang) if same else _INTO.in_(lang, id=kept)
    column = ROW_ID.get(merge.table)
    return Finding(
        merge.code,
        merge.table,
        row,
        column,
        here,
        fields=merge.fields,
        suggested=offer,
        accept=accept,
        masked=True,
    )


def _of_found(found: Found) -> Iterator[Finding]:
    for place, row in enumerate(found.rows[:ROWS_PER_CODE]):
        yield Finding(
            found.code,
            found.table,
            int(row),
            found.column,
            found.shown[place] if found.shown else "",
            fields=found.fields,
            suggested=found.suggested[place] if found.suggested else "",
            accept=found.accept,
            masked=True,
        )
    rest = len(found.rows) - ROWS_PER_CODE
    if rest > 0:
        yield _rest(found.code, found.table, found.column, rest, found.fields, found.accept)


def _rest(
    code: str,
    table: str,
    column: str | None,
    count: int,
    fields: Mapping[str, object],
    accept: Accept,
) -> Finding:
    """Return the line that stands for all rows that are not listed."""
    return Finding(code, table, None, column, count=count, fields=fields, accept=accept)
