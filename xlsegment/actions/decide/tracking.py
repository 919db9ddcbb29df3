"""策略执行与效果: every strategy before and after, against its target and its control group."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from xlsegment.actions.decide.facts import earlier_of, orders_of
from xlsegment.actions.decide.figures import typed_figure
from xlsegment.actions.decide.plan import Fill, Outcome
from xlsegment.actions.decide.section import Basis
from xlsegment.actions.decide.track_progress import decide_progress
from xlsegment.core.arrays import BoolArray
from xlsegment.core.celltext import clean_text
from xlsegment.core.columns import CONTROL_GROUP
from xlsegment.core.control import ControlGroups, control_groups
from xlsegment.core.earlier import members_of
from xlsegment.core.findings import Finding, row_findings
from xlsegment.core.parse import parse_days
from xlsegment.core.repurchase import Span
from xlsegment.core.track_metrics import TRACK_METRICS, TrackMetric, track_metric
from xlsegment.core.track_words import (
    NO_ORDERS,
    NOT_BEGUN,
    VERDICT_TEXT,
    check_again,
    conclusion,
)
from xlsegment.core.tracking import Course, follow, span_of, verdict
from xlsegment.core.units import UNIT_TEXT
from xlsegment.workbook.param_values import YES
from xlsegment.workbook.sheets.goals import ALL
from xlsegment.workbook.sheets.track_results import RESULTS

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


def decide_tracking(basis: Basis) -> Outcome:
    """Fill the results of every strategy and the progress of the one that is chosen."""
    outcome = Outcome()
    table = basis.inputs.table(TABLE)
    strategies: list[Strategy | None] = []
    if table is not None:
        records = [
            {str(key): cell for key, cell in row.items()} for row in table.to_dict("records")
        ]
        for number, cells in enumerate(records):
            found = _strategy(basis, cells)
            if isinstance(found, list):
                outcome.findings += [
                    Finding(code, TABLE, number, column, fields=fields)
                    for code, column, fields in found
                ]
            strategies.append(found if isinstance(found, Strategy) else None)
        outcome.findings += _unknown_controls(basis, strategies)
        filled = []
        for number, strategy in enumerate(strategies):
            row, codes = _results(basis, strategy)
            filled.append(row)
            outcome.findings += [Finding(code, TABLE, number, "track_segment") for code in codes]
        frame = pd.DataFrame(filled, columns=[column.key for column in RESULTS], dtype=object)
        frame = frame.where(frame.notna(), None)
        outcome.changes.append(Fill(TABLE, basis.inputs.placed(TABLE, frame)))
    outcome.add(decide_progress(basis, _shown(strategies), members_at(basis), _held(basis)))
    return outcome


def members_at(basis: Basis) -> Callable[[str | None, int], BoolArray]:
    """Return who was in a segment at the end of a day."""
    earlier = basis.once(earlier_of)

    def members(segment: str | None, day: int) -> BoolArray:
        segments = earlier.segments(day)
        if segments is None:
            return np.zeros(len(basis.result.counted), dtype=np.bool_)
        return members_of(segments, segment)

    return members


def _strategy(
    basis: Basis, cells: Mapping[str, object]
) -> Strategy | list[tuple[str, str, dict[str, object]]] | None:
    """Read a row: a strategy, what is wrong with it, or None for one without a metric."""
    problems: list[tuple[str, str, dict[str, object]]] = []
    name, wanted = _text(cells.get("track_segment")), _text(cells.get("track_metric"))
    if not name and not wanted:
        return None
    segment = _segment(basis, name)
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


def _segment(basis: Basis, name: str) -> str | None:
    """Return the id of a segment by its name, None for everybody, ``""`` for none there is."""
    if name.casefold() in {text.casefold() for text in ALL.both}:
        return None
    for key, group in basis.groups.items():
        if name.casefold() in {text.casefold() for text in (*group.name.both, key)}:
            return key
    return ""


def _controls(basis: Basis) -> tuple[ControlGroups, pd.Series[int]] | None:
    """Return who is held back, and the customers' rows in the table they stand in."""
    table = basis.inputs.table("customers")
    if table is None or CONTROL_GROUP not in table or not table[CONTROL_GROUP].notna().any():
        return None
    return control_groups(table[CONTROL_GROUP]), basis.result.counted["row"]


def _held(basis: Basis) -> Callable[[Strategy], BoolArray | None]:
    """Return who is held back from a strategy."""
    controls = basis.once(_controls)

    def held(strategy: Strategy) -> BoolArray | None:
        if controls is None:
            return None
        groups, rows = controls
        at = rows.to_numpy(dtype=np.int64)
        flags = np.append(groups.of(*strategy.names), np.False_)  # -1, in no row, finds the last
        found: BoolArray = flags[at]
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


def _results(basis: Basis, strategy: Strategy | None) -> tuple[dict[str, object], list[str]]:
    """Return the results of a row, and codes of what was met."""
    if strategy is None:
        return {}, []
    row: dict[str, object] = {"track_unit": UNIT_TEXT[strategy.metric.unit].in_(basis.lang)}
    if strategy.span is None:
        return row | {"track_conclusion": NOT_BEGUN.in_(basis.lang)}, []
    activity = basis.once(orders_of)
    if activity is None:
        return row | {"track_conclusion": NO_ORDERS.in_(basis.lang)}, []
    members = members_at(basis)
    held = _held(basis)(strategy)
    course = follow(
        activity, strategy.metric, strategy.span, lambda day: members(strategy.segment, day), held
    )
    nobody = held is not None and held.any() and course.size > 0 and not course.control_size
    return row | _cells(basis, strategy, course), ["W-156"] if nobody else []


def _cells(basis: Basis, strategy: Strategy, course: Course) -> dict[str, object]:
    metric, lang = strategy.metric, basis.lang
    scale = 100 if metric.unit == "rate" else 1  # differences of rates are shown in points

    def scaled(value: float | None) -> float | None:
        return None if value is None else value * scale

    against, both = course.against_control, course.did
    interval = None if against is None else against.interval
    reached = verdict(course, metric, strategy.target, in_points=basis.params.rise_in_points)
    return {
        "track_customers": course.size,
        "track_before": course.baseline,
        "track_now": course.current,
        "track_points": scaled(course.change),
        "track_share": course.change_share,
        "track_reached": None if reached is None else VERDICT_TEXT[reached].in_(lang),
        "track_control": course.control_size or None,
        "track_control_now": course.control,
        "track_effect": None if against is None else scaled(against.value),
        "track_low": None if interval is None else scaled(interval.low),
        "track_high": None if interval is None else scaled(interval.high),
        "track_did": None if both is None else scaled(both.value),
        "track_conclusion": conclusion(course, metric, lang),
        "track_check": check_again(reached, metric, lang),
    }


def _shown(strategies: list[Strategy | None]) -> Strategy | None:
    """Return the strategy whose progress is shown: the one chosen, else the first begun."""
    begun = [strategy for strategy in strategies if strategy is not None and strategy.span]
    return next((strategy for strategy in begun if strategy.chosen), begun[0] if begun else None)


def _text(cell: object) -> str:
    return "" if cell is None or cell != cell else clean_text(str(cell))
