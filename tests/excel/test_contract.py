"""What holds for every worksheet function, whoever adds the next one."""

from __future__ import annotations

import ast
import inspect
import json
import logging
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.excel.junk import ARGUMENTS
from xlsegment.excel import udfs
from xlsegment.excel.cells import CellError
from xlsegment.excel.declare import MAX_HELP
from xlsegment.excel.examples import call_of
from xlsegment.excel.udfs import FUNCTIONS

FOLDER = Path(udfs.__file__).parent
#: Words that VBA's parser keeps for itself, and names that hide something of VBA's own.
VBA = frozenset(
    [
        "addressof", "alias", "and", "any", "as", "attribute", "base", "boolean", "byref",
        "byte", "byval", "call", "case", "cdecl", "class", "close", "compare", "const",
        "currency", "database", "date", "debug", "decimal", "declare", "defbool", "default",
        "deftype", "dim", "do", "double", "each", "else", "elseif", "empty", "end", "endif",
        "enum", "eqv", "erase", "error", "event", "exit", "explicit", "false", "for",
        "format", "friend", "function", "get", "global", "gosub", "goto", "if", "imp",
        "implements", "in", "input", "instr", "integer", "is", "left", "len", "let", "lib",
        "like", "line", "loc", "local", "lock", "long", "longlong", "longptr", "loop", "lset",
        "me", "mid", "mod", "module", "name", "new", "next", "not", "nothing", "null",
        "object", "on", "open", "option", "optional", "or", "output", "paramarray",
        "preserve", "print", "private", "property", "ptrsafe", "public", "put", "raiseevent",
        "random", "randomize", "read", "redim", "rem", "replace", "reset", "resume", "return",
        "right", "rset", "seek", "select", "set", "single", "space", "spc", "static", "step",
        "stop", "string", "sub", "switch", "tab", "text", "then", "time", "to", "true",
        "type", "typeof", "unlock", "until", "variant", "wend", "while", "width", "with",
        "withevents", "write", "xor",
    ]
)  # fmt: skip
#: Names of Excel 4 macro functions that people meet as ``#NAME?`` or worse.
XLM = frozenset(
    [
        "RUN", "ECHO", "CALL", "EXEC", "GOTO", "HALT", "RETURN", "ALERT", "BEEP", "ERROR",
        "INPUT", "STEP", "WAIT",
    ]
)  # fmt: skip


def every_function(test):
    return pytest.mark.parametrize("function", FUNCTIONS, ids=lambda f: f.name)(test)


def looks_like_a_cell(name: str) -> bool:
    """Whether Excel reads a name as A1…XFD1048576, or as R1C1 of any length."""
    match = re.fullmatch(r"([A-Z]{1,3})(\d{1,7})", name)
    if match is not None:
        column = 0
        for letter in match[1]:
            column = column * 26 + ord(letter) - 64
        if column <= 16_384 and 1 <= int(match[2]) <= 1_048_576:
            return True
    return re.match(r"R\d*C\d*$|[RC]\d*$", name) is not None


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        *(("RFM1", True), ("XFD1048576", True), ("XFE1", False), ("XFD1048577", False)),
        *(("R1C1", True), ("R", True), ("RC", True), ("R30", True), ("RFM_TIER", False)),
    ],
)
def test_what_excel_takes_for_a_cell(name, cell):
    assert looks_like_a_cell(name) is cell


@every_function
def test_the_name_is_one_that_excel_and_vba_leave_alone(function):
    name = function.name

    assert re.fullmatch(r"[A-Z][A-Z0-9_]{2,30}", name)
    assert not looks_like_a_cell(name)
    assert name not in XLM
    assert name.lower() not in VBA
    assert getattr(udfs, name).declared is function
    assert name in udfs.__all__


def test_no_name_is_declared_twice():
    names = [function.name for function in FUNCTIONS]

    assert len(set(names)) == len(names)
    assert {n for n in udfs.__all__ if n.isupper()} == {*names, "FUNCTIONS"}


@every_function
def test_the_arguments_are_those_of_the_python_function(function):
    parameters = list(inspect.signature(function.call).parameters.values())

    assert [p.name for p in parameters] == [a.name for a in function.arguments]
    assert [a.optional for a in function.arguments] == sorted(
        a.optional for a in function.arguments
    )
    for parameter, argument in zip(parameters, function.arguments, strict=True):
        assert parameter.kind is inspect.Parameter.POSITIONAL_OR_KEYWORD
        assert parameter.annotation is inspect.Parameter.empty
        assert parameter.default is (None if argument.optional else inspect.Parameter.empty)
        assert re.fullmatch(r"[a-z][a-z0-9_]*", argument.name)
        assert argument.name not in VBA
        assert argument.name != "caller"  # xlwings would hand over the cell instead
        assert not looks_like_a_cell(argument.name.upper())


@every_function
def test_every_help_text_fits_where_excel_shows_it(function):
    for text in (function.summary, *(argument.help for argument in function.arguments)):
        for words in text.both:
            assert 0 < len(words) <= MAX_HELP
            assert words == words.strip()
        # Excel cuts the two together: Chinese is whole, and as a rule English is, too
        assert len(f"{text.zh}\n{text.en}") <= MAX_HELP
    assert all(function.returns.both)
    assert function.call.__doc__ == f"{function.summary.zh}\n{function.summary.en}"


@every_function
def test_the_examples_are_calls_of_it_and_work(function):
    assert function.examples
    for example in function.examples:
        name, arguments = call_of(example.formula)
        assert name == function.name
        assert len(arguments) <= len(function.arguments)

        result = function.call(*arguments)

        assert not isinstance(result, CellError)
        assert isinstance(result, list) or not function.spills
        assert all(example.note.both)


@contextmanager
def failures() -> Iterator[list[str]]:
    """Collect what the border logs: exceptions that nobody foresaw."""
    found: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: found.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("xlsegment")
    logger.addHandler(handler)
    try:
        yield found
    finally:
        logger.removeHandler(handler)


def sound(result: object) -> bool:
    """Whether a cell or rows of cells can go to any door."""
    rows = result if isinstance(result, list) else [[result]]
    if not rows or any(not isinstance(row, list) for row in rows):
        return False
    widths = {len(row) for row in rows}
    if len(widths) != 1 or widths == {0}:
        return False
    return all(
        type(cell) in (str, bool, CellError)
        or (type(cell) is int and abs(cell) < 2**31)
        or (type(cell) is float and cell - cell == 0)
        for row in rows
        for cell in row
    )


@every_function
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_whatever_it_is_given_a_cell_comes_back(function, data):
    needed = [a for a in function.arguments if not a.optional]
    more = data.draw(st.integers(0, len(function.arguments) - len(needed)))
    arguments = [data.draw(ARGUMENTS) for _ in range(len(needed) + more)]

    with failures() as logged:
        assert sound(function.call(*arguments))

    assert not logged


@every_function
def test_only_blanks_give_no_traceback_either(function):
    for blank in (None, "", [[None], [""]], [[None, None]]):
        with failures() as logged:
            assert sound(function.call(*[blank] * len(function.arguments)))
        assert not logged


def test_no_function_looks_at_a_workbook_or_the_clock():
    banned = {
        *("Book", "books", "sheets", "Sheet", "Range", "caller", "apps", "App", "active"),
        *("selection", "names", "today", "now", "utcnow", "time", "random"),
    }
    for path in [*(FOLDER / "functions").glob("*.py"), FOLDER / "udfs.py"]:
        module = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(module):
            if isinstance(node, ast.Attribute):
                assert node.attr not in banned, f"{path.name}:{node.lineno} .{node.attr}"
            if isinstance(node, (ast.Import, ast.ImportFrom)):
                names = [alias.name for alias in node.names]
                source = node.module if isinstance(node, ast.ImportFrom) else names[0]
                assert not str(source).startswith("xlwings") or path.name == "about.py"


# --- through xlwings' own desktop code --------------------------------------------------------


@pytest.fixture(scope="module")
def desktop() -> dict[str, dict[str, object]]:
    """What xlwings makes of every function, found out in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.excel.through_xlwings"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, dict[str, object]] = json.loads(done.stdout)
    return found


@every_function
def test_xlwings_writes_a_wrapper_with_every_argument(function, desktop):
    listed = ", ".join(f"Optional {a.name}" if a.optional else a.name for a in function.arguments)

    assert desktop[function.name]["head"] == f"Function {function.name}({listed})"
    assert desktop[function.name]["volatile"] is False
    assert desktop[function.name]["category"] == "客户分层"
    assert desktop[function.name]["doc"] == f"{function.summary.zh}\n{function.summary.en}"
    assert desktop[function.name]["help"] == [
        f"{argument.help.zh}\n{argument.help.en}" for argument in function.arguments
    ]


@every_function
def test_through_xlwings_a_cell_shows_what_the_function_says(function, desktop):
    for example, shown in zip(function.examples, desktop[function.name]["shown"], strict=True):
        result = function.call(*call_of(example.formula)[1])
        assert shown == (result if isinstance(result, list) else [[result]])


@every_function
def test_through_xlwings_every_kind_of_cell_gives_a_cell(function, desktop):
    assert desktop[function.name]["junk"] == "sound"


def test_the_days_that_com_brings_are_days(desktop):
    assert desktop["RFM_DAYS"]["com_dates"] == [[(date(2023, 6, 30) - date(2023, 6, 1)).days]]
