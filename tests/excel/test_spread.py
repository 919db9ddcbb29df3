"""One rule for single cells on cells, rows, columns and blocks; how each argument is read."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.excel.junk import CELLS
from xlsegment.core.daycells import SERIAL_MIN, parse_days
from xlsegment.core.parse import parse_cents, parse_counts
from xlsegment.excel.cells import CellError, plain
from xlsegment.excel.readers import cents, count, day, days, number, read, text, word
from xlsegment.excel.spread import allowed, constant, needed, optional, spread

NA, VALUE, NUM, REF = CellError.NA, CellError.VALUE, CellError.NUM, CellError.REF


def total(*numbers):
    return sum(n for n in numbers if n is not None)


def test_the_result_has_the_shape_of_the_largest_argument():
    def add(a, b):
        return spread(total, needed(a, number), needed(b, number))

    assert add(1, 2) == 3
    assert add([1, 2], 10) == [[11, 12]]
    assert add(10, [[1], [2]]) == [[11], [12]]
    assert add([[1, 2], [3, 4]], [[10, 20], [30, 40]]) == [[11, 22], [33, 44]]
    assert add([[1]], [[2]]) == 3


def test_shapes_that_do_not_fit_are_a_value_error():
    for a, b in [([1, 2], [[1], [2]]), ([[1], [2]], [[1], [2], [3]]), ([1, 2], [1, 2, 3])]:
        assert spread(total, needed(a, number), needed(b, number)) == VALUE


def test_blank_rows_blank_cells_and_errors_each_have_their_answer():
    a = [[1], [None], [None], ["#REF!"], ["x"], [None]]
    b = [[1], [None], [1], [None], [None], [None]]

    assert spread(total, needed(a, number), needed(b, number)) == [
        [2], [""], [NA], [REF], [VALUE], [""]
    ]  # fmt: skip


def test_a_constant_does_not_keep_a_row_from_being_blank():
    assert spread(total, needed([[1], [None]], number), constant(5, number)) == [[6], [""]]
    assert spread(total, needed(1, number), constant(None, number)) == NA


def test_an_optional_argument_may_be_missing_and_one_allowed_may_be_blank():
    assert spread(total, needed(1, number), optional(None, number)) == 1
    assert spread(total, needed(None, number), optional(5, number)) == ""
    assert spread(total, needed(1, number), allowed(None, number)) == 1
    assert spread(total, needed(None, number), allowed(5, number)) == NA
    assert spread(total, needed(1, number), optional("x", number)) == VALUE


@pytest.mark.parametrize(
    ("reader", "cell", "expected"),
    [
        (number, "１２.５", 12.5),
        (number, "¥1,200", 1200.0),
        (number, "3.5万", 35000.0),
        (number, "-", None),
        (number, "abc", VALUE),
        (number, True, VALUE),
        (number, date(2023, 1, 1), VALUE),
        (number, "1e999", NUM),
        (days, 12.0, 12),
        (days, 30.9, 30),
        (days, 29.9999999999, 30),
        (days, -1.0, NUM),
        (days, "４５", 45),
        (days, "29.9999999999", 30),
        (days, datetime.fromisoformat("2023-01-01"), VALUE),
        (count, 3.0, 3),
        (count, 2.5, NUM),
        (count, -1, NUM),
        (count, "5", 5),
        (cents, 1.005, 101),
        (cents, "3.5万", 3_500_000),
        (cents, -12.34, -1234),
        (cents, 1e14, NUM),
        (cents, "1e30", NUM),
        (cents, "abc", VALUE),
        (cents, True, VALUE),
        (day, 25570.9, 1),
        (day, 1, -25567),
        (day, 61, -25508),
        (day, 0.5, VALUE),
        (day, 3e6, VALUE),
        (day, 20230510, 19487),
        (day, "２０２３年５月１０日", 19487),
        (day, "2023-05-10 08:30", 19487),
        (day, "45056", 19487),
        (day, "2023-02-30", VALUE),
        (day, False, VALUE),
        (text, 1001.0, "1001"),
        (text, True, "TRUE"),
        (text, date(2023, 5, 1), "2023-05-01"),
        (word, " ＣＯＤＥ ", "code"),
    ],
)
def test_what_a_cell_means_to_an_argument(reader, cell, expected):
    found = read(cell, reader)

    assert found == expected
    assert type(found) is type(expected)


@given(st.lists(CELLS, min_size=1))
def test_one_cell_means_what_it_means_in_a_column_of_a_table(cells):
    known = [c for c in map(plain, cells) if not isinstance(c, (bool, CellError))]
    for reader, parse in ((cents, parse_cents), (count, parse_counts)):
        column = parse(known)
        for cell, value, ok, blank in zip(
            known,
            column.values.tolist(),
            column.ok.tolist(),
            column.blank.tolist(),
            strict=True,
        ):
            found = read(cell, reader)
            if blank:
                assert found is None
            elif ok:
                assert found == value
            else:
                assert isinstance(found, CellError)


@given(st.lists(CELLS, min_size=1))
def test_one_date_is_the_day_it_is_in_a_column_of_a_table(cells):
    dates = [c for c in map(plain, cells) if not isinstance(c, (bool, CellError))]
    column = parse_days(dates)
    for cell, value, ok, blank in zip(
        dates, column.values.tolist(), column.ok.tolist(), column.blank.tolist(), strict=True
    ):
        found = read(cell, day)
        if blank:
            assert found is None
        elif ok:
            assert found == value
        elif isinstance(found, int):
            # only a small serial number, or a day before Excel's calendar, is a date here alone
            assert found < SERIAL_MIN - 25_569
