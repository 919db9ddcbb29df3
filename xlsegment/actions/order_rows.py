"""Rows of an order file -> rows of the order table: typed where they can be, nothing lost."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from xlsegment.core.celltext import exact_number
from xlsegment.core.columns import AMOUNT, CUSTOMER_ID, ORDER_DATE, ORDER_ID
from xlsegment.core.daycell import RECORDS_BEGIN
from xlsegment.core.days import day_date
from xlsegment.core.money import MAX_CENTS
from xlsegment.core.parse import is_rounded_id, parse_days
from xlsegment.sources.mapping import Guess
from xlsegment.sources.table import Cells, Note, Tally
from xlsegment.text import Text

if TYPE_CHECKING:
    import pandas as pd

NO_CUSTOMER = Text("行没有客户ID", "rows have no customer ID")
BAD_DATES = Text("行的日期认不出，按原文导入", "dates were not understood and imported as text")
NO_DATE = Text("行没有日期", "rows have no date")
BAD_AMOUNTS = Text("行的金额不是数，按原文导入", "amounts are no numbers and imported as text")
NO_AMOUNT = Text("行没有金额", "rows have no amount")
ROUNDED = Text(
    "个编号已被 Excel 缩写(如 1.23E+17)，末几位已丢失，不同的编号可能并成一个(E-021)，"
    "按原文导入；请从源系统按文本重新导出",
    "IDs were shortened by Excel (as 1.23E+17): their last digits are lost and different ones may "
    "become one (E-021); imported as they are, export again as text",
)
FORMULAS = Text(
    "个以 = + - @ 开头的文字按文本导入，不会成为公式",
    "texts that start with = + - @ were imported as text, not as formulas",
)

_PLAIN_NUMBER: Final = re.compile(r"[+-]?\d{1,13}(?:\.\d{1,10})?", re.ASCII)
_FORMULA_LIKE: Final = ("=", "+", "-", "@")


@dataclass(frozen=True, slots=True)
class OrderRows:
    """Typed rows, ready for the order table.

    Attributes
    ----------
    frame
        Object columns: canonical keys, then headers of the user's own columns.
    lines
        Where in the file each row comes from.
    prints
        What tells rows apart that look alike in these columns.
    notes
        What was noticed.
    """

    frame: pd.DataFrame
    lines: Sequence[int]
    prints: Sequence[int]
    notes: list[Note]


def typed_rows(cells: Cells, guess: Guess, own: Sequence[str] = ()) -> OrderRows:
    """Give every column of an order file its type; what cannot be read stays as text.

    Parameters
    ----------
    cells
        The columns of ``guess`` followed by those of ``own``.
    guess
        Which column is which.
    own
        Headers of the user's own columns that the file has too.
    """
    import pandas as pd

    typed: dict[str, list[object]] = {}
    notes = list(cells.notes)
    formulas, rounded = Tally(FORMULAS, problem=False), Tally(ROUNDED)
    for name, column in zip((*guess.columns, *own), cells.columns, strict=True):
        if name == ORDER_DATE:
            typed[name], more = _dates(column, cells.lines)
        elif name == AMOUNT:
            typed[name], more = _amounts(column, cells.lines)
        else:
            typed[name], more = [cell_text(cell) for cell in column], []
        notes += more
        is_id = name in (ORDER_ID, CUSTOMER_ID)
        for cell, line in zip(typed[name], cells.lines, strict=True):
            if isinstance(cell, str) and cell.startswith(_FORMULA_LIKE):
                formulas.add(line)
            if is_id and isinstance(cell, str) and is_rounded_id(cell):
                rounded.add(line)
    notes += [*formulas.notes(), *rounded.notes()]
    notes += _blanks(typed[CUSTOMER_ID], cells.lines, NO_CUSTOMER)
    series = {name: pd.Series(column, dtype=object) for name, column in typed.items()}
    return OrderRows(pd.DataFrame(series, dtype=object), cells.lines, cells.prints, notes)


def cell_text(cell: object) -> str | None:
    """Return a cell as text: whole numbers without a point, days without a time."""
    if cell is None or cell == "":
        return None
    if isinstance(cell, str):
        return cell
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, dt.datetime) and cell.time() == dt.time():
        return str(cell.date())
    if isinstance(cell, dt.datetime) and cell.year < 1900:  # a time of day alone
        return str(cell.time())
    return str(cell)


def _dates(column: list[object], lines: Sequence[int]) -> tuple[list[object], list[Note]]:
    parsed = parse_days(column, earliest=RECORDS_BEGIN)
    days = parsed.values.tolist()
    dates = {day: dt.datetime.combine(day_date(day), dt.time()) for day in set(days)}
    bad, blank = Tally(BAD_DATES), Tally(NO_DATE)
    cells: list[object] = [dates[day] for day in days]
    for position in (~parsed.ok).nonzero()[0].tolist():
        (bad if parsed.bad[position] else blank).add(lines[position])
        cells[position] = cell_text(column[position]) if parsed.bad[position] else None
    return cells, [*bad.notes(), *blank.notes()]


def _amounts(column: list[object], lines: Sequence[int]) -> tuple[list[object], list[Note]]:
    bad, blank = Tally(BAD_AMOUNTS), Tally(NO_AMOUNT)
    cells: list[object] = []
    for cell, line in zip(column, lines, strict=True):
        if cell is None:
            blank.add(line)
            cells.append(None)
            continue
        amount = _amount(cell)
        if amount is None:
            bad.add(line)
        cells.append(cell_text(cell) if amount is None else amount)
    return cells, [*bad.notes(), *blank.notes()]


def _amount(cell: object) -> float | None:
    """Read an amount; None when it is none that can be counted with."""
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        return None
    if isinstance(cell, str):
        if _PLAIN_NUMBER.fullmatch(cell):
            return float(cell)
        number = exact_number(cell)
        return None if number is None or abs(number) * 100 > MAX_CENTS else float(number)
    return float(cell) if abs(cell) * 100 <= MAX_CENTS else None


def _blanks(column: list[object], lines: Sequence[int], text: Text) -> list[Note]:
    tally = Tally(text)
    for cell, line in zip(column, lines, strict=True):
        if cell is None:
            tally.add(line)
    return tally.notes()
