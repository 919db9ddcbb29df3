"""Levels 高/中/低 of each dimension, and the 27 tier codes made of them."""

from __future__ import annotations

from typing import Final

from xlsegment.core.columns import F_LEVEL, M_LEVEL, R_LEVEL
from xlsegment.core.cuts import Cut, Metric, fixed_cut
from xlsegment.text import Text

LEVEL_COLUMN: Final[dict[Metric, str]] = {"R": R_LEVEL, "F": F_LEVEL, "M": M_LEVEL}

#: 1 low, 2 middle, 3 high; 0 never bought.
LEVEL_TEXT: Final[dict[int, Text]] = {
    0: Text("", ""),
    1: Text("低", "Low"),
    2: Text("中", "Mid"),
    3: Text("高", "High"),
}
LEVEL_LETTER: Final[dict[int, Text]] = {
    0: Text("", ""),
    1: Text("低", "L"),
    2: Text("中", "M"),
    3: Text("高", "H"),
}

#: Days at or below, orders and cents at or above: R 30/90 as the source has it.
DEFAULT_LEVELS: Final[tuple[Cut, ...]] = (
    fixed_cut("level", "R", (30, 90)),
    fixed_cut("level", "F", (2, 5)),
    fixed_cut("level", "M", (500_00, 2000_00)),
)
