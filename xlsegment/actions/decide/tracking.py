"""策略执行与效果: every strategy before and after, against its target and its control group."""

from __future__ import annotations

import pandas as pd

from xlsegment.actions.decide.facts import orders_of
from xlsegment.actions.decide.plan import Fill, Outcome
from xlsegment.actions.decide.section import Basis
from xlsegment.actions.decide.track_rows import (
    TABLE,
    Strategy,
    held_back,
    members_at,
    strategies_of,
)
from xlsegment.core.findings import Finding
from xlsegment.core.track_words import (
    NO_ORDERS,
    NOT_BEGUN,
    VERDICT_TEXT,
    check_again,
    conclusion,
)
from xlsegment.core.tracking import Course, follow, verdict
from xlsegment.core.units import UNIT_TEXT
from xlsegment.workbook.sheets.track_results import RESULTS


def decide_tracking(basis: Basis) -> Outcome:
    """Fill the results of every strategy."""
    if basis.inputs.table(TABLE) is None:
        return Outcome()
    strategies = basis.once(strategies_of)
    outcome = Outcome(findings=list(strategies.findings))
    filled = []
    for number, strategy in enumerate(strategies.rows):
        row, codes = _results(basis, strategy)
        filled.append(row)
        outcome.findings += [Finding(code, TABLE, number, "track_segment") for code in codes]
    frame = pd.DataFrame(filled, columns=[column.key for column in RESULTS], dtype=object)
    frame = frame.where(frame.notna(), None)
    outcome.changes.append(Fill(TABLE, basis.inputs.placed(TABLE, frame)))
    return outcome


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
    held = held_back(basis)(strategy)
    members = members_at(basis, strategy)
    course = follow(activity, strategy.metric, strategy.span, members, held)
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
