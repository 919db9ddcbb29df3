"""线索分析 and the results in 销售线索, all from one reading of the leads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd

from xlsegment.actions.decide.plan import Fill, Outcome, Rewrite
from xlsegment.actions.decide.section import Basis
from xlsegment.core.findings import Finding
from xlsegment.core.lead_groups import (
    FunnelStep,
    LeadFigures,
    by_column,
    by_month,
    funnel,
    lead_figures,
)
from xlsegment.core.lead_terms import LEAD_STATES, LeadTerms
from xlsegment.core.leads import TABLE, clean_leads, lead_states
from xlsegment.core.wilson import FEW_CASES
from xlsegment.text import Lang, Text
from xlsegment.workbook.sheets.lead_metrics import MONTHS, NAMES

_NAMES: Final = {spec.key: spec.name for spec in NAMES}
_ALL: Final = Text("全部线索", "All leads")
_MATURE: Final = Text("已满 {days} 天的线索", "Leads {days} days old")
_NOT_STATED: Final = Text("未注明", "Not stated")
_FEW: Final = Text("不足 {n} 条，比率仅供参考。", "Fewer than {n} leads: the rates are rough.")
_NO_LEADS: Final = Text(
    "“销售线索”里还没有线索，所以没有结果。", "There are no leads in Leads yet, so no results."
)
_NO_TIMES: Final = Text(
    "没有可用的首次联系时间，算不出响应时长。", "No usable first contact: no response time."
)
_EARLY: Final = Text(
    "{n} 条联系早于创建，未计入平均。", "{n} contacted before creation, not averaged."
)
_TWO_RATES: Final = Text(
    "以分析基准日 {day} 为准：创建满 {days} 天的才算满期。",
    "By the analysis date {day}: mature is what is {days} days old.",
)
_STAGES: Final[Mapping[str, Text]] = {
    "created": Text("创建", "Created"),
    "contacted": Text("已联系", "Contacted"),
    "high": Text("匹配度高", "High match"),
    "paid": Text("成交", "Deal"),
}
_BESIDE: Final = Text(
    "另有 {n} 条没经过前面各步也成交了。", "{n} more paid without the steps before."
)
_TOP: Final = Text(
    "“{name}”线索最多，占 {share}，有效率 {rate}{best}",
    "“{name}” brings most leads ({share}), valid rate {rate}{best}",
)
_BEST: Final = Text("；有效率最高的是“{name}” {rate}", "; best rate: “{name}” {rate}")
_LAST: Final = Text(
    "{month} 创建的线索满期有效率 {rate}{change}", "Leads of {month}: {rate} valid{change}"
)
_CHANGE: Final = Text(
    "，比前一个月{way} {points} 个百分点", ", {way} {points} points on the month before"
)
_UP, _DOWN = Text("高", "up"), Text("低", "down")
_NO_DATA: Final = Text("暂无数据", "No data yet")


@dataclass(frozen=True, slots=True)
class Leads:
    """The leads of a workbook and all their figures.

    Attributes
    ----------
    rows : DataFrame
        From `clean_leads`, one row per filled row of the table as read.
    findings : list of Finding
        What was met in them.
    terms : LeadTerms
        What counts as valid, in time, a high match.
    total, mature : LeadFigures
        All leads that count, and those that have had their days.
    sources, owners : list of LeadFigures
        Most leads first; ``name`` is None where none is stated.
    months : list of LeadFigures
        The last months by creation; ``name`` is ``YYYY-MM``.
    steps : list of FunnelStep
        创建 → 联系 → 匹配度高 → 成交.
    """

    rows: pd.DataFrame
    findings: list[Finding]
    terms: LeadTerms
    total: LeadFigures
    mature: LeadFigures
    sources: list[LeadFigures]
    owners: list[LeadFigures]
    months: list[LeadFigures]
    steps: list[FunnelStep]


def leads_of(basis: Basis) -> Leads | None:
    """Return the leads and their figures; None where the workbook has none."""
    table = basis.inputs.table(TABLE)
    if table is None:
        return None
    params = basis.params
    terms = LeadTerms(params.lead_days, params.lead_hours, params.lead_high_match)
    rows, findings = clean_leads(table, as_of=basis.as_of, terms=terms)
    counted = rows[rows["counted"].to_numpy()].reset_index(drop=True)
    return Leads(
        rows=rows,
        findings=findings,
        terms=terms,
        total=lead_figures(counted),
        mature=lead_figures(counted[counted["mature"].to_numpy()].reset_index(drop=True)),
        sources=by_column(counted, "source"),
        owners=by_column(counted, "owner"),
        months=by_month(counted, as_of=basis.as_of, months=MONTHS),
        steps=funnel(counted),
    )


def decide_leads(basis: Basis) -> Outcome:
    """Fill the result columns of 销售线索 and list what was met in it."""
    leads = basis.once(leads_of)
    if leads is None:
        return Outcome()
    hours = leads.rows["response_ms"] / 3_600_000
    filled = pd.DataFrame(
        {
            "response_hours": hours.astype(object).where(hours.notna(), None),
            "lead_state": [LEAD_STATES[key].in_(basis.lang) for key in lead_states(leads.rows)],
        },
        dtype=object,
    )
    return Outcome([Fill(TABLE, basis.inputs.placed(TABLE, filled))], list(leads.findings))


def decide_lead_metrics(basis: Basis) -> Outcome:
    """Fill 线索分析; without leads its cells are blank and say why."""
    leads, lang = basis.once(leads_of), basis.lang
    if leads is not None and not leads.total.leads:
        leads = None
    tables = {
        "lead_totals": (_totals(leads, basis), "scope"),
        "lead_funnel": (_funnel(leads, lang), "stage"),
        "lead_sources": (_groups("by_source", leads.sources if leads else [], lang), "by_source"),
        "lead_owners": (_groups("by_owner", leads.owners if leads else [], lang), "by_owner"),
        "lead_months": (_months(leads.months if leads else []), "lead_month"),
    }
    outcome = Outcome()
    for key, (rows, known_by) in tables.items():
        if key in basis.inputs.tables:
            outcome.changes.append(Rewrite(key, rows, (known_by,)))
    outcome.names[_NAMES["finding_lead_sources"]] = _top(leads, lang)
    outcome.names[_NAMES["finding_lead_months"]] = _latest(leads, lang)
    return outcome


def _totals(leads: Leads | None, basis: Basis) -> pd.DataFrame:
    lang = basis.lang
    scopes = [_ALL.in_(lang), _MATURE.in_(lang, days=basis.params.lead_days)]
    if leads is None:
        return _rows([{"scope": scopes[0], "lead_note": _NO_LEADS.in_(lang)}, {"scope": scopes[1]}])
    day = dt.date(1970, 1, 1) + dt.timedelta(days=basis.as_of)
    said = _TWO_RATES.in_(lang, day=day.isoformat(), days=leads.terms.days)
    return _rows(
        [
            {"scope": scopes[0], **_figures(leads.total, lang)},
            {"scope": scopes[1], **_figures(leads.mature, lang, said)},
        ]
    )


def _figures(group: LeadFigures, lang: Lang, *notes_before: str) -> dict[str, object]:
    interval = group.interval
    notes = list(notes_before)
    if group.leads < FEW_CASES:
        notes.append(_FEW.in_(lang, n=FEW_CASES))
    if group.leads and not group.answered:
        notes.append(_NO_TIMES.in_(lang))
    if group.early:
        notes.append(_EARLY.in_(lang, n=group.early))
    return {
        "leads": group.leads,
        "valid": group.valid,
        "rate": group.rate,
        "interval": None if interval is None else f"{interval[0]:.1%}–{interval[1]:.1%}",
        "mean_hours": group.mean_hours,
        "median_hours": group.median_hours,
        "timely_rate": group.timely_rate,
        "never": group.never,
        "amount": group.amount_cents / 100 if group.amount_cents else None,
        "lead_note": (" " if lang == "en" else "").join(notes) or None,
    }


def _groups(key: str, groups: Sequence[LeadFigures], lang: Lang) -> pd.DataFrame:
    everything = sum(group.leads for group in groups)
    rows = [
        {
            key: _NOT_STATED.in_(lang) if group.name is None else group.name,
            f"{key}_share": group.leads / everything,
            "mature_rate": group.mature_rate,
            **_figures(group, lang),
        }
        for group in groups
    ]
    return _rows(rows, key)


def _funnel(leads: Leads | None, lang: Lang) -> pd.DataFrame:
    if leads is None:
        return _rows([{"stage": name.in_(lang), "stage_leads": None} for name in _STAGES.values()])
    beside = leads.total.paid - leads.steps[-1].leads
    rows = [
        {
            "stage": _STAGES[step.key].in_(lang),
            "stage_leads": step.leads,
            "of_all": step.of_all,
            "of_previous": step.of_previous,
            "stage_note": _BESIDE.in_(lang, n=beside) if step.key == "paid" and beside else None,
        }
        for step in leads.steps
    ]
    return _rows(rows)


def _months(months: Sequence[LeadFigures]) -> pd.DataFrame:
    rows = [
        {
            "lead_month": dt.date.fromisoformat(f"{month.name}-01"),
            "leads": month.leads,
            "valid": month.valid,
            "rate": month.rate,
            "month_mature": month.mature,
            "mature_rate": month.mature_rate,
        }
        for month in months
    ]
    return _rows(rows, "lead_month")


def _rows(rows: Sequence[Mapping[str, object]], key: str = "") -> pd.DataFrame:
    frame = pd.DataFrame([dict(row) for row in rows], dtype=object)
    return frame if len(frame.columns) else pd.DataFrame({key: []}, dtype=object)


def _top(leads: Leads | None, lang: Lang) -> str:
    stated = [group for group in leads.sources if group.name is not None] if leads else []
    if leads is None or not stated:
        return _NO_DATA.in_(lang)
    top = stated[0]
    enough = [group for group in stated if group.leads >= FEW_CASES and group.rate is not None]
    best = max(enough, key=lambda group: group.rate or 0.0, default=None)
    also = (
        "" if best is None or best is top else _BEST.in_(lang, name=best.name, rate=_p(best.rate))
    )
    share = top.leads / leads.total.leads
    return _TOP.in_(lang, name=top.name, share=_p(share), rate=_p(top.rate), best=also)


def _latest(leads: Leads | None, lang: Lang) -> str:
    """Word the last month all of whose leads have had their days."""
    months = leads.months if leads else []
    over = [(m.name, m.mature_rate) for m in months if m.leads and m.mature == m.leads]
    rates = [(name, rate) for name, rate in over if rate is not None]
    if not rates:
        return _NO_DATA.in_(lang)
    (month, rate), change = rates[-1], ""
    if len(rates) > 1:
        points = (rate - rates[-2][1]) * 100
        way = (_UP if points >= 0 else _DOWN).in_(lang)
        change = _CHANGE.in_(lang, way=way, points=f"{abs(points):.1f}")
    return _LAST.in_(lang, month=month, rate=_p(rate), change=change)


def _p(rate: float | None) -> str:
    return "—" if rate is None else f"{rate:.1%}"
