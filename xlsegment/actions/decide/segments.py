"""客户细分结果表 and 切点表: every group of the scheme counted, every cut printed."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from xlsegment.actions.decide.plan import Inputs, Outcome, Rewrite
from xlsegment.actions.decide.typed import Cell, OurTexts
from xlsegment.actions.report import SegmentCount
from xlsegment.core.celltext import clean_text
from xlsegment.core.model import Result
from xlsegment.core.schemes import Group, segment_rows
from xlsegment.core.strategies import KEY_OF_NAME, result_texts
from xlsegment.text import Lang, Text

_TYPED = ("features", "keywords", "owner")
_UNUSED = Text("当前方案未使用", "not in this scheme")


def decide_segments(
    inputs: Inputs, result: Result, groups: Mapping[str, Group], ours: OurTexts
) -> tuple[Outcome, list[SegmentCount]]:
    """Count the groups and print the cuts."""
    rows = segment_rows(result, inputs.lang)
    counts = [
        SegmentCount(str(name), int(people), float(share))
        for name, people, share in zip(
            rows["segment"], rows["customers"], rows["share"], strict=True
        )
    ]
    outcome = Outcome()
    if "segments" in inputs.tables:
        before = _Before(inputs.tables["segments"])
        present = [groups[key] for key in rows["segment_id"]]
        texts = [before.texts(group, ours, inputs.lang) for group in present]
        for column in _TYPED:
            rows[column] = [row[column] for row in texts]
        kept = before.left_behind(ours, inputs.lang)
        rows = pd.DataFrame([*rows.to_dict("records"), *kept], columns=rows.columns, dtype=object)
        outcome.changes.append(Rewrite("segments", rows, ("segment",), ("segment_id",)))
    if "cuts" in inputs.tables:
        printed = pd.DataFrame(result.cuts.describe(inputs.lang, places=2), dtype=object)
        printed = printed.rename(columns={"cuts": "cut_values"})
        outcome.changes.append(Rewrite("cuts", printed, ("metric", "method")))
    return outcome, counts


class _Before:
    """The rows of the result table before the refresh, each used once."""

    def __init__(self, table: pd.DataFrame) -> None:
        self._rows = [{str(k): v for k, v in row.items()} for row in table.to_dict("records")]
        self._by_name = self._by("segment")
        self._by_id = self._by("segment_id")
        self._used: set[int] = set()

    def _by(self, column: str) -> dict[str, int]:
        places: dict[str, int] = {}
        for place, row in enumerate(self._rows):
            if row.get(column) is not None:
                places.setdefault(clean_text(str(row[column])), place)
        return places

    def texts(self, group: Group, ours: OurTexts, lang: Lang) -> dict[str, str | None]:
        """Return the editable cells of a group of the scheme."""
        row = self._of(group)
        default = result_texts(group.key)
        suggested = {"features": group.features, "keywords": group.keywords, "owner": group.owner}
        return {
            column: ours.keep(
                _cell(group.key, column),
                row.get(column),
                text,
                lang,
                default[column].both if column in default else (),
            )
            for column, text in suggested.items()
        }

    def _of(self, group: Group) -> Mapping[str, object]:
        """Return the row of a group: by its name in either language, else by its id."""
        places = [self._by_name.get(name) for name in group.name.both]
        found = next((p for p in (*places, self._by_id.get(group.key)) if p is not None), None)
        if found is None:
            return {}
        self._used.add(found)
        return self._rows[found]

    def left_behind(self, ours: OurTexts, lang: Lang) -> list[dict[str, object]]:
        """Return the rows with typed texts whose group the scheme does not have.

        They wait below its groups until the scheme that has them is back.
        """
        kept: list[dict[str, object]] = []
        for place, row in enumerate(self._rows):
            name = clean_text(str(row.get("segment") or ""))
            key = clean_text(str(row.get("segment_id") or KEY_OF_NAME.get(name, name)))
            default = result_texts(key)
            cells = {column: _cell(key, column) for column in _TYPED}
            typed = any(
                ours.is_typed(
                    cell, row.get(column), default[column].both if column in default else ()
                )
                for column, cell in cells.items()
            )
            if place in self._used or not typed:
                continue
            for cell in cells.values():
                ours.keep_mark(cell)
            texts = {c: row.get(c) for c in ("segment_id", "segment", *_TYPED)}
            nobody = {"customers": 0, "share": 0.0, "monetary": 0.0, "monetary_share": 0.0}
            kept.append({**texts, "dimensions": _UNUSED.in_(lang), **nobody})
        return kept


def _cell(key: str, column: str) -> Cell:
    return "segments", key, column
