"""What customers of ours can be compared by: one dimension knows who has which value."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd

from xlsegment.core.arrays import BoolArray
from xlsegment.core.column_cells import FloatArray, ObjectArray, Parsed, as_objects
from xlsegment.core.competitor.ranges import range_of
from xlsegment.core.competitor.rows import plain_word
from xlsegment.core.header_text import fold
from xlsegment.core.matrix.dimensions import UNKNOWN, Dimension, grouped
from xlsegment.core.own_values import OwnValue, own_value
from xlsegment.core.parse import parse_numbers
from xlsegment.text import Lang, Text

#: A typed value -> which customers have it.
Having = Callable[[str], BoolArray]


@dataclass(frozen=True, slots=True)
class OurDimension:
    """One dimension of our customers.

    Attributes
    ----------
    name : str
        What it is called in results.
    called : frozenset of str
        Every folded name it answers to.
    known : ndarray of bool
        Customers of whom the value is known: shares are of these.
    having : callable
        Which customers have a value; never one of whom it is not known.
    """

    name: str
    called: frozenset[str]
    known: BoolArray
    having: Having


def dimension_of_column(
    dimension: Dimension,
    also: Iterable[str],
    customers: pd.DataFrame,
    lang: Lang,
    aliases: Mapping[str, str],
) -> OurDimension:
    """Return one of the demographic dimensions; its values are read as the cells are."""
    name, called = dimension.name.in_(lang), names_of(*dimension.name.both, *also)
    found = grouped(dimension, customers, lang, aliases)
    if found is None:
        return _of_words(name, called, np.full(len(customers), None, dtype=object))
    groups = found[0].copy()
    groups[groups == UNKNOWN.in_(lang)] = None
    cells = customers[dimension.column]

    def read(value: str) -> str | None:
        label = dimension.groups([value], lang, aliases)[0][0]
        return None if label is None else str(label)

    by_word = _of_words(name, called, groups, read)

    @cache
    def parsed() -> Parsed[FloatArray]:  # few dimensions are ever asked for a range
        return parse_numbers(cells)

    def having(value: str) -> BoolArray:
        held = range_of(value)
        if held is None or not (numbers := parsed()).ok.any():
            return by_word.having(value)
        low = numbers.values >= held.low if held.with_low else numbers.values > held.low
        high = numbers.values <= held.high if held.with_high else numbers.values < held.high
        inside: BoolArray = low & high & by_word.known
        return inside

    return OurDimension(name, called, by_word.known, having)


def dimension_of_words(
    name: Text, also: Iterable[str], words: Sequence[str | None], lang: Lang
) -> OurDimension:
    """Return a dimension with one word per customer; None is not known."""
    return _of_words(name.in_(lang), names_of(*name.both, *also), as_objects(words))


def dimension_of_own_column(header: str, cells: Sequence[object]) -> OurDimension:
    """Return a column that people added: words are compared, numbers by ranges."""
    read: dict[tuple[type, object], OwnValue] = {}
    for kind in zip(map(type, cells), cells, strict=True):
        if kind not in read:
            read[kind] = own_value(kind[1])
    values = as_objects(read[kind] for kind in zip(map(type, cells), cells, strict=True))
    numbers = np.array([v if isinstance(v, float) else np.nan for v in values], dtype=np.float64)
    known = np.array([v is not None for v in values], dtype=np.bool_)

    def having(value: str) -> BoolArray:
        held = range_of(value)
        if held is not None and not np.isnan(numbers).all():
            low = numbers >= held.low if held.with_low else numbers > held.low
            high = numbers <= held.high if held.with_high else numbers < held.high
            inside: BoolArray = low & high
            return inside
        wanted = own_value(value)
        same: BoolArray = np.array([v == wanted for v in values], dtype=np.bool_) & known
        return same

    return OurDimension(header, names_of(header), known, having)


def main_word(orders: pd.DataFrame, words: Sequence[object]) -> pd.Series[str]:
    """Return the word that most orders of each customer have; of equals the one used last.

    Parameters
    ----------
    orders : DataFrame
        Orders that count, with ``customer_id`` and ``order_day``.
    words : sequence
        One word per order, None where there is none.

    Returns
    -------
    Series
        Customer -> word; customers without any are left out.
    """
    customers, names = pd.factorize(orders["customer_id"])
    codes, seen = pd.factorize(np.asarray(words, dtype=object), sort=True)
    days = orders["order_day"].to_numpy()
    frame = pd.DataFrame({"customer": customers, "word": codes, "day": days})[codes >= 0]
    counted = frame.groupby(["customer", "word"], sort=False)["day"].agg(["size", "max"])
    ranked = counted.reset_index().sort_values(
        ["customer", "size", "max", "word"], ascending=[True, False, False, True]
    )
    first = ranked.drop_duplicates("customer")
    return pd.Series(seen[first["word"]], index=names[first["customer"]], dtype=object)


def names_of(*names: str) -> frozenset[str]:
    """Return what a dimension answers to."""
    return frozenset(fold(name) for name in names if name)


def _of_words(
    name: str, called: frozenset[str], words: ObjectArray, read: Callable[[str], str | None] = str
) -> OurDimension:
    codes, seen = pd.factorize(words)
    place = {plain_word(word): code for code, word in enumerate(seen)}

    def having(value: str) -> BoolArray:
        word = read(value)
        code = None if word is None else place.get(plain_word(word))
        same: BoolArray = np.asarray(codes == (-2 if code is None else code), dtype=np.bool_)
        return same

    return OurDimension(name, called, np.asarray(codes >= 0, dtype=np.bool_), having)
