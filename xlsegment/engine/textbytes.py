"""Numbers and texts in raw XML, many at a time."""

from __future__ import annotations

import math
import re
import sys
from typing import Final

import numpy as np
from numpy.typing import NDArray

Bytes = NDArray[np.uint8]
Places = NDArray[np.int64]
Mask = NDArray[np.bool_]

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
#: Anything but the usual ones and the number of a character; controls and halves are none.
_ODD_REFERENCE: Final = re.compile(
    rb"&(?!(?:amp|lt|gt|quot|apos);|#(?:[0-9]{1,6}|x[0-9A-Fa-f]{1,5});)"
    rb"|&#(?:0*(?:[0-8]|1[124-9]|2[0-9]|3[01]|5[5-7][0-9]{3}|6553[45])"
    rb"|x0*(?:[0-8bcefBCEF]|1[0-9A-Fa-f]|[dD][89A-Fa-f][0-9A-Fa-f]{2}|[fF]{3}[eEfF]));"
)
_POWERS: Final = 10.0 ** np.arange(0, 23)
_MOST_DIGITS: Final = 15  # so many digits a double holds exactly


def digits_at(buffer: Bytes, at: Places, most: int) -> tuple[NDArray[np.int64], Places]:
    """Read a run of digits at each place; return the numbers and where the runs end."""
    number = np.zeros(len(at), dtype=np.int64)
    end = at.copy()
    going = np.ones(len(at), dtype=np.bool_)
    for step in range(most):
        digit = buffer[at + step] - np.uint8(48)
        going &= digit < 10
        if not going.any():
            break
        number = np.where(going, number * 10 + digit, number)
        end += going
    return number, end


def same_digits(buffer: Bytes, at: Places, other: Places, count: NDArray[np.int64]) -> Mask:
    """Tell where the next ``count`` (1 to 8) bytes are those at the other place."""
    eight = np.lib.stride_tricks.sliding_window_view(buffer, 8)
    differ = eight[at].view("<u8").ravel() ^ eight[other].view("<u8").ravel()
    same: Mask = differ << (64 - 8 * count).astype(np.uint64) == 0
    return same


def starts_with(buffer: Bytes, at: Places, text: bytes) -> Mask:
    """Tell at which places a text stands."""
    same: Mask = buffer[at] == text[0]
    for step, char in enumerate(text[1:], 1):
        same &= buffer[at + step] == char
    return same


def decimals(block: bytes, buffer: Bytes, begin: Places, end: Places) -> NDArray[np.float64]:
    """Read decimal numbers: short ones with arrays, the rest one by one; both exactly.

    Raises
    ------
    ValueError
        A text is no number.
    """
    negative = buffer[begin] == ord("-")
    at = begin + negative
    whole, dot = digits_at(buffer, at, _MOST_DIGITS + 1)
    value = whole.astype(np.float64)
    has_dot = buffer[dot] == ord(".")
    stop = dot
    digits = dot - at
    if has_dot.any():
        tail, stop_at = digits_at(buffer, dot[has_dot] + 1, _MOST_DIGITS + 1)
        places = stop_at - dot[has_dot] - 1
        stop = dot.copy()
        stop[has_dot] = stop_at
        digits[has_dot] += places
        short = np.minimum(places, _MOST_DIGITS + 1)
        mantissa = whole[has_dot] * 10**short + tail
        # One division of two exact doubles: correctly rounded, as float() is.
        value[has_dot] = mantissa.astype(np.float64) / _POWERS[short]
    exact = (stop == end) & (digits <= _MOST_DIGITS) & (digits > 0)
    value[negative] *= -1
    for i in np.flatnonzero(~exact).tolist():
        value[i] = decimal(block[begin[i] : end[i]].decode())
    return value


def decimal(text: str) -> float:
    """Read one decimal number.

    What is too large for a double is the largest one: that one itself is often written with 16
    digits, rounded up.

    Raises
    ------
    ValueError
        A text is no number; ``nan``, ``inf`` and ``1_000`` are none in a workbook.
    """
    value = float(text)
    if "_" in text or text.strip()[-1:].isalpha():
        raise ValueError("a cell holds no number")
    return value if math.isfinite(value) else math.copysign(sys.float_info.max, value)


def has_odd_references(block: bytes) -> bool:
    """Tell whether XML has a reference that may stand for no character: the parser must tell.

    Examples
    --------
    >>> has_odd_references(b"&#23458;&amp;&#x6237;&#10;"), has_odd_references(b"&#xD800;")
    (False, True)
    """
    return b"&" in block and _ODD_REFERENCE.search(block) is not None


def unescape_text(text: str) -> str:
    """Undo OOXML's ``_xHHHH_`` spelling of characters that XML cannot hold."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
