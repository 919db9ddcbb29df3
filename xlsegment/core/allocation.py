"""Budget and service hours split over groups of customers, exact to the last cent and hour."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

import numpy as np
import pandas as pd

from xlsegment.core.arrays import Int64Array
from xlsegment.core.columns import R_LEVEL, WINDOW_CENTS
from xlsegment.core.findings import Finding
from xlsegment.core.parse import parse_numbers
from xlsegment.core.tiers.tier import MOST_ADJUSTMENT
from xlsegment.text import Lang, Text

#: How likely a customer is to buy more, in tenths, by the level of R: bought lately, 31 to 90
#: days ago, longer ago. A rule of thumb, not a forecast.
CHANCE: Final = {3: 10, 2: 5, 1: 1}

_WHY: Final = Text(
    "贡献期内消费的 {value}，提升空间占 {potential}，建议占 {suggested}",
    "{value} of the spend in the window, {potential} of the headroom: {suggested} advised",
)
_ADJUSTED: Final = Text(
    "；按您的调整系数 {factor} 计为 {share}", "; with your adjustment of {factor}: {share}"
)
_EACH: Final = Text("；平均每位客户 {amount} 元", "; CNY {amount} per customer")
_NOBODY: Final = Text("没有客户，不分配", "No customers, so nothing")
_NOTHING: Final = Text(
    "没有消费也没有提升空间，不分配；需要时请另列预算",
    "Neither spend nor headroom, so nothing; give it a budget of its own if need be",
)
_BY_HEADS: Final = Text(
    "没有可比较的消费，按客户数分配：{share}", "No spend to compare, so by customers: {share}"
)


@dataclass(frozen=True, slots=True)
class Allocation:
    """What one group gets.

    Attributes
    ----------
    customers
        How many it has.
    value, potential
        Its share in spend and in headroom; None where there is none at all.
    suggested
        Its share before people's adjustment.
    share
        Its share after it.
    cents, hours
        Its part of the budget and of the service hours; None where no total is given.
    why
        The same in a sentence.
    """

    customers: int
    value: Fraction | None
    potential: Fraction | None
    suggested: Fraction | None
    share: Fraction | None
    cents: int | None
    hours: int | None
    why: str


def split(total: int, weights: Sequence[Fraction]) -> list[int]:
    """Split a whole number by weights, exactly: what rounding down leaves goes to the largest rest.

    Of equal rests the first gets it. Without any weight nobody gets anything.

    Examples
    --------
    >>> split(100, [Fraction(1), Fraction(1), Fraction(1)])
    [34, 33, 33]
    """
    whole = sum(weights, Fraction(0))
    if not whole:
        return [0] * len(weights)
    exact = [total * weight / whole for weight in weights]
    parts = [int(part) for part in exact]
    rests = sorted(range(len(parts)), key=lambda i: (parts[i] - exact[i], i))
    for place in rests[: total - sum(parts)]:
        parts[place] += 1
    return parts


def headroom(people: pd.DataFrame, best: Iterable[bool]) -> Int64Array:
    """Return what each customer could still spend, weighed by how likely that is.

    Parameters
    ----------
    people : DataFrame
        One row per customer: ``window_cents``, ``r_level``.
    best : iterable of bool
        Who is of the best tier: their mean spend in the window is what others could reach.

    Returns
    -------
    ndarray of int
        Tenths of cents: (mean of the best - own spend, at least 0) x `CHANCE`.
    """
    spend = np.maximum(people[WINDOW_CENTS].to_numpy(dtype=np.int64), 0)
    chosen = np.fromiter(best, dtype=np.bool_, count=len(people))
    among = spend[chosen] if chosen.any() else spend
    if not len(among):
        return np.zeros(0, dtype=np.int64)
    aim = int(among.sum()) // len(among)
    chance = np.zeros(len(people), dtype=np.int64)
    levels = people[R_LEVEL].to_numpy(dtype=np.int64)
    for level, tenths in CHANCE.items():
        chance[levels == level] = tenths
    return np.asarray(np.maximum(aim - spend, 0) * chance, dtype=np.int64)


def factors(
    cells: Iterable[object], table: str, offset: int = 0
) -> tuple[list[Fraction], list[Finding]]:
    """Return people's adjustments, 1 where blank; no number from 0 to the most is W-108 and 1."""
    parsed = parse_numbers(cells)
    out, findings = [], []
    for row, (number, blank, bad) in enumerate(
        zip(parsed.values.tolist(), parsed.blank.tolist(), parsed.bad.tolist(), strict=True)
    ):
        usable = not blank and not bad and 0 <= number <= MOST_ADJUSTMENT
        out.append(Fraction(str(number)) if usable else Fraction(1))
        if not usable and not blank:
            findings.append(Finding("W-108", table, row + offset, "adjustment"))
    return out, findings


def allocate(
    groups: Sequence[str],
    people: Mapping[str, int],
    spend: Mapping[str, int],
    room: Mapping[str, int],
    adjust: Mapping[str, Fraction],
    *,
    value_part: float,
    cents: int | None,
    hours: int | None,
    lang: Lang,
) -> list[Allocation]:
    """Split budget and hours over groups by value and potential.

    Parameters
    ----------
    groups : sequence of str
        The groups, in order.
    people, spend, room : mapping of str to int
        Group -> customers, spend in the window in cents, headroom.
    adjust : mapping of str to Fraction
        Group -> people's adjustment; 1 where there is none.
    value_part : float
        How much of the advice goes by value, 0 to 1; the rest goes by potential.
    cents, hours : int or None
        What there is to split.
    lang : {"zh", "en"}
        Language of the sentences.
    """
    counts = [people.get(group, 0) for group in groups]
    values = _shares([max(spend.get(group, 0), 0) for group in groups])
    rooms = _shares([room.get(group, 0) for group in groups])
    by_heads = values is None and rooms is None
    part = Fraction(str(value_part))
    if by_heads:
        suggested = _shares(counts)
    else:
        part = Fraction(0) if values is None else Fraction(1) if rooms is None else part
        nothing = [Fraction(0)] * len(groups)
        pairs = zip(values or nothing, rooms or nothing, strict=True)
        suggested = _shares([part * value + (1 - part) * some for value, some in pairs])
    weights = [
        adjust.get(group, Fraction(1)) * share
        for group, share in zip(groups, suggested or [Fraction(0)] * len(groups), strict=True)
    ]
    shares = _shares(weights)
    money = None if cents is None or shares is None else split(cents, shares)
    time = None if hours is None or shares is None else split(hours, shares)
    rows = []
    for place, group in enumerate(groups):
        row = Allocation(
            counts[place],
            values[place] if values else None,
            rooms[place] if rooms else None,
            suggested[place] if suggested else None,
            shares[place] if shares else None,
            money[place] if money else None,
            time[place] if time else None,
            "",
        )
        factor = adjust.get(group, Fraction(1))
        rows.append(_explained(row, factor, by_heads=by_heads, lang=lang))
    return rows


def _explained(row: Allocation, factor: Fraction, *, by_heads: bool, lang: Lang) -> Allocation:
    if not row.customers:
        why = _NOBODY.in_(lang)
    elif not row.suggested:
        why = _NOTHING.in_(lang)
    elif by_heads:
        why = _BY_HEADS.in_(lang, share=_percent(row.suggested))
    else:
        shown = {"value": _percent(row.value), "potential": _percent(row.potential)}
        why = _WHY.in_(lang, **shown, suggested=_percent(row.suggested))
    if row.suggested and factor != 1:
        why += _ADJUSTED.in_(lang, factor=f"{float(factor):g}", share=_percent(row.share))
    if row.cents and row.customers:
        why += _EACH.in_(lang, amount=f"{row.cents / 100 / row.customers:,.2f}")
    return Allocation(
        row.customers, row.value, row.potential, row.suggested, row.share, row.cents, row.hours, why
    )


def _shares(amounts: Sequence[int] | Sequence[Fraction]) -> list[Fraction] | None:
    whole = sum(amounts, Fraction(0))
    return [Fraction(amount) / whole for amount in amounts] if whole else None


def _percent(share: Fraction | None) -> str:
    return "0.0%" if share is None else f"{float(share):.1%}"
