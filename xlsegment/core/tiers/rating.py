"""The score method: points times weights, and the tier that the sum falls into."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import lcm

import numpy as np
import pandas as pd

from xlsegment.core.arrays import BoolArray, Int64Array
from xlsegment.core.column_cells import FloatArray
from xlsegment.core.findings import Finding
from xlsegment.core.tiers.points import Scored, score_column
from xlsegment.core.tiers.standards import Standard
from xlsegment.core.tiers.tier import TIER_TEXT

#: Customers in one tier above which the cuts deserve a look, and how many it takes to say so.
ONE_SIDED, ENOUGH = 0.9, 20


@dataclass(frozen=True, slots=True)
class Rating:
    """Every customer rated.

    Attributes
    ----------
    applied
        All criteria, with everybody's points.
    weights
        The weights, as whole numbers, of those that anybody has a value for.
    tenths
        The score in tenths: 24 is 2.4; -1 where there is none.
    tier
        One per customer; empty where nothing is known.
    """

    applied: tuple[Scored, ...]
    weights: Int64Array
    tenths: Int64Array
    tier: pd.Series[str]

    @property
    def scored(self) -> tuple[Scored, ...]:
        """The criteria that anybody has a value for."""
        return tuple(scored for scored in self.applied if scored.known)

    @property
    def score(self) -> FloatArray:
        """The scores, NaN where there is none."""
        return np.where(self.tenths < 0, np.nan, self.tenths / 10)

    @property
    def points(self) -> Int64Array:
        """Points, one row per customer, one column per criterion."""
        columns = [scored.points for scored in self.scored]
        empty = np.zeros((len(self.tier), 0), dtype=np.int64)
        return np.stack(columns, axis=1) if columns else empty


def rate(
    facts: pd.DataFrame,
    own: Mapping[str, pd.Series[str]],
    standards: Sequence[Standard],
    rated: BoolArray,
    cuts: tuple[float, float],
) -> Rating:
    """Rate customers.

    Parameters
    ----------
    facts : DataFrame
        From `xlsegment.core.tiers.facts.customer_facts`.
    own : mapping of str to Series
        The columns of the customer table that criteria name, one cell per row of ``facts``.
    standards : sequence of Standard
        The criteria.
    rated : ndarray of bool
        Who gets a tier: those who have bought.
    cuts : tuple of float
        From which score on a customer is of the high and of the mid tier.

    Returns
    -------
    Rating
        A criterion unknown for a customer is left out for that customer, and the weights of the
        others share its part. The score is rounded to one decimal, half up, before it is cut.
    """
    columns = [s.criterion.measure(facts) if s.criterion else own[s.column] for s in standards]
    applied = tuple(
        score_column(column, standard, rated)
        for column, standard in zip(columns, standards, strict=True)
    )
    scored = [criterion for criterion in applied if criterion.known]
    scale = lcm(*(criterion.standard.weight.denominator for criterion in scored))
    whole = [int(criterion.standard.weight * scale) for criterion in scored]
    weights = np.array(whole, dtype=np.int64)
    total = np.zeros(len(facts), dtype=np.int64)
    known = np.zeros(len(facts), dtype=np.int64)
    for criterion, weight in zip(scored, whole, strict=True):
        total += weight * criterion.points
        known += weight * (criterion.points > 0)
    tenths = np.where(known > 0, (20 * total + known) // np.maximum(2 * known, 1), -1)
    high, mid = cuts
    conditions = [tenths < 0, tenths / 10 >= high, tenths / 10 >= mid]
    tier = np.select(conditions, ["", "high", "mid"], "low")
    return Rating(applied, weights, tenths, pd.Series(tier, dtype=object))


def rating_findings(rating: Rating) -> list[Finding]:
    """Return what deserves a look: criteria without data, values without points, one tier only."""
    findings = []
    for scored in rating.applied:
        name = scored.standard.name
        if scored.unfit and not scored.standard.criterion:
            fields = {"name": name, "n": scored.unfit}
            findings.append(Finding("W-106", "tier_criteria", fields=fields))
        if not scored.known:
            findings.append(Finding("I-105", "tier_criteria", fields={"name": name}))
    tiers = rating.tier[rating.tier != ""].value_counts()
    people = int(tiers.sum())
    if people >= ENOUGH and tiers.iloc[0] > ONE_SIDED * people:
        fields = {"p": f"{tiers.iloc[0] / people:.1%}", "tier": TIER_TEXT[tiers.index[0]]}
        findings.append(Finding("W-107", "tier_criteria", fields=fields))
    return findings
