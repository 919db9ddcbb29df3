"""One customer under several IDs: the record that was active last stays, the others go into it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import numpy as np
import pandas as pd

from xlsegment.core.column_cells import ObjectArray, as_objects
from xlsegment.core.columns import (
    CUSTOMER_ID,
    F_LEVEL,
    FIRST_ORDER_DATE,
    FREQUENCY,
    LIFETIME_FREQUENCY,
    M_LEVEL,
    MASKED_MOBILE,
    MASKED_NAME,
    MONETARY,
    R_LEVEL,
    RECENCY_DAYS,
    REGISTERED_ON,
    RFM_CLASS,
    RFM_SCORE,
    SEGMENT,
    STRATEGY,
    TAGS,
    TIER_CODE,
    TOTAL_SPEND,
)
from xlsegment.core.masking import is_masked
from xlsegment.core.quality.column import column_of, says_nothing
from xlsegment.core.quality.formats import dates, names, numbers_as_text, phones
from xlsegment.core.quality.people import NO_DAY, TABLE, People, people
from xlsegment.core.quality.rule import Found, Merge
from xlsegment.core.quality.tables import Tables
from xlsegment.core.quality.vocabulary import industries, regions
from xlsegment.core.standards.names import plain_name
from xlsegment.core.tags import own_tags, split_tags

#: More records than these with one number are a shop's or a family's, not one person's.
MOST_RECORDS: Final = 5
#: What refresh computes is never carried from one record to another.
_COMPUTED: Final = frozenset(
    {
        *(RECENCY_DAYS, R_LEVEL, F_LEVEL, M_LEVEL, TIER_CODE, RFM_SCORE, RFM_CLASS),
        *(SEGMENT, STRATEGY, MASKED_NAME, MASKED_MOBILE, CUSTOMER_ID),
    }
)
#: What people type where no orders say it; of two records of one person it adds up.
_FIGURES: Final = (TOTAL_SPEND, FREQUENCY, MONETARY, LIFETIME_FREQUENCY)
_WRITING: Final = (dates, phones, names, numbers_as_text, industries, regions)


def same_customers(tables: Tables) -> Iterator[Found | Merge]:
    """Find customers who stand there more than once: by mobile number, ID number or customer ID."""
    who = people(tables)
    if who is None:
        return
    called = _names(tables)
    better = _better(tables)
    apart: list[int] = []
    for group in _groups(who):
        ranked = sorted(group, key=lambda row: _activity(who, row), reverse=True)
        kept, gone = ranked[0], tuple(ranked[1:])
        if len(_values(who.identities, group)) > 1:
            apart += group
            continue
        filled = _filled(tables.frames[TABLE], kept, gone, better)
        filled |= _earliest(tables.frames[TABLE], who, kept, gone, better)
        filled |= _tags(tables.frames[TABLE], kept, gone)
        ids = _values(who.ids, group)
        if len(ids) < 2:
            agreed = _agree(tables.frames[TABLE], group, better)
            yield Merge("E-023", TABLE, kept, gone, filled, "auto" if agreed else "ask")
            continue
        typed = _figures(tables.frames[TABLE], who, gone, better)
        sums, several = _sums(tables.frames[TABLE], ranked, typed, better)
        if not who.bought[kept]:
            filled |= sums
        if not _may_be_one(_values(called, group)) or len(group) > MOST_RECORDS:
            yield Merge("W-069", TABLE, kept, gone, filled, "ask", typed=typed)
        elif several:
            yield Merge("W-080", TABLE, kept, gone, filled, "ask", typed=typed)
        else:
            yield Merge("W-068", TABLE, kept, gone, filled, typed=typed)
    if apart:
        yield Found("W-070", TABLE, CUSTOMER_ID, sorted(apart))


def _groups(who: People) -> Iterator[list[int]]:
    """Yield the rows that belong together, directly or through each other."""
    parent: dict[int, int] = {}

    def root(row: int) -> int:
        while parent.setdefault(row, row) != row:
            parent[row] = parent[parent[row]]
            row = parent[row]
        return row

    for values in (who.mobiles, who.identities, who.ids):
        codes = pd.factorize(values)[0]
        shared = pd.Series(codes).duplicated(keep=False).to_numpy() & (codes >= 0)
        rows = np.flatnonzero(shared)
        rows = rows[np.argsort(codes[rows], kind="stable")]
        for before, row in zip(rows[:-1].tolist(), rows[1:].tolist(), strict=True):
            if codes[before] == codes[row]:
                parent[root(row)] = root(before)
    groups: dict[int, list[int]] = {}
    for row in sorted(parent):
        groups.setdefault(root(row), []).append(row)
    yield from groups.values()


def _activity(who: People, row: int) -> tuple[bool, int, int, int]:
    """Rank a record: with an ID, last order, then registration, then row."""
    return (who.ids[row] is not None, int(who.last[row]), int(who.registered[row]), row)


def _values(values: ObjectArray, rows: Sequence[int]) -> set[object]:
    return {values[row] for row in rows} - {None}


def _names(tables: Tables) -> ObjectArray:
    """Return the customers' names as far as they can be compared, with the stars of masked ones."""
    for table, column in tables.columns("name"):
        if table == TABLE:
            plain = column_of(tables, table, column).each(plain_name)
            cells = as_objects(tables.frames[TABLE][column])
            shown = (name or _starred(cell) for name, cell in zip(plain, cells, strict=True))
            return as_objects(name.casefold() if isinstance(name, str) else None for name in shown)
    return as_objects([None] * len(tables.frames[TABLE]))


def _starred(cell: object) -> str | None:
    """Return a masked name with its stars; None for any other cell that rules leave alone."""
    text = plain_name(cell)
    return text if text and is_masked(text) else None


def _may_be_one(called: set[object]) -> bool:
    """Tell whether names may be those of one person; stars stand for anything."""
    names = sorted(map(str, called))
    return all(_fit(one, other) for at, one in enumerate(names) for other in names[:at])


def _fit(one: str, other: str) -> bool:
    if "*" not in one and "*" not in other:
        return one == other
    (first, last), (start, end) = ((n.split("*")[0], n.rsplit("*")[-1]) for n in (one, other))
    fits = first.startswith(start) or start.startswith(first)
    return fits and (last.endswith(end) or end.endswith(last))


def _tags(frame: pd.DataFrame, kept: int, gone: Sequence[int]) -> dict[str, object]:
    """Return the tags of the kept row with those that people typed into the others."""
    if TAGS not in frame or _is_blank(frame[TAGS].iat[kept]):
        return {}
    there = split_tags(frame[TAGS].iat[kept])
    more = dict.fromkeys(tag for row in gone for tag in own_tags(frame[TAGS].iat[row]))
    added = [tag for tag in more if tag not in there]
    return {TAGS: ",".join([*there, *added])} if added else {}


def _figures(
    frame: pd.DataFrame,
    who: People,
    gone: Sequence[int],
    better: Mapping[str, Mapping[int, object]],
) -> tuple[str, ...]:
    """Return the columns of figures that hold something in rows of customers without orders."""
    return tuple(
        column
        for column in _FIGURES
        if column in frame
        and any(not who.bought[row] and _number(frame, column, row, better) for row in gone)
    )


def _sums(
    frame: pd.DataFrame,
    rows: Sequence[int],
    columns: Sequence[str],
    better: Mapping[str, Mapping[int, object]],
) -> tuple[dict[str, object], bool]:
    """Return what adds up, and whether anything does; equal figures are copies of each other."""
    sums: dict[str, object] = {}
    several = False
    for column in columns:
        numbers = [_number(frame, column, row, better) for row in rows]
        differ = set(filter(None, numbers))
        several |= len(differ) > 1
        total = round(math.fsum(numbers), 2) if len(differ) > 1 else max(differ, default=0.0)
        if total != numbers[0]:
            sums[column] = total
    return sums, several


def _number(
    frame: pd.DataFrame, column: str, row: int, better: Mapping[str, Mapping[int, object]]
) -> float:
    cell = better.get(column, {}).get(row, frame[column].iat[row])
    if isinstance(cell, bool) or not isinstance(cell, int | float) or not math.isfinite(cell):
        return 0.0
    return float(cell)


def _better(tables: Tables) -> Mapping[str, Mapping[int, object]]:
    """Return what cleaning writes by itself: column -> row -> value."""
    found: dict[str, dict[int, object]] = {}
    for rule in _WRITING:
        for entry in rule(tables):
            if entry.table == TABLE and entry.column and entry.values and entry.accept == "auto":
                cells = zip(entry.rows, entry.values, strict=True)
                found.setdefault(entry.column, {}).update(cells)
    return found


def _filled(
    frame: pd.DataFrame,
    kept: int,
    gone: Sequence[int],
    better: Mapping[str, Mapping[int, object]],
) -> dict[str, object]:
    """Return what the kept row lacks and another has, that of the latest first."""
    filled: dict[str, object] = {}
    for column in frame.columns:
        cells = frame[column]
        if column in _COMPUTED or not _is_blank(cells.iat[kept]):
            continue
        source = next((row for row in gone if not _is_blank(cells.iat[row])), None)
        if source is not None:
            filled[column] = better.get(column, {}).get(source, cells.iat[source])
    return filled


def _earliest(
    frame: pd.DataFrame,
    who: People,
    kept: int,
    gone: Sequence[int],
    better: Mapping[str, Mapping[int, object]],
) -> dict[str, object]:
    """Return the dates since when somebody has been a customer, where another record is older."""
    earlier: dict[str, object] = {}
    for column, days in ((REGISTERED_ON, who.registered), (FIRST_ORDER_DATE, who.first)):
        known = [row for row in (kept, *gone) if days[row] != NO_DAY]
        first = min(known, key=lambda row: int(days[row]), default=kept)
        if days[first] != days[kept]:
            earlier[column] = better.get(column, {}).get(first, frame[column].iat[first])
    return earlier


def _agree(
    frame: pd.DataFrame, rows: Sequence[int], better: Mapping[str, Mapping[int, object]]
) -> bool:
    """Tell whether no column says two things about these rows, however they are written."""
    for column in frame.columns:
        written = better.get(column, {})
        cells = (written.get(row, frame[column].iat[row]) for row in rows)
        if column not in _COMPUTED and len({str(c) for c in cells if not _is_blank(c)}) > 1:
            return False
    return True


def _is_blank(cell: object) -> bool:
    return says_nothing(cell) if isinstance(cell, str) else cell is None or bool(pd.isna(cell))  # type: ignore[call-overload]
