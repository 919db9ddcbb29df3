"""Records that are nobody: test accounts, and customers of whom nothing is known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import numpy as np

from xlsegment.core.celltext import TO_FILL, clean_text
from xlsegment.core.columns import CUSTOMER_ID, FIRST_ORDER_DATE
from xlsegment.core.masked import cell_text
from xlsegment.core.quality.column import column_of, listed
from xlsegment.core.quality.people import NO_DAY, TABLE, people
from xlsegment.core.quality.rule import Found
from xlsegment.core.quality.tables import Tables
from xlsegment.core.standards.phones import is_nobodys_mobile, mainland_mobile

#: Words of test accounts; in Latin letters only where no letter stands before or behind.
_TEST: Final = re.compile(
    "测试|演示账号|体验账号|虚拟用户|(?<![a-z])(?:test(?:er|ing|user)?|demo|dummy|asdf|qwer)(?![a-z])"
    r"|@example\.(?:com|net|org)$",
    re.IGNORECASE,
)
#: A name of one sign three times and more, or of digits.
_NO_NAME: Final = re.compile(r"(.)\1{2,}|\d+", re.IGNORECASE)


def test_accounts(tables: Tables) -> Iterator[Found]:
    """Find customers whose name, ID, e-mail or mobile number was made up."""
    for entry, shown in (("name", _word), ("email", _word), ("id", _word)):
        for table, column in tables.columns(entry):
            if table == TABLE:
                rows = column_of(tables, table, column).where(
                    lambda cell, entry=entry: _is_test(cell, entry)  # type: ignore[misc]
                )
                yield from listed(tables, "W-077", (table, column), rows, shown=shown)
    for place in tables.columns("mobile"):
        if place[0] == TABLE:
            rows = column_of(tables, *place).where(_is_made_up)
            yield from listed(tables, "W-077", place, rows)


def nothing_known(tables: Tables) -> Iterator[Found]:
    """Find customers of whom nothing but the ID is known, and who have no order."""
    who = people(tables)
    places = [
        (TABLE, column)
        for column, entry in tables.entries.get(TABLE, {}).items()
        if entry != "id" and tables.has(TABLE, column)
    ]
    if who is None or not places:
        return
    bare = np.array([i is not None for i in who.ids], dtype=np.bool_) & ~who.bought
    for place in places:
        bare &= column_of(tables, *place).blank
    yield from listed(tables, "W-078", (TABLE, CUSTOMER_ID), bare, shown=lambda cell: "")


def key_fields(tables: Tables) -> Iterator[Found]:
    """Find customers without contact or purchase record; cleaning writes 待补充."""
    who = people(tables)
    if who is None:
        return
    known = np.array([i is not None for i in who.ids], dtype=np.bool_)
    never = ~who.bought & (who.first == NO_DAY) & (who.last == NO_DAY)
    word = TO_FILL.in_(tables.lang)
    wanted = [(column, known) for table, column in tables.columns("mobile") if table == TABLE]
    if FIRST_ORDER_DATE in tables.entries.get(TABLE, {}):
        wanted.append((FIRST_ORDER_DATE, known & never))
    for column, rows in wanted:
        if not tables.has(TABLE, column):
            continue
        cells = tables.frames[TABLE][column].astype(object).to_numpy()
        blank = np.flatnonzero(column_of(tables, TABLE, column).blank & rows)
        lacking = [int(row) for row in blank if str(cells[row]) not in TO_FILL.both]
        if lacking:
            texts = [word] * len(lacking)
            yield Found("I-070", TABLE, column, lacking, [""] * len(lacking), texts, texts, "auto")


def _is_test(cell: object, entry: str) -> bool:
    text = clean_text(cell) if isinstance(cell, str) else cell_text(cell)
    if _TEST.search(text):
        return True
    return entry == "name" and _NO_NAME.fullmatch(text) is not None


def _is_made_up(cell: object) -> bool:
    digits = mainland_mobile(cell)
    return digits is not None and is_nobodys_mobile(digits)


def _word(cell: object) -> str:
    """Return the word that gives the account away, and nothing else of the cell."""
    match = _TEST.search(cell_text(cell))
    return match[0] if match else ""
