"""Shares of a competitor's customers against ours, and where they differ most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from xlsegment.core.competitor.dimensions import OurDimension
from xlsegment.core.competitor.rows import DIMENSION, TABLE, VALUE
from xlsegment.core.findings import Finding
from xlsegment.core.header_text import fold

#: Below so many points a difference between two surveys says nothing.
TELLING_POINTS: Final = 5.0


@dataclass(frozen=True, slots=True)
class Gap:
    """One value of one dimension: their share against ours.

    Attributes
    ----------
    competitor, dimension : str
        Whose profile, and what is compared.
    value : str or None
        As typed; None for all customers of ours that none of their values has.
    ours : int or None
        Customers of ours who have it; None where nothing is known of the dimension.
    known : int
        Customers of ours of whom the dimension is known.
    their_share : float or None
        None for what they do not list.
    """

    competitor: str
    dimension: str
    value: str | None
    ours: int | None
    known: int
    their_share: float | None

    @property
    def our_share(self) -> float | None:
        """Ours / those of whom it is known."""
        return None if self.ours is None or not self.known else self.ours / self.known

    @property
    def index(self) -> float | None:
        """Our share as a percentage of theirs; None where they have nobody."""
        if self.our_share is None or not self.their_share:
            return None
        return 100 * self.our_share / self.their_share

    @property
    def points(self) -> float | None:
        """Our share less theirs, in percentage points."""
        if self.our_share is None or self.their_share is None:
            return None
        return 100 * (self.our_share - self.their_share)


def compare(
    rows: pd.DataFrame, dimensions: Sequence[OurDimension], known: Sequence[str]
) -> tuple[list[Gap], list[Finding]]:
    """Compare every row of the profile.

    Parameters
    ----------
    rows : DataFrame
        From `xlsegment.core.competitor.rows.clean_profile`.
    dimensions : sequence of OurDimension
        What our customers are compared by; of equal names the first counts.
    known : sequence of str
        What they could be compared by, for those who ask for something else.

    Returns
    -------
    list of Gap
        By competitor, dimension in the order given, their largest share first; behind the values
        of a dimension what they do not list.
    findings : list of Finding
        W-147, I-142.
    """
    by_name = {
        name: place for place, d in reversed(list(enumerate(dimensions))) for name in d.called
    }
    offered = "、".join(dict.fromkeys(known)) or "—"
    findings: list[Finding] = []
    groups: dict[tuple[str, int], list[tuple[float, str, int]]] = {}
    columns = (rows[column] for column in ("competitor", "dimension", "value", "share", "row"))
    for competitor, name, value, share, row in zip(*columns, strict=True):
        place = by_name.get(fold(name))
        if place is None:
            fields = {"dimension": name, "known": offered}
            findings.append(Finding("W-147", TABLE, int(row), column=DIMENSION, fields=fields))
        else:
            groups.setdefault((competitor, place), []).append((-float(share), value, int(row)))
    gaps: list[Gap] = []
    for (competitor, place), values in sorted(groups.items()):
        dimension = dimensions[place]
        total = int(dimension.known.sum())
        listed = np.zeros(len(dimension.known), dtype=np.bool_)
        for less, value, row in sorted(values):
            having = dimension.having(value)
            listed |= having
            ours = int(having.sum()) if total else None
            gaps.append(Gap(competitor, dimension.name, value, ours, total, -less))
            if ours == 0:
                fields = {"value": value, "dimension": dimension.name}
                findings.append(Finding("I-142", TABLE, row, column=VALUE, fields=fields))
        if rest := int((dimension.known & ~listed).sum()):
            gaps.append(Gap(competitor, dimension.name, None, rest, total, None))
    return gaps, findings


def telling(gaps: Sequence[Gap], most: int) -> list[Gap]:
    """Return the largest differences, largest first; none below `TELLING_POINTS`."""
    known = [(abs(gap.points), gap) for gap in gaps if gap.points is not None]
    far = [pair for pair in known if pair[0] >= TELLING_POINTS - 1e-9]
    far.sort(key=lambda pair: (-pair[0], pair[1].competitor, pair[1].dimension, str(pair[1].value)))
    return [gap for _, gap in far[:most]]
