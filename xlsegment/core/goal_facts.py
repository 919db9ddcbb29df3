"""What goals are measured by: the customers, their orders, the campaigns and the leads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from xlsegment.core.columns import LAST_ORDER_DAY, SEGMENT_ID
from xlsegment.core.earlier import Earlier, members_of
from xlsegment.core.repurchase import Span

if TYPE_CHECKING:
    import pandas as pd

    from xlsegment.core.activity import Activity
    from xlsegment.core.arrays import BoolArray
    from xlsegment.core.column_cells import FloatArray


@dataclass(frozen=True, slots=True)
class CampaignFacts:
    """The campaigns, one number each; NaN where it is unknown or contradicts another.

    More reached than targeted leaves ``target`` unknown, more converted than reached ``converted``:
    that rate is left out, the others stay.
    """

    names: tuple[str, ...]
    target: FloatArray
    reached: FloatArray
    converted: FloatArray
    cost: FloatArray
    profit: FloatArray


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that the goals of a workbook are measured by.

    Attributes
    ----------
    as_of : int
        The analysis date.
    recent_days : int
        How many days up to it 复购率 and 新客户数 look at.
    active_days : int
        Who bought this recently is active.
    window_first : int
        First day of the window that spend and frequency look at.
    people : DataFrame
        `Result.counted`.
    activity : Activity or None
        The orders; None where there are none.
    earlier : Earlier
        The groups as they were.
    kinds : ndarray of float or None
        How many product categories each customer bought in the window; None where unknown.
    campaigns : CampaignFacts or None
        None where there are no campaigns.
    leads : DataFrame or None
        The leads that count, as `xlsegment.core.leads.clean_leads` reads them; None where there
        are none.
    missing : float or None
        Share of key fields that are missing.
    """

    as_of: int
    recent_days: int
    active_days: int
    window_first: int
    people: pd.DataFrame
    activity: Activity | None
    earlier: Earlier
    kinds: FloatArray | None = None
    campaigns: CampaignFacts | None = None
    leads: pd.DataFrame | None = None
    missing: float | None = None

    @property
    def recent(self) -> Span:
        """The last days."""
        return Span(self.as_of - self.recent_days + 1, self.as_of, self.as_of)

    @property
    def window(self) -> Span:
        """The window."""
        return Span(self.window_first, self.as_of, self.as_of)

    def members(self, segment: str | None) -> BoolArray:
        """Tell who is in a segment now; None for everybody."""
        if segment is None:
            return np.ones(len(self.people), dtype=np.bool_)
        return members_of(self.people[SEGMENT_ID].to_numpy(dtype=object), segment)

    def members_before(self, day: int, segment: str | None) -> BoolArray | None:
        """Tell who had bought and was in a segment at the start of a day; None if unknown."""
        segments = self.earlier.segments(day - 1)
        return None if segments is None else members_of(segments, segment)

    def buyers(self, segment: str | None) -> BoolArray:
        """Tell who of a segment has bought at all."""
        bought: BoolArray = self.people[LAST_ORDER_DAY].notna().to_numpy(dtype=np.bool_)
        return bought & self.members(segment)
