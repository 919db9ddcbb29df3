"""Values of one criterion -> 1 to 3 points, by given cuts or by thirds of the customers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from xlsegment.core.arrays import BoolArray
from xlsegment.core.celltext import clean_text
from xlsegment.core.column_cells import FloatArray, as_objects
from xlsegment.core.parse import parse_numbers
from xlsegment.core.tiers.criteria import Better
from xlsegment.core.tiers.standards import MOST, Standard

PointArray = npt.NDArray[np.int64]
Source = Literal["fixed", "thirds", "values", "none"]


@dataclass(frozen=True, slots=True)
class Scored:
    """One criterion applied.

    Attributes
    ----------
    standard
        The criterion.
    points
        One per customer; 0 where it is unknown.
    cuts
        The bounds of 3 and of 2 points in force, inclusive; None where nobody reaches them or
        where values have points of their own.
    source
        Where the cuts come from.
    unfit
        Values of a user's own column that are neither numbers nor have points.
    """

    standard: Standard
    points: PointArray
    cuts: tuple[float | None, float | None]
    source: Source
    unfit: int = 0

    @property
    def known(self) -> int:
        """How many customers it scores."""
        return int((self.points > 0).sum())


def score_column(column: pd.Series[Any], standard: Standard, rated: BoolArray) -> Scored:
    """Give points to a column.

    Parameters
    ----------
    column : Series
        Numbers, NaN where unknown, or cells as people typed them; one per customer.
    standard : Standard
        The criterion.
    rated : ndarray of bool
        The customers who get points; thirds are taken among them.
    """
    if standard.scores and standard.cuts is None:
        points = np.where(rated, _listed_points(column, standard.scores), 0)
        said = column.notna().to_numpy() & (column != "").to_numpy()
        unfit = int((rated & said & (points == 0)).sum())
        return Scored(standard, points, (None, None), "values", unfit)
    if pd.api.types.is_numeric_dtype(column):
        values, bad = column.to_numpy(dtype=np.float64), np.zeros(len(column), dtype=np.bool_)
    else:
        parsed = parse_numbers(column)
        values, bad = np.where(parsed.ok, parsed.values, np.nan), parsed.bad
    points = np.zeros(len(column), dtype=np.int64)
    if standard.scores:
        points = np.where(rated, _listed_points(column, standard.scores), 0)
    open_ = rated & (points == 0)
    known = open_ & ~np.isnan(values)
    source: Source = "fixed"
    cuts: tuple[float | None, float | None]
    if standard.cuts is not None:
        cuts = standard.cuts
        points[known] = by_cuts(values[known], standard.cuts, standard.better)
    else:
        source = "thirds" if known.any() else "none"
        points[known] = by_thirds(values[known], standard.better)
        cuts = _bounds(values[known], points[known], standard.better)
    return Scored(standard, points, cuts, source, int((bad & open_).sum()))


def by_cuts(values: FloatArray, cuts: tuple[float, float], better: Better) -> PointArray:
    """Return points by inclusive bounds of 3 and of 2 points.

    Examples
    --------
    >>> by_cuts(np.array([90.0, 60.0, 59.9]), (90, 60), "high").tolist()
    [3, 2, 1]
    >>> by_cuts(np.array([30.0, 31.0, 91.0]), (30, 90), "low").tolist()
    [3, 2, 1]
    """
    sign = 1 if better == "high" else -1
    reached = [sign * values >= sign * cut for cut in cuts]
    points: PointArray = 1 + reached[0].astype(np.int64) + reached[1].astype(np.int64)
    return points


def by_thirds(values: FloatArray, better: Better) -> PointArray:
    """Return points by thirds of the values; equal values score equally, by their middle rank.

    So a value that more than a third of the customers share stands where its middle stands, and
    when all are equal, all get 2.

    Examples
    --------
    >>> by_thirds(np.array([5.0, 1.0, 9.0]), "high").tolist()
    [2, 1, 3]
    >>> by_thirds(np.array([0.0, 0.0, 0.0, 1.0, 7.0, 7.0]), "high").tolist()
    [1, 1, 1, 2, 3, 3]
    >>> by_thirds(np.array([4.0, 4.0]), "low").tolist()
    [2, 2]
    """
    size = len(values)
    if not size:
        return np.zeros(0, dtype=np.int64)
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    middle = 2 * np.cumsum(counts) - counts  # twice the middle rank, whole numbers only
    if better == "low":
        middle = 2 * size - middle
    return np.asarray(1 + MOST * middle // (2 * size), dtype=np.int64)[place.reshape(-1)]


def _bounds(
    values: FloatArray, points: PointArray, better: Better
) -> tuple[float | None, float | None]:
    """Return the least good value of 3 points, and of at least 2."""
    ends = []
    for least in (3, 2):
        reached = values[points >= least]
        end = None if not len(reached) else reached.min() if better == "high" else reached.max()
        ends.append(None if end is None else float(end))
    return ends[0], ends[1]


def _listed_points(cells: Iterable[object], scores: Mapping[str, int]) -> PointArray:
    """Return the points of cells that hold a value of the list, or begin with one; 0 otherwise."""
    texts = as_objects("" if cell is None or cell != cell else str(cell) for cell in cells)
    codes, seen = pd.factorize(texts)
    known = {value.casefold(): points for value, points in scores.items()}
    points = [_points_of(_value_text(text), known) for text in seen]
    return np.array(points, dtype=np.int64)[codes] if len(seen) else codes.astype(np.int64)


def _value_text(text: str) -> str:
    cleaned = clean_text(text).casefold()
    return cleaned.removesuffix(".0")  # whole numbers come back from a sheet as floats


def _points_of(text: str, scores: Mapping[str, int]) -> int:
    if text in scores:
        return scores[text]
    for value, points in scores.items():
        # "高：售后优先" is 高, but "高效" is another word
        if text.startswith(value) and not text[len(value)].isalnum():
            return points
    return 0
