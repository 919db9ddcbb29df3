"""The tables a quality rule looks at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    import pandas as pd


@dataclass(frozen=True, slots=True)
class Tables:
    """Tables with canonical columns and their rows numbered from 0.

    Attributes
    ----------
    frames
        Table key -> raw cells as they were read, columns under their canonical keys.
    as_of
        The analysis date; later dates are in the future.
    industries
        Alias in small letters -> section of GB/T 4754 (``"I"``), the aliases of the workbook.
    """

    frames: Mapping[str, pd.DataFrame]
    as_of: dt.date
    industries: Mapping[str, str] = field(default_factory=dict)
