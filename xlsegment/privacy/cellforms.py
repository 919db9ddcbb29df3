"""Cells that show by their form that they hold personal data, whatever stands above them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

from xlsegment.core import patterns
from xlsegment.engine.grid import TEXT, Objects, SheetCells
from xlsegment.privacy.blocks import long_numbers

#: Texts are searched together, so many characters at a time.
_TOGETHER: Final = 1 << 18


def by_form(
    cells: SheetCells, made_up: frozenset[str] = frozenset()
) -> Iterator[tuple[int, int, str]]:
    """Yield column, row and kind of what shows by its form that it is personal data.

    Parameters
    ----------
    cells
        The sheet.
    made_up
        Examples that are nobody's.
    """
    kinds = dict(kinds_of_texts(used_texts(cells).tolist(), cells.texts, made_up))
    hits = np.fromiter(kinds, dtype=np.intp, count=len(kinds))
    for number, column in cells.columns.items():
        is_hit = (column.kinds == TEXT) & np.isin(column.numbers, hits)
        for at in np.flatnonzero(is_hit).tolist():
            for kind in kinds[int(column.numbers[at])]:
                yield number, int(column.rows[at]), kind
        for row, stored in long_numbers(cells, number):
            span = patterns.number_span(stored)
            if span is not None:
                yield number, row, span.kind


def used_texts(cells: SheetCells) -> NDArray[np.intp]:
    """Return which of its texts a sheet shows, ascending."""
    used = [c.numbers[c.kinds == TEXT].astype(np.intp) for c in cells.columns.values()]
    return np.unique(np.concatenate(used)) if used else np.empty(0, dtype=np.intp)


def kinds_of_texts(
    indices: Iterable[int], texts: Objects, made_up: frozenset[str]
) -> Iterator[tuple[int, list[str]]]:
    """Yield the kinds of what is found in each text, of those in which something is."""
    block: list[int] = []
    size = 0
    for index in indices:
        block.append(index)
        size += len(texts[index])
        if size > _TOGETHER:
            yield from _kinds_in_block(block, texts, made_up)
            block, size = [], 0
    yield from _kinds_in_block(block, texts, made_up)


def _kinds_in_block(
    block: list[int], texts: Objects, made_up: frozenset[str]
) -> Iterator[tuple[int, list[str]]]:
    joined = "\n".join(texts[index] for index in block)
    if not patterns.spans(joined):
        return
    for index in block:
        text = texts[index]
        spans = [
            span for span in patterns.spans(text) if text[span.start : span.end] not in made_up
        ]
        if spans:
            yield index, [span.kind for span in spans]
