"""The line that every result sheet shows: analysis date, window, scheme and every cut."""

from __future__ import annotations

import datetime as dt
from typing import get_args

from xlsegment.core.cuts import METHOD_TEXT, METRICS, PURPOSE_TEXT, Cuts, Purpose, edge_text
from xlsegment.text import LANGS, Lang, Text
from xlsegment.workbook.param_fields import SCHEMES
from xlsegment.workbook.params import Params
from xlsegment.workbook.sheets import SHEETS

_CHOICES = Text(
    "分析基准日 {as_of}；统计窗口 {window}；分层方案 {scheme}",
    "Analysis date {as_of}; window {window}; scheme {scheme}",
)
_WITH_CUTS = Text("{choices}；切点：{cuts}", "{choices}; cuts: {cuts}")
# Sheets that show levels, scores, classes or segments.
_CUT_SHEETS = frozenset({"customers", "segments", "charts"})
_DAYS = Text("{n} 天", "{n} days")
_ALL = Text("全部", "all")
_LIFETIME = Text("{window}({metrics} 用累计数)", "{window} ({metrics}: lifetime figures)")
_MERGED = Text("{line}；同日订单合并", "{line}; orders of one day merged")
_MEAN = Text("{line}；M=每单平均", "{line}; M = mean per order")
_NESTED = Text("嵌套切点见切点表", "nested cuts in the cut table")
_CUTS = Text("{purpose}({method}){cuts}", "{purpose} ({method}) {cuts}")
_BETWEEN = Text("；", "; ")


def basis_line(params: Params, as_of: dt.date, cuts: Cuts, lifetime: str = "") -> Text:
    """Return the basis of a refresh in both languages; the cut table has the cuts in full."""
    zh, en = (_line(params, as_of, cuts, lifetime, lang) for lang in LANGS)
    return Text(zh, en)


def basis_names(
    params: Params, as_of: dt.date, cuts: Cuts, lang: Lang, lifetime: str = ""
) -> dict[Text, object]:
    """Return the defined name of the basis line of every sheet with its text.

    The cuts stand where something is shown that rests on them.
    """
    short = _choices(params, as_of, lifetime, lang)
    full = _line(params, as_of, cuts, lifetime, lang)
    return {
        sheet.basis_name: full if sheet.key in _CUT_SHEETS else short
        for sheet in SHEETS
        if sheet.basis
    }


def _choices(params: Params, as_of: dt.date, lifetime: str, lang: Lang) -> str:
    days = params.window_days
    window = _ALL.in_(lang) if days is None else _DAYS.in_(lang, n=days)
    if lifetime:
        window = _LIFETIME.in_(lang, window=window, metrics=lifetime)
    scheme = next(choice.label for choice in SCHEMES if choice.code == params.scheme)
    line = _CHOICES.in_(
        lang,
        as_of=as_of.isoformat(),
        window=window,
        scheme=scheme.in_(lang),
    )
    if params.merge_same_day:
        line = _MERGED.in_(lang, line=line)
    return _MEAN.in_(lang, line=line) if params.monetary_mean else line


def _line(params: Params, as_of: dt.date, cuts: Cuts, lifetime: str, lang: Lang) -> str:
    shown = [_purpose(purpose, cuts, lang) for purpose in get_args(Purpose) if cuts.has(purpose)]
    if cuts.nested:
        shown.append(_NESTED.in_(lang))
    return _WITH_CUTS.in_(
        lang,
        choices=_choices(params, as_of, lifetime, lang),
        cuts=_BETWEEN.in_(lang).join(shown) or "—",
    )


def _purpose(purpose: Purpose, cuts: Cuts, lang: Lang) -> str:
    """Return the cuts of one purpose: ``得分(分位数)R 4/14/26 F 1/2/5 M 268/592/1162``."""
    parts, methods = [], []
    for metric in METRICS:
        cut = cuts.of(purpose, metric)
        parts.append(f"{metric} " + "/".join(edge_text(e, metric, places=2) for e in cut.edges))
        methods.append(METHOD_TEXT[cut.method].in_(lang))
    return _CUTS.in_(
        lang,
        purpose=PURPOSE_TEXT[purpose].in_(lang),
        method="/".join(dict.fromkeys(methods)),
        cuts=" ".join(parts),
    )
