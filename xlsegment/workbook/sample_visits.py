"""The fictional visits of the period before: most people's are much the same, a few fell."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Final

from xlsegment.workbook.declare import Row

_FELL: Final = 0.12  # share of the customers whose visits fell far
_KNOWN: Final = 120  # rows that have figures of the period before


def with_previous_visits(rows: Sequence[Row], draw: Random) -> list[Row]:
    """Return the rows of the behaviour table with browsing and clicks of the period before.

    Parameters
    ----------
    rows : sequence of mapping
        The rows.
    draw : Random
        A source of its own, so that all other figures stay what they are.
    """
    known = []
    for row in rows[:_KNOWN]:
        times = 2.2 + 2 * draw.random() if draw.random() < _FELL else 0.75 + 0.5 * draw.random()
        minutes, clicks = row["browse_minutes"], row["clicks"]
        before: dict[str, object] = {}
        if isinstance(minutes, int):
            before["previous_browse_minutes"] = round(minutes * times)
        if isinstance(clicks, int):
            before["previous_clicks"] = max(round(clicks * times), 1)
        known.append({**row, **before})
    return [*known, *rows[_KNOWN:]]
