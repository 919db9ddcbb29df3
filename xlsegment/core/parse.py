"""Cell values of any kind to canonical columns: ids, days, cents, numbers.

A column from a sheet may hold numbers, dates, text and blanks side by side. Each parser takes the
column once, handles every kind of value in bulk and says which cells were blank and which could
not be read; nothing is guessed and nothing is dropped without a trace.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd

from xlsegment.core.celltext import clean_text, date_day, exact_number, is_blank_text, split_time
from xlsegment.core.days import BoolArray, Int64Array, day_number

ObjectArray: TypeAlias = npt.NDArray[np.object_]
FloatArray: TypeAlias = npt.NDArray[np.float64]
Values = TypeVar("Values", Int64Array, FloatArray, ObjectArray)

#: A bare number counts as an Excel serial from 1950-01-01 on; below it is more likely a year or
#: a count that slipped into the column.
SERIAL_MIN, SERIAL_MAX = 18_264, 2_958_465
_SERIAL_OF_EPOCH = 25_569
_HALF_MILLISECOND = 0.5 / 86_400_000
#: Beyond this an amount is a mistake, and sums of cents might overflow.
MAX_CENTS = 10**15
#: Excel keeps 15 digits; a longer number has lost its last ones.
_EXCEL_DIGITS = 10**15


@dataclass(frozen=True, slots=True)
class Parsed(Generic[Values]):
    """A parsed column.

    Attributes
    ----------
    values : ndarray
        The canonical values; 0 or None where `ok` is False.
    blank : ndarray of bool
        The cell held nothing.
    bad : ndarray of bool
        The cell held something that could not be read.
    """

    values: Values
    blank: BoolArray
    bad: BoolArray

    @property
    def ok(self) -> BoolArray:
        """Cells that were read."""
        return ~(self.blank | self.bad)


def parse_ids(values: Iterable[object]) -> Parsed[ObjectArray]:
    """Read identifiers as text.

    Numbers lose the ``.0`` that Excel's floats bring (1001.0 is ``"1001"``), full-width text
    becomes half-width, blanks around are dropped, leading zeros stay. ``bad`` marks numbers of
    more than 15 digits, which Excel has already rounded; their value is still given.

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
    kinds = _Kinds.of(values)
    out = np.full(len(kinds.values), None, dtype=object)
    bad = np.zeros(len(out), dtype=np.bool_)
    numbers, floats = kinds.numbers()
    whole = np.equal(np.mod(floats, 1), 0) & (np.abs(floats) < 2**63 - 1025)
    out[numbers[whole]] = floats[whole].astype(np.int64).astype(str).astype(object)
    out[numbers[~whole]] = [repr(float(x)) for x in floats[~whole]]
    integers, exact = kinds.integers()
    out[integers] = [str(x) for x in exact]
    bad[numbers] = np.abs(floats) >= _EXCEL_DIGITS
    bad[integers] = [abs(x) >= _EXCEL_DIGITS for x in exact]
    texts, strings = kinds.texts()
    out[texts] = _per_unique(strings, _id_text)
    others = kinds.others()
    out[others] = [clean_text(str(kinds.values[i])) for i in others]
    blank: BoolArray = np.equal(out, None)  # type: ignore[arg-type]
    return Parsed(out, blank, bad)


def parse_days(values: Iterable[object]) -> Parsed[Int64Array]:
    """Read dates as day numbers (days since 1970-01-01).

    Understood: dates and times of any Python, NumPy or pandas kind, Excel serials (also as
    text), 2023-05-10, 2023/5/10, 2023.5.10, 20230510, 2023年5月10日, each with a time behind it
    and in full-width characters. A time of day is dropped, never rounded up.

    Parameters
    ----------
    values : iterable
        The cells of one column.

    Returns
    -------
    Parsed
        ``values`` are int64 day numbers.

    Examples
    --------
    >>> parse_days(["1970-01-03", 25571, "2023-02-30"]).bad.tolist()
    [False, False, True]
    """
    series = values if isinstance(values, pd.Series) else None
    if series is not None and isinstance(series.dtype, (np.dtype, pd.DatetimeTZDtype)):
        if isinstance(series.dtype, pd.DatetimeTZDtype):
            series = series.dt.tz_localize(None)
        if series.dtype.kind == "M":
            return _days_from_datetimes(series.to_numpy())
    kinds = _Kinds.of(values)
    out = np.zeros(len(kinds.values), dtype=np.int64)
    bad = np.zeros(len(out), dtype=np.bool_)
    blank = kinds.blank.copy()
    numbers, floats = kinds.all_numbers()
    out[numbers], bad[numbers] = _days_from_numbers(floats)
    texts, strings = kinds.texts()
    out[texts], bad[texts], blank[texts] = _days_from_texts(strings)
    others = kinds.others()
    for i in others:
        value = kinds.values[i]
        day = _day_of(value)
        out[i], bad[i] = (day, False) if day is not None else (0, True)
    return Parsed(out, blank, bad)


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
    kinds = _Kinds.of(values)
    out = np.zeros(len(kinds.values), dtype=np.int64)
    bad = np.zeros(len(out), dtype=np.bool_)
    blank = kinds.blank.copy()
    numbers, floats = kinds.all_numbers()
    out[numbers], bad[numbers] = _cents_from_floats(floats)
    texts, strings = kinds.texts()
    amounts = _per_unique(strings, _cents_of_text)
    blank[texts] = np.equal(amounts, _BLANK)
    bad[texts] = np.equal(amounts, _BAD)
    out[texts] = np.where(blank[texts] | bad[texts], 0, amounts).astype(np.int64)
    others = kinds.others()
    for i in others:
        cents = _cents_of_text(str(kinds.values[i]))
        out[i], bad[i] = (0, True) if cents in (_BAD, _BLANK) else (cents, False)
    return Parsed(out, blank, bad)


def parse_numbers(values: Iterable[object]) -> Parsed[FloatArray]:
    """Read plain numbers (minutes, clicks, bounds) as floats; text as `parse_cents` reads it."""
    kinds = _Kinds.of(values)
    out = np.zeros(len(kinds.values), dtype=np.float64)
    bad = np.zeros(len(out), dtype=np.bool_)
    blank = kinds.blank.copy()
    numbers, floats = kinds.all_numbers()
    finite = np.isfinite(floats)
    out[numbers], bad[numbers] = np.where(finite, floats, 0.0), ~finite
    texts, strings = kinds.texts()
    for i, text in zip(texts, strings, strict=True):
        number = exact_number(text)
        blank[i] = is_blank_text(text)
        bad[i] = number is None and not blank[i]
        out[i] = 0.0 if number is None else float(number)
    bad[kinds.others()] = True
    return Parsed(out, blank, bad)


def parse_counts(values: Iterable[object]) -> Parsed[Int64Array]:
    """Read whole numbers from 0 up; anything else is bad."""
    parsed = parse_numbers(values)
    numbers = parsed.values
    wrong = (numbers < 0) | (numbers > 2**53) | (np.mod(numbers, 1) != 0)
    bad = parsed.bad | (wrong & ~parsed.blank)
    return Parsed(np.where(bad, 0, numbers).astype(np.int64), parsed.blank, bad)


# --- the kinds of value a column holds --------------------------------------------------------

_BLANK, _BAD = object(), object()


@dataclass(frozen=True, slots=True)
class _Kinds:
    """One column, its cells sorted by what kind of value they hold."""

    values: ObjectArray
    blank: BoolArray
    code: npt.NDArray[np.int64]  # 0 blank, 1 float, 2 int, 3 text, 4 other

    @classmethod
    def of(cls, values: Iterable[object]) -> _Kinds:
        if isinstance(values, pd.Series):
            cells = values.astype(object).to_numpy()
        elif isinstance(values, np.ndarray):
            cells = values.astype(object)
        else:
            listed = list(values)
            cells = np.empty(len(listed), dtype=object)
            cells[:] = listed
        types, seen = pd.factorize(np.fromiter(map(type, cells), dtype=object, count=len(cells)))
        code = np.array([_code_of(t) for t in seen], dtype=np.int64)[types]
        blank = np.asarray(pd.isna(cells), dtype=np.bool_)
        code[blank] = 0
        return cls(cells, blank, code)

    def numbers(self) -> tuple[Int64Array, FloatArray]:
        where = np.flatnonzero(self.code == 1)
        return where, self.values[where].astype(np.float64)

    def integers(self) -> tuple[Int64Array, list[int]]:
        where = np.flatnonzero(self.code == 2)
        return where, [int(x) for x in self.values[where]]

    def all_numbers(self) -> tuple[Int64Array, FloatArray]:
        where = np.flatnonzero((self.code == 1) | (self.code == 2))
        return where, _as_floats(self.values[where])

    def texts(self) -> tuple[Int64Array, ObjectArray]:
        where = np.flatnonzero(self.code == 3)
        return where, self.values[where]

    def others(self) -> Int64Array:
        return np.flatnonzero(self.code == 4)


def _code_of(kind: type) -> int:
    if issubclass(kind, (bool, np.bool_)):
        return 4
    if issubclass(kind, (float, np.floating)):
        return 1
    if issubclass(kind, (int, np.integer)):
        return 2
    return 3 if issubclass(kind, str) else 4


def _as_floats(cells: ObjectArray) -> FloatArray:
    try:
        return cells.astype(np.float64)
    except OverflowError:  # an integer beyond a float's range
        return np.array([float(x) if abs(x) < 1e300 else np.inf for x in cells])


def _per_unique(strings: ObjectArray, read: Callable[[str], Any]) -> ObjectArray:
    """Read each distinct text once."""
    if not len(strings):
        return np.empty(0, dtype=object)
    codes, seen = pd.factorize(strings)
    found = np.empty(len(seen), dtype=object)
    found[:] = [read(str(text)) for text in seen]
    return found[codes]


# --- ids --------------------------------------------------------------------------------------


def _id_text(text: str) -> str | None:
    cleaned = clean_text(text)
    if cleaned.endswith(".0") and cleaned[:-2].isascii() and cleaned[:-2].isdigit():
        cleaned = cleaned[:-2]
    return cleaned or None


# --- days -------------------------------------------------------------------------------------


def _days_from_datetimes(values: npt.NDArray[Any]) -> Parsed[Int64Array]:
    blank: BoolArray = np.isnat(values)
    days = values.astype("datetime64[D]").astype(np.int64)
    days[blank] = 0
    return Parsed(days, blank, np.zeros(len(days), dtype=np.bool_))


def _days_from_numbers(numbers: FloatArray) -> tuple[Int64Array, BoolArray]:
    finite = np.where(np.isfinite(numbers), numbers, 0.0)
    serial = (finite >= SERIAL_MIN) & (finite < SERIAL_MAX + 1)
    whole = np.floor(np.where(serial, finite, 0.0) + _HALF_MILLISECOND).astype(np.int64)
    days = np.where(serial, whole - _SERIAL_OF_EPOCH, 0)
    bad = ~serial
    # 20230510 typed as a number: eight digits cannot be a serial
    for i in np.flatnonzero(bad & (finite >= 19_000_101) & (finite <= 99_991_231)):
        day = date_day(str(int(finite[i]))) if finite[i] == int(finite[i]) else None
        if day is not None:
            days[i], bad[i] = day, False
    return days, bad


def _days_from_texts(strings: ObjectArray) -> tuple[Int64Array, BoolArray, BoolArray]:
    # Times of day make nearly every text distinct, days do not: read them apart.
    parts = [split_time(text) for text in strings]
    heads = np.empty(len(parts), dtype=object)
    heads[:] = [head for head, _ in parts]
    sound = np.fromiter((fine for _, fine in parts), dtype=np.bool_, count=len(parts))
    days = _per_unique(heads, _day_of_text)
    blank: BoolArray = np.equal(days, _BLANK)
    bad: BoolArray = np.equal(days, _BAD) | (~sound & ~blank)
    return np.where(blank | bad, 0, days).astype(np.int64), bad, blank


def _day_of_text(text: str) -> object:
    if is_blank_text(text):
        return _BLANK
    day = date_day(text)
    if day is None and (number := exact_number(text)) is not None:
        days, bad = _days_from_numbers(np.array([float(number)]))
        day = None if bad[0] else int(days[0])
    return _BAD if day is None else day


def _day_of(value: object) -> int | None:
    if isinstance(value, np.datetime64):
        return int(value.astype("datetime64[D]").astype(np.int64))
    if isinstance(value, datetime):
        return day_number(value.date())
    return day_number(value) if isinstance(value, date) else None


# --- money ------------------------------------------------------------------------------------


def _cents_from_floats(numbers: FloatArray) -> tuple[Int64Array, BoolArray]:
    bad: BoolArray = ~(np.abs(numbers) * 100 <= MAX_CENTS)  # also NaN and infinity
    scaled = np.where(bad, 0.0, numbers) * 100
    cents = np.rint(scaled).astype(np.int64)
    # Near half a cent, or so large that the product is inexact: go by the decimal text instead.
    near = np.abs(np.abs(scaled - np.trunc(scaled)) - 0.5) < 1e-3
    for i in np.flatnonzero((near | (np.abs(scaled) > 1e11)) & ~bad):
        exact = _cents_of_text(repr(float(numbers[i])))
        if isinstance(exact, int):
            cents[i] = exact
    return cents, bad


def _cents_of_text(text: str) -> object:
    if is_blank_text(text):
        return _BLANK
    number = exact_number(text)
    if number is None or abs(number) * 100 > MAX_CENTS:
        return _BAD
    scaled = abs(number) * 100
    cents = int(scaled)
    cents += scaled - cents >= 0.5
    return -cents if number < 0 else cents
