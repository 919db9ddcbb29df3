"""Every customer's segment in two periods, and the counts that follow from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from xlsegment.core.arrays import BoolArray, Int64Array
from xlsegment.core.columns import (
    CUSTOMER_ID,
    FIRST_ORDER_DAY,
    LAST_ORDER_DAY,
    RECENCY_DAYS,
    REGISTERED_DAY,
    WINDOW_CENTS,
)
from xlsegment.core.earlier import Earlier
from xlsegment.core.migration.scan import NOT_YET, first_changes
from xlsegment.core.model import Result
from xlsegment.core.top_customers import among_top

#: Stands for the segment of customers who were not there yet.
NEW: Final = ""


@dataclass(frozen=True, slots=True)
class Moves:
    """Who was where in the earlier period, and is where now.

    Attributes
    ----------
    previous, as_of : int
        The last days of the two periods.
    frozen : bool
        Whether both periods use the earlier one's cuts of scores and classes.
    people : DataFrame
        One row per row of ``result.counted``, on its index: ``customer_id``, ``before``
        (``segment_id``, empty for new customers), ``now``, ``changed_on`` (Int64 day number,
        null where nothing changed), ``before_cents``, ``now_cents`` (net spend in the window),
        ``fell`` (bool: a valuable customer of the earlier period in another segment now, who
        spends less or has not bought since).
    """

    previous: int
    as_of: int
    frozen: bool
    people: pd.DataFrame

    @property
    def alerts(self) -> pd.DataFrame:
        """The valuable customers who fell, the highest earlier spend first."""
        fell = self.people[self.people["fell"].to_numpy(dtype=np.bool_)]
        return fell.sort_values(
            ["before_cents", CUSTOMER_ID], ascending=[False, True], kind="stable"
        )

    def matrix(self, segments: Sequence[str]) -> pd.DataFrame:
        """Count customers by earlier segment (rows, new customers last) and segment now."""
        counts = self.people.groupby(["before", "now"], sort=False).size()
        rows = pd.MultiIndex.from_product([[*segments, NEW], segments])
        return (
            counts.reindex(rows, fill_value=0)
            .astype(np.int64)
            .unstack()[list(segments)]
            .reindex([*segments, NEW])
        )

    def flows(self, segments: Sequence[str]) -> pd.DataFrame:
        """Return a row per pair of segments that anybody is in.

        Returns
        -------
        DataFrame
            ``before``, ``now``, ``customers``, ``share`` (of those who were there before),
            ``before_cents``, ``now_cents``; ordered as the segments are, new customers last.
        """
        places = {segment: place for place, segment in enumerate((*segments, NEW))}
        grouped = self.people.groupby(["before", "now"], sort=False)
        flows = grouped[["before_cents", "now_cents"]].sum().assign(customers=grouped.size())
        flows = flows.reset_index()
        flows["share"] = flows["customers"] / flows.groupby("before")["customers"].transform("sum")
        order = flows["before"].map(places) * len(places) + flows["now"].map(places)
        return flows.loc[order.sort_values(kind="stable").index].reset_index(drop=True)

    def by_segment(self, segments: Sequence[str]) -> pd.DataFrame:
        """Return each segment's customers before and now, and what happened between.

        Returns
        -------
        DataFrame
            Index: the segments. ``before``, ``stayed``, ``left`` (for another segment),
            ``entered`` (from another segment), ``new``, ``now``, ``net``; before - left +
            entered + new is now.
        """
        matrix = self.matrix(segments)
        old, square = matrix.drop(index=NEW), matrix.drop(index=NEW).to_numpy()
        stayed = np.diagonal(square)
        before, now = square.sum(axis=1), matrix.to_numpy().sum(axis=0)
        return pd.DataFrame(
            {
                "before": before,
                "stayed": stayed,
                "left": before - stayed,
                "entered": square.sum(axis=0) - stayed,
                "new": matrix.loc[NEW].to_numpy(),
                "now": now,
                "net": now - before,
            },
            index=old.index,
        )


def moves_between(
    result: Result, earlier: Earlier, previous: int, *, frozen: bool = True, top_share: float = 0.2
) -> Moves | None:
    """Compare the customers of a run with those of an earlier day.

    Parameters
    ----------
    result : Result
        The run.
    earlier : Earlier
        The same run as of earlier days.
    previous : int
        The last day of the earlier period: nothing later is looked at for it.
    frozen : bool
        Take the earlier period's cuts of scores and classes for both; else each its own.
    top_share : float
        The share of the earlier period's buyers, by net spend in the window, that is valuable.

    Returns
    -------
    Moves or None
        None where there were no orders, or nobody is known to have been there.

    Notes
    -----
    New is who had neither bought nor registered until ``previous``; without a registration date,
    who had not bought until then and has since. The day of change is looked for with the earlier
    cuts; a customer whom only other cuts moved has none.
    """
    then = earlier.segments(previous)
    now = earlier.segments(result.as_of, previous if frozen else None)
    if then is None or now is None:
        return None
    people, figures = result.counted, earlier.figures(previous)
    there, surely = _there(people, figures, previous)
    if not surely.any():
        return None
    before = np.where(there, then, NEW).astype(object)
    moved: Int64Array = np.flatnonzero(there & (before != now))
    changed = np.full(len(people), NOT_YET, dtype=np.int64)
    changed[moved] = first_changes(
        _orders_of(earlier.orders, moved, len(people)),
        figures.iloc[moved],
        before[moved],
        after=previous,
        until=result.as_of,
        cuts=earlier.cuts(previous),
        settings=result.settings,
    )
    changed = np.where(there, changed, _first_seen(people, previous, result.as_of))
    spent = figures[WINDOW_CENTS].to_numpy(dtype=np.int64)
    spends = people[WINDOW_CENTS].to_numpy(dtype=np.int64)
    last = people[LAST_ORDER_DAY].to_numpy(dtype=np.int64, na_value=NOT_YET)
    valuable = among_top(figures[WINDOW_CENTS], figures[RECENCY_DAYS], top_share)
    fell = valuable & there & (before != now) & ((spends < spent) | (last <= previous))
    table = pd.DataFrame(
        {
            CUSTOMER_ID: people[CUSTOMER_ID],
            "before": before,
            "now": now,
            "changed_on": pd.arrays.IntegerArray(changed, changed == NOT_YET),
            "before_cents": spent,
            "now_cents": spends,
            "fell": fell,
        },
        index=people.index,
    )
    return Moves(previous, result.as_of, frozen, table)


def _there(
    people: pd.DataFrame, figures: pd.DataFrame, previous: int
) -> tuple[BoolArray, BoolArray]:
    """Tell who was a customer then as far as anything tells, and of whom it is sure."""
    bought = figures[RECENCY_DAYS].notna().to_numpy(dtype=np.bool_)
    registered = people[REGISTERED_DAY].to_numpy(dtype=np.int64, na_value=_UNKNOWN)
    never = people[RECENCY_DAYS].isna().to_numpy(dtype=np.bool_)
    surely: BoolArray = bought | ((registered != _UNKNOWN) & (registered <= previous))
    return surely | ((registered == _UNKNOWN) & never), surely


def _first_seen(people: pd.DataFrame, previous: int, as_of: int) -> Int64Array:
    """Return the day on which somebody new registered or bought, whichever came first.

    A registration after the analysis date has not happened yet.
    """
    days = np.full(len(people), _LATE, dtype=np.int64)
    for column in (REGISTERED_DAY, FIRST_ORDER_DAY):
        day = people[column].to_numpy(dtype=np.int64, na_value=_UNKNOWN)
        seen = (day > previous) & (day <= as_of)
        days = np.where(seen, np.minimum(days, day), days)
    return np.where(days == _LATE, NOT_YET, days)


def _orders_of(orders: pd.DataFrame, rows: Int64Array, size: int) -> pd.DataFrame:
    """Return the orders of some customers, numbered by their place among these."""
    place = np.full(size, NOT_YET, dtype=np.int64)
    place[rows] = np.arange(len(rows))
    who = place[orders[CUSTOMER_ID].to_numpy(dtype=np.int64)]
    theirs: pd.DataFrame = orders[who != NOT_YET].copy()
    theirs[CUSTOMER_ID] = who[who != NOT_YET]
    return theirs


_UNKNOWN: Final = -(10**9)
_LATE: Final = 10**9
