"""How customers are segmented: every choice the parameter sheet and the command line offer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, get_args

from xlsegment.core.classes import ELEVEN_BINS, ClassCut
from xlsegment.core.cuts import Cut, Cuts
from xlsegment.core.levels import DEFAULT_LEVELS
from xlsegment.core.presets import RULES_DEFAULT, RULES_STRICT
from xlsegment.core.scores import MAX_BINS, MIN_BINS
from xlsegment.core.segments import RuleSet
from xlsegment.errors import ElevenClassesNeedFiveBinsError, SettingError
from xlsegment.text import Text

Scheme = Literal["rules", "strict", "eight", "eleven"]
SCHEMES: Final[tuple[Scheme, ...]] = get_args(Scheme)

SCHEME_TEXT: Final[dict[Scheme, Text]] = {
    "rules": Text("分层规则", "Rules"),
    "strict": Text("严格按原文", "Strict (A001–A004)"),
    "eight": Text("八类", "Eight classes"),
    "eleven": Text("十一类", "Eleven classes"),
}


@dataclass(frozen=True, slots=True)
class Settings:
    """The choices of one run.

    Attributes
    ----------
    as_of : int or None
        Analysis date as a day number; None takes the latest order date that can be believed
        (see `xlsegment.core.analysis_date.default_day`).
    window_days : int or None
        Frequency and spend look at so many days up to the analysis date; None at all.
    scheme : {"rules", "strict", "eight", "eleven"}
        What the segment column holds.
    ruleset : RuleSet
        The rules of the scheme ``"rules"``.
    levels : tuple of Cut
        Level cuts of R, F and M.
    bins : int
        Score bins, 2 to 9.
    nested : bool
        F scored within R, M within R and F.
    score_fixed : tuple of Cut
        Score cuts given by hand instead of quantiles, for some or all metrics.
    class_cut : {"mean", "median", "fixed"}
        Where the good/not-good cuts of the eight classes come from.
    class_fixed : tuple of Cut
        Those cuts for ``"fixed"``.
    merge_same_day : bool
        Orders of one day count as one.
    monetary_mean : bool
        M is spend per order instead of the total.
    frozen : Cuts or None
        Score and class cuts of an earlier run, used instead of fitting new ones.
    latest_day : int or None
        Where no analysis date is given, orders after this day number, today as a rule, do not
        make it; they are left out and listed. The core itself never reads the clock.
    """

    as_of: int | None = None
    window_days: int | None = 180
    scheme: Scheme = "rules"
    ruleset: RuleSet = RULES_DEFAULT
    levels: tuple[Cut, ...] = DEFAULT_LEVELS
    bins: int = 5
    nested: bool = False
    score_fixed: tuple[Cut, ...] = ()
    class_cut: ClassCut = "mean"
    class_fixed: tuple[Cut, ...] = ()
    merge_same_day: bool = False
    monetary_mean: bool = False
    frozen: Cuts | None = None
    latest_day: int | None = None

    def __post_init__(self) -> None:
        if self.window_days is not None and self.window_days < 1:
            raise SettingError(name=_WINDOW, value=self.window_days, reason=_AT_LEAST_ONE)
        if not MIN_BINS <= self.bins <= MAX_BINS:
            raise SettingError(name=_BINS, value=self.bins, reason=_BINS_RANGE)
        for cut in self.score_fixed:
            if not MIN_BINS <= cut.bins <= MAX_BINS:
                name = Text(_SCORE_CUTS.zh + cut.metric, f"{_SCORE_CUTS.en} {cut.metric}")
                raise SettingError(name=name, value=len(cut.edges), reason=_CUTS_RANGE)
        if self.class_cut == "fixed" and {cut.metric for cut in self.class_fixed} != set("RFM"):
            raise SettingError(name=_CLASS_CUT, value="fixed", reason=_ALL_THREE)
        if self.nested and self.score_fixed:
            raise SettingError(name=_NESTED, value=True, reason=_NESTED_FIXED)
        if self.scheme == "eleven" and self.frozen is None and not self.score_fixed:
            _five_bins(self.bins)

    @property
    def rules(self) -> RuleSet:
        """The rule set in force."""
        return RULES_STRICT if self.scheme == "strict" else self.ruleset


def _five_bins(bins: int) -> None:
    if bins != ELEVEN_BINS:
        raise ElevenClassesNeedFiveBinsError(bins=bins)


_WINDOW: Final = Text("统计期", "window")
_AT_LEAST_ONE: Final = Text("至少 1 天", "at least 1 day")
_BINS: Final = Text("得分档数", "score bins")
_BINS_RANGE: Final = Text("应为 2 到 9", "it must be 2 to 9")
_SCORE_CUTS: Final = Text("得分切点个数 ", "number of score cuts")
_CUTS_RANGE: Final = Text("应为 1 到 8 个", "it must be 1 to 8")
_CLASS_CUT: Final = Text("八类切点", "class cut")
_ALL_THREE: Final = Text("R、F、M 都要给出固定值", "fixed values for R, F and M are needed")
_NESTED: Final = Text("嵌套打分", "nested scores")
_NESTED_FIXED: Final = Text("不能与固定切点同时使用", "it cannot be combined with fixed cuts")
