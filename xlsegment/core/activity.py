"""Who ordered when and for how much: one entry per order, counted over spans of days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from xlsegment.core.columns import AMOUNT_CENTS, CUSTOMER_ID, KIND, ORDER_DAY, ORDER_ID
from xlsegment.core.earlier import Earlier
from xlsegment.core.rfm import ORDER

if TYPE_CHECKING:
    from xlsegment.core.arrays import BoolArray, Int64Array
    from xlsegment.core.column_cells import FloatArray
    from xlsegment.core.model import Result


@dataclass(frozen=True, slots=True)
class Activity:
    """The valid orders of numbered customers, by day.

    Rows of one customer with the same order ID are one order, on its first day; so are, where
    the run merges them, all orders of one day. Returns and cancelled orders are not in it.

    Attributes
    ----------
    customer, day, cents : ndarray of int
        Per order: the customer's number, the day, the amount; in the order of the days.
    people : int
        How many customers there are.
    """

    customer: Int64Array
    day: Int64Array
    cents: Int64Array
    people: int

    def span(self, first: int, last: int) -> Activity:
        """Return the orders from one day to another, both included."""
        low = int(np.searchsorted(self.day, first, "left"))
        high = max(int(np.searchsorted(self.day, last, "right")), low)
        cut = slice(low, high)
        return Activity(self.customer[cut], self.day[cut], self.cents[cut], self.people)

    def orders_each(self) -> FloatArray:
        """Return each customer's number of orders."""
        counts: FloatArray = np.bincount(self.customer, minlength=self.people).astype(np.float64)
        return counts

    def spend_each(self) -> FloatArray:
        """Return each customer's spend in currency units, without deducting returns."""
        cents = np.bincount(self.customer, weights=self.cents, minlength=self.people)
        spend: FloatArray = cents / 100
        return spend

    def first_day_each(self) -> Int64Array:
        """Return each customer's first day with an order; -1 where there is none."""
        days = np.full(self.people, -1, dtype=np.int64)
        days[self.customer[::-1]] = self.day[::-1]  # the first is written last
        return days

    def bought(self) -> BoolArray:
        """Tell who ordered at all."""
        return self.orders_each() > 0


def activity_of(result: Result, earlier: Earlier | None = None) -> Activity | None:
    """Return the orders of a run up to its analysis date; None where it had none to look at.

    The customers' numbers are their places in `Result.counted`. ``earlier`` is the run's own,
    where there is one: its orders have numbers for IDs already.
    """
    if result.orders is None:
        return None
    keyed = (earlier or Earlier(result)).orders
    counts = (keyed[KIND] == ORDER) & (keyed[ORDER_DAY] <= result.as_of)
    sales = keyed[counts.to_numpy(dtype=np.bool_)]
    key = sales[ORDER_DAY] if result.settings.merge_same_day else sales[ORDER_ID].fillna(-1)
    lines = pd.DataFrame(
        {
            "customer": sales[CUSTOMER_ID].to_numpy(dtype=np.int64),
            "order": key.to_numpy(dtype=np.int64),
            "day": sales[ORDER_DAY].to_numpy(dtype=np.int64),
            "cents": sales[AMOUNT_CENTS].to_numpy(dtype=np.int64),
        }
    )
    several = lines.duplicated(["customer", "order"], keep=False) & (lines["order"] >= 0)
    together = (
        lines[several]
        .groupby(["customer", "order"], sort=False, as_index=False)
        .agg({"day": "min", "cents": "sum"})
    )
    orders = pd.concat([lines[~several], together]).sort_values(
        ["day", "customer", "cents"], kind="stable"
    )
    return Activity(
        orders["customer"].to_numpy(dtype=np.int64),
        orders["day"].to_numpy(dtype=np.int64),
        orders["cents"].to_numpy(dtype=np.int64),
        people=len(result.counted),
    )
