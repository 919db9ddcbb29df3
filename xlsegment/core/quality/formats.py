"""Rules on how a value is written: dates, numbers of people, names, numbers kept as text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from xlsegment.core.celltext import exact_number, is_foreign_money
from xlsegment.core.quality.column import column_of, kinds_of, listed, rewritten
from xlsegment.core.quality.rule import Found
from xlsegment.core.quality.tables import Tables
from xlsegment.core.standards.dates import real_date
from xlsegment.core.standards.names import plain_email, plain_name
from xlsegment.core.standards.numbers import real_number, text_identifier
from xlsegment.core.standards.phones import (
    ends_in_lost_zeros,
    has_lost_digits,
    identity_number,
    mainland_mobile,
)

#: Headers of columns that people added for long numbers.
_LONG_NUMBERS: Final = re.compile(
    r"银行卡|卡号|身份证|证件号|账号|card no|card number", re.IGNORECASE
)


def dates(tables: Tables) -> Iterator[Found]:
    """Find dates that Excel does not know as dates."""
    for place in tables.columns("date"):
        yield from rewritten(tables, "I-063", place, real_date)


def phones(tables: Tables) -> Iterator[Found]:
    """Find mobile and identity card numbers with ornaments, or kept as numbers."""
    for place in tables.columns("mobile"):
        yield from rewritten(tables, "I-064", place, mainland_mobile)
    for place in tables.columns("identity"):
        yield from rewritten(tables, "I-064", place, identity_number)


def lost_digits(tables: Tables) -> Iterator[Found]:
    """Find long numbers that Excel has cut: they are told, never repaired."""
    for place in tables.columns("mobile"):
        yield from listed(tables, "E-090", place, column_of(tables, *place).where(has_lost_digits))
    for place in tables.columns("identity", "card"):
        column = column_of(tables, *place)
        lost = column.where(has_lost_digits) | column.where(ends_in_lost_zeros)
        yield from listed(tables, "E-090", place, lost)
    for table, frame in tables.frames.items():
        for header in frame.columns:
            if header not in tables.entries.get(table, {}) and _LONG_NUMBERS.search(str(header)):
                lost = column_of(tables, table, header).where(has_lost_digits)
                yield from listed(tables, "E-090", (table, header), lost)


def names(tables: Tables) -> Iterator[Found]:
    """Find names and e-mail addresses with stray blanks or full-width signs."""
    for place in tables.columns("name"):
        yield from rewritten(tables, "I-065", place, plain_name)
    for place in tables.columns("email"):
        yield from rewritten(tables, "I-065", place, plain_email)


def numbers_as_text(tables: Tables) -> Iterator[Found]:
    """Find amounts and counts that Excel cannot calculate with."""
    for place in tables.columns("amount", "order_amount", "money", "count", "age"):
        yield from rewritten(tables, "I-068", place, real_number)


def foreign_money(tables: Tables) -> Iterator[Found]:
    """Find amounts in another currency, which are counted as if they were yuan."""
    for place in tables.columns("amount", "order_amount", "money"):
        foreign = column_of(tables, *place).where(
            lambda cell: isinstance(cell, str) and is_foreign_money(cell) and _is_amount(cell)
        )
        yield from listed(tables, "W-081", place, foreign)


def _is_amount(cell: str) -> bool:
    return exact_number(cell) is not None


def texts_as_numbers(tables: Tables) -> Iterator[Found]:
    """Find identifiers that stand as numbers.

    Cleaning asks first: a number format may show zeros in front, which the text would not have.
    """
    for place in tables.columns("id"):
        if not len(kinds_of(tables, *place).all_numbers()[0]):
            continue
        yield from rewritten(tables, "I-069", place, text_identifier, accept="ask")
