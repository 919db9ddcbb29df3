"""The figures in which problems are looked for."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from xlsegment.text import Text


@dataclass(frozen=True, slots=True)
class Compared:
    """A rate of a group in the last days and in as many days before.

    Attributes
    ----------
    key : str
        Key of the group.
    name, owner : Text
        What it is called, and who looks after it.
    now, before : float
        The rates.
    size, size_before : int
        Customers they rest on.
    """

    key: str
    name: Text
    owner: Text
    now: float
    before: float
    size: int
    size_before: int

    @property
    def fall(self) -> float:
        """How much it fell, as a share of the rate before; negative for a rise."""
        return (self.before - self.now) / self.before if self.before else 0.0


@dataclass(frozen=True, slots=True)
class CampaignRates:
    """A campaign that ended in the window; None where a rate is not known."""

    name: str
    reach: float | None
    conversion: float | None
    roi: float | None
    reached: int


@dataclass(frozen=True, slots=True)
class Yardsticks:
    """What campaigns are held to; None where there is neither a target nor another campaign."""

    reach: float | None = None
    conversion: float | None = None


@dataclass(frozen=True, slots=True)
class LeadEvidence:
    """How leads are answered."""

    leads: int
    never: int
    mean_hours: float | None
    answered: int
    limit_hours: float
    never_limit: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything that problems are looked for in.

    Attributes
    ----------
    days : int
        Length of the last days, and of the days before them.
    drop : float
        From which relative worsening on a figure is a problem.
    repurchase : tuple of Compared
        复购率 of every group.
    spend : Compared or None
        Net spend of all in currency units, in the place of rates.
    sleeping : Compared or None
        Share of sleeping customers.
    campaigns : tuple of CampaignRates
        The campaigns.
    yardsticks : Yardsticks
        What they are held to.
    leads : LeadEvidence or None
        The leads.
    fallen : int
        Valuable customers who fell to another segment.
    fallen_since : date or None
        Since when.
    at_risk : int
        Valuable customers whose risk of leaving is high.
    missing, missing_limit : float or None, float
        Share of missing key fields, and its limit.
    largest : tuple of (Text, float) or None
        The largest group of those who have bought, and its share.
    largest_limit : float
        Its limit.
    customers : int
        How many have bought.
    """

    days: int = 30
    drop: float = 0.15
    repurchase: tuple[Compared, ...] = ()
    spend: Compared | None = None
    sleeping: Compared | None = None
    campaigns: tuple[CampaignRates, ...] = ()
    yardsticks: Yardsticks = Yardsticks()
    leads: LeadEvidence | None = None
    fallen: int = 0
    fallen_since: dt.date | None = None
    at_risk: int = 0
    missing: float | None = None
    missing_limit: float = 0.05
    largest: tuple[Text, float] | None = None
    largest_limit: float = 0.6
    customers: int = 0
