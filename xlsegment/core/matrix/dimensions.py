"""What customers are grouped by: sex, age, place, industry, income; one declaration each."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, TypeAlias

import numpy as np
import pandas as pd

from xlsegment.core.celltext import clean_text
from xlsegment.core.column_cells import ObjectArray
from xlsegment.core.parse import parse_numbers
from xlsegment.core.quality.shown import shown_labels
from xlsegment.core.standards.industries import SECTIONS, section_of
from xlsegment.core.standards.regions import regions_of
from xlsegment.text import Lang, Text

UNKNOWN: Final = Text("未知", "Unknown")

#: Ages: the last of each band, and what it is called.
AGE_BANDS: Final[tuple[tuple[int, Text], ...]] = (
    (17, Text("17岁及以下", "17 and under")),
    (24, Text("18–24岁", "18–24")),
    (34, Text("25–34岁", "25–34")),
    (44, Text("35–44岁", "35–44")),
    (54, Text("45–54岁", "45–54")),
    (64, Text("55–64岁", "55–64")),
    (120, Text("65岁及以上", "65 and over")),
)
_SEXES: Final = (
    (Text("男", "Male"), ("男", "男性", "先生", "m", "male", "man")),
    (Text("女", "Female"), ("女", "女性", "女士", "f", "female", "woman")),
)
_SEX_OF: Final = {word: name for name, words in _SEXES for word in words}
_NUMBER: Final = re.compile(r"\d+(?:\.\d+)?")
_BELOW: Final = ("以下", "以内", "不足", "under", "below", "up to", "<", "≤")
# Numbers of so many different sizes are shown in quarters.
_MANY_NUMBERS: Final = 10
_UP_TO: Final = Text("≤{high:,.0f}", "≤{high:,.0f}")
_BETWEEN: Final = Text("{low:,.0f}–{high:,.0f}", "{low:,.0f}–{high:,.0f}")
_ABOVE: Final = Text(">{low:,.0f}", ">{low:,.0f}")

#: Cells, language, industry aliases -> each row's group, and the order of the groups if they
#: have one; None in a row is unknown.
Grouping: TypeAlias = Callable[
    [Sequence[object], Lang, Mapping[str, str]], tuple[ObjectArray, Sequence[str]]
]


@dataclass(frozen=True, slots=True)
class Dimension:
    """One thing customers are grouped by: a column of the customer table and how it is read."""

    key: str
    name: Text
    column: str
    groups: Grouping


def _each(
    read: Callable[[object], str | None],
) -> Callable[[Sequence[object]], ObjectArray]:
    """Return a reader of columns that reads every distinct cell once."""

    def column(cells: Sequence[object]) -> ObjectArray:
        known: dict[str, str | None] = {}
        out = np.empty(len(cells), dtype=object)
        for place, cell in enumerate(cells):
            if cell is None or cell != cell:
                out[place] = None
                continue
            text = clean_text(str(cell))
            if text not in known:
                known[text] = read(text) if text else None
            out[place] = known[text]
        return out

    return column


def _sex(
    cells: Sequence[object], lang: Lang, aliases: Mapping[str, str]
) -> tuple[ObjectArray, Sequence[str]]:
    def read(text: object) -> str | None:
        name = _SEX_OF.get(str(text).lower())
        return name.in_(lang) if name else None

    return _each(read)(cells), [name.in_(lang) for name, _ in _SEXES]


def _age(
    cells: Sequence[object], lang: Lang, aliases: Mapping[str, str]
) -> tuple[ObjectArray, Sequence[str]]:
    ages = parse_numbers(cells)
    bands = np.searchsorted([last for last, _ in AGE_BANDS], np.floor(ages.values))
    fits = ages.ok & (ages.values >= 0) & (bands < len(AGE_BANDS))
    names = [name.in_(lang) for _, name in AGE_BANDS]
    labels = np.array([*names, None], dtype=object)
    return labels[np.where(fits, bands, len(names))], names


def _province(
    cells: Sequence[object], lang: Lang, aliases: Mapping[str, str]
) -> tuple[ObjectArray, Sequence[str]]:
    def read(text: object) -> str | None:
        found = {region.province for region in regions_of(text)}
        return found.pop() if len(found) == 1 else str(text).split("-")[0].strip() or None

    return _each(read)(cells), ()


def _city(
    cells: Sequence[object], lang: Lang, aliases: Mapping[str, str]
) -> tuple[ObjectArray, Sequence[str]]:
    def read(text: object) -> str | None:
        found = regions_of(text)
        return found[0].text if len(found) == 1 else str(text)

    return _each(read)(cells), ()


def _industry(
    cells: Sequence[object], lang: Lang, aliases: Mapping[str, str]
) -> tuple[ObjectArray, Sequence[str]]:
    def read(text: object) -> str | None:
        section = section_of(text, aliases)
        return SECTIONS[section].in_(lang) if section else str(text)

    return _each(read)(cells), ()


def _amounts_or_words(
    cells: Sequence[object], lang: Lang, aliases: Mapping[str, str]
) -> tuple[ObjectArray, Sequence[str]]:
    """Group by the words that stand there; many different numbers by their quarters."""
    numbers = parse_numbers(cells)
    values = numbers.values[numbers.ok]
    if numbers.bad.any() or len(np.unique(values)) <= _MANY_NUMBERS:
        words = _each(str)(cells)
        return words, _by_number({word for word in words if word is not None})
    edges = np.unique(np.quantile(values, [0.25, 0.5, 0.75]))
    names = [_UP_TO.in_(lang, high=edges[0])]
    names += [_BETWEEN.in_(lang, low=low, high=high) for low, high in pairwise(edges)]
    names.append(_ABOVE.in_(lang, low=edges[-1]))
    labels = np.array([*names, None], dtype=object)
    return labels[np.where(numbers.ok, np.searchsorted(edges, numbers.values), len(names))], names


def _by_number(words: set[str]) -> Sequence[str]:
    """Return bands by the first number in each; nothing where one has none."""
    numbers = {word: _NUMBER.search(word) for word in words}
    ranks: list[tuple[float, int, str]] = []
    for word, number in numbers.items():
        if number is None:
            return ()
        ends = any(below in word.lower() for below in _BELOW)
        ranks.append((float(number[0]), 0 if ends else 1, word))
    return [word for _, _, word in sorted(ranks)]


#: In the order in which they are shown.
DIMENSIONS: Final[tuple[Dimension, ...]] = (
    Dimension("sex", Text("性别", "Sex"), "gender", _sex),
    Dimension("age", Text("年龄段", "Age band"), "age", _age),
    Dimension("province", Text("省份", "Province"), "city", _province),
    Dimension("city", Text("城市", "City"), "city", _city),
    Dimension("industry", Text("行业", "Industry"), "industry", _industry),
    Dimension("income", Text("收入", "Income"), "income", _amounts_or_words),
)

_ALL_UNKNOWN: Final = frozenset(word.lower() for word in UNKNOWN.both)


def grouped(
    dimension: Dimension,
    customers: pd.DataFrame,
    lang: Lang,
    aliases: Mapping[str, str] | None = None,
) -> tuple[ObjectArray, Sequence[str]] | None:
    """Return the group of each customer, and the order of the groups where they have one.

    Parameters
    ----------
    dimension : Dimension
        What to group by.
    customers : DataFrame
        Cells of the customer table as read.
    lang : "zh" or "en"
        The language of the groups.
    aliases : mapping, optional
        Everyday word -> section of industry.

    Returns
    -------
    (ndarray, sequence of str) or None
        `UNKNOWN` stands where nothing can be told; None where the column is not there, or holds
        nothing at all.
    """
    if dimension.column not in customers:
        return None
    cells = customers[dimension.column].astype(object).tolist()
    groups, order = dimension.groups(cells, lang, aliases or {})
    known = np.array([g is not None and g.lower() not in _ALL_UNKNOWN for g in groups], dtype=bool)
    if not known.any():
        return None
    return shown_labels(np.where(known, groups, UNKNOWN.in_(lang))), order
