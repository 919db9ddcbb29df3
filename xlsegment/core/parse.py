"""Cell values of any kind to canonical columns: ids, days, cents, numbers.

A column from a sheet may hold numbers, dates, text and blanks side by side. Each parser takes the
column once, handles every kind of value in bulk and says which cells were blank and which could
not be read; nothing is guessed and nothing is dropped without a trace.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable

import numpy as np
import pandas as pd

from xlsegment.core.arrays import BoolArray, Int64Array
from xlsegment.core.celltext import clean_text, exact_number, is_blank_text
from xlsegment.core.column_cells import (
    ColumnCells,
    FloatArray,
    ObjectArray,
    Parsed,
    as_objects,
    distinct,
)
from xlsegment.core.daycells import parse_days
from xlsegment.core.money import MAX_CENTS, NEAR, SURE, cents_of_text

__all__ = ["Parsed", "parse_cents", "parse_counts", "parse_days", "parse_ids", "parse_numbers"]

#: Excel keeps 15 digits; a longer number has lost its last ones.
_EXCEL_DIGITS = 10**15
#: "null" and "none" have as many letters.
_LONGEST_NOTHING = 4
#: What Excel shows for a long number in a narrow or general cell, and then writes to a CSV.
_SCIENTIFIC = re.compile(r"-?\d(?:\.\d+)?[eE]\+\d{2,3}", re.ASCII)


def parse_ids(values: Iterable[object]) -> Parsed[ObjectArray]:
    """Read identifiers as text.

    Numbers lose the ``.0`` that Excel's floats bring (1001.0 is ``"1001"``), full-width text
    becomes half-width, blanks around are dropped, leading zeros stay. ``bad`` marks numbers of
    more than 15 digits and texts such as 1.38123E+10, which Excel has already rounded; their
    value is still given.

    Parameters
    ----------
    values : iterable
        The cells of one column.

    Returns
    -------
    Parsed
        ``values`` are str, None where blank.

    Examples
    --------
    >>> parse_ids([1001.0, " ０７ ", None]).values.tolist()
    ['1001', '07', None]
    """
    cells = ColumnCells.of(values)
    out = np.full(len(cells.values), None, dtype=object)
    bad = np.zeros(len(out), dtype=np.bool_)
    numbers, floats = cells.floats()
    whole = (np.abs(floats) < 2**63 - 1025) & (np.trunc(floats) == floats)
    out[numbers[whole]] = floats[whole].astype(np.int64).astype(str).astype(object)
    out[numbers[~whole]] = [repr(float(x)) for x in floats[~whole]]
    integers, exact = cells.integers()
    out[integers] = [str(x) for x in exact]
    bad[numbers] = np.abs(floats) >= _EXCEL_DIGITS
    bad[integers] = [abs(x) >= _EXCEL_DIGITS for x in exact]
    texts, strings = cells.texts()
    if _are_plain(strings):
        out[texts] = strings
    else:
        codes, seen = distinct(strings)
        out[texts] = as_objects(_id_text(text) for text in seen)[codes]
        rounded = (is_rounded_id(text) for text in seen)
        bad[texts] = np.fromiter(rounded, dtype=np.bool_, count=len(seen))[codes]
    others = cells.others()
    out[others] = [clean_text(str(cells.values[i])) for i in others]
    return Parsed(out, np.asarray(pd.isna(out), dtype=np.bool_), bad)


def parse_cents(values: Iterable[object]) -> Parsed[Int64Array]:
    """Read amounts of money as whole cents, half a cent rounded away from zero.

    The rounding goes by the decimal text of the value, as a person reads it: 1.005 is 1.01.
    Understood in text: 12,500.00, ¥1,200, 3.5万, 1200元, (123) as a negative, full width.

    Parameters
    ----------
    values : iterable
        The cells of one column.

    Returns
    -------
    Parsed
        ``values`` are int64 cents.

    Examples
    --------
    >>> parse_cents([1.005, "¥1,200", "3.5万", "(12)", "n/a"]).values.tolist()
    [101, 120000, 3500000, -1200, 0]
    """
    cells = ColumnCells.of(values)
    out = np.zeros(len(cells.values), dtype=np.int64)
    bad = np.zeros(len(out), dtype=np.bool_)
    blank = cells.blank.copy()
    numbers, floats = cells.all_numbers()
    out[numbers], bad[numbers] = _cents_from_floats(floats)
    texts, strings = cells.texts()
    codes, seen = distinct(strings)
    found = _cents_from_texts(seen)
    out[texts], bad[texts], blank[texts] = (part[codes] for part in found)
    others = cells.others()
    out[others], bad[others], _ = _cents_from_texts(
        as_objects(str(x) for x in cells.values[others])
    )
    return Parsed(out, blank, bad)


def parse_numbers(values: Iterable[object]) -> Parsed[FloatArray]:
    """Read plain numbers (minutes, clicks, bounds) as floats; text as `parse_cents` reads it."""
    cells = ColumnCells.of(values)
    out = np.zeros(len(cells.values), dtype=np.float64)
    bad = np.zeros(len(out), dtype=np.bool_)
    blank = cells.blank.copy()
    numbers, floats = cells.all_numbers()
    finite = np.isfinite(floats)
    out[numbers], bad[numbers] = np.where(finite, floats, 0.0), ~finite
    texts, strings = cells.texts()
    for i, text in zip(texts, strings, strict=True):
        number = exact_number(text)
        blank[i] = is_blank_text(text)
        value = np.nan if number is None else float(number)
        usable = math.isfinite(value)  # a text such as 1e400 is beyond every float
        bad[i] = not usable and not blank[i]
        out[i] = value if usable else 0.0
    bad[cells.others()] = True
    return Parsed(out, blank, bad)


def parse_counts(values: Iterable[object]) -> Parsed[Int64Array]:
    """Read whole numbers from 0 up; anything else is bad."""
    parsed = parse_numbers(values)
    numbers = parsed.values
    wrong = (numbers < 0) | (numbers > 2**53) | (np.trunc(numbers) != numbers)
    bad = parsed.bad | (wrong & ~parsed.blank)
    return Parsed(np.where(bad, 0, numbers).astype(np.int64), parsed.blank, bad)


# --- ids --------------------------------------------------------------------------------------


def is_rounded_id(text: str) -> bool:
    """Tell whether a text is a long number as Excel abbreviates it: most digits are gone.

    Examples
    --------
    >>> is_rounded_id("1.23457E+17"), is_rounded_id("12E5")
    (True, False)
    """
    return "+" in text and _SCIENTIFIC.fullmatch(clean_text(text)) is not None


def _are_plain(strings: ObjectArray) -> bool:
    """Tell whether identifiers are letters and digits only, and too long for a word for nothing.

    Most columns are, and there are as many order numbers as rows: one look at them all is enough.
    """
    joined = "".join(strings)
    return joined.isascii() and joined.isalnum() and min(map(len, strings)) > _LONGEST_NOTHING


def _id_text(text: str) -> str | None:
    # most look so, and there are as many of them as rows
    if text.isalnum() and text.isascii() and text[-1].isdigit():
        return text
    cleaned = clean_text(text)
    # What an export writes for nothing is nobody, not a customer of that name.
    if is_blank_text(cleaned) or cleaned.lower() in ("n/a", "#n/a", r"\n"):
        return None
    if cleaned.endswith(".0") and cleaned[:-2].isascii() and cleaned[:-2].isdigit():
        cleaned = cleaned[:-2]
    return cleaned


# --- money ------------------------------------------------------------------------------------


def _cents_from_floats(numbers: FloatArray) -> tuple[Int64Array, BoolArray]:
    bad: BoolArray = ~(np.abs(numbers) <= MAX_CENTS / 100)  # also NaN and infinity
    scaled = np.where(bad, 0.0, numbers) * 100
    cents = np.rint(scaled).astype(np.int64)
    # Near half a cent, or so large that the product is inexact: go by the decimal text instead.
    for i in np.flatnonzero((_near_half(scaled) | (np.abs(numbers) >= SURE)) & ~bad):
        exact = cents_of_text(repr(float(numbers[i])))
        cents[i] = cents[i] if exact is None else exact
    return cents, bad


def _cents_from_texts(texts: ObjectArray) -> tuple[Int64Array, BoolArray, BoolArray]:
    """Return cents, bad, blank. Plain decimals in bulk, everything else one by one."""
    numbers = pd.to_numeric(pd.Series(texts, dtype=object), errors="coerce")
    floats = numbers.to_numpy(dtype=np.float64, na_value=np.nan)
    scaled = np.where(np.abs(floats) < SURE, floats, 0.0) * 100
    cents = np.rint(scaled).astype(np.int64)
    sure = (np.abs(floats) < SURE) & ~_near_half(scaled)
    bad = np.zeros(len(texts), dtype=np.bool_)
    blank = np.zeros(len(texts), dtype=np.bool_)
    for i in np.flatnonzero(~sure):
        exact = cents_of_text(texts[i])
        blank[i] = exact is None and is_blank_text(texts[i])
        bad[i] = exact is None and not blank[i]
        cents[i] = exact or 0
    return cents, bad, blank


def _near_half(scaled: FloatArray) -> BoolArray:
    near: BoolArray = np.abs(np.abs(scaled - np.trunc(scaled)) - 0.5) < NEAR
    return near
