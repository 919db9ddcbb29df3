"""The BG/NBD model: how often customers buy and when they stop.

Fader, P. S., Hardie, B. G. S., and Lee, K. L. (2005). "Counting Your Customers" the Easy Way: An
Alternative to the Pareto/NBD Model. Marketing Science 24(2), 275–284. Each customer buys at a
rate drawn from a gamma distribution (r, alpha) and may stop for good after any repeat purchase
with a probability drawn from a beta distribution (a, b). Time is in weeks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from xlsegment.core.column_cells import FloatArray
from xlsegment.core.lifetime.maximum import highest, weighted

# Where (a - 1) or (a + b - 1) is zero the expectation is a limit; so far beside it, it is the
# same to six digits.
_BESIDE: Final = 1e-6
# Quantiles at which a mean is taken where there is no formula for it.
_STEPS: Final = 500
# Where customers hardly differ the parameters run away; a beyond this changes nothing that is
# shown, but the series can no longer be summed.
_MOST: Final = (1e4, 1e6, 150.0, 1e5)


@dataclass(frozen=True, slots=True)
class BgNbd:
    """The four parameters of the model, and what follows from them.

    Attributes
    ----------
    r, alpha : float
        Shape and rate (weeks) of the purchase rate.
    a, b : float
        Of the probability to stop after a repeat purchase.
    log_likelihood : float
        Of the customers it was fitted to.
    """

    r: float
    alpha: float
    a: float
    b: float
    log_likelihood: float = float("nan")

    def alive(self, frequency: FloatArray, recency: FloatArray, age: FloatArray) -> FloatArray:
        """Return the probability that each customer has not stopped.

        Of customers with one purchase day the model says 1: it lets nobody stop before the
        first repeat purchase.

        Examples
        --------
        >>> model = BgNbd(0.243, 4.414, 0.793, 2.426)
        >>> [round(float(p), 4) for p in model.alive(
        ...     np.array([2.0, 0.0]), np.array([30.43, 0.0]), np.array([38.86, 38.86]))]
        [0.7266, 1.0]
        """
        return np.asarray(1 / (1 + self._stopped(frequency, recency, age)), dtype=np.float64)

    def purchases(
        self, weeks: float, frequency: FloatArray, recency: FloatArray, age: FloatArray
    ) -> FloatArray:
        """Return the purchases each customer is expected to make in the next ``weeks``.

        Equation (10) of the paper. The hypergeometric function is taken in the form that Euler's
        transformation gives it, in which nothing overflows for frequent buyers.

        Examples
        --------
        The paper's note on spreadsheets has 1.226 for its first customer:

        >>> model = BgNbd(0.243, 4.414, 0.793, 2.426)
        >>> one = model.purchases(39.0, np.array([2.0]), np.array([30.43]), np.array([38.86]))
        >>> round(float(one[0]), 3)
        1.226
        """
        from scipy.special import hyp2f1

        a, b = self.a, self.b
        while min(abs(a - 1), abs(a + b - 1)) < _BESIDE:
            a += 2 * _BESIDE
        z = weeks / (self.alpha + age + weeks)
        with np.errstate(invalid="ignore", over="ignore"):
            series = hyp2f1(a + b - 1 - self.r, a - 1, a + b + frequency - 1, z)
            if_alive = (a + b + frequency - 1) / (a - 1) * (1 - (1 - z) ** (a - 1) * series)
        lost = ~np.isfinite(if_alive)
        if lost.any():
            if_alive[lost] = self._in_steps(weeks, frequency[lost], age[lost])
        expected = np.maximum(if_alive, 0.0) / (1 + self._stopped(frequency, recency, age))
        return np.asarray(expected, dtype=np.float64)

    def _in_steps(self, weeks: float, frequency: FloatArray, age: FloatArray) -> FloatArray:
        """Return the purchases of customers who have not stopped where the series has no sum.

        With a purchase rate l and a probability p to stop they are (1 - exp(-l p t)) / p. The
        mean over l is taken exactly, the mean over p at its quantiles: right to three digits.
        """
        from scipy.special import betaincinv

        reach = weeks / (self.alpha + age)
        total = np.zeros(len(frequency))
        for step in range(_STEPS):
            p = betaincinv(self.a, self.b + frequency, (step + 0.5) / _STEPS)
            p = np.maximum(p, 1e-300)
            total -= np.expm1(-(self.r + frequency) * np.log1p(p * reach)) / p
        return np.asarray(total / _STEPS, dtype=np.float64)

    def _stopped(self, frequency: FloatArray, recency: FloatArray, age: FloatArray) -> FloatArray:
        """Return the odds that a customer has stopped."""
        again = frequency > 0
        waited = np.log((self.alpha + age) / (self.alpha + recency))
        ratio = self.a / np.where(again, self.b + frequency - 1, 1.0)
        # Odds of e^700 are as certain as any, and no number overflows.
        odds = np.exp(np.minimum(np.log(ratio) + (self.r + frequency) * waited, 700.0))
        return np.asarray(np.where(again, odds, 0.0), dtype=np.float64)


def fit_bgnbd(frequency: FloatArray, recency: FloatArray, age: FloatArray) -> BgNbd:
    """Fit the model by maximum likelihood.

    Parameters
    ----------
    frequency, recency, age : ndarray of float
        Per customer: repeat purchase days; weeks from the first purchase to the last; weeks
        from the first purchase to now.

    Notes
    -----
    Equation (6) of the paper, over distinct triples with their counts; the gradient is exact.
    """
    triples, counts = _distinct(frequency, recency, age)
    likelihood = _Likelihood(triples, counts)
    scale = float(np.average(triples[2], weights=counts)) or 1.0
    starts = [(1.0, scale, 1.0, 1.0), (0.25, scale / 8, 0.8, 2.5)]
    best, value = highest(likelihood, starts, _MOST)
    r, alpha, a, b = (float(x) for x in best)
    return BgNbd(r, alpha, a, b, value)


def _distinct(
    frequency: FloatArray, recency: FloatArray, age: FloatArray
) -> tuple[tuple[FloatArray, FloatArray, FloatArray], FloatArray]:
    order = np.lexsort((age, recency, frequency))
    rows = np.stack([frequency, recency, age])[:, order]
    new = np.ones(rows.shape[1], dtype=np.bool_)
    new[1:] = (rows[:, 1:] != rows[:, :-1]).any(axis=0)
    starts = np.flatnonzero(new)
    counts = np.diff(np.append(starts, rows.shape[1])).astype(np.float64)
    x, seen, since = rows[:, starts]
    return (x, seen, since), counts


class _Likelihood:
    """Log-likelihood and its gradient by the logarithms of the parameters."""

    def __init__(
        self, triples: tuple[FloatArray, FloatArray, FloatArray], counts: FloatArray
    ) -> None:
        self.x, self.recency, self.age = triples
        self.counts = counts
        self.again = self.x > 0
        # What depends on the frequency alone is worked out once per frequency.
        self.times, self.at = np.unique(self.x, return_inverse=True)
        self.of_times = np.bincount(self.at.ravel(), weights=counts).astype(np.float64)

    def __call__(self, log_parameters: FloatArray) -> tuple[float, FloatArray]:
        from scipy.special import digamma, gammaln

        r, alpha, a, b = np.exp(log_parameters)
        x, counts, times = self.x, self.counts, self.times
        log_age, log_recency = np.log(alpha + self.age), np.log(alpha + self.recency)
        before = np.where(self.again, b + x - 1, 1.0)
        going = -(r + x) * log_age
        gone = np.where(self.again, np.log(a / before) - (r + x) * log_recency, -np.inf)
        either = np.logaddexp(going, gone)
        share = np.exp(gone - either)
        fixed = (
            gammaln(r + times) - gammaln(r) + r * np.log(alpha)
            + gammaln(a + b) + gammaln(b + times) - gammaln(b) - gammaln(a + b + times)
        )  # fmt: skip
        total = weighted(self.of_times, fixed) + weighted(counts, either)
        both, ending = digamma(a + b) - digamma(a + b + times), digamma(b + times) - digamma(b)
        often = self.of_times
        of_log = (1 - share) * log_age + share * log_recency
        of_rate = (1 - share) / (alpha + self.age) + share / (alpha + self.recency)
        gradient = np.array(
            [
                weighted(often, digamma(r + times) - digamma(r) + np.log(alpha))
                - weighted(counts, of_log),
                weighted(counts, r / alpha - (r + x) * of_rate),
                weighted(often, both) + weighted(counts, share) / a,
                weighted(often, both + ending) - weighted(counts, share / before),
            ]
        )
        return total, gradient * np.array([r, alpha, a, b])
