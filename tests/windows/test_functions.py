"""Every worksheet function through the DLL and the server, as a cell would see it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

import pytest

from tests.windows.addin import Addin
from tests.windows.excel import Excel
from tests.windows.wire import BLANK, MISSING, Cells, Error
from xlsegment.excel.cells import CellError
from xlsegment.excel.declare import Function
from xlsegment.excel.examples import call_of
from xlsegment.excel.udfs import FUNCTIONS, RFM_TIER

NA, DIV0 = Error(2042), Error(2007)
DAY, MOMENT = datetime.fromisoformat("2023-05-10"), datetime.fromisoformat("2023-05-10T09:30")

# As Excel hands them over: COM's own kinds.
EDGES: Final[list[Any]] = [
    *(BLANK, NA, DIV0, Error(2015), Error(2036), True, False, DAY, MOMENT, Decimal("12.5")),
    *(0.0, -1.0, 1.5, 45056.5, 1e15, 1e300, "", " ", "#N/A", "１２", "¥1,200", "2023年5月10日"),
    *("13812345678", "张小明", "高", "é€😀", "客" * 3000),
    *(((1.0,), (BLANK,), (NA,)), ((1.0, 2.0, 3.0),), ((DAY, "x"), (BLANK, Decimal("4")))),
]
ERRORS: Final = {2000: "#NULL!", 2007: "#DIV/0!", 2015: "#VALUE!", 2036: "#NUM!", 2042: "#N/A"}


def plain(value: Any) -> Any:
    """Return an argument in plain Python, for the call here."""
    if isinstance(value, Cells):
        rows = tuple(value.rows)
        return plain(rows if len(rows) > 1 or len(rows[0]) > 1 else rows[0][0])
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if isinstance(value, Error):
        return CellError(ERRORS[value.number])
    return None if value in (BLANK, MISSING) else value


def variants(value: Any) -> Any:
    """Return an argument of the plain kind as Excel hands it over."""
    if isinstance(value, list):
        return tuple(variants(item) for item in value)
    return BLANK if value is None else value


def cells(value: Any) -> Any:
    """Return an argument as a range; what was left out stays so."""
    if value is MISSING or isinstance(value, Cells):
        return value
    return Cells(value if isinstance(value, tuple) else ((value,),))


def in_a_cell(result: Any, addin: Addin) -> Any:
    """Return what a result of a plain call would look like in VBA: one row is a flat array."""
    if isinstance(result, list):
        rows = tuple(tuple(row) for row in result)
        return addin.shown(rows if len(rows) > 1 else rows[0] if len(rows[0]) > 1 else rows[0][0])
    return addin.shown(result)


def same(one: Any, other: Any) -> bool:
    """Compare as Excel would: 1 and 1.0 are one number, but TRUE is none."""
    if isinstance(one, tuple) or isinstance(other, tuple):
        both = isinstance(one, tuple) and isinstance(other, tuple) and len(one) == len(other)
        return both and all(map(same, one, other))
    return isinstance(one, bool) == isinstance(other, bool) and bool(one == other)


def calls(function: Function) -> Iterator[list[Any]]:
    """Yield the examples, and the first of them with each argument replaced by all sorts.

    As arrays and as ranges, but every edge as a range in the first place only, and a third of the
    edges in each other place: xlwings asks a range so much that a call takes long.
    """
    examples = [[variants(v) for v in call_of(e.formula)[1]] for e in function.examples]
    for given in examples:
        whole = given + [MISSING] * (len(function.arguments) - len(given))
        yield whole
        yield [cells(value) for value in whole]
    usual = examples[0] + [MISSING] * (len(function.arguments) - len(examples[0]))
    for place in range(len(usual)):
        edges = EDGES[place % 3 :: 3] if place else [*EDGES, *map(cells, EDGES)]
        for edge in (MISSING, *edges):
            yield [*usual[:place], edge, *usual[place + 1 :]]


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.name)
def test_a_function_answers_in_excel_as_it_does_here(
    function: Function, excel: Excel, addin: Addin
) -> None:
    different = []
    for given in calls(function):
        expected = in_a_cell(function.call(*map(plain, given)), addin)
        got = addin.shown(excel.call(function.name, *given))
        if not same(got, expected):
            different.append((given, got, expected))

    assert not different


@pytest.mark.parametrize("form", [lambda value: value, cells], ids=["array", "range"])
def test_what_is_given_as_row_column_or_block_comes_back_so(form: Any, excel: Excel) -> None:
    best = RFM_TIER(12, 6, 2500)
    column = ((12.0,), (12.0,), (12.0,))

    assert excel.call("RFM_TIER", form(column), 6.0, 2500.0, MISSING) == ((best,),) * 3
    assert excel.call("RFM_TIER", form(((12.0,) * 4,)), 6.0, 2500.0, MISSING) == (best,) * 4
    block = form(((12.0, 12.0), (12.0, 12.0)))
    assert excel.call("RFM_TIER", block, 6.0, 2500.0, MISSING) == ((best, best),) * 2


def test_errors_reach_a_cell_as_errors_and_not_as_text(excel: Excel, addin: Addin) -> None:
    given = Cells(((DIV0,), ("没有数字",), (12.0,)))

    got = addin.shown(excel.call("RFM_TIER", given, 6.0, 2500.0, MISSING))

    assert got[:2] == ((Error(2007),), (Error(2015),))
    assert isinstance(got[2][0], str)


def test_a_function_asks_excel_for_nothing_but_its_arguments(excel: Excel) -> None:
    excel.ask("forget")
    excel.call("RFM_TIER", Cells(((12.0,), (40.0,))), 6.0, 2500.0, MISSING)
    trace = excel.ask("trace")

    assert trace["missing"] == []
    assert trace["faults"] == []
    assert trace["writes"] == 0
    assert trace["calls"]["Range.Value"] == 1
