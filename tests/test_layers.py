"""The architecture as a failing test: who may import whom, and what no module does."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "xlsegment"
MODULES = sorted(PACKAGE.rglob("*.py"))

BASE = {"errors", "text"}
# room -> (rooms of ours it may import, packages of others it may import)
ROOMS: dict[str, tuple[set[str], set[str]]] = {
    "__init__": (set(), set()),
    "text": (set(), set()),
    "errors": ({"errors", "text"}, set()),
    "core": (
        {"core"} | BASE,
        {"narwhals", "numpy", "pandas", "scipy", "sklearn", "threadpoolctl"},
    ),
    "workbook": (
        {"workbook", "excel", "core"} | BASE,
        {"xlwings", "openpyxl", "lxml", "numpy", "pandas"},
    ),
    "engine": (
        {"engine"} | BASE,
        # Of openpyxl only the formula translator, which touches no file.
        {"xlwings", "lxml", "isal", "python_calamine", "numpy", "pandas", "openpyxl.formula"},
    ),
    "sources": (
        {"sources", "engine", "core"} | BASE,
        {"python_calamine", "pyarrow", "narwhals", "numpy", "pandas"},
    ),
    # A workbook file as parts: what personal data is in it, and taking it out.
    "privacy": ({"privacy", "engine", "core"} | BASE, {"lxml", "olefile", "numpy"}),
    "vault": (
        {"vault", "engine"} | BASE,
        {"cryptography", "filelock", "keyring", "platformdirs"},
    ),
    "actions": (
        {"actions", "privacy", "vault", "sources", "engine", "workbook", "core"} | BASE,
        {"xlwings", "platformdirs", "filelock", "narwhals", "numpy", "pandas"},
    ),
    # What functions and buttons are, and the functions: the sheets are explained from these.
    "excel": ({"excel", "core"} | BASE, {"xlwings", "narwhals", "numpy", "pandas"}),
    # What the buttons do.
    "excel/buttons": (
        {"excel/buttons", "excel/live", "excel", "install", "actions", "sources", "engine"}
        | {"workbook", "core", "privacy", "vault"}
        | BASE,
        {"xlwings", "platformdirs"},
    ),
    "excel/live": (
        {"excel/live", "excel", "actions", "engine", "workbook", "core", "vault"} | BASE,
        {"xlwings", "platformdirs"},
    ),
    "addin": ({"addin", "excel", "core"} | BASE, {"xlwings"}),
    "install": ({"install", "addin"} | BASE, {"xlwings", "platformdirs"}),
    "cli": (
        {"cli", "install", "addin", "excel", "actions", "sources", "engine", "workbook", "core"}
        | {"privacy", "vault"}
        | BASE,
        set(),
    ),
    "__main__": ({"cli"}, set()),
}

# The core gets its time and its tables from the caller.
OUTSIDE_WORLD = {"os", "io", "pathlib", "time", "random", "socket", "subprocess", "tempfile"}
CLOCKS = {"today", "now", "utcnow"}

# Behind these stands Excel, which shows a traceback to nobody who can use it: what nobody
# foresaw is logged there and becomes an error value or one message.
LAST_DOORS = {"excel/boundary.py", "excel/live/run.py"}


def room_of(module: Path) -> str:
    return room("/".join(module.relative_to(PACKAGE).with_suffix("").parts))


def room(path: str) -> str:
    """Return the innermost room that a module lies in."""
    parts = path.split("/")
    inner = "/".join(parts[:2])
    return inner if inner in ROOMS else parts[0]


def imports(module: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}:{node.lineno} relative import"
            assert node.module is not None
            if node.module == "xlsegment":
                for alias in node.names:
                    yield node.lineno, f"xlsegment.{alias.name}"
            else:
                yield node.lineno, node.module


def tree(module: Path) -> ast.Module:
    return ast.parse(module.read_text(encoding="utf-8"), filename=str(module))


def every_module(test):
    return pytest.mark.parametrize(
        "module", MODULES, ids=[str(module.relative_to(PACKAGE)) for module in MODULES]
    )(test)


@every_module
def test_imports_point_one_way(module):
    ours, theirs = ROOMS[room_of(module)]

    for line, name in imports(module):
        top, _, rest = name.partition(".")
        if top == "xlsegment":
            target = room(rest.replace(".", "/"))
            allowed = target in ours or target in {"", "__version__"}
        else:
            known = top in theirs or any(f"{name}.".startswith(f"{way}.") for way in theirs)
            allowed = known or top in sys.stdlib_module_names
        assert allowed, f"line {line}: {room_of(module)} may not import {name}"


@every_module
def test_only_the_free_part_of_xlwings_is_used(module):
    commercial = ("xlwings.pro", "xlwings.server", "xlwings.reports")

    assert not [name for _, name in imports(module) if name.startswith(commercial)]
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Attribute):
            assert not ast.unparse(node).startswith(tuple(f"xw.{c[8:]}" for c in commercial))


@every_module
def test_no_error_is_swallowed(module):
    for node in ast.walk(tree(module)):
        if not isinstance(node, ast.ExceptHandler):
            continue
        assert node.type is not None, f"line {node.lineno}: bare except"
        caught = {part.id for part in ast.walk(node.type) if isinstance(part, ast.Name)}
        last_door = module.relative_to(PACKAGE).as_posix() in LAST_DOORS
        assert last_door or "Exception" not in caught, f"line {node.lineno}: except Exception"
        if "BaseException" in caught:
            last = node.body[-1]
            cleans_up = isinstance(last, ast.Raise) and last.exc is None
            assert cleans_up, f"line {node.lineno}: BaseException may only be caught to clean up"


@every_module
def test_only_the_command_line_prints(module):
    calls = [node for node in ast.walk(tree(module)) if isinstance(node, ast.Call)]
    prints = [node.lineno for node in calls if ast.unparse(node.func) == "print"]

    assert room_of(module) == "cli" or not prints


@pytest.mark.parametrize(
    "module",
    [module for module in MODULES if room_of(module) == "core"],
    ids=lambda module: module.name,
)
def test_the_core_never_looks_outside(module):
    assert not {name.partition(".")[0] for _, name in imports(module)} & OUTSIDE_WORLD
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            assert called != "open", f"line {node.lineno}: opens a file"
            assert called.rpartition(".")[2] not in CLOCKS, f"line {node.lineno}: reads the clock"
