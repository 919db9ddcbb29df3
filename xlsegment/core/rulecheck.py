"""A rule set checked when it is loaded: gaps, overlaps, names that can never apply."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from xlsegment.core.columns import SEGMENT
from xlsegment.core.findings import Finding
from xlsegment.core.segments import UNBOUNDED, RuleSet, SegmentRule
from xlsegment.text import Text

#: 3 to 6 groups are advised; above this a warning.
ADVISED, TOO_MANY = 6, 10
#: Gaps and overlaps that are described one by one.
LISTED: Final = 20

_DIMENSIONS: Final = ("R", "F", "M", "T")
_Region: TypeAlias = tuple[tuple[int, int], ...]  # per dimension: first and last cell
_Cells: TypeAlias = npt.NDArray[np.bool_]


def check_rules(ruleset: RuleSet, *, window_days: int | None = None) -> list[Finding]:
    """Check a rule set.

    Parameters
    ----------
    ruleset : RuleSet
        The rules in the order they are tried.
    window_days : int or None
        The window that F and M count; with it, impossible regions (an order in the window but
        the last order before it) are neither gaps nor overlaps.

    Returns
    -------
    list of Finding
        W-039 a name that can never apply · I-038 overlaps · I-037 regions without a named rule
        · I-036, W-032 too many groups · W-041 a single dimension · W-040 no 其他 at the end.
        ``row`` is the rule's position.
    """
    grid = _Grid.of(ruleset, window_days)
    boxes = [grid.box(rule) for rule in ruleset.named]
    findings = [*_shape(ruleset)]
    taken = np.zeros_like(grid.possible)
    for position, (rule, box) in enumerate(zip(ruleset.named, boxes, strict=True)):
        if not (grid.possible[_slices(box)] & ~taken[_slices(box)]).any():
            fields = {"name": rule.name}
            findings.append(Finding("W-039", "rules", position, SEGMENT, fields=fields))
        taken[_slices(box)] = True
    findings += _overlaps(ruleset, grid, boxes)[:LISTED]
    gaps = grid.describe(grid.possible & ~taken)
    findings += [Finding("I-037", "rules", fields={"region": gap}) for gap in gaps[:LISTED]]
    return findings


def _overlaps(ruleset: RuleSet, grid: _Grid, boxes: list[_Region]) -> list[Finding]:
    found = []
    for (i, first), (j, second) in combinations(enumerate(boxes), 2):
        both = tuple((max(a, c), min(b, d)) for (a, b), (c, d) in zip(first, second, strict=True))
        if any(a > b for a, b in both) or not grid.possible[_slices(both)].any():
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
        dimension = _DIMENSION_TEXT[used.pop()]
        findings.append(Finding("W-041", "rules", fields={"dimension": dimension}))
    return findings


@dataclass(frozen=True, slots=True)
class _Grid:
    """All bounds of a rule set cut R × F × M × tenure into cells that no rule splits."""

    starts: tuple[tuple[int, ...], ...]  # per dimension: where each cell begins
    possible: _Cells

    @classmethod
    def of(cls, ruleset: RuleSet, window_days: int | None) -> _Grid:
        points: list[set[int]] = [{0}, {0, 1}, {-UNBOUNDED, 0, 1}, {0}]
        if window_days is not None:
            points[0].add(window_days)
        for rule in ruleset.named:
            for marks, (low, end) in zip(points, rule.sides, strict=True):
                marks.update(p for p in (low, end) if -UNBOUNDED < p < UNBOUNDED)
        starts = tuple(tuple(sorted(marks)) for marks in points)
        grid = cls(starts, np.ones([len(s) for s in starts], dtype=np.bool_))
        if window_days is not None:
            r, f, m, _ = np.meshgrid(*(np.array(s) for s in starts), indexing="ij")
            # before the window: no orders in it, and nothing to spend
            left = (r >= window_days) & ((f > 0) | (m > 0))
            grid.possible[left | ((r < window_days) & (f == 0))] = False
        return grid

    def box(self, rule: SegmentRule) -> _Region:
        """Return the first and last cell that a rule covers, per dimension."""
        return tuple(
            (bisect_left(starts, low), bisect_left(starts, end) - 1)
            for starts, (low, end) in zip(self.starts, rule.sides, strict=True)
        )

    def describe(self, cells: _Cells) -> list[Text]:
        """Describe cells by the fewest boxes a greedy search finds."""
        left = cells.copy()
        allowed = cells | ~self.possible  # a box may run over cells that cannot occur
        texts: list[Text] = []
        while left.any() and len(texts) < LISTED:
            box = self._grown(tuple(np.argwhere(left)[0]), allowed)
            left[_slices(box)] = False
            texts.append(self.text(box))
        return texts

    def _grown(self, cell: tuple[int, ...], allowed: _Cells) -> _Region:
        box = [(int(i), int(i)) for i in cell]
        for axis, upward in product((3, 2, 1, 0), (True, False)):
            while True:
                first, last = box[axis]
                wider = (first, last + 1) if upward else (first - 1, last)
                if wider[0] < 0 or wider[1] >= len(self.starts[axis]):
                    break
                tried = [*box[:axis], wider, *box[axis + 1 :]]
                if not allowed[_slices(tried)].all():
                    break
                box = tried
        return tuple(box)

    def text(self, box: _Region) -> Text:
        """Describe one box in words."""
        bounds: dict[str, int | None] = {}
        for name, starts, (first, last) in zip(_DIMENSIONS, self.starts, box, strict=True):
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
        if older is None:
            return Text(region.dimension_text("zh"), region.dimension_text("en"))
        rest = "" if region.open else ", "
        zh, en = ("" if region.open else region.dimension_text(lang) for lang in ("zh", "en"))
        return Text(f"注册>{older - 1}个月{rest}{zh}", f"registered>{older - 1} months{rest}{en}")


def _slices(box: Sequence[tuple[int, int]]) -> tuple[slice, ...]:
    return tuple(slice(first, last + 1) for first, last in box)


def _last(end: int | None) -> int | None:
    return None if end is None else end - 1


_DIMENSION_TEXT: Final[dict[str, Text]] = {
    "R": Text("最近购买", "recency"),
    "F": Text("购买次数", "frequency"),
    "M": Text("消费金额", "spend"),
    "T": Text("注册时长", "tenure"),
}
