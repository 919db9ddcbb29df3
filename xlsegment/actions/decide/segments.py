"""客户细分结果表 and 切点表: every group of the scheme counted, every cut printed."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from xlsegment.actions.decide.plan import Inputs, Outcome, Rewrite
from xlsegment.actions.decide.typed import OurTexts
from xlsegment.actions.report import SegmentCount, Skipped
from xlsegment.core.celltext import clean_text
from xlsegment.core.model import Result
from xlsegment.core.schemes import Group, segment_rows
from xlsegment.text import LANGS, Text
from xlsegment.workbook.sheets import TABLES

_TYPED = ("features", "keywords", "owner")
_GONE = Text(
    "“{name}”不在当前方案里，该行连同您填写的内容已移除；需要时请撤销",
    "“{name}” is not in this scheme; its row with what you typed was removed, undo if you need it",
)


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
        rows = rows.copy()
        for column in _TYPED:
            rows[column] = [
                ours.keep(before.of(groups[key]).get(column), str(text or ""))
                for key, text in zip(rows["segment_id"], rows[column], strict=True)
            ]
        outcome.changes.append(Rewrite("segments", rows, ("segment",), ("segment_id",)))
        outcome.skipped += before.left_behind(ours)
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

    def of(self, group: Group) -> Mapping[str, object]:
        """Return the row of a group: by its name in either language, else by its id."""
        places = [self._by_name.get(name) for name in group.name.both]
        found = next((p for p in (*places, self._by_id.get(group.key)) if p is not None), None)
        if found is None:
            return {}
        self._used.add(found)
        return self._rows[found]

    def left_behind(self, ours: OurTexts) -> list[Skipped]:
        """Return the rows with typed texts whose group the scheme no longer has."""
        return [
            Skipped(
                TABLES["segments"].name,
                Text(*(_GONE.in_(lang, name=row.get("segment")) for lang in LANGS)),
            )
            for place, row in enumerate(self._rows)
            if place not in self._used and any(ours.keep(row.get(c), "") for c in _TYPED)
        ]
