"""The groups of customers as they were at the end of earlier days: known then, nothing later."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

import numpy as np
import pandas as pd

from xlsegment.core.arrays import BoolArray, Int64Array
from xlsegment.core.column_cells import ObjectArray
from xlsegment.core.columns import (
    COUNTED,
    CUSTOMER_ID,
    INCOMPLETE,
    ORDER_DAY,
    ORDER_ID,
    RECENCY_DAYS,
    REGISTERED_DAY,
    SEGMENT_ID,
)
from xlsegment.core.cuts import Cuts
from xlsegment.core.model import Result, fit_cuts, fitting_population, label_customers
from xlsegment.core.people import bring_together, figures_from_orders
from xlsegment.core.segments import INCOMPLETE_ID, NEVER_BOUGHT


class Earlier:
    """Segments the customers of a run as of earlier days.

    Parameters
    ----------
    result : Result
        The run. Its customers are numbered in the order of `Result.counted`.
    """

    def __init__(self, result: Result) -> None:
        self._result = result
        self._made: dict[tuple[int, int | None], tuple[ObjectArray, Cuts]] = {}
        self._figures: dict[int, pd.DataFrame] = {}

    @property
    def rule_ids(self) -> frozenset[str]:
        """The ids of the rules in force; none where another scheme names the groups."""
        settings = self._result.settings
        if settings.scheme not in ("rules", "strict"):
            return frozenset()
        return frozenset(rule.segment_id for rule in settings.rules.rules)

    def segments(self, day: int, cuts_of: int | None = None) -> ObjectArray | None:
        """Return each customer's ``segment_id`` as of the end of a day.

        Parameters
        ----------
        day : int
            The day; orders after it are not looked at.
        cuts_of : int, optional
            The day whose score and class cuts are used, frozen, so that customers who did not
            change are not moved by others; the day itself by default.

        Returns
        -------
        ndarray of str or None
            One per customer; None where the run had no orders to look back on.
        """
        if self._result.orders is None:
            return None
        if self._result.settings.scheme in ("rules", "strict"):
            cuts_of = None  # the rules are their own cuts
        if day == self._result.as_of and cuts_of in (None, day):
            now: ObjectArray = self._result.counted[SEGMENT_ID].to_numpy(dtype=object)
            return now
        return self._segments(day, None if cuts_of == day else cuts_of)[0]

    def _segments(self, day: int, cuts_of: int | None) -> tuple[ObjectArray, Cuts]:
        settings = self._result.settings
        if (made := self._made.get((day, cuts_of))) is not None:
            return made
        people = self.figures(day)
        if cuts_of is None:
            cuts = fit_cuts(fitting_population(people)[0], settings)
        else:
            cuts = self.cuts(cuts_of)
        frozen = replace(settings, frozen=cuts)
        labelled = label_customers(people, cuts, frozen, as_of=day)
        found: ObjectArray = labelled[SEGMENT_ID].to_numpy(dtype=object)
        self._made[day, cuts_of] = found, cuts
        return found, cuts

    def cuts(self, day: int) -> Cuts:
        """Return the cuts that `segments` uses for a day."""
        return self._result.cuts if day == self._result.as_of else self._segments(day, None)[1]

    def figures(self, day: int) -> pd.DataFrame:
        """Return each customer's figures as of the end of a day, as `bring_together` gives them.

        Customers who were not there yet have zeros and no recency.
        """
        if day not in self._figures:
            self._figures[day] = self._people(day)
        return self._figures[day]

    def _people(self, day: int) -> pd.DataFrame:
        settings = self._result.settings
        orders = self.orders[(self.orders[ORDER_DAY] <= day).to_numpy()]
        figures = figures_from_orders(
            orders,
            as_of=day,
            window_days=settings.window_days,
            merge_same_day=settings.merge_same_day,
            monetary="mean" if settings.monetary_mean else "sum",
        )
        people = bring_together(self._canonical, figures)
        unknown = people[RECENCY_DAYS].isna().to_numpy(dtype=np.bool_)
        # Whoever is known to have bought, though no order says when, was not known to then.
        people[INCOMPLETE] = self._result.counted[INCOMPLETE].to_numpy(dtype=np.bool_) & unknown
        # What people's own columns held then is not known; they are taken as they are now.
        flags = [each.flag for each in settings.rules.conditions]
        if settings.scheme == "rules" and flags:
            now = self._result.counted[flags].set_axis(people.index, axis=0)
            people = pd.concat([people, now], axis=1)
        return people

    @cached_property
    def _canonical(self) -> pd.DataFrame:
        people = self._result.counted
        return pd.DataFrame(
            {
                CUSTOMER_ID: pd.Series(np.arange(len(people)), dtype=object),
                REGISTERED_DAY: people[REGISTERED_DAY].array,
                COUNTED: True,
            }
        )

    @cached_property
    def orders(self) -> pd.DataFrame:
        """The orders of these customers, with whole numbers for both IDs: grouped ten times.

        Only where the run had any.
        """
        orders = self._result.orders
        assert orders is not None  # `segments` has looked
        at = places(self._result, orders[CUSTOMER_ID])
        order: Int64Array = pd.factorize(orders[ORDER_ID])[0]
        keyed = orders.assign(
            **{CUSTOMER_ID: at, ORDER_ID: np.where(order < 0, np.nan, order.astype(np.float64))}
        )
        return keyed[at >= 0]


def places(result: Result, ids: pd.Series[str]) -> Int64Array:
    """Return the customers' numbers in `Result.counted`; -1 for nobody of them."""
    known = pd.Index(result.counted[CUSTOMER_ID].to_numpy(dtype=object))
    at: Int64Array = known.get_indexer(pd.Index(ids.to_numpy(dtype=object)))
    return at


def members_of(segments: ObjectArray, segment_id: str | None) -> BoolArray:
    """Tell who is in a segment; None for everybody of whom orders were known."""
    if segment_id is None:
        bought: BoolArray = (segments != NEVER_BOUGHT) & (segments != INCOMPLETE_ID)
        return bought
    found: BoolArray = segments == segment_id
    return found
