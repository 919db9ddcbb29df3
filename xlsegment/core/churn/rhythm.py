"""How often customers buy: days between purchase days, their own and the shop's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from xlsegment.core.arrays import BoolArray, Int64Array
from xlsegment.core.column_cells import ObjectArray
from xlsegment.core.columns import CUSTOMER_ID, ORDER_DAY

#: Intervals are kept in hundredths of a day: exact for every quantile in whole percent.
PARTS: Final = 100
NEVER: Final = -1
_HALF: Final = 50


@dataclass(frozen=True, slots=True)
class PurchaseDays:
    """The days on which customers bought, each day of a customer once.

    Attributes
    ----------
    ids : ndarray of str
        The customers, numbered from 0.
    customer, day : ndarray of int64
        One entry per customer and day, ascending by customer, then by day.
    """

    ids: ObjectArray
    customer: Int64Array
    day: Int64Array

    @classmethod
    def of(cls, sales: pd.DataFrame) -> PurchaseDays:
        """Return the purchase days of orders that count: ``customer_id``, ``order_day``."""
        codes, ids = pd.factorize(sales[CUSTOMER_ID], sort=True)
        days = sales[ORDER_DAY].to_numpy(dtype=np.int64)
        first = int(days.min()) if len(days) else 0
        span = int(days.max()) - first + 1 if len(days) else 1
        # One whole number per pair: sorting those is several times faster than sorting pairs.
        # NumPy's `unique` goes through a hash table first: many times slower on a million.
        pairs = np.sort(codes.astype(np.int64) * span + (days - first))
        pairs = pairs[np.diff(pairs, prepend=-1) != 0]
        return cls(np.asarray(ids, dtype=object), pairs // span, pairs % span + first)

    def until(self, day: int) -> PurchaseDays:
        """Return what was known at the end of a day."""
        known = self.day <= day
        return PurchaseDays(self.ids, self.customer[known], self.day[known])

    def bought_between(self, after: int, until: int) -> BoolArray:
        """Tell who bought after one day and up to another."""
        bought = np.zeros(len(self.ids), dtype=np.bool_)
        bought[self.customer[(self.day > after) & (self.day <= until)]] = True
        return bought


@dataclass(frozen=True, slots=True)
class Rhythm:
    """The rhythm of every customer as of a day, intervals in hundredths of a day.

    Attributes
    ----------
    last_day : ndarray of int64
        The last purchase day, -1 for customers who had not bought yet.
    intervals : ndarray of int64
        How many intervals of their own there are.
    usual, long : ndarray of int64
        Median and high quantile of the customer's intervals, those of few intervals mixed with
        the shop's; 0 where there is neither.
    shop_usual, shop_long : int
        The shop's: of the first interval of everybody who came back; 0 where nobody has.
    """

    last_day: Int64Array
    intervals: Int64Array
    usual: Int64Array
    long: Int64Array
    shop_usual: int
    shop_long: int


def rhythm_of(days: PurchaseDays, *, own_from: int, percent: int) -> Rhythm:
    """Return the rhythm of every customer.

    Parameters
    ----------
    days : PurchaseDays
        What is known, see `PurchaseDays.until`.
    own_from : int
        From so many intervals on only the customer's own count. With n fewer, the result is
        n parts of their own and ``own_from`` - n parts of the shop's.
    percent : int
        The high quantile in percent, 50 to 100.

    Returns
    -------
    Rhythm
        Quantiles are those of Excel's PERCENTILE.INC.

    Examples
    --------
    >>> sales = pd.DataFrame({"customer_id": ["a"] * 4, "order_day": [0, 10, 30, 60]})
    >>> rhythm = rhythm_of(PurchaseDays.of(sales), own_from=3, percent=90)
    >>> rhythm.intervals.tolist(), rhythm.usual.tolist(), rhythm.long.tolist()
    ([3], [2000], [2800])
    """
    size = len(days.ids)
    last_day = np.full(size, NEVER, dtype=np.int64)
    last_day[days.customer] = days.day  # ascending: the last one stays
    again = days.customer[1:] == days.customer[:-1]
    who = days.customer[1:][again]
    gaps = (days.day[1:] - days.day[:-1])[again]
    first_gaps = gaps[np.concatenate([[True], who[1:] != who[:-1]])] if len(gaps) else gaps
    shop = _quantiles(np.sort(first_gaps), np.array([0]), np.array([len(first_gaps)]), percent)
    shop_usual, shop_long = (int(part[0]) for part in shop)

    intervals = np.bincount(who, minlength=size).astype(np.int64)
    starts = np.cumsum(intervals) - intervals
    widest = int(gaps.max()) + 1 if len(gaps) else 1
    ordered = np.sort(who * widest + gaps) % widest
    own = _quantiles(ordered, starts, intervals, percent)
    usual, long = (
        _mixed(part, intervals, whole, own_from)
        for part, whole in zip(own, (shop_usual, shop_long), strict=True)
    )
    return Rhythm(last_day, intervals, usual, long, shop_usual, shop_long)


def _quantiles(
    ordered: Int64Array, starts: Int64Array, sizes: Int64Array, percent: int
) -> tuple[Int64Array, Int64Array]:
    """Return median and high quantile of consecutive groups of ascending values; 0 if empty."""
    return _quantile(ordered, starts, sizes, _HALF), _quantile(ordered, starts, sizes, percent)


def _quantile(
    ordered: Int64Array, starts: Int64Array, sizes: Int64Array, percent: int
) -> Int64Array:
    found = np.zeros(len(sizes), dtype=np.int64)
    some = sizes > 0
    start, last = starts[some], sizes[some] - 1
    below, part = np.divmod(last * percent, PARTS)
    low, high = ordered[start + below], ordered[start + np.minimum(below + 1, last)]
    found[some] = low * (PARTS - part) + high * part
    return found


def _mixed(own: Int64Array, intervals: Int64Array, shop: int, own_from: int) -> Int64Array:
    """Mix the own figure with the shop's by the number of intervals, rounded half up."""
    if not shop:  # nobody came back: nothing to borrow, and nobody has intervals of their own
        return own
    parts = max(own_from, 1)
    weight = np.minimum(intervals, parts)
    mixed: Int64Array = (2 * (weight * own + (parts - weight) * shop) + parts) // (2 * parts)
    return mixed
