"""The VBA functions: xlwings' own, with our names around arguments, results and failures."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from tests.addin import small
from xlsegment.addin.wrappers import wrappers
from xlsegment.errors import GeneratorFailed, UnfitName, VendorChanged
from xlsegment.excel.declare import Argument, Function
from xlsegment.text import Text


@pytest.fixture(scope="module")
def text() -> str:
    return wrappers(small.NAME, small.FUNCTIONS)


def test_one_wrapper_for_each_function_with_its_arguments(text):
    assert re.findall(r"^Function (.*)$", text, re.M) == [
        "TRY_NONE()",
        f"TRY_TWELVE({', '.join(f'argument_{n}' for n in range(1, 13))})",
        "TRY_TWO(value, Optional kind)",
    ]


def test_arguments_and_result_pass_our_functions(text):
    assert (
        'TRY_TWO = XlSegOut(XLPy.CallUDF("tests.addin.small", "TRY_TWO", '
        "XlSegIn(Array(value, kind)), ActiveWorkbook, Application.Caller))"
    ) in text
    assert text.count("XlSegOut(") == text.count("XlSegIn(") == len(small.FUNCTIONS)


def test_a_failure_is_an_error_value_and_never_its_text(text):
    assert text.count("= CVErr(xlErrValue)") == len(small.FUNCTIONS)
    assert "Err.Description" not in text


def test_the_description_stands_in_the_function_in_ascii(text):
    assert text.isascii()
    assert 'Attribute TRY_TWO.VB_Description = "Two ""arguments"" / one ?"' in text
    assert text.count('.VB_ProcData.VB_Invoke_Func = " \\n14"') == len(small.FUNCTIONS)


def test_the_caller_sees_nothing_of_what_stands_in_for_pywin32():
    """Otherwise a program that looks for pywin32 would believe to be on Windows."""
    code = (
        "import sys\n"
        "from tests.addin import small\n"
        "from xlsegment.addin.wrappers import wrappers\n"
        "import xlwings\n"
        "before = set(sys.modules), xlwings.func\n"
        f"wrappers({small.NAME!r}, small.FUNCTIONS)\n"
        "assert xlwings.func is before[1]\n"
        "print(*sorted(set(sys.modules) - before[0]))\n"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert not re.search(r"\b(pythoncom|pywintypes|win32com|xlwings\.udfs)\b", done.stdout)


def test_a_module_that_cannot_be_imported_is_told():
    with pytest.raises(GeneratorFailed, match=r"E-143.*no_such_module"):
        wrappers("tests.addin.no_such_module", ())


def test_declarations_and_functions_must_be_the_same():
    with pytest.raises(VendorChanged, match=r"E-140.*TRY_TWO"):
        wrappers(small.NAME, small.FUNCTIONS[1:])


def test_unfit_names_are_refused_before_anything_runs():
    bad = Function(
        "TRY_IT", small.HELP, (Argument("date", Text("日", "Day")),), small.HELP, (), small.nothing
    )
    with pytest.raises(UnfitName, match="date"):
        wrappers("tests.addin.no_such_module", (bad,))
