"""The back-test of the churn warning as rows and as one sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd

from xlsegment.actions.decide.section import Basis
from xlsegment.core.arrays import Int64Array
from xlsegment.core.churn.backtest import FEW, Score, back_test
from xlsegment.core.churn.rhythm import PurchaseDays
from xlsegment.core.churn.risk import HIGH, LOW, MID, ChurnRules
from xlsegment.core.churn.signals import complaints
from xlsegment.core.days import day_date
from xlsegment.text import Lang, Text


def back_tested(basis: Basis, days: PurchaseDays, rules: ChurnRules) -> tuple[Score, ...]:
    """Apply the rule to the past; complaints count as of then, of visits nothing is known."""
    feedback = basis.inputs.table("feedback")
    ids = pd.Index(days.ids)

    def worse(day: int) -> Int64Array | None:
        if feedback is None:
            return None
        complained = complaints(feedback, ids, day, rules)["complained"]
        return complained.to_numpy(dtype=np.int64)

    return back_test(days, basis.as_of, rules, worse)


def tested_rows(basis: Basis, scores: Sequence[Score]) -> pd.DataFrame:
    """Return the rows of the back-test."""
    lang, horizon = basis.lang, basis.params.churn_horizon
    rows = [
        {
            "cutoff": _day(score, lang),
            "warned": _WARNED[score.level].in_(lang),
            **({} if not score.customers else _figures(score)),
            "backtest_note": _note(score, horizon, lang),
        }
        for score in scores
    ]
    columns = [
        *("cutoff", "warned", "watched", "tp", "fp", "fn", "tn"),
        *("precision", "recall", "base_rate", "lift", "backtest_note"),
    ]
    table = pd.DataFrame(rows, columns=columns, dtype=object)
    return table.where(table.notna(), None)


def tested_words(basis: Basis, scores: Sequence[Score]) -> str:
    """Return what the back-test of middle and high risk found, in one sentence."""
    lang, horizon = basis.lang, basis.params.churn_horizon
    score = next((s for s in scores if s.day is None and s.level == MID and s.customers), None)
    if score is None:
        return _TOO_SHORT.in_(lang, n=2 * horizon)
    if score.precision is None:
        return _NO_WARNING.in_(lang)
    if score.recall is None or score.lift is None:
        return _NOBODY_GONE.in_(lang, n=horizon)
    return _FOUND.in_(
        lang,
        n=horizon,
        precision=f"{score.precision:.0%}",
        base=f"{score.base_rate:.0%}",
        lift=f"{score.lift:.1f}",
        recall=f"{score.recall:.0%}",
    )


def _figures(score: Score) -> dict[str, object]:
    return {
        "watched": score.customers,
        **{key: getattr(score, key) for key in ("tp", "fp", "fn", "tn")},
        **{key: getattr(score, key) for key in ("precision", "recall", "base_rate", "lift")},
    }


def _day(score: Score, lang: Lang) -> str:
    return _ALL.in_(lang) if score.day is None else day_date(score.day).isoformat()


def _note(score: Score, horizon: int, lang: Lang) -> str | None:
    if not score.enough:
        return _NO_HISTORY.in_(lang, n=horizon)
    if not score.customers:
        return _NOBODY.in_(lang)
    if score.precision is None:
        return _NO_WARNING.in_(lang)
    if score.recall is None:
        return _NOBODY_GONE.in_(lang, n=horizon)
    return _FEW.in_(lang, n=FEW) if score.customers < FEW else None


_ALL: Final = Text("合计", "All days")
_WARNED: Final = {
    HIGH: Text("高", "High"),
    MID: Text("高、中", "High, mid"),
    LOW: Text("高、中、低", "High, mid, low"),
}
_NO_HISTORY: Final = Text(
    "截止日之前的订单不足 {n} 天，不能回测。",
    "Fewer than {n} days of orders before the cut-off day: no back-test.",
)
_NOBODY: Final = Text("当时没有可以预警的客户。", "Nobody could be warned of then.")
_NO_WARNING: Final = Text("当时没有预警任何客户。", "Nobody was warned of then.")
_NOBODY_GONE: Final = Text(
    "之后 {n} 天里没有人流失，无从比较。",
    "Nobody was gone in the {n} days after: nothing to compare.",
)
_FEW: Final = Text("不足 {n} 位客户，只供参考。", "Fewer than {n} customers: a rough idea only.")
_TOO_SHORT: Final = Text(
    "回测：订单历史不足 {n} 天，还不能说明规则准不准。",
    "Back-test: fewer than {n} days of orders, too few to say how well the rule does.",
)
_FOUND: Final = Text(
    "回测：中、高风险预警的客户里 {precision} 之后 {n} 天没有再买，平均为 {base}，即 {lift} 倍；"
    "流失的客户里 {recall} 事先预警到。(访问变化没有历史，不在回测里。)",
    "Back-test: of those at mid or high risk {precision} did not buy in the next {n} days, of all "
    "{base}: {lift} times as many; {recall} of those gone were warned of. (Visits have no history "
    "and are left out.)",
)
