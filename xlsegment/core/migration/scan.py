"""The first day on which a customer's segment was another one, day by day and exactly."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from xlsegment.core.arrays import BoolArray, Int64Array
from xlsegment.core.column_cells import ObjectArray
from xlsegment.core.columns import (
    AMOUNT_CENTS,
    CUSTOMER_ID,
    FIRST_ORDER_DAY,
    FREQUENCY,
    KIND,
    LAST_ORDER_DAY,
    MONETARY_CENTS,
    ORDER_DAY,
    ORDER_ID,
    RECENCY_DAYS,
    WINDOW_CENTS,
)
from xlsegment.core.cuts import Cuts
from xlsegment.core.model import segments_of
from xlsegment.core.rfm import CANCELLED, ORDER
from xlsegment.core.settings import Settings

#: Stands for "not yet".
NOT_YET: Final = -1
#: A window without an end: no span of days comes near it.
_ENDLESS: Final = 10**7


def first_changes(
    orders: pd.DataFrame,
    people: pd.DataFrame,
    before: ObjectArray,
    *,
    after: int,
    until: int,
    cuts: Cuts,
    settings: Settings,
) -> Int64Array:
    """Return the first day on which each customer's segment differs from the one they had.

    Parameters
    ----------
    orders : DataFrame
        Canonical orders; ``customer_id`` is the customer's position in ``people``, ``order_id``
        a number or NaN.
    people : DataFrame
        Figures as of the end of the day ``after``, as `bring_together` gives them, and
        ``incomplete``.
    before : ndarray of str
        Their segments then.
    after, until : int
        The days to look at: after the one, up to the other.
    cuts : Cuts
        Cuts of scores and classes on all these days.
    settings : Settings
        Scheme, rules, window.

    Returns
    -------
    ndarray of int64
        Day numbers; -1 for those whose segment is the same on all these days.

    Notes
    -----
    Days pass one by one: orders come in, orders leave the window, the last purchase grows older
    and memberships, too, and the rules judge every customer not found yet. So the answer is that
    of a run as of every single day.
    """
    window = _ENDLESS if settings.window_days is None else settings.window_days
    rows = orders[
        ((orders[ORDER_DAY] > after - window) & (orders[ORDER_DAY] <= until)).to_numpy()
        & (orders[KIND] != CANCELLED).to_numpy()
    ]
    state = _State(people, _Events(rows, window, merge_same_day=settings.merge_same_day), settings)
    found = np.full(len(people), NOT_YET, dtype=np.int64)
    left: Int64Array = np.arange(len(people))
    for day in range(after + 1, until + 1):
        if not len(left):
            break
        state.pass_to(day)
        now = segments_of(state.shown(left, day), cuts, settings, as_of=day).to_numpy(dtype=object)
        other: BoolArray = now != before[left]
        found[left[other]] = day
        left = left[~other]
    return found


class _Events:
    """What changes on which day: customers, and by how much their figures change."""

    def __init__(self, rows: pd.DataFrame, window: int, *, merge_same_day: bool) -> None:
        sales = rows[(rows[KIND] == ORDER).to_numpy()]
        who, day = _numbers(sales, CUSTOMER_ID), _numbers(sales, ORDER_DAY)
        self.purchases = _ByDay(day, who, day)
        comes, goes = _counted(sales, window, merge_same_day=merge_same_day)
        self.orders = _ByDay.together(comes, goes)
        who, day = _numbers(rows, CUSTOMER_ID), _numbers(rows, ORDER_DAY)
        cents = _numbers(rows, AMOUNT_CENTS)
        self.cents = _ByDay.together((day, who, cents), (day + window, who, -cents))


class _ByDay:
    """Changes sorted by their day."""

    def __init__(self, day: Int64Array, who: Int64Array, change: Int64Array) -> None:
        order = np.argsort(day, kind="stable")
        self._day, self._who, self._change = day[order], who[order], change[order]

    @classmethod
    def together(cls, *parts: tuple[Int64Array, Int64Array, Int64Array]) -> _ByDay:
        """Return several lists of changes as one."""
        day, who, change = (np.concatenate(column) for column in zip(*parts, strict=True))
        return cls(day, who, change)

    def on(self, day: int) -> tuple[Int64Array, Int64Array]:
        """Return who changes on a day, and by how much."""
        low, high = np.searchsorted(self._day, [day, day + 1])
        return self._who[low:high], self._change[low:high]


class _State:
    """The figures of customers as the days pass."""

    def __init__(self, people: pd.DataFrame, events: _Events, settings: Settings) -> None:
        self._people, self._events = people, events
        self._mean = settings.monetary_mean
        self._first, self._last = (
            people[column].to_numpy(dtype=np.int64, na_value=NOT_YET).copy()
            for column in (FIRST_ORDER_DAY, LAST_ORDER_DAY)
        )
        self._never = people[LAST_ORDER_DAY].isna().to_numpy(dtype=np.bool_).copy()
        self._orders = people[FREQUENCY].to_numpy(dtype=np.int64).copy()
        self._cents = people[WINDOW_CENTS].to_numpy(dtype=np.int64).copy()

    def pass_to(self, day: int) -> None:
        """Let the next day come."""
        who, _ = self._events.purchases.on(day)
        self._first[who] = np.where(self._never[who], day, self._first[who])
        self._last[who] = day
        self._never[who] = False
        for figure, changes in (
            (self._orders, self._events.orders),
            (self._cents, self._events.cents),
        ):
            np.add.at(figure, *changes.on(day))

    def shown(self, rows: Int64Array, day: int) -> pd.DataFrame:
        """Return the figures of some customers as of the day."""
        never = self._never[rows]
        orders, cents = self._orders[rows], self._cents[rows]
        if self._mean:  # half a cent away from zero, as `rfm_table` does
            divisor = np.maximum(orders, 1)
            cents = np.sign(cents) * ((np.abs(cents) * 2 + divisor) // (divisor * 2))
        shown = self._people.iloc[rows].copy()
        shown[RECENCY_DAYS] = pd.arrays.IntegerArray(day - self._last[rows], never)
        shown[FIRST_ORDER_DAY] = pd.arrays.IntegerArray(self._first[rows], never.copy())
        shown[FREQUENCY], shown[MONETARY_CENTS] = orders, cents
        return shown


def _counted(
    sales: pd.DataFrame, window: int, *, merge_same_day: bool
) -> tuple[tuple[Int64Array, Int64Array, Int64Array], tuple[Int64Array, Int64Array, Int64Array]]:
    """Return when orders begin to count and when they no longer do.

    An order with lines on several days counts as long as one of them is in the window.
    """
    if merge_same_day:
        lines = sales[[CUSTOMER_ID, ORDER_DAY]].drop_duplicates()
        again = before_again = np.zeros(len(lines), dtype=np.bool_)
    else:
        lines = sales[[CUSTOMER_ID, ORDER_ID, ORDER_DAY]]
        named = lines[ORDER_ID].notna()
        lines = lines[~(named & lines.duplicated())].sort_values(
            [CUSTOMER_ID, ORDER_ID, ORDER_DAY], kind="stable"
        )
        order = lines[ORDER_ID].to_numpy(dtype=np.float64)  # NaN equals nothing
        who, day = _numbers(lines, CUSTOMER_ID), _numbers(lines, ORDER_DAY)
        near = (who[1:] == who[:-1]) & (order[1:] == order[:-1]) & (day[1:] - day[:-1] <= window)
        again, before_again = np.append(False, near)[: len(lines)], np.append(near, False)
        before_again = before_again[: len(lines)]
    who, day = _numbers(lines, CUSTOMER_ID), _numbers(lines, ORDER_DAY)
    one = np.ones(len(lines), dtype=np.int64)
    return (
        (day[~again], who[~again], one[~again]),
        (day[~before_again] + window, who[~before_again], -one[~before_again]),
    )


def _numbers(rows: pd.DataFrame, column: str) -> Int64Array:
    return rows[column].to_numpy(dtype=np.int64)
