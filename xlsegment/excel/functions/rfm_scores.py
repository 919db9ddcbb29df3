"""Levels, scores and the eight class of a customer, by cut points that anyone can see."""

from __future__ import annotations

from fractions import Fraction
from typing import Final, cast

from xlsegment.core.classes import EIGHT, eight_code
from xlsegment.core.cuts import METRICS, Cut, Cuts, Metric
from xlsegment.core.levels import DEFAULT_LEVELS, LEVEL_TEXT
from xlsegment.core.scores import score_of
from xlsegment.excel.boundary import worksheet_function
from xlsegment.excel.cells import Cell, CellError
from xlsegment.excel.choices import LANGUAGE, one_of, single, words
from xlsegment.excel.choices import language as asked_language
from xlsegment.excel.cutpoints import (
    METRIC_WORDS,
    default_level,
    edge,
    given_cut,
    given_cuts,
    in_cents,
)
from xlsegment.excel.declare import Argument, Example
from xlsegment.excel.functions.rfm_tier import FREQUENCY, MONETARY, RECENCY
from xlsegment.excel.readers import Reader, as_it_is, cents, count, days
from xlsegment.excel.spread import constant, needed, optional, spread
from xlsegment.text import Text

_READERS: Final[dict[Metric, Reader]] = {"R": days, "F": count, "M": cents}
_LEVELS: Final = 3


@worksheet_function(
    summary=Text(
        "R、F 或 M 的高、中、低档：R 天数越少越高。",
        "High, mid or low of R, F or M; for R fewer days are higher.",
    ),
    arguments=(
        Argument("value", Text("天数、次数或金额", "Days, orders or spend")),
        Argument("metric", Text("R、F 或 M", "R, F or M")),
        Argument(
            "cuts",
            Text(
                "两个从小到大的切点，或切点表；省略：R 30,90；F 2,5；M 500,2000",
                "Two ascending cuts, or the printed table; default R 30,90; F 2,5; M 500,2000",
            ),
            optional=True,
        ),
        LANGUAGE,
    ),
    returns=Text(
        "高、中或低；等于切点算好的一边。空白为空，负的天数或次数 #NUM!",
        "高, 中 or 低 (High, Mid, Low); equal to a cut is the better side. Blank stays blank, "
        "negative days or orders #NUM!",
    ),
    examples=(
        Example('=RFM_LEVEL(30,"R")', Text("高", "高 (High)")),
        Example('=RFM_LEVEL({300;800},"M",{500,1000},"en")', Text("Low、Mid", "Low and Mid")),
    ),
)
def RFM_LEVEL(
    value: object, metric: object, cuts: object = None, language: object = None
) -> object:
    """Level of one metric."""
    lang = asked_language(language)
    if isinstance(lang, CellError):
        return lang
    texts = {level: text.in_(lang) for level, text in LEVEL_TEXT.items()}
    seen: dict[Metric, Cut | CellError] = {}

    def level(cell: Cell, metric: Metric) -> object:
        # as a rule all rows share their metric
        if metric not in seen:
            seen[metric] = _level_cut(cuts, metric)
        cut, figure = seen[metric], _READERS[metric](cell)
        if isinstance(cut, CellError):
            return cut
        if figure is None or isinstance(figure, CellError):
            return figure or CellError.NA
        return texts[cut.bin_of(cast("int", figure))]

    return spread(level, needed(value, as_it_is), constant(metric, one_of(METRIC_WORDS)))


def _level_cut(cuts: object, metric: Metric) -> Cut | CellError:
    cut = default_level(metric) if single(cuts) is None else given_cut(cuts, metric, "level")
    return CellError.VALUE if isinstance(cut, Cut) and cut.bins != _LEVELS else cut


_PARTS: Final = words(
    {
        "sum": ("sum", "总分", "合计"),
        "code": ("code", "组合", "代码", "得分"),
        "R": ("R",),
        "F": ("F",),
        "M": ("M",),
    }
)


@worksheet_function(
    summary=Text(
        "RFM 得分：总分、三位代码或单项得分，1 最差。",
        "RFM score: the sum, the code of three digits, or one metric's; 1 is worst.",
    ),
    arguments=(
        RECENCY,
        FREQUENCY,
        MONETARY,
        Argument(
            "part",
            Text("SUM 总分（默认）、CODE 代码、R、F 或 M", "SUM (default), CODE, R, F or M"),
            optional=True,
        ),
        Argument(
            "cuts",
            Text(
                "结果表的切点表（复算 RFM得分 用），或三行数；省略用高中低档的切点，每项 1–3 分",
                "The printed cut table (gives the refresh's scores), or three rows of numbers; "
                "default: the level cuts, 1–3 each",
            ),
            optional=True,
        ),
    ),
    returns=Text(
        "总分如 8；代码是文本如 545。缺一项 #N/A，不是数 #VALUE!",
        "The sum, such as 8; the code is text, such as 545. One blank #N/A, no number #VALUE!",
    ),
    examples=(
        Example("=RFM_SCORE(12,6,2500)", Text("9 分", "9")),
        Example('=RFM_SCORE(45,6,800,"CODE")', Text("232", "232")),
        Example(
            '=RFM_SCORE(12,3,800,"CODE",{30,60,90;1,2,4;100,500,1000})',
            Text("三行切点：每项 1–4 分", "Three rows of cuts: 1 to 4 each"),
        ),
    ),
)
def RFM_SCORE(
    recency_days: object,
    frequency: object,
    monetary: object,
    part: object = None,
    cuts: object = None,
) -> object:
    """Scores of R, F and M."""
    known = _DEFAULT_SCORES if single(cuts) is None else given_cuts(cuts, "score")
    if isinstance(known, CellError):
        return known

    def scored(r: int, f: int, m_cents: int, wanted: str | None) -> object:
        scores = score_of(r, f, m_cents, known)
        if wanted is None or wanted == "sum":
            return sum(scores)
        if wanted == "code":
            return "".join(map(str, scores))
        return scores["RFM".index(wanted)]

    return spread(
        scored,
        needed(recency_days, days),
        needed(frequency, count),
        needed(monetary, cents),
        optional(part, one_of(_PARTS)),
    )


_DEFAULT_SCORES: Final = Cuts(
    tuple(Cut("score", cut.metric, cut.method, cut.edges) for cut in DEFAULT_LEVELS)
)


@worksheet_function(
    summary=Text(
        "八类：R、F、M 各按一个切点分好与不好；等于切点算好。",
        "Eight classes: R, F and M each good or not by one cut; equal is good.",
    ),
    arguments=(
        RECENCY,
        FREQUENCY,
        MONETARY,
        Argument(
            "cut_r", Text("R 切点（天）：不超过它为好", "Cut of R in days: at or below is good")
        ),
        Argument(
            "cut_f", Text("F 切点（次）：不少于它为好", "Cut of F in orders: at or above is good")
        ),
        Argument(
            "cut_m", Text("M 切点（元）：不少于它为好", "Cut of M in money: at or above is good")
        ),
        LANGUAGE,
    ),
    returns=Text(
        "八类名称，如 重要价值客户；用切点表里“八类”的三个数可复算刷新结果",
        "The class, such as 重要价值客户 (Key value); the printed cuts give the refresh's",
    ),
    examples=(
        Example("=RFM_CLASS(12,6,2500,45,3,1000)", Text("重要价值客户", "重要价值客户")),
        Example('=RFM_CLASS(90,6,2500,45,3,1000,"en")', Text("Key retention", "Key retention")),
    ),
)
def RFM_CLASS(
    recency_days: object,
    frequency: object,
    monetary: object,
    cut_r: object,
    cut_f: object,
    cut_m: object,
    language: object = None,
) -> object:
    """Eight class of each customer."""
    lang = asked_language(language)
    if isinstance(lang, CellError):
        return lang
    names = {code: name.in_(lang) for code, name in EIGHT.items()}
    seen: dict[tuple[Fraction, ...], Cuts] = {}

    def classed(r: int, f: int, m_cents: int, *edges: Fraction) -> object:
        # as a rule all rows share their cuts
        cuts = seen.get(edges)
        if cuts is None:
            cuts = seen[edges] = _class_cuts(edges)
        return names[eight_code(r, f, m_cents, cuts)]

    return spread(
        classed,
        needed(recency_days, days),
        needed(frequency, count),
        needed(monetary, cents),
        constant(cut_r, edge),
        constant(cut_f, edge),
        constant(cut_m, edge),
    )


def _class_cuts(edges: tuple[Fraction, ...]) -> Cuts:
    return Cuts(
        tuple(
            Cut("class", metric, "fixed", (in_cents(metric, cut),))
            for metric, cut in zip(METRICS, edges, strict=True)
        )
    )
