"""客户细分结果表 and 切点表: every group of the scheme counted, every cut printed."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from xlsegment.actions.decide.plan import Inputs, Outcome, Rewrite
from xlsegment.actions.decide.typed import OurTexts
from xlsegment.actions.report import SegmentCount
from xlsegment.core.celltext import clean_text
from xlsegment.core.model import Result
from xlsegment.core.schemes import Group, segment_rows

_TYPED = ("features", "keywords", "owner")


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
        rows = rows.copy()
        for column, cells in _typed(inputs, rows, groups, ours).items():
            rows[column] = cells
        outcome.changes.append(Rewrite("segments", rows, ("segment",)))
    if "cuts" in inputs.tables:
        printed = pd.DataFrame(result.cuts.describe(inputs.lang), dtype=object)
        printed = printed.rename(columns={"cuts": "cut_values"})
        outcome.changes.append(Rewrite("cuts", printed, ("metric", "method")))
    return outcome, counts


def _typed(
    inputs: Inputs, rows: pd.DataFrame, groups: Mapping[str, Group], ours: OurTexts
) -> dict[str, list[str | None]]:
    """Return the columns people may edit: their own text where they have typed one."""
    before: dict[str, Mapping[str, object]] = {}
    for row in inputs.tables["segments"].to_dict("records"):
        before.setdefault(clean_text(str(row.get("segment"))), {str(k): v for k, v in row.items()})

    def cell(key: str, column: str, suggested: object) -> str | None:
        names = [name for name in groups[key].name.both if name in before]
        existing = before[names[0]].get(column) if names else None
        return ours.keep(existing, str(suggested or ""))

    return {
        column: [
            cell(key, column, text)
            for key, text in zip(rows["segment_id"], rows[column], strict=True)
        ]
        for column in _TYPED
    }
