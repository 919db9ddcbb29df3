"""Forecasts: what they need, that they add up, and how they would have done before."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from tests.core.lifetime.cdnow import CALIBRATED, END, cdnow_log, cdnow_orders
from xlsegment.core.lifetime.forecast import (
    BackTest,
    Horizon,
    Models,
    Refused,
    back_test,
    fit_models,
    forecast,
)
from xlsegment.core.lifetime.history import PurchaseLog
from xlsegment.core.lifetime.levels import value_levels


def log_of(*rows: tuple[str, int, int]) -> PurchaseLog:
    frame = pd.DataFrame(list(rows), columns=["customer_id", "order_day", "amount_cents"])
    return PurchaseLog.of(frame.assign(kind=0).astype({"customer_id": object}))


def test_twelve_months_are_a_year():
    assert Horizon.of_months(12).days == 365
    assert Horizon.of_months(1).days == 30


def test_customers_are_worth_their_purchases_times_their_spend():
    history = cdnow_log().history(END)
    models = fit_models(history)
    assert isinstance(models, Models)

    made = forecast(models, history, Horizon.of_months(12))

    np.testing.assert_allclose(made.cents, made.purchases * made.spend)
    assert np.isnan(made.alive[~history.repeated]).all()
    assert ((made.alive >= 0) & (made.alive <= 1))[history.repeated].all()
    assert 0 < models.correlation < 0.3


def test_a_discount_takes_the_more_the_later_the_money_comes():
    history = cdnow_log().history(END)
    models = fit_models(history)
    assert isinstance(models, Models)
    full, less = (forecast(models, history, Horizon.of_months(12, d)) for d in (0.0, 0.10))

    # of a year's even flow at 10 % about one twentieth is lost; it comes rather early here
    assert 0.94 < less.cents.sum() / full.cents.sum() < 0.96
    np.testing.assert_array_equal(less.purchases, full.purchases)


def test_the_back_test_knows_nothing_of_the_days_it_forecasts():
    """CDNOW's last 181 of 545 days, expected from those before, and counted by hand."""
    test = back_test(cdnow_log(), END, Horizon.of_months(12))
    assert isinstance(test, BackTest)
    orders = cdnow_orders()
    later = orders[orders["order_day"] > END - 181]

    assert (test.days, test.cut, test.customers) == (181, END - 181, 2357)
    assert test.paid == later["amount_cents"].sum() == 4286712
    assert test.bought == len(later.drop_duplicates(["customer_id", "order_day"]))
    before = fit_models(cdnow_log().history(test.cut))
    assert isinstance(before, Models)
    again = forecast(before, cdnow_log().history(test.cut), Horizon(181, 6))
    assert test.cents == pytest.approx(again.cents.sum())
    assert test.error == pytest.approx(test.cents / test.paid - 1)
    assert abs(test.error) < 0.02
    assert test.scatter < test.margin < test.scatter + 0.02
    assert test.best_share > 0.5


def test_a_short_horizon_is_tested_on_as_many_days():
    test = back_test(cdnow_log(), END, Horizon.of_months(2))

    assert isinstance(test, BackTest)
    assert test.days == 61


def test_too_few_repeat_customers_are_said_in_words():
    refused = fit_models(log_of(("ann", 0, 100), ("ann", 9, 100)).history(30))

    assert isinstance(refused, Refused)
    assert refused.reason.zh == "买过两天以上的客户只有 1 位，至少要 100 位才能预测"


def test_a_history_shorter_than_two_cycles_is_said_in_words():
    rows = [(f"c{i}", day, 100 + i) for i in range(120) for day in (0, 30)]

    refused = fit_models(log_of(*rows).history(40))

    assert isinstance(refused, Refused)
    assert "40 天" in refused.reason.zh
    assert "30 天" in refused.reason.zh


def test_free_orders_give_no_spend_to_go_by():
    rows = [(f"c{i}", day, 0) for i in range(120) for day in (0, 30)]

    refused = fit_models(log_of(*rows).history(90))

    assert isinstance(refused, Refused)
    assert "金额大于 0" in refused.reason.zh


def test_the_next_39_weeks_of_cdnow_are_forecast_twelve_percent_too_low():
    """1,653 of 1,882 repeat purchase days: the spring of 1998 was livelier than the autumn."""
    history = cdnow_log().history(CALIBRATED)
    models = fit_models(history)
    assert isinstance(models, Models)

    expected = forecast(models, history, Horizon(273, 9)).purchases.sum()

    assert cdnow_log().purchase_days(after=CALIBRATED, until=END).sum() == 1882
    assert round(float(expected), 0) == 1653


def test_levels_go_by_quantiles_and_equal_customers_are_on_one_level():
    cents = np.array([500, 100, 100, 100, 900, 0, -50, 700])
    known = np.array([1, 1, 1, 1, 1, 1, 1, 0], dtype=bool)

    # of 100 100 100 500 900: the median is 100, 80 % lie up to 580
    levels, cuts = value_levels(cents, known, high=0.2, mid=0.3)

    assert cuts == (100, 580)
    assert levels.tolist() == [2, 1, 1, 1, 3, 1, 1, 0]


def test_who_has_exactly_a_cut_is_below_it():
    # of 10 10 10 10 10 20 both quantiles are 10
    cents = np.array([10, 10, 10, 10, 10, 20])

    levels, cuts = value_levels(cents, np.ones(6, dtype=bool), high=0.2, mid=0.3)

    assert cuts == (10, 10)
    assert levels.tolist() == [1, 1, 1, 1, 1, 3]


def test_nobody_worth_anything_gives_no_cuts():
    levels, cuts = value_levels(np.array([0, -5]), np.ones(2, dtype=bool), high=0.2, mid=0.3)

    assert (levels.tolist(), cuts) == ([1, 1], None)
