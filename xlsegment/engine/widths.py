"""Column widths: what a file stores and what Excel shows."""

from __future__ import annotations

import math
from typing import Final

DEFAULT_WIDTH: Final = 8.43
# The width of a digit in Excel's default font, and the padding of a column, in pixels.
_DIGIT: Final = 7
_PADDING: Final = 5


def stored_width(characters: float) -> float:
    """Return the width a file stores for a width in characters, which leaves out the padding."""
    if characters < 1:
        pixels = round(characters * (_DIGIT + _PADDING))
    else:
        pixels = round(characters * _DIGIT) + _PADDING
    return math.trunc(pixels / _DIGIT * 256) / 256


def shown_width(stored: float) -> float:
    """Return the width in characters that Excel shows for a stored width."""
    pixels = round(stored * _DIGIT)
    if pixels < _DIGIT + _PADDING:
        return round(pixels / (_DIGIT + _PADDING), 2)
    return round((pixels - _PADDING) / _DIGIT, 2)
