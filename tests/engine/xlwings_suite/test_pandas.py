# ruff: noqa: DTZ001 - cells have no time zone
from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal, assert_series_equal

from tests.engine.xlwings_suite.catalogue import covers


def same(read: pd.DataFrame, expected: pd.DataFrame) -> None:
    """Compare values and labels; which text dtype pandas infers is not the engine's affair."""
    assert_frame_equal(
        read, expected, check_dtype=False, check_index_type=False, check_column_type=False
    )


@covers("conversion.Pandas", "dataframe_1 dataframe_2 NA")
def test_a_frame_comes_back(sheet):
    frame = pd.DataFrame(
        {"a": [1.0, 2.0, np.nan, 3.3], "b": ["x", "y", None, "z"]}, index=[0.0, 1.0, 2.0, 3.0]
    )
    sheet["A1"].value = frame
    same(sheet["A1:C5"].options(pd.DataFrame).value, frame)
    assert sheet["C1:C5"].value == ["b", "x", "y", None, "z"]
    sheet["F1"].value = pd.DataFrame({"one": [pd.NA, np.nan]}, dtype=object)
    assert sheet["F1:G3"].value == [[None, "one"], [0.0, None], [1.0, None]]


@covers("conversion.Pandas", "dataframe_multiindex read_df_1header_2namedindex")
def test_an_index_of_several_levels_takes_several_columns(sheet):
    index = pd.MultiIndex.from_product([["bar", "baz"], ["one", "two"]], names=["p", "q"])
    frame = pd.DataFrame({"x": [1.1, 2.2, 3.3, 4.4], "y": [5.5, 6.6, 7.7, 8.8]}, index=index)
    sheet["A20"].value = frame
    assert sheet["A20:D21"].value == [["p", "q", "x", "y"], ["bar", "one", 1.1, 5.5]]
    same(sheet["A20"].options(pd.DataFrame, index=2, expand="table").value, frame)


@covers("conversion.Pandas", "dataframe_multiheader")
@covers("conversion.Pandas", "read_df_2header_1namedindex read_df_2header_1unnamedindex")
@covers("conversion.Pandas", "read_df_2header_2namedindex read_df_2header_2unnamedindex")
@pytest.mark.parametrize("names", [["x1", "x2"], [None, None]])
@pytest.mark.parametrize("levels", [1, 2])
def test_headers_of_several_rows(sheet, names, levels):
    columns = pd.MultiIndex.from_arrays([["a", "a", "b"], ["c", "d", "c"]])
    index = pd.MultiIndex.from_arrays([["a", "a", "b"], [1.0, 2.0, 1.0]], names=names)
    if levels == 1:
        index = pd.Index([1.0, 2.0, 3.0], name=names[0])
    frame = pd.DataFrame(np.arange(9.0).reshape(3, 3), index=index, columns=columns)
    sheet["A1"].value = frame
    area = sheet["A1"].resize(5, 3 + levels)
    same(area.options(pd.DataFrame, header=2, index=levels).value, frame)


@covers("conversion.Pandas", "dataframe_dateindex timeseries_1")
def test_dates_in_the_index_stay_dates(sheet):
    days = pd.date_range("2012-01-01", periods=10, freq="D")
    frame = pd.DataFrame(np.arange(20.0).reshape(10, 2), index=days, columns=["one", "two"])
    sheet["A100"].value = frame
    assert sheet["A101:A110"].value == list(days.to_pydatetime())
    read = sheet["A100"].options(pd.DataFrame, expand="table").value
    assert_frame_equal(read, frame, check_freq=False, check_index_type=False)
    sheet["A40"].options(header=False).value = frame["one"]
    series = sheet["A40:B49"].options(pd.Series, header=False).value
    assert list(series) == list(frame["one"])
    assert list(series.index) == list(days)


@covers("conversion.Pandas", "read_df_0header_0index df_1header_0index df_0header_1index")
@covers("conversion.Pandas", "read_df_1header_1namedindex read_df_1header_1unnamedindex")
@pytest.mark.parametrize("header", [0, 1])
@pytest.mark.parametrize("index", [0, 1])
@pytest.mark.parametrize("name", ["ix", None])
def test_with_and_without_header_and_index(sheet, header, index, name):
    frame = pd.DataFrame([[1.0, 2.0], [3.0, 4.0]], columns=["a", "b"])
    if index:
        frame.index = pd.Index([10.0, 20.0], name=name if header else None)
    if not header:
        frame.columns = range(2)
    sheet["A1"].options(index=bool(index), header=bool(header)).value = frame
    area = sheet["A1"].resize(2 + header, 2 + index)
    same(area.options(pd.DataFrame, index=index, header=header).value, frame)


@covers("conversion.Pandas", "read_series_noheader_noindex read_series_noheader_index")
@covers("conversion.Pandas", "read_series_header_noindex read_series_header_index")
@covers("conversion.Pandas", "write_series_noheader_noindex write_series_noheader_index")
@covers("conversion.Pandas", "write_series_header_noindex write_series_header_index")
@pytest.mark.parametrize("header", [False, True])
@pytest.mark.parametrize("index", [False, True])
def test_series_with_and_without_header_and_index(sheet, header, index):
    series = pd.Series([1.0, 2.0, 3.0], name="name" if header else None)
    if index:
        series.index = pd.Index([10.0, 20.0, 30.0], name="ix" if header else None)
    sheet["A1"].options(index=index, header=header).value = series
    rows = [[1.0], [2.0], [3.0]]
    if index:
        rows = [[10.0, 1.0], [20.0, 2.0], [30.0, 3.0]]
    if header:
        rows.insert(0, ["ix", "name"] if index else ["name"])
    area = sheet["A1"].resize(len(rows), len(rows[0]))
    assert area.options(ndim=2).value == rows
    read = area.options(pd.Series, index=index, header=header).value
    assert_series_equal(read, series, check_index_type=False)


@covers("conversion.Pandas", "dataframe_timezone NaT period_index")
def test_time_zones_missing_times_and_periods(sheet):
    moment = pd.Timestamp("2015-06-12 22:58:07", tz="GMT")
    sheet["A1"].value = pd.DataFrame({"A": [1]}, index=pd.DatetimeIndex([moment]))
    assert sheet["A2"].value == dt.datetime(2015, 6, 12, 22, 58, 7)
    sheet["A5"].value = pd.DataFrame({"one": [pd.Timestamp("2012-01-02"), pd.NaT]})
    assert sheet["B6:B7"].value == [dt.datetime(2012, 1, 2), None]
    quarters = pd.PeriodIndex(["2000Q1", "2002Q3"], freq="Q")
    sheet["A10"].value = pd.DataFrame([1, 2], index=quarters)
    assert sheet["A10"].options(expand="table").value == [
        [None, 0.0],
        ["2000Q1", 1.0],
        ["2002Q3", 2.0],
    ]
