"""Who is held back from a strategy, so that it can be told what would have happened without it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from xlsegment.core.arrays import BoolArray, Int64Array
from xlsegment.core.celltext import clean_text

_YES: Final = frozenset({"是", "对照", "对照组", "yes", "y", "true", "1", "control"})
_NO: Final = frozenset(
    {"", "否", "无", "处理组", "实验组", "no", "n", "false", "0", "test", "treated"}
)
_BETWEEN: Final = re.compile(r"[、,;，；/|]")


@dataclass(frozen=True, slots=True)
class ControlGroups:
    """Who is in which control group.

    Attributes
    ----------
    codes : ndarray of int
        Per row of the customer table the number of its text in ``texts``.
    texts : tuple of frozenset of str
        The distinct entries, each as the words in it.
    """

    codes: Int64Array
    texts: tuple[frozenset[str], ...]

    def of(self, *names: str) -> BoolArray:
        """Tell which rows are held back from a strategy, by its name or its segment's."""
        wanted = {_folded(name) for name in names if name} | _YES
        held = np.array([bool(words & wanted) for words in self.texts], dtype=np.bool_)
        found: BoolArray = held[self.codes] if len(self.texts) else np.zeros(0, dtype=np.bool_)
        return found

    def unknown(self, names: Iterable[str]) -> Int64Array:
        """Return the rows that name neither yes, no nor one of these."""
        known = {_folded(name) for name in names} | _YES | _NO
        odd = np.array([not words <= known for words in self.texts], dtype=np.bool_)
        rows: Int64Array = np.flatnonzero(odd[self.codes]) if len(odd) else np.zeros(0, np.int64)
        return rows


def control_groups(cells: pd.Series[str]) -> ControlGroups:
    """Read the column 对照组: 是, 否, blank, or names of strategies or segments.

    Examples
    --------
    >>> groups = control_groups(pd.Series(["是", None, "回归券、老客回访", "否"], dtype=object))
    >>> groups.of("回归券").tolist()
    [True, False, True, False]
    """
    texts = cells.astype(object).where(cells.notna(), "").map(str)
    codes, seen = pd.factorize(texts.to_numpy(dtype=object))
    words = tuple(
        frozenset(_folded(part) for part in _BETWEEN.split(clean_text(text))) for text in seen
    )
    return ControlGroups(codes.astype(np.int64), words)


def _folded(text: str) -> str:
    folded = clean_text(text).casefold()
    return folded.removesuffix(".0")  # 1 and 0 come back from a sheet as floats
