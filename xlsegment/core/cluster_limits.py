"""How many clusters there may be."""

from __future__ import annotations

from typing import Final

#: The numbers of clusters tried, and admitted as a parameter.
FEWEST: Final = 2
MOST: Final = 8
