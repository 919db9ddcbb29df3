"""What people put into a table and a refresh must not lose: their formulas, their own columns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from xlsegment.workbook.handle import TableHandle, neighbours

if TYPE_CHECKING:
    import pandas as pd

# Texts and quoted sheet names, with the reference that belongs to them: nothing in them moves.
_QUOTED = re.compile(
    r"""("(?:[^"]|"")*"|'(?:[^']|'')*'!\$?[A-Za-z]{1,3}\$?\d+(?::\$?[A-Za-z]{1,3}\$?\d+)?)"""
)
_CELL = re.compile(r"(?<![\w.$!\[:])(\$?[A-Za-z]{1,3})(\d+)(?![\w.(!\[])")


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


def overwritten(handle: TableHandle, columns: Iterable[str]) -> dict[str, int]:
    """Return how many formulas stand in columns that are about to be overwritten."""
    if not handle.rows:
        return {}
    names = {handle.columns[key]: key for key in columns if key in handle.columns}
    counts: dict[str, int] = {}
    for first, last in neighbours(names):
        block = handle.body(first, last).formula
        rows = block if isinstance(block, list | tuple) else ((block,),)
        for position, cells in enumerate(zip(*map(_row, rows), strict=True)):
            if any(isinstance(cell, str) and cell.startswith("=") for cell in cells):
                column = first + position
                if found := len(typed_formulas(handle, column)):
                    counts[names[column]] = found
    return counts


def follow_formulas(
    handle: TableHandle,
    old: pd.DataFrame,
    new: pd.DataFrame,
    by: Sequence[Sequence[str]],
    columns: Iterable[str],
) -> tuple[dict[str, dict[int, str]], dict[str, int]]:
    """Return where the formulas people put into editable columns go when their rows move.

    Parameters
    ----------
    handle : TableHandle
        A result table.
    old, new : DataFrame
        Its rows before and after.
    by : sequence of sequences of str
        The columns by which a row is known again; further ones where the first find nothing.
    columns : iterable of str
        The editable columns.

    Returns
    -------
    kept : dict of str to dict of int to str
        Column -> position in ``new`` -> formula.
    lost : dict of str to int
        Column -> number of formulas whose row is no more.
    """
    kept: dict[str, dict[int, str]] = {}
    lost: dict[str, int] = {}
    moves: dict[int, int] | None = None
    for key in columns:
        if key not in handle.columns or key not in new:
            continue
        for offset, formula in typed_formulas(handle, handle.columns[key]).items():
            if moves is None:
                moves = _moves(old, new, by)
            place = moves.get(offset)
            if place is None:
                lost[key] = lost.get(key, 0) + 1
            else:
                rows = handle.first_row + offset, handle.first_row + place
                kept.setdefault(key, {})[place] = moved(formula, *rows)
    return kept, lost


def moved(formula: str, from_row: int, to_row: int) -> str:
    """Return a formula whose row has moved: it still computes from its own row.

    Only relative references to cells of that row change, as after a sort in Excel; other rows,
    other sheets, texts and whatever is fixed with ``$`` stay.

    Examples
    --------
    >>> moved('=E5*2&"E5"+B$5+Sheet1!E5+A1', 5, 7)
    '=E7*2&"E5"+B$5+Sheet1!E5+A1'
    """
    if from_row == to_row:
        return formula
    pieces = _QUOTED.split(formula)
    pieces[::2] = [
        _CELL.sub(lambda m: f"{m[1]}{to_row}" if int(m[2]) == from_row else m[0], piece)
        for piece in pieces[::2]
    ]
    return "".join(pieces)


def _moves(old: pd.DataFrame, new: pd.DataFrame, by: Sequence[Sequence[str]]) -> dict[int, int]:
    """Return offset before -> position after, of the rows that are known again."""
    moves: dict[int, int] = {}
    for columns in reversed(by):  # the best ones last: what they find counts
        after = {key: place for place, key in enumerate(_numbered(new, columns))}
        for offset, key in zip(old.index, _numbered(old, columns), strict=True):
            if any(key[:-1]) and key in after:
                moves[int(offset)] = after[key]
    return moves


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


def _row(row: object) -> Sequence[object]:
    return row if isinstance(row, list | tuple) else (row,)


def _flat(column: object) -> Iterator[object]:
    """Yield the cells of a column however they are nested."""
    for row in column if isinstance(column, list | tuple) else (column,):
        yield row[0] if isinstance(row, list | tuple) else row
