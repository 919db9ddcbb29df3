"""A rule set checked when it is loaded: gaps, overlaps, names that can never apply."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection
from dataclasses import dataclass
from itertools import combinations
from math import prod
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from xlsegment.core.columns import SEGMENT
from xlsegment.core.conditions import Condition
from xlsegment.core.findings import Finding
from xlsegment.core.own_axes import OwnAxis
from xlsegment.core.segments import UNBOUNDED, RuleSet, SegmentRule
from xlsegment.text import LANGS, Text

#: 3 to 6 groups are advised; above this a warning.
ADVISED, TOO_MANY = 6, 10
#: Gaps and overlaps that are described one by one.
LISTED: Final = 20
#: Regions that are looked at one by one; with more, none is.
MOST_CELLS: Final = 1_000_000

_DIMENSIONS: Final = ("R", "F", "M", "T")
_Region: TypeAlias = tuple[tuple[int, ...], ...]  # per dimension: its cells
_Cells: TypeAlias = npt.NDArray[np.bool_]


def check_rules(
    ruleset: RuleSet,
    *,
    window_days: int | None = None,
    whole: Collection[str] = frozenset(),
) -> list[Finding]:
    """Check a rule set.

    Parameters
    ----------
    ruleset : RuleSet
        The rules in the order they are tried.
    window_days : int or None
        The window that F and M count; with it, impossible regions (an order in the window but
        the last order before it) are neither gaps nor overlaps.
    whole : collection of str
        Columns of people's own that hold whole numbers alone: between 2 and 3 lies nobody.

    Returns
    -------
    list of Finding
        W-039 a name that can never apply · I-038 overlaps · I-037 regions without a named rule
        · I-036, W-032 too many groups · W-041 a single dimension · W-040 no 其他 at the end
        · I-112 too many conditions on own columns to look for the first three.
        ``row`` is the rule's position.
    """
    findings = [*_shape(ruleset)]
    grid = _Grid.of(ruleset, window_days, whole)
    if grid is None:
        return [*findings, Finding("I-112", "rules")]
    boxes = [grid.box(rule) for rule in ruleset.named]
    taken = np.zeros_like(grid.possible)
    for position, (rule, box) in enumerate(zip(ruleset.named, boxes, strict=True)):
        cells = np.ix_(*box)
        if not (grid.possible[cells] & ~taken[cells]).any():
            fields = {"name": rule.name}
            findings.append(Finding("W-039", "rules", position, SEGMENT, fields=fields))
        taken[cells] = True
    findings += _overlaps(ruleset, grid, boxes)[:LISTED]
    gaps = grid.describe(grid.possible & ~taken)
    findings += [Finding("I-037", "rules", fields={"region": gap}) for gap in gaps[:LISTED]]
    return findings


def _overlaps(ruleset: RuleSet, grid: _Grid, boxes: list[_Region]) -> list[Finding]:
    found = []
    for (i, first), (j, second) in combinations(enumerate(boxes), 2):
        both = tuple(_common(a, b) for a, b in zip(first, second, strict=True))
        if not all(both) or not grid.possible[np.ix_(*both)].any():
            continue
        fields = {
            "first": ruleset.named[i].name,
            "second": ruleset.named[j].name,
            "region": grid.text(both),
        }
        found.append(Finding("I-038", "rules", j, SEGMENT, fields=fields))
    return found


def _shape(ruleset: RuleSet) -> list[Finding]:
    findings = [Finding("W-040", "rules")] if ruleset.other_added else []
    count = len(ruleset.named)
    if count > ADVISED:
        code = "W-032" if count > TOO_MANY else "I-036"
        findings.append(Finding(code, "rules", fields={"n": count}))
    used = {dimension for rule in ruleset.named for dimension in rule.dimensions}
    if len(used) == 1:
        column = used.pop()
        dimension = _DIMENSION_TEXT.get(column, Text(column, column))
        findings.append(Finding("W-041", "rules", fields={"dimension": dimension}))
    return findings


@dataclass(frozen=True, slots=True)
class _Grid:
    """All bounds of a rule set cut R × F × M × tenure into cells that no rule splits.

    The columns of people's own that conditions name are further axes.
    """

    starts: tuple[tuple[int, ...], ...]  # per dimension: where each cell begins
    own: tuple[OwnAxis, ...]
    possible: _Cells

    @classmethod
    def of(cls, ruleset: RuleSet, window_days: int | None, whole: Collection[str]) -> _Grid | None:
        points: list[set[int]] = [{0}, {0, 1}, {-UNBOUNDED, 0, 1}, {0}]
        if window_days is not None:
            points[0].add(window_days)
        for rule in ruleset.named:
            for marks, (low, end) in zip(points, rule.sides, strict=True):
                marks.update(p for p in (low, end) if -UNBOUNDED < p < UNBOUNDED)
        starts = tuple(tuple(sorted(marks)) for marks in points)
        by_column: dict[str, list[Condition]] = {}
        for condition in ruleset.conditions:
            by_column.setdefault(condition.column, []).append(condition)
        own = tuple(
            OwnAxis.of(conditions, whole=column in whole)
            for column, conditions in by_column.items()
        )
        sizes = [*map(len, starts), *(axis.size for axis in own)]
        if prod(sizes) > MOST_CELLS:
            return None
        grid = cls(starts, own, np.ones(sizes, dtype=np.bool_))
        if window_days is not None:
            r, f, m, _ = np.meshgrid(*(np.array(s) for s in starts), indexing="ij")
            # before the window: no orders in it, and nothing to spend
            left = (r >= window_days) & ((f > 0) | (m > 0))
            grid.possible[left | ((r < window_days) & (f == 0))] = False
        return grid

    def box(self, rule: SegmentRule) -> _Region:
        """Return the cells that a rule covers, per dimension."""
        bounded = [
            tuple(range(bisect_left(starts, low), bisect_left(starts, end)))
            for starts, (low, end) in zip(self.starts, rule.sides, strict=True)
        ]
        return (*bounded, *(axis.cells(rule.conditions) for axis in self.own))

    def describe(self, cells: _Cells) -> list[Text]:
        """Describe cells by the fewest boxes a greedy search finds."""
        left = cells.copy()
        allowed = cells | ~self.possible  # a box may run over cells that cannot occur
        texts: list[Text] = []
        while left.any() and len(texts) < LISTED:
            box = self._grown(tuple(np.unravel_index(int(left.argmax()), left.shape)), allowed)
            left[np.ix_(*box)] = False
            texts.append(self.text(box))
        return texts

    def _grown(self, cell: tuple[np.intp, ...], allowed: _Cells) -> _Region:
        box: list[tuple[int, ...]] = [(int(i),) for i in cell]

        def grow(axis: int, more: int, *, first: bool) -> bool:
            if not allowed[np.ix_(*box[:axis], (more,), *box[axis + 1 :])].all():
                return False
            box[axis] = (more, *box[axis]) if first else (*box[axis], more)
            return True

        for axis in range(len(self.starts), len(box)):
            for more in range(allowed.shape[axis]):
                if more not in box[axis]:
                    grow(axis, more, first=False)
            box[axis] = tuple(sorted(box[axis]))
        for axis in (3, 2, 1, 0):
            while box[axis][-1] + 1 < allowed.shape[axis] and grow(
                axis, box[axis][-1] + 1, first=False
            ):
                pass
            while box[axis][0] and grow(axis, box[axis][0] - 1, first=True):
                pass
        return tuple(box)

    def text(self, box: _Region) -> Text:
        """Describe one box in words."""
        bounds: dict[str, int | None] = {}
        for name, starts, cells in zip(_DIMENSIONS, self.starts, box, strict=False):
            first, last = cells[0], cells[-1]
            bounds[f"{name}low"] = starts[first] if first else None
            bounds[f"{name}end"] = starts[last + 1] if last + 1 < len(starts) else None
        older = bounds["Tlow"]
        region = SegmentRule(
            "",
            Text("", ""),
            r_min=bounds["Rlow"],
            r_max=_last(bounds["Rend"]),
            f_min=bounds["Flow"],
            f_max=_last(bounds["Fend"]),
            m_min_cents=bounds["Mlow"],
            m_max_cents=bounds["Mend"],
            tenure_months_max=_last(bounds["Tend"]),
        )
        parts = [] if older is None else [_older(older - 1)]
        if not region.open:
            parts.append(Text(*(region.dimension_text(lang) for lang in LANGS)))
        own = zip(self.own, box[len(self.starts) :], strict=True)
        parts += [said for axis, cells in own if (said := axis.text(cells)) is not None]
        if not parts:
            return Text(*(region.dimension_text(lang) for lang in LANGS))
        return Text(", ".join(part.zh for part in parts), ", ".join(part.en for part in parts))


def _common(first: tuple[int, ...], second: tuple[int, ...]) -> tuple[int, ...]:
    there = frozenset(second)
    return tuple(cell for cell in first if cell in there)


def _older(months: int) -> Text:
    return Text(f"注册>{months}个月", f"registered>{months} months")


def _last(end: int | None) -> int | None:
    return None if end is None else end - 1


_DIMENSION_TEXT: Final[dict[str, Text]] = {
    "R": Text("最近购买", "recency"),
    "F": Text("购买次数", "frequency"),
    "M": Text("消费金额", "spend"),
    "T": Text("注册时长", "tenure"),
}
