"""What customers will buy in the months to come, if the history is long enough to tell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from xlsegment.core.column_cells import FloatArray
from xlsegment.core.lifetime.bgnbd import BgNbd, fit_bgnbd
from xlsegment.core.lifetime.gammagamma import GammaGamma, fit_gamma_gamma
from xlsegment.core.lifetime.history import History, PurchaseLog
from xlsegment.text import Text

#: Customers with repeat purchases below which no model is fitted.
LEAST_REPEATERS: Final = 100
#: The history has to be so many times as long as customers usually wait between purchases.
LEAST_CYCLES: Final = 2
#: The spend model takes for granted that who buys often spends neither more nor less a time.
HIGH_CORRELATION: Final = 0.3

_YEAR_DAYS: Final = 365
_MONTHS: Final = 12
_FEW = Text(
    "买过两天以上的客户只有 {n} 位，至少要 {least} 位才能预测",
    "only {n} customer(s) bought on two days or more; a forecast takes at least {least}",
)
_SHORT = Text(
    "订单历史 {days} 天，不到常见复购周期 {cycle} 天的 {times} 倍，看不出购买规律",
    "{days} days of orders are less than {times} times the usual {cycle} days between purchases",
)
_NO_MONEY = Text(
    "复购金额大于 0 的客户只有 {n} 位，至少要 {least} 位才能预测金额",
    "only {n} customer(s) spent more than 0 on repeat purchases; a forecast takes {least}",
)
_NO_MEAN = Text(
    "客户之间的客单价相差过大，算不出可靠的平均数",
    "what customers spend differs too much for a mean that can be relied on",
)


@dataclass(frozen=True, slots=True)
class Horizon:
    """How far a forecast looks, and how later money counts.

    Attributes
    ----------
    days : int
        From the day looked from.
    months : int
        The same in months, for the discount.
    discount : float
        Per year; 0 counts later money in full.
    """

    days: int
    months: int
    discount: float = 0.0

    @classmethod
    def of_months(cls, months: int, discount: float = 0.0) -> Horizon:
        """Return a horizon of months, twelve of which have 365 days."""
        return cls(round(months * _YEAR_DAYS / _MONTHS), months, discount)


@dataclass(frozen=True, slots=True)
class Refused:
    """Why there is no forecast."""

    reason: Text


@dataclass(frozen=True, slots=True)
class Models:
    """Both models, fitted to the same customers.

    Attributes
    ----------
    buying : BgNbd
        When they buy; time in weeks.
    spending : GammaGamma
        What a purchase costs; in cents.
    correlation : float
        Between repeat purchase days and the mean spend on them.
    """

    buying: BgNbd
    spending: GammaGamma
    correlation: float


@dataclass(frozen=True, slots=True)
class Forecast:
    """Per customer of a `History`, in its order.

    Attributes
    ----------
    alive : ndarray of float
        Probability to buy again at all; NaN after a single purchase day, about which the model
        cannot tell.
    purchases : ndarray of float
        Purchase days expected within the horizon.
    spend : ndarray of float
        Cents expected per purchase day.
    cents : ndarray of float
        Spend expected within the horizon, later months discounted.
    """

    alive: FloatArray
    purchases: FloatArray
    spend: FloatArray
    cents: FloatArray


def fit_models(history: History, least: int = LEAST_REPEATERS) -> Models | Refused:
    """Fit both models, or say in plain words why they cannot be fitted."""
    repeated = history.repeated
    repeaters = int(repeated.sum())
    if repeaters < least:
        return _refused(_FEW, n=repeaters, least=least)
    cycle = float(np.median(history.cycles))
    days = int(history.age.max())
    if days < LEAST_CYCLES * cycle:
        return _refused(_SHORT, days=days, cycle=f"{cycle:.0f}", times=LEAST_CYCLES)
    paid = repeated & (history.spend > 0)
    if int(paid.sum()) < least:
        return _refused(_NO_MONEY, n=int(paid.sum()), least=least)
    frequency, recency, age = history.weeks()
    spending = fit_gamma_gamma(frequency[paid], history.spend[paid])
    if not spending.has_mean:
        return Refused(_NO_MEAN)
    buying = fit_bgnbd(frequency, recency, age)
    return Models(buying, spending, _correlation(frequency[paid], history.spend[paid]))


def forecast(models: Models, history: History, horizon: Horizon) -> Forecast:
    """Return what each customer is expected to buy within the horizon."""
    frequency, recency, age = history.weeks()
    spend = models.spending.expected(frequency, history.spend)
    total = horizon.days / 7
    purchases = models.buying.purchases(total, frequency, recency, age)
    if horizon.discount:
        counting, before = np.zeros(len(purchases)), np.zeros(len(purchases))
        for month in range(1, horizon.months + 1):
            weeks = total * month / horizon.months
            until = models.buying.purchases(weeks, frequency, recency, age)
            counting += (until - before) / (1 + horizon.discount) ** (month / _MONTHS)
            before = until
    else:
        counting = purchases
    alive = models.buying.alive(frequency, recency, age)
    return Forecast(
        alive=np.where(history.repeated, alive, np.nan),
        purchases=purchases,
        spend=spend,
        cents=counting * spend,
    )


def _correlation(frequency: FloatArray, spend: FloatArray) -> float:
    if np.ptp(frequency) == 0 or np.ptp(spend) == 0:
        return 0.0
    return float(np.corrcoef(frequency, spend)[0, 1])


def _refused(reason: Text, **fields: object) -> Refused:
    return Refused(Text(reason.in_("zh", **fields), reason.in_("en", **fields)))


@dataclass(frozen=True, slots=True)
class BackTest:
    """A forecast of days that are past already, against what was bought on them.

    Attributes
    ----------
    cut : int
        The day that the forecast was made from.
    days : int
        How many days it looked ahead.
    customers : int
        Whom it was made for: those who had bought by then.
    purchases, cents : float
        What it expected in all.
    bought, paid : int
        Purchase days and net cents there really were.
    scatter : float
        By how much the total may be off by chance alone, in 19 of 20 cases: a share of it.
    best_share : float
        The share of all that was spent that came from the fifth of the customers with the highest
        forecasts; NaN where nothing was spent.
    """

    cut: int
    days: int
    customers: int
    purchases: float
    cents: float
    bought: int
    paid: int
    scatter: float
    best_share: float

    @property
    def error(self) -> float:
        """By what share of it the forecast was too high; below 0: too low."""
        return self.cents / self.paid - 1 if self.paid > 0 else float("nan")

    @property
    def margin(self) -> float:
        """By what share a forecast of this kind has to be expected to be off."""
        return abs(self.paid / self.cents - 1) + self.scatter


def back_test(log: PurchaseLog, until: int, horizon: Horizon) -> BackTest | Refused:
    """Forecast the last third of the history, at most the horizon, from what came before it."""
    days = min(horizon.days, (until - int(log.day.min())) // 3)
    cut = until - days
    history = log.history(cut)
    models = fit_models(history, LEAST_REPEATERS // 2)
    if isinstance(models, Refused):
        return models
    expected = forecast(models, history, Horizon(days, 1))
    total = float(expected.cents.sum())
    paid = log.net_cents(after=cut, until=until)[history.customer]
    bought = log.purchase_days(after=cut, until=until)[history.customer]
    size = len(paid)
    scatter = 1.96 * float(np.std(paid - expected.cents)) * size**0.5 / total
    best = np.argsort(-expected.cents, kind="stable")[: max(size // 5, 1)]
    return BackTest(
        cut=cut,
        days=days,
        customers=size,
        purchases=float(expected.purchases.sum()),
        cents=total,
        bought=int(bought.sum()),
        paid=int(paid.sum()),
        scatter=scatter,
        best_share=float(paid[best].sum() / paid.sum()) if paid.sum() > 0 else float("nan"),
    )
