"""资源配置: budget and service hours split over tiers and over segments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Final

import pandas as pd

from xlsegment.actions.decide.carry import carry
from xlsegment.actions.decide.plan import Outcome, Rewrite
from xlsegment.actions.decide.tiers import tiers_of
from xlsegment.core.allocation import Allocation, allocate, factors, headroom
from xlsegment.core.celltext import clean_text
from xlsegment.core.findings import Finding
from xlsegment.core.money import cents_of_number
from xlsegment.core.segments import INCOMPLETE_ID, NEVER_BOUGHT
from xlsegment.core.tiers.tier import TIER_TEXT
from xlsegment.text import Text
from xlsegment.workbook.sheets.allocation import FINDING

if TYPE_CHECKING:
    from xlsegment.actions.decide.section import Basis

_FINDING: Final = Text(
    "{tier}客户占期内消费的 {value}，分得资源的 {share}",
    "{tier}: {value} of spend in the window, {share} of resources",
)
_NO_DATA: Final = Text("暂无数据", "No data yet")


def decide_allocation(basis: Basis) -> Outcome:
    """Fill both ways of splitting."""
    outcome, lang = Outcome(), basis.lang
    people = basis.result.counted.reset_index(drop=True)
    tiers = basis.once(tiers_of)["tier"]
    room = pd.Series(headroom(people, tiers == "high"))
    spend = people["window_cents"]
    split = _Split(basis, outcome.findings)

    keys = {name: str(tier) for tier, text in TIER_TEXT.items() for name in text.both}
    parts = split.rows("allocation", "tier", keys, list(TIER_TEXT), tiers, spend, room)
    if "allocation" in basis.inputs.tables:
        shown = [{"tier": text.in_(lang)} for text in TIER_TEXT.values()]
        outcome.changes.append(split.rewrite("allocation", shown, parts, ("tier",)))
    outcome.names[FINDING.name] = _finding(parts[0], TIER_TEXT["high"].in_(lang), basis)

    if "segment_allocation" in basis.inputs.tables:
        absent = {NEVER_BOUGHT, INCOMPLETE_ID} - set(people["segment_id"])
        groups = {key: group for key, group in basis.groups.items() if key not in absent}
        ids = {key: key for key in groups}
        parts = split.rows(
            "segment_allocation", "segment_id", ids, list(groups), people["segment_id"], spend, room
        )
        shown = [
            {"segment_id": key, "segment": group.name.in_(lang)} for key, group in groups.items()
        ]
        outcome.changes.append(split.rewrite("segment_allocation", shown, parts, ("segment_id",)))
    return outcome


class _Split:
    """Splits by one grouping of the customers, with the adjustments that people typed."""

    def __init__(self, basis: Basis, findings: list[Finding]) -> None:
        self._basis = basis
        self._findings = findings
        params = basis.params
        total = params.budget_total
        self._cents = None if total is None else cents_of_number(total)
        self._hours = params.service_hours

    def rows(
        self,
        table: str,
        column: str,
        keys: Mapping[str, str],
        groups: Sequence[str],
        group: pd.Series[str],
        spend: pd.Series[int],
        room: pd.Series[int],
    ) -> list[Allocation]:
        """Split over groups; ``keys`` maps what stands in ``column`` to a group."""
        return allocate(
            groups,
            {str(key): int(n) for key, n in group.value_counts().items()},
            {str(key): int(n) for key, n in spend.groupby(group).sum().items()},
            {str(key): int(n) for key, n in room.groupby(group).sum().items()},
            self._adjustments(table, column, keys),
            value_part=self._basis.params.allocation_value,
            cents=self._cents,
            hours=self._hours,
            lang=self._basis.lang,
        )

    def _adjustments(self, table: str, column: str, keys: Mapping[str, str]) -> dict[str, Fraction]:
        before = self._basis.inputs.table(table)
        if before is None or not {column, "adjustment"} <= set(before.columns):
            return {}
        read, _ = factors(before["adjustment"], table)
        adjustments: dict[str, Fraction] = {}
        for cell, factor in zip(before[column], read, strict=True):
            key = keys.get(clean_text(str(cell)))
            if key is not None:
                adjustments.setdefault(key, factor)
        return adjustments

    def rewrite(
        self,
        table: str,
        shown: Sequence[Mapping[str, str]],
        parts: Sequence[Allocation],
        by: tuple[str, ...],
    ) -> Rewrite:
        """Return the rows of a table, each with the adjustment that was typed."""
        rows = [
            {
                **who,
                "customers": part.customers,
                "value_share": _rate(part.value),
                "potential_share": _rate(part.potential),
                "advised_share": _rate(part.suggested),
                "final_share": _rate(part.share),
                "budget": None if part.cents is None else part.cents / 100,
                "hours": part.hours,
                "allocation_why": part.why,
            }
            for who, part in zip(shown, parts, strict=True)
        ]
        before = self._basis.inputs.table(table)
        carried = carry(before, pd.DataFrame(rows, dtype=object), by, ["adjustment"])
        self._findings += factors(carried["adjustment"], table)[1]  # where they stand from now on
        return Rewrite(table, carried, by)


def _rate(share: Fraction | None) -> float | None:
    return None if share is None else float(share)


def _finding(best: Allocation, tier: str, basis: Basis) -> str:
    if best.share is None or best.value is None:
        return _NO_DATA.in_(basis.lang)
    value, share = f"{float(best.value):.1%}", f"{float(best.share):.1%}"
    return _FINDING.in_(basis.lang, tier=tier, value=value, share=share)
