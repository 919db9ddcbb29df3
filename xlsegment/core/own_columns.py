"""Whole columns that people added to the customer table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from xlsegment.core.arrays import BoolArray
from xlsegment.core.celltext import is_blank_text
from xlsegment.core.column_cells import ColumnCells, FloatArray, ObjectArray, distinct
from xlsegment.core.conditions import Condition
from xlsegment.core.own_values import own_value

# Not a number is neither more nor less than one.
_COMPARE: Final[dict[str, np.ufunc]] = {
    "≥": np.greater_equal,
    ">": np.greater,
    "≤": np.less_equal,
    "<": np.less,
}


@dataclass(frozen=True, slots=True)
class OwnColumn:
    """One column, every cell read as `xlsegment.core.own_values.own_value` reads it.

    Attributes
    ----------
    numbers : ndarray of float
        NaN where there is none.
    words : ndarray of object
        None where there is none.
    blank : ndarray of bool
        The cell holds nothing.
    """

    numbers: FloatArray
    words: ObjectArray
    blank: BoolArray

    @classmethod
    def of(cls, values: Iterable[object]) -> OwnColumn:
        """Read a column; each different text is read once."""
        cells = ColumnCells.of(values)
        numbers = np.full(len(cells.values), np.nan)
        words = np.full(len(cells.values), None, dtype=object)
        blank = cells.blank.copy()
        places, floats = cells.all_numbers()
        numbers[places] = np.where(np.isfinite(floats), floats, np.nan)
        places, strings = cells.texts()
        codes, seen = distinct(strings)
        if len(seen):
            read = [own_value(text) for text in seen]
            each = [value if isinstance(value, float) else np.nan for value in read]
            numbers[places] = np.array(each, dtype=np.float64)[codes]
            word = np.array([v if isinstance(v, str) else None for v in read], dtype=object)
            words[places] = word[codes]
            blank[places] = np.array([is_blank_text(t) for t in seen], dtype=np.bool_)[codes]
        for place in cells.others():
            value = own_value(cells.values[place])
            words[place] = value if isinstance(value, str) else None
        return cls(numbers, words, blank)

    def meets(self, condition: Condition) -> BoolArray:
        """Tell which cells meet a condition, as its own ``holds`` does."""
        if condition.sign == "=":
            numbers = [value for value in condition.values if isinstance(value, float)]
            words = [value for value in condition.values if isinstance(value, str)]
            return np.isin(self.numbers, numbers) | pd.Series(self.words).isin(words).to_numpy()
        compare: BoolArray = _COMPARE[condition.sign](self.numbers, condition.bound)
        return compare

    @property
    def is_number(self) -> BoolArray:
        """Where a number stands."""
        return ~np.isnan(self.numbers)

    @property
    def is_word(self) -> BoolArray:
        """Where a word stands."""
        return ~np.asarray(pd.isna(self.words), dtype=np.bool_)

    @property
    def whole(self) -> bool:
        """Whether all numbers are whole, as those of a count are."""
        given = self.numbers[self.is_number]
        return bool(len(given)) and bool((given == np.trunc(given)).all())
