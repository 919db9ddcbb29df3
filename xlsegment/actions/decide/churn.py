"""流失预警: who buys later than they use to, why, and how well the rule did in the past."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
import pandas as pd

from xlsegment.actions.decide.carry import carry
from xlsegment.actions.decide.churn_past import back_tested, tested_rows, tested_words
from xlsegment.actions.decide.masks import masked_names
from xlsegment.actions.decide.plan import Outcome, Rewrite
from xlsegment.actions.decide.section import Basis
from xlsegment.core.churn.rhythm import PurchaseDays
from xlsegment.core.churn.risk import HIGH, LOW, MID, NONE, UNKNOWN, ChurnRules
from xlsegment.core.churn.table import cases_of, churn_table
from xlsegment.core.churn.words import RISK_TEXT, idea_of, reason_of
from xlsegment.text import Text
from xlsegment.workbook.sheets.churn import SUMMARY, TESTED, TITLE
from xlsegment.workbook.sheets.per_customer import FOLLOW_UP

_TYPED: Final = tuple(column.key for column in FOLLOW_UP)


def churn_rules(basis: Basis) -> ChurnRules:
    """Return the bounds of the parameter sheet."""
    params = basis.params
    return ChurnRules(
        low=params.churn_low,
        mid=params.churn_mid,
        high=params.churn_high,
        percent=round(100 * params.churn_percent),
        own_from=params.churn_own_from,
        lost_days=params.churn_lost_days,
        visits_drop=params.churn_visits_drop,
        feedback_days=params.churn_feedback_days,
        horizon=params.churn_horizon,
    )


def churn_of(basis: Basis) -> pd.DataFrame:
    """Return the churn risk of every customer.

    Returns
    -------
    DataFrame
        One row per row of ``result.counted``, on its index, as `churn_table` returns it: among
        others ``customer_id``, ``risk`` (``"high"``, ``"mid"``, ``"low"``, ``"none"``, empty
        where it cannot be told), ``lost`` (bool: lost already, their risk is ``"none"``);
        besides, ``reason`` and ``idea`` of those at risk, empty for all others.
    """
    table = churn_table(
        basis.result.counted,
        basis.once(_purchase_days),
        basis.as_of,
        churn_rules(basis),
        behaviour=basis.inputs.table("behaviour"),
        feedback=basis.inputs.table("feedback"),
        top_share=basis.params.top_share,
    )
    listed = (table["level"] >= LOW).to_numpy(dtype=np.bool_)
    cases = cases_of(table[listed])
    rules = churn_rules(basis)
    for column, texts in (
        ("reason", [reason_of(case, rules, basis.lang) for case in cases]),
        ("idea", [idea_of(case, basis.lang) for case in cases]),
    ):
        values = np.full(len(table), "", dtype=object)
        values[listed] = texts
        table[column] = values
    return table


def decide_churn(basis: Basis) -> Outcome:
    """Fill the sheet; what people typed beside a customer goes with them."""
    table = basis.once(churn_of)
    days = basis.once(_purchase_days)
    scores = () if days is None else back_tested(basis, days, churn_rules(basis))
    changes = [
        Rewrite("churn", _listed_rows(basis, table), ("customer_id",)),
        Rewrite("churn_risks", _risk_rows(basis, table), ("risk",)),
        Rewrite("churn_test", tested_rows(basis, scores), ("cutoff", "warned")),
    ]
    outcome = Outcome([change for change in changes if change.table in basis.inputs.tables])
    outcome.names[SUMMARY.name] = _summary(basis, table)
    outcome.names[TESTED.name] = tested_words(basis, scores)
    outcome.names[TITLE.name] = _title(basis, table)
    return outcome


def _purchase_days(basis: Basis) -> PurchaseDays | None:
    return None if basis.sales is None else PurchaseDays.of(basis.sales)


def _listed_rows(basis: Basis, table: pd.DataFrame) -> pd.DataFrame:
    """Return those at risk, highest risk and highest spend first; then kept follow-ups."""
    lang = basis.lang
    listed = table[(table["level"] >= LOW).to_numpy(dtype=np.bool_)].sort_values(
        ["level", "lifetime_cents", "customer_id"], ascending=[False, False, True], kind="stable"
    )
    names = {key: group.name.in_(lang) for key, group in basis.groups.items()}
    people = basis.result.counted.loc[listed.index]
    directions = people["segment_id"].map(dict(basis.directions)).fillna("")
    rows = pd.DataFrame(
        {
            "customer_id": listed["customer_id"].tolist(),
            "masked_name": masked_names(basis.inputs, people["row"].tolist()),
            "segment": people["segment_id"].map(names).tolist(),
            "risk": [RISK_TEXT[level].in_(lang) for level in listed["level"].tolist()],
            "elapsed_days": listed["elapsed_days"].tolist(),
            "usual_days": listed["usual_days"].tolist(),
            "long_days": listed["long_days"].tolist(),
            "times": listed["times"].tolist(),
            "lifetime_spend": (listed["lifetime_cents"] / 100).tolist(),
            "reason": listed["reason"].tolist(),
            "idea": [
                _IDEA.in_(lang, direction=direction, idea=idea) if direction else idea
                for direction, idea in zip(directions, listed["idea"], strict=True)
            ],
        },
        dtype=object,
    )
    rows = carry(
        basis.inputs.tables.get("churn"), rows, ("customer_id",), _TYPED, basis.inputs.own("churn")
    )
    rows.loc[len(listed) :, "reason"] = _KEPT.in_(lang)
    return rows


def _risk_rows(basis: Basis, table: pd.DataFrame) -> pd.DataFrame:
    """Return how many customers are at which risk; those who never bought are not counted."""
    bought = basis.result.counted["recency_days"].notna().to_numpy(dtype=np.bool_)
    lost = table["lost"].to_numpy(dtype=np.bool_)
    cents = table["lifetime_cents"].to_numpy(dtype=np.int64)
    level = table["level"].to_numpy(dtype=np.int64)
    groups = [
        *((RISK_TEXT[number], level == number) for number in (HIGH, MID, LOW)),
        (_NOT_YET, (level == NONE) & ~lost),
        (_LOST, lost),
        (_UNTOLD, bought & (level == UNKNOWN)),
    ]
    whole = int(np.count_nonzero(bought))
    return pd.DataFrame(
        {
            "risk": [name.in_(basis.lang) for name, _ in groups],
            "customers": [int(np.count_nonzero(rows)) for _, rows in groups],
            "share": [np.count_nonzero(rows) / whole if whole else None for _, rows in groups],
            "lifetime_spend": [int(cents[rows].sum()) / 100 for _, rows in groups],
        },
        dtype=object,
    )


def _summary(basis: Basis, table: pd.DataFrame) -> str:
    if basis.sales is None:
        return _NO_ORDERS.in_(basis.lang)
    counts = dict(_counts(basis, table))
    if not counts["whole"]:
        return _NOBODY.in_(basis.lang)
    if counts["untold"] == counts["whole"]:
        return _NO_RHYTHM.in_(basis.lang)
    return _SUMMARY.in_(basis.lang, days=basis.params.churn_lost_days, **counts)


def _counts(basis: Basis, table: pd.DataFrame) -> Iterator[tuple[str, int]]:
    rows = _risk_rows(basis, table)["customers"].tolist()
    yield from zip(("high", "mid", "low", "not_yet", "lost", "untold"), rows, strict=True)
    yield "listed", sum(rows[:3])
    yield "whole", sum(rows)


def _title(basis: Basis, table: pd.DataFrame) -> str:
    at_risk = (table["level"] >= MID).to_numpy(dtype=np.bool_)
    count = int(np.count_nonzero(at_risk))
    if not (table["level"] >= LOW).any():
        return _NOBODY_AT_RISK.in_(basis.lang)
    cents = int(table["lifetime_cents"].to_numpy(dtype=np.int64)[at_risk].sum())
    return _TITLE.in_(basis.lang, n=count, amount=f"{cents / 100:,.0f}")


_IDEA: Final = Text("{direction}：{idea}", "{direction}: {idea}")
_KEPT: Final = Text(
    "已不在预警名单，保留您填写的内容；清空后下次刷新会移除这一行。",
    "No longer at risk; your text is kept. Clear it and the next refresh removes the row.",
)
_NOT_YET: Final = Text("未到预警", "Not at risk")
_LOST: Final = Text("已流失", "Lost already")
_UNTOLD: Final = Text("无法判断", "Cannot be told")
_NO_ORDERS: Final = Text(
    "没有订单明细，不知道客户的购买间隔，无法预警。",
    "There are no orders, so nobody's intervals are known and nobody can be warned of.",
)
_NOBODY: Final = Text(
    "分析基准日之前还没有人购买，无法预警。",
    "Nobody had bought up to the analysis date, so there is nobody to warn of.",
)
_NO_RHYTHM: Final = Text(
    "还没有人买过第二次，不知道间隔，无法预警。",
    "Nobody has bought on a second day yet, so no interval is known to go by.",
)
_SUMMARY: Final = Text(
    "{whole} 位有购买记录的客户中 {listed} 位需要关注(高 {high}、中 {mid}、低 {low})；"
    "未到预警 {not_yet} 位，已流失 {lost} 位(高风险且超过 {days} 天，不再预警)，"
    "无法判断 {untold} 位。",
    "Of {whole} customers who have bought, {listed} are at risk (high {high}, mid {mid}, low "
    "{low}); {not_yet} are not, {lost} are lost already (high risk and over {days} days, no "
    "longer warned of), of {untold} it cannot be told.",
)
_NOBODY_AT_RISK: Final = Text("没有客户需要预警", "Nobody is at risk")
_TITLE: Final = Text(
    "中、高流失风险 {n} 位，历史净消费合计 {amount} 元",
    "{n} at mid or high churn risk, lifetime spend {amount} in all",
)
