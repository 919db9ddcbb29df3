"""What leads come to: valid rates, response times, the funnel, month by month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd

from xlsegment.core.arrays import month_index
from xlsegment.core.ratios import ratio
from xlsegment.core.wilson import wilson_interval

_MS_PER_HOUR: Final = 3_600_000
_FLAGS: Final = ("mature", "valid", "never", "early", "timely", "had_time", "paid")


@dataclass(frozen=True, slots=True)
class LeadFigures:
    """The figures of some leads.

    Attributes
    ----------
    name : str or None
        What they have in common; None when it is not stated.
    leads, valid : int
        How many there are, and how many of them paid within their days.
    mature, mature_valid : int
        The same of those that have had their days.
    answered, never, early : int
        Leads with a response time, without any contact, and with one before their creation.
    timely, had_time : int
        Contacted within the hours, of those of which that can be said.
    paid : int
        Leads that paid at any time.
    total_ms : int
        Response times of the answered ones, added up, in milliseconds.
    median_ms : float or None
        Their median.
    amount_cents : int
        What the paying ones paid.
    """

    name: str | None
    leads: int
    valid: int
    mature: int
    mature_valid: int
    answered: int
    never: int
    early: int
    timely: int
    had_time: int
    paid: int
    total_ms: int
    median_ms: float | None
    amount_cents: int

    @property
    def rate(self) -> float | None:
        """Valid leads / all leads."""
        return ratio(self.valid, self.leads)

    @property
    def mature_rate(self) -> float | None:
        """The same over leads that have had their days."""
        return ratio(self.mature_valid, self.mature)

    @property
    def interval(self) -> tuple[float, float] | None:
        """The 95 % interval of the valid rate."""
        return wilson_interval(self.valid, self.leads)

    @property
    def mean_hours(self) -> float | None:
        """Mean hours from creation to first contact."""
        return self.total_ms / _MS_PER_HOUR / self.answered if self.answered else None

    @property
    def median_hours(self) -> float | None:
        """Median hours from creation to first contact."""
        return None if self.median_ms is None else self.median_ms / _MS_PER_HOUR

    @property
    def timely_rate(self) -> float | None:
        """Leads contacted within the hours / those of which that can be said."""
        return ratio(self.timely, self.had_time)


@dataclass(frozen=True, slots=True)
class FunnelStep:
    """One step of the funnel: leads that came so far, through all the steps before."""

    key: str
    leads: int
    of_all: float | None
    of_previous: float | None


def lead_figures(leads: pd.DataFrame, name: str | None = None) -> LeadFigures:
    """Return the figures of leads, all of which count, as of one group."""
    groups = group_figures(leads, np.zeros(len(leads), dtype=np.int64), [name])
    return groups[0]


def group_figures(
    leads: pd.DataFrame, codes: Any, names: Sequence[str | None]
) -> list[LeadFigures]:
    """Return the figures of each group.

    Parameters
    ----------
    leads : DataFrame
        From `xlsegment.core.leads.clean_leads`, counted rows only.
    codes : array of int
        For every row the position of its group in ``names``.
    names : sequence
        The groups.
    """
    size = len(names)
    groups = np.asarray(codes, dtype=np.int64)

    def count(flags: Any) -> list[int]:
        chosen = groups[np.asarray(flags, dtype=np.bool_)]
        return [int(n) for n in np.bincount(chosen, minlength=size)]

    def total(values: Any) -> list[int]:
        sums = np.zeros(size, dtype=np.int64)
        np.add.at(sums, groups, values)
        return [int(n) for n in sums]

    flags = {key: leads[key].to_numpy(dtype=np.bool_) for key in _FLAGS}
    waited = leads["response_ms"]
    answered = waited.notna().to_numpy()
    sizes, numbers = count(np.ones(len(leads))), {key: count(f) for key, f in flags.items()}
    mature_valid, with_time = count(flags["mature"] & flags["valid"]), count(answered)
    times = total(np.where(answered, waited, 0).astype(np.int64))
    medians = waited.groupby(groups).median().reindex(range(size)).to_numpy()
    amounts = total(np.where(flags["paid"], leads["amount_cents"], 0))
    return [
        LeadFigures(
            name,
            leads=sizes[i],
            mature_valid=mature_valid[i],
            answered=with_time[i],
            total_ms=times[i],
            median_ms=None if np.isnan(medians[i]) else float(medians[i]),
            amount_cents=amounts[i],
            **{key: counts[i] for key, counts in numbers.items()},
        )
        for i, name in enumerate(names)
    ]


def by_column(leads: pd.DataFrame, column: str) -> list[LeadFigures]:
    """Return the figures by source or owner: most leads first, those without one last."""
    codes, names = pd.factorize(leads[column])
    groups = group_figures(leads, np.where(codes < 0, len(names), codes), [*names, None])
    return sorted(
        (group for group in groups if group.leads),
        key=lambda group: (group.name is None, -group.leads, group.name or ""),
    )


def by_month(leads: pd.DataFrame, *, as_of: int, months: int) -> list[LeadFigures]:
    """Return the figures of the leads created in each of the last months, the last one last."""
    last = int(month_index(np.array([as_of]))[0])
    dated = leads[leads["created_day"].notna().to_numpy()]
    month = month_index(dated["created_day"].to_numpy().astype(np.int64)) - (last - months + 1)
    shown = month >= 0
    names = [str(np.datetime64(last - back, "M")) for back in range(months - 1, -1, -1)]
    return group_figures(dated[shown], month[shown], list(names))


def funnel(leads: pd.DataFrame) -> list[FunnelStep]:
    """Return the steps 创建 → 联系 → 匹配度高 → 成交, each among those of the step before."""
    steps: list[FunnelStep] = []
    reached = np.ones(len(leads), dtype=np.bool_)
    for key in ("created", "contacted", "high", "paid"):
        if key != "created":
            reached = reached & leads[key].to_numpy(dtype=np.bool_)
        count = int(reached.sum())
        before = steps[-1].leads if steps else None
        steps.append(
            FunnelStep(
                key,
                count,
                ratio(count, len(leads)),
                None if before is None else ratio(count, before),
            )
        )
    return steps
