"""Names that Excel or VBA takes for something else are refused before anybody opens the file."""

from __future__ import annotations

import pytest

from tests.addin import small
from xlsegment.addin.names import check_names
from xlsegment.errors import UnfitName, UnfitSource
from xlsegment.excel.declare import MAX_HELP, Argument, Function
from xlsegment.text import Text

HELP = small.HELP


def function(name: str = "TRY_IT", *arguments: str, summary: Text = HELP) -> Function:
    declared = tuple(Argument(argument, HELP) for argument in arguments)
    return Function(name, summary, declared, HELP, small.EXAMPLES, small.nothing)


@pytest.mark.parametrize(
    "name", ["A1", "RFM1", "rfm3", "XFD1048576", "R1C1", "r30", "RC", "C", "R", "c7", "R1C"]
)
def test_cell_addresses_are_no_function_names(name):
    with pytest.raises(UnfitName, match="E-141"):
        check_names([function(name)])


@pytest.mark.parametrize("name", ["RFM_1", "XFE1", "RFMS1", "RFM_TIER", "R_1", "A1B"])
def test_names_that_only_look_like_addresses_are_taken(name):
    check_names([function(name)])


@pytest.mark.parametrize(
    "name", ["date", "Type", "END", "next", "_x", "1x", "a b", "a.b", "天数", "x" * 256, ""]
)
def test_words_of_vba_and_what_is_no_identifier_are_no_argument_names(name):
    with pytest.raises(UnfitName, match="E-141"):
        check_names([function("TRY_IT", "value", name)])


@pytest.mark.parametrize("names", [("value", "Value"), ("try_it",)])
def test_names_that_differ_in_case_only_are_the_same_to_vba(names):
    with pytest.raises(UnfitName, match="Aa = AA"):
        check_names([function("TRY_IT", *names)])


@pytest.mark.parametrize(
    "summary",
    [Text("字" * (MAX_HELP + 1), "x"), Text("字", "x" * (MAX_HELP + 1)), Text("", "x")],
    ids=["long zh", "long en", "none"],
)
def test_a_description_that_excel_cuts_is_refused(summary):
    with pytest.raises(UnfitSource, match="1-255"):
        check_names([function(summary=summary)])
