"""The border of a worksheet function: it never raises, and needs no NumPy to be there."""

from __future__ import annotations

import inspect
import logging
import subprocess
import sys

import pytest

from xlsegment.errors import CutsError
from xlsegment.excel.boundary import worksheet_function
from xlsegment.excel.cells import CellError
from xlsegment.excel.declare import Argument, Example
from xlsegment.text import Text

WORDS = Text("中文。", "English.")


def declared(function):
    names = inspect.signature(function).parameters
    return worksheet_function(
        summary=WORDS,
        arguments=tuple(Argument(name, WORDS) for name in names),
        returns=WORDS,
        examples=(Example(f"={function.__name__}(1)", WORDS),),
    )(function)


def test_what_the_core_refuses_is_a_value_error_and_no_log_record(caplog):
    @declared
    def refused(value: object) -> object:
        raise CutsError(metric=WORDS, reason=WORDS)

    assert refused(1) == CellError.VALUE
    assert not caplog.records


def test_what_nobody_foresaw_is_a_value_error_and_logged_without_cell_values(caplog):
    @declared
    def broken(value: object) -> object:
        raise KeyError(value)

    with caplog.at_level(logging.ERROR, logger="xlsegment"):
        assert broken("张三 13800138000") == CellError.VALUE

    (record,) = caplog.records
    assert "broken failed: KeyError at " in record.getMessage()
    assert "test_boundary.py:" in record.getMessage()
    assert "138" not in record.getMessage()
    assert record.exc_info is None


@pytest.mark.parametrize("result", [None, float("nan"), [[None, float("inf")]]])
def test_neither_none_nor_nan_leaves(result):
    @declared
    def leaks(value: object) -> object:
        return result

    found = leaks(1)

    cells = found[0] if isinstance(found, list) else [found]
    assert all(cell in ("", CellError.NUM) for cell in cells)


def test_xlwings_sees_names_and_defaults_but_no_hints():
    @declared
    def hinted(value: float | None, part: str | None = None) -> float | None:
        return 1.0

    assert str(inspect.signature(hinted)) == "(value, part=None)"
    assert hinted.__annotations__ == {}
    assert hinted.__doc__ == "中文。\nEnglish."
    assert hinted.declared.name == hinted.__name__ == "hinted"


WITHOUT = """
import sys
for name in ("numpy", "pandas", "narwhals", "polars"):
    sys.modules[name] = None
from xlsegment.excel import udfs
assert udfs.RFM_DAYS(45000, 45029) == 29
"""

LOADED = """
import sys
sys.modules["xlwings"] = type(sys)("xlwings")
import xlwings
passing = lambda *args, **options: lambda function: function
xlwings.func = xlwings.arg = xlwings.ret = passing
xlwings.__version__ = ""
from xlsegment.excel.examples import call_of
from xlsegment.excel import udfs
for function in udfs.FUNCTIONS:
    if function.name not in {tables}:
        for example in function.examples:
            function.call(*call_of(example.formula)[1])
heavy = {{"numpy", "pandas", "narwhals", "openpyxl", "lxml"}} & set(sys.modules)
assert not heavy, heavy
"""
#: What works out a whole order table.
TABLES = {"RFM_TABLE"}


def run(code: str) -> None:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_functions_can_be_imported_where_numpy_and_pandas_are_not():
    run(WITHOUT)


def test_a_scalar_call_loads_neither_numpy_nor_pandas():
    # xlwings itself loads them where they are installed; what counts is what we load
    run(LOADED.format(tables=TABLES))
