"""Purchase days of customers, and the three numbers that models of repeat buying rest on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from xlsegment.core.arrays import BoolArray, Int64Array
from xlsegment.core.column_cells import FloatArray, ObjectArray
from xlsegment.core.columns import AMOUNT_CENTS, CUSTOMER_ID, KIND, ORDER_DAY
from xlsegment.core.rfm import CANCELLED, ORDER

_WEEK: Final = 7.0
# Keys of customer and day in one whole number; no real day number comes near it.
_DAYS: Final = 1 << 24
_SHIFT: Final = 1 << 23


@dataclass(frozen=True, slots=True)
class History:
    """Per customer who had bought by a day, in the order of ``customers`` of the log.

    Attributes
    ----------
    customer : ndarray of int
        Position of the customer in `PurchaseLog.customers`.
    frequency : ndarray of int
        Repeat purchase days: days with an order after the first such day. Orders of one day
        are one purchase.
    recency, age : ndarray of int
        Days from the first purchase day to the last, and to the day looked from.
    spend : ndarray of float
        Mean cents per repeat purchase day, net; NaN without any.
    """

    customer: Int64Array
    frequency: Int64Array
    recency: Int64Array
    age: Int64Array
    spend: FloatArray

    @property
    def repeated(self) -> BoolArray:
        """Who has bought on more than one day."""
        bought: BoolArray = self.frequency > 0
        return bought

    @property
    def cycles(self) -> FloatArray:
        """Mean days between purchase days of those who have bought on several."""
        several = self.repeated
        days: FloatArray = self.recency[several] / self.frequency[several]
        return days

    def weeks(self) -> tuple[FloatArray, FloatArray, FloatArray]:
        """Return frequency, recency and age as models take them: counts and weeks."""
        return (
            self.frequency.astype(np.float64),
            np.asarray(self.recency / _WEEK, dtype=np.float64),
            np.asarray(self.age / _WEEK, dtype=np.float64),
        )


@dataclass(frozen=True, slots=True)
class PurchaseLog:
    """Purchase days and refunds of all customers.

    Attributes
    ----------
    customers : ndarray of str
        Who has an order, each once, sorted: the order of the rows never matters.
    code, day, cents : ndarray of int
        One entry per customer and day with an order, by customer and day: position of the
        customer, day number, what the orders of the day cost.
    refund_code, refund_day, refund_cents : ndarray of int
        Money given back, negative.
    """

    customers: ObjectArray
    code: Int64Array
    day: Int64Array
    cents: Int64Array
    refund_code: Int64Array
    refund_day: Int64Array
    refund_cents: Int64Array

    @classmethod
    def of(cls, orders: pd.DataFrame) -> PurchaseLog:
        """Read a log from canonical orders (`xlsegment.core.orders.clean_orders`)."""
        kind = orders[KIND].to_numpy(dtype=np.int64)
        sold = kind == ORDER
        back = (kind != ORDER) & (kind != CANCELLED)
        found, names = pd.factorize(orders[CUSTOMER_ID].to_numpy(dtype=object))
        ids = np.asarray(names, dtype=object)
        buyers = np.flatnonzero(np.bincount(found[sold], minlength=len(ids)))
        ranked = buyers[np.argsort(ids[buyers].astype(str), kind="stable")]
        place = np.full(len(ids), -1, dtype=np.int64)
        place[ranked] = np.arange(len(ranked))
        code = place[found]
        day = orders[ORDER_DAY].to_numpy(dtype=np.int64)
        cents = orders[AMOUNT_CENTS].to_numpy(dtype=np.int64)
        key, at = np.unique(code[sold] * _DAYS + day[sold] + _SHIFT, return_inverse=True)
        total = np.zeros(len(key), dtype=np.int64)
        np.add.at(total, at.ravel(), cents[sold])
        back &= code >= 0
        return cls(
            ids[ranked],
            key // _DAYS,
            key % _DAYS - _SHIFT,
            total,
            code[back],
            day[back],
            cents[back],
        )

    def net_cents(self, *, after: int, until: int) -> Int64Array:
        """Return each customer's net spend on the days in ``(after, until]``."""
        net = np.zeros(len(self.customers), dtype=np.int64)
        for code, day, cents in (
            (self.code, self.day, self.cents),
            (self.refund_code, self.refund_day, self.refund_cents),
        ):
            inside = (day > after) & (day <= until)
            np.add.at(net, code[inside], cents[inside])
        return net

    def purchase_days(self, *, after: int, until: int) -> Int64Array:
        """Return how many purchase days each customer has in ``(after, until]``."""
        inside = (self.day > after) & (self.day <= until)
        counts: Int64Array = np.bincount(self.code[inside], minlength=len(self.customers))
        return counts

    def history(self, until: int) -> History:
        """Return what is known of the customers on the evening of a day.

        Refunds are taken from first and repeat purchases in proportion to what was bought: an
        export rarely says which order a refund belongs to.
        """
        inside = self.day <= until
        code, day, cents = self.code[inside], self.day[inside], self.cents[inside]
        starts = np.flatnonzero(np.diff(code, prepend=-1))
        buyers = code[starts]
        days = np.diff(np.append(starts, len(code)))
        ends = starts + days - 1
        first = day[starts]
        bought = np.add.reduceat(cents, starts) if len(starts) else cents
        net = self.net_cents(after=-_SHIFT, until=until)[buyers]
        with np.errstate(divide="ignore", invalid="ignore"):
            kept = np.where(bought > 0, net / bought, 0.0)
            spend = (bought - cents[starts]) * kept / (days - 1)
        return History(
            customer=buyers,
            frequency=(days - 1).astype(np.int64),
            recency=day[ends] - first,
            age=until - first,
            spend=np.where(days > 1, np.maximum(spend, 0.0), np.nan),
        )
