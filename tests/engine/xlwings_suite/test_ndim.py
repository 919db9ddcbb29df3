from __future__ import annotations

import pytest

from tests.engine.xlwings_suite.catalogue import covers


@covers("ndim", "single_cell_scalar single_cell_string horizontal_range_1d vertical_range_2d")
@covers("ndim", "2d_range")
@pytest.mark.parametrize(
    ("written", "area", "read"),
    [
        (42, "A1", 42.0),
        ("text", "A1", "text"),
        ([1, 2, 3, 4], "A1:D1", [1.0, 2.0, 3.0, 4.0]),
        ([[1], [2], [3]], "A1:A3", [[1.0], [2.0], [3.0]]),
        ([[1, 2], [3, 4]], "A1:B2", [[1.0, 2.0], [3.0, 4.0]]),
    ],
)
def test_natural_dimensions_keep_columns_as_columns(sheet, written, area, read):
    sheet["A1"].value = written
    assert sheet[area].options(ndim="natural").value == read
