"""Orders that come twice: within a file, or in the file and in the table already."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from typing import TYPE_CHECKING, Final

from xlsegment.actions.order_rows import OrderRows, cell_text
from xlsegment.core.columns import AMOUNT, ORDER_DATE, ORDER_ID
from xlsegment.sources.table import Note, Tally
from xlsegment.text import Text

if TYPE_CHECKING:
    import pandas as pd

Key = tuple[Hashable, ...]

SAME_ROW: Final = Text(
    "行与文件内另一行完全相同，已跳过", "rows equal another row of the file and were skipped"
)
ALREADY: Final = Text(
    "行在订单表中已有，已跳过", "rows are in the order table already and were skipped"
)
CHANGED: Final = Text(
    "行的订单号在订单表中已有但内容不同，已导入，请核对",
    "rows have an order ID that is in the table with other content; imported, please check",
)
LINES: Final = Text(
    "行与同一订单的另一行同号，按一单多行导入",
    "rows share an order ID with another row; imported as lines of one order",
)
ALIKE: Final = Text(
    "行与同一订单的另一行在导入的列中相同(文件里别的列不同)；刷新时只计一次，"
    "请在订单表加上能区分它们的列(如商品名称)后重新导入",
    "rows equal another line of their order in the imported columns but differ elsewhere in the "
    "file; refresh counts them once: add a column that tells them apart to the order table and "
    "import again",
)
UNNUMBERED: Final = Text(
    "行没有订单号，又与订单表中的行相同，已导入；若是同一份导出，请用 --replace",
    "rows without an order ID equal rows already there and were imported; if it is the same "
    "export, use --replace",
)


def without_repeats(rows: OrderRows, existing: pd.DataFrame) -> OrderRows:
    """Drop what is there already, and say what only looks as if it were.

    A row is dropped when it has an order ID and equals, in every cell of the file, an earlier
    row of the file, or, in every imported column, a row of the order table. Two lines of one
    order that differ anywhere in the file stay two. Rows without an order ID are never dropped:
    two equal purchases on one day may both be real.

    Parameters
    ----------
    rows
        What the file holds.
    existing
        The order table's rows that stay.
    """
    ids = _ids(rows.frame)
    often = {order for order, count in Counter(ids).items() if count > 1 and order is not None}
    there = _Table(existing, [name for name in rows.frame.columns if name in existing], set(ids))
    same, already = Tally(SAME_ROW), Tally(ALREADY, problem=False)
    changed, unnumbered = Tally(CHANGED), Tally(UNNUMBERED)
    lines, alike = Tally(LINES, problem=False), Tally(ALIKE)
    seen: set[tuple[object, int]] = set()
    of_order: dict[object, set[Key]] = {}
    key_of = _keys(rows.frame, there.columns)
    dropped: list[int] = []
    for row, (order, line, mark) in enumerate(zip(ids, rows.lines, rows.prints, strict=True)):
        if order is None:
            if there.any_unnumbered and there.take(key_of(row)):
                unnumbered.add(line)
            continue
        if order not in often and order not in there.ids:
            continue
        if (order, mark) in seen:
            same.add(line)
            dropped.append(row)
            continue
        seen.add((order, mark))
        key = key_of(row)
        others = of_order.setdefault(order, set())
        if there.take(key):
            already.add(line)
            dropped.append(row)
        elif order in there.ids:
            changed.add(line)
        elif others:
            (alike if key in others else lines).add(line)
        others.add(key)
    tallies = (same, already, changed, lines, alike, unnumbered)
    notes = [*rows.notes, *(note for tally in tallies for note in tally.notes())]
    return _without(rows, dropped, notes)


class _Table:
    """The rows of the order table that could be meant, counted by content."""

    def __init__(self, existing: pd.DataFrame, columns: list[str], wanted: set[object]) -> None:
        ids = _ids(existing)
        self.columns = columns
        self.ids = set(ids) & wanted - {None}
        self.any_unnumbered = None in wanted and None in ids
        key_of = _keys(existing, columns)
        relevant = (i for i, order in enumerate(ids) if order is None or order in self.ids)
        self._count = Counter(map(key_of, relevant))

    def take(self, key: Key) -> bool:
        """Tell whether a row like this is there, and use it up: two are not one."""
        found = self._count[key] > 0
        if found:
            self._count[key] -= 1
        return found


def _ids(frame: pd.DataFrame) -> list[object]:
    if ORDER_ID not in frame:
        return [None] * len(frame)
    return [cell_text(cell) for cell in frame[ORDER_ID]]


def _keys(frame: pd.DataFrame, columns: Sequence[str]) -> Callable[[int], Key]:
    """Return a function from a row's position to what it holds in some columns."""
    cells = [(_comparison(name), frame[name].tolist()) for name in columns]
    return lambda row: tuple(compared(column[row]) for compared, column in cells)


def _comparison(column: str) -> Callable[[object], Hashable]:
    """Return how cells of a column compare: dates by day, amounts by value, others as text."""
    return {ORDER_DATE: _day, AMOUNT: _amount}.get(column, cell_text)


def _day(cell: object) -> Hashable:
    return cell.toordinal() if isinstance(cell, dt.date) else cell_text(cell)


def _amount(cell: object) -> Hashable:
    return float(cell) if isinstance(cell, int | float) else cell_text(cell)


def _without(rows: OrderRows, dropped: list[int], notes: list[Note]) -> OrderRows:
    """Return the rows without those at some positions."""
    import numpy as np

    if not dropped:
        return OrderRows(rows.frame, rows.lines, rows.prints, notes)
    kept = np.ones(len(rows.frame), dtype=np.bool_)
    kept[dropped] = False
    frame = rows.frame[kept].reset_index(drop=True)
    lines, prints = (np.asarray(marks)[kept].tolist() for marks in (rows.lines, rows.prints))
    return OrderRows(frame, lines, prints, notes)
