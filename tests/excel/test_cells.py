"""What a cell is, whichever door it comes through, and what may leave."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest

from xlsegment.excel.cells import Block, CellError, finished, plain


class ComTime(datetime):
    """As pywin32 hands dates over: a datetime of its own kind, with a time zone."""


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (None, None),
        ("", None),
        (" \u3000", None),
        ("#N/A", CellError.NA),
        ("#SPILL!", CellError.SPILL),
        ("#hash", "#hash"),
        (-2146826288, CellError.NULL),
        (-2146826281, CellError.DIV0),
        (-2146826273, CellError.VALUE),
        (-2146826265, CellError.REF),
        (-2146826259, CellError.NAME),
        (-2146826252, CellError.NUM),
        (-2146826246, CellError.NA),
        (-2146826243, CellError.SPILL),
        (-2146826238, CellError.CALC),
        (-2146826287, -2146826287),
        (3, 3),
        (3.5, 3.5),
        (True, True),
        (10**400, CellError.NUM),
        (-(10**400), CellError.NUM),
        (Decimal("12.50"), 12.5),
        (float("nan"), None),
        (float("inf"), CellError.NUM),
        (Decimal("NaN"), None),
        (np.float64(2.5), 2.5),
        (np.int64(7), 7),
        (np.bool_(True), True),
        (np.datetime64("2023-05-10"), date(2023, 5, 10)),
        (np.datetime64("NaT"), None),
        (pd.NaT, None),
        (pd.Timestamp(2023, 5, 10, 8), datetime.fromisoformat("2023-05-10T08:00")),
        (date(2023, 5, 10), date(2023, 5, 10)),
        (
            ComTime(2023, 5, 10, 23, 30, tzinfo=timezone(timedelta(hours=8))),
            datetime.fromisoformat("2023-05-10T23:30"),
        ),
        (object(), CellError.VALUE),
        ({"a": 1}, CellError.VALUE),
    ],
)
def test_a_cell_in_plain_python(cell, expected):
    found = plain(cell)

    assert found == expected
    assert type(found) is type(expected)


@pytest.mark.parametrize(
    ("given", "rows", "columns", "cells"),
    [
        (5.0, 1, 1, [5.0]),
        ([1, 2], 1, 2, [1, 2]),
        (((1,), (2,)), 2, 1, [1, 2]),
        ([[1, 2], [3, 4]], 2, 2, [1, 2, 3, 4]),
        ([[1, 2], [3]], 2, 2, [1, 2, 3, None]),
        ([], 1, 1, [None]),
        ([[]], 1, 1, [None]),
        ([[], []], 2, 1, [None, None]),
        (None, 1, 1, [None]),
    ],
)
def test_an_argument_of_any_shape_is_a_block(given, rows, columns, cells):
    assert Block.of(given) == Block(rows, columns, cells)


def test_cells_leave_in_the_shape_they_came():
    assert Block.of(5.0).shaped(["a"]) == "a"
    assert Block.of([1, 2]).shaped(["a", "b"]) == [["a", "b"]]
    assert Block.of([[1], [2]]).shaped(["a", "b"]) == [["a"], ["b"]]
    assert Block.of([[1, 2], [3, 4]]).shaped(list("abcd")) == [["a", "b"], ["c", "d"]]


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        (None, ""),
        (float("nan"), CellError.NUM),
        (2**40, float(2**40)),
        (7, 7),
        ([["a", 1.5], [None, float("inf")]], [["a", 1.5], ["", CellError.NUM]]),
        ([[2**31], [1]], [[float(2**31)], [1]]),
    ],
)
def test_nothing_leaves_that_excel_cannot_hold(result, expected):
    found = finished(result)

    assert found == expected
    if not isinstance(found, list):
        assert type(found) is type(expected)
