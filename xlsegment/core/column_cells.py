"""One column of cells of any kind, sorted so that each kind can be handled in bulk."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd

from xlsegment.core.arrays import BoolArray, Int64Array

ObjectArray: TypeAlias = npt.NDArray[np.object_]
FloatArray: TypeAlias = npt.NDArray[np.float64]
Values = TypeVar("Values", Int64Array, FloatArray, ObjectArray)


@dataclass(frozen=True, slots=True)
class Parsed(Generic[Values]):
    """A parsed column.

    Attributes
    ----------
    values : ndarray
        The canonical values; 0 or None where `ok` is False.
    blank : ndarray of bool
        The cell held nothing.
    bad : ndarray of bool
        The cell held something that could not be read.
    """

    values: Values
    blank: BoolArray
    bad: BoolArray

    @property
    def ok(self) -> BoolArray:
        """Cells that were read."""
        return ~(self.blank | self.bad)


@dataclass(frozen=True, slots=True)
class ColumnCells:
    """One column, its cells sorted by what kind of value they hold.

    Attributes
    ----------
    values : ndarray of object
        The cells.
    blank : ndarray of bool
        None, NaN or NaT.
    code : ndarray of int64
        0 blank, 1 float, 2 integer, 3 text, 4 anything else.
    """

    values: ObjectArray
    blank: BoolArray
    code: npt.NDArray[np.int64]

    @classmethod
    def of(cls, values: Iterable[object]) -> ColumnCells:
        """Sort the cells of one column."""
        if isinstance(values, pd.Series):
            cells = values.astype(object).to_numpy()
        elif isinstance(values, np.ndarray):
            cells = values.astype(object)
        else:
            listed = list(values)
            cells = np.empty(len(listed), dtype=object)
            cells[:] = listed
        types, seen = pd.factorize(np.fromiter(map(type, cells), dtype=object, count=len(cells)))
        code = np.array([_code_of(t) for t in seen], dtype=np.int64)[types]
        blank = np.asarray(pd.isna(cells), dtype=np.bool_)
        code[blank] = 0
        return cls(cells, blank, code)

    def floats(self) -> tuple[Int64Array, FloatArray]:
        """Return where floats are, and which."""
        where = np.flatnonzero(self.code == 1)
        return where, self.values[where].astype(np.float64)

    def integers(self) -> tuple[Int64Array, list[int]]:
        """Return where integers are, and which, exactly."""
        where = np.flatnonzero(self.code == 2)
        return where, [int(x) for x in self.values[where]]

    def all_numbers(self) -> tuple[Int64Array, FloatArray]:
        """Return where floats and integers are, and which, as floats."""
        where = np.flatnonzero((self.code == 1) | (self.code == 2))
        return where, _as_floats(self.values[where])

    def texts(self) -> tuple[Int64Array, ObjectArray]:
        """Return where texts are, and which."""
        where = np.flatnonzero(self.code == 3)
        return where, self.values[where]

    def others(self) -> Int64Array:
        """Return where neither numbers nor texts are."""
        return np.flatnonzero(self.code == 4)


def _code_of(kind: type) -> int:
    if issubclass(kind, (bool, np.bool_)):
        return 4
    if issubclass(kind, (float, np.floating)):
        return 1
    if issubclass(kind, (int, np.integer)):
        return 2
    return 3 if issubclass(kind, str) else 4


def _as_floats(cells: ObjectArray) -> FloatArray:
    try:
        return cells.astype(np.float64)
    except OverflowError:  # an integer beyond a float's range
        return np.array([float(x) if abs(x) < 1e300 else np.inf for x in cells])


def distinct(strings: ObjectArray) -> tuple[Int64Array, ObjectArray]:
    """Return each text once, and where each cell's text is among them."""
    if not len(strings):
        return np.empty(0, dtype=np.int64), strings
    codes, seen = pd.factorize(strings)
    return codes, np.asarray(seen, dtype=object)


def as_objects(values: Iterable[object]) -> ObjectArray:
    """Return values as an array of objects, whatever they are."""
    listed = list(values)
    array = np.empty(len(listed), dtype=object)
    array[:] = listed
    return array
