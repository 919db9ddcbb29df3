"""What is written into a cell, and how it reads back before the file is saved.

Strings are taken as Excel takes typed text, so that the same code works live and closed:

* ``=...`` is a formula;
* ``'...`` is text, without the apostrophe: write ``'=A1`` for the literal text ``=A1``;
* everything else is text as it stands. (Live Excel turns ``001`` into the number 1 unless the
  cell is formatted ``@``; a closed file keeps the text.)
"""

from __future__ import annotations

import datetime as dt
import decimal
import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from xlsegment.engine.edits import Content, ErrorValue, Formula, Keep

_PLAIN = (Formula, ErrorValue, Keep)


def to_content(value: Any) -> Content:
    """Turn a value given to ``Range.value`` into what the file shall hold.

    Raises
    ------
    TypeError
        The value is of a type a cell cannot hold.
    """
    kind = type(value)
    if kind is str:
        return _text(value)
    if kind is float:
        return None if math.isnan(value) else float(value)
    if value is None or isinstance(value, _PLAIN):
        return value
    if kind is int or kind is bool:
        number: int = value
        return number
    return _rare(value)


def _text(value: str) -> Content:
    head = value[:1]
    if head == "=" and len(value) > 1:
        return Formula(value)
    if head == "'":
        value = value[1:]
    return value or None


def _rare(value: Any) -> Content:
    """Handle numpy and pandas scalars, dates, decimals and subclasses of the plain types."""
    if isinstance(value, np.generic):
        # datetime64[ns] would come out as an integer; microseconds make it a datetime.
        fine = value.astype("datetime64[us]") if isinstance(value, np.datetime64) else value
        return to_content(fine.item())
    # By name, so that pandas is not loaded only to ask.
    if type(value).__name__ in ("NaTType", "NAType"):
        return None
    if type(value).__name__ in ("Period", "Timedelta"):
        return str(value)  # as xlwings does: Excel has no such type
    if isinstance(value, dt.datetime):
        plain = getattr(value, "to_pydatetime", None)
        moment: dt.datetime = plain(warn=False) if plain is not None else value
        # Excel has no time zones: the clock time counts, as in xlwings.
        return moment.replace(tzinfo=None)
    if isinstance(value, dt.date):
        return value
    if isinstance(value, str):
        return _text(str(value))
    if isinstance(value, (decimal.Decimal, float)):
        return to_content(float(value))
    if isinstance(value, int):
        return int(value)
    raise TypeError(f"a cell cannot hold a value of type {type(value).__name__}")


def to_contents(values: Sequence[Any]) -> list[Content]:
    """Turn one column of values into cell contents."""
    return [to_content(value) for value in values]


def shown(content: Content) -> Any:
    """Return the value a pending content reads back as; a formula has none until calculated."""
    if isinstance(content, Formula):
        return None
    if isinstance(content, bool):
        return content
    if isinstance(content, int):
        return float(content)
    if isinstance(content, dt.date) and not isinstance(content, dt.datetime):
        return dt.datetime(content.year, content.month, content.day)  # noqa: DTZ001
    return content


def formula_text(content: Any) -> str:
    """Return what ``Range.formula`` shows for a content: the formula, or the constant as text."""
    if content is None:
        return ""
    if isinstance(content, (Formula, ErrorValue)):
        return content.text
    if isinstance(content, bool):
        return "TRUE" if content else "FALSE"
    if isinstance(content, (int, float)):
        return f"{content:.15g}"
    if isinstance(content, dt.datetime):
        days = (content - dt.datetime(1899, 12, 30)) / dt.timedelta(days=1)  # noqa: DTZ001
        return f"{days:.15g}"
    return str(content)
