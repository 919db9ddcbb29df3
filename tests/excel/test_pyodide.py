"""The functions in Pyodide, where xlwings Lite runs them, answer as they do here."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.support import lite, pyodide
from xlsegment.excel.declare import Function
from xlsegment.excel.examples import call_of
from xlsegment.excel.udfs import FUNCTIONS

# Pyodide has pandas of its own, but it cannot be had without its download server: there these
# functions are tried without it, and must say so in the cell instead of breaking.
NEEDS_PANDAS = {"RFM_TABLE"}

EDGES: list[object] = [
    *(None, "", " ", "#N/A", "#DIV/0!", True, 0, -1, 1.5, 45000.5, 1e300, 10**15),
    *("１２", "¥1,200", "abc", "2023年5月10日", "2023-05-10 09:30", "13812345678", "张小明"),
    *([[1.0], [None], ["#N/A"]], [[1.0, 2.0, 3.0]], [[1.0, "x"], [None, 4.0]], [["高"]]),
]

Call = tuple[str, list[object]]


def examples(function: Function) -> list[Call]:
    return [call_of(example.formula) for example in function.examples]


def edge_calls(function: Function) -> list[Call]:
    name, usual = examples(function)[0]
    usual = usual + [None] * (len(function.arguments) - len(usual))
    calls = [
        (name, [*usual[:place], edge, *usual[place + 1 :]])
        for place in range(len(usual))
        for edge in EDGES
    ]
    return [*calls, *((name, [edge] * len(usual)) for edge in EDGES)]


CALLS = [call for f in FUNCTIONS for call in (*examples(f), *edge_calls(f))]


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return pyodide.run(CALLS, tmp_path_factory.mktemp("pyodide"))


@pytest.fixture(scope="module")
def here() -> list[Any]:
    answers: list[Any] = json.loads(lite.answers(json.dumps(CALLS)))
    return answers


@pytest.mark.pyodide
def test_it_is_a_browsers_python_without_numpy_and_pandas(there):
    assert there["platform"] == "emscripten"
    assert there["pandas"] is False
    assert there["imported"] == []


@pytest.mark.pyodide
@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.name)
def test_every_function_answers_there_as_here(function, there, here):
    mine = [place for place, (name, _) in enumerate(CALLS) if name == function.name]

    for place in mine:
        got = there["answers"][place]
        if function.name in NEEDS_PANDAS and got != here[place]:
            assert got.startswith("str 缺少 Python 包 pandas"), CALLS[place]
        else:
            assert got == here[place], CALLS[place]


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.name)
def test_the_examples_give_results(function):
    for name, given in examples(function):
        assert name == function.name
        assert not str(lite.answers(json.dumps([(name, given)]))).startswith('["error')
