"""分析目标: the current value of every goal, how far it is from its target, how it is computed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from xlsegment.actions.decide.facts import facts_of
from xlsegment.actions.decide.figures import typed_figure
from xlsegment.actions.decide.plan import Fill, Outcome, Rewrite
from xlsegment.actions.decide.section import Basis
from xlsegment.core.celltext import clean_text
from xlsegment.core.days import day_date
from xlsegment.core.findings import Finding
from xlsegment.core.goal_facts import Facts
from xlsegment.core.goal_metrics import (
    DOMAIN_TEXT,
    GOAL_METRICS,
    HIGHEST,
    GoalMetric,
    goal_metric,
)
from xlsegment.core.goals import STATE_TEXT, gap
from xlsegment.core.parse import parse_days
from xlsegment.core.units import UNIT_TEXT
from xlsegment.text import Text
from xlsegment.workbook.sheets.goals import ALL, metric_rows

_RESULTS = ("goal_value", "goal_unit", "goal_gap", "goal_gap_share", "goal_state", "goal_note")
_NO_TARGET = Text("尚未填写目标值。", "No target yet.")
_CLOSED = Text("已过截止日期。", "The due date has passed.")
_LEFT = Text("距截止还有 {n} 天。", "{n} days to go.")
_BETWEEN = Text("", " ")
_ALL_WORDS = frozenset({*(clean_text(name).casefold() for name in ALL.both), "全体", "全部客户"})


@dataclass(slots=True)
class _Row:
    """What is written into one row, and what is found in it."""

    cells: dict[str, object] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def decide_goals(basis: Basis) -> Outcome:
    """Fill the goals table and the list of metrics."""
    outcome = Outcome()
    lang = basis.lang
    if "goal_metrics" in basis.inputs.tables:
        rows = pd.DataFrame(metric_rows(lang), dtype=object)
        outcome.changes.append(Rewrite("goal_metrics", rows, ("metric_name",)))
    table = basis.inputs.table("goals")
    if table is None:
        return outcome
    facts = basis.once(facts_of)
    filled: list[Mapping[str, object]] = []
    for number, cells in enumerate(table.to_dict("records")):
        row = _row(basis, facts, number, {str(key): cell for key, cell in cells.items()})
        filled.append(row.cells)
        outcome.findings += row.findings
    frame = pd.DataFrame(filled, columns=list(_RESULTS), dtype=object)
    frame = frame.astype(object).where(frame.notna(), None)
    outcome.changes.append(Fill("goals", basis.inputs.placed("goals", frame)))
    return outcome


def _row(basis: Basis, facts: Facts, number: int, cells: Mapping[str, object]) -> _Row:
    row, lang = _Row(), basis.lang
    name = _text(cells.get("metric"))
    if not name:
        return row
    metric = goal_metric(name)
    if metric is None:
        between = "、" if lang == "zh" else ", "
        names = between.join(metric.name.in_(lang) for metric in GOAL_METRICS)
        row.findings.append(Finding("W-150", "goals", number, "metric", fields={"names": names}))
        return row
    row.cells["goal_unit"] = UNIT_TEXT[metric.unit].in_(lang)
    definition = metric.note.in_(lang, recent=facts.recent_days, active=facts.active_days)
    notes = [definition]
    scope = _scope(basis, facts, metric, _text(cells.get("goal_scope")))
    if isinstance(scope, Finding):
        row.findings.append(_at(scope, number))
        row.cells["goal_note"] = definition
        return row
    value = metric.measure(facts, scope.key)
    if isinstance(value, Text):
        row.cells["goal_note"] = _BETWEEN.in_(lang).join([f"{value.in_(lang)}。", definition])
        if lang == "en":
            row.cells["goal_note"] = f"{value.en}. {definition}"
        return row
    row.cells["goal_value"] = value
    target = typed_figure(cells.get("goal_target"), metric.unit, HIGHEST.get(metric.key, 1.0))
    if target.bad:
        row.findings.append(Finding("W-152", "goals", number, "goal_target"))
    elif target.value is None:
        notes.append(_NO_TARGET.in_(lang))
    else:
        found = gap(value, target.value, better=metric.better, near=basis.params.goal_near)
        row.cells |= {
            "goal_gap": found.value,
            "goal_gap_share": found.share,
            "goal_state": STATE_TEXT[found.state].in_(lang),
        }
        if found.state != "reached":
            notes += _time_left(cells.get("goal_due"), day_date(facts.as_of), basis)
    row.cells["goal_note"] = _BETWEEN.in_(lang).join(notes)
    return row


@dataclass(frozen=True, slots=True)
class _Scope:
    key: str | None


def _scope(basis: Basis, facts: Facts, metric: GoalMetric, name: str) -> _Scope | Finding:
    """Return what a scope names; a finding where it is nothing of the metric's kind."""
    if not name or name.casefold() in _ALL_WORDS:
        return _Scope(None)
    if metric.domain == "customers":
        for key, group in basis.groups.items():
            if name.casefold() in {text.casefold() for text in (*group.name.both, key)}:
                return _Scope(key)
    elif metric.domain == "campaigns" and facts.campaigns is not None:
        if name in facts.campaigns.names:
            return _Scope(name)
    elif metric.domain == "leads" and facts.leads is not None:
        for source in facts.leads["source"].dropna().unique():
            if str(source).casefold() == name.casefold():
                return _Scope(str(source))
    domain = DOMAIN_TEXT[metric.domain].in_(basis.lang)
    return Finding("W-151", "goals", None, "goal_scope", fields={"domain": domain})


def _at(finding: Finding, number: int) -> Finding:
    return Finding(finding.code, finding.table, number, finding.column, fields=finding.fields)


def _time_left(cell: object, today: dt.date, basis: Basis) -> list[str]:
    """Say how long there is until the due date."""
    due = parse_days([cell])
    if not due.ok[0]:
        return []
    days = int(due.values[0]) - basis.as_of
    return [(_CLOSED if days < 0 else _LEFT).in_(basis.lang, n=days)]


def _text(cell: object) -> str:
    return "" if cell is None or cell != cell else clean_text(str(cell))
