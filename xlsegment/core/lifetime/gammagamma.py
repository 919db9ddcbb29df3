"""The Gamma-Gamma model: what a customer's next purchase will cost.

Fader, P. S., Hardie, B. G. S., and Lee, K. L. (2005). RFM and CLV: Using Iso-Value Curves for
Customer Base Analysis. Journal of Marketing Research 42(4), 415–430; Fader, P. S., and Hardie,
B. G. S. (2013). The Gamma-Gamma Model of Monetary Value. Amounts of one customer scatter around
a mean of their own (gamma, shape p), those means around the mean of all (q, gamma).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from xlsegment.core.column_cells import FloatArray
from xlsegment.core.lifetime.maximum import highest, weighted

# Where all customers spend alike the parameters run away; beyond this nothing shown changes.
_MOST: Final = (1e5, 1e5, 1e5)


@dataclass(frozen=True, slots=True)
class GammaGamma:
    """The three parameters of the model; ``gamma`` is in the unit of the amounts."""

    p: float
    q: float
    gamma: float
    log_likelihood: float = float("nan")

    @property
    def has_mean(self) -> bool:
        """Whether the mean over all customers is a number; with a q up to 1 it is not."""
        return self.q > 1

    @property
    def mean(self) -> float:
        """The expected mean of a customer of whom nothing is known."""
        return self.p * self.gamma / (self.q - 1)

    def expected(self, frequency: FloatArray, spend: FloatArray) -> FloatArray:
        """Return what a purchase of each customer will cost on average.

        A mean between their own and that of all: the more repeat purchases, the more their own
        counts.

        Parameters
        ----------
        frequency : ndarray of float
            Repeat purchase days.
        spend : ndarray of float
            Mean spend on them; whatever where there are none.

        Examples
        --------
        The model's parameters for CDNOW, a customer nobody knows and one with a purchase of
        22.35:

        >>> model = GammaGamma(6.25, 3.74, 15.44)
        >>> [round(float(m), 1) for m in model.expected(np.array([0.0, 1.0]), np.array([0, 22.35]))]
        [35.2, 26.3]
        """
        total = np.where(frequency > 0, frequency * np.nan_to_num(spend), 0.0)
        mean = self.p * (self.gamma + total) / (self.p * frequency + self.q - 1)
        return np.asarray(mean, dtype=np.float64)


def fit_gamma_gamma(frequency: FloatArray, spend: FloatArray) -> GammaGamma:
    """Fit the model by maximum likelihood.

    Parameters
    ----------
    frequency, spend : ndarray of float
        Of customers with repeat purchases: on how many days, and the mean spend, above 0.
    """
    from scipy.special import digamma, gammaln

    unit = float(np.mean(spend))
    z = spend / unit  # the likelihood is easier to climb when amounts are around 1
    x = frequency
    times, at = np.unique(x, return_inverse=True)
    counts = np.bincount(at.ravel()).astype(np.float64)
    size = float(len(x))
    log_z, log_x = np.log(z), np.log(x)

    def log_likelihood(log_parameters: FloatArray) -> tuple[float, FloatArray]:
        p, q, scale = np.exp(log_parameters)
        log_all = np.log(scale + x * z)
        of_times = gammaln(p * times + q) - gammaln(p * times)
        value = (
            weighted(counts, of_times)
            + size * (q * np.log(scale) - gammaln(q))
            + np.sum((p * x - 1) * log_z + p * x * log_x - (p * x + q) * log_all)
        )
        up, alone = digamma(p * times + q), digamma(p * times)
        by_p = weighted(counts, times * (up - alone)) + np.sum(x * (log_z + log_x - log_all))
        by_q = weighted(counts, up) + size * (np.log(scale) - digamma(q)) - np.sum(log_all)
        by_scale = size * q / scale - np.sum((p * x + q) / (scale + x * z))
        gradient = np.array([by_p * p, by_q * q, by_scale * scale])
        return float(value), gradient

    starts = [(1.0, 2.0, 1.0), (6.0, 4.0, 0.5)]
    (p, q, scale), value = highest(log_likelihood, starts, _MOST)
    return GammaGamma(float(p), float(q), float(scale) * unit, value - size * np.log(unit))
