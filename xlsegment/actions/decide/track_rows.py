"""The strategies that stand in 策略执行与效果, read once: for whom, since when, aiming at what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from xlsegment.actions.decide.facts import earlier_of
from xlsegment.actions.decide.figures import typed_figure
from xlsegment.actions.decide.section import Basis
from xlsegment.core.arrays import BoolArray
from xlsegment.core.celltext import clean_text
from xlsegment.core.columns import CONTROL_GROUP, CUSTOMER_ID, ROW
from xlsegment.core.control import ControlGroups, control_groups
from xlsegment.core.earlier import members_of
from xlsegment.core.findings import Finding, row_findings
from xlsegment.core.parse import parse_days
from xlsegment.core.repurchase import Span
from xlsegment.core.track_metrics import TRACK_METRICS, TrackMetric, track_metric
from xlsegment.core.tracking import span_of
from xlsegment.workbook.param_values import YES
from xlsegment.workbook.sheets.goals import ALL

TABLE = "tracking"
#: A target of a rise may be above 100 %.
_HIGHEST = 20.0


@dataclass(frozen=True, slots=True)
class Strategy:
    """One row that can be measured."""

    segment: str | None
    names: tuple[str, ...]
    metric: TrackMetric
    span: Span | None
    target: float | None
    chosen: bool
    title: str


@dataclass(frozen=True, slots=True)
class Strategies:
    """All of them, one per row of the table; None for a row that cannot be measured."""

    rows: tuple[Strategy | None, ...]
    findings: tuple[Finding, ...]

    @property
    def shown(self) -> Strategy | None:
        """The one whose progress is shown: the one that is chosen, else the first begun."""
        begun = [strategy for strategy in self.rows if strategy is not None and strategy.span]
        chosen = next((strategy for strategy in begun if strategy.chosen), None)
        return chosen or (begun[0] if begun else None)


def strategies_of(basis: Basis) -> Strategies:
    """Read the strategies."""
    table = basis.inputs.table(TABLE)
    if table is None:
        return Strategies((), ())
    rows: list[Strategy | None] = []
    findings: list[Finding] = []
    for number, cells in enumerate(table.to_dict("records")):
        found = _strategy(basis, {str(key): cell for key, cell in cells.items()})
        if isinstance(found, list):
            findings += [
                Finding(code, TABLE, number, column, fields=fields)
                for code, column, fields in found
            ]
        rows.append(found if isinstance(found, Strategy) else None)
    findings += _unknown_controls(basis, rows)
    return Strategies(tuple(rows), tuple(findings))


def members_at(basis: Basis, strategy: Strategy) -> Callable[[int], BoolArray]:
    """Return who was in a strategy's segment at the end of a day, as a function of the day.

    Cuts of scores and classes are those of the day before the strategy began, for both spans.
    """
    earlier = basis.once(earlier_of)
    began = basis.as_of if strategy.span is None else strategy.span.first - 1

    def members(day: int) -> BoolArray:
        segments = earlier.segments(day, began)
        if segments is None:
            return np.zeros(len(basis.result.counted), dtype=np.bool_)
        return members_of(segments, strategy.segment)

    return members


def _strategy(
    basis: Basis, cells: Mapping[str, object]
) -> Strategy | list[tuple[str, str, dict[str, object]]] | None:
    """Read a row: a strategy, what is wrong with it, or None for one without a metric."""
    problems: list[tuple[str, str, dict[str, object]]] = []
    name, wanted = _text(cells.get("track_segment")), _text(cells.get("track_metric"))
    if not name and not wanted:
        return None
    segment = segment_named(basis, name)
    if segment == "":
        problems.append(("W-154", "track_segment", {}))
    metric = track_metric(wanted)
    if metric is None:
        between = "、" if basis.lang == "zh" else ", "
        names = between.join(metric.name.in_(basis.lang) for metric in TRACK_METRICS)
        problems.append(("W-153", "track_metric", {"names": names}))
    target = typed_figure(cells.get("track_target"), "rate", _HIGHEST)
    if target.bad:
        problems.append(("W-152", "track_target", {}))
    first, last = (parse_days([cells.get(key)]) for key in ("track_start", "track_end"))
    start = int(first.values[0]) if first.ok[0] else None
    end = int(last.values[0]) if last.ok[0] else None
    if first.bad[0] or last.bad[0] or (start is not None and end is not None and end < start):
        problems.append(("W-155", "track_start", {}))
    if problems or metric is None:
        return problems
    strategy = _text(cells.get("track_strategy"))
    return Strategy(
        segment=segment,
        names=(name, strategy),
        metric=metric,
        span=None if start is None else span_of(start, end, basis.as_of),
        target=target.value,
        chosen=_text(cells.get("track_chart")).casefold() in {y.casefold() for y in YES.both},
        title=" · ".join(part for part in (name, strategy) if part),
    )


def segment_named(basis: Basis, name: str) -> str | None:
    """Return the id of a segment by its name, None for everybody, ``""`` for none there is."""
    if name.casefold() in {text.casefold() for text in ALL.both}:
        return None
    for key, group in basis.groups.items():
        if name.casefold() in {text.casefold() for text in (*group.name.both, key)}:
            return key
    return ""


def _controls(basis: Basis) -> tuple[ControlGroups, pd.DataFrame] | None:
    """Return who is held back, and the customers of the rows of the table they stand in."""
    table = basis.inputs.table("customers")
    if table is None or CONTROL_GROUP not in table or not table[CONTROL_GROUP].notna().any():
        return None
    customers = basis.result.customers
    return control_groups(table[CONTROL_GROUP]), customers[customers[ROW] >= 0]


def held_back(basis: Basis) -> Callable[[Strategy], BoolArray | None]:
    """Return who is held back from a strategy, as a function of it.

    A customer who stands in several rows is held back if one of them says so, whichever is first.
    """
    controls = basis.once(_controls)

    def held(strategy: Strategy) -> BoolArray | None:
        if controls is None:
            return None
        groups, listed = controls
        flags = groups.of(*strategy.names)[listed[ROW].to_numpy(dtype=np.int64)]
        everybody = basis.result.counted[CUSTOMER_ID]
        found: BoolArray = everybody.isin(listed.loc[flags, CUSTOMER_ID]).to_numpy(dtype=np.bool_)
        return found

    return held


def _unknown_controls(basis: Basis, strategies: list[Strategy | None]) -> list[Finding]:
    controls = basis.once(_controls)
    if controls is None:
        return []
    names = [name for strategy in strategies if strategy for name in strategy.names]
    names += [name for group in basis.groups.values() for name in group.name.both]
    rows = controls[0].unknown(names)
    return row_findings("W-157", "customers", rows.tolist(), column=CONTROL_GROUP)


def _text(cell: object) -> str:
    return "" if cell is None or cell != cell else clean_text(str(cell))
