"""Counting groups: customers and spend of each, and their shares."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from xlsegment.core.classes import EIGHT, ELEVEN
from xlsegment.core.presets import RULES_DEFAULT, RULES_STRICT
from xlsegment.core.ratios import ratio
from xlsegment.core.segments import INCOMPLETE_NAME, NEVER_BOUGHT_NAME

#: Every group that has a name of ours, in the order in which result tables show them.
_SHOWN: Final = (
    *(rule.name for rule in RULES_DEFAULT.rules if not rule.open),
    *(rule.name for rule in RULES_STRICT.rules if not rule.open),
    *EIGHT.values(),
    *ELEVEN.values(),
)
_LAST: Final = (
    *(rule.name for rule in RULES_DEFAULT.rules if rule.open),
    INCOMPLETE_NAME,
    NEVER_BOUGHT_NAME,
)


def _places() -> dict[str, int]:
    places: dict[str, int] = {}
    for names, first in ((_SHOWN, -len(_SHOWN)), (_LAST, 1)):
        for place, name in enumerate(names, first):
            for word in name.both:
                places.setdefault(word, place)
    return places


#: Names of nobody we know stand between those of `_SHOWN` and those of `_LAST`.
_PLACES: Final = _places()


@dataclass(frozen=True, slots=True)
class GroupCount:
    """One group: ``share`` is of all customers, ``spend_share`` of all spend."""

    name: str
    customers: int
    share: float
    cents: int
    spend_share: float | None


def tally(rows: Iterable[tuple[str, int]]) -> list[GroupCount]:
    """Count groups.

    Parameters
    ----------
    rows : iterable of (str, int)
        Group and spend in cents of each customer.

    Returns
    -------
    list of GroupCount
        The groups that occur: those of the rules and classes in their order, others as they come,
        then 其他, 数据不全 and 未购买. ``spend_share`` is None where nobody spent anything.

    Examples
    --------
    >>> [(g.name, g.customers, g.share) for g in tally([("其他", 0), ("VIP", 0), ("VIP", 0)])]
    [('VIP', 2, 0.6666666666666666), ('其他', 1, 0.3333333333333333)]
    """
    people: dict[str, int] = {}
    spend: dict[str, int] = {}
    for name, cents in rows:
        people[name] = people.get(name, 0) + 1
        spend[name] = spend.get(name, 0) + cents
    everybody, everything = sum(people.values()), sum(spend.values())
    return [
        GroupCount(
            name,
            people[name],
            people[name] / everybody,
            spend[name],
            ratio(spend[name], everything),
        )
        for name in sorted(people, key=lambda name: _PLACES.get(name, 0))
    ]
