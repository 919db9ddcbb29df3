"""The highest point of a log-likelihood, from given starts: the same on every run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np

from xlsegment.core.column_cells import FloatArray

# Nearer to 0 a model says the same to all digits that are shown.
_LEAST: Final = 1e-5


def highest(
    log_likelihood: Callable[[FloatArray], tuple[float, FloatArray]],
    starts: Sequence[Sequence[float]],
    most: Sequence[float],
) -> tuple[FloatArray, float]:
    """Return the positive parameters of the highest value, and that value.

    The first start from which the climb comes to its end decides; the further ones are for data
    that stop it halfway.

    Parameters
    ----------
    log_likelihood : callable
        Of the logarithms of the parameters: the value and its gradient.
    starts : sequence of sequence of float
        Parameters to start from, in this order.
    most : sequence of float
        What each parameter may be at most.
    """
    from scipy.optimize import minimize

    def downhill(at: FloatArray) -> tuple[float, FloatArray]:
        value, gradient = log_likelihood(at)
        return -value, -gradient

    best: tuple[FloatArray, float] | None = None
    for start in starts:
        found = minimize(
            downhill,
            np.log(np.clip(start, _LEAST, most)),
            jac=True,
            method="L-BFGS-B",
            bounds=[(np.log(_LEAST), np.log(top)) for top in most],
            options={"maxiter": 500, "ftol": 1e-13, "gtol": 1e-7},
        )
        if best is None or -found.fun > best[1]:
            best = np.asarray(found.x, dtype=np.float64), float(-found.fun)
        if found.success:
            break
    if best is None:
        raise ValueError("no start was given")
    return np.exp(best[0]), best[1]


def weighted(weights: FloatArray, values: FloatArray) -> float:
    """Return the weighted sum.

    NumPy's ``@`` shares it out among threads: how many there are would show in the last digits,
    and on a busy machine it takes a hundred times as long.
    """
    return float(np.sum(weights * values))
