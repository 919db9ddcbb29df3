"""Ranges of numbers as people write them: ages, incomes, counts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import inf
from typing import Final

from xlsegment.core.celltext import clean_text

_NUMBER: Final = r"(\d+(?:\.\d+)?)\s*(万|千|k)?"
_UNIT: Final = r"\s*(?:周?岁|岁数|元|块|次|天|人|个|years?|yrs?|cny)?\s*"
_BETWEEN: Final = re.compile(
    rf"{_NUMBER}{_UNIT}(?:-|~|–|—|至|到|to)\s*{_NUMBER}{_UNIT}", re.IGNORECASE
)
_ABOVE: Final = re.compile(
    rf"(?:(>=|≥|>|大于等于|不低于|不小于|大于|超过|高于|over|above|from)\s*{_NUMBER}{_UNIT}"
    rf"|{_NUMBER}{_UNIT}(及以上|或以上|以上|\+|and over|and above|or over|or more))",
    re.IGNORECASE,
)
_BELOW: Final = re.compile(
    rf"(?:(<=|≤|<|小于等于|不超过|不高于|小于|低于|不足|不满|under|below|up to)\s*{_NUMBER}{_UNIT}"
    rf"|{_NUMBER}{_UNIT}(及以下|或以下|以下|and under|or less|or under))",
    re.IGNORECASE,
)
_ONE: Final = re.compile(rf"{_NUMBER}{_UNIT}", re.IGNORECASE)
_TIMES: Final = {"万": 10_000, "千": 1000, "k": 1000}
#: Words for a bound that does not belong to the range.
_OUTSIDE: Final = frozenset({">", "<", "大于", "超过", "高于", "小于", "低于", "不足", "不满"}) | {
    "over", "above", "under", "below",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Range:
    """From one number to another.

    Attributes
    ----------
    low, high : float
        Where it begins and ends.
    with_low, with_high : bool
        Whether these belong to it.
    """

    low: float = -inf
    high: float = inf
    with_low: bool = True
    with_high: bool = True


def range_of(text: str) -> Range | None:
    """Read a range; None when it is none.

    以下 and 以上 alone take their bound in, as everyday Chinese does.

    Examples
    --------
    >>> range_of("18–24岁"), range_of("65岁及以上").low, range_of("<18").with_high
    (Range(low=18.0, high=24.0, with_low=True, with_high=True), 65.0, False)
    """
    cleaned = clean_text(text).lower().replace(",", "")
    if (match := _BETWEEN.fullmatch(cleaned)) is not None:
        low, high = _value(match[1], match[2] or match[4]), _value(match[3], match[4])
        return Range(low, high) if low <= high else None
    if (match := _ABOVE.fullmatch(cleaned)) is not None:
        low = _value(match[2] or match[4], match[3] or match[5])
        return Range(low=low, with_low=match[1] not in _OUTSIDE)
    if (match := _BELOW.fullmatch(cleaned)) is not None:
        high = _value(match[2] or match[4], match[3] or match[5])
        return Range(high=high, with_high=match[1] not in _OUTSIDE)
    if (match := _ONE.fullmatch(cleaned)) is not None:
        number = _value(match[1], match[2])
        return Range(number, number)
    return None


def _value(number: str, unit: str | None) -> float:
    return float(number) * _TIMES.get(unit or "", 1)
