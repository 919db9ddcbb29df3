"""The tiers and their names; declarations need them without numpy."""

from __future__ import annotations

from typing import Final, Literal

from xlsegment.text import Text

Tier = Literal["high", "mid", "low", ""]

TIER_TEXT: Final[dict[Tier, Text]] = {
    "high": Text("高价值", "High value"),
    "mid": Text("中价值", "Mid value"),
    "low": Text("低价值", "Low value"),
    "": Text("未评层级", "Not rated"),
}
#: The most that people may multiply a tier's share of the budget by.
MOST_ADJUSTMENT: Final = 100
