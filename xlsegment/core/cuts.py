"""Cut points as data: fitted once, printed, given back, and applied the same way everywhere."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor
from typing import Final, Literal, get_args

from xlsegment.core.celltext import exact_number
from xlsegment.core.columns import CUTS, METHOD, METRIC
from xlsegment.errors import CutsError
from xlsegment.text import LANGS, Lang, Text

Metric = Literal["R", "F", "M"]
METRICS: Final[tuple[Metric, ...]] = get_args(Metric)
Purpose = Literal["level", "score", "class"]
Method = Literal["fixed", "quantile", "mean", "median"]

METRIC_TEXT: Final[dict[Metric, Text]] = {
    "R": Text("R 最近购买天数(天)", "R recency (days)"),
    "F": Text("F 购买次数(次)", "F frequency (orders)"),
    "M": Text("M 期内消费(元)", "M spend"),
}
PURPOSE_TEXT: Final[dict[Purpose, Text]] = {
    "level": Text("高中低档", "Levels"),
    "score": Text("得分", "Scores"),
    "class": Text("八类", "Eight classes"),
}
METHOD_TEXT: Final[dict[Method, Text]] = {
    "fixed": Text("固定值", "fixed"),
    "quantile": Text("分位数 PERCENTILE.INC", "quantiles PERCENTILE.INC"),
    "mean": Text("均值", "mean"),
    "median": Text("中位数", "median"),
}


@dataclass(frozen=True, slots=True)
class Cut:
    """The cut points of one metric for one purpose.

    Attributes
    ----------
    purpose : {"level", "score", "class"}
        What the cuts are for.
    metric : {"R", "F", "M"}
        Days, orders or cents.
    method : {"fixed", "quantile", "mean", "median"}
        Where the cuts come from; it decides on which side an equal value falls.
    edges : tuple of Fraction
        Ascending, exact. M in cents.
    within : tuple of int
        For nested scores: the R score, or the R and F scores, that the cuts hold within.
    steps : tuple of int
        The first whole value beyond each edge.
    """

    purpose: Purpose
    metric: Metric
    method: Method
    edges: tuple[Fraction, ...]
    within: tuple[int, ...] = ()
    steps: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.method == "quantile" or self.metric == "R":
            # whole numbers: v > edge is v >= floor(edge) + 1
            steps = tuple(floor(edge) + 1 for edge in self.edges)
        else:
            steps = tuple(ceil(edge) for edge in self.edges)
        object.__setattr__(self, "steps", steps)

    @property
    def bins(self) -> int:
        """How many bins the cuts make."""
        return len(self.edges) + 1

    def bin_of(self, value: int) -> int:
        """Return the bin of days, orders or cents: 1 worst … `bins` best.

        A value equal to a quantile edge falls in the lower value bin; a value equal to any
        other cut counts as good: days at or below it, orders and spend at or above it. For R
        fewer days are better. Whole columns: `xlsegment.core.cut_columns.apply_cut`.
        """
        above = bisect_right(self.steps, value)
        return self.bins - above if self.metric == "R" else above + 1


@dataclass(frozen=True, slots=True)
class Cuts:
    """All cut points of one run."""

    rows: tuple[Cut, ...]
    _of: dict[tuple[Purpose, Metric, tuple[int, ...]], Cut] = field(
        init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        found: dict[tuple[Purpose, Metric, tuple[int, ...]], Cut] = {}
        for cut in self.rows:
            found.setdefault((cut.purpose, cut.metric, cut.within), cut)
        object.__setattr__(self, "_of", found)

    def of(self, purpose: Purpose, metric: Metric, within: tuple[int, ...] = ()) -> Cut:
        """Return one metric's cuts; a nested group without its own uses the overall ones.

        Raises
        ------
        CutsError
            If there are none.
        """
        cut = self._of.get((purpose, metric, within)) or self._of.get((purpose, metric, ()))
        if cut is None:
            raise CutsError(metric=METRIC_TEXT[metric], reason=_NO_CUTS)
        return cut

    def has(self, purpose: Purpose) -> bool:
        """Tell whether there are cuts for a purpose."""
        return any(cut.purpose == purpose for cut in self.rows)

    @property
    def bins(self) -> int:
        """How many score bins there are (of R), 0 without scores."""
        return self.of("score", "R").bins if self.has("score") else 0

    @property
    def nested(self) -> bool:
        """Whether the scores are nested."""
        return any(cut.within for cut in self.rows)

    def describe(self, lang: Lang, *, places: int | None = None) -> list[dict[str, str]]:
        """Return the cuts as printed: rows of ``metric``, ``method`` and ``cuts``.

        With all their digits they can be read back; with ``places`` they are for reading only.
        """
        return [
            {
                METRIC: METRIC_TEXT[cut.metric].in_(lang),
                METHOD: _method_text(cut, lang),
                CUTS: ", ".join(edge_text(edge, cut.metric, places=places) for edge in cut.edges),
            }
            for cut in self.rows
        ]

    @classmethod
    def from_rows(cls, rows: Iterable[Mapping[str, object]]) -> Cuts:
        """Read printed cuts back; the inverse of `describe`, in either language.

        Raises
        ------
        CutsError
            If a row names no known metric or method, or its cuts are not ascending numbers.
        """
        return cls(tuple(_cut_of_row(row) for row in rows))


def fixed_cut(purpose: Purpose, metric: Metric, edges: Sequence[int | Fraction]) -> Cut:
    """Return cuts given by hand; M in cents.

    Raises
    ------
    CutsError
        If the edges do not ascend.
    """
    exact = tuple(Fraction(edge) for edge in edges)
    if not exact or any(a >= b for a, b in pairwise(exact)):
        raise CutsError(metric=METRIC_TEXT[metric], reason=_NOT_ASCENDING)
    return Cut(purpose, metric, "fixed", exact)


# --- printing and reading back ----------------------------------------------------------------

_NO_CUTS = Text("没有这一指标的切点", "there are no cut points for it")
_NOT_ASCENDING = Text("切点必须是从小到大的数", "cut points must be ascending numbers")
_UNKNOWN = Text("不认识的指标或方法", "unknown metric or method")
_WITHIN = Text(",在 {group} 内", ", within {group}")


def edge_text(edge: Fraction, metric: Metric, *, places: int | None = None) -> str:
    """Return one cut in days, orders or currency units.

    Parameters
    ----------
    edge : Fraction
        Days, orders or cents.
    metric : {"R", "F", "M"}
        The metric.
    places : int, optional
        Decimals to show; more where the rounded cut would put a whole number of days, orders
        or cents on the other side. None shows all digits.

    Examples
    --------
    >>> edge_text(Fraction(7, 3), "F", places=2), edge_text(Fraction(501, 250), "F", places=2)
    ('2.33', '2.004')
    """
    unit = 100 if metric == "M" else 1
    shown = edge / unit
    if shown.denominator == 1:
        return str(int(shown))
    if places is None:
        return repr(float(shown))
    text = _rounded(shown, places)
    sides = floor(edge), ceil(edge)
    while (floor(Fraction(text) * unit), ceil(Fraction(text) * unit)) != sides:
        places += 1
        text = _rounded(shown, places)
    return text


def _rounded(number: Fraction, places: int) -> str:
    """Round half away from zero, exactly."""
    digits = str(floor(abs(number) * 10**places + Fraction(1, 2))).zfill(places + 1)
    sign = "-" if number < 0 else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else sign + digits


def _group_text(within: tuple[int, ...]) -> str:
    return " ".join(f"{metric}={score}" for metric, score in zip("RF", within, strict=False))


def _method_text(cut: Cut, lang: Lang) -> str:
    text = f"{PURPOSE_TEXT[cut.purpose].in_(lang)}: {METHOD_TEXT[cut.method].in_(lang)}"
    return text + _WITHIN.in_(lang, group=_group_text(cut.within)) if cut.within else text


def _cut_of_row(row: Mapping[str, object]) -> Cut:
    shown = str(row.get(METRIC, "")).strip()
    metric = next((m for m in METRICS if shown in METRIC_TEXT[m].both), None)
    if metric is None:
        raise CutsError(metric=shown, reason=_UNKNOWN)
    method_text = str(row.get(METHOD, "")).strip()
    edges = tuple(_edge_of(part, metric) for part in str(row.get(CUTS, "")).split(","))
    for purpose in get_args(Purpose):
        for method in get_args(Method):
            for within in _GROUPS:
                cut = Cut(purpose, metric, method, edges, within)
                if any(_method_text(cut, lang) == method_text for lang in LANGS):
                    if any(a > b for a, b in pairwise(edges)):
                        raise CutsError(metric=METRIC_TEXT[metric], reason=_NOT_ASCENDING)
                    return cut
    raise CutsError(metric=METRIC_TEXT[metric], reason=_UNKNOWN)


def _edge_of(text: str, metric: Metric) -> Fraction:
    number: Decimal | None = exact_number(text)
    if number is None:
        raise CutsError(metric=METRIC_TEXT[metric], reason=_NOT_ASCENDING)
    return Fraction(number) * (100 if metric == "M" else 1)


_GROUPS: Final[tuple[tuple[int, ...], ...]] = (
    (),
    *((r,) for r in range(1, 10)),
    *((r, f) for r in range(1, 10) for f in range(1, 10)),
)
