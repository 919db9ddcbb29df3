"""图表: the tables behind the charts, and each chart's finding in one sentence."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Sequence

import numpy as np
import pandas as pd

from xlsegment.actions.decide.plan import Inputs, Outcome, Rewrite
from xlsegment.actions.report import SegmentCount
from xlsegment.core.days import day_date
from xlsegment.core.levels import LEVEL_TEXT
from xlsegment.core.model import Result
from xlsegment.core.rfm import ORDER
from xlsegment.core.summary import level_matrix, monthly_spend
from xlsegment.text import Text
from xlsegment.workbook.sheets import TABLES
from xlsegment.workbook.sheets.home import FINDINGS

_LARGEST = Text("“{name}”人数最多，占 {share}", "“{name}” is the largest segment, {share}")
_MONTH = Text("{month} 净消费 {amount} 元{change}", "Net spend of {month}: {amount}{change}")
_UP = Text(",比上月增长 {p}", ", up {p} on the month before")
_DOWN = Text(",比上月下降 {p}", ", down {p} on the month before")
_BOTH_HIGH = Text("R、F 都高的客户占 {share}", "{share} of the buyers are high in both R and F")
_NO_DATA = Text("暂无数据", "No data yet")
_NAMES = {spec.key: spec.name for spec in FINDINGS}


def decide_pictures(inputs: Inputs, result: Result, counts: Sequence[SegmentCount]) -> Outcome:
    """Fill the chart tables and word the chart titles."""
    outcome = Outcome()
    matrix = level_matrix(result.counted)
    months = _months(result)
    if "monthly" in inputs.tables:  # without orders its figures are blank, not those of before
        outcome.changes.append(Rewrite("monthly", _last_months(months, result), ("month",)))
    if "rf_matrix" in inputs.tables:
        rows = pd.DataFrame(
            {
                "r_level": [LEVEL_TEXT[level].in_(inputs.lang) for level in matrix.index],
                **{
                    key: matrix[level].tolist()
                    for key, level in (("f_high", 3), ("f_mid", 2), ("f_low", 1))
                },
            },
            dtype=object,
        )
        outcome.changes.append(Rewrite("rf_matrix", rows, ("r_level",)))
    titles = {
        "finding_segments": _largest(counts),
        "finding_monthly": _latest(months, result),
        "finding_rf": both_high(matrix),
    }
    for key, (text, fields) in titles.items():
        outcome.names[_NAMES[key]] = text.in_(
            inputs.lang,
            **{k: v.in_(inputs.lang) if isinstance(v, Text) else v for k, v in fields.items()},
        )
    return outcome


def _months(result: Result) -> pd.DataFrame:
    """Return spend, orders and buyers by month."""
    if result.orders is None:
        return pd.DataFrame({"month": [], "orders": [], "monetary_cents": [], "buyers": []})
    months = monthly_spend(result.orders, as_of=result.as_of)
    orders = result.orders
    sales = orders[(orders["kind"] == ORDER) & (orders["order_day"] <= result.as_of)]
    day = sales["order_day"].to_numpy().astype("datetime64[D]")
    month = pd.Series(day.astype("datetime64[M]").astype(str), index=sales.index)
    buyers = sales["customer_id"].groupby(month).nunique()
    return months.assign(buyers=buyers.reindex(months["month"], fill_value=0).to_numpy())


def last_months(result: Result, count: int) -> list[dt.date]:
    """Return the first days of the last months, the month of the analysis date the last one."""
    last = np.datetime64(day_date(result.as_of), "M")
    months = (last - np.timedelta64(back, "M") for back in range(count - 1, -1, -1))
    return [month.astype("datetime64[D]").astype(dt.date) for month in months]


def _last_months(months: pd.DataFrame, result: Result) -> pd.DataFrame:
    """Return a row for each of the last months; those before the first order hold no figures."""
    shown = last_months(result, TABLES["monthly"].fixed_rows or len(months))
    table = months.set_index("month")
    keys = [month.isoformat()[:7] for month in shown]

    def values(column: str) -> list[int | None]:
        numbers = dict(zip(table.index, table[column].tolist(), strict=True))
        return [numbers.get(key) for key in keys]

    return pd.DataFrame(
        {
            "month": shown,
            "net_spend": [None if c is None else c / 100 for c in values("monetary_cents")],
            "orders": values("orders"),
            "buyers": values("buyers"),
        },
        dtype=object,
    )


def _largest(counts: Sequence[SegmentCount]) -> tuple[Text, dict[str, object]]:
    if not any(count.customers for count in counts):
        return _NO_DATA, {}
    top = max(counts, key=lambda count: count.customers)
    return _LARGEST, {"name": top.name, "share": f"{top.share:.1%}"}


def _latest(months: pd.DataFrame, result: Result) -> tuple[Text, dict[str, object]]:
    """Word the last month that is over: one still running always looks like a fall."""
    day = day_date(result.as_of)
    month_over = day.day == calendar.monthrange(day.year, day.month)[1]
    over = months if month_over else months.iloc[:-1]
    if over.empty:
        return _NO_DATA, {}
    cents = over["monetary_cents"].tolist()
    change: Text | str = ""
    if len(cents) > 1 and cents[-2] > 0:
        growth = cents[-1] / cents[-2] - 1
        percent = f"{abs(growth):.1%}"
        template = _UP if growth >= 0 else _DOWN
        change = Text(*(template.in_(lang, p=percent) for lang in ("zh", "en")))
    amount = f"{cents[-1] / 100:,.0f}"
    return _MONTH, {"month": over["month"].iloc[-1], "amount": amount, "change": change}


def both_high(matrix: pd.DataFrame) -> tuple[Text, dict[str, object]]:
    """Word how many buyers are high in both recency and frequency."""
    buyers = int(matrix.to_numpy().sum())
    if not buyers:
        return _NO_DATA, {}
    return _BOTH_HIGH, {"share": f"{matrix.to_numpy()[0, 0] / buyers:.1%}"}
