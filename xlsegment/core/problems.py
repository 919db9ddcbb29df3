"""Problems that figures show: one declaration each, found and drafted from it.

A draft names causes that are usual, never ones that were found out: people check and rewrite them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from xlsegment.core.evidence import Compared, Evidence
from xlsegment.core.problem_texts import TEXTS, ProblemTexts
from xlsegment.core.wilson import FEW_CASES
from xlsegment.text import LANGS, Text

#: Below so many customers a rate says nothing at all.
FEWEST: Final = 5
_ROUNDING: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Hit:
    """One problem that was found.

    Attributes
    ----------
    scope : str
        Key of the group or name of the campaign; empty for the whole workbook.
    fields : mapping
        What stands in the texts.
    size : int or None
        Customers or leads it rests on; None where it is no sample.
    owner : Text or None
        Who should look at it, where that is known better than by the problem.
    """

    scope: str
    fields: Mapping[str, object]
    size: int | None = None
    owner: Text | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """One kind of problem.

    Attributes
    ----------
    code : str
        First part of the numbers of its rows, which must never change.
    find : callable
        Evidence -> hits, the worst first.
    wavers : bool
        Whether the figure goes up and down from day to day anyway.
    """

    code: str
    find: Callable[[Evidence], Iterable[Hit]]
    wavers: bool = False

    @property
    def texts(self) -> ProblemTexts:
        """What is drafted."""
        return TEXTS[self.code]


@dataclass(frozen=True, slots=True)
class Draft:
    """A row of the action plan as it is drafted.

    ``few`` is how many customers it rests on where they are few.
    """

    number: str
    problem: Text
    evidence: Text
    cause: Text
    solution: Text
    owner: Text
    few: int | None
    wavers: bool


def percent(share: float) -> str:
    """Return a share as people write it.

    Examples
    --------
    >>> percent(0.15), percent(0.1525)
    ('15%', '15.2%')
    """
    return f"{share:.1%}".replace(".0%", "%")


def drafts(evidence: Evidence) -> list[Draft]:
    """Return the drafts of all problems, the gravest kind first."""
    return [_draft(problem, hit) for problem in PROBLEMS for hit in problem.find(evidence)]


def _draft(problem: Problem, hit: Hit) -> Draft:
    def filled(text: Text) -> Text:
        zh, en = (
            text.in_(
                lang,
                **{k: v.in_(lang) if isinstance(v, Text) else v for k, v in hit.fields.items()},
            )
            for lang in LANGS
        )
        return Text(zh, en)

    texts = problem.texts
    return Draft(
        number=f"{problem.code}-{hit.scope}" if hit.scope else problem.code,
        problem=filled(texts.problem),
        evidence=filled(texts.evidence),
        cause=texts.cause,
        solution=texts.solution,
        owner=hit.owner or texts.owner,
        few=hit.size if hit.size is not None and hit.size < FEW_CASES else None,
        wavers=problem.wavers,
    )


def _fell(evidence: Evidence) -> Iterator[Hit]:
    fallen = [
        group
        for group in evidence.repurchase
        if group.fall >= evidence.drop - _ROUNDING and min(group.size, group.size_before) >= FEWEST
    ]
    for group in sorted(fallen, key=lambda group: (-group.fall, group.key)):
        yield _compared(evidence, group)


def _compared(evidence: Evidence, group: Compared, sign: int = 1) -> Hit:
    return Hit(
        group.key,
        {
            "name": group.name,
            "days": evidence.days,
            "change": percent(sign * group.fall),
            "points": f"{abs(group.now - group.before) * 100:.1f}",
            "now": percent(group.now),
            "before": percent(group.before),
            "n": f"{group.size:,}",
            "m": f"{group.size_before:,}",
        },
        min(group.size, group.size_before),
        group.owner,
    )


def _less_spend(evidence: Evidence) -> Iterator[Hit]:
    spend = evidence.spend
    if spend is None or spend.before <= 0 or spend.fall < evidence.drop - _ROUNDING:
        return
    yield Hit(
        "",
        {
            "days": evidence.days,
            "change": percent(spend.fall),
            "now": f"{spend.now:,.2f}",
            "before": f"{spend.before:,.2f}",
        },
        spend.size_before,
    )


def _more_sleep(evidence: Evidence) -> Iterator[Hit]:
    sleeping = evidence.sleeping
    if sleeping is not None and -sleeping.fall >= evidence.drop - _ROUNDING:
        hit = _compared(evidence, sleeping, -1)
        yield Hit("", hit.fields, hit.size, sleeping.owner)


def _left_valuable(evidence: Evidence) -> Iterator[Hit]:
    if evidence.fallen:
        yield Hit("", {"n": f"{evidence.fallen:,}", "since": evidence.fallen_since})


def _at_risk(evidence: Evidence) -> Iterator[Hit]:
    if evidence.at_risk:
        yield Hit("", {"n": f"{evidence.at_risk:,}"})


def _below(
    rate: Callable[[Evidence], Iterable[tuple[str, float | None, int]]],
    aim: Callable[[Evidence], float | None],
) -> Callable[[Evidence], Iterator[Hit]]:
    """Return a finder of campaigns that lie below what they are held to."""

    def find(evidence: Evidence) -> Iterator[Hit]:
        wanted = aim(evidence)
        if wanted is None:
            return
        low = [
            (value, name, reached)
            for name, value, reached in rate(evidence)
            if value is not None and value < wanted - _ROUNDING
        ]
        for value, name, reached in sorted(low):
            fields = {"name": name, "now": percent(value), "aim": percent(wanted)}
            yield Hit(name, fields, reached)

    return find


def _losing(evidence: Evidence) -> Iterator[Hit]:
    losing = [
        (campaign.roi, campaign.name)
        for campaign in evidence.campaigns
        if campaign.roi is not None and campaign.roi < 0
    ]
    for roi, name in sorted(losing):
        yield Hit(name, {"name": name, "now": percent(roi)})


def _slow_leads(evidence: Evidence) -> Iterator[Hit]:
    leads = evidence.leads
    if leads is not None and leads.mean_hours is not None and leads.mean_hours > leads.limit_hours:
        fields = {
            "hours": f"{leads.mean_hours:.1f}",
            "limit": f"{leads.limit_hours:g}",
            "n": f"{leads.answered:,}",
        }
        yield Hit("", fields, leads.answered)


def _unanswered(evidence: Evidence) -> Iterator[Hit]:
    leads = evidence.leads
    if leads is not None and leads.leads and leads.never / leads.leads > leads.never_limit:
        fields = {
            "n": f"{leads.never:,}",
            "m": f"{leads.leads:,}",
            "p": percent(leads.never / leads.leads),
            "limit": percent(leads.never_limit),
        }
        yield Hit("", fields, leads.leads)


def _gaps(evidence: Evidence) -> Iterator[Hit]:
    if evidence.missing is not None and evidence.missing > evidence.missing_limit:
        yield Hit("", {"p": percent(evidence.missing), "limit": percent(evidence.missing_limit)})


def _too_large(evidence: Evidence) -> Iterator[Hit]:
    if evidence.largest is not None and evidence.largest[1] > evidence.largest_limit:
        name, share = evidence.largest
        fields = {"name": name, "p": percent(share), "limit": percent(evidence.largest_limit)}
        yield Hit("", fields, evidence.customers)


#: The gravest first.
PROBLEMS: Final[tuple[Problem, ...]] = (
    Problem("P01", _fell, wavers=True),
    Problem("P02", _left_valuable),
    Problem("P03", _at_risk),
    Problem("P04", _less_spend, wavers=True),
    Problem("P05", _more_sleep),
    Problem("P06", _losing),
    Problem(
        "P07",
        _below(
            lambda e: ((c.name, c.reach, c.reached) for c in e.campaigns),
            lambda e: e.yardsticks.reach,
        ),
        wavers=True,
    ),
    Problem(
        "P08",
        _below(
            lambda e: ((c.name, c.conversion, c.reached) for c in e.campaigns),
            lambda e: e.yardsticks.conversion,
        ),
        wavers=True,
    ),
    Problem("P09", _slow_leads),
    Problem("P10", _unanswered),
    Problem("P11", _gaps),
    Problem("P12", _too_large),
)
