"""The tables of 分层迁移: by segment, as flows, and as a matrix of counts and of shares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
import pandas as pd

from xlsegment.actions.decide.section import Basis
from xlsegment.core.column_cells import ObjectArray
from xlsegment.core.migration.moves import NEW, Moves
from xlsegment.core.schemes import Group
from xlsegment.core.segments import INCOMPLETE_ID, NEVER_BOUGHT
from xlsegment.text import Text
from xlsegment.workbook.sheets.migration_tables import MATRIX_KEYS, MATRIX_SEGMENTS


def shown_segments(moves: Moves, groups: Mapping[str, Group]) -> list[str]:
    """Return the segments that get a line: all of the scheme, the special ones if anybody is."""
    there = {*moves.people["before"], *moves.people["now"]}
    special = {NEVER_BOUGHT, INCOMPLETE_ID}
    return [key for key in groups if key not in special or key in there]


def segment_rows(moves: Moves, segments: Sequence[str], basis: Basis) -> pd.DataFrame:
    """Return a row per segment; those beyond the matrix stand together in the last one."""
    table = moves.by_segment(segments)
    own, rest = table.iloc[:MATRIX_SEGMENTS], table.iloc[MATRIX_SEGMENTS:]
    names = [basis.groups[key].name.in_(basis.lang) for key in own.index]
    if len(rest):
        own = pd.concat([own, rest.sum().to_frame("rest").T])
        names.append(_REST.in_(basis.lang))
    rows = own.reset_index(drop=True).astype(object)
    rows.insert(0, "segment", pd.Series(names, dtype=object))
    return rows


def flow_rows(moves: Moves, segments: Sequence[str], basis: Basis) -> pd.DataFrame:
    """Return a row per pair of segments that anybody is in."""
    flows = moves.flows(segments)
    names = {key: group.name.in_(basis.lang) for key, group in basis.groups.items()}
    names[NEW] = _NEW.in_(basis.lang)
    return pd.DataFrame(
        {
            "from_segment": flows["before"].map(names),
            "to_segment": flows["now"].map(names),
            "customers": flows["customers"],
            "share": flows["share"],
            "before_spend": flows["before_cents"] / 100,
            "now_spend": flows["now_cents"] / 100,
        },
        dtype=object,
    )


def matrix_rows(
    moves: Moves, segments: Sequence[str], basis: Basis
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the matrix as counts and as shares of each row."""
    full = moves.matrix(segments)
    counts = full.to_numpy()
    labels = [basis.groups[key].name.in_(basis.lang) for key in segments]
    if len(segments) > MATRIX_SEGMENTS:
        own, labels = MATRIX_SEGMENTS, [*labels[:MATRIX_SEGMENTS], _REST.in_(basis.lang)]
        counts = np.vstack([counts[:own], counts[own:-1].sum(axis=0), counts[-1:]])
        counts = np.hstack([counts[:, :own], counts[:, own:].sum(axis=1, keepdims=True)])
    numbered = [
        f"{number} {label}" if number <= MATRIX_SEGMENTS else label
        for number, label in enumerate(labels, start=1)
    ]
    totals = counts.sum(axis=1)
    shares = counts / np.maximum(totals, 1)[:, None]
    none: ObjectArray = np.full(shares.shape, None, dtype=object)
    tables = []
    for values in (counts.astype(object), np.where(totals[:, None] > 0, shares, none)):
        table = pd.DataFrame(values, columns=list(MATRIX_KEYS[: counts.shape[1]]), dtype=object)
        for key in MATRIX_KEYS[counts.shape[1] :]:
            table[key] = pd.Series([None] * len(table), dtype=object)
        table.insert(0, "from_segment", pd.Series([*numbered, _NEW.in_(basis.lang)], dtype=object))
        tables.append(table)
    tables[0]["before"] = totals.astype(object)
    return tables[0], tables[1]


def net_words(moves: Moves, basis: Basis) -> Text:
    """Return which segment grew and which shrank most."""
    segments = shown_segments(moves, basis.groups)
    net = dict(zip(segments, moves.by_segment(segments)["net"].tolist(), strict=True))
    up, down = max(segments, key=lambda key: net[key]), min(segments, key=lambda key: net[key])
    parts = [
        (words, key, abs(net[key]))
        for words, key, fits in ((_UP, up, net[up] > 0), (_DOWN, down, net[down] < 0))
        if fits
    ]
    if not parts:
        return _NO_NET
    zh = "，".join(w.zh.format(name=basis.groups[k].name.zh, n=n) for w, k, n in parts)
    en = ", ".join(w.en.format(name=basis.groups[k].name.en, n=n) for w, k, n in parts)
    return Text(zh, en)


def origin_words(moves: Moves, basis: Basis) -> Text:
    """Return how many customers stayed, moved or are new."""
    people = moves.people
    new = int((people["before"] == NEW).sum())
    stayed = int((people["before"] == people["now"]).sum())
    numbers = {"stayed": stayed, "moved": len(people) - new - stayed, "new": new}
    return Text(_ORIGIN.in_("zh", **numbers), _ORIGIN.in_("en", **numbers))


_NEW: Final = Text("新客", "New")
_REST: Final = Text("其余群体", "Other segments")
_UP: Final = Text("{name}净增 {n} 位", "{name} grew by {n}")
_DOWN: Final = Text("{name}净减 {n} 位", "{name} shrank by {n}")
_NO_NET: Final = Text("各群体人数没有变化", "No segment's number changed")
_ORIGIN: Final = Text(
    "留在本层 {stayed} 位，换层 {moved} 位，新客 {new} 位",
    "{stayed} stayed in their segment, {moved} moved, {new} are new",
)
