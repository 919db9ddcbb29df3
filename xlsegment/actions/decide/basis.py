"""The line that every result sheet shows: analysis date, window, scheme and every cut."""

from __future__ import annotations

import datetime as dt

from xlsegment.core.cuts import Cuts
from xlsegment.text import LANGS, Lang, Text
from xlsegment.workbook.param_fields import SCHEMES
from xlsegment.workbook.params import Params
from xlsegment.workbook.sheets import SHEETS

_BASIS = Text(
    "分析基准日 {as_of};统计窗口 {window};分层方案 {scheme};切点:{cuts}",
    "Analysis date {as_of}; window {window}; scheme {scheme}; cuts: {cuts}",
)
_DAYS = Text("{n} 天", "{n} days")
_ALL = Text("全部", "all")
_NESTED = Text("嵌套切点见切点表", "nested cuts in the cut table")
_CUT = Text("{metric} {method} {cuts}", "{metric} {method} {cuts}")


def basis_line(params: Params, as_of: dt.date, cuts: Cuts) -> Text:
    """Return the basis of a refresh in both languages."""
    zh, en = (_line(params, as_of, cuts, lang) for lang in LANGS)
    return Text(zh, en)


def basis_names(basis: Text, lang: Lang) -> dict[Text, object]:
    """Return the defined name of the basis line of every result sheet with its text."""
    return {sheet.basis_name: basis.in_(lang) for sheet in SHEETS if sheet.basis}


def _line(params: Params, as_of: dt.date, cuts: Cuts, lang: Lang) -> str:
    window = params.window_days
    scheme = next(choice.label for choice in SCHEMES if choice.code == params.scheme)
    shown = [
        _CUT.in_(lang, **row)
        for cut, row in zip(cuts.rows, cuts.describe(lang), strict=True)
        if not cut.within
    ]
    if cuts.nested:
        shown.append(_NESTED.in_(lang))
    return _BASIS.in_(
        lang,
        as_of=as_of.isoformat(),
        window=_ALL.in_(lang) if window is None else _DAYS.in_(lang, n=window),
        scheme=scheme.in_(lang),
        cuts=Text(";", "; ").in_(lang).join(shown) or "—",
    )
