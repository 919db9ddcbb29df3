"""The analysis date that is taken when none is given: the latest day that can be believed."""

from __future__ import annotations

from typing import Final

import numpy as np

from xlsegment.core.arrays import Int64Array
from xlsegment.core.days import day_date
from xlsegment.core.findings import Finding

#: A gap longer than this before the latest days makes them doubtful …
JUMP_DAYS: Final = 366
#: … when less than this share of all orders lies beyond it.
JUMP_SHARE: Final = 0.005


def default_day(days: Int64Array, latest_day: int | None) -> int:
    """Return the latest day that a year mistyped in a few cells cannot have moved.

    Parameters
    ----------
    days : ndarray of int64
        The day of every order, at least one.
    latest_day : int or None
        No order can be later, as a rule today; None where nobody knows. When every order is
        later, the one who said so is mistaken, and nothing is left out for it.

    Returns
    -------
    int
        The latest day not after ``latest_day`` and not beyond an isolated jump: a gap of more
        than `JUMP_DAYS` with fewer than `JUMP_SHARE` of the orders behind it.

    Examples
    --------
    >>> default_day(np.array([100, 200, 90_000]), latest_day=300)
    200
    """
    past = days if latest_day is None else days[days <= latest_day]
    known, counts = np.unique(past if len(past) else days, return_counts=True)
    before = np.cumsum(counts)[:-1]
    beyond = before[-1] + counts[-1] - before if len(before) else before
    isolated = (np.diff(known) > JUMP_DAYS) & (beyond < JUMP_SHARE * counts.sum())
    jumps = np.flatnonzero(isolated)
    return int(known[jumps[0]] if len(jumps) else known[-1])


def doubtful_days(days: Int64Array, as_of: int, table: str, column: str) -> list[Finding]:
    """Return the finding that says which date was used and how many orders it passed over."""
    count = int((days > as_of).sum())
    fields = {"n": f"{count:,}", "day": day_date(as_of).isoformat()}
    return [Finding("W-035", table, None, column, fields=fields)] if count else []
