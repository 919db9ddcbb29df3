"""Numbers of people searched for in texts, however they are written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from xlsegment.core.mask_phones import landline_parts, mobile_digits
from xlsegment.core.masked import bare_number, cell_text

#: Shorter ones are no number of a person's but a text like any other.
SHORTEST: Final = 7
#: From so many digits on, a number within a longer one is found as well: chance hardly makes them.
_SURE: Final = 11
#: So many digits of a number Excel keeps; of an identity or a bank card that is nearly all.
_KEPT: Final = 15
#: No zero byte is among it: that is how different texts are kept apart.
_BETWEEN: Final = r"[\s\u00ad\u200b-\u200f\u2060\ufeff\-‐-―－−().（）．·•・_/,，*＊]{0,3}"
_RUN: Final = re.compile(
    rf"[0-9]{{{SHORTEST},}}(?!{_BETWEEN}[0-9xXｘＸ０-９])"
    rf"|[0-9０-９](?:{_BETWEEN}[0-9０-９]){{{SHORTEST - 1},}}(?:{_BETWEEN}[xXｘＸ])?"
)
_POWER: Final = re.compile(r"(?<![\d.])\d(?:\.\d+)?[eE]\+?[12]\d(?!\d)")
_NUMBER: Final = re.compile(rf"[0-9]{{{SHORTEST},}}[0-9X]?")
#: What only a text that is worth a closer look has.
_LIKELY: Final = re.compile(rf"(?:[0-9０-９]{_BETWEEN}){{6}}[0-9０-９]|\d[eE]\+?[12]\d")


def written(value: str) -> Iterator[str]:
    """Yield the digits by which a person's number is found; none when it is too short for one.

    Examples
    --------
    >>> list(written("+86 138-1234-5678")), list(written("010-62345678"))
    (['13812345678'], ['01062345678', '1062345678'])
    """
    text = cell_text(value)
    mobile = mobile_digits(text)
    parts = landline_parts(text)
    if mobile is not None:
        yield mobile
        if len(mobile) == 8:
            yield from ("852" + mobile, "853" + mobile)
        elif len(mobile) == 10:
            yield "886" + mobile[1:]
    elif parts is not None and parts[0]:
        yield "".join(parts)
        if parts[0].startswith("0"):
            yield "".join(parts)[1:]
    else:
        number = bare_number(text).upper()
        if _NUMBER.fullmatch(number):
            yield number


class Digits:
    """Numbers to find, by their digits alone."""

    def __init__(self, numbers: Mapping[str, object]) -> None:
        self._numbers = numbers
        self._starts = frozenset(number[:SHORTEST] for number in numbers)
        self._cut = {
            (number[:_KEPT], len(number)): number for number in numbers if len(number) > _KEPT
        }
        self._lengths = tuple(sorted({len(number) for number in numbers}, reverse=True))

    def may_touch(self, text: str) -> bool:
        """Tell quickly whether a text has enough digits at all."""
        return bool(self._numbers) and _LIKELY.search(text) is not None

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield start, end and the number found."""
        if not self.may_touch(text):
            return
        for power in _POWER.finditer(text):
            number = format(Decimal(power[0]), "f").partition(".")[0]
            if number in self._numbers:
                yield power.start(), power.end(), number
        for run in _RUN.finditer(text):
            yield from self._within(text, run.start(), run.end())

    def _within(self, text: str, begin: int, stop: int) -> Iterator[tuple[int, int, str]]:
        digits = text[begin:stop]
        places: Sequence[int] = range(begin, stop)
        if not (digits.isascii() and digits.isdigit()):
            places = [i for i in range(begin, stop) if text[i].isalnum()]
            digits = unicodedata.normalize("NFKC", "".join(text[i] for i in places)).upper()
        at = 0
        while at + SHORTEST <= len(digits):
            if digits[at : at + SHORTEST] not in self._starts:
                at += 1
                continue
            for length in self._lengths:
                number = digits[at : at + length]
                if len(number) == length and number in self._numbers:
                    end = at + length
                    if length >= _SURE or _stands_alone(places, at, end):
                        yield places[at], places[end - 1] + 1, number
                        at = end - 1
                        break
            at += 1

    def whole(self, number: str) -> str | None:
        """Return the number that a cell's number is, written in any way a file may; or None."""
        try:
            value = Decimal(number.strip())
        except ArithmeticError:
            return None
        if not value.is_finite() or value != value.to_integral_value() or value.adjusted() > 20:
            return None
        digits = str(int(abs(value)))
        for form in (digits, digits.removeprefix("86")):
            if form in self._numbers:
                return form
        return self._cut.get((digits[:_KEPT], len(digits)))


def _stands_alone(places: Sequence[int], at: int, end: int) -> bool:
    """Tell whether no other digit stands right before or behind, so that it is a number itself."""
    before = at > 0 and places[at - 1] == places[at] - 1
    behind = end < len(places) and places[end] == places[end - 1] + 1
    return not before and not behind
