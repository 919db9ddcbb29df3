"""Every worksheet function through xlwings' desktop code; prints what came of it as JSON."""

from __future__ import annotations

import json
import re
import sys
from datetime import UTC
from decimal import Decimal

from tests.support import desktop  # first: it decides what xlwings.func is

# isort: split
from xlsegment.excel import udfs
from xlsegment.excel.cells import CellError
from xlsegment.excel.examples import call_of

#: As COM hands cells over.
CELLS = (
    *(None, 1.0, -3.5, True, "", "abc", "１２", "¥1,200", "2023-05-10", "C001", "138 0013 8000"),
    *(-2146826246, -2146826281, -2146826252, Decimal("12.5")),
    desktop.Time(2023, 5, 10, 8, 30, tzinfo=UTC),
)


def cells(given: object) -> object:
    """Return a constant as COM hands it over: a range's rows as tuples."""
    if isinstance(given, list):
        return desktop.Range(tuple(tuple(row) for row in given))
    return desktop.MISSING if given is None else given


def sound(result: object) -> bool:
    return isinstance(result, list) and all(
        isinstance(cell, (str, bool, int, float)) and cell == cell for row in result for cell in row
    )


def junk(name: str, size: int) -> str:
    shapes = (
        lambda cell: cell,
        lambda cell: (cell, cell),
        lambda cell: desktop.Range(((cell,), (None,), (cell,))),
        lambda cell: desktop.Range(((cell, 2.0), (None, cell))),
    )
    for shape in shapes:
        for cell in CELLS:
            result = desktop.call(name, *[shape(cell)] * size)
            if not sound(result):
                return f"{cell!r}: {result!r}"
    return "sound"


def main() -> None:
    heads = re.findall(r"^Function .*$", desktop.wrappers(), re.MULTILINE)
    found = {}
    for function in udfs.FUNCTIONS:
        known = getattr(udfs, function.name).__xlfunc__
        found[function.name] = {
            "head": next(h for h in heads if h.startswith(f"Function {function.name}(")),
            "volatile": known["volatile"],
            "category": known["category"],
            "doc": known["ret"]["doc"],
            "help": [argument["doc"] for argument in known["args"]],
            "shown": [
                desktop.call(function.name, *map(cells, call_of(example.formula)[1]))
                for example in function.examples
            ],
            "junk": junk(function.name, len(function.arguments)),
        }
    days = [desktop.Time(2023, 6, day, tzinfo=UTC) for day in (1, 30)]
    found["RFM_DAYS"]["com_dates"] = desktop.call("RFM_DAYS", *days)
    assert all(isinstance(error, str) for error in CellError)
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
