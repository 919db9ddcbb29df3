"""Second paragraph of a refresh: from what was read to everything that will be written.

Pure: tables in, tables out. Nothing here knows a workbook, a file or a clock.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import replace

from xlsegment.actions.decide.basis import basis_line, basis_names
from xlsegment.actions.decide.customers import decide_customers
from xlsegment.actions.decide.home import decide_home, missing_rate
from xlsegment.actions.decide.issues import sorted_findings
from xlsegment.actions.decide.migration import with_periods
from xlsegment.actions.decide.origin import remember_origin
from xlsegment.actions.decide.people import people_findings
from xlsegment.actions.decide.pictures import decide_pictures
from xlsegment.actions.decide.plan import Inputs, Outcome
from xlsegment.actions.decide.quality import with_quality
from xlsegment.actions.decide.review import decide_review
from xlsegment.actions.decide.section import Basis
from xlsegment.actions.decide.sections import SECTIONS
from xlsegment.actions.decide.segments import decide_segments
from xlsegment.actions.decide.settings import AS_OF_CELL, AS_OF_NAME, settings_of, typed_as_of
from xlsegment.actions.decide.strategies import decide_strategies
from xlsegment.actions.decide.typed import OurTexts
from xlsegment.actions.report import Report, SegmentCount
from xlsegment.core.days import day_date
from xlsegment.core.findings import Finding
from xlsegment.core.model import Result, segment_customers
from xlsegment.core.own_flags import whole_columns
from xlsegment.core.rulecheck import check_rules
from xlsegment.core.schemes import scheme_groups
from xlsegment.core.settings import Settings
from xlsegment.errors import NoUsableOrdersError
from xlsegment.text import Text
from xlsegment.workbook.sheets import SHEETS

__all__ = ["analysis_date", "decide", "decide_sections", "find"]


def find(inputs: Inputs) -> tuple[dt.date, list[Finding]]:
    """Return the analysis date and all that is to be listed in 数据检查.

    Without a usable order there is nothing to segment, but the tables can be checked all the
    same, as of the day of the check.
    """
    try:
        outcome, report = decide(inputs)
    except NoUsableOrdersError:
        as_of = _without_orders(inputs)
        return as_of, sorted_findings(with_quality([], inputs, as_of, None))
    return report.as_of, outcome.findings


def analysis_date(inputs: Inputs) -> dt.date:
    """Return the analysis date alone, which takes a fraction of the time of `find`."""
    try:
        return day_date(_segmented(inputs, OurTexts(inputs.remembered))[1].as_of)
    except NoUsableOrdersError:
        return _without_orders(inputs)


def decide(inputs: Inputs) -> tuple[Outcome, Report]:
    """Compute everything a refresh writes.

    Parameters
    ----------
    inputs : Inputs
        What was read from the workbook.

    Returns
    -------
    Outcome
        Columns to fill, tables to rewrite, named cells, findings for 数据检查.
    Report
        The same in figures, for people.

    Raises
    ------
    DataError
        If rules, parameters or the tables cannot be used.
    OrdersGone
        If old results would be taken for figures of another date.
    """
    ours = OurTexts(inputs.remembered)
    settings, result = _segmented(inputs, ours)
    origin = remember_origin(inputs, result)
    groups = scheme_groups(settings, result.cuts)

    as_of = day_date(result.as_of)
    people = people_findings(inputs, result)
    outcome = Outcome(findings=with_quality(people, inputs, as_of, result))
    outcome.findings += _rule_findings(settings, inputs)
    strategies, directions = decide_strategies(inputs, groups, result, ours)
    outcome.add(decide_customers(inputs, result, groups, directions, ours))
    counted, counts = decide_segments(inputs, result, groups, ours)
    outcome.add(counted)
    outcome.add(strategies)
    outcome.add(decide_pictures(inputs, result, counts))
    sections = Basis(inputs, result, ours, groups, counts, directions)
    for section in SECTIONS:
        if any(table in inputs.tables for table in section.tables):
            outcome.add(section.decide(sections))
    with_periods(outcome, sections)

    typed = typed_as_of(inputs, ours)
    if inputs.as_of is None and typed is None:
        outcome.names[AS_OF_NAME] = as_of
        ours.written(AS_OF_CELL, as_of.isoformat())
    elif typed is None:
        ours.keep_mark(AS_OF_CELL)
    basis = basis_line(inputs.params, as_of, result.cuts, result.lifetime)
    outcome.names |= basis_names(inputs.params, as_of, result.cuts, inputs.lang, result.lifetime)
    outcome.add(decide_review(inputs))
    missing, warning = missing_rate(inputs, result)
    outcome.findings = sorted_findings([*outcome.findings, *warning])
    outcome.add(decide_home(inputs, result, counts, missing, outcome.findings))
    outcome.remember = ours.fingerprints
    outcome.origin = origin
    return outcome, _report(as_of, basis, result, counts, outcome)


def decide_sections(inputs: Inputs, keys: Collection[str]) -> tuple[Outcome, Report]:
    """Compute what single sheets hold, everything else stays as it is.

    Parameters
    ----------
    inputs : Inputs
        What was read from the workbook.
    keys : collection of str
        Keys of the sections wanted.

    Returns
    -------
    Outcome, Report
        As from `decide`; 数据检查 is left alone.

    Raises
    ------
    DataError, OrdersGone
        As from `decide`.
    """
    ours = OurTexts(inputs.remembered)
    settings, result = _segmented(inputs, ours)
    remember_origin(inputs, result)
    groups = scheme_groups(settings, result.cuts)
    # Their sheets stay, but sections rest on what these would say.
    aside = OurTexts(inputs.remembered)
    _, directions = decide_strategies(inputs, groups, result, aside)
    _, counts = decide_segments(inputs, result, groups, aside)
    outcome = Outcome(lists_findings=False)
    basis = Basis(inputs, result, ours, groups, counts, directions)
    for section in SECTIONS:
        if section.key in keys:
            outcome.add(section.decide(basis))
    as_of = day_date(result.as_of)
    lines = basis_names(inputs.params, as_of, result.cuts, inputs.lang, result.lifetime)
    filled = {sheet.basis_name for sheet in SHEETS if sheet.key in keys and sheet.basis}
    outcome.names |= {name: line for name, line in lines.items() if name in filled}
    outcome.findings = sorted_findings(outcome.findings)
    outcome.remember = ours.added_fingerprints
    outcome.origin = inputs.origin
    line = basis_line(inputs.params, as_of, result.cuts, result.lifetime)
    return outcome, _report(as_of, line, result, counts, outcome)


def _report(
    as_of: dt.date,
    basis: Text,
    result: Result,
    counts: list[SegmentCount],
    outcome: Outcome,
) -> Report:
    people = result.counted
    return Report(
        as_of=as_of,
        basis=basis,
        customers=len(people),
        orders=int(people["lifetime_frequency"].sum()),
        segments=counts,
        findings=outcome.findings,
        skipped=outcome.skipped,
    )


def _segmented(inputs: Inputs, ours: OurTexts) -> tuple[Settings, Result]:
    settings = settings_of(inputs, typed_as_of(inputs, ours))
    result = segment_customers(inputs.table("orders"), inputs.table("customers"), settings)
    return settings, result


def _without_orders(inputs: Inputs) -> dt.date:
    return inputs.as_of or inputs.params.as_of or inputs.refreshed.date()


def _rule_findings(settings: Settings, inputs: Inputs) -> list[Finding]:
    """Check the rules in force; those of a preset stand in no row of the rule table."""
    if settings.scheme not in ("rules", "strict"):
        return []
    whole = whole_columns(settings.rules, inputs.tables.get("customers"))
    findings = check_rules(settings.rules, window_days=settings.window_days, whole=whole)
    if settings.scheme == "rules":
        return findings
    return [replace(finding, row=None) for finding in findings]
