"""The values that our own sheets show as examples: they look like somebody's and are nobody's."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from xlsegment.excel.examples import call_of
from xlsegment.excel.udfs import FUNCTIONS


@cache
def made_up_texts() -> frozenset[str]:
    """Return the texts in the examples of the functions, which 公式示例 and 说明 show."""
    calls = (call_of(example.formula)[1] for f in FUNCTIONS for example in f.examples)
    return frozenset(text for given in calls for text in _texts(given))


def _texts(values: list[object]) -> Iterator[str]:
    for value in values:
        if isinstance(value, list):
            yield from _texts(value)
        elif isinstance(value, str):
            yield value
