"""What every customer has been worth and is likely to bring; other sections use it, too."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from xlsegment.actions.decide.section import Basis
from xlsegment.core.arrays import BoolArray, Int64Array
from xlsegment.core.column_cells import FloatArray
from xlsegment.core.columns import (
    CUSTOMER_ID,
    INCOMPLETE,
    LIFETIME_CENTS,
    ORDER_DAY,
    RECENCY_DAYS,
    ROW,
)
from xlsegment.core.lifetime.forecast import (
    BackTest,
    Horizon,
    Models,
    Refused,
    back_test,
    fit_models,
    forecast,
)
from xlsegment.core.lifetime.history import History, PurchaseLog
from xlsegment.core.lifetime.levels import value_levels
from xlsegment.core.parse import parse_cents
from xlsegment.text import Text

#: What a forecast needs and is not there.
NO_MODELS: Final = Refused(
    Text(
        '没有安装模型组件，可在命令行安装：pip install "xlsegment[models]"',
        'the models are not installed; to install them: pip install "xlsegment[models]"',
    )
)
NO_ORDERS: Final = Refused(
    Text(
        "没有订单明细，只有汇总列，看不出购买规律",
        "there are no orders, only sums, which say nothing about when people buy",
    )
)


@dataclass(frozen=True, slots=True)
class Expected:
    """A forecast that could be made.

    Attributes
    ----------
    models : Models
        What it comes from.
    history : History
        Of the customers it was made for.
    test : BackTest or Refused
        How well it would have done before.
    """

    models: Models
    history: History
    test: BackTest | Refused


@dataclass(frozen=True, slots=True)
class Values:
    """What customers are worth, one entry per customer of ``result.counted``, in its order.

    Attributes
    ----------
    bought, known : ndarray of bool
        Who has an order; who has, with figures.
    days : ndarray of int
        Purchase days; 0 where they are not known.
    net : ndarray of int
        Net cents spent up to the analysis date.
    profit : ndarray of int
        Cents of profit so far; only where ``has_profit``.
    has_profit : ndarray of bool
        Whose profit was entered, or follows from the gross margin.
    alive, purchases, spend : ndarray of float
        The forecast; NaN where there is none.
    predicted : ndarray of float
        Cents expected within the horizon, as profit where there is a margin; NaN likewise.
    total : ndarray of int
        Lifetime value: what was and what is expected, in cents.
    levels : ndarray of int
        3 high, 2 mid, 1 low, 0 not known.
    cuts : (int, int) or None
        Who has more than the first is mid, more than the second high.
    horizon : Horizon
        How far the forecast looks.
    margin : float or None
        The gross margin; None counts spend.
    expected : Expected or Refused
        Where the forecast comes from, or why there is none.
    """

    bought: BoolArray
    known: BoolArray
    days: Int64Array
    net: Int64Array
    profit: Int64Array
    has_profit: BoolArray
    alive: FloatArray
    purchases: FloatArray
    spend: FloatArray
    predicted: FloatArray
    total: Int64Array
    levels: npt.NDArray[np.int8]
    cuts: tuple[int, int] | None
    horizon: Horizon
    margin: float | None
    expected: Expected | Refused


def ltv_of(basis: Basis) -> pd.DataFrame:
    """Return the value of each customer of ``result.counted``, in its order.

    Returns
    -------
    DataFrame
        ``customer_id``; ``historic_cents`` (Int64: net spend so far, NA where figures are
        missing); ``predicted_cents`` (Int64) and ``p_alive`` (Float64), NA where nothing was
        forecast.
    """
    values = basis.once(values_of)
    people = basis.result.counted
    historic = pd.array(values.net, dtype="Int64")
    historic[people[INCOMPLETE].to_numpy(dtype=np.bool_)] = pd.NA
    forecast_made = ~np.isnan(values.predicted)
    predicted = pd.array(np.rint(np.nan_to_num(values.predicted)).astype(np.int64), dtype="Int64")
    predicted[~forecast_made] = pd.NA
    alive = pd.array(np.nan_to_num(values.alive), dtype="Float64")
    alive[np.isnan(values.alive)] = pd.NA
    return pd.DataFrame(
        {
            CUSTOMER_ID: people[CUSTOMER_ID].to_numpy(dtype=object),
            "historic_cents": historic,
            "predicted_cents": predicted,
            "p_alive": alive,
        },
        index=people.index,
    )


def values_of(basis: Basis) -> Values:
    """Work out values and forecast; for ``basis.once``."""
    people, params = basis.result.counted, basis.params
    size = len(people)
    bought = people[RECENCY_DAYS].notna().to_numpy(dtype=np.bool_)
    known = bought & ~people[INCOMPLETE].to_numpy(dtype=np.bool_)
    net = people[LIFETIME_CENTS].to_numpy(dtype=np.int64)
    profit, has_profit = _profit(basis, net, known)
    horizon = Horizon.of_months(params.ltv_months, params.ltv_discount)
    days = np.zeros(size, dtype=np.int64)
    alive, purchases, spend, predicted = (np.full(size, np.nan) for _ in range(4))
    log = _log(basis)
    expected: Expected | Refused = NO_ORDERS
    if log is not None:
        history = log.history(basis.as_of)
        place = pd.Index(people[CUSTOMER_ID]).get_indexer(pd.Index(log.customers[history.customer]))
        days[place] = history.frequency + 1
        expected = _expected(log, history, basis.as_of, horizon)
        if isinstance(expected, Expected):
            made = forecast(expected.models, history, horizon)
            alive[place], purchases[place], spend[place] = made.alive, made.purchases, made.spend
            predicted[place] = made.cents * (
                1.0 if params.ltv_margin is None else params.ltv_margin
            )
    base = net if params.ltv_margin is None else profit
    total = base + np.rint(np.nan_to_num(predicted)).astype(np.int64)
    levels, cuts = value_levels(total, known, high=params.ltv_high_share, mid=params.ltv_mid_share)
    return Values(
        bought=bought,
        known=known,
        days=days,
        net=net,
        profit=profit,
        has_profit=has_profit,
        alive=alive,
        purchases=purchases,
        spend=spend,
        predicted=predicted,
        total=total,
        levels=levels,
        cuts=cuts,
        horizon=horizon,
        margin=params.ltv_margin,
        expected=expected,
    )


def _log(basis: Basis) -> PurchaseLog | None:
    """Return the orders up to the analysis date; None where there are none."""
    orders = basis.result.orders
    if orders is None:
        return None
    log = PurchaseLog.of(orders[(orders[ORDER_DAY] <= basis.as_of).to_numpy(dtype=np.bool_)])
    return log if len(log.customers) else None


def _expected(
    log: PurchaseLog, history: History, as_of: int, horizon: Horizon
) -> Expected | Refused:
    try:
        models = fit_models(history)
        if isinstance(models, Refused):
            return models
        return Expected(models, history, back_test(log, as_of, horizon))
    except ImportError:
        return NO_MODELS


def _profit(basis: Basis, net: Int64Array, known: BoolArray) -> tuple[Int64Array, BoolArray]:
    """Return the profit of each customer, and whose is known."""
    margin = basis.params.ltv_margin
    profit = np.zeros(len(net), dtype=np.int64)
    has = np.zeros(len(net), dtype=np.bool_)
    if margin is not None:
        profit[known], has[known] = np.rint(net[known] * margin).astype(np.int64), True
    table = basis.inputs.table("customers")
    if table is not None and "profit_contribution" in table:
        typed = parse_cents(table["profit_contribution"])
        rows = basis.result.counted[ROW].to_numpy(dtype=np.int64)
        listed = (rows >= 0) & (rows < len(table))
        there = np.flatnonzero(listed)[typed.ok[rows[listed]]]
        profit[there], has[there] = typed.values[rows[there]], True
    return profit, has
