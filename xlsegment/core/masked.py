"""A masked value, and the text of the cell that it is made from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from numbers import Integral, Real
from typing import Final

from xlsegment.core.celltext import clean_text

#: Chinese characters, for use between square brackets.
HAN: Final = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f〇々"
#: Stars say how long a value was, up to this.
LONGEST: Final = 11
#: Stands for an object that no cell can hold; it is masked whole.
_NO_CELL: Final = "?"
#: pandas' blanks, known by name: one cell is masked without pandas.
_PANDAS_BLANKS: Final = frozenset({"NAType", "NaTType"})
_HAN_GAP: Final = re.compile(f"(?<=[{HAN}]) +(?=[{HAN}])")
_FLOAT: Final = re.compile(r"\d+\.0*|\d(?:\.\d+)?e\+?\d{1,2}", re.IGNORECASE)
#: An apostrophe before a number is how other programs say that it is text.
_PUNCTUATION: Final = re.compile(r"[\s\-‐-―().]|^['’‘`]")
_STARS: Final = re.compile(r"\*+")


@dataclass(frozen=True, slots=True)
class Masked:
    """One masked value; ``understood`` is False when it had to be masked whole."""

    text: str
    understood: bool = True


def whole(text: str) -> Masked:
    """Mask a text that was not understood: nothing of it stays but its length, up to a bound."""
    return Masked("*" * min(len(text), LONGEST), understood=False)


def is_stars(text: str) -> bool:
    """Tell whether a text is stars and nothing else, as a value masked whole is."""
    return _STARS.fullmatch(text) is not None


def cell_text(value: object) -> str:
    """Return a cell as clean text; an object that no cell can hold is shown as nothing.

    Examples
    --------
    >>> cell_text(" 张　三 "), cell_text(13812345678.0), cell_text(None)
    ('张三', '13812345678', '')
    """
    if value is None or type(value).__name__ in _PANDAS_BLANKS:
        return ""
    if isinstance(value, str):
        return _HAN_GAP.sub("", " ".join(clean_text(value).split()))
    if isinstance(value, Integral):  # also NumPy's
        return str(int(value))
    if isinstance(value, Real):
        number = float(value)
        return "" if number != number else format(number, ".0f") if number % 1 == 0 else str(number)
    return str(value) if isinstance(value, (Decimal, date)) else _NO_CELL


def bare_number(text: str) -> str:
    """Return a number without what people put between its digits, and not as Excel shortens it.

    Examples
    --------
    >>> bare_number("138-1234 5678"), bare_number("1.3812345678E+10")
    ('13812345678', '13812345678')
    """
    if _FLOAT.fullmatch(text):
        text = format(Decimal(text), "f").partition(".")[0]
    return _PUNCTUATION.sub("", text)
