"""The progress of the strategy that is chosen: by week, by month, and in one sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pandas as pd

from xlsegment.actions.decide.facts import orders_of
from xlsegment.actions.decide.plan import Outcome, Rewrite
from xlsegment.actions.decide.track_rows import held_back, members_at, strategies_of
from xlsegment.core.days import day_date
from xlsegment.core.progress import Period, months, step, weeks
from xlsegment.core.repurchase import Span
from xlsegment.text import Text
from xlsegment.workbook.sheets import TABLES
from xlsegment.workbook.sheets.track_progress import FINDING

if TYPE_CHECKING:
    from xlsegment.actions.decide.section import Basis
    from xlsegment.core.activity import Activity
    from xlsegment.core.arrays import BoolArray

_NO_DATA = Text("暂无数据：还没有已开始的策略", "No data yet: no strategy has begun")
_FINDING = Text(
    "{title}：{n} 位客户，开始 {weeks} 周，累计 {p} 已下单",
    "{title}: {n} customers, {weeks} week(s) on, {p} have ordered",
)
_WEEK = Text("第{n}周", "Week {n}")
_MONTH = Text("第{n}月", "Month {n}")
_RUNNING = Text("{name}(未满)", "{name} (running)")


def decide_progress(basis: Basis) -> Outcome:
    """Fill the progress of the strategy that is chosen, and the title of the chart."""
    outcome = Outcome()
    strategy = basis.once(strategies_of).shown
    activity = basis.once(orders_of)
    group: BoolArray | None = None
    if strategy is not None and strategy.span is not None and activity is not None:
        group = members_at(basis, strategy)(strategy.span.first - 1)
        if (control := held_back(basis)(strategy)) is not None:
            group = group & ~control
    title = _NO_DATA.in_(basis.lang)
    for key, prefix, cut, name in (
        ("track_weeks", "week", weeks, _WEEK),
        ("track_months", "month", months, _MONTH),
    ):
        rows: list[dict[str, object]] = []
        if strategy is not None and strategy.span and group is not None and activity is not None:
            rows = list(_rows(basis, activity, group, strategy.span, cut, prefix, name))
            if key == "track_weeks" and rows and group.any():
                title = _FINDING.in_(
                    basis.lang,
                    title=strategy.title,
                    n=f"{int(group.sum()):,}",
                    weeks=len(rows),
                    p=f"{rows[-1]['week_activated']:.1%}",
                )
        if key in basis.inputs.tables:
            spec = TABLES[key]
            shown = rows[-(spec.fixed_rows or len(rows)) :]
            frame = pd.DataFrame(shown, columns=list(spec.keys), dtype=object)
            outcome.changes.append(Rewrite(key, frame, (f"{prefix}_number",)))
    outcome.names[FINDING.name] = title
    return outcome


def _rows(
    basis: Basis,
    activity: Activity,
    group: BoolArray,
    span: Span,
    cut: Callable[[Span], Iterator[Period]],
    prefix: str,
    name: Text,
) -> Iterator[dict[str, object]]:
    for period in cut(span):
        shown = name.in_(basis.lang, n=period.number)
        found = step(activity, group, span.first, period)
        yield {
            f"{prefix}_number": shown if period.whole else _RUNNING.in_(basis.lang, name=shown),
            f"{prefix}_from": day_date(period.span.first),
            f"{prefix}_orders": found.orders,
            f"{prefix}_buyers": found.buyers,
            f"{prefix}_repurchase": found.repurchase,
            f"{prefix}_activated": found.activated,
            f"{prefix}_value": found.order_value,
        }
