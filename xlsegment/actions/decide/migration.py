"""分层迁移: who moved between two periods, and which valuable customers fell."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import pandas as pd

from xlsegment.actions.decide.carry import carry
from xlsegment.actions.decide.facts import earlier_of
from xlsegment.actions.decide.masks import masked_names
from xlsegment.actions.decide.migration_tables import (
    flow_rows,
    matrix_rows,
    net_words,
    origin_words,
    segment_rows,
    shown_segments,
)
from xlsegment.actions.decide.plan import Fill, Outcome, Rewrite
from xlsegment.actions.decide.section import Basis
from xlsegment.core.columns import CUSTOMER_ID, PREVIOUS_SEGMENT, SEGMENT_CHANGED_ON
from xlsegment.core.days import day_date, day_number
from xlsegment.core.migration.moves import NEW, Moves, moves_between
from xlsegment.text import Lang, Text
from xlsegment.workbook.sheets import TABLES
from xlsegment.workbook.sheets.migration import ALERTED, NET, ORIGIN, PERIODS
from xlsegment.workbook.sheets.per_customer import FOLLOW_UP

_TYPED: Final = tuple(column.key for column in FOLLOW_UP)
#: How far back the earlier period ends where neither the parameters nor the window say so.
DEFAULT_DAYS: Final = 180


def previous_day(basis: Basis) -> int:
    """Return the last day of the earlier period, by the parameters."""
    params = basis.params
    if params.compare_date is not None:
        return day_number(params.compare_date)
    return basis.as_of - (params.compare_days or params.window_days or DEFAULT_DAYS)


def migration_of(basis: Basis) -> Moves | None:
    """Return who was in which segment in the earlier period, and is now.

    Returns
    -------
    Moves or None
        None without orders, where nobody was there yet, or where the earlier period would not
        end before the analysis date.
    """
    previous = previous_day(basis)
    if basis.sales is None or previous >= basis.as_of:
        return None
    return moves_between(
        basis.result,
        basis.once(earlier_of),
        previous,
        frozen=basis.params.migration_cuts == "frozen",
        top_share=basis.params.top_share,
    )


def decide_migration(basis: Basis) -> Outcome:
    """Fill the sheet; what people typed beside an alert goes with the customer."""
    moves = basis.once(migration_of)
    rows: dict[str, tuple[pd.DataFrame, tuple[str, ...]]]
    if moves is None:
        blank = {key: pd.DataFrame(columns=list(TABLES[key].keys), dtype=object) for key in _KEYS}
        rows = {key: (blank[key], (TABLES[key].keys[0],)) for key in _KEYS}
    else:
        segments = shown_segments(moves, basis.groups)
        counts, shares = matrix_rows(moves, segments, basis)
        rows = {
            "migration_segments": (segment_rows(moves, segments, basis), ("segment",)),
            "migration_alerts": (_alert_rows(basis, moves), (CUSTOMER_ID,)),
            "migration_flows": (flow_rows(moves, segments, basis), ("from_segment", "to_segment")),
            "migration_matrix": (counts, ("from_segment",)),
            "migration_shares": (shares, ("from_segment",)),
        }
    there = basis.inputs.tables
    alerts, by = rows["migration_alerts"]
    own = basis.inputs.own("migration_alerts")
    alerts = alerts.drop(columns=list(_TYPED))
    alerts = carry(there.get("migration_alerts"), alerts, by, _TYPED, own)
    fallen = 0 if moves is None else len(moves.alerts)
    alerts.loc[fallen:, "idea"] = _KEPT.in_(basis.lang)
    rows["migration_alerts"] = alerts, by
    outcome = Outcome([Rewrite(key, *rows[key]) for key in _KEYS if key in there])
    lang = basis.lang
    outcome.names |= {
        PERIODS.name: _why_not(basis) if moves is None else _periods(basis, moves),
        ALERTED.name: None if moves is None else _alerted(moves, lang),
        NET.name: (_NO_DATA if moves is None else net_words(moves, basis)).in_(lang),
        ORIGIN.name: (_NO_DATA if moves is None else origin_words(moves, basis)).in_(lang),
    }
    return outcome


def with_periods(outcome: Outcome, basis: Basis) -> None:
    """Put 上期分层 and 变动日期 into the customer table, where it has these columns."""
    for place, change in enumerate(outcome.changes):
        if isinstance(change, Fill) and change.table == "customers":
            keys = [key for key in _PERIOD_COLUMNS if key in basis.inputs.tables["customers"]]
            if keys:
                outcome.changes[place] = _with_columns(change, _period_columns(basis)[keys])


def _with_columns(change: Fill, columns: pd.DataFrame) -> Fill:
    known = len(change.filled)
    filled, appended = change.filled.copy(), change.appended
    for key in columns:
        filled[key] = columns[key].iloc[:known].set_axis(filled.index)
    if appended is not None:
        appended = appended.copy()
        for key in columns:
            appended[key] = columns[key].iloc[known:].set_axis(appended.index)
    return Fill(change.table, filled, appended)


def _period_columns(basis: Basis) -> pd.DataFrame:
    """Return both columns for every row of ``result.customers``."""
    ids = basis.result.customers[CUSTOMER_ID]
    moves = basis.once(migration_of)
    if moves is None:
        return pd.DataFrame(None, index=ids.index, columns=list(_PERIOD_COLUMNS), dtype=object)
    people = moves.people.set_index(CUSTOMER_ID)
    names = _names(basis)
    columns = pd.DataFrame(
        {
            PREVIOUS_SEGMENT: ids.map(people["before"].map(names)),
            SEGMENT_CHANGED_ON: ids.map(_dates(people["changed_on"])),
        },
        index=ids.index,
        dtype=object,
    )
    return columns.where(columns.notna(), None)


def _alert_rows(basis: Basis, moves: Moves) -> pd.DataFrame:
    alerts = moves.alerts
    people = basis.result.counted.loc[alerts.index]
    names = _names(basis)
    before, now = (alerts[key].to_numpy(dtype=np.int64) for key in ("before_cents", "now_cents"))
    rows = pd.DataFrame(index=range(len(alerts)), columns=list(TABLES["migration_alerts"].keys))
    rows = rows.astype(object)
    rows["customer_id"] = alerts[CUSTOMER_ID].tolist()
    rows["masked_name"] = masked_names(basis.inputs, people["row"].tolist())
    rows["previous_segment"] = alerts["before"].map(names).tolist()
    rows["segment"] = alerts["now"].map(names).tolist()
    rows["segment_changed_on"] = _dates(alerts["changed_on"]).tolist()
    rows["before_spend"] = (before / 100).tolist()
    rows["now_spend"] = (now / 100).tolist()
    rows["spend_change"] = (now / np.maximum(before, 1) - 1).tolist()
    rows["elapsed_days"] = people["recency_days"].tolist()
    rows["idea"] = alerts["now"].map(dict(basis.directions)).tolist()
    return rows.astype(object)


def _names(basis: Basis) -> Mapping[str, str]:
    names = {key: group.name.in_(basis.lang) for key, group in basis.groups.items()}
    return names | {NEW: _NEW.in_(basis.lang)}


def _dates(days: pd.Series[int]) -> pd.Series[Any]:
    known = days.notna().to_numpy(dtype=np.bool_)
    cells = np.full(len(days), None, dtype=object)
    numbers = days.to_numpy(dtype=np.int64, na_value=0)[known]
    cells[known] = numbers.astype("datetime64[D]").astype(object)
    return pd.Series(cells, index=days.index, dtype=object)


def _why_not(basis: Basis) -> str:
    if basis.sales is None:
        return _NO_ORDERS.in_(basis.lang)
    previous = previous_day(basis)
    reason = _NOT_BEFORE if previous >= basis.as_of else _NOBODY_YET
    return reason.in_(basis.lang, day=day_date(previous).isoformat())


def _periods(basis: Basis, moves: Moves) -> str:
    return _PERIODS.in_(
        basis.lang,
        before=day_date(moves.previous).isoformat(),
        now=day_date(moves.as_of).isoformat(),
        n=int((moves.people["before"] != NEW).sum()),
        m=len(moves.people),
        cuts=_CUTS[moves.frozen].in_(basis.lang),
    )


def _alerted(moves: Moves, lang: Lang) -> str:
    alerts = moves.alerts
    if alerts.empty:
        return _NO_ALERT.in_(lang)
    lost = int(alerts["before_cents"].sum() - alerts["now_cents"].sum()) / 100
    return _ALERT.in_(lang, n=len(alerts), lost=f"{lost:,.0f}")


_KEYS: Final = (
    *("migration_segments", "migration_alerts", "migration_flows"),
    *("migration_matrix", "migration_shares"),
)
_PERIOD_COLUMNS: Final = (PREVIOUS_SEGMENT, SEGMENT_CHANGED_ON)
_NEW: Final = Text("新客", "New")
_NO_DATA: Final = Text("暂无数据", "No data yet")
_KEPT: Final = Text(
    "已不在提醒名单，保留您填写的内容；清空后下次刷新会移除这一行。",
    "No longer an alert; your text is kept. Clear it and the next refresh removes the row.",
)
_NO_ORDERS: Final = Text(
    "没有订单明细，不知道客户当时在哪个群体，无法比较两期。",
    "There are no orders, so nobody's earlier segment is known.",
)
_NOT_BEFORE: Final = Text(
    "上期截止日 {day} 不早于分析基准日，无法比较；请改参数“对比日期”。",
    "The earlier period ends on {day}, not before the analysis date; change Compare with date.",
)
_NOBODY_YET: Final = Text(
    "到 {day} 为止还没有客户，无法比较；请把参数“对比日期”改晚或“对比间隔天数”改小。",
    "There were no customers by {day}; choose a later Compare with date or fewer days back.",
)
_PERIODS: Final = Text(
    "上期截至 {before}({n} 位客户) → 本期截至 {now}({m} 位客户)；{cuts}。",
    "Earlier period up to {before} ({n} customers), now up to {now} ({m} customers); {cuts}.",
)
_CUTS: Final = {
    True: Text("两期都用上期的切点", "both by the earlier period's cuts"),
    False: Text("两期各用自己的切点", "each by its own cuts"),
}
_NO_ALERT: Final = Text("没有重点客户跌落", "No valuable customer fell")
_ALERT: Final = Text(
    "{n} 位重点客户跌落，本期净消费比上期少 {lost} 元",
    "{n} valuable customers fell; they spend {lost} less than before",
)
