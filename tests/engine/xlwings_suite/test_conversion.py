# ruff: noqa: DTZ001 - cells have no time zone
from __future__ import annotations

import datetime as dt
from collections import OrderedDict

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from tests.engine.xlwings_suite.catalogue import covers

TOKYO = dt.timezone(dt.timedelta(hours=9))


@covers("conversion.Converter", "transpose")
def test_transposed_writing(sheet):
    sheet["A1"].options(transpose=True).value = [[1, 2], [3, 4]]
    assert sheet["A1:B2"].value == [[1, 3], [2, 4]]
    assert sheet["A1:B2"].options(transpose=True).value == [[1, 2], [3, 4]]


@covers("conversion.Converter", "dictionary ordereddictionary")
@pytest.mark.parametrize("kind", [dict, OrderedDict])
def test_dictionaries_take_two_columns(sheet, kind):
    pairs = kind({"a": 1.0, "b": 2.0})
    sheet["A1"].value = pairs
    assert sheet["A1:B2"].options(kind).value == pairs


@covers("conversion.Converter", "integers")
@pytest.mark.parametrize("number", [0, -1, 2**31 - 1, 2**31, 2**53, 10**19])
def test_integers_come_back_as_numbers(sheet, number):
    sheet["A99"].value = number
    assert sheet["A99"].value == number
    assert isinstance(sheet["A99"].value, float)
    assert isinstance(sheet["A99"].options(numbers=int).value, int)


@covers("conversion.Converter", "datetime_timezone date")
@covers("conversion.Numpy", "numpy_datetime")
def test_dates_lose_their_time_zone_only(sheet):
    moment = dt.datetime(2002, 10, 27, 6, 0, 0)
    for written in (moment, moment.replace(tzinfo=TOKYO), np.datetime64(moment, "ns")):
        sheet["F34"].value = written
        assert sheet["F34"].value == moment
    sheet["A1"].value = dt.date(2000, 12, 3)
    assert sheet["A1"].value == dt.datetime(2000, 12, 3)
    assert sheet["A1"].options(dates=dt.date).value == dt.date(2000, 12, 3)


@covers("conversion.Converter", "list ndim2_scalar")
def test_lists_are_rows_and_columns(sheet):
    sheet["A27"].value = [1.1, None, 3.3]
    assert sheet["A27:C27"].value == [1.1, None, 3.3]
    assert sheet["A27:C27"].options(ndim=2).value == [[1.1, None, 3.3]]
    sheet["A31"].value = [[1.1], [None], [3.3]]
    assert sheet["A31:A33"].value == [1.1, None, 3.3]
    assert sheet["A31:A33"].options(ndim=2).value == [[1.1], [None], [3.3]]
    assert sheet["A27"].options(ndim=2).value == [[1.1]]
    assert sheet["A27"].options(ndim=1).value == [1.1]


@covers("conversion.Converter", "none")
def test_none_empties_and_reads_as_asked(sheet):
    sheet["A7"].value = 1
    sheet["A7"].value = None
    assert sheet["A7"].value is None
    assert sheet["A7"].options(empty="NA").value == "NA"
    sheet["A7"].value = [None, None]
    assert sheet["A7"].expand("horizontal").value is None


@covers("conversion.Converter", "write_single_value_to_multicell_range")
def test_one_value_fills_a_range(sheet):
    sheet["A1:B2"].value = 5
    assert sheet["A1:B2"].value == [[5, 5], [5, 5]]


@covers("conversion.Numpy", "array ndim2_scalar_as_array")
def test_arrays_of_one_and_two_dimensions(sheet):
    flat = np.array([1.1, 2.2, np.nan, -4.4])
    deep = np.array([[1.1, 2.2, 3.3], [-4.4, 5.5, np.nan]])
    sheet["A1"].value = flat
    assert_array_equal(sheet["A1:D1"].options(np.array).value, flat)
    assert_array_equal(sheet["A1:D1"].options(np.array, ndim=2).value, np.atleast_2d(flat))
    sheet["A4"].value = deep
    assert_array_equal(sheet["A4"].options(np.array, expand="table").value, deep)
    sheet["A50"].value = 23
    assert sheet["A50"].options(np.array, ndim=2).value == np.array([[23]])


@covers("conversion.Numpy", "scalar_nan scalar_nan_float16 scalar_nan_float32 scalar_nan_float64")
@covers("conversion.Numpy", "float64 int64")
@pytest.mark.parametrize("kind", [float, np.float16, np.float32, np.float64])
def test_numpy_numbers_are_numbers_and_nan_is_nothing(sheet, kind):
    sheet["A20"].value = kind("nan")
    assert sheet["A20"].value is None
    sheet["A20"].value = kind(2)
    assert sheet["A20"].value == 2.0
    sheet["A20"].value = np.int64(2)
    assert sheet["A20"].value == 2.0


def test_raw_values_go_in_and_out_without_conversion(sheet):
    sheet["A1:B2"].options("raw").value = [[1, "x"], [None, True]]
    assert sheet["A1:B2"].raw_value == [[1.0, "x"], [None, True]]
    assert sheet["A1:B2"].options("raw").value == [[1.0, "x"], [None, True]]
    assert sheet["A1:A2"].raw_value == [[1.0], [None]]
    assert sheet["A1"].raw_value == 1.0
    with pytest.raises(Exception, match="E-070"):
        sheet["A1:C3"].raw_value = [[1, 2], [3, 4]]


def test_numbers_dates_and_texts_pass_through_reading_options(sheet):
    sheet["A1"].value = [[1.6, "a", dt.datetime(2024, 1, 2, 3), True]]
    read = sheet["A1:D1"].options(numbers=int, dates=dt.date).value
    assert read == [2, "a", dt.date(2024, 1, 2), True]


def test_a_cell_refuses_what_it_cannot_hold(sheet):
    with pytest.raises(TypeError, match="cannot hold"):
        sheet["A1"].value = object()
