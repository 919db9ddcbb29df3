"""Named segments by an ordered list of rules: the first rule that fits names the customer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from xlsegment.core.conditions import Condition
from xlsegment.core.days import add_months
from xlsegment.core.own_values import OwnValue
from xlsegment.text import Lang, Text

EMPTY: Final = Text("", "")
#: Stands for a side without a bound; no day, count or amount comes near it.
UNBOUNDED: Final = 10**18


@dataclass(frozen=True, slots=True)
class SegmentRule:
    """One named segment and the region it covers; None leaves a side open.

    Attributes
    ----------
    segment_id : str
        ``"A001"``.
    name, features, keywords, owner : Text
        What people read.
    r_min, r_max : int or None
        Days since the last order, both inclusive.
    f_min, f_max : int or None
        Orders in the window, both inclusive.
    m_min_cents, m_max_cents : int or None
        Net spend in the window in cents: minimum inclusive, maximum exclusive.
    tenure_months_max : int or None
        At most this many calendar months since registration (or the first order).
    conditions : tuple of Condition
        What further columns of the customer table must hold; all of them must hold.
    sides : tuple of (int, int)
        For R, F, M in cents and tenure: where the rule begins, and the first value after it.
    """

    segment_id: str
    name: Text
    r_min: int | None = None
    r_max: int | None = None
    f_min: int | None = None
    f_max: int | None = None
    m_min_cents: int | None = None
    m_max_cents: int | None = None
    tenure_months_max: int | None = None
    features: Text = EMPTY
    keywords: Text = EMPTY
    owner: Text = EMPTY
    conditions: tuple[Condition, ...] = ()
    sides: tuple[tuple[int, int], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        bottom = -UNBOUNDED if self.m_min_cents is None else self.m_min_cents
        top = UNBOUNDED if self.m_max_cents is None else self.m_max_cents
        sides = (
            (self.r_min or 0, _after(self.r_max)),
            (self.f_min or 0, _after(self.f_max)),
            (bottom, top),
            (0, _after(self.tenure_months_max)),
        )
        object.__setattr__(self, "sides", sides)

    @property
    def open(self) -> bool:
        """Whether the rule has no bound at all, as 其他 has."""
        return not self.dimensions

    @property
    def dimensions(self) -> tuple[str, ...]:
        """The dimensions the rule bounds: T (tenure), R, F, M and columns of people's own."""
        bounds = {
            "T": (self.tenure_months_max,),
            "R": (self.r_min, self.r_max),
            "F": (self.f_min, self.f_max),
            "M": (self.m_min_cents, self.m_max_cents),
        }
        given = [d for d, sides in bounds.items() if any(s is not None for s in sides)]
        return (*given, *dict.fromkeys(condition.column for condition in self.conditions))

    def dimension_text(self, lang: Lang) -> str:
        """Return the region as the result sheet shows it: ``R≤30天, F≥5次, M≥2000元``."""
        parts = []
        if self.tenure_months_max is not None:
            parts.append(_TENURE.in_(lang, n=self.tenure_months_max))
        parts += [
            _range_text("R", self.r_min, self.r_max, _DAYS.in_(lang)),
            _range_text("F", self.f_min, self.f_max, _TIMES.in_(lang)),
            _money_text(self.m_min_cents, self.m_max_cents, _YUAN.in_(lang)),
            *(condition.text for condition in self.conditions),
        ]
        return ", ".join(part for part in parts if part) or _ANYTHING_ELSE.in_(lang)


@dataclass(frozen=True, slots=True)
class RuleSet:
    """Rules in the order they are tried; the last one takes everybody else."""

    rules: tuple[SegmentRule, ...]
    other_added: bool = field(default=False, init=False, compare=False)

    def __post_init__(self) -> None:
        if not self.rules or not self.rules[-1].open:
            object.__setattr__(self, "rules", (*self.rules, OTHER))
            object.__setattr__(self, "other_added", True)

    @property
    def named(self) -> tuple[SegmentRule, ...]:
        """All rules but the last."""
        return self.rules[:-1]

    @property
    def other(self) -> SegmentRule:
        """The last rule."""
        return self.rules[-1]

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """All conditions on columns of people's own, each once."""
        found = {each.flag: each for rule in self.rules for each in rule.conditions}
        return tuple(found.values())

    def rule(self, segment_id: str) -> SegmentRule | None:
        """Return the rule of an id; None for an unknown one."""
        return next((rule for rule in self.rules if rule.segment_id == segment_id), None)

    def first(
        self,
        r: int,
        f: int,
        m_cents: int,
        *,
        tenure_start: int | None = None,
        as_of: int | None = None,
        own: Mapping[str, OwnValue] = MappingProxyType({}),
    ) -> SegmentRule:
        """Return the first rule that fits one customer.

        Parameters
        ----------
        r, f, m_cents : int
            Days since the last order (0 or more), orders, net spend in cents.
        tenure_start, as_of : int or None
            The day of registration and the analysis date as day numbers. Without both, no rule
            that bounds the tenure fits.
        own : mapping of str to float, str or None
            What the customer's own columns hold. Without a value no condition on it is met.

        Returns
        -------
        SegmentRule
            Whole columns: `xlsegment.core.segment_columns.assign_segments`.
        """
        for rule in self.rules:
            (r_low, r_end), (f_low, f_end), (m_low, m_end), _ = rule.sides
            met = all(each.holds(own.get(each.column)) for each in rule.conditions)
            if met and r_low <= r < r_end and f_low <= f < f_end and m_low <= m_cents < m_end:
                months = rule.tenure_months_max
                if months is None:
                    return rule
                if tenure_start is None or as_of is None:
                    continue
                if add_months(tenure_start, months) >= as_of:
                    return rule
        return self.other


def _after(value: int | None) -> int:
    return UNBOUNDED if value is None else value + 1


def _range_text(name: str, low: int | None, high: int | None, unit: str) -> str:
    if low is None and high is None:
        return ""
    if low is not None and high is not None:
        return f"{name}={low}{unit}" if low == high else f"{name}={low}-{high}{unit}"
    if high == 0:
        return f"{name}=0{unit}"
    return f"{name}≥{low}{unit}" if high is None else f"{name}≤{high}{unit}"


def _money_text(low: int | None, high: int | None, unit: str) -> str:
    if high is None:
        return "" if low is None else f"M≥{_yuan(low)}{unit}"
    if low is None:
        return f"M<{_yuan(high)}{unit}"
    if low % 100 == 0 and high % 100 == 0:  # as the source prints it: below 1000 is "to 999"
        return f"M={_yuan(low)}-{_yuan(high - 100)}{unit}"
    return f"{_yuan(low)}≤M<{_yuan(high)}{unit}"


def _yuan(cents: int) -> str:
    return str(cents // 100) if cents % 100 == 0 else f"{cents / 100:.2f}"


_TENURE: Final = Text("注册≤{n}个月", "registered≤{n} months")
_DAYS: Final = Text("天", " days")
_TIMES: Final = Text("次", " orders")
_YUAN: Final = Text("元", "")
_ANYTHING_ELSE: Final = Text("以上规则以外", "none of the rules above")

#: Segment id of customers without an order.
NEVER_BOUGHT: Final = "A000"
NEVER_BOUGHT_NAME: Final = Text("未购买", "No purchase")

#: Segment id of customers who have bought, but whose figures are not there.
INCOMPLETE_ID: Final = "A998"
INCOMPLETE_NAME: Final = Text("数据不全", "Incomplete data")

OTHER: Final = SegmentRule(
    "A999",
    Text("其他", "Other"),
    features=Text(
        "未命中以上规则,按八类名称查看客户表“八类”列",
        "Fits no rule above; see the eight-class column of the customer table",
    ),
    keywords=Text("按八类分别跟进、补充规则", "Follow up by eight class, add rules"),
    owner=Text("*助理", "*Assistant"),
)
