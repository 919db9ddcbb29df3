"""The figures in which the action plan looks for problems, gathered from the refresh."""

from __future__ import annotations

from collections import Counter
from statistics import median
from typing import TYPE_CHECKING

import numpy as np

from xlsegment.actions.decide.churn import churn_of
from xlsegment.actions.decide.facts import facts_of
from xlsegment.actions.decide.migration import migration_of
from xlsegment.core.columns import AMOUNT_CENTS, KIND, ORDER_DAY, SEGMENT_ID
from xlsegment.core.days import day_date
from xlsegment.core.earlier import members_of
from xlsegment.core.evidence import (
    CampaignRates,
    Compared,
    Evidence,
    LeadEvidence,
    Yardsticks,
)
from xlsegment.core.lead_groups import lead_figures
from xlsegment.core.periods import campaign_days
from xlsegment.core.presets import SLEEPING
from xlsegment.core.ratios import ratio
from xlsegment.core.repurchase import Span, ordered
from xlsegment.core.rfm import CANCELLED
from xlsegment.core.segments import INCOMPLETE_ID, NEVER_BOUGHT
from xlsegment.text import Text

if TYPE_CHECKING:
    from xlsegment.actions.decide.section import Basis
    from xlsegment.core.column_cells import FloatArray
    from xlsegment.core.goal_facts import Facts

# So many campaigns make a yardstick for each other.
_ENOUGH = 3
_ALL = Text("全部客户", "all customers")


def evidence_of(basis: Basis) -> Evidence:
    """Return everything that problems are looked for in."""
    params, facts = basis.params, basis.once(facts_of)
    campaigns, drop = _campaigns(basis, facts), params.problem_drop
    moves = basis.once(migration_of)
    return Evidence(
        days=params.recent_days,
        drop=drop,
        repurchase=_repurchase(basis, facts),
        spend=_spend(basis, facts),
        sleeping=_sleeping(basis, facts),
        campaigns=campaigns,
        yardsticks=Yardsticks(
            reach=_yardstick(params.target_reach, [c.reach for c in campaigns], drop),
            conversion=_yardstick(
                params.target_conversion, [c.conversion for c in campaigns], drop
            ),
        ),
        leads=_leads(basis, facts),
        fallen=0 if moves is None else len(moves.alerts),
        fallen_since=None if moves is None else day_date(moves.previous),
        at_risk=_at_risk(basis),
        missing=facts.missing,
        missing_limit=params.missing_limit,
        largest=_largest(basis),
        largest_limit=params.largest_group,
        customers=int(facts.buyers(None).sum()),
    )


def _repurchase(basis: Basis, facts: Facts) -> tuple[Compared, ...]:
    """Return 复购率 of every group: the group as it was before each of the two spans."""
    now, before = facts.recent, facts.recent.before
    segments = [
        known
        for span in (now, before)
        if (known := facts.earlier.segments(span.first - 1, now.first - 1)) is not None
    ]
    if facts.activity is None or len(segments) < 2:
        return ()
    found = []
    # Nobody expects those who sleep, or who never bought, to come back by themselves.
    for key, group in basis.groups.items():
        if key in (SLEEPING.segment_id, NEVER_BOUGHT, INCOMPLETE_ID):
            continue
        samples = [
            ordered(facts.activity, members_of(then, key), span)
            for then, span in zip(segments, (now, before), strict=True)
        ]
        rates = [sample.value for sample in samples]
        if rates[0] is not None and rates[1] is not None:
            sizes = [sample.size for sample in samples]
            found.append(Compared(key, group.name, group.owner, rates[0], rates[1], *sizes))
    return tuple(found)


def _spend(basis: Basis, facts: Facts) -> Compared | None:
    """Return net spend of the last days and of those before, where there were orders before."""
    orders, activity = basis.result.orders, facts.activity
    now, before = facts.recent, facts.recent.before
    if orders is None or activity is None or not len(activity.day):
        return None
    if int(activity.day[0]) > before.first:
        return None  # the books begin later: less would be seen than there was
    counted = orders[(orders[KIND] != CANCELLED).to_numpy()]
    days = counted[ORDER_DAY].to_numpy(dtype=np.int64)
    cents = counted[AMOUNT_CENTS].to_numpy(dtype=np.int64)

    def total(span: Span) -> float:
        return int(cents[(days >= span.first) & (days <= span.last)].sum()) / 100

    sizes = (int(activity.span(s.first, s.last).bought().sum()) for s in (now, before))
    return Compared("", _ALL, Text("", ""), total(now), total(before), *sizes)


def _sleeping(basis: Basis, facts: Facts) -> Compared | None:
    key = SLEEPING.segment_id
    if key not in facts.earlier.rule_ids:
        return None
    shares, sizes = [], []
    for day in (facts.as_of, facts.recent.first - 1):
        segments = facts.earlier.segments(day)
        if segments is None:
            return None
        bought = members_of(segments, None)
        share = ratio(int(members_of(segments, key).sum()), int(bought.sum()))
        if share is None:
            return None
        shares.append(share)
        sizes.append(int(bought.sum()))
    group = basis.groups[key]
    return Compared(key, group.name, group.owner, shares[0], shares[1], *sizes)


def _at_risk(basis: Basis) -> int:
    if basis.sales is None:
        return 0
    churn = basis.once(churn_of)
    return int(((churn["risk"] == "high") & churn["valuable"]).sum())


def _campaigns(basis: Basis, facts: Facts) -> tuple[CampaignRates, ...]:
    """Return the campaigns that ended in the window; of one name they are told apart by order."""
    table, figures = basis.inputs.table("campaigns"), facts.campaigns
    if table is None or figures is None:
        return ()
    periods = table.get("period", [None] * len(table))
    seen = Counter[str]()
    found = []
    for row, (name, period) in enumerate(zip(figures.names, periods, strict=True)):
        days = campaign_days(period)
        if not name or days is None or not facts.window.first <= days[1] <= facts.as_of:
            continue
        seen[name] += 1
        shown = name if seen[name] == 1 else f"{name} #{seen[name]}"
        reached = figures.reached[row]
        found.append(
            CampaignRates(
                shown,
                _rate(figures.reached, figures.target, row),
                _rate(figures.converted, figures.reached, row),
                _rate(figures.profit, figures.cost, row),
                0 if np.isnan(reached) else int(reached),
            )
        )
    return tuple(found)


def _rate(above: FloatArray, below: FloatArray, row: int) -> float | None:
    if np.isnan(above[row]) or np.isnan(below[row]):
        return None
    return ratio(float(above[row]), float(below[row]))


def _yardstick(target: float | None, rates: list[float | None], drop: float) -> float | None:
    """Return the target, else what lies well below what the campaigns usually have."""
    if target is not None:
        return target
    known = [rate for rate in rates if rate is not None]
    return median(known) * (1 - drop) if len(known) >= _ENOUGH else None


def _leads(basis: Basis, facts: Facts) -> LeadEvidence | None:
    if facts.leads is None:
        return None
    figures = lead_figures(facts.leads)
    return LeadEvidence(
        leads=figures.leads,
        never=figures.never,
        mean_hours=figures.mean_hours,
        answered=figures.answered,
        limit_hours=basis.params.lead_hours,
        never_limit=basis.params.uncontacted_limit,
    )


def _largest(basis: Basis) -> tuple[Text, float] | None:
    """Return the largest group of those that the rules tell apart: who never bought is in none."""
    segments = basis.result.counted[SEGMENT_ID]
    told = segments[~segments.isin([NEVER_BOUGHT, INCOMPLETE_ID])]
    if not len(told):
        return None
    counts = told.value_counts()
    top = counts[counts == counts.max()].index.min()  # of equal ones the first by id
    return basis.groups[str(top)].name, float(counts.max()) / len(told)
