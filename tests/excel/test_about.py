"""The first-aid function."""

from __future__ import annotations

import xlwings

import xlsegment
from xlsegment.excel.udfs import XS_VERSION


def test_it_names_both_versions():
    assert XS_VERSION() == f"{xlsegment.__version__} / xlwings {xlwings.__version__}"
    assert XS_VERSION().endswith("/ xlwings 0.37.8")
