"""What people put into a table and a refresh must not lose: their formulas, their own columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from xlsegment.workbook.handle import TableHandle

if TYPE_CHECKING:
    import pandas as pd


def typed_formulas(handle: TableHandle, column: int) -> dict[int, str]:
    """Return offset -> formula for the cells of a sheet column that compute something."""
    if not handle.rows:
        return {}
    area = handle.body(column, column)
    cells = zip(_flat(area.formula), _flat(area.options(ndim=2).value), strict=True)
    return {
        offset: text
        for offset, (text, value) in enumerate(cells)
        # A text that merely begins with "=" has itself as its value; it is no formula.
        if isinstance(text, str) and text.startswith("=") and text != value
    }


def follow(
    handle: TableHandle, old: pd.DataFrame, new: pd.DataFrame, by: Sequence[str]
) -> dict[str, list[object]]:
    """Return what the user's own columns hold once the rows of a result table have moved.

    A row of ``new`` takes its own cells from the row of ``old`` that is equal in the columns
    ``by``. Columns that hold formulas are left out: they compute from their row.
    """
    keys = [_numbered(frame, by) for frame in (old, new)]
    moved: dict[str, list[object]] = {}
    if list(old.index) == list(range(len(old))) and keys[0] == keys[1]:
        return moved
    for header, column in handle.own.items():
        if not len(old):
            continue
        if typed_formulas(handle, column):
            continue
        before = dict(zip(keys[0], old[header], strict=True))
        moved[header] = [before.get(key) for key in keys[1]]
    return moved


def _numbered(frame: pd.DataFrame, by: Sequence[str]) -> list[tuple[object, ...]]:
    """Return one key per row; equal rows are told apart by their order."""
    seen = Counter[tuple[object, ...]]()
    keys: list[tuple[object, ...]] = []
    columns = [frame[name] if name in frame else [None] * len(frame) for name in by]
    for values in zip(*columns, strict=True):
        key = tuple("" if v is None else str(v) for v in values)
        seen[key] += 1
        keys.append((*key, seen[key]))
    return keys


def _flat(column: object) -> Iterator[object]:
    """Yield the cells of a column however they are nested."""
    for row in column if isinstance(column, list | tuple) else (column,):
        yield row[0] if isinstance(row, list | tuple) else row
