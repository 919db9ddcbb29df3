"""When a lead counts as converted, as answered in time, as a good match; what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from xlsegment.text import Text

#: In the order in which they are asked: the first that holds is the state.
LEAD_STATES: Final[dict[str, Text]] = {
    "repeated": Text("重复，未计入", "Repeated, left out"),
    "later": Text("晚于基准日，未计入", "Later, left out"),
    "backwards": Text("成交早于创建", "Deal before creation"),
    "valid": Text("期内成交", "Converted in time"),
    "late": Text("期后成交", "Converted later"),
    "open": Text("未满期限，待转化", "Still open"),
    "lost": Text("到期未成交", "Not converted"),
    "unknown": Text("缺创建时间", "No creation time"),
}


@dataclass(frozen=True, slots=True)
class LeadTerms:
    """What counts as a lead that converted, that was answered in time, that matches well.

    Attributes
    ----------
    days : int
        A lead is valid when it pays up to so many days after its creation, that day included.
    hours : float
        A lead is answered in time when it is contacted within so many hours.
    high_match : float
        A match given as a score is high from here on.
    """

    days: int = 30
    hours: float = 24
    high_match: float = 80


DEFAULT_TERMS: Final = LeadTerms()
