"""What people type beside our results goes with its row, and is never lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pandas as pd

from xlsegment.core.celltext import clean_text


def carry(
    old: pd.DataFrame | None,
    rows: pd.DataFrame,
    by: Sequence[str],
    columns: Sequence[str],
    own: Sequence[str] = (),
) -> pd.DataFrame:
    """Return new rows of a result table with what people had typed into some of its columns.

    Parameters
    ----------
    old : DataFrame or None
        The table as read.
    rows : DataFrame
        The rows to write, without ``columns``.
    by : sequence of str
        The columns by which a row is known again. Of equal rows the first gives to the first.
    columns : sequence of str
        The columns that only people fill.
    own : sequence of str
        Columns that people added; they follow their rows, so those that hold something stay.

    Returns
    -------
    DataFrame
        ``rows`` and ``columns``; below them the old rows that held something there and are no
        longer among the new ones, with their key and what was typed, the rest None.

    Examples
    --------
    >>> old = pd.DataFrame({"id": ["a", "b"], "n": [1, 2], "note": ["call", "mail"]})
    >>> carry(old, pd.DataFrame({"id": ["b", "c"], "n": [5, 6]}), ["id"], ["note"])
      id     n  note
    0  b     5  mail
    1  c     6  None
    2  a  None  call
    """
    new = rows.reset_index(drop=True).astype(object)
    if old is None or not set(by) <= set(old.columns):
        old = pd.DataFrame(columns=[*by, *columns], dtype=object)
    there = [column for column in columns if column in old]
    typed = old.loc[_filled(old, [*there, *own]), [*by, *there]].to_dict("records")
    given = dict(zip(_known_by(pd.DataFrame(typed, columns=old.columns), by), typed, strict=True))
    taken = [given.pop(key, {}) for key in _known_by(new, by)]
    for column in columns:
        new[column] = pd.Series([row.get(column) for row in taken], dtype=object)
    left = [{column: row.get(column) for column in new.columns} for row in given.values()]
    below = pd.DataFrame(left, columns=new.columns, dtype=object)
    return pd.concat([new, below], ignore_index=True) if left else new


def _filled(table: pd.DataFrame, columns: Sequence[str]) -> list[bool]:
    cells = (table[column].tolist() for column in columns)
    filled = [False] * len(table)
    for column in cells:
        filled = [
            before or not (cell is None or cell != cell or not str(cell).strip())
            for before, cell in zip(filled, column, strict=True)
        ]
    return filled


def _known_by(table: pd.DataFrame, by: Sequence[str]) -> list[tuple[str | int, ...]]:
    """Return each row's key, and how often it stood above."""
    seen = Counter[tuple[str, ...]]()
    known: list[tuple[str | int, ...]] = []
    columns = ([clean_text(str(cell)) for cell in table[column]] for column in by)
    for key in zip(*columns, strict=True):
        known.append((*key, seen[key]))
        seen[key] += 1
    return known
