"""How a cell is shown in 数据检查: personal data masked, wherever it stands."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Final

import pandas as pd

from xlsegment.core.column_cells import ObjectArray, as_objects
from xlsegment.core.entry import ENTRIES
from xlsegment.core.masked import cell_text
from xlsegment.core.masking import MASKS, is_masked, kind_of
from xlsegment.core.patterns import masked_within
from xlsegment.core.quality.tables import Tables

_LONG_DIGITS: Final = re.compile(r"\d{7,}")
_PERSONS_DIGITS: Final = re.compile(r"\d{11,}")  # not an amount
_PERSONS: Final = frozenset({"mobile", "identity", "card", "email"})
_LONGEST: Final = 30


def shown_as(tables: Tables, table: str, column: str) -> Callable[[object], str]:
    """Return how cells of a column are shown."""
    entry = ENTRIES.get(tables.entries.get(table, {}).get(column, ""))
    if entry is None or not entry.personal:
        return shown_safe
    apply = MASKS[entry.personal].apply
    return lambda cell: apply(cell).text


def shown_safe(cell: object) -> str:
    """Show a cell of a column that should hold nothing personal, and may do so all the same.

    Examples
    --------
    >>> shown_safe("￥1,200"), shown_safe("13905716283"), shown_safe("no. 123456789")
    ('¥1,200', '139****6283', 'no. …')
    >>> shown_safe("请联系 li@example.com"), shown_safe("李娜13905716283")
    ('请联系 l***@example.com', '李*139****6283')
    """
    if isinstance(cell, (date, bool)):
        return str(cell)
    text = cell_text(cell)
    kind = None if is_masked(text) else kind_of(cell)
    if kind is not None:
        return kind.apply(cell).text
    text = masked_within(text)  # before it is cut: half an address is none any more
    text = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    return text if _is_date_like(text) else _LONG_DIGITS.sub("…", text)


def shown_label(text: str) -> str:
    """Return what a group is called in results: its own name, but no number of a person.

    A source or a city is a word that people chose; a mobile pasted there by mistake is none.

    Examples
    --------
    >>> [shown_label(text) for text in ("转介绍", "李经理", "13905716283", "转介绍13905716283")]
    ['转介绍', '李经理', '139****6283', '转介绍…']
    """
    if not any(letter.isdigit() or letter == "@" for letter in text):
        return text
    kind = None if is_masked(text) else kind_of(text)
    if kind is not None and kind.key not in _PERSONS:  # a shop's address, a hotline
        return text
    if kind is None:
        return masked_within(_PERSONS_DIGITS.sub("…", text))
    return kind.apply(text).text


def shown_labels(texts: ObjectArray) -> ObjectArray:
    """Return `shown_label` of each text, missing ones as they are."""
    codes, seen = pd.factorize(texts)
    labels = as_objects([*map(shown_label, seen), None])
    return labels[codes]


def _is_date_like(text: str) -> bool:
    return re.fullmatch(r"(?:19|20)\d{6}(?:\d{4}|\d{6})?", text, re.ASCII) is not None
