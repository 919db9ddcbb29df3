"""A column of people's own as an axis of a rule set: cut into cells that no rule splits."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from xlsegment.core.conditions import Condition
from xlsegment.text import LANGS, Text

#: A place on the axis of numbers: at a number (0) or just behind it (1).
_Point: TypeAlias = tuple[float, int]
_BELOW_ALL: Final[_Point] = (-math.inf, 0)
_ABOVE_ALL: Final[_Point] = (math.inf, 1)

_OR: Final = Text("或", " or ")
_ANY: Final = Text("{name}为任意数", "{name} is any number")
_REST: Final = Text("{name}为其他内容或空白", "{name} is something else or blank")


@dataclass(frozen=True, slots=True)
class OwnAxis:
    """The cells of one column: stretches of numbers, then words, then everything else and blank.

    Attributes
    ----------
    name : str
        What people call the column.
    column : str
        Its name in the table.
    starts : tuple of points
        Where each stretch of numbers begins; none where no rule looks at numbers.
    words : tuple of str
        The words that rules look for, as they are compared.
    said : tuple of str
        The same as they were written.
    whole : bool
        Whether only whole numbers occur.
    """

    name: str
    column: str
    starts: tuple[_Point, ...]
    words: tuple[str, ...]
    said: tuple[str, ...]
    whole: bool

    @classmethod
    def of(cls, conditions: Sequence[Condition], *, whole: bool) -> OwnAxis:
        """Return the axis of all conditions on one column."""
        points: set[_Point] = set()
        words: dict[str, str] = {}
        for condition in conditions:
            for low, end in _stretches(condition, whole):
                points.update((low, end))
            for value, said in zip(condition.values, condition.said, strict=True):
                if isinstance(value, str):
                    words.setdefault(value, said)
        starts = tuple(sorted(points | {_BELOW_ALL} if points else points))
        starts = tuple(point for point in starts if point != _ABOVE_ALL)
        first = conditions[0]
        return cls(first.name, first.column, starts, tuple(words), tuple(words.values()), whole)

    @property
    def size(self) -> int:
        """How many cells there are."""
        return len(self.starts) + len(self.words) + 1

    def cells(self, conditions: Iterable[Condition]) -> tuple[int, ...]:
        """Return the cells that meet all conditions of a rule on this column."""
        left = set(range(self.size))
        for condition in conditions:
            if condition.column == self.column:
                left &= set(self._of(condition))
        return tuple(sorted(left))

    def _of(self, condition: Condition) -> Iterable[int]:
        for low, end in _stretches(condition, self.whole):
            yield from range(bisect_left(self.starts, low), self._place(end))
        for place, word in enumerate(self.words, start=len(self.starts)):
            if condition.sign == "=" and word in condition.values:
                yield place

    def _place(self, end: _Point) -> int:
        return len(self.starts) if end == _ABOVE_ALL else bisect_left(self.starts, end)

    def text(self, cells: Sequence[int]) -> Text | None:
        """Describe cells in words; None where they are all of the axis."""
        if len(cells) == self.size:
            return None
        parts = [self._stretch(first, last) for first, last in self._runs(cells)]
        words = [self.said[cell - len(self.starts)] for cell in cells if self._is_word(cell)]
        if words:
            parts.append(_same(f"{self.name}={'、'.join(words)}"))
        if cells[-1] == self.size - 1:
            parts.append(Text(*(_REST.in_(lang, name=self.name) for lang in LANGS)))
        return Text(_OR.zh.join(p.zh for p in parts), _OR.en.join(p.en for p in parts))

    def _is_word(self, cell: int) -> bool:
        return len(self.starts) <= cell < self.size - 1

    def _runs(self, cells: Sequence[int]) -> list[tuple[int, int]]:
        """Return first and last of each unbroken run of stretches of numbers."""
        runs: list[tuple[int, int]] = []
        for cell in cells:
            if cell >= len(self.starts):
                break
            if runs and runs[-1][1] == cell - 1:
                runs[-1] = runs[-1][0], cell
            else:
                runs.append((cell, cell))
        return runs

    def _stretch(self, first: int, last: int) -> Text:
        low = self.starts[first]
        end = self.starts[last + 1] if last + 1 < len(self.starts) else _ABOVE_ALL
        if self.whole and end != _ABOVE_ALL and low[0] == end[0] - 1:
            end = (low[0], 1)  # 3 up to below 4 is 3
        if low[0] == end[0]:
            return _same(f"{self.name}={low[0]:g}")
        if low == _BELOW_ALL and end == _ABOVE_ALL:
            return Text(*(_ANY.in_(lang, name=self.name) for lang in LANGS))
        if low == _BELOW_ALL:
            return _same(f"{self.name}{_upper(end)}")
        if end == _ABOVE_ALL:
            return _same(f"{self.name}{'>' if low[1] else '≥'}{low[0]:g}")
        return _same(f"{low[0]:g}{'<' if low[1] else '≤'}{self.name}{_upper(end)}")


def _same(text: str) -> Text:
    return Text(text, text)


def _upper(end: _Point) -> str:
    return f"{'≤' if end[1] else '<'}{end[0]:g}"


def _stretches(condition: Condition, whole: bool) -> list[tuple[_Point, _Point]]:
    """Return where the numbers that meet a condition begin, and what comes after them."""
    numbers = [value for value in condition.values if isinstance(value, float)]
    match condition.sign:
        case "=":
            found = [((value, 0), (value, 1)) for value in numbers]
        case "≥" | ">":
            found = [((condition.bound, int(condition.sign == ">")), _ABOVE_ALL)]
        case _:
            found = [(_BELOW_ALL, (condition.bound, int(condition.sign == "≤")))]
    return [(_on_whole(low), _on_whole(end)) for low, end in found] if whole else found


def _on_whole(point: _Point) -> _Point:
    """Return the first whole number from a point on, as a point."""
    number, behind = point
    if math.isinf(number):
        return point
    return (float(math.floor(number) + 1) if behind else float(math.ceil(number)), 0)
