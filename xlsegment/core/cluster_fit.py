"""K-Means: how many clusters there are, and which point belongs to which.

scikit-learn does the iterating; it is an extra, imported only here and only when used. Everything
around it is made so that the same customers always fall into the same clusters: rows are put in
an order of their own first, starts are seeded, and there is one thread, as sums taken by several
threads depend on how they share the work.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from xlsegment.core.arrays import Int64Array
from xlsegment.core.cluster_limits import FEWEST, MOST
from xlsegment.core.column_cells import FloatArray

if TYPE_CHECKING:
    from sklearn.cluster import KMeans

#: Points on which the starts are compared, and on which the silhouette is taken: the latter looks
#: at every pair, so with all customers its time would grow with their square.
START_POINTS: Final = 10_000
SILHOUETTE_POINTS: Final = 2_000
#: A silhouette of this part of the best one is about as good: the elbow decides among these.
NEAR_BEST: Final = 0.9

_NOTHING_LEFT: Final = 1e-9
_STARTS: Final = 10
_SEED: Final = 20250630


@dataclass(frozen=True, slots=True)
class Trial:
    """What one number of clusters came to.

    Attributes
    ----------
    k : int
        The number of clusters; 1 is there for the elbow alone.
    inertia : float
        The squared distances of all points to their centres, added up.
    silhouette : float or None
        The mean silhouette, −1 to 1; None for one cluster.
    """

    k: int
    inertia: float
    silhouette: float | None


@dataclass(frozen=True, slots=True)
class Fit:
    """The clusters of some points.

    Attributes
    ----------
    labels : array of int
        The cluster of every point, 0 to K − 1, in no particular order.
    trials : tuple of Trial
        Every number of clusters tried.
    elbow : int
        Where the inertia stops falling fast.
    chosen : int
        The number of clusters.
    """

    labels: Int64Array
    trials: tuple[Trial, ...]
    elbow: int
    chosen: int


def fit_clusters(points: FloatArray, k: int | None = None) -> Fit:
    """Find the clusters of points.

    Parameters
    ----------
    points : array
        One row per point; at least two different ones, and ``k`` different ones if it is given.
    k : int or None
        The number of clusters; None has it chosen out of 2 to 8.

    Returns
    -------
    Fit
        The same for the same points, whatever the order of their rows.

    Raises
    ------
    ImportError
        If scikit-learn is not installed.
    """
    import sklearn.cluster
    import sklearn.metrics  # noqa: F401  only libraries that are loaded can be held to one thread
    from threadpoolctl import threadpool_limits

    order = np.lexsort(points.T[::-1])
    ranked = np.ascontiguousarray(points[order])
    most = min(MOST, len(np.unique(ranked, axis=0)))
    with threadpool_limits(limits=1):
        trials = [_one_cluster(ranked)]
        found: dict[int, Any] = {}
        for tried in range(FEWEST, most + 1):
            found[tried] = _labels(ranked, tried)
            trials.append(_trial(ranked, tried, found[tried]))
    elbow = _elbow(trials)
    chosen = k or _chosen(trials, elbow)
    labels = np.empty(len(points), dtype=np.int64)
    labels[order] = found[chosen].labels_
    return Fit(labels, tuple(trials), elbow, chosen)


def _labels(points: FloatArray, k: int) -> KMeans:
    """Run K-Means from the best of several starts, which a sample finds."""
    from sklearn.cluster import KMeans

    start: Any = "k-means++"
    starts = _STARTS
    if len(points) > START_POINTS:
        sample = points[_sample(len(points), START_POINTS)]
        if len(np.unique(sample, axis=0)) >= k:
            tried = KMeans(k, init=start, n_init=starts, random_state=_SEED, algorithm="lloyd")
            start, starts = tried.fit(sample).cluster_centers_, 1
    return KMeans(k, init=start, n_init=starts, random_state=_SEED, algorithm="lloyd", tol=0).fit(
        points
    )


def _trial(points: FloatArray, k: int, found: KMeans) -> Trial:
    from sklearn.metrics import silhouette_score

    sample = _sample(len(points), SILHOUETTE_POINTS)
    labels = found.labels_[sample]
    several = 2 <= len(np.unique(labels)) < len(labels)
    width = float(silhouette_score(points[sample], labels)) if several else None
    return Trial(k, float(found.inertia_), width)


def _one_cluster(points: FloatArray) -> Trial:
    return Trial(1, float(((points - points.mean(axis=0)) ** 2).sum()), None)


def _sample(size: int, most: int) -> Int64Array:
    """Return the places of a sample; all of them where there are not more."""
    if size <= most:
        return np.arange(size)
    # The legacy generator: its numbers are the same in every version of numpy.
    return np.sort(np.random.RandomState(_SEED).permutation(size)[:most])


def _elbow(trials: list[Trial]) -> int:
    """Return where the inertia lies farthest below the line from its first to its last value.

    On a logarithmic scale: what counts is the part of the inertia that one more cluster takes
    away. Otherwise the first split, which always takes most, would hide every later one.
    """
    ks = np.array([trial.k for trial in trials], dtype=np.float64)
    inertia = np.array([trial.inertia for trial in trials])
    fallen = np.log(inertia[0]) - np.log(np.maximum(inertia, inertia[0] * _NOTHING_LEFT))
    along = (ks - ks[0]) / (ks[-1] - ks[0])
    down = fallen / (fallen[-1] or 1.0)
    below = np.round(down - along, 9)[1:]  # one cluster is no answer
    return trials[1 + int(np.argmax(below))].k


def _chosen(trials: list[Trial], elbow: int) -> int:
    """Return the number nearest the elbow among those whose silhouette is about the best."""
    widths = {t.k: t.silhouette for t in trials if t.silhouette is not None}
    if not widths:
        return elbow
    best = max(widths.values())
    near = [k for k, width in widths.items() if width >= min(best, best * NEAR_BEST)]
    return min(near, key=lambda k: (abs(k - elbow), -round(widths[k], 9), k))
