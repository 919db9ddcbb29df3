"""Shares and rates: what is above over what is below, unless that is nothing."""

from __future__ import annotations


def ratio(above: float, below: float) -> float | None:
    """Return above / below; None where below is 0, never infinite.

    Examples
    --------
    >>> ratio(8500, 10000), ratio(1, 0)
    (0.85, None)
    """
    return above / below if below else None
